//! The same work in other plans: how the actions of different plans relate.

use crate::Date;
use crate::action::Action;
use crate::actor::{Actor, Permission};
use crate::changed::Changed;
use crate::described::{BelongsTo, Described, Erased, ErasedWords, TypedTexts};
use crate::error::{DomainError, LinkError};
use crate::event::Event;
use crate::ids::{ActionId, LinkId};
use crate::plan::{Basis, Withdrawal, still_stands};
use crate::text::{Narrative, Sentence};
use serde::{Deserialize, Serialize};

pub use crate::vocabulary::Relation;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub id: LinkId,
    pub from: ActionId,
    pub to: ActionId,
    pub relation: Relation,
    pub basis: Basis,
    /// What the basis is, in words.
    pub note: Option<Narrative>,
    pub withdrawn: Option<Withdrawal>,
}

impl Link {
    /// # Errors
    /// Only the secretariat links actions, and none that was retracted.
    pub fn may_add(actor: &Actor, from: &Action) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)?;
        from.is_not_retracted()
    }

    /// # Errors
    /// As [`may_add`](Link::may_add), for both actions; an action is not linked with itself, and no two twice in the same
    /// way.
    pub fn add(
        actor: &Actor,
        (from, to): (&Action, &Action),
        link: Link,
        existing: &[Link],
    ) -> Result<Changed<Link>, DomainError> {
        Link::may_add(actor, from)?;
        if from.id == to.id {
            return Err(LinkError::WithItself.into());
        }
        to.is_not_retracted()?;
        let same = |other: &Link| other.from == link.from && other.to == link.to && other.relation == link.relation;
        if existing.iter().any(|other| other.withdrawn.is_none() && same(other)) {
            return Err(LinkError::LinkedAlready.into());
        }
        let event = Event::ActionsLinked { relation: link.relation };
        Ok(Changed::by(actor, link, event))
    }

    /// # Errors
    /// Only the secretariat, once.
    pub fn may_withdraw(&self, actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)?;
        still_stands(self.withdrawn.as_ref())
    }

    /// # Errors
    /// As [`may_withdraw`](Link::may_withdraw).
    pub fn withdraw(&self, actor: &Actor, reason: Sentence, today: Date) -> Result<Changed<Link>, DomainError> {
        self.may_withdraw(actor)?;
        let after = Link { withdrawn: Some(Withdrawal { on: today, reason }), ..self.clone() };
        Ok(Changed::by(actor, after, Event::LinkWithdrawn {}))
    }
}

impl Described for Link {
    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Actions(self.from, self.to)
    }

    fn erased(&self, words: &ErasedWords) -> Erased<Option<Link>> {
        let (note, withdrawn) = (words.instead_of(self.note.as_ref())?, self.withdrawn.erased(words)?);
        Ok(Some(Link { note, withdrawn, ..self.clone() }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::{TODAY, action, day, earlier_action, link, refused, secretariat, sentence};

    fn add(link: Link, existing: &[Link]) -> Result<Changed<Link>, DomainError> {
        Link::add(&secretariat(), (&action(), &earlier_action()), link, existing)
    }

    fn withdrawn() -> Link {
        Link { withdrawn: Some(Withdrawal { on: TODAY, reason: sentence("Other work.") }), ..link() }
    }

    #[test]
    fn two_actions_are_linked_in_each_way_once() {
        let linked = add(link(), &[]).unwrap();
        assert_eq!(
            (linked.after(), linked.event()),
            (&link(), &Event::ActionsLinked { relation: Relation::Continues })
        );
        for relation in Relation::ALL {
            let second = add(Link { relation, ..link() }, &[link()]);
            if relation == Relation::Continues {
                assert_eq!(refused(second), "These actions already have this link.");
            } else {
                assert!(second.is_ok(), "{relation:?}");
            }
        }
    }

    #[test]
    fn the_other_direction_and_a_withdrawn_link_are_in_nobodys_way() {
        let back = Link { from: link().to, to: link().from, ..link() };
        assert!(add(link(), &[back, withdrawn()]).is_ok());
    }

    #[test]
    fn an_action_is_not_linked_with_itself() {
        let itself = Link::add(&secretariat(), (&action(), &action()), link(), &[]);
        assert_eq!(refused(itself), "You can't link an action to itself.");
    }

    #[test]
    fn a_link_is_withdrawn_once_and_stays_with_the_reason() {
        let gone = link().withdraw(&secretariat(), sentence("Other work."), TODAY).unwrap();
        assert_eq!((gone.after(), gone.event()), (&withdrawn(), &Event::LinkWithdrawn {}));
        let again = gone.after().withdraw(&secretariat(), sentence("Again."), day("2024-06-01"));
        assert_eq!(refused(again), "This was withdrawn on May 3, 2024.");
    }
}

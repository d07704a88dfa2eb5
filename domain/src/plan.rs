//! Plans and their tree: pillars, goals, themes, principles, objectives. Level names differ by plan, so they are data.

mod described;

use crate::Date;
use crate::actor::{Actor, Permission};
use crate::changed::Changed;
use crate::date::FiscalQuarter;
use crate::described::{Erased, ErasedWords, TypedTexts};
use crate::error::{DomainError, PlanError};
use crate::event::Event;
use crate::ids::{AgencyId, NodeId, PlanId};
use crate::text::{Citation, Code, Narrative, Sentence, Title};
use serde::{Deserialize, Serialize};

pub use crate::vocabulary::{Basis, PlanState};

/// A published document of promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub id: PlanId,
    pub code: Code,
    pub title: Title,
    /// "NAP 2021", for tables and breadcrumbs.
    pub short_title: Title,
    pub state: PlanState,
    pub issued: Date,
    pub starts: Date,
    /// Open-ended when unknown.
    pub ends: Option<Date>,
    /// The period as its source writes it.
    pub period: Title,
    pub span_basis: Narrative,
    /// The names of each level, top first; a level may have several ("Theme", "Goal").
    pub levels: Vec<Vec<Title>>,
    /// How many actions the published plan has; `None` where that is not known.
    pub published_actions: Option<u32>,
    /// What is known of the published number in words, where it is not a plain count.
    pub published_note: Option<Narrative>,
    pub coverage_note: Option<Narrative>,
    pub numbering_note: Option<Narrative>,
    /// The code of the vocabulary in which its status reports are written.
    pub vocabulary: Option<Code>,
    pub supersedes: Option<PlanId>,
    /// The plan that this one carries out, as the yearly commitments carry out the National Action Plan.
    pub relates_to: Option<PlanId>,
    pub co_chairs: Vec<AgencyId>,
    /// Further facts of the source under their own names: how it was announced, its draft, how it reports.
    pub facts: Vec<(Title, Narrative)>,
    pub source: Citation,
}

/// A place in the tree of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    pub id: NodeId,
    pub plan: PlanId,
    pub parent: Option<NodeId>,
    pub reference: Code,
    /// Where the reference comes from: published, or a letter of ours.
    pub reference_basis: Narrative,
    /// One of the names of its level in the plan.
    pub level: Title,
    /// Its place among its siblings, from 0.
    pub position: u32,
    pub title: Title,
    /// How many actions the published plan has under this node, where that is known.
    pub published_actions: Option<u32>,
    pub note: Option<Narrative>,
    pub source: Citation,
    pub withdrawn: Option<Withdrawal>,
}

/// When something left, and why. It stays in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    pub on: Date,
    pub reason: Sentence,
}

impl TypedTexts for Withdrawal {
    fn erased(&self, words: &ErasedWords) -> Erased<Withdrawal> {
        Ok(Withdrawal { on: self.on, reason: words.text()? })
    }
}

/// # Errors
/// When it was withdrawn: then it is not changed any more.
pub(crate) fn still_stands(withdrawn: Option<&Withdrawal>) -> Result<(), DomainError> {
    match withdrawn {
        None => Ok(()),
        Some(withdrawal) => Err(DomainError::Withdrawn { on: withdrawal.on }),
    }
}

/// What of a plan decides what its actions owe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanFacts {
    pub state: PlanState,
    /// The first quarter for which updates are owed.
    pub owes_from: FiscalQuarter,
}

impl Plan {
    /// `recorded` is the day on which the record got to know the plan: for quarters before it no one could be asked.
    pub fn facts(&self, recorded: Date) -> PlanFacts {
        PlanFacts { state: self.state, owes_from: FiscalQuarter::of(self.starts.max(recorded)) }
    }

    /// # Errors
    /// Only the secretariat (and an import by the operator) keeps plans.
    pub fn may_add(actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)
    }

    /// # Errors
    /// As [`may_add`](Plan::may_add); a plan ends after it starts.
    pub fn add(actor: &Actor, plan: Plan) -> Result<Changed<Plan>, DomainError> {
        Plan::may_add(actor)?;
        if plan.ends.is_some_and(|ends| ends < plan.starts) {
            return Err(PlanError::EndsBeforeItStarts.into());
        }
        let event = Event::PlanAdded { plan: plan.code.to_string() };
        Ok(Changed::by(actor, plan, event))
    }

    /// # Errors
    /// Only the secretariat keeps plans; a plan does not move to the state that it has.
    pub fn may_change_state(&self, actor: &Actor, state: PlanState) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)?;
        if self.state == state { Err(PlanError::AlreadyInThatState.into()) } else { Ok(()) }
    }

    /// # Errors
    /// As [`may_change_state`](Plan::may_change_state).
    pub fn change_state(&self, actor: &Actor, state: PlanState) -> Result<Changed<Plan>, DomainError> {
        self.may_change_state(actor, state)?;
        let event = Event::PlanStateChanged { from: self.state, to: state };
        Ok(Changed::by(actor, Plan { state, ..self.clone() }, event))
    }

    /// Whether agencies owe reports on the plan's actions. A closed or superseded plan has no reader who waits for them.
    pub fn is_in_force(&self) -> bool {
        self.state == PlanState::InForce
    }
}

impl Node {
    /// # Errors
    /// Only the secretariat keeps plans.
    pub fn may_add(actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)
    }

    /// # Errors
    /// As [`may_add`](Node::may_add).
    pub fn add(actor: &Actor, node: Node) -> Result<Changed<Node>, DomainError> {
        Node::may_add(actor)?;
        let event = Event::NodeAdded { reference: node.reference.to_string() };
        Ok(Changed::by(actor, node, event))
    }

    /// # Errors
    /// Only the secretariat keeps plans; a withdrawn node is not amended.
    pub fn may_amend(&self, actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)?;
        still_stands(self.withdrawn.as_ref())
    }

    /// Changes the title or the note; the place in the tree stays.
    ///
    /// # Errors
    /// As [`may_amend`](Node::may_amend); a change must change something.
    pub fn amend(&self, actor: &Actor, title: Title, note: Option<Narrative>) -> Result<Changed<Node>, DomainError> {
        self.may_amend(actor)?;
        let after = Node { title, note, ..self.clone() };
        if after == *self {
            return Err(DomainError::NothingChanged);
        }
        Ok(Changed::by(actor, after, Event::NodeAmended {}))
    }

    /// `occupied` counts the nodes and actions that still stand under it.
    ///
    /// # Errors
    /// Only the secretariat keeps plans; once; not while anything stands under it.
    pub fn may_withdraw(&self, actor: &Actor, occupied: u32) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)?;
        still_stands(self.withdrawn.as_ref())?;
        if occupied > 0 { Err(PlanError::NodeOccupied { standing: occupied }.into()) } else { Ok(()) }
    }

    /// Withdraws a node under which nothing stands any more.
    ///
    /// # Errors
    /// As [`may_withdraw`](Node::may_withdraw).
    pub fn withdraw(
        &self,
        actor: &Actor,
        reason: Sentence,
        occupied: u32,
        today: Date,
    ) -> Result<Changed<Node>, DomainError> {
        self.may_withdraw(actor, occupied)?;
        let withdrawn = Some(Withdrawal { on: today, reason });
        Ok(Changed::by(actor, Node { withdrawn, ..self.clone() }, Event::NodeWithdrawn {}))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::{TODAY, day, narrative, node, plan, refused, secretariat, sentence, title};

    const STATES: [PlanState; 4] = [PlanState::Draft, PlanState::InForce, PlanState::Superseded, PlanState::Closed];

    fn withdrawn() -> Node {
        Node { withdrawn: Some(Withdrawal { on: TODAY, reason: sentence("Merged.") }), ..node() }
    }

    #[test]
    fn a_plan_is_added_under_its_code() {
        let added = Plan::add(&secretariat(), plan()).unwrap();
        assert_eq!((added.after(), added.event()), (&plan(), &Event::PlanAdded { plan: "NAP-2021".to_owned() }));
    }

    #[test]
    fn a_plan_ends_on_the_day_it_starts_later_or_at_no_known_time() {
        let ending = |ends| Plan::add(&secretariat(), Plan { ends, starts: day("2021-12-03"), ..plan() });
        assert_eq!(refused(ending(Some(day("2021-12-02")))), "The plan ends before it starts.");
        assert!(ending(Some(day("2021-12-03"))).is_ok());
        assert!(ending(None).is_ok());
    }

    #[test]
    fn a_plan_moves_to_any_other_state_and_not_to_its_own() {
        for from in STATES {
            for to in STATES {
                let changed = Plan { state: from, ..plan() }.change_state(&secretariat(), to);
                if from == to {
                    assert_eq!(refused(changed), "The plan is already in that state.");
                } else {
                    let changed = changed.unwrap();
                    assert_eq!(*changed.after(), Plan { state: to, ..plan() });
                    assert_eq!(*changed.event(), Event::PlanStateChanged { from, to });
                }
            }
        }
    }

    #[test]
    fn only_a_plan_in_force_is_in_force() {
        assert_eq!(STATES.map(|state| Plan { state, ..plan() }.is_in_force()), [false, true, false, false]);
    }

    #[test]
    fn a_node_is_added_under_its_reference() {
        let added = Node::add(&secretariat(), node()).unwrap();
        assert_eq!((added.after(), added.event()), (&node(), &Event::NodeAdded { reference: "2".to_owned() }));
    }

    #[test]
    fn an_amended_node_has_new_words_and_its_old_place() {
        let (title, note) = (title("Protecting victims"), Some(narrative("As in the errata.")));
        let amended = node().amend(&secretariat(), title.clone(), note.clone()).unwrap();
        assert_eq!((amended.after(), amended.event()), (&Node { title, note, ..node() }, &Event::NodeAmended {}));
    }

    #[test]
    fn a_node_is_not_amended_to_what_it_is() {
        let same = node().amend(&secretariat(), node().title, node().note);
        assert_eq!(refused(same), "No changes to save. This is already the current information.");
    }

    #[test]
    fn a_node_is_withdrawn_when_nothing_stands_under_it_any_more() {
        let withdraw = |occupied| node().withdraw(&secretariat(), sentence("Merged."), occupied, TODAY);
        let gone = withdraw(0).unwrap();
        assert_eq!((gone.after(), gone.event()), (&withdrawn(), &Event::NodeWithdrawn {}));
        assert_eq!(refused(withdraw(1)), "This section still has 1 active item. Move or withdraw it first.");
        assert_eq!(refused(withdraw(3)), "This section still has 3 active items. Move or withdraw them first.");
    }

    #[test]
    fn a_withdrawn_node_is_neither_amended_nor_withdrawn_again() {
        assert_eq!(
            refused(withdrawn().amend(&secretariat(), title("New"), None)),
            "This was withdrawn on May 3, 2024."
        );
        let again = withdrawn().withdraw(&secretariat(), sentence("Again."), 0, day("2024-06-01"));
        assert_eq!(refused(again), "This was withdrawn on May 3, 2024.");
    }
}

//! A list as someone looks at it, kept under a name. It is a setting of its owner and no part of the record.

use crate::actor::{Actor, Permission};
use crate::error::DomainError;
use crate::ids::{PersonId, SavedViewId};
use crate::text::Title;

/// How many views one person keeps at most.
pub const MOST_VIEWS: usize = 100;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    pub id: SavedViewId,
    pub owner: PersonId,
    pub name: Title,
    /// The path of the list: `/actions`.
    pub list: String,
    /// What is asked of the list, as in its address.
    pub query: String,
    /// The point of the record that the view carries. Without one it opens wherever the reader is.
    pub as_of: Option<String>,
    /// Whether everybody who is signed in sees it.
    pub is_shared: bool,
}

impl SavedView {
    /// Whether the actor may keep this view: its own, and shared only by those who may share. No one keeps one in the
    /// name of another, whoever may share.
    ///
    /// # Errors
    /// [`DomainError::NotPermitted`] when it is another's, or is shared and not this actor's to share.
    pub fn may_keep(&self, actor: &Actor) -> Result<(), DomainError> {
        if actor.person() != Some(self.owner) {
            return Err(DomainError::NotPermitted(Permission::ShareViews));
        }
        if self.is_shared { actor.require(Permission::ShareViews) } else { Ok(()) }
    }

    /// Own views, and those that are shared.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        self.is_shared || actor.person() == Some(self.owner)
    }

    /// Whether the actor may give it another name or remove it: the owner, and of a shared one everybody who may share,
    /// so that it does not outlive its owner's account.
    ///
    /// # Errors
    /// [`DomainError::NotPermitted`] for everybody else who sees it.
    pub fn may_change(&self, actor: &Actor) -> Result<(), DomainError> {
        if actor.person() == Some(self.owner) { Ok(()) } else { actor.require(Permission::ShareViews) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{LABOR, administrator, auditor, chair, liaison_of, secretariat, title};
    use uuid::Uuid;

    fn of(owner: &Actor, is_shared: bool) -> SavedView {
        SavedView {
            id: SavedViewId(Uuid::from_u128(1)),
            owner: owner.person().unwrap_or(PersonId(Uuid::nil())),
            name: title("Off track"),
            list: "/actions".to_owned(),
            query: "confidence=off-track".to_owned(),
            as_of: None,
            is_shared,
        }
    }

    #[test]
    fn everybody_keeps_views_and_the_secretariat_and_the_chair_share_them() {
        for actor in [administrator(), secretariat(), chair(), auditor(), liaison_of(LABOR)] {
            assert!(of(&actor, false).may_keep(&actor).is_ok(), "{actor:?}");
            let may_share = actor == secretariat() || actor == chair();
            assert_eq!(of(&actor, true).may_keep(&actor).is_ok(), may_share, "{actor:?}");
        }
    }

    #[test]
    fn nobody_keeps_a_view_in_the_name_of_another() {
        for actor in [administrator(), secretariat(), auditor(), liaison_of(LABOR)] {
            for is_shared in [false, true] {
                assert!(of(&chair(), is_shared).may_keep(&actor).is_err(), "{actor:?}");
            }
        }
    }

    #[test]
    fn an_own_view_is_seen_by_nobody_else() {
        let own = of(&liaison_of(LABOR), false);
        assert!(own.is_seen_by(&liaison_of(LABOR)));
        for other in [administrator(), secretariat(), chair(), auditor()] {
            assert!(!own.is_seen_by(&other), "{other:?}");
        }
    }

    #[test]
    fn a_shared_view_is_changed_by_its_owner_and_by_those_who_share() {
        let shared = of(&chair(), true);
        for actor in [chair(), secretariat()] {
            assert!(shared.may_change(&actor).is_ok(), "{actor:?}");
        }
        for actor in [administrator(), auditor(), liaison_of(LABOR)] {
            assert!(shared.is_seen_by(&actor) && shared.may_change(&actor).is_err(), "{actor:?}");
        }
    }
}

//! What someone has begun to write for an agency and has not submitted. It is no part of the record, belongs to the agency or
//! group that leads the action, and no one else sees it.

use crate::actor::{Actor, Authority, Permission};
use crate::body::Party;
use crate::date::{FiscalQuarter, Instant};
use crate::error::DomainError;
use crate::ids::{ActionId, PersonId};
use std::collections::BTreeMap;

/// A status update that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub action: ActionId,
    /// Who leads the action, and so whose draft it is.
    pub party: Party,
    pub quarter: FiscalQuarter,
    /// What was typed, by field, just as it came.
    pub fields: BTreeMap<String, String>,
    /// The form that saved it last.
    pub copy: DraftCopy,
    pub saved_by: PersonId,
    pub saved_at: Instant,
}

/// Names one opened form, so that two that are open at once don't overwrite each other unnoticed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftCopy(String);

/// The most characters of such a name.
const MOST: usize = 64;

impl DraftCopy {
    /// `None` for what no form is named.
    pub fn parse(text: &str) -> Option<DraftCopy> {
        let is_a_name = text.len() <= MOST && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_a_name.then(|| DraftCopy(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Draft {
    /// Whether the actor writes drafts for whoever leads an action, and reads them: liaisons for their own agency, its
    /// components, and the groups that it chairs. The secretariat submits on behalf of others, and has no part in what they
    /// have not said yet.
    ///
    /// # Errors
    /// [`DomainError::NotPermitted`] for everyone else.
    pub fn may_write(actor: &Actor, party: Party) -> Result<(), DomainError> {
        match actor.authority(Permission::ReportProgress, party)? {
            Authority::Own(_) => Ok(()),
            Authority::OnBehalfOf(_) => Err(DomainError::NotPermitted(Permission::ReportProgress)),
        }
    }

    /// Whether a form may take its place: the one that saved it, or one that showed it.
    pub fn may_be_replaced(&self, by: &DraftCopy, shown: &DraftCopy) -> bool {
        self.copy == *by || self.copy == *shown
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::{
        ACTION, INTERIOR, JUSTICE, STATE, TASK_FORCE, VICTIM_SERVICES, administrator, auditor, chair, liaison_of,
        quarter, secretariat,
    };
    use uuid::Uuid;

    fn copy(name: &str) -> DraftCopy {
        DraftCopy::parse(name).unwrap()
    }

    #[test]
    fn an_agency_writes_its_own_drafts_and_those_of_what_is_below_it() {
        for (agency, party) in [
            (VICTIM_SERVICES, Party::Agency(VICTIM_SERVICES)),
            (JUSTICE, Party::Agency(VICTIM_SERVICES)),
            (STATE, Party::Body(TASK_FORCE)),
        ] {
            assert_eq!(Draft::may_write(&liaison_of(agency), party), Ok(()), "{party}");
        }
    }

    #[test]
    fn no_one_else_writes_or_reads_them_the_secretariat_included() {
        let refused = Err(DomainError::NotPermitted(Permission::ReportProgress));
        for actor in [secretariat(), chair(), auditor(), administrator(), liaison_of(INTERIOR), Actor::Operator] {
            assert_eq!(Draft::may_write(&actor, Party::Agency(VICTIM_SERVICES)), refused, "{actor:?}");
        }
        assert_eq!(Draft::may_write(&liaison_of(VICTIM_SERVICES), Party::Agency(JUSTICE)), refused);
    }

    #[test]
    fn a_draft_gives_way_to_the_form_that_saved_it_and_to_one_that_showed_it_and_to_no_other() {
        let draft = Draft {
            action: ACTION,
            party: Party::Agency(JUSTICE),
            quarter: quarter("FY2024-Q3"),
            fields: BTreeMap::new(),
            copy: copy("a1"),
            saved_by: PersonId(Uuid::nil()),
            saved_at: Instant::default(),
        };
        assert!(draft.may_be_replaced(&copy("a1"), &DraftCopy::default()));
        assert!(draft.may_be_replaced(&copy("b2"), &copy("a1")));
        assert!(!draft.may_be_replaced(&copy("b2"), &DraftCopy::default()));
    }

    #[test]
    fn a_copy_is_named_by_letters_and_digits() {
        assert_eq!(DraftCopy::parse("a b"), None);
        assert_eq!(DraftCopy::parse(&"a".repeat(65)), None);
        assert_eq!(DraftCopy::parse("").unwrap(), DraftCopy::default());
    }
}

//! Every refusal, with its words: what happened, and what to do next.

mod report;

pub use report::{PeriodError, ReportError};

use crate::Date;
use crate::date::in_sentence;
use crate::ids::Kind;
use crate::text::{Code, TextError};
use crate::vocabulary::Permission;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a rule refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DomainError {
    #[error("{}", not_permitted(*.0))]
    NotPermitted(Permission),
    #[error("Fix {} before you submit.", count(.0.len(), "error"))]
    Invalid(FieldErrors),
    #[error("No changes to save. This is already the current information.")]
    NothingChanged,
    #[error("This was withdrawn on {}.", in_sentence(*on))]
    Withdrawn { on: Date },
    #[error("Already verified on {}.", in_sentence(*on))]
    AlreadyVerified { on: Date },
    #[error("You submitted this for the agency, so someone else must verify it.")]
    OwnClaim,
    #[error(transparent)]
    Action(#[from] ActionError),
    #[error(transparent)]
    Assignment(#[from] AssignmentError),
    #[error(transparent)]
    Erasure(#[from] ErasureError),
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
    #[error(transparent)]
    Link(#[from] LinkError),
    #[error(transparent)]
    Milestone(#[from] MilestoneError),
    #[error(transparent)]
    Period(#[from] PeriodError),
    #[error(transparent)]
    Person(#[from] PersonError),
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Report(#[from] ReportError),
}

fn not_permitted(permission: Permission) -> &'static str {
    match permission {
        Permission::KeepAccounts => "Only an administrator can manage accounts.",
        Permission::InviteLiaisons => "Only the secretariat and administrators can manage liaison accounts.",
        Permission::ReadAccounts => "Only administrators and auditors can view accounts.",
        Permission::KeepPlans => "Only the secretariat can edit plans and actions.",
        Permission::RunPeriods => "Only the secretariat can run reporting periods.",
        Permission::ReadDrafts => {
            "Only the secretariat, the chair, and the agencies asked to take part can view a draft plan."
        }
        Permission::ShareViews => {
            "Only the secretariat and the chair can share saved views or edit the views that others share."
        }
        Permission::OfferLeads => "Only the secretariat, the chair, and the lead agency can request a new lead agency.",
        Permission::OfferSupport => {
            "Only the secretariat, the chair, and the lead agency can request supporting agencies."
        }
        Permission::AnswerOffers => {
            "Only the agency that received the request, or the secretariat on its behalf, can respond."
        }
        Permission::HandBackRoles => {
            "Only the agency that accepted this role, or the secretariat on its behalf, can hand it back."
        }
        Permission::ReportProgress => "Only the lead agency, or the secretariat on its behalf, can do this.",
        Permission::RetractUpdates => {
            "Only the secretariat, and the agency that made this update while it leads the action, can retract it."
        }
        Permission::ReviewUpdates => "Only the secretariat can accept or return updates.",
        Permission::WithdrawEvidence => {
            "Only the agency that attached this document, the lead agency, and the secretariat can withdraw it."
        }
        Permission::AttachEvidence => {
            "Only the lead and supporting agencies, or the secretariat on their behalf, can attach evidence."
        }
        Permission::Verify => "Only the secretariat can verify updates, milestones, and evidence.",
        Permission::EraseContents => "Only the operator of the server can erase contents.",
        Permission::ReadAccessLog => "Only administrators and auditors can view the download log.",
        Permission::ReadSecurityLog => "Only administrators and auditors can view the security log.",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ActionError {
    #[error("This action was withdrawn on {}. You can't report on it or change it.", in_sentence(*on))]
    Withdrawn { on: Date },
    #[error("This action was retracted on {}. You can't report on it or change it.", in_sentence(*on))]
    Retracted { on: Date },
    #[error("This action has {}. Withdraw the action instead.", held(*updates, *milestones))]
    NotJustAMistake { updates: usize, milestones: usize },
    #[error("The end date ({}) is before the start date ({}).", in_sentence(*ends), in_sentence(*starts))]
    EndsBeforeItStarts { starts: Date, ends: Date },
    #[error(
        "A new end date counts as slip. Leave the end date unchanged here, and use \"Change end date\" on the action's page."
    )]
    EndIsMoved,
    #[error("The end date was changed{}, so another change counts as slip. Use \"Change end date\" on the action's page.", to.map(|to| format!(" to {}", in_sentence(to))).unwrap_or_default())]
    EndWasMoved { to: Option<Date> },
    #[error("This action was reported completed, so its end date can't change.")]
    Completed,
    #[error("This action has no end date to change. Enter one under \"Edit action\".")]
    NoEnd,
    #[error("{}, is already the current end date. Enter a different date.", in_sentence(*ends))]
    SameEnd { ends: Date },
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AssignmentError {
    #[error("This agency leads the action, so it cannot support it as well.")]
    Leads,
    #[error("Only the secretariat and the chair can withdraw a request to lead.")]
    RequestToLead,
    #[error("This action has no lead agency. The secretariat or the chair must request one first.")]
    NoLead,
    #[error("There is no pending request. Someone may have already responded.")]
    NothingOffered,
    #[error("This agency already has this role.")]
    AlreadyCarries,
    #[error("This agency is already listed. Use \"Send request\" or \"Send reminder\" next to its name.")]
    AskInstead,
    #[error(
        "Another agency has a pending request to lead. The secretariat or the chair must withdraw that request first."
    )]
    AnotherLeadIsOffered,
    #[error("This role has ended. Use \"Request lead or supporting agency\" to send a new request.")]
    Over,
    #[error("This request is pending. Withdraw the request instead.")]
    RequestPending,
    #[error("Only a role that was accepted in Concord can be handed back. Ask the secretariat to end this one.")]
    NotAccepted,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MilestoneError {
    #[error("This milestone is already complete ({}). To correct it, reopen it first.", in_sentence(*on))]
    AlreadyCompleted { on: Date },
    #[error("The completion date can't be in the future. Enter today's date or an earlier one.")]
    CompletedInTheFuture { on: Date },
    #[error(
        "This milestone was added to Concord on {}. To mark it complete on {}, attach a document with that date.",
        in_sentence(*recorded), in_sentence(*on)
    )]
    CompletedBeforeTheRecord { on: Date, recorded: Date },
    #[error("This action already has an open milestone with this title and due date. Enter another title or date.")]
    PlannedAlready,
    #[error("Enter a date of {} or later. The plan begins on that day.", in_sentence(*starts))]
    DueBeforeThePlan { starts: Date },
    #[error("Enter a date of {} or later. The plan begins on that day.", in_sentence(*starts))]
    CompletedBeforeThePlan { starts: Date },
    #[error(
        "Enter a due date of {} or earlier: five years after the plan ends. Only the secretariat can set a later one.",
        in_sentence(*last)
    )]
    DueLongAfterThePlan { last: Date },
    #[error("Enter a date of today, {}, or later. This milestone isn't complete yet.", in_sentence(*today))]
    ExpectedBeforeToday { today: Date },
    #[error("Enter a date of {}, or earlier. Dates can't be more than 20 years ahead.", in_sentence(*last))]
    DueTooFarAhead { last: Date },
    #[error("Enter a due date of today, {}, or later. Only the secretariat can set an earlier one.", in_sentence(*today))]
    DueBeforeToday { today: Date },
    #[error("The due date is before today. Enter a reason for it.")]
    PastDueWithoutReason,
    #[error("{}, is already the current due date. Enter a different date.", in_sentence(*due))]
    SameDate { due: Date },
    #[error("This milestone is overdue. Ask the secretariat to withdraw it.")]
    WithdrawalOfOverdue,
    #[error("The due date of this milestone was changed. Ask the secretariat to withdraw it.")]
    WithdrawalOfMoved,
    #[error("This milestone isn't complete yet.")]
    NotCompleted,
    #[error("This milestone was withdrawn on {}. Add a new milestone instead.", in_sentence(*on))]
    Withdrawn { on: Date },
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ErasureError {
    #[error("This account is enabled. Disable it first.")]
    AccountEnabled,
    #[error("Content of the kind {kind} comes only from plan files. Import a corrected file instead.")]
    OfAPlanFile { kind: Kind },
    #[error("There is nothing to replace this content with.")]
    NothingStandsIn,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EvidenceError {
    #[error("A milestone was completed with this document. Reopen that milestone first.")]
    CompletionRestsOnIt,
    #[error("This document is already attached here, with this title and date.")]
    AttachedAlready,
    #[error("The document date can't be in the future. Enter today's date or an earlier one.")]
    DatedInTheFuture { dated: Date },
    #[error("The file has {bytes} bytes. Attach one that is not empty and has at most {} MB.", most / (1024 * 1024))]
    FileSize { bytes: u64, most: u64 },
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    #[error("You can't link an action to itself.")]
    WithItself,
    #[error("These actions already have this link.")]
    LinkedAlready,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    #[error("The plan ends before it starts.")]
    EndsBeforeItStarts,
    #[error("The plan is already in that state.")]
    AlreadyInThatState,
    #[error("This section still has {} first.", active_items(*standing))]
    NodeOccupied { standing: u32 },
    #[error("Reference \"{reference}\" is already used in this plan. Enter a different one.")]
    ReferenceTaken { reference: Code },
    #[error("This file has {rows} rows. The limit is {most}. Split the file.")]
    ImportTooLarge { rows: usize, most: usize },
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PersonError {
    #[error("Select the agency that this liaison represents.")]
    LiaisonWithoutAgency,
    #[error("This email address already has an account.")]
    AddressTaken,
    #[error("This account is already disabled.")]
    AlreadyDisabled,
    #[error("This account is not disabled.")]
    NotDisabled,
    #[error("This account is disabled. Enable it first.")]
    Disabled,
    #[error(
        "This is the last administrator who can sign in. Make another account an administrator first; its owner must have \
         chosen a password."
    )]
    LastAdministrator,
}

/// What is wrong with a form, field by field, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(Vec<FieldError>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The name of the field in the form.
    pub field: String,
    pub words: String,
}

impl FieldErrors {
    #[expect(clippy::needless_pass_by_value, reason = "What is at hand, words or an error, is not needed afterwards.")]
    pub fn add(&mut self, field: &str, words: impl ToString) {
        self.0.push(FieldError { field: field.to_owned(), words: words.to_string() });
    }

    /// Keeps a parsed value, or notes what is wrong with the field.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, TextError>) -> Option<T> {
        parsed.map_err(|error| self.add(field, error)).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }

    /// The words at one field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|error| error.field == field).map(|error| error.words.as_str())
    }

    /// The refusal of the whole form. Called when a field could not be parsed, so it holds at least one fault.
    pub fn into_refusal(self) -> DomainError {
        DomainError::Invalid(self)
    }
}

fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

/// "2 updates and 1 milestone".
fn held(updates: usize, milestones: usize) -> String {
    let both = [(updates, "update"), (milestones, "milestone")];
    let named: Vec<String> =
        both.into_iter().filter(|(number, _)| *number > 0).map(|(number, thing)| count(number, thing)).collect();
    named.join(" and ")
}

fn active_items(number: u32) -> String {
    if number == 1 {
        "1 active item. Move or withdraw it".to_owned()
    } else {
        format!("{number} active items. Move or withdraw them")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::text::Title;
    use crate::vocabulary::Role;

    #[test]
    fn a_form_keeps_what_was_parsed_and_notes_what_was_not() {
        let mut errors = FieldErrors::default();
        assert_eq!(errors.take("title", Title::parse("Housing")).unwrap().as_str(), "Housing");
        assert!(errors.is_empty());
        assert_eq!(errors.take("promise", Title::parse("")), None);
        errors.add("due", "Enter a date.");
        assert_eq!((errors.is_empty(), errors.len()), (false, 2));
        let order: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(order, ["promise", "due"]);
        assert_eq!((errors.at("promise"), errors.at("due")), (Some("This field is required."), Some("Enter a date.")));
        assert_eq!(errors.at("title"), None);
    }

    #[test]
    fn a_refused_form_says_how_many_errors_there_are() {
        let refusal = |fields: &[&str]| {
            let mut errors = FieldErrors::default();
            for field in fields {
                errors.add(field, "Enter a date.");
            }
            errors.into_refusal().to_string()
        };
        assert_eq!(refusal(&["due"]), "Fix 1 error before you submit.");
        assert_eq!(refusal(&["title", "due"]), "Fix 2 errors before you submit.");
    }

    /// What a refusal calls those who have a role.
    fn name(role: Role) -> &'static [&'static str] {
        match role {
            Role::Administrator => &["administrator"],
            Role::Secretariat => &["secretariat"],
            Role::Chair => &["chair"],
            Role::Liaison => &["agency", "agencies"],
            Role::Auditor => &["auditor"],
        }
    }

    #[test]
    fn every_missing_permission_has_words_that_name_who_has_it() {
        let words = |permission| DomainError::NotPermitted(permission).to_string();
        for permission in Permission::ALL {
            let words = words(permission).to_lowercase();
            assert!(words.ends_with('.'), "{words}");
            for role in Role::ALL {
                let is_named = name(role).iter().any(|name| words.contains(name));
                let may = crate::sample::acting(role, Some(crate::sample::LABOR)).may(permission);
                // An agency is named also for what its own right does not suffice: what it leads, and what it was asked.
                assert!(!may || is_named, "{role:?} may, and the refusal does not say so: {words}");
                assert!(may || !is_named || role == Role::Liaison, "{role:?} may not, and is named: {words}");
            }
        }
        assert_eq!(words(Permission::ReadAccounts), "Only administrators and auditors can view accounts.");
        assert_eq!(
            words(Permission::ReadDrafts),
            "Only the secretariat, the chair, and the agencies asked to take part can view a draft plan."
        );
    }

    #[test]
    fn a_taken_address_is_said_as_it_is() {
        let refusal = DomainError::from(PersonError::AddressTaken);
        assert_eq!(refusal.to_string(), "This email address already has an account.");
    }
}

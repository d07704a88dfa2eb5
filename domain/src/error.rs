//! Every refusal, with its words: what happened, and what to do next.

use crate::Date;
use crate::date::{FiscalQuarter, in_sentence};
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
    #[error("{} to mend before this can be saved.", count(.0.len(), "thing"))]
    Invalid(FieldErrors),
    #[error("Nothing was changed: this is what the record says already.")]
    NothingChanged,
    #[error("This was withdrawn on {}.", in_sentence(*on))]
    Withdrawn { on: Date },
    #[error("This was verified on {} already.", in_sentence(*on))]
    AlreadyVerified { on: Date },
    #[error("You recorded this claim on behalf of the agency. Somebody else has to verify it.")]
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
    Person(#[from] PersonError),
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Report(#[from] ReportError),
}

fn not_permitted(permission: Permission) -> &'static str {
    match permission {
        Permission::KeepAccounts => "Only an administrator keeps accounts.",
        Permission::InviteLiaisons => "Only the secretariat and administrators keep accounts of liaisons.",
        Permission::ReadAccounts => "Only administrators and auditors read accounts.",
        Permission::KeepPlans => "Only the secretariat keeps plans and their actions.",
        Permission::ReadDrafts => "A draft is read by the secretariat, the chair and the agencies asked to carry it.",
        Permission::ShareViews => "Only the secretariat and the chair share views, and keep those that others share.",
        Permission::OfferLeads => {
            "Only the secretariat, the chair and the agency that leads this action can offer its lead."
        }
        Permission::OfferSupport => {
            "Only the secretariat, the chair and the agency that leads this action can ask others to support it."
        }
        Permission::AnswerOffers => "Only the agency that was asked can answer, or the secretariat on its behalf.",
        Permission::HandBackRoles => {
            "Only the agency that accepted this role can hand it back, or the secretariat on its behalf."
        }
        Permission::ReportProgress => {
            "Only the agency that leads this action can do this, or the secretariat on its behalf."
        }
        Permission::RetractUpdates => {
            "Only the agency that made this update, while it leads the action, and the secretariat can retract it."
        }
        Permission::WithdrawEvidence => {
            "Only the agency that attached this document, the lead of the action and the secretariat can withdraw it."
        }
        Permission::AttachEvidence => {
            "Only agencies that lead or support this action can attach evidence to it, or the secretariat on their behalf."
        }
        Permission::Verify => "Only the secretariat verifies.",
        Permission::EraseContents => "Only the operator of the server erases contents.",
        Permission::ReadAccessLog => "Only administrators and auditors read who took what out of the record.",
        Permission::ReadSecurityLog => "Only administrators and auditors read the security log.",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ActionError {
    #[error("This action was withdrawn on {}. Nothing more is reported on it.", in_sentence(*on))]
    Withdrawn { on: Date },
    #[error("This action was retracted on {}. Nothing more is recorded for it.", in_sentence(*on))]
    Retracted { on: Date },
    #[error("{} for this action. Withdraw the action instead.", stand(*updates, *milestones))]
    NotJustAMistake { updates: usize, milestones: usize },
    #[error("The timeframe ends on {}, before it starts on {}.", in_sentence(*ends), in_sentence(*starts))]
    EndsBeforeItStarts { starts: Date, ends: Date },
    #[error(
        "A new end of the timeframe counts as slip. Leave the end as it is here, and use \"Change end date\" on the action's page."
    )]
    EndIsMoved,
    #[error("The end of the timeframe was moved{}, so another one counts as slip. Use \"Change end date\" on the action's page.", to.map(|to| format!(" to {}", in_sentence(to))).unwrap_or_default())]
    EndWasMoved { to: Option<Date> },
    #[error("This action was reported completed, so its end date stays as it is.")]
    Completed,
    #[error("No end of this action's timeframe is known, so there is none to move. Enter it under \"Edit action\".")]
    NoEnd,
    #[error("{} is already the end of the timeframe. Enter a different date.", in_sentence(*ends))]
    SameEnd { ends: Date },
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AssignmentError {
    #[error("This agency leads the action, so it cannot support it as well.")]
    Leads,
    #[error("Only the secretariat and the chair can withdraw a request to lead.")]
    RequestToLead,
    #[error("This action has no lead. The secretariat has to offer the lead first.")]
    NoLead,
    #[error("Nothing is waiting for an answer here. Somebody may have answered already.")]
    NothingOffered,
    #[error("It carries this action in that role already.")]
    AlreadyCarries,
    #[error("It is listed on the action already. Use \"Send request\" beside its name.")]
    AskInstead,
    #[error(
        "The lead is offered to another, which has not answered yet. The secretariat or the chair must withdraw that request first."
    )]
    AnotherLeadIsOffered,
    #[error("This role was handed over or taken back. Use \"Request lead or support\" to ask again.")]
    Over,
    #[error("This request is pending. Withdraw the request instead.")]
    RequestPending,
    #[error("Only a role that was accepted here can be handed back. Ask the secretariat to end this one.")]
    NotAccepted,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MilestoneError {
    #[error("This milestone was completed on {}. Reopen it first if that was wrong.", in_sentence(*on))]
    AlreadyCompleted { on: Date },
    #[error("A milestone is completed today or earlier; {} is still to come.", in_sentence(*on))]
    CompletedInTheFuture { on: Date },
    #[error(
        "This milestone entered the record on {}. To complete it on {}, attach a document with that date.",
        in_sentence(*recorded), in_sentence(*on)
    )]
    CompletedBeforeTheRecord { on: Date, recorded: Date },
    #[error("This action has an open milestone with this title and due date already. Enter another title or date.")]
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
    #[error("Enter a date of today, {}, or later: this milestone is not completed yet.", in_sentence(*today))]
    ExpectedBeforeToday { today: Date },
    #[error("Enter a date of {} or earlier. A date is at most 20 years ahead.", in_sentence(*last))]
    DueTooFarAhead { last: Date },
    #[error("Enter a due date of today, {}, or later. Only the secretariat can set an earlier one.", in_sentence(*today))]
    DueBeforeToday { today: Date },
    #[error("The due date is before today. Enter a reason for it.")]
    PastDueWithoutReason,
    #[error("{} is the date that it has now. Give another.", in_sentence(*due))]
    SameDate { due: Date },
    #[error("This milestone is overdue. Ask the secretariat to withdraw it.")]
    WithdrawalOfOverdue,
    #[error("The due date of this milestone was moved. Ask the secretariat to withdraw it.")]
    WithdrawalOfMoved,
    #[error("This milestone is not completed.")]
    NotCompleted,
    #[error("This milestone was withdrawn on {}. Plan a new one instead.", in_sentence(*on))]
    Withdrawn { on: Date },
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReportError {
    #[error("This plan is a draft. Updates begin when it is in force.")]
    OfADraft,
    #[error("{} has not begun.", quarter.in_words())]
    QuarterToCome { quarter: FiscalQuarter },
    #[error("The last report is for {}. Report for that quarter or a later one.", last.in_words())]
    BeforeTheLastReport { last: FiscalQuarter },
    #[error("This action comes round again, so it is never completed. Report it as in progress.")]
    RecurringIsNeverCompleted,
    #[error("This update was retracted on {}.", in_sentence(*on))]
    Retracted { on: Date },
    #[error("Updates before {} are due by the rule of their time. Choose that quarter or a later one.", first.in_words())]
    TermsOfAPeriodThatIsDue { first: FiscalQuarter },
    #[error("With these terms the update for {} would be overdue today. Choose a later quarter.", quarter.in_words())]
    TermsThatMakeOverdue { quarter: FiscalQuarter },
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ErasureError {
    #[error("This account is enabled. Disable it first.")]
    AccountEnabled,
    #[error("A content of the kind {kind} holds only what plan files say. Import a corrected file instead.")]
    OfAPlanFile { kind: Kind },
    #[error("Nothing can stand in for this content.")]
    NothingStandsIn,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EvidenceError {
    #[error("A completion rests on this document. Reopen its milestone first.")]
    CompletionRestsOnIt,
    #[error("This document is attached here already, with this title and date.")]
    AttachedAlready,
    #[error("The document is dated {}, which is still to come.", in_sentence(*dated))]
    DatedInTheFuture { dated: Date },
    #[error("The file has {bytes} bytes. Attach one that is not empty and has at most {} MB.", most / (1024 * 1024))]
    FileSize { bytes: u64, most: u64 },
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    #[error("An action cannot be linked with itself.")]
    WithItself,
    #[error("These two actions are linked in that way already.")]
    LinkedAlready,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    #[error("The plan ends before it starts.")]
    EndsBeforeItStarts,
    #[error("The plan is in that state already.")]
    AlreadyInThatState,
    #[error("{} under it. Move or withdraw those first.", still_stand(*standing))]
    NodeOccupied { standing: u32 },
    #[error("{reference} stands in this plan already. Give another reference.")]
    ReferenceTaken { reference: Code },
    #[error("This import has {rows} rows, and one holds at most {most}. Split the file.")]
    ImportTooLarge { rows: usize, most: usize },
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PersonError {
    #[error("A liaison acts for an agency. Choose which.")]
    LiaisonWithoutAgency,
    #[error("There is an account with this address already.")]
    AddressTaken,
    #[error("This account is disabled already.")]
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

/// "2 updates and 1 milestone stand".
fn stand(updates: usize, milestones: usize) -> String {
    let verb = if updates + milestones == 1 { "stands" } else { "stand" };
    let both = [(updates, "update"), (milestones, "milestone")];
    let named: Vec<String> =
        both.into_iter().filter(|(number, _)| *number > 0).map(|(number, thing)| count(number, thing)).collect();
    format!("{} {verb}", named.join(" and "))
}

fn still_stand(number: u32) -> String {
    if number == 1 { "1 entry still stands".to_owned() } else { format!("{number} entries still stand") }
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
        errors.add("due", "Give a date.");
        assert_eq!((errors.is_empty(), errors.len()), (false, 2));
        let order: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(order, ["promise", "due"]);
        assert_eq!((errors.at("promise"), errors.at("due")), (Some("Write something here."), Some("Give a date.")));
        assert_eq!(errors.at("title"), None);
    }

    #[test]
    fn a_refused_form_says_how_many_things_there_are_to_mend() {
        let refusal = |fields: &[&str]| {
            let mut errors = FieldErrors::default();
            for field in fields {
                errors.add(field, "Give a date.");
            }
            errors.into_refusal().to_string()
        };
        assert_eq!(refusal(&["due"]), "1 thing to mend before this can be saved.");
        assert_eq!(refusal(&["title", "due"]), "2 things to mend before this can be saved.");
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
        assert_eq!(words(Permission::ReadAccounts), "Only administrators and auditors read accounts.");
        assert_eq!(
            words(Permission::ReadDrafts),
            "A draft is read by the secretariat, the chair and the agencies asked to carry it."
        );
    }

    #[test]
    fn a_taken_address_is_said_as_it_is() {
        let refusal = DomainError::from(PersonError::AddressTaken);
        assert_eq!(refusal.to_string(), "There is an account with this address already.");
    }
}

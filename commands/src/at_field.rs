//! Which field of a form a refusal is about, so that its words are shown there and not only above the form.

use crate::typed::Typed;
use domain::DomainError;
use domain::error::{
    ActionError, AssignmentError, EvidenceError, FieldErrors, LinkError, MilestoneError, PeriodError, PersonError,
    PlanError, ReportError,
};

/// The same refusal, at the field that it is about where the form has that field.
pub fn at_its_field(refused: DomainError, typed: &Typed) -> DomainError {
    let Some(field) = field_of(&refused).filter(|field| typed.has(field)) else { return refused };
    let mut faults = FieldErrors::default();
    faults.add(field, refused);
    faults.into_refusal()
}

fn field_of(refused: &DomainError) -> Option<&'static str> {
    match refused {
        DomainError::Action(refused) => of_action(refused),
        DomainError::Assignment(refused) => of_assignment(refused),
        DomainError::Evidence(EvidenceError::DatedInTheFuture { .. }) => Some("dated"),
        DomainError::Evidence(EvidenceError::FileSize { .. }) => Some("file"),
        DomainError::Evidence(EvidenceError::AttachedAlready) => Some("title"),
        DomainError::Evidence(EvidenceError::CompletionRestsOnIt) => None,
        DomainError::Link(LinkError::WithItself) => Some("other"),
        DomainError::Link(LinkError::LinkedAlready) => Some("relation"),
        DomainError::Milestone(refused) => of_milestone(refused),
        DomainError::Person(refused) => of_person(refused),
        DomainError::Plan(refused) => of_plan(refused),
        DomainError::Report(refused) => of_report(refused),
        DomainError::Period(refused) => of_period(refused),
        DomainError::NotPermitted(_)
        | DomainError::Invalid(_)
        | DomainError::NothingChanged
        | DomainError::Withdrawn { .. }
        | DomainError::AlreadyVerified { .. }
        | DomainError::OwnClaim
        | DomainError::Erasure(_) => None,
    }
}

fn of_action(refused: &ActionError) -> Option<&'static str> {
    match refused {
        ActionError::EndsBeforeItStarts { .. } | ActionError::EndIsMoved | ActionError::EndWasMoved { .. } => {
            Some("ends")
        }
        ActionError::SameEnd { .. } => Some("due"),
        ActionError::Withdrawn { .. }
        | ActionError::NoEnd
        | ActionError::Completed
        | ActionError::Retracted { .. }
        | ActionError::NotJustAMistake { .. } => None,
    }
}

fn of_period(refused: &PeriodError) -> Option<&'static str> {
    match refused {
        PeriodError::SameDue { .. }
        | PeriodError::TooEarly { .. }
        | PeriodError::Passed { .. }
        | PeriodError::NextIsDue { .. } => Some("due"),
        PeriodError::Closed { .. } | PeriodError::StillDue { .. } => None,
    }
}

fn of_assignment(refused: &AssignmentError) -> Option<&'static str> {
    match refused {
        AssignmentError::AlreadyCarries | AssignmentError::AskInstead | AssignmentError::Leads => Some("party"),
        AssignmentError::AnotherLeadIsOffered => Some("role"),
        AssignmentError::NoLead
        | AssignmentError::NothingOffered
        | AssignmentError::Over
        | AssignmentError::RequestPending
        | AssignmentError::RequestToLead
        | AssignmentError::NotAccepted => None,
    }
}

fn of_milestone(refused: &MilestoneError) -> Option<&'static str> {
    match refused {
        MilestoneError::SameDate { .. }
        | MilestoneError::DueBeforeThePlan { .. }
        | MilestoneError::DueTooFarAhead { .. }
        | MilestoneError::DueLongAfterThePlan { .. }
        | MilestoneError::DueBeforeToday { .. } => Some("due"),
        MilestoneError::PlannedAlready => Some("title"),
        MilestoneError::PastDueWithoutReason => Some("reason"),
        MilestoneError::CompletedInTheFuture { .. }
        | MilestoneError::CompletedBeforeThePlan { .. }
        | MilestoneError::CompletedBeforeTheRecord { .. }
        | MilestoneError::ExpectedBeforeToday { .. } => Some("on"),
        MilestoneError::AlreadyCompleted { .. }
        | MilestoneError::NotCompleted
        | MilestoneError::Withdrawn { .. }
        | MilestoneError::WithdrawalOfOverdue
        | MilestoneError::WithdrawalOfMoved => None,
    }
}

fn of_person(refused: &PersonError) -> Option<&'static str> {
    match refused {
        PersonError::LiaisonWithoutAgency => Some("agency"),
        PersonError::AddressTaken => Some("address"),
        PersonError::LastAdministrator => Some("role"),
        PersonError::AlreadyDisabled | PersonError::NotDisabled | PersonError::Disabled => None,
    }
}

fn of_plan(refused: &PlanError) -> Option<&'static str> {
    match refused {
        PlanError::ReferenceTaken { .. } => Some("reference"),
        PlanError::EndsBeforeItStarts
        | PlanError::AlreadyInThatState
        | PlanError::NodeOccupied { .. }
        | PlanError::ImportTooLarge { .. } => None,
    }
}

fn of_report(refused: &ReportError) -> Option<&'static str> {
    match refused {
        ReportError::QuarterToCome { .. } | ReportError::BeforeTheLastReport { .. } => Some("quarter"),
        ReportError::RecurringIsNeverCompleted => Some("status"),
        ReportError::TermsOfAPeriodThatIsDue { .. } | ReportError::TermsThatMakeOverdue { .. } => Some("from"),
        ReportError::OfADraft
        | ReportError::SaysTheSame
        | ReportError::RepeatedBefore
        | ReportError::OwnUpdate
        | ReportError::Quoted
        | ReportError::RecordedSince { .. }
        | ReportError::Retracted { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use domain::date::parse;

    fn same_date() -> DomainError {
        let due = parse("2024-08-31").unwrap();
        MilestoneError::SameDate { due }.into()
    }

    #[test]
    fn a_date_that_did_not_change_is_named_at_the_field_of_the_date() {
        let typed = Typed::of(&[("due", "August 31, 2024")]);
        let DomainError::Invalid(faults) = at_its_field(same_date(), &typed) else { unreachable!() };
        assert_eq!(faults.at("due"), Some("August 31, 2024, is already the current due date. Enter a different date."));
    }

    #[test]
    fn a_form_without_that_field_has_the_words_above_it() {
        assert_eq!(at_its_field(same_date(), &Typed::of(&[("id", "1")])), same_date());
    }
}

//! Refusals of status updates, of the rule by which they are due, and of what the secretariat says of a period.

use crate::Date;
use crate::date::{FiscalQuarter, in_sentence};
use thiserror::Error;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReportError {
    #[error("This plan is a draft. You can submit updates when it is in force.")]
    OfADraft,
    #[error("You can't report yet for {}.", quarter.named())]
    QuarterToCome { quarter: FiscalQuarter },
    #[error("You already reported for {}. Choose that quarter or a later one.", last.named())]
    BeforeTheLastReport { last: FiscalQuarter },
    #[error("This update says the same as the last one, which was submitted today. It was saved once.")]
    SaysTheSame,
    #[error("The last update was \"no change\" already. Submit an update with a new summary.")]
    RepeatedBefore,
    #[error("Something was recorded for {reference} after you opened this page. Look at it again, then submit.")]
    RecordedSince { reference: String },
    #[error("This action recurs, so it can't be marked complete. Choose In progress.")]
    RecurringIsNeverCompleted,
    #[error("This update was retracted on {}.", in_sentence(*on))]
    Retracted { on: Date },
    #[error("You submitted this for the agency, so someone else must accept it.")]
    OwnUpdate,
    #[error("This update is quoted from a published report.")]
    Quoted,
    #[error("The rule for updates before {} can't change. Choose that quarter or a later one.", first.named())]
    TermsOfAPeriodThatIsDue { first: FiscalQuarter },
    #[error("With these terms, the update for {} would be overdue today. Choose a later quarter.", quarter.named())]
    TermsThatMakeOverdue { quarter: FiscalQuarter },
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PeriodError {
    #[error("This period was closed on {}.", in_sentence(*on))]
    Closed { on: Date },
    #[error("These updates are due on {} already. Enter another date.", in_sentence(*due))]
    SameDue { due: Date },
    #[error("Enter {}, or a later date: all agencies have until then.", in_sentence(*least))]
    TooEarly { least: Date },
    #[error("Enter {}, or a later date.", in_sentence(*today))]
    Passed { today: Date },
    #[error("Enter a date before {}, when the next updates are due.", in_sentence(*next))]
    NextIsDue { next: Date },
    #[error("Agencies have until {}. Close the period after that date.", in_sentence(*due))]
    StillDue { due: Date },
}

//! Why an action needs a decision and what is asked, in words.

use crate::lists::DecisionFilter;
use crate::words;
use domain::assignment::CarrierRole;
use domain::date::in_table;
use domain::decision::{Ask, Reason};

/// "Off track".
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::OffTrack => "Off track",
        Reason::Overdue => "Overdue",
        Reason::Slipped => "Slipped",
        Reason::TimeframeEnded => "Timeframe ended",
        Reason::NoLead => "No lead",
        Reason::UpdateOverdue => "Update overdue",
        Reason::RequestPending => "Request pending",
    }
}

/// "15 updates overdue".
pub fn counted(of: Reason, number: usize) -> String {
    match of {
        Reason::UpdateOverdue => format!("{} overdue", words::count(number, "update")),
        Reason::RequestPending => format!("{} pending", words::count(number, "request")),
        Reason::TimeframeEnded => format!("{} ended", words::count(number, "timeframe")),
        Reason::NoLead => format!("{} without a lead", words::thousands(number)),
        Reason::OffTrack | Reason::Overdue | Reason::Slipped => {
            format!("{} {}", words::thousands(number), reason(of).to_lowercase())
        }
    }
}

/// "needs a decision", "needs a decision: off track".
pub fn filter(filter: DecisionFilter) -> String {
    match filter {
        DecisionFilter::Any => "needs a decision".to_owned(),
        DecisionFilter::Mainly(of) => format!("needs a decision: {}", reason(of).to_lowercase()),
    }
}

/// "Complete it, or change the date".
pub fn ask(ask: Ask) -> String {
    match ask {
        Ask::UpdateConfidence => "Update the confidence".to_owned(),
        Ask::SetDates => "Set new dates, or withdraw milestones".to_owned(),
        Ask::CompleteOrMove => "Complete it, or change the date".to_owned(),
        Ask::ConfirmDate(date) => format!("Confirm the date {}", in_table(date)),
        Ask::PlanMilestone => "Plan the next milestone".to_owned(),
        Ask::CompleteOrExtend => "Complete it, or extend the timeframe".to_owned(),
        Ask::NameLead => "Name a lead agency".to_owned(),
        Ask::SendFirstUpdate => "Send a first update".to_owned(),
        Ask::SendUpdate(quarter) => format!("Send the update for {}", quarter.short()),
        Ask::AnswerRequest(CarrierRole::Lead) => "Answer the request to lead".to_owned(),
        Ask::AnswerRequest(CarrierRole::Support) => "Answer the request to support".to_owned(),
    }
}

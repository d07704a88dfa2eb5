//! Why an action needs a decision and what is asked, in words.

use crate::homes::Decision;
use crate::lists::DecisionFilter;
use crate::words;
use domain::assignment::CarrierRole;
use domain::date::in_table;
use domain::decision::{Ask, Needed, Reason};
use domain::movement::Slipped;

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

/// The same with the number that it stands for: "3 overdue", "Slipped 122 days".
pub fn of_action(of: &Needed<'_>, why: Reason) -> String {
    match why {
        Reason::Overdue if of.overdue > 1 => format!("{} overdue", of.overdue),
        Reason::Slipped => {
            let days: i64 = of.slips.iter().map(Slipped::days).sum();
            format!("Slipped {}", words::count(usize::try_from(days).unwrap_or_default(), "day"))
        }
        Reason::UpdateOverdue if of.action.last_report.is_none() => "No update received".to_owned(),
        why => reason(why).to_owned(),
    }
}

/// What says more of the worst reason, where that is no update that is quoted.
pub fn note(decision: &Decision<'_>) -> Option<String> {
    let of = &decision.needed;
    match of.worst() {
        Reason::Overdue => {
            let oldest = of.action.open_milestones().min_by_key(|milestone| milestone.due);
            oldest.map(|milestone| milestone.title.to_string())
        }
        Reason::Slipped => {
            let reasons: Vec<&str> = decision.slipped_for.iter().map(|of| words::move_reason(of.reason)).collect();
            (!reasons.is_empty()).then(|| reasons.join("; "))
        }
        Reason::UpdateOverdue => of.action.last_report.map(|last| format!("Last update: {}", last.quarter.short())),
        Reason::OffTrack | Reason::TimeframeEnded | Reason::NoLead | Reason::RequestPending => None,
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

/// "Complete overdue milestones or change due dates". The lead agency does it, unless another is named.
pub fn ask(ask: Ask) -> String {
    match ask {
        Ask::UpdateConfidence => "Update the confidence level".to_owned(),
        Ask::SetDates => "Set new due dates, or ask to withdraw".to_owned(),
        Ask::CompleteOrMove => "Complete overdue milestones or change due dates".to_owned(),
        Ask::ConfirmDate(date) => format!("Confirm the due date {}", in_table(date)),
        Ask::PlanMilestone => "Add the next milestone".to_owned(),
        Ask::CompleteOrExtend => "Report completion, or ask to extend the timeframe".to_owned(),
        Ask::NameLead => "Secretariat or chair: request a lead agency".to_owned(),
        Ask::SendFirstUpdate => "Submit a first update".to_owned(),
        Ask::SendUpdate(quarter) => format!("Submit the update for {}", quarter.short()),
        Ask::AnswerRequest(CarrierRole::Lead) => "Agency asked to lead: accept or decline".to_owned(),
        Ask::AnswerRequest(CarrierRole::Support) => "Agency asked to support: accept or decline".to_owned(),
    }
}

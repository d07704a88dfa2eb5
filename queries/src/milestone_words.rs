//! One milestone in words: how far it is, and how its due date changed.

use crate::words;
use domain::Date;
use domain::date::in_table;
use domain::milestone::{Completion, Milestone, MilestoneState};
use domain::slippage::Move;

/// When it was done, or how late it is, or how long there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completed {
    pub text: String,
    /// What is said beside it: "12 days late", why it was withdrawn.
    pub more: Option<String>,
    pub is_overdue: bool,
}

impl Completed {
    fn said(text: String) -> Completed {
        Completed { text, more: None, is_overdue: false }
    }

    /// Both in one: "Apr. 12, 2023, 12 days late", "Not completed; 30 days overdue".
    pub fn in_one(&self) -> String {
        match &self.more {
            None => self.text.clone(),
            Some(more) if self.is_overdue => format!("{}; {more}", self.text),
            Some(more) if self.text.ends_with('.') => format!("{} {more}", self.text),
            Some(more) => format!("{}, {more}", self.text),
        }
    }
}

/// Nothing more is due since the day on which its action was withdrawn: `gone`.
pub fn completed(milestone: &Milestone, gone: Option<Date>, today: Date) -> Completed {
    match &milestone.state {
        MilestoneState::Completed(Completion { on, .. }) => {
            let late = (*on - milestone.due).num_days();
            let more = (late > 0).then(|| format!("{} late", words::count(late as usize, "day")));
            Completed { more, ..Completed::said(in_table(*on)) }
        }
        MilestoneState::Withdrawn(withdrawal) => {
            let late = (withdrawal.on - milestone.due).num_days();
            let late = (late > 0).then(|| format!(" It was {} overdue.", words::count(late as usize, "day")));
            let text = format!("Withdrawn {}.{}", in_table(withdrawal.on), late.unwrap_or_default());
            Completed { more: Some(withdrawal.reason.to_string()), ..Completed::said(text) }
        }
        MilestoneState::Open if let Some(on) = gone => {
            let late = (on - milestone.due).num_days();
            let late = (late > 0).then(|| format!(". It was {} overdue", words::count(late as usize, "day")));
            Completed::said(format!("Withdrawn with the action, {}{}", in_table(on), late.unwrap_or_default()))
        }
        MilestoneState::Open => match (milestone.due - today).num_days() {
            0 => Completed { more: expected(milestone), ..Completed::said("Due today".to_owned()) },
            days if days > 0 => {
                let due = format!("Due in {}", words::count(days as usize, "day"));
                Completed { more: expected(milestone), ..Completed::said(due) }
            }
            days => {
                let overdue = format!("{} overdue", words::count(days.unsigned_abs() as usize, "day"));
                let more = [Some(overdue), expected(milestone)].into_iter().flatten().collect::<Vec<_>>().join(", ");
                Completed { text: "Not completed".to_owned(), more: Some(more), is_overdue: true }
            }
        },
    }
}

/// When the agency expects an open milestone, where it said so: "expected Dec. 30, 2024".
fn expected(milestone: &Milestone) -> Option<String> {
    milestone.forecast.map(|expected| format!("expected {}", in_table(expected)))
}

/// "Date changed twice: 91 days later (funding, Mar. 22, 2024); 62 days later (clearance, June 28, 2024)".
pub fn moves(moves: &[Move]) -> Option<String> {
    let times = match moves.len() {
        0 => return None,
        1 => "Date changed once".to_owned(),
        2 => "Date changed twice".to_owned(),
        number => format!("Date changed {number} times"),
    };
    let each: Vec<String> = moves
        .iter()
        .map(|made| {
            let reason = words::move_reason(made.reason).to_lowercase();
            format!("{} ({reason}, {})", slip(made.days()), in_table(made.on))
        })
        .collect();
    Some(format!("{times}: {}", each.join("; ")))
}

/// "153 days later", "12 days earlier", "0 days".
pub fn slip(days: i64) -> String {
    let number = words::count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
    match days.signum() {
        1 => format!("{number} later"),
        -1 => format!("{number} earlier"),
        _ => number,
    }
}

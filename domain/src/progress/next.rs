//! What comes next: the milestones that are overdue, and those that are due soon.

use crate::Date;
use crate::facts::{ActionFacts, MilestoneFacts};
use chrono::Months;

/// An open milestone that is overdue, or due in the nine months ahead.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    pub action: &'a ActionFacts,
    pub milestone: &'a MilestoneFacts,
}

/// The last day that is near enough: nine months ahead.
pub fn last_day(today: Date) -> Date {
    today.checked_add_months(Months::new(9)).unwrap_or(today)
}

/// Whether a milestone with that date, where it is open, is one of the next. Nothing is too late to count.
pub fn is_next(due: Date, today: Date) -> bool {
    due <= last_day(today)
}

/// Every open milestone that is overdue or due in the nine months ahead, the earliest first: so the worst stands first.
pub fn next_milestones<'a>(actions: impl IntoIterator<Item = &'a ActionFacts>, today: Date) -> Vec<Next<'a>> {
    let open = |action: &'a ActionFacts| action.open_milestones().map(move |milestone| Next { action, milestone });
    let is_near = |next: &Next<'a>| is_next(next.milestone.due, today);
    let mut found: Vec<Next<'a>> = actions.into_iter().flat_map(open).filter(is_near).collect();
    let place = |next: &Next<'a>| (next.milestone.due, next.action.plan, &next.action.reference, next.milestone.id);
    found.sort_by(|one, other| place(one).cmp(&place(other)));
    found
}

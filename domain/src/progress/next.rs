//! What comes next: the next open milestone of each action.

use crate::Date;
use crate::facts::{ActionFacts, MilestoneFacts};
use chrono::Months;

/// The next open milestone of an action.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    pub action: &'a ActionFacts,
    pub milestone: &'a MilestoneFacts,
}

/// The days over which next milestones are drawn: three months back, nine ahead.
pub fn window(today: Date) -> (Date, Date) {
    let (back, ahead) = (Months::new(3), Months::new(9));
    (today.checked_sub_months(back).unwrap_or(today), today.checked_add_months(ahead).unwrap_or(today))
}

/// The next open milestone of each action whose date lies in the window, the earliest first.
pub fn next_milestones<'a>(
    actions: impl IntoIterator<Item = &'a ActionFacts>,
    (from, to): (Date, Date),
) -> Vec<Next<'a>> {
    let next = |action: &'a ActionFacts| {
        let milestone = action.open_milestones().min_by_key(|milestone| (milestone.due, milestone.id))?;
        (from..=to).contains(&milestone.due).then_some(Next { action, milestone })
    };
    let mut found: Vec<Next<'a>> = actions.into_iter().filter_map(next).collect();
    let place = |next: &Next<'a>| (next.milestone.due, next.action.plan, &next.action.reference, next.milestone.id);
    found.sort_by(|one, other| place(one).cmp(&place(other)));
    found
}

//! The filters of the list of milestones, and what is applied with a way to remove each.

use crate::components::filters::{due_words, dues, plan_words};
use crate::components::list_form::{Chips, ListForm};
use crate::layout::Reading;
use crate::lists::{ChangedFilter, MilestoneQuery, StateFilter};
use crate::paths::code_of;
use crate::words;
use domain::slippage::MoveReason;
use leptos::prelude::*;

pub fn form(reading: &Reading, query: &MilestoneQuery) -> AnyView {
    let form = ListForm {
        reading,
        query,
        kept: &["moved", "next"],
        words: "Search milestones and actions",
        text: query.text.as_deref(),
        since: query.since.as_ref(),
        beside: "Milestone and action",
    };
    let said =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(code, words)| ((*code).to_owned(), (*words).to_owned())).collect();
    let reasons = MoveReason::ALL.map(|reason| (code_of(reason), words::move_reason(reason).to_owned())).to_vec();
    form.draw(
        query.plan.as_ref(),
        vec![
            form.select(
                "state",
                "State",
                "Open and completed",
                said(&[("open", "Open"), ("completed", "Completed"), ("withdrawn", "Withdrawn")]),
            ),
            form.select("due", "Due", "Any time", dues()),
            form.select("reason", "Reason for date change", "Any reason", reasons),
            form.select(
                "changed",
                "Changes",
                "All milestones",
                said(&[("yes", "Only changed"), ("later", "Only later due dates")]),
            ),
        ],
    )
}

/// What is applied, each with its own removal.
pub fn chips(reading: &Reading, query: &MilestoneQuery) -> Option<AnyView> {
    let mut chips = Chips::new(reading, query);
    chips.add(query.text.as_ref().map(|text| format!("Search: {text}")), |rest| rest.text = None);
    chips.add(query.plan.as_ref().map(plan_words), |rest| rest.plan = None);
    chips.add(query.lead.as_ref().map(|code| format!("Lead agency: {code}")), |rest| rest.lead = None);
    chips.add(query.led_by.as_ref().map(|code| format!("Lead agency: {code} only")), |rest| rest.led_by = None);
    chips.add(query.supporter.as_ref().map(|code| format!("Supporting agency: {code}")), |rest| rest.supporter = None);
    chips.add(query.node.as_ref().map(|reference| format!("Section: {reference}")), |rest| rest.node = None);
    chips.add(query.since.as_ref().map(|since| format!("Since: {}", words::point(since))), |rest| {
        (rest.since, rest.changed) = (None, None);
    });
    chips.add(query.changed.map(|changed| changed_words(changed).to_owned()), |rest| rest.changed = None);
    chips.add(query.state.map(|state| format!("State: {}", state_words(state))), |rest| rest.state = None);
    chips.add(query.due.map(|due| format!("Due: {}", due_words(due))), |rest| rest.due = None);
    let reason = query.reason.map(|reason| format!("Reason for date change: {}", words::move_reason(reason)));
    chips.add(reason, |rest| rest.reason = None);
    chips.add(query.is_moved.then(|| "Due date changed".to_owned()), |rest| rest.is_moved = false);
    chips.add(query.is_next.then(|| "Overdue or due within nine months".to_owned()), |rest| rest.is_next = false);
    chips.draw()
}

const fn changed_words(changed: ChangedFilter) -> &'static str {
    match changed {
        ChangedFilter::Any => "Changed",
        ChangedFilter::Later => "Slipped since",
        ChangedFilter::Withdrawn => "Withdrawn since",
    }
}

const fn state_words(state: StateFilter) -> &'static str {
    match state {
        StateFilter::Open => "open",
        StateFilter::Completed => "completed",
        StateFilter::Withdrawn => "withdrawn",
    }
}

//! The filters of the list of milestones, and what is applied with a way to remove each.

use crate::lists::MilestoneQuery;
use crate::paths::code_of;
use crate::words;
use domain::slippage::MoveReason;
use leptos::prelude::*;
use queries::filter_words;
use ui::components::filters::dues;
use ui::components::list_form::{Chips, ListForm};
use ui::layout::Reading;

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
            form.one(
                "state",
                "State",
                "Open and completed",
                said(&[("open", "Open"), ("completed", "Completed"), ("withdrawn", "Withdrawn")]),
            ),
            form.one("due", "Due", "Any time", dues()),
            form.several("reason", "Reason for date change", reasons),
        ],
        vec![form.field(
            "changed",
            "Changes",
            "All milestones",
            said(&[("yes", "Only changed"), ("later", "Only later due dates")]),
        )],
    )
}

/// What is applied and no button of the line says, each with its own removal.
pub fn chips(reading: &Reading, query: &MilestoneQuery) -> Option<AnyView> {
    let mut chips = Chips::new(reading, query);
    let alone = query.led_by.as_ref().map(|codes| filter_words::leading_alone(&reading.view, codes));
    chips.add(alone, |rest| rest.led_by = None);
    let view = &reading.view;
    chips
        .add(query.supporter.as_ref().map(|codes| filter_words::supporting(view, codes)), |rest| rest.supporter = None);
    let section = query.node.as_ref().map(|node| filter_words::section(&reading.view, query.plan.as_ref(), node));
    chips.add(section, |rest| rest.node = None);
    chips.add(query.since.as_ref().map(|since| format!("Since: {}", words::point(since))), |rest| {
        (rest.since, rest.changed) = (None, None);
    });
    chips.add(query.changed.map(|changed| filter_words::changed(changed).to_owned()), |rest| rest.changed = None);
    chips.add(query.is_moved.then(|| "Due date changed".to_owned()), |rest| rest.is_moved = false);
    chips.add(query.is_next.then(|| filter_words::NEXT.to_owned()), |rest| rest.is_next = false);
    chips.draw()
}

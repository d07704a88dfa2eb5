//! The list beside the same list of an earlier day: what changed in each row, and what left it.

use crate::lists::{ComparedMilestones, MilestoneRow, milestones};
use domain::date::in_table;
use domain::facts::MilestoneStanding;
use domain::ids::MilestoneId;
use domain::movement::MilestoneChange;
use leptos::prelude::*;
use ui::components::compared::{ChangeLine, changes_in_words, no_longer_listed};
use ui::layout::Reading;

/// What changed in one row.
pub fn changed(compared: &ComparedMilestones, row: &MilestoneRow<'_>) -> AnyView {
    changes_in_words(compared.changes(row).iter().map(in_words).collect())
}

/// The milestones that were in the list and are no longer.
pub fn left(reading: &Reading, compared: &ComparedMilestones) -> Option<AnyView> {
    let all = milestones(&reading.view);
    no_longer_listed(&compared.bridge, |id: MilestoneId, how| {
        let row = all.get(&id)?;
        let address = reading.paths.milestone(id);
        let around = format!(", {} {}. {how}. ", row.action.reference, row.action.title);
        let title = row.milestone.title.to_string();
        Some(view! { <li><a href=address>{title}</a>{around}{changed(compared, row)}</li> }.into_any())
    })
}

fn in_words(change: &MilestoneChange) -> ChangeLine {
    let yes = |is: bool| if is { "Yes" } else { "No" }.to_owned();
    let quoted = |title: &dyn std::fmt::Display| format!("\u{201c}{title}\u{201d}");
    let line = ChangeLine::from_to;
    match change {
        MilestoneChange::Added => ChangeLine::added(),
        MilestoneChange::State(was, is) => line("State", state(*was), state(*is)),
        MilestoneChange::Due(was, is) => line("Current due date", in_table(*was), in_table(*is)),
        MilestoneChange::Title(was, is) => line("Title", quoted(was), quoted(is)),
        MilestoneChange::Evidence(was, is) => line("Documents", was.to_string(), is.to_string()),
        MilestoneChange::Verified(was, is) => line("Verified", yes(*was), yes(*is)),
    }
}

fn state(of: MilestoneStanding) -> String {
    match of {
        MilestoneStanding::Open => "Open".to_owned(),
        MilestoneStanding::Completed(on) => format!("Completed {}", in_table(on)),
        MilestoneStanding::Withdrawn => "Withdrawn".to_owned(),
    }
}

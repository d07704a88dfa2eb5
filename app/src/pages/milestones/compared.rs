//! The list beside the same list of an earlier day: what changed in each row, and what left it.

use crate::components::compared::{changes_in_words, no_longer_listed};
use crate::layout::Reading;
use crate::lists::{ComparedMilestones, MilestoneRow, milestones};
use domain::date::in_table;
use domain::facts::MilestoneStanding;
use domain::ids::MilestoneId;
use domain::movement::MilestoneChange;
use leptos::prelude::*;

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

fn in_words(change: &MilestoneChange) -> String {
    let yes = |is: bool| if is { "yes" } else { "no" };
    match change {
        MilestoneChange::Added => "Added".to_owned(),
        MilestoneChange::State(was, is) => format!("State: {} to {}", state(*was), state(*is)),
        MilestoneChange::Due(was, is) => format!("Due: {} to {}", in_table(*was), in_table(*is)),
        MilestoneChange::Title(was, is) => format!("Title: \u{201c}{was}\u{201d} to \u{201c}{is}\u{201d}"),
        MilestoneChange::Evidence(was, is) => format!("Documents: {was} to {is}"),
        MilestoneChange::Verified(was, is) => format!("Verified: {} to {}", yes(*was), yes(*is)),
    }
}

fn state(of: MilestoneStanding) -> String {
    match of {
        MilestoneStanding::Open => "open".to_owned(),
        MilestoneStanding::Completed(on) => format!("completed {}", in_table(on)),
        MilestoneStanding::Withdrawn => "withdrawn".to_owned(),
    }
}

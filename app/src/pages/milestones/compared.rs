//! The list beside the same list of an earlier day: how it changed as a whole, in each row, and what left it.

use crate::layout::Reading;
use crate::lists::{ComparedMilestones, MilestoneRow};
use crate::words;
use domain::date::{long, short};
use domain::facts::MilestoneStanding;
use domain::ids::MilestoneId;
use domain::movement::MilestoneChange;
use leptos::prelude::*;

/// "On 13 February 2024 this list had 49: 2 added, 9 moved out. It has 42 now."
pub fn bridge(compared: &ComparedMilestones) -> AnyView {
    let bridge = &compared.bridge;
    let steps = [
        (bridge.added.len(), "added"),
        (bridge.moved_in.len(), "moved in"),
        (bridge.moved_out.len(), "moved out"),
        (bridge.withdrawn.len(), "withdrawn"),
    ];
    let said: Vec<String> =
        steps.iter().filter(|(number, _)| *number > 0).map(|(number, step)| format!("{number} {step}")).collect();
    let said = if said.is_empty() { "none came or went".to_owned() } else { said.join(", ") };
    let (opening, closing) = (words::thousands(bridge.opening), words::thousands(bridge.closing));
    let day = long(compared.then.position().day);
    view! { <p class="c-block-gap">"On "{day}" this list had "<b>{opening}</b>": "{said}". It has "<b>{closing}</b>" now."</p> }.into_any()
}

/// What changed in one row.
pub fn changed(compared: &ComparedMilestones, row: &MilestoneRow<'_>) -> AnyView {
    let found = compared.changes(row);
    if found.is_empty() {
        return view! { <span class="c-quiet">"No change"</span> }.into_any();
    }
    let lines = found.iter().map(|change| view! { <li>{in_words(change)}</li> }).collect_view();
    view! { <ul class="c-changes">{lines}</ul> }.into_any()
}

/// The milestones that were in the list and are no longer: withdrawn, or elsewhere now.
pub fn left(reading: &Reading, compared: &ComparedMilestones) -> Option<AnyView> {
    let bridge = &compared.bridge;
    let lines = |ids: &[MilestoneId], how: &'static str| -> Vec<AnyView> {
        let rows = ComparedMilestones::rows_of(&reading.view, ids);
        rows.iter().map(|row| left_line(reading, compared, row, how)).collect()
    };
    let mut left = lines(&bridge.withdrawn, "Withdrawn");
    left.extend(lines(&bridge.moved_out, "Moved out"));
    if left.is_empty() {
        return None;
    }
    let view = view! {
        <section class="c-section" id="left"><h2>"No longer in this list"</h2><ul class="c-dots">{left}</ul></section>
    };
    Some(view.into_any())
}

fn left_line(reading: &Reading, compared: &ComparedMilestones, row: &MilestoneRow<'_>, how: &'static str) -> AnyView {
    let address = reading.paths.milestone(row.milestone.id);
    let around = format!(", {} {}. {how}. ", row.action.reference, row.action.title);
    view! { <li><a href=address>{row.milestone.title.to_string()}</a>{around}{changed(compared, row)}</li> }.into_any()
}

fn in_words(change: &MilestoneChange) -> String {
    let yes = |is: bool| if is { "yes" } else { "no" };
    match change {
        MilestoneChange::Added => "Added".to_owned(),
        MilestoneChange::State(was, is) => format!("State: {} to {}", state(*was), state(*is)),
        MilestoneChange::Due(was, is) => format!("Due: {} to {}", short(*was), short(*is)),
        MilestoneChange::Title(was, is) => format!("Title: \u{201c}{was}\u{201d} to \u{201c}{is}\u{201d}"),
        MilestoneChange::Evidence(was, is) => format!("Documents: {was} to {is}"),
        MilestoneChange::Verified(was, is) => format!("Verified: {} to {}", yes(*was), yes(*is)),
    }
}

fn state(of: MilestoneStanding) -> String {
    match of {
        MilestoneStanding::Open => "open".to_owned(),
        MilestoneStanding::Completed(on) => format!("completed {}", short(on)),
        MilestoneStanding::Withdrawn => "withdrawn".to_owned(),
    }
}

//! The list beside the same list of an earlier day: how it changed as a whole, and from what to what in each row.

use crate::components::action_table::action_address;
use crate::components::milestones::signed;
use crate::layout::Reading;
use crate::lists::Compared;
use crate::words;
use domain::Date;
use domain::date::{long, short};
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use domain::movement::{Change, changes};
use leptos::prelude::*;
use store::View;

/// The head of the column.
pub fn heading(compared: &Compared) -> String {
    format!("Since {}", short(compared.then.position().day))
}

/// "On 13 February 2024 this list had 49: 2 added, 9 moved out. It has 42 now."
pub fn bridge(compared: &Compared) -> AnyView {
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
pub fn changed(view: &View, compared: &Compared, facts: &ActionFacts) -> AnyView {
    let found = changes(compared.then.facts(facts.id).ok(), facts);
    if found.is_empty() {
        return view! { <span class="c-quiet">"No change"</span> }.into_any();
    }
    let lines = found.into_iter().map(|change| view! { <li>{in_words(view, &change)}</li> }).collect_view();
    view! { <ul class="c-changes">{lines}</ul> }.into_any()
}

/// The actions that were in the list and are no longer: withdrawn, or elsewhere now.
pub fn left(reading: &Reading, compared: &Compared) -> Option<AnyView> {
    let line = |id: &ActionId, how: &'static str| {
        let facts = reading.view.facts(*id).ok()?;
        let address = action_address(&reading.view, &reading.paths, facts);
        let name = format!("{} {}", facts.reference, facts.title);
        let changes = changed(&reading.view, compared, facts);
        Some(view! { <li><a href=address>{name}</a>{format!(". {how}. ")}{changes}</li> }.into_any())
    };
    let withdrawn = compared.bridge.withdrawn.iter().filter_map(|id| line(id, "Withdrawn"));
    let moved_out = compared.bridge.moved_out.iter().filter_map(|id| line(id, "Moved out"));
    let lines: Vec<AnyView> = withdrawn.chain(moved_out).collect();
    if lines.is_empty() {
        return None;
    }
    let view = view! {
        <section class="c-section" id="left"><h2>"No longer in this list"</h2><ul class="c-dots">{lines}</ul></section>
    };
    Some(view.into_any())
}

fn in_words(view: &View, change: &Change) -> String {
    let name =
        |party: &Option<domain::body::Party>| party.map_or_else(|| "none".to_owned(), |party| view.short_name(party));
    let day = |day: &Option<Date>| day.map_or_else(|| "none".to_owned(), short);
    let said =
        |said: &Option<domain::update::Confidence>| said.map_or("nothing said", words::confidence).to_lowercase();
    match change {
        Change::Added => "Added".to_owned(),
        Change::Status(was, is) => {
            format!("Status: {} to {}", words::status(*was).to_lowercase(), words::status(*is).to_lowercase())
        }
        Change::Confidence(was, is) => format!("Confidence: {} to {}", said(was), said(is)),
        Change::Lead(was, is) => format!("Lead: {} to {}", name(was), name(is)),
        Change::NextDue(was, is) => format!("Next due: {} to {}", day(was), day(is)),
        Change::Slip(was, is) => format!("Slip: {} to {} days", signed(*was), signed(*is)),
        Change::Done(was, is) => format!("Milestones done: {was} to {is}"),
        Change::Evidence(was, is) => format!("Documents: {was} to {is}"),
    }
}

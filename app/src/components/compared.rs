//! What pages say of two points: how a list changed as a whole, from what to what in one row, and what left it.

use crate::dashboards::since::Since;
use crate::words;
use domain::Date;
use domain::date::{in_sentence, in_table};
use domain::movement::ListBridge;
use leptos::prelude::*;

/// The head of the column that says what changed.
pub fn since_heading(then: Date) -> String {
    format!("Since {}", in_table(then))
}

/// "On February 13, 2024 this list had 49: 2 added, 9 moved out. It has 42 now."
pub fn bridge_in_words<Id>(then: Date, bridge: &ListBridge<Id>) -> AnyView {
    let steps = [
        (bridge.added.len(), "added"),
        (bridge.moved_in.len(), "moved in"),
        (bridge.moved_out.len(), "moved out"),
        (bridge.withdrawn.len(), "withdrawn"),
    ];
    let said: Vec<String> = steps
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, step)| format!("{} {step}", words::thousands(*number)))
        .collect();
    let said = if said.is_empty() { "none came or went".to_owned() } else { said.join(", ") };
    let (opening, closing) = (words::thousands(bridge.opening), words::thousands(bridge.closing));
    view! { <p class="c-block-gap">"On "{in_sentence(then)}" this list had "<b>{opening}</b>": "{said}". It has "<b>{closing}</b>" now."</p> }.into_any()
}

/// Stands above a list that holds only what changed in one way. How the list as a whole changed is another question, and
/// its answer beside these rows would contradict them.
pub fn only_changed(what: &str, then: Date) -> AnyView {
    view! { <p class="c-block-gap">"Only "{what.to_owned()}" "{in_sentence(then)}"."</p> }.into_any()
}

/// The changes of one row, a line each, or that there are none.
pub fn changes_in_words(changes: Vec<String>) -> AnyView {
    if changes.is_empty() {
        return view! { <span class="c-quiet">"No change"</span> }.into_any();
    }
    let lines = changes.into_iter().map(|change| view! { <li>{change}</li> }).collect_view();
    view! { <ul class="c-changes">{lines}</ul> }.into_any()
}

/// What was in the list and is no longer: withdrawn, or elsewhere now. `line` draws one of them with that word.
pub fn no_longer_listed<Id: Copy>(
    bridge: &ListBridge<Id>,
    line: impl Fn(Id, &'static str) -> Option<AnyView>,
) -> Option<AnyView> {
    let withdrawn = bridge.withdrawn.iter().filter_map(|id| line(*id, "Withdrawn"));
    let moved_out = bridge.moved_out.iter().filter_map(|id| line(*id, "Moved out"));
    let lines: Vec<AnyView> = withdrawn.chain(moved_out).collect();
    if lines.is_empty() {
        return None;
    }
    let view = view! {
        <section class="c-section" id="left"><h2>"No longer in this list"</h2><ul class="c-dots">{lines}</ul></section>
    };
    Some(view.into_any())
}

/// What was asked for and is not compared.
pub fn compared_instead(since: &Since) -> Option<AnyView> {
    let later = words::point(since.instead_of.as_ref()?);
    let words = format!("Nothing can be compared with a later point ({later}). The last meeting is compared instead.");
    Some(view! { <p class="c-note" role="status">{words}</p> }.into_any())
}

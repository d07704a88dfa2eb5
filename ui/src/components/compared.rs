//! Two dates compared: how a list changed as a whole, what changed in one row, and what left the list.

use crate::dashboards::since::Since;
use crate::words;
use domain::Date;
use domain::date::{in_sentence, in_table};
use domain::movement::ListBridge;
use leptos::prelude::*;

/// "On February 13, 2024, this list had 49 actions. It has 42 now: 2 added, 9 no longer match."
pub fn bridge_in_words<Id>(then: Date, bridge: &ListBridge<Id>, thing: &str) -> AnyView {
    let steps = [
        (bridge.added.len(), "added", "added"),
        (bridge.moved_in.len(), "now matches", "now match"),
        (bridge.moved_out.len(), "no longer matches", "no longer match"),
        (bridge.withdrawn.len(), "withdrawn", "withdrawn"),
    ];
    let said: Vec<String> = steps
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, several)| {
            let step = if *number == 1 { one } else { several };
            format!("{} {step}", words::thousands(*number))
        })
        .collect();
    let said =
        if said.is_empty() { ". None were added or removed.".to_owned() } else { format!(": {}.", said.join(", ")) };
    let (opening, closing) = (words::count(bridge.opening, thing), words::thousands(bridge.closing));
    view! { <p class="c-block-gap">"On "{in_sentence(then)}", this list had "<b>{opening}</b>". It has "<b>{closing}</b>" now"{said}</p> }.into_any()
}

/// Above a list that is limited to one kind of change. How the list as a whole changed would contradict these rows.
pub fn only_changed(what: &str, then: Date) -> AnyView {
    view! { <p class="c-block-gap">"Only "{what.to_owned()}" "{in_sentence(then)}"."</p> }.into_any()
}

/// What changed in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    what: String,
    from_to: Option<(String, String)>,
}

impl ChangeLine {
    pub fn added() -> ChangeLine {
        ChangeLine { what: "Added".to_owned(), from_to: None }
    }

    pub fn from_to(what: &str, was: String, is: String) -> ChangeLine {
        ChangeLine { what: what.to_owned(), from_to: Some((was, is)) }
    }

    /// The arrow is for the eye; a screen reader gets words.
    fn draw(self) -> AnyView {
        let from_to = self.from_to.map(|(was, is)| {
            view! { ": "{was}<span class="c-sr">" changed to "</span><span aria-hidden="true">" \u{2192} "</span>{is} }
        });
        view! { <li>{self.what}{from_to}</li> }.into_any()
    }
}

/// The changes of one row, a line each, or that there are none.
pub fn changes_in_words(changes: Vec<ChangeLine>) -> AnyView {
    if changes.is_empty() {
        return view! { <span class="c-quiet">"No change"</span> }.into_any();
    }
    let lines = changes.into_iter().map(ChangeLine::draw).collect_view();
    view! { <ul class="c-changes">{lines}</ul> }.into_any()
}

/// Under the name of a row: what changed in it since the earlier day. A column of its own would have no room.
pub fn changed_since(then: Date, changes: AnyView) -> AnyView {
    view! { <div class="c-changed"><span>{format!("Since {}", in_table(then))}</span>" "{changes}</div> }.into_any()
}

/// What was in the list and is no longer: withdrawn, or no longer matching. `line` draws one of them with that word.
pub fn no_longer_listed<Id: Copy>(
    bridge: &ListBridge<Id>,
    line: impl Fn(Id, &'static str) -> Option<AnyView>,
) -> Option<AnyView> {
    let withdrawn = bridge.withdrawn.iter().filter_map(|id| line(*id, "Withdrawn"));
    let moved_out = bridge.moved_out.iter().filter_map(|id| line(*id, "No longer matches"));
    let lines: Vec<AnyView> = withdrawn.chain(moved_out).collect();
    if lines.is_empty() {
        return None;
    }
    let view = view! {
        <section class="c-section" id="left"><h2>"No longer in this list"</h2><ul class="c-dots">{lines}</ul></section>
    };
    Some(view.into_any())
}

/// A later date that was asked for and can't be compared with.
pub fn compared_instead(since: &Since) -> Option<AnyView> {
    let later = words::point(since.instead_of.as_ref()?);
    let words =
        format!("You can't compare with a later date ({later}). This page compares with the last meeting instead.");
    Some(view! { <p class="c-note" role="status">{words}</p> }.into_any())
}

//! What the page of an action says of retractions: its own, and that of an earlier action with its reference.

use super::Dossier;
use crate::components::action_table::action_address;
use crate::layout::Reading;
use domain::date::in_sentence;
use domain::facts::ActionFacts;
use leptos::prelude::*;

/// The name of the action, struck through where it was retracted.
pub fn title(dossier: &Dossier<'_>) -> AnyView {
    let title = dossier.action.title.to_string();
    match dossier.action.retracted {
        Some(_) => view! { <s>{title}</s>" (retracted)" }.into_any(),
        None => title.into_any(),
    }
}

/// Why it counts no more; and what else has, or had, its reference.
pub fn retracted(reading: &Reading, dossier: &Dossier<'_>) -> AnyView {
    let own = dossier.action.retracted.as_ref().map(|retraction| {
        let words = format!("Retracted {}: {}", in_sentence(retraction.on), retraction.reason);
        view! { <p class="c-verdict"><b>{words}</b>" It counts nowhere."</p> }
    });
    let others = others(reading, dossier.facts).into_iter().map(|other| {
        let address = action_address(&reading.view, &reading.paths, other);
        let words = if other.is_retracted {
            "Another action with this reference was retracted: "
        } else {
            "The reference is now that of another action: "
        };
        view! { <p class="c-note">{words}<a href=address>{other.title.to_string()}</a></p> }
    });
    view! { {own}{others.collect_view()} }.into_any()
}

/// Other actions of the plan with the same reference: at most one of them stands.
fn others<'a>(reading: &'a Reading, facts: &ActionFacts) -> Vec<&'a ActionFacts> {
    let same =
        |other: &&ActionFacts| (other.plan, other.reference) == (facts.plan, facts.reference) && other.id != facts.id;
    let standing = reading.view.actions().filter(same).filter(|_| facts.is_retracted);
    standing.chain(reading.view.retracted_actions().filter(same)).collect()
}

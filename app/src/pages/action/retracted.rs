//! Retractions on the page of an action: its own, and that of an earlier action with its reference.

use crate::paths::action_address;
use domain::date::in_sentence;
use leptos::prelude::*;
use queries::dossiers::ActionDossier;
use ui::layout::Reading;

/// The name of the action, struck through where it was retracted.
pub fn title(dossier: &ActionDossier<'_>) -> AnyView {
    let title = dossier.action.title.to_string();
    match dossier.action.retracted {
        Some(_) => view! { <s>{title}</s>" (retracted)" }.into_any(),
        None => title.into_any(),
    }
}

/// Why it no longer counts, and which other actions have, or had, its reference.
pub fn retracted(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let own = dossier.action.retracted.as_ref().map(|retraction| {
        let words = format!("Retracted {}: {}", in_sentence(retraction.on), retraction.reason);
        view! { <p class="c-verdict"><b>{words}</b>" It is not counted anywhere."</p> }
    });
    let others = dossier.same_reference.iter().map(|other| {
        let address = action_address(&reading.view, &reading.paths, other);
        let words = if other.is_retracted {
            "Another action with this reference was retracted: "
        } else {
            "Another action now has this reference: "
        };
        view! { <p class="c-note">{words}<a href=address>{other.title.to_string()}</a></p> }
    });
    view! { {own}{others.collect_view()} }.into_any()
}

//! What an edit of an action changed, word by word, and the reason that was given for it.

use crate::pages::forms::action_fields::ActionText;
use domain::action::Action;
use domain::ledger::Seq;
use queries::dossiers::ActionDossier;
use store::Versioned;
use ui::components::history::About;
use ui::components::word_changes::FieldChange;

/// What the history shows beside that change.
pub fn about(dossier: &ActionDossier<'_>, entry: Seq) -> About {
    let place = dossier.versions.iter().position(|version| version.since == entry);
    let before = place.and_then(|place| place.checked_sub(1)).and_then(|before| dossier.versions.get(before));
    let (Some(before), Some(after)) = (before, place.and_then(|place| dossier.versions.get(place))) else {
        return About::default();
    };
    let reason = reason(&before.value, &after.value);
    About { reason, changes: changes(dossier, before, after), ..About::default() }
}

/// The reason of an edit, or that of a change of the end date.
fn reason(before: &Action, after: &Action) -> Option<String> {
    if before.moves.len() < after.moves.len() {
        return after.moves.last().map(|made| made.sentence.to_string());
    }
    after.edited.as_ref().filter(|_| before.edited != after.edited).map(|edit| edit.reason.to_string())
}

fn changes(dossier: &ActionDossier<'_>, before: &Versioned<Action>, after: &Versioned<Action>) -> Vec<FieldChange> {
    // A change of the end date already shows both dates.
    if before.value.moves.len() < after.value.moves.len() {
        return Vec::new();
    }
    let place =
        |action: &Action| dossier.nodes.iter().find(|(id, _)| *id == action.node).map(|(_, title)| title.clone());
    let (then, now) = (&before.value, &after.value);
    ActionText::of(then).changes(&ActionText::of(now), (place(then), place(now)))
}

//! What was begun and not submitted: the button that saves it, and what the form says of it.

use crate::pages::forms::form_page::FormPage;
use commands::about::AboutAction;
use commands::drafts::{COPY, DISCARD_DRAFT, SAVE_DRAFT, SHOWN};
use domain::draft::{Draft, DraftCopy};
use leptos::prelude::*;
use queries::paths::reference_in_addresses;
use store::StoreError;
use ui::forms::{FormState, new_key};
use ui::layout::Reading;
use ui::request::site;

/// Whether the reader writes drafts for the action, and the one that there is.
pub(super) async fn drafts_of(reading: &Reading, about: &AboutAction) -> Result<(bool, Option<Draft>), StoreError> {
    let (view, action) = (&reading.view, about.action.value.id);
    let lead = view.facts(action)?.lead;
    let may_write = lead.is_some_and(|lead| Draft::may_write(reading.request.actor(), lead).is_ok());
    Ok((may_write, view.drafts(&[action]).await?.remove(&action)))
}

/// The form with its button for drafts, and with what is known of the one that it shows. A draft that could not be saved comes
/// back as a refused form does.
pub(super) fn with_drafts<'a>(form: FormPage<'a>, about: &AboutAction, draft: Option<&Draft>) -> FormPage<'a> {
    let shown = draft.map(|draft| draft.copy.as_str().to_owned()).unwrap_or_default();
    // A draft that was refused is saved again by the same form.
    let copy = form.state.typed(COPY).filter(|copy| DraftCopy::parse(copy).is_some()).unwrap_or_else(new_key);
    let fact = draft.map(|draft| saved(form.reading, about, draft));
    let form = form.hidden(vec![(COPY, copy), (SHOWN, shown)]).beside(Some(button()));
    match fact {
        Some(fact) => form.fact("Draft", fact),
        None => form,
    }
}

/// What was typed into a draft that could not be saved.
pub(super) fn refused_draft(reading: &Reading) -> Option<FormState> {
    reading.refusal_of(SAVE_DRAFT.name).is_some().then(|| FormState::of(reading, SAVE_DRAFT.name))
}

/// Saves without submitting. The script saves while someone types, and says so beside it.
fn button() -> AnyView {
    let script = format!("{}/drafts.js", site().assets);
    view! {
        <button
            class="usa-button usa-button--outline" type="submit" formaction=SAVE_DRAFT.endpoint() formnovalidate data-draft=""
        >
            {SAVE_DRAFT.title}
        </button>
        <p class="c-draft c-small c-quiet" data-draft-status=""></p>
        <script src=script type="module"></script>
    }
    .into_any()
}

/// When it was saved, and the way to discard it.
fn saved(reading: &Reading, about: &AboutAction, draft: &Draft) -> AnyView {
    let at = reading.view.zone().time(draft.saved_at);
    let by = if draft.saved_by == reading.request.who.person.id { "you" } else { "another liaison of your agency" };
    let facts = reading.view.facts(about.action.value.id).ok();
    let discard = facts.map(|facts| {
        let plan = reading.view.plan(facts.plan).map(|plan| plan.code.to_string()).unwrap_or_default();
        let command = DISCARD_DRAFT.command;
        let address = command.page_about(&[&plan, &reference_in_addresses(facts)]);
        view! { " "<a href=address>{command.title}</a> }
    });
    view! { {format!("Saved {at} by {by}. Not submitted.")}{discard} }.into_any()
}

//! The forms of links between the actions of two plans.

use super::choices::{self, Choices};
use super::field::Field;
use super::form_page::FormPage;
use super::thing::for_action;
use crate::words;
use commands::about::AboutAction;
use commands::links::LINK_ACTIONS;
use domain::ids::ActionId;
use domain::link::Relation;
use leptos::prelude::*;
use store::View;
use ui::forms::{FieldError, FormState};
use ui::notice::Refusal;

/// How many actions are suggested while typing. Any other can still be typed.
const MOST_SUGGESTED: usize = 500;

pub fn link<'a>(about: &AboutAction, form: FormPage<'a>) -> FormPage<'a> {
    let form = form.named_by(for_action(about));
    let suggested = suggested(&form.reading.view, about.action.value.id);
    let (state, refusal) = (form.state.clone(), form.reading.refusal_of(LINK_ACTIONS.command.name));
    let other = view! { <OtherAction state refusal suggested/> };
    let note = "Shown with the link. Links are marked \"inferred.\"";
    let relations = choices::of(Relation::ALL, words::relation);
    form.field(Field::radio("relation", "Relationship", relations))
        .drawn(&Field::line("other", OTHER), other.into_any())
        .field(Field::lines("note", "Basis for this link").hint(note).optional())
}

const OTHER: &str = "Other action";

/// The other action, typed as addresses have it, or selected from what the browser suggests.
#[component]
fn OtherAction(state: FormState, refusal: Option<Refusal>, suggested: Choices) -> impl IntoView {
    let has_error = refusal.as_ref().is_some_and(|refusal| refusal.fields.at("other").is_some());
    let (group, input) = if has_error {
        ("usa-form-group usa-form-group--error", "usa-input usa-input--error")
    } else {
        ("usa-form-group", "usa-input")
    };
    let described = if has_error { "other-hint other-error" } else { "other-hint" };
    let suggested: Vec<_> =
        suggested.into_iter().map(|(code, title)| view! { <option value=code>{title}</option> }).collect();
    view! {
        <div class=group>
            <label class="usa-label" for="other">{OTHER}</label>
            <span class="usa-hint" id="other-hint">"Plan/reference. Example: PITF-2024/P24-HHS-1"</span>
            <FieldError refusal field="other"/>
            <input
                class=input type="text" id="other" name="other" list="actions" value=state.value("other", "")
                aria-required="true" aria-invalid=has_error.then_some("true") aria-describedby=described
            />
            <datalist id="actions">{suggested}</datalist>
        </div>
    }
}

/// The actions that the reader may see, other than this one, by plan and reference.
fn suggested(view: &View, this: ActionId) -> Choices {
    let others = view.actions().filter(|facts| facts.id != this && !facts.is_withdrawn);
    let named = others.filter_map(|facts| {
        let plan = view.plan(facts.plan).ok()?;
        Some((format!("{}/{}", plan.code, facts.reference), facts.title.to_string()))
    });
    let mut named: Choices = named.collect();
    named.sort();
    named.truncate(MOST_SUGGESTED);
    named
}

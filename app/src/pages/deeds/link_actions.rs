//! Linking an action with the same work in another plan.

use super::about::AboutAction;
use super::both::Both;
use super::choices;
use super::sheet::Sheet;
use super::{form_page, path_action};
use crate::forms::{DeedForm, FieldError, FormState, RadioField, TextArea};
use crate::layout::Reading;
use crate::notice::Refusal;
use crate::words;
use domain::actor::Permission;
use domain::ids::ActionId;
use domain::link::Relation;
use leptos::prelude::*;
use store::View;

/// How many actions are suggested while typing. Any other can still be typed.
const MOST_SUGGESTED: usize = 500;

#[component]
pub fn LinkActionsPage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let asked = reading.request.actor().require(Permission::KeepPlans).map(|()| None);

        let (state, refusal) = (FormState::of(&reading, "link"), reading.refusal_of("link"));
        let suggested = suggested(&reading.view, about.id());
        let relations = choices::of(Relation::ALL, words::relation);
        let relations: Vec<_> = relations.into_iter().map(|(code, words)| (code, words.into_any())).collect();
        let both = vec![Both::new(&state, "other", "The other action"), Both::new(&state, "note", "What it rests on")];
        let subject = about.subject(&reading);
        let (back, target) = (subject.address.clone(), vec![("action", about.id().to_string())]);
        let sheet = Sheet { title: "Link with another action", subject, state: state.clone(), both };
        sheet.draw(&reading, asked, move |_| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/link_actions" refused="The actions were not linked." button="Link actions"
                    back target
                >
                    <RadioField state=state.clone() name="relation" legend="How this action relates to the other" choices=relations/>
                    <OtherAction state=state.clone() refusal suggested/>
                    <TextArea
                        state name="note" label="What the link rests on" hint="It stands beside the link, which is marked as inferred."
                        optional=true
                    />
                </DeedForm>
            }
            .into_any()
        })
    })
}

/// The other action, typed as it stands in addresses, or chosen from what the browser suggests.
#[component]
fn OtherAction(state: FormState, refusal: Option<Refusal>, suggested: choices::Choices) -> impl IntoView {
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
            <label class="usa-label" for="other">"The other action"</label>
            <span class="usa-hint" id="other-hint">"Its plan and its reference, as in PITF-2024/P24-HHS-1."</span>
            <FieldError refusal field="other"/>
            <input
                class=input type="text" id="other" name="other" list="actions" value=state.value("other", "")
                aria-invalid=has_error.then_some("true") aria-describedby=described
            />
            <datalist id="actions">{suggested}</datalist>
        </div>
    }
}

/// The actions that the reader may see, other than this one, by plan and reference.
fn suggested(view: &View, this: ActionId) -> choices::Choices {
    let others = view.actions().filter(|facts| facts.id != this && !facts.is_withdrawn);
    let named = others.filter_map(|facts| {
        let plan = view.plan(facts.plan).ok()?;
        Some((format!("{}/{}", plan.code, facts.reference), facts.title.to_string()))
    });
    let mut named: choices::Choices = named.collect();
    named.sort();
    named.truncate(MOST_SUGGESTED);
    named
}

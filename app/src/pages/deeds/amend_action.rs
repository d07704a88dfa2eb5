//! Editing the text of an action. The earlier version stays in the record.

use super::about::AboutAction;
use super::action_fields::{ActionFields, ActionText};
use super::choices;
use super::sheet::Sheet;
use super::{FACTS_ONLY, form_page, path_action, shown};
use crate::forms::{DeedForm, FormState, RadioField, TextArea};
use crate::layout::Reading;
use leptos::prelude::*;

#[component]
pub fn AmendActionPage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let action = &about.action.value;
        let asked = action.may_amend(reading.request.actor()).map(|()| None);

        let state = FormState::of(&reading, "amend");
        let kinds = choices::edit_kinds().into_iter().map(|(code, words)| (code, words.into_any())).collect::<Vec<_>>();
        let hint = format!("Required. It stands in the history beside both texts. {FACTS_ONLY}");
        let (recorded, nodes) = (ActionText::of(action), choices::nodes(&reading.view, action.plan));
        let both = recorded.both(&state, &nodes);
        let (mut subject, target) = (about.subject(&reading), shown(&about.action));
        // The form itself shows what the record says.
        subject.facts.clear();
        let back = subject.address.clone();
        let sheet = Sheet { title: "Edit action", subject, state: state.clone(), both };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/amend_action" refused="The edit was not saved."
                    button="Save edit" back target
                >
                    {meanwhile}
                    <p class="c-block-gap">"The earlier version stays in the record. The history shows both, word by word."</p>
                    <ActionFields state=state.clone() recorded nodes/>
                    <RadioField
                        state=state.clone() name="kind" legend="What this edit does" recorded=String::new()
                        choices=kinds
                    />
                    <TextArea state name="reason" label="Reason" hint/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

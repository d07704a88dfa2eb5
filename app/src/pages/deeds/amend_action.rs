//! Amending the text of an action. The former text stays in the record.

use super::about::AboutAction;
use super::action_fields::{ActionFields, ActionText};
use super::choices;
use super::sheet::Sheet;
use super::{form_page, path_action, shown};
use crate::forms::{DeedForm, FormState};
use crate::layout::Reading;
use domain::actor::Permission;
use leptos::prelude::*;

#[component]
pub fn AmendActionPage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let action = &about.action.value;
        let asked = reading.request.actor().require(Permission::KeepPlans).and_then(|()| action.still_stands());
        let asked = asked.map(|()| None);

        let state = FormState::of(&reading, "amend");
        let (recorded, nodes) = (ActionText::of(action), choices::nodes(&reading.view, action.plan));
        let both = recorded.both(&state, &nodes);
        let (mut subject, target) = (about.subject(&reading), shown(&about.action));
        // The form itself shows what the record says.
        subject.facts.clear();
        let back = subject.address.clone();
        let sheet = Sheet { title: "Amend an action", subject, state: state.clone(), both };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/amend_action" refused="The action was not amended."
                    button="Amend action" back target
                >
                    {meanwhile}
                    <p class="c-block-gap">"The former text stays in the record, with its dates."</p>
                    <ActionFields state recorded nodes/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

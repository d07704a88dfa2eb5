//! Adding an action to a plan.

use super::action_fields::{ActionFields, ActionText};
use super::choices;
use super::form_page;
use super::nodes::plan_subject;
use super::sheet::Sheet;
use crate::forms::{DeedForm, FormState, TextField};
use crate::layout::Reading;
use crate::pages::plan::path_part;
use domain::actor::Permission;
use leptos::prelude::*;

#[component]
pub fn AddActionPage() -> impl IntoView {
    let code = path_part("plan");
    form_page(async move |reading: Reading| {
        let plan = reading.view.plan_by_code(&code?)?;
        let asked = reading.request.actor().require(Permission::KeepPlans).map(|()| None);

        let state = FormState::of(&reading, "add-action");
        let nodes = choices::nodes(&reading.view, plan.id);
        let target = vec![("plan", plan.id.to_string()), ("plan_code", plan.code.to_string())];
        let both = ActionText::default().both(&state, &nodes);
        let subject = plan_subject(&reading, plan);
        let back = subject.address.clone();
        let sheet = Sheet { title: "Add an action", subject, state: state.clone(), both };
        let reference_hint = "The record's own key within the plan, as in DOJ-02. It never changes.";
        sheet.draw(&reading, asked, move |_| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/add_action" refused="The action was not added." button="Add action"
                    back target
                >
                    <TextField state=state.clone() name="reference" label="Reference" hint=reference_hint/>
                    <ActionFields state=state.clone() recorded=ActionText::default() nodes/>
                    <TextField state name="source" label="Source" hint="Where the plan says so."/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

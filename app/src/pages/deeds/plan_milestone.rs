//! Planning a milestone: what is to be reached, and by when. The first date is kept for good.

use super::about::AboutAction;
use super::both::Both;
use super::sheet::Sheet;
use super::{DATE_HINT, FACTS_ONLY, form_page, path_action};
use crate::forms::{DeedForm, FormState, TextArea, TextField};
use crate::layout::Reading;
use domain::actor::Authority;
use domain::milestone::Milestone;
use leptos::prelude::*;

/// The label of the reason that only the secretariat gives.
const PAST_REASON: &str = "Reason for a past due date";

#[component]
pub fn PlanMilestonePage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let asked = Milestone::may_plan(reading.request.actor(), &about.action.value, &about.carriers);
        let is_secretariat = matches!(asked, Ok(Authority::OnBehalfOf(_)));

        let state = FormState::of(&reading, "plan-milestone");
        let mut both = vec![Both::new(&state, "title", "Milestone"), Both::new(&state, "due", "Due date")];
        both.extend(is_secretariat.then(|| Both::new(&state, "reason", PAST_REASON)));
        let subject = about.subject(&reading);
        let (back, target) = (subject.address.clone(), vec![("action", about.id().to_string())]);
        let sheet = Sheet { title: "Plan a milestone", subject, state: state.clone(), both };
        let title_hint = "What can be seen to be reached, in one line: Round 3 awards announced.";
        let due_hint = format!("{DATE_HINT} It stays in the record as the date first promised, also when it moves.");
        let reason = is_secretariat.then(|| {
            let hint = format!("Required for a due date before today. {FACTS_ONLY}");
            view! { <TextArea state=state.clone() name="reason" label=PAST_REASON hint/> }
        });
        sheet.draw(&reading, asked.map(Some), move |_| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/plan_milestone" refused="The milestone was not planned."
                    button="Plan milestone" back target
                >
                    <TextField state=state.clone() name="title" label="Milestone" hint=title_hint/>
                    <TextField state name="due" label="Due date" hint=due_hint/>
                    {reason}
                </DeedForm>
            }
            .into_any()
        })
    })
}

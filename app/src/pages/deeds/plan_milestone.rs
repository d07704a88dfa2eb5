//! Planning a milestone: what is to be reached, and by when. The first date is kept for good.

use super::about::AboutAction;
use super::both::Both;
use super::sheet::Sheet;
use super::{DATE_HINT, form_page, path_action, unmade, unwritten, word_of};
use crate::forms::{DeedForm, FormState, TextField};
use crate::layout::Reading;
use domain::milestone::Milestone;
use domain::text::Title;
use leptos::prelude::*;

#[component]
pub fn PlanMilestonePage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let new = (unmade(), unwritten(Title::parse)?, reading.view.position().day);
        let asked = word_of(Milestone::plan(reading.request.actor(), &about.action.value, &about.carriers, new));

        let state = FormState::of(&reading, "plan-milestone");
        let both = vec![Both::new(&state, "title", "Milestone"), Both::new(&state, "due", "Due")];
        let subject = about.subject(&reading);
        let (back, target) = (subject.address.clone(), vec![("action", about.id().to_string())]);
        let sheet = Sheet { title: "Plan a milestone", subject, state: state.clone(), both };
        let title_hint = "What can be seen to be reached, in one line: Round 3 awards announced.";
        let due_hint = format!("{DATE_HINT} It stays in the record as the date first promised, also when it moves.");
        sheet.draw(&reading, asked, move |_| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/plan_milestone" refused="The milestone was not planned."
                    button="Plan milestone" back target
                >
                    <TextField state=state.clone() name="title" label="Milestone" hint=title_hint/>
                    <TextField state name="due" label="Due" hint=due_hint/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

//! Completing a milestone, with the document that shows it or without: evidence may follow.

use super::about::AboutMilestone;
use super::attach_evidence::{DocumentFields, both_of_document};
use super::both::Both;
use super::sheet::Sheet;
use super::{DATE_HINT, form_page, path_id, shown};
use crate::forms::{DeedForm, FormState, TextField};
use crate::layout::Reading;
use domain::date::long;
use domain::ids::MilestoneId;
use leptos::prelude::*;

#[component]
pub fn CompleteMilestonePage() -> impl IntoView {
    let id = path_id::<MilestoneId>("milestone");
    form_page(async move |reading: Reading| {
        let about = AboutMilestone::find(&reading.view, id?).await?;
        let (milestone, target) = (&about.milestone.value, shown(&about.milestone));
        let today = reading.view.position().day;
        let asked = milestone.may_change(reading.request.actor(), &about.action.carriers).map(Some);

        let state = FormState::of(&reading, "complete");
        let completed = milestone.completion().map(|completion| long(completion.on));
        let mut both = vec![Both::optional(&state, "on", "Completed on", completed)];
        both.extend(both_of_document(&state));
        let hint = format!(
            "{DATE_HINT} Today is {}. For a day before the milestone entered the record, attach a document with that date.",
            long(today)
        );
        let subject = about.subject(&reading);
        let back = subject.address.clone();
        let sheet = Sheet { title: "Complete a milestone", subject, state: state.clone(), both };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/complete_milestone" refused="The milestone was not completed."
                    button="Complete milestone" back target
                >
                    {meanwhile}
                    <TextField state=state.clone() name="on" label="Completed on" hint/>
                    <fieldset class="usa-fieldset">
                        <legend class="usa-legend">"Evidence (optional)"</legend>
                        <p class="usa-hint">"It may follow later. Until then the completion stands as claimed."</p>
                        <DocumentFields state/>
                    </fieldset>
                </DeedForm>
            }
            .into_any()
        })
    })
}

//! Moving the date of a milestone: the new date, the reason under whose cause the days are booked, and a sentence.

use super::about::AboutMilestone;
use super::both::Both;
use super::sheet::Sheet;
use super::{DATE_HINT, FACTS_ONLY, choices, form_page, path_id, shown};
use crate::components::island_scripts::IslandScripts;
use crate::forms::{DeedForm, FormState, SelectField, TextArea, TextField};
use crate::islands::SlipPreview;
use crate::layout::Reading;
use crate::words;
use domain::date::long;
use domain::ids::MilestoneId;
use domain::milestone::Milestone;
use domain::slippage::Move;
use leptos::prelude::*;

#[component]
pub fn MoveMilestonePage() -> impl IntoView {
    let id = path_id::<MilestoneId>("milestone");
    form_page(async move |reading: Reading| {
        let about = AboutMilestone::find(&reading.view, id?).await?;
        let (milestone, target) = (&about.milestone.value, shown(&about.milestone));
        let asked = milestone.may_change(reading.request.actor(), &about.action.carriers).map(Some);

        let state = FormState::of(&reading, "move");
        let reasons = choices::reasons();
        let both = both(&state, milestone, &reasons);
        let (due, original) = (milestone.due, milestone.original);
        let subject = about.subject(&reading);
        let back = subject.address.clone();
        let sheet = Sheet { title: "Move the date", subject, state: state.clone(), both };
        let (recorded, state_of_date) = (long(due), state.clone());
        let sentence_hint = format!("Required. It stands in the history beside both dates. {FACTS_ONLY}");
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/move_milestone" refused="The date was not moved." button="Move the date"
                    back target
                >
                    {meanwhile}
                    <p class="c-block-gap">"The date first promised stays in the record."</p>
                    <SlipPreview due original>
                        <TextField state=state_of_date name="due" label="New due date" hint=DATE_HINT recorded/>
                    </SlipPreview>
                    <IslandScripts/>
                    <SelectField
                        state=state.clone() name="reason" label="Reason" hint="The days are booked under its cause."
                        choices=reasons unchosen="Choose a reason"
                    />
                    <TextArea state name="sentence" label="In your words" hint=sentence_hint/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

fn both(state: &FormState, milestone: &Milestone, reasons: &choices::Groups) -> Vec<Both> {
    let last: Option<&Move> = milestone.moves.last();
    let reasons: choices::Choices = reasons.iter().flat_map(|(_, choices)| choices.clone()).collect();
    let reason = last.map(|made| words::move_reason(made.reason));
    vec![
        Both::text(state, "due", "Date", long(milestone.due)),
        Both::choice(state, "reason", "Reason of the last move", reason, &reasons),
        Both::optional(state, "sentence", "In words", last.map(|made| &made.sentence)),
    ]
}

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
use domain::Date;
use domain::action::Action;
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
        let date = MovedDate::of_milestone(milestone);
        let both = date.both(&state, &reasons);
        let subject = about.subject(&reading);
        let back = subject.address.clone();
        let sheet = Sheet { title: "Move the date", subject, state: state.clone(), both };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/move_milestone" refused="The date was not moved." button="Move the date"
                    back target
                >
                    {meanwhile}
                    <p class="c-block-gap">"The date first promised stays in the record."</p>
                    {move_fields(state, ("New due date", date), reasons)}
                </DeedForm>
            }
            .into_any()
        })
    })
}

/// A date that can be moved, as the form of its move shows it.
#[derive(Clone, Debug)]
pub struct MovedDate {
    original: Date,
    current: Date,
    last: Option<Move>,
}

impl MovedDate {
    fn of_milestone(milestone: &Milestone) -> MovedDate {
        MovedDate { original: milestone.original, current: milestone.due, last: milestone.moves.last().cloned() }
    }

    /// The end of an action's timeframe. Where none is known the form is refused, and shows `today`.
    pub fn end_of(action: &Action, today: Date) -> MovedDate {
        let (original, current) = (action.original_end().unwrap_or(today), action.timeframe.ends.unwrap_or(today));
        MovedDate { original, current, last: action.moves.last().cloned() }
    }

    /// What the record says of it beside what was typed.
    pub fn both(&self, state: &FormState, reasons: &choices::Groups) -> Vec<Both> {
        let last = self.last.as_ref();
        let reasons: choices::Choices = reasons.iter().flat_map(|(_, choices)| choices.clone()).collect();
        let reason = last.map(|made| words::move_reason(made.reason));
        vec![
            Both::text(state, "due", "Date", long(self.current)),
            Both::choice(state, "reason", "Reason of the last move", reason, &reasons),
            Both::optional(state, "sentence", "In words", last.map(|made| &made.sentence)),
        ]
    }
}

/// The fields of a form that moves a date, under the name that the date has there.
pub fn move_fields(state: FormState, (label, date): (&'static str, MovedDate), reasons: choices::Groups) -> AnyView {
    let (state_of_date, recorded) = (state.clone(), long(date.current));
    let sentence_hint = format!("Required. It stands in the history beside both dates. {FACTS_ONLY}");
    view! {
        <SlipPreview due=date.current original=date.original>
            <TextField state=state_of_date name="due" label hint=DATE_HINT recorded/>
        </SlipPreview>
        <IslandScripts/>
        <SelectField
            state=state.clone() name="reason" label="Reason" hint="The days count under its cause."
            choices=reasons unchosen="Choose a reason"
        />
        <TextArea state name="sentence" label="In your words" hint=sentence_hint/>
    }
    .into_any()
}

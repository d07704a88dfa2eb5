//! Saying when a milestone is expected, without moving the date that the agency answers for.

use super::about::AboutMilestone;
use super::both::Both;
use super::sheet::Sheet;
use super::{DATE_HINT, form_page, path_id, shown, word_of};
use crate::forms::{DeedForm, FormState, TextField};
use crate::layout::Reading;
use domain::date::long;
use domain::ids::MilestoneId;
use leptos::prelude::*;

#[component]
pub fn ForecastMilestonePage() -> impl IntoView {
    let id = path_id::<MilestoneId>("milestone");
    form_page(async move |reading: Reading| {
        let about = AboutMilestone::find(&reading.view, id?).await?;
        let (milestone, target) = (&about.milestone.value, shown(&about.milestone));
        // The rule refuses what the record says already, so it is asked about another day.
        let another = milestone.forecast.unwrap_or(milestone.due) + chrono::Days::new(1);
        let asked = word_of(milestone.forecast(reading.request.actor(), &about.action.carriers, Some(another)));

        let state = FormState::of(&reading, "forecast");
        let both = vec![Both::optional(&state, "on", "Expected on", milestone.forecast.map(long))];
        let recorded = milestone.forecast.map(long).unwrap_or_default();
        let hint = format!("{DATE_HINT} Leave it blank when you expect to keep the date that is due.");
        let subject = about.subject(&reading);
        let back = subject.address.clone();
        let sheet = Sheet { title: "Say when it is expected", subject, state: state.clone(), both };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/forecast_milestone" refused="The expected date was not recorded."
                    button="Record the expected date" back target
                >
                    {meanwhile}
                    <p class="c-block-gap">"This moves nothing: the date that is due stays the one that you answer for."</p>
                    <TextField state name="on" label="Expected on" hint recorded optional=true/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

//! Moving the end of an action's own timeframe: the new date, the reason under whose cause the days count, and a sentence.

use super::about::AboutAction;
use super::move_milestone::{MovedDate, move_fields};
use super::sheet::Sheet;
use super::{choices, form_page, path_action, shown};
use crate::forms::{DeedForm, FormState};
use crate::layout::Reading;
use domain::date::long;
use leptos::prelude::*;

#[component]
pub fn MoveActionPage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let (action, target) = (&about.action.value, shown(&about.action));
        let last = reading.view.facts(action.id)?.last_report.map(|report| report.status);
        let asked = action.may_move_end(reading.request.actor(), last).map(|_| None);
        let state = FormState::of(&reading, "move-end");
        let reasons = choices::reasons();
        let date = MovedDate::end_of(action, reading.view.position().day);
        let both = date.both(&state, &reasons);
        let mut subject = about.subject(&reading);
        subject.facts.extend(action.original_end().map(|end| ("Original end", long(end).into_any())));
        subject.facts.extend(action.timeframe.ends.map(|end| ("Current end", long(end).into_any())));
        let back = subject.address.clone();
        let sheet = Sheet { title: "Move the end date", subject, state: state.clone(), both };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/move_action" refused="The end date was not moved."
                    button="Move the end date" back target
                >
                    {meanwhile}
                    <p class="c-block-gap">"The original end date stays in the record."</p>
                    {move_fields(state, ("New end date", date), reasons)}
                </DeedForm>
            }
            .into_any()
        })
    })
}

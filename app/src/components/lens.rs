//! The as-of lens in the header: now, a meeting, a day, an entry. A plain form that asks for this page again.

use crate::request::Request;
use crate::words;
use domain::date::in_table;
use leptos::prelude::*;
use store::{AsOf, View};

#[component]
pub fn Lens(request: Request, view: View) -> AnyView {
    let position = view.position().clone();
    let shown = in_table(position.day);
    let day = position.is_past().then(|| position.day.to_string());
    let chosen_meeting = match &position.as_of {
        AsOf::Meeting(code) => Some(code.to_string()),
        _ => None,
    };
    // Of meetings before the record nothing can be shown.
    let meetings: Vec<(String, String, bool)> = view
        .meetings()
        .iter()
        .rev()
        .filter(|meeting| meeting.last_day() <= position.day || position.is_past())
        .filter(|meeting| view.begins() <= meeting.last_day())
        .take(6)
        .map(|meeting| {
            let code = format!("meeting:{}", meeting.code);
            let is_chosen = chosen_meeting.as_deref() == Some(meeting.code.as_str());
            (code, format!("{}, {}", meeting.title, in_table(meeting.last_day())), is_chosen)
        })
        .collect();
    let kept = request.query_without_as_of();
    let path = request.path().to_owned();
    let entry = words::entry_number(position.seq);
    view! {
        <details class="c-lens" data-menu="">
            <summary>"As of "<b>{shown}</b></summary>
            <div class="c-lens__panel">
                <form method="get" action=path.clone()>
                    {hidden(&kept)}
                    <label for="lens-meeting">"View as of a meeting"</label>
                    <select class="usa-select" id="lens-meeting" name="as_of">
                        <option value="">"Today"</option>
                        {meetings.into_iter().map(|(value, name, selected)| view! { <option value=value selected=selected>{name}</option> }).collect_view()}
                    </select>
                    <button class="usa-button c-b-s" type="submit">"View as of this meeting"</button>
                </form>
                <form method="get" action=path>
                    {hidden(&kept)}
                    <label for="lens-day">"View as of a date"</label>
                    <input class="usa-input" type="date" id="lens-day" name="as_of" value=day required/>
                    <button class="usa-button c-b-s" type="submit">"View as of this date"</button>
                </form>
                <p class="c-small c-quiet">"This page includes log entries 1 through "{entry}"."</p>
            </div>
        </details>
    }
    .into_any()
}

fn hidden(pairs: &[(String, String)]) -> impl IntoView + use<> {
    pairs.iter().cloned().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
}

//! The as-of lens in the header: now, a meeting, a day, an entry. A plain form that asks for this page again.

use crate::components::date_field::DateField;
use crate::paths::Paths;
use crate::request::Request;
use crate::words;
use domain::date::in_table;
use domain::meeting::Meeting;
use leptos::prelude::*;
use store::{AsOf, View};

#[component]
pub fn Lens(request: Request, view: View) -> AnyView {
    let position = view.position().clone();
    let shown = in_table(position.day);
    let is_now = !position.is_past();
    let day = position.is_past().then_some(position.day);
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
    let neighbors = neighbors(&request, &view, &kept);
    let path = request.path().to_owned();
    let entry = words::entry_number(position.seq);
    view! {
        <details class="c-lens" data-menu="">
            <summary>"As of "<b class=is_now.then_some("c-wide")>{shown}</b>{is_now.then(|| view! { " "<span class="c-narrow">"today"</span> })}</summary>
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
                    <DateField id="lens-day" name="as_of" label="View as of a date" value=day viewed=position.day required=true/>
                    <button class="usa-button c-b-s" type="submit">"View as of this date"</button>
                </form>
                {neighbors}
                <p class="c-small c-quiet">"This page includes log entries 1 through "{entry}"."</p>
            </div>
        </details>
    }
    .into_any()
}

fn hidden(pairs: &[(String, String)]) -> impl IntoView + use<> {
    pairs.iter().cloned().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
}

/// The way to the meetings before and after the date that is viewed; after the last one it leads to today.
fn neighbors(request: &Request, view: &View, kept: &[(String, String)]) -> Option<AnyView> {
    let position = view.position();
    let day = position.day;
    let meetings = view.meetings();
    let held = || meetings.iter().filter(|meeting| view.begins() <= meeting.last_day());
    let before = held().filter(|meeting| meeting.last_day() < day).max_by_key(|meeting| meeting.last_day());
    let after = held().filter(|meeting| meeting.last_day() > day).min_by_key(|meeting| meeting.last_day());
    let at = |meeting: &Meeting| -> (String, String) {
        let paths = Paths::at(AsOf::Meeting(meeting.code.clone()));
        (paths.with_pairs(request.path(), kept), format!("{}, {}", meeting.title, in_table(meeting.last_day())))
    };
    let before = before.map(|meeting| {
        let (address, name) = at(meeting);
        view! { <li>"Previous meeting: "<a href=address data-meeting="previous">{name}</a></li> }
    });
    let after = position.is_past().then(|| {
        let today = || (Paths::default().with_pairs(request.path(), kept), "Today".to_owned());
        let (address, name) = after.map_or_else(today, |meeting| at(meeting));
        let label = if after.is_some() { "Next meeting: " } else { "After the last meeting: " };
        view! { <li>{label}<a href=address data-meeting="next">{name}</a></li> }
    });
    (before.is_some() || after.is_some()).then(|| view! { <ul class="c-small">{before}{after}</ul> }.into_any())
}

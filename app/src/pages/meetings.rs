//! The bodies that meet, and every meeting and event by date.

use crate::components::head::page_head;
use crate::components::meeting_table::{RecordedDays, meeting_table};
use crate::components::party::{agency_links, party_link};
use crate::components::table::{ColumnHead, Table};
use crate::layout::{Page, Reading, Section, page};
use crate::words;
use domain::body::{Body, Party};
use domain::date::in_sentence;
use leptos::prelude::*;

const BODIES: &[ColumnHead] = &[
    ColumnHead::text("Body"),
    ColumnHead::text("Code"),
    ColumnHead::text("Kind"),
    ColumnHead::text("Chair"),
    ColumnHead::number("Members"),
    ColumnHead::text("Meets"),
    ColumnHead::text("Part of"),
];

#[component]
pub fn MeetingsPage() -> impl IntoView {
    page(async |reading: Reading| {
        let days = RecordedDays::of(&reading);
        let meetings = reading.view.meetings();
        let mut bodies: Vec<&Body> = reading.view.bodies().collect();
        bodies.sort_by(|a, b| a.name.cmp(&b.name));
        let lead = format!(
            "{} meetings and events, {} bodies. The record begins on {}: later meetings lead to it as it stood then.",
            words::thousands(meetings.len()),
            words::thousands(bodies.len()),
            in_sentence(days.begins),
        );
        let rows: Vec<_> = bodies.iter().map(|body| body_row(&reading, body)).collect();
        let body = view! {
            {page_head("Meetings", lead)}
            <section id="meetings">
                <h2 class="c-h2">"Meetings and events"</h2>
                {meeting_table(&reading, days, "Meetings and events", meetings.iter().copied())}
            </section>
            <section class="c-section" id="bodies">
                <h2>"Bodies"</h2>
                <Table label="Bodies" columns=BODIES rows/>
            </section>
        }
        .into_any();
        Ok(Page { title: "Meetings".to_owned(), section: Section::Meetings, body })
    })
}

fn body_row(reading: &Reading, body: &Body) -> AnyView {
    let Reading { view, paths, .. } = reading;
    let chair = if body.chairs.is_empty() {
        "Not known".into_any()
    } else {
        agency_links(view, paths, body.chairs.iter().copied())
    };
    // A body without a list is not a body without members.
    let members = if body.members.is_empty() { "Not known".to_owned() } else { words::thousands(body.members.len()) };
    view! {
        <tr>
            <th scope="row"><a href=paths.body(body.code.as_str())>{body.name.to_string()}</a></th>
            <td data-l="Code" class="c-nowrap">{body.code.to_string()}</td>
            <td data-l="Kind">{body.kind.to_string()}</td>
            <td data-l="Chair">{chair}</td>
            <td data-l="Members" class="c-num">{members}</td>
            <td data-l="Meets">{body.cadence.to_string()}</td>
            <td data-l="Part of">{body.parent.map(|parent| party_link(view, paths, Party::Body(parent)))}</td>
        </tr>
    }
    .into_any()
}

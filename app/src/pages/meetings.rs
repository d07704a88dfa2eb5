//! The interagency groups that meet, and every meeting and event by date.

use crate::words;
use domain::body::{Body, Party};
use domain::date::in_sentence;
use leptos::prelude::*;
use queries::glossary;
use ui::components::head::page_head;
use ui::components::meeting_table::{RecordedDays, meeting_table};
use ui::components::party::{agency_links, party_link};
use ui::components::table::{ColumnHead, Table};
use ui::components::term::term_as;
use ui::layout::{Page, Reading, Section, page};

const BODIES: &[ColumnHead] = &[
    ColumnHead::text("Group"),
    ColumnHead::text("Code"),
    ColumnHead::text("Type"),
    ColumnHead::text("Chair"),
    ColumnHead::number("Members"),
    ColumnHead::text("Meeting schedule"),
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
            "{} meetings and events, {} interagency groups. Concord's information begins {}. For later meetings, you can \
             view Concord as of the meeting date.",
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
                <h2>{term_as(&glossary::INTERAGENCY_GROUP, "Interagency groups")}</h2>
                <Table label="Interagency groups" columns=BODIES rows/>
            </section>
        }
        .into_any();
        Ok(Page { title: "Meetings".to_owned(), section: Section::Meetings, body })
    })
}

fn body_row(reading: &Reading, body: &Body) -> AnyView {
    let Reading { view, paths, .. } = reading;
    let chair = if body.chairs.is_empty() {
        "Unknown".into_any()
    } else {
        agency_links(view, paths, body.chairs.iter().copied())
    };
    // A group without a list is not a group without members.
    let members = if body.members.is_empty() { "Unknown".to_owned() } else { words::thousands(body.members.len()) };
    view! {
        <tr>
            <th scope="row"><a href=paths.body(body.code.as_str())>{body.name.to_string()}</a></th>
            <td data-l="Code" class="c-nowrap">{body.code.to_string()}</td>
            <td data-l="Type">{words::capitalized(body.kind.as_str())}</td>
            <td data-l="Chair">{chair}</td>
            <td data-l="Members" class="c-num">{members}</td>
            <td data-l="Meeting schedule">{body.cadence.to_string()}</td>
            <td data-l="Part of">{body.parent.map(|parent| party_link(view, paths, Party::Body(parent)))}</td>
        </tr>
    }
    .into_any()
}

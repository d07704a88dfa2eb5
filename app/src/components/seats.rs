//! The bodies that an agency chairs or sits in, and the meetings that it hosted.

use crate::components::table::{Column, Table};
use crate::layout::Reading;
use crate::reference_words;
use domain::Date;
use domain::agency::Agency;
use domain::body::Body;
use domain::date::short;
use domain::meeting::Meeting;
use leptos::prelude::*;

const SEATS: &[Column] = &[Column::text("Body"), Column::text("Seat"), Column::text("From"), Column::text("To")];
const HOSTED: &[Column] = &[Column::text("Meeting or event"), Column::text("Kind"), Column::text("When")];

pub fn seats_section(reading: &Reading, agency: &Agency) -> AnyView {
    let mut bodies: Vec<&Body> = reading.view.bodies().collect();
    bodies.sort_by(|a, b| a.name.cmp(&b.name));
    let rows: Vec<AnyView> = bodies.iter().flat_map(|body| seat_rows(reading, body, agency)).collect();
    let empty = "It chairs no body and sits in none, as far as the sources say.";
    view! {
        <section class="c-section" id="seats">
            <h2>"Bodies and meetings"</h2>
            <Table label="Bodies" columns=SEATS rows empty/>
            {hosted(reading, agency)}
        </section>
    }
    .into_any()
}

/// The chair first, then each membership with its days.
fn seat_rows(reading: &Reading, body: &Body, agency: &Agency) -> Vec<AnyView> {
    let chair = body.chairs.contains(&agency.id).then(|| seat_row(reading, body, "Chair", None));
    let memberships = body.members.iter().filter(|seat| seat.agency == agency.id);
    let members = memberships.map(|seat| seat_row(reading, body, "Member", Some((seat.from, seat.to))));
    chair.into_iter().chain(members).collect()
}

/// The days of a chair are not kept apart from those of the body, so they stay blank.
fn seat_row(reading: &Reading, body: &Body, seat: &'static str, days: Option<(Option<Date>, Option<Date>)>) -> AnyView {
    let address = reading.paths.body(body.code.as_str());
    let (from, to) = days.map(|(from, to)| (day_or_unknown(from), day_or_unknown(to))).unzip();
    view! {
        <tr>
            <th scope="row"><a href=address>{body.name.to_string()}</a></th>
            <td data-l="Seat">{seat}</td>
            <td data-l="From" class="c-nowrap">{from}</td>
            <td data-l="To" class="c-nowrap">{to}</td>
        </tr>
    }
    .into_any()
}

/// An unknown begin or end of a membership says that it is not known.
pub fn day_or_unknown(day: Option<Date>) -> String {
    day.map_or_else(|| "Not known".to_owned(), short)
}

fn hosted(reading: &Reading, agency: &Agency) -> Option<AnyView> {
    let meetings = reading.view.meetings().into_iter().rev().filter(|meeting| meeting.host == Some(agency.id));
    let rows: Vec<AnyView> = meetings.map(|meeting| hosted_row(reading, meeting)).collect();
    if rows.is_empty() {
        return None;
    }
    let view = view! {
        <h3 class="c-block-gap">"It hosted"</h3>
        <Table label="Meetings that it hosted" columns=HOSTED rows/>
    };
    Some(view.into_any())
}

fn hosted_row(reading: &Reading, meeting: &Meeting) -> AnyView {
    let address = reading.paths.meeting(meeting.code.as_str());
    view! {
        <tr>
            <th scope="row"><a href=address>{meeting.title.to_string()}</a></th>
            <td data-l="Kind">{reference_words::meeting_kind(meeting.kind)}</td>
            <td data-l="When" class="c-nowrap">{reference_words::meeting_days(meeting)}</td>
        </tr>
    }
    .into_any()
}

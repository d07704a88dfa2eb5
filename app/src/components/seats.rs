//! The bodies that an agency chairs or sits in, and the meetings that it hosted.

use crate::components::table::{ColumnHead, Table};
use crate::reading::Reading;
use crate::reference_words;
use domain::Date;
use domain::date::in_table;
use domain::meeting::Meeting;
use leptos::prelude::*;
use queries::dossiers::{AgencyDossier, Seat, SeatKind};

const SEATS: &[ColumnHead] =
    &[ColumnHead::text("Body"), ColumnHead::text("Seat"), ColumnHead::text("From"), ColumnHead::text("To")];
const HOSTED: &[ColumnHead] =
    &[ColumnHead::text("Meeting or event"), ColumnHead::text("Kind"), ColumnHead::text("When")];

pub fn seats_section(reading: &Reading, dossier: &AgencyDossier<'_>) -> AnyView {
    let rows: Vec<AnyView> = dossier.seats.iter().map(|seat| seat_row(reading, seat)).collect();
    let empty = "It chairs no body and sits in none, as far as the sources say.";
    view! {
        <section class="c-section" id="seats">
            <h2>"Bodies and meetings"</h2>
            <Table label="Bodies" columns=SEATS rows empty/>
            {hosted(reading, dossier)}
        </section>
    }
    .into_any()
}

/// The days of a chair are not kept apart from those of the body, so they stay blank.
fn seat_row(reading: &Reading, Seat { body, kind }: &Seat<'_>) -> AnyView {
    let address = reading.paths.body(body.code.as_str());
    let (seat, days) = match kind {
        SeatKind::Chair => ("Chair", None),
        SeatKind::Member { from, to } => ("Member", Some((day_or_unknown(*from), day_or_unknown(*to)))),
    };
    let (from, to) = days.unzip();
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
    day.map_or_else(|| "Not known".to_owned(), in_table)
}

fn hosted(reading: &Reading, dossier: &AgencyDossier<'_>) -> Option<AnyView> {
    let rows: Vec<AnyView> = dossier.hosted.iter().map(|meeting| hosted_row(reading, meeting)).collect();
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

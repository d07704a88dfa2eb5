//! The interagency groups that an agency chairs or sits in, and the meetings that it hosted.

use crate::components::table::{ColumnHead, Table};
use crate::components::term::term_as;
use crate::reading::Reading;
use crate::reference_words;
use domain::Date;
use domain::date::in_table;
use domain::meeting::Meeting;
use leptos::prelude::*;
use queries::dossiers::{AgencyDossier, Seat, SeatKind};
use queries::glossary;

const SEATS: &[ColumnHead] =
    &[ColumnHead::text("Group"), ColumnHead::text("Seat"), ColumnHead::text("From"), ColumnHead::text("To")];
const HOSTED: &[ColumnHead] =
    &[ColumnHead::text("Meeting or event"), ColumnHead::text("Type"), ColumnHead::text("When")];

pub fn seats_section(reading: &Reading, dossier: &AgencyDossier<'_>) -> AnyView {
    let rows: Vec<AnyView> = dossier.seats.iter().map(|seat| seat_row(reading, seat)).collect();
    let empty = "Sources list no interagency groups for this agency.";
    view! {
        <section class="c-section" id="seats">
            <h2>{term_as(&glossary::INTERAGENCY_GROUP, "Interagency groups")}" and meetings"</h2>
            <Table label="Interagency groups" columns=SEATS rows empty/>
            {hosted(reading, dossier)}
        </section>
    }
    .into_any()
}

/// The days of a chair are not kept apart from those of the group, so they stay blank.
fn seat_row(reading: &Reading, Seat { body, kind }: &Seat<'_>) -> AnyView {
    let address = reading.paths.body(body.code.as_str());
    let days = |from: Option<String>, to: Option<String>| {
        view! {
            <td data-l="From" class="c-nowrap">{from}</td>
            <td data-l="To" class="c-nowrap">{to}</td>
        }
        .into_any()
    };
    let (seat, days) = match kind {
        SeatKind::Chair => ("Chair", days(None, None)),
        SeatKind::Member { from: None, to: None } => ("Member", days_unknown(2)),
        SeatKind::Member { from, to } => ("Member", days(Some(day_or_unknown(*from)), Some(day_or_unknown(*to)))),
    };
    view! {
        <tr>
            <th scope="row"><a href=address>{body.name.to_string()}</a></th>
            <td data-l="Seat">{seat}</td>
            {days}
        </tr>
    }
    .into_any()
}

/// The first or last day of a membership, or that it is unknown.
pub fn day_or_unknown(day: Option<Date>) -> String {
    day.map_or_else(|| "Unknown".to_owned(), in_table)
}

/// One cell across the columns of a membership of which no day is known.
pub fn days_unknown(columns: usize) -> AnyView {
    view! { <td data-l="Dates" colspan=columns>"Dates unknown"</td> }.into_any()
}

fn hosted(reading: &Reading, dossier: &AgencyDossier<'_>) -> Option<AnyView> {
    let rows: Vec<AnyView> = dossier.hosted.iter().map(|meeting| hosted_row(reading, meeting)).collect();
    if rows.is_empty() {
        return None;
    }
    let view = view! {
        <h3 class="c-block-gap">"Meetings hosted by this agency"</h3>
        <Table label="Meetings hosted by this agency" columns=HOSTED rows/>
    };
    Some(view.into_any())
}

fn hosted_row(reading: &Reading, meeting: &Meeting) -> AnyView {
    let address = reading.paths.meeting(meeting.code.as_str());
    view! {
        <tr>
            <th scope="row"><a href=address>{meeting.title.to_string()}</a></th>
            <td data-l="Type">{reference_words::meeting_kind(meeting.kind)}</td>
            <td data-l="When" class="c-nowrap">{reference_words::meeting_days(meeting)}</td>
        </tr>
    }
    .into_any()
}

//! One interagency group: its members with their days, its purpose, its meetings, and the actions that it leads.

use crate::lists::{ActionQuery, PlanFilter};
use crate::words;
use domain::Date;
use domain::body::{Body, Membership, Party};
use domain::reference::{Reference, ReferenceContent};
use leptos::prelude::*;
use ui::components::Breadcrumb;
use ui::components::action_table::action_section;
use ui::components::fact::{fact, fact_if};
use ui::components::head::page_head;
use ui::components::meeting_table::{RecordedDays, meeting_table};
use ui::components::party::{agency_links, in_one_line, party_link};
use ui::components::seats::{day_or_unknown, days_unknown};
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;

const MEMBERS: &[ColumnHead] =
    &[ColumnHead::text("Member"), ColumnHead::text("From"), ColumnHead::text("To"), ColumnHead::text("Seat")];

#[component]
pub fn BodyPage() -> impl IntoView {
    let code = path_part("body");
    page(async move |reading: Reading| {
        let code = code?;
        let body = reading.view.bodies().find(|body| body.code.as_str() == code).ok_or(AppError::NotFound)?;
        let references = reading.view.references().await?;
        let days = RecordedDays::of(&reading);
        let in_force = ActionQuery { plan: Some(PlanFilter::InForce), ..ActionQuery::default() };
        let led = ActionQuery { lead: Some(code.clone()), ..in_force.clone() };
        let supported = ActionQuery { supporter: Some(code), ..in_force };
        let kind = words::capitalized(&body.kind.to_string());
        // A group without a list is not a group without members.
        let lead = match body.members.len() {
            0 => format!("{kind}. Members unknown."),
            number => format!("{kind}. {}.", words::count(number, "member")),
        };
        let above = vec![("Meetings".to_owned(), reading.paths.meetings())];
        let drawn = view! {
            <Breadcrumb above here=body.code.to_string()/>
            {page_head(body.name.as_str(), lead)}
            {facts(&reading, body, &references)}
            {members(&reading, body)}
            {meetings(&reading, body, days)}
            {action_section(&reading, "leads", "Actions this group leads in active plans", &led)}
            {action_section(&reading, "supports", "Actions this group supports in active plans", &supported)}
        }
        .into_any();
        Ok(Page { title: body.code.to_string(), section: Section::Meetings, body: drawn })
    })
}

fn facts(reading: &Reading, body: &Body, references: &[Reference]) -> AnyView {
    let Reading { view, paths, .. } = reading;
    let link = |party| party_link(view, paths, party);
    let chair = (!body.chairs.is_empty()).then(|| {
        let title = body.chair_title.as_ref().map(|title| format!(" ({title})"));
        view! { {agency_links(view, paths, body.chairs.iter().copied())}{title} }
    });
    let chair = chair.map_or_else(|| "Unknown".into_any(), IntoAny::into_any);
    let mut groups: Vec<&Body> = view.bodies().filter(|other| other.parent == Some(body.id)).collect();
    groups.sort_by(|a, b| a.name.cmp(&b.name));
    let groups = (!groups.is_empty()).then(|| {
        let links = in_one_line(groups.iter().map(|group| link(Party::Body(group.id))));
        fact("Subgroups", links)
    });
    view! {
        <dl class="c-facts">
            {fact("Code", body.code.to_string())}
            {fact("Chair", chair)}
            {fact("Meeting schedule", body.cadence.to_string())}
            {fact_if("Created", body.created.as_ref())}
            {fact_if("Responsibility", body.duty.as_ref())}
            {fact_if("Authority", mandates(body, references))}
            {body.parent.map(|parent| fact("Part of", link(Party::Body(parent))))}
            {groups}
            {body.agency.map(|agency| fact("The same as", link(Party::Agency(agency))))}
            {fact_if("Program", program(body, references))}
            {fact_if("Member agencies", body.member_basis.as_ref())}
            {fact("Source", body.source.to_string())}
        </dl>
    }
    .into_any()
}

/// The laws and orders that authorize the group.
fn mandates(body: &Body, references: &[Reference]) -> Option<String> {
    let titles: Vec<String> = references
        .iter()
        .filter_map(|reference| match &reference.content {
            ReferenceContent::Mandate { title, authorizes } if authorizes.contains(&body.id) => Some(title.to_string()),
            _ => None,
        })
        .collect();
    (!titles.is_empty()).then(|| titles.join("; "))
}

/// The program that is the same undertaking.
fn program(body: &Body, references: &[Reference]) -> Option<String> {
    let code = body.program.as_ref()?;
    let name =
        references.iter().filter(|reference| reference.code == *code).find_map(|reference| match &reference.content {
            ReferenceContent::Program { name, .. } => Some(name.to_string()),
            _ => None,
        });
    Some(name.unwrap_or_else(|| code.to_string()))
}

fn members(reading: &Reading, body: &Body) -> AnyView {
    let today = reading.view.position().day;
    let rows: Vec<_> = body.members.iter().map(|seat| member_row(reading, seat, today)).collect();
    let empty = "Sources don't list members.";
    view! {
        <section class="c-section" id="members">
            <h2>"Members"</h2>
            <Table label="Members" columns=MEMBERS rows empty/>
        </section>
    }
    .into_any()
}

fn member_row(reading: &Reading, seat: &Membership, today: Date) -> AnyView {
    let seat_and_days = seat_words(seat, today).map_or_else(
        || days_unknown(3),
        |words| {
            view! {
                <td data-l="From" class="c-nowrap">{day_or_unknown(seat.from)}</td>
                <td data-l="To" class="c-nowrap">{day_or_unknown(seat.to)}</td>
                <td data-l="Seat">{words}</td>
            }
            .into_any()
        },
    );
    view! {
        <tr>
            <th scope="row">{party_link(&reading.view, &reading.paths, Party::Agency(seat.agency))}</th>
            {seat_and_days}
        </tr>
    }
    .into_any()
}

/// Whether the seat is held on that day, as far as its days are known. `None` where none of them is.
fn seat_words(seat: &Membership, today: Date) -> Option<&'static str> {
    match (seat.from, seat.to) {
        (_, Some(to)) if to < today => Some("Former"),
        (Some(from), _) if today < from => Some("Future"),
        (None, None) => None,
        (_, None | Some(_)) => Some("Current"),
    }
}

fn meetings(reading: &Reading, body: &Body, days: RecordedDays) -> AnyView {
    let all = reading.view.meetings();
    let own = all.into_iter().filter(|meeting| meeting.body == Some(body.id));
    view! {
        <section class="c-section" id="meetings">
            <h2>"Meetings and events"</h2>
            {meeting_table(reading, days, "Meetings and events", own)}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use domain::ids::AgencyId;

    #[test]
    fn a_seat_whose_days_are_not_known_is_not_called_current() {
        let seat = |from: Option<&str>, to: Option<&str>| {
            let day = |text: &str| text.parse::<Date>().unwrap();
            let seat = Membership { agency: AgencyId(uuid::Uuid::nil()), from: from.map(day), to: to.map(day) };
            seat_words(&seat, day("2024-05-03"))
        };
        assert_eq!(seat(None, None), None);
        assert_eq!(seat(Some("2024-05-03"), None), Some("Current"));
        assert_eq!(seat(None, Some("2024-05-03")), Some("Current"));
        assert_eq!(seat(None, Some("2024-05-02")), Some("Former"));
        assert_eq!(seat(Some("2024-05-04"), None), Some("Future"));
    }
}

//! For the secretariat: which updates are still due, which leads have not accepted, and what is only inferred.

use super::block::{block, block_with};
use super::scope::in_force;
use crate::paths::code_of;
use crate::words;
use domain::date::{in_sentence, in_table};
use domain::gaps::{Inferred, LeadBasis, NextReport};
use domain::progress::Measure;
use leptos::prelude::*;
use queries::homes::{OwedBy, Period};
use ui::components::figures::Figures;
use ui::components::mark::sample;
use ui::components::number_link::count_link;
use ui::components::party::party_link;
use ui::components::table::{ColumnHead, Table};
use ui::layout::Reading;

const BY_AGENCY: &[ColumnHead] = &[
    ColumnHead::text("Agency or group"),
    ColumnHead::number("Due"),
    ColumnHead::number("Received"),
    ColumnHead::number("Not received"),
    ColumnHead::number("Already overdue"),
    ColumnHead::text("Last update"),
];
const BY_LEAD: &[ColumnHead] = &[ColumnHead::text("Lead agency"), ColumnHead::number("Actions")];
const BY_INFERRED: &[ColumnHead] = &[ColumnHead::text("Information"), ColumnHead::number("Actions")];

pub fn body(reading: &Reading) -> AnyView {
    let period = Period::of(&reading.view, &reading.paths);
    let named = reading.view.reporting_rule().period_short(period.quarter);
    let (day, all) = (in_sentence(period.closes), period.completeness);
    let chase = chased(&period.by_agency);
    view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"Status updates due this period"</h1>
                <p><b>{named.clone()}" updates are due "{day}</b>". "{all.ready()}" of "{words::thousands(all.owed)}" received. "{chase}" "{in_force(reading)}</p>
            </div>
            <div class="c-tools">
                <a class="usa-button c-b" href=reading.paths.period(period.quarter)>{format!("{named} updates")}</a>
                <a class="usa-button usa-button--outline c-b" href=reading.paths.to("/since")>"Since the last meeting"</a>
            </div>
        </div>
        <Figures figures=period.figures.clone() since=None/>
        <div class="c-block-gap">{agencies(reading, &period)}</div>
        <div class="c-grid c-grid--2 c-charts">
            {leads(&period)}
            {inferred(&period)}
        </div>
    }
    .into_any()
}

/// "9 agencies and groups still owe updates; 3 have submitted all of theirs."
fn chased(rows: &[OwedBy]) -> String {
    let (ready, waiting): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.of.missing == 0);
    let owe = match waiting.len() {
        1 => "1 agency or group still owes updates".to_owned(),
        number => format!("{number} agencies and groups still owe updates"),
    };
    match (ready.len(), waiting.len()) {
        (0, 0) => "No updates are due.".to_owned(),
        (_, 0) => "All updates received.".to_owned(),
        (0, _) => format!("{owe}."),
        (1, _) => format!("{owe}; 1 has submitted all of its updates."),
        (ready, _) => format!("{owe}; {ready} have submitted all of theirs."),
    }
}

fn agencies(reading: &Reading, period: &Period<'_>) -> AnyView {
    let list = |row: &OwedBy, asked: (&str, &str)| period.now.list("/actions", &[("lead", &row.code), asked]);
    let drawn = period.by_agency.iter().map(|row| {
        let of = row.of;
        let (missing, received) = (code_of(NextReport::Missing), code_of(NextReport::In));
        let cell = |column: &'static str, number: usize, asked: (&str, &str)| {
            let linked = count_link(number, &format!("{column}, {}", row.code), list(row, asked));
            view! { <td data-l=column class="c-num">{linked}</td> }
        };
        view! {
            <tr>
                <th scope="row">{party_link(&reading.view, &reading.paths, row.party)}</th>
                {cell("Due", of.owed, ("report", "owed"))}
                {cell("Received", of.ready(), ("report", &received))}
                {cell("Not received", of.missing, ("report", &missing))}
                {cell("Already overdue", of.silent, ("reporting", "silent"))}
                <td data-l="Last update" class="c-nowrap">{of.last.map_or_else(|| "None".to_owned(), in_table)}</td>
            </tr>
        }
        .into_any()
    });
    let drawn: Vec<_> = drawn.collect();
    view! {
        <section class="c-block c-chart" id="agencies">
            <header>
                <h2>"Updates by agency"{sample()}</h2>
                <p class="c-small c-quiet">
                    "Departments include their components. An action led by a joint center counts under each parent here, but once in the totals above."
                </p>
            </header>
            <Table label="Updates by agency" columns=BY_AGENCY rows=drawn empty="No updates are due this period."/>
        </section>
    }
    .into_any()
}

/// How the open actions got their leads. Actions without a lead are those of the figure above, split by whether a
/// request is pending; requests to take over from a lead are counted below, with these.
fn leads(period: &Period<'_>) -> AnyView {
    let now = &period.now;
    let row = |(basis, number): &(LeadBasis, usize)| {
        let address = now.list("/actions", &[("status", "open"), ("lead-basis", &code_of(basis))]);
        counted(words::lead_basis(*basis), *number, address)
    };
    let mut rows: Vec<_> = period.leads.iter().map(row).collect();
    let to_requests = now.list("/actions", &[("status", "open"), ("lead-request", "pending")]);
    let requests = "All pending requests to lead, including for actions that have a lead";
    rows.push(counted(requests, period.lead_requests, to_requests));
    let (number, no_lead) = (period.not_accepted(), now.count(Measure::NoLead));
    let all = now.list("/actions", &[("status", "open"), ("lead-basis", "not-accepted")]);
    let more = if number > 0 { vec![(format!("View all {}", words::thousands(number)), all)] } else { Vec::new() };
    let title = format!("{} without an accepted lead", words::count(number, "open action"));
    let have =
        |number: usize| if number == 1 { "1 has".to_owned() } else { format!("{} have", words::thousands(number)) };
    let note =
        format!("{} a lead that has not accepted in Concord; {} no lead.", have(number - no_lead), have(no_lead));
    block_with(title, (Some(note.into_any()), more), BY_LEAD, rows, "All leads have accepted.")
}

fn inferred(period: &Period<'_>) -> AnyView {
    let now = &period.now;
    let row = |(of, number): &(Inferred, usize)| {
        counted(words::inferred(*of), *number, now.list("/actions", &[("inferred", &code_of(of))]))
    };
    let any = period.inferred_any;
    let all = words::thousands(now.actions.len());
    let title = format!("{} of {all} actions include information Concord inferred", words::thousands(any));
    block(title, None, BY_INFERRED, period.inferred.iter().map(row).collect(), "No inferred information.")
}

fn counted(name: &'static str, number: usize, address: String) -> AnyView {
    let linked = count_link(number, name, address);
    view! { <tr><th scope="row">{name}</th><td class="c-num" data-l="Actions">{linked}</td></tr> }.into_any()
}

//! For the secretariat: whose reports are still to come, whom nobody asked to lead, and what is only inferred.

use super::block::{block, block_with};
use super::scope::in_force;
use crate::components::figures::Figures;
use crate::components::mark::sample;
use crate::components::party::party_link;
use crate::components::table::{ColumnHead, Table};
use crate::layout::Reading;
use crate::paths::code_of;
use crate::words;
use domain::date::{in_sentence, in_table};
use domain::gaps::{Inferred, LeadBasis, NextReport};
use domain::progress::Measure;
use leptos::prelude::*;
use queries::homes::{OwedBy, Period};

const BY_AGENCY: &[ColumnHead] = &[
    ColumnHead::text("Agency or body"),
    ColumnHead::number("Owed"),
    ColumnHead::number("In"),
    ColumnHead::number("Not in yet"),
    ColumnHead::number("Silent before"),
    ColumnHead::text("Last report"),
];
const COUNTED: &[ColumnHead] = &[ColumnHead::text("How"), ColumnHead::number("Actions")];

pub fn body(reading: &Reading) -> AnyView {
    let period = Period::of(&reading.view, &reading.paths);
    let named = words::capitalized(&reading.view.reporting_rule().period_in_words(period.quarter));
    let (day, all) = (in_sentence(period.closes), period.completeness);
    let chase = chased(&period.by_agency);
    view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"This period"</h1>
                <p><b>{named}" closes on "{day}</b>". "{all.ready()}" of "{words::count(all.owed, "report")}" in. "{chase}" "{in_force(reading)}</p>
            </div>
            <div class="c-tools">
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

/// "3 agencies and bodies have all theirs in; 9 have not."
fn chased(rows: &[OwedBy]) -> String {
    let (ready, waiting): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.of.missing == 0);
    match (ready.len(), waiting.len()) {
        (_, 0) => "Nobody is left to ask.".to_owned(),
        (0, waiting) => format!("{waiting} agencies and bodies have reports to send."),
        (ready, waiting) => {
            format!("{waiting} agencies and bodies have reports to send; {ready} have sent all theirs.")
        }
    }
}

fn agencies(reading: &Reading, period: &Period<'_>) -> AnyView {
    let list = |row: &OwedBy, asked: (&str, &str)| period.now.list("/actions", &[("lead", &row.code), asked]);
    let linked = |number: usize, address: String| match number {
        0 => view! { <span>"0"</span> }.into_any(),
        number => view! { <a href=address>{words::thousands(number)}</a> }.into_any(),
    };
    let drawn = period.by_agency.iter().map(|row| {
        let of = row.of;
        let missing = code_of(NextReport::Missing);
        view! {
            <tr>
                <th scope="row">{party_link(&reading.view, &reading.paths, row.party)}</th>
                <td data-l="Owed" class="c-num">{linked(of.owed, list(row, ("report", "owed")))}</td>
                <td data-l="In" class="c-num">{linked(of.ready(), list(row, ("report", &code_of(NextReport::In))))}</td>
                <td data-l="Not in yet" class="c-num">{linked(of.missing, list(row, ("report", &missing)))}</td>
                <td data-l="Silent before" class="c-num">{linked(of.silent, list(row, ("reporting", "silent")))}</td>
                <td data-l="Last report" class="c-nowrap">{of.last.map_or_else(|| "None".to_owned(), in_table)}</td>
            </tr>
        }
        .into_any()
    });
    let drawn: Vec<_> = drawn.collect();
    view! {
        <section class="c-block c-chart" id="agencies">
            <header>
                <h2>"Reports by agency"{sample()}</h2>
                <p class="c-small c-quiet">
                    "Each with its components. What a joint center leads counts under each of its parents; the figures above count it once."
                </p>
            </header>
            <Table label="Reports by agency" columns=BY_AGENCY rows=drawn empty="Nobody owes a report for this period."/>
        </section>
    }
    .into_any()
}

/// How the open actions came by their leads. What has no lead is what the figure above counts, told apart by whether
/// somebody is asked; requests to take a lead over from another are counted below, with these.
fn leads(period: &Period<'_>) -> AnyView {
    let now = &period.now;
    let row = |(basis, number): &(LeadBasis, usize)| {
        let address = now.list("/actions", &[("status", "open"), ("lead-basis", &code_of(basis))]);
        counted(words::lead_basis(*basis), *number, address)
    };
    let mut rows: Vec<_> = period.leads.iter().map(row).collect();
    let to_requests = now.list("/actions", &[("status", "open"), ("lead-request", "pending")]);
    let requests = "All pending requests to lead, also of actions that have a lead";
    rows.push(counted(requests, period.lead_requests, to_requests));
    let (number, no_lead) = (period.not_accepted(), now.count(Measure::NoLead));
    let all = now.list("/actions", &[("status", "open"), ("lead-basis", "not-accepted")]);
    let more = if number > 0 { vec![(format!("See all {}", words::thousands(number)), all)] } else { Vec::new() };
    let title = format!("Lead not accepted here: {} open actions", words::thousands(number));
    let have =
        |number: usize| if number == 1 { "1 has".to_owned() } else { format!("{} have", words::thousands(number)) };
    let note =
        format!("{} a lead in force that was not asked here; {} no lead.", have(number - no_lead), have(no_lead));
    block_with(title, (Some(note.into_any()), more), COUNTED, rows, "Every lead was accepted.")
}

fn inferred(period: &Period<'_>) -> AnyView {
    let now = &period.now;
    let row = |(of, number): &(Inferred, usize)| {
        counted(words::inferred(*of), *number, now.list("/actions", &[("inferred", &code_of(of))]))
    };
    let any = period.inferred_any;
    let title = format!("{any} of {} actions rest on something inferred", words::thousands(now.actions.len()));
    block(title, None, COUNTED, period.inferred.iter().map(row).collect(), "Nothing is inferred.")
}

fn counted(name: &'static str, number: usize, address: String) -> AnyView {
    let linked = match number {
        0 => view! { <span>"0"</span> }.into_any(),
        number => view! { <a href=address>{words::thousands(number)}</a> }.into_any(),
    };
    view! { <tr><th scope="row">{name}</th><td class="c-num" data-l="Actions">{linked}</td></tr> }.into_any()
}

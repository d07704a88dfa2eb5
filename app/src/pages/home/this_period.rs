//! For the secretariat: whose reports are still to come, whom nobody asked to lead, and what is only inferred.

use super::block::{block, block_with};
use super::scope::in_force;
use crate::components::figures::Figures;
use crate::components::mark::sample;
use crate::components::party::party_link;
use crate::components::table::{Column, Table};
use crate::dashboards::Scope;
use crate::dashboards::figures::Figure;
use crate::error::AppError;
use crate::layout::Reading;
use crate::paths::written;
use crate::words;
use domain::body::Party;
use domain::date::{long, short};
use domain::gaps::{Completeness, Inferred, LeadBasis, NextReport};
use domain::progress::Measure;
use leptos::prelude::*;
use std::collections::BTreeSet;

const BY_AGENCY: &[Column] = &[
    Column::text("Agency or body"),
    Column::number("Owed"),
    Column::number("In"),
    Column::number("Not in yet"),
    Column::number("Silent before"),
    Column::text("Last report"),
];
const COUNTED: &[Column] = &[Column::text("How"), Column::number("Actions")];

pub fn body(reading: &Reading) -> Result<AnyView, AppError> {
    let now = Scope::in_force(&reading.view, &reading.paths);
    let judged = now.judged();
    let all = Completeness::of(now.facts(), judged);
    let period = judged.rule.next_due(judged.today);
    let (named, day) = (period.in_words(), long(judged.rule.due(period)));
    let by_agency = rows_by_agency(&now);
    let chase = chased(&by_agency);
    Ok(view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"This period"</h1>
                <p><b>{named}" closes on "{day}</b>". "{all.ready()}" of "{words::count(all.owed, "report")}" in. "{chase}" "{in_force(reading)}</p>
            </div>
            <div class="c-tools">
                <a class="usa-button usa-button--outline c-b" href=reading.paths.to("/since")>"Since the last meeting"</a>
            </div>
        </div>
        <Figures figures=figures(&now, all) since=None/>
        <div class="c-block-gap">{agencies(reading, &now, &by_agency)}</div>
        <div class="c-grid c-grid--2 c-charts">
            {leads(&now)}
            {inferred(&now)}
        </div>
    }
    .into_any())
}

fn figures(now: &Scope<'_>, all: Completeness) -> Vec<Figure> {
    let report = |report: NextReport| now.list("/actions", &[("report", &written(report))]);
    let figure = |name, number, rows| Figure { name, number, of: None, then: None, rows };
    vec![
        figure("Reports in", all.ready(), report(NextReport::In))
            .with(Some(format!("of {}", words::thousands(all.owed)))),
        figure("Not in yet", all.missing, report(NextReport::Missing)),
        Figure::of("Silent", Measure::Silent, now, None),
        Figure::overdue(now, None),
        Figure::of("No lead", Measure::NoLead, now, None),
    ]
}

/// One agency with everything below it, or one body.
struct Row {
    party: Party,
    /// How lists ask for it.
    code: String,
    name: String,
    of: Completeness,
}

/// Every agency that stands under no other, and every body, with what it owes: most missing first. What a joint center
/// leads counts under each of its parents, as the list of each has it.
fn rows_by_agency(now: &Scope<'_>) -> Vec<Row> {
    let view = now.view;
    let agencies = view.agencies().filter(|agency| agency.parents.is_empty()).map(|agency| {
        let reach: BTreeSet<Party> = view.with_components(agency.id).into_iter().map(Party::Agency).collect();
        (Party::Agency(agency.id), agency.code.to_string(), reach)
    });
    let bodies = view.bodies().map(|body| {
        let party = Party::Body(body.id);
        (party, body.code.to_string(), BTreeSet::from([party]))
    });
    let row = |(party, code, reach): (Party, String, BTreeSet<Party>)| {
        let led = now.facts().filter(|facts| facts.lead.is_some_and(|lead| reach.contains(&lead)));
        let of = Completeness::of(led, now.judged());
        Row { party, code, name: view.short_name(party), of }
    };
    let mut rows: Vec<Row> = agencies.chain(bodies).map(row).filter(|row| row.of.owed > 0).collect();
    rows.sort_by(|a, b| (b.of.missing, b.of.silent, &a.name).cmp(&(a.of.missing, a.of.silent, &b.name)));
    rows
}

/// "3 agencies and bodies have all theirs in; 9 have not."
fn chased(rows: &[Row]) -> String {
    let (ready, waiting): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.of.missing == 0);
    match (ready.len(), waiting.len()) {
        (_, 0) => "Nobody is left to ask.".to_owned(),
        (0, waiting) => format!("{waiting} agencies and bodies have reports to send."),
        (ready, waiting) => {
            format!("{waiting} agencies and bodies have reports to send; {ready} have sent all theirs.")
        }
    }
}

fn agencies(reading: &Reading, now: &Scope<'_>, rows: &[Row]) -> AnyView {
    let list = |row: &Row, asked: (&str, &str)| now.list("/actions", &[("lead", &row.code), asked]);
    let linked = |number: usize, address: String| match number {
        0 => view! { <span>"0"</span> }.into_any(),
        number => view! { <a href=address>{words::thousands(number)}</a> }.into_any(),
    };
    let drawn = rows.iter().map(|row| {
        let of = row.of;
        let missing = written(NextReport::Missing);
        view! {
            <tr>
                <th scope="row">{party_link(&reading.view, &reading.paths, row.party)}</th>
                <td data-l="Owed" class="c-num">{linked(of.owed, list(row, ("report", "owed")))}</td>
                <td data-l="In" class="c-num">{linked(of.ready(), list(row, ("report", &written(NextReport::In))))}</td>
                <td data-l="Not in yet" class="c-num">{linked(of.missing, list(row, ("report", &missing)))}</td>
                <td data-l="Silent before" class="c-num">{linked(of.silent, list(row, ("reporting", "silent")))}</td>
                <td data-l="Last report" class="c-nowrap">{of.last.map_or_else(|| "None".to_owned(), short)}</td>
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
fn leads(now: &Scope<'_>) -> AnyView {
    let open = || now.facts().filter(|facts| facts.status().is_open());
    let count = |basis| open().filter(|facts| LeadBasis::of(facts) == basis).count();
    let not_accepted = LeadBasis::ALL.into_iter().filter(|basis| *basis != LeadBasis::Accepted);
    let mut rows: Vec<_> = not_accepted
        .map(|basis| {
            let address = now.list("/actions", &[("status", "open"), ("lead-basis", &written(basis))]);
            counted(words::lead_basis(basis), count(basis), address)
        })
        .collect();
    let requests = open().filter(|facts| facts.lead_offered_to.is_some()).count();
    let to_requests = now.list("/actions", &[("status", "open"), ("lead-request", "pending")]);
    rows.push(counted("All pending requests to lead, also of actions that have a lead", requests, to_requests));
    let (number, no_lead) = (open().count() - count(LeadBasis::Accepted), now.count(Measure::NoLead));
    let all = now.list("/actions", &[("status", "open"), ("lead-basis", "not-accepted")]);
    let more = if number > 0 { vec![(format!("See all {}", words::thousands(number)), all)] } else { Vec::new() };
    let title = format!("Lead not accepted here: {} open actions", words::thousands(number));
    let have =
        |number: usize| if number == 1 { "1 has".to_owned() } else { format!("{} have", words::thousands(number)) };
    let note =
        format!("{} a lead in force that was not asked here; {} no lead.", have(number - no_lead), have(no_lead));
    block_with(title, (Some(note.into_any()), more), COUNTED, rows, "Every lead was accepted.")
}

fn inferred(now: &Scope<'_>) -> AnyView {
    let count = |of: Inferred| now.facts().filter(|facts| of.holds(facts)).count();
    let rows: Vec<_> = Inferred::ALL
        .into_iter()
        .map(|of| counted(words::inferred(of), count(of), now.list("/actions", &[("inferred", &written(of))])))
        .collect();
    let any = now.facts().filter(|facts| Inferred::ALL.into_iter().any(|of| of.holds(facts))).count();
    let title = format!("{any} of {} actions rest on something inferred", words::thousands(now.actions.len()));
    block(title, None, COUNTED, rows, "Nothing is inferred.")
}

fn counted(name: &'static str, number: usize, address: String) -> AnyView {
    let linked = match number {
        0 => view! { <span>"0"</span> }.into_any(),
        number => view! { <a href=address>{words::thousands(number)}</a> }.into_any(),
    };
    view! { <tr><th scope="row">{name}</th><td class="c-num" data-l="Actions">{linked}</td></tr> }.into_any()
}

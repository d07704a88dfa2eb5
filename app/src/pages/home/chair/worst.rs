//! Agencies, and sections that plans share, the worst first.

use crate::words;
use leptos::prelude::*;
use queries::homes::{AgencyTroubles, ChairHome, Troubles};
use ui::components::table::{ColumnHead, Table};
use ui::layout::Reading;

const AGENCIES: &[ColumnHead] = &[
    ColumnHead::text("Agency"),
    ColumnHead::number("Off track"),
    ColumnHead::number("Overdue"),
    ColumnHead::number("Updates overdue"),
    ColumnHead::number("Updates received"),
];
const SECTIONS: &[ColumnHead] = &[
    ColumnHead::text("Section"),
    ColumnHead::number("Off track"),
    ColumnHead::number("Overdue"),
    ColumnHead::number("Updates overdue"),
    ColumnHead::number("Updates received"),
];

/// Agencies in the block of a home.
pub const FEW: usize = 5;

/// The first of those that lead an action.
pub fn agencies(reading: &Reading, home: &ChairHome<'_>, few: usize) -> AnyView {
    let all = home.agencies.len();
    let rows = home.agencies.iter().take(few).map(|of| {
        let list = home.now.list("/actions", &[("lead", &of.code)]);
        row(&of.name, &list, of.troubles)
    });
    let more = (all > few).then(|| {
        view! { <a href=reading.paths.agencies()>"All agencies"</a> }
    });
    view! {
        <section class="c-block c-numbers">
            <header><h2>{agencies_title(&home.agencies)}</h2>{more}</header>
            <Table label="Agencies" columns=AGENCIES rows=rows.collect() empty="No agency leads an action."/>
        </section>
    }
    .into_any()
}

fn agencies_title(agencies: &[AgencyTroubles]) -> &'static str {
    match agencies.first() {
        Some(worst) if !worst.troubles.is_none() => "Agencies, worst first",
        _ => "Agencies",
    }
}

/// The sections that two plans or more have alike. Nothing where plans share none.
pub fn sections(home: &ChairHome<'_>) -> Option<AnyView> {
    if home.sections.is_empty() {
        return None;
    }
    let rows = home.sections.iter().map(|of| row(&of.title, &of.rows, of.troubles)).collect();
    let view = view! {
        <section class="c-block c-numbers">
            <header><h2>"Sections across plans"</h2></header>
            <Table label="Sections across plans" columns=SECTIONS rows/>
        </section>
    };
    Some(view.into_any())
}

/// Which updates are received, or not. Other pages count those of the period that closes next.
pub fn period(home: &ChairHome<'_>) -> AnyView {
    let judged = home.now.judged();
    let period = judged.rule.period_in_words(judged.rule.latest_due(judged.today));
    let sections = if home.sections.is_empty() { "" } else { " Sections that only one plan has are not listed." };
    let words = format!("Updates received are for {period}, the last period due.{sections}");
    view! { <p class="c-small c-quiet">{words}</p> }.into_any()
}

fn row(name: &str, list: &str, of: Troubles) -> AnyView {
    let number = |label: &'static str, number: usize| {
        let class = if number == 0 { "c-num z" } else { "c-num" };
        view! { <td class=class data-l=label>{words::thousands(number)}</td> }
    };
    let received = format!("{} of {}", words::thousands(of.updates_received()), words::thousands(of.updates_due));
    view! {
        <tr>
            <th scope="row"><a href=list.to_owned()>{name.to_owned()}</a></th>
            {number("Off track", of.off_track)}
            {number("Overdue", of.overdue)}
            {number("Updates overdue", of.updates_overdue)}
            <td class="c-num" data-l="Updates received">{received}</td>
        </tr>
    }
    .into_any()
}

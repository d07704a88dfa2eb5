//! The reporting periods, and the schedule by which they come.

use crate::words;
use commands::periods::CHANGE_SCHEDULE;
use domain::actor::Permission;
use domain::date::{in_sentence, in_table};
use leptos::prelude::*;
use queries::periods::{PeriodLine, periods};
use ui::components::command_buttons::{outline_buttons, way};
use ui::components::table::{ColumnHead, Table};
use ui::layout::{Page, Reading, Section, page};

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Period"),
    ColumnHead::text("Due"),
    ColumnHead::number("Updates due"),
    ColumnHead::number("Submitted"),
    ColumnHead::number("Not submitted"),
    ColumnHead::text("State"),
];

#[component]
pub fn PeriodsPage() -> impl IntoView {
    page(async |reading: Reading| {
        let lines = periods(&reading.view).await?;
        let rows = lines.iter().map(|line| row(&reading, line)).collect();
        let may = reading.request.actor().require(Permission::RunPeriods).is_ok();
        let change = outline_buttons(way(&reading, may, CHANGE_SCHEDULE.command, &[]));
        let body = view! {
            <div class="c-page">
                <div class="c-page__text">
                    <h1>"Reporting periods"</h1>
                    <p>{schedule(&reading)}</p>
                </div>
                <div class="c-tools">{change}</div>
            </div>
            <Table label="Reporting periods" columns=COLUMNS rows empty="No updates have been due yet."/>
        }
        .into_any();
        Ok(Page { title: "Reporting periods".to_owned(), section: Section::Home, body })
    })
}

/// "Updates are due every fiscal quarter, 15 days after its end. Starting FY 2026 Q1: ..."
fn schedule(reading: &Reading) -> String {
    let (rule, today) = (reading.view.reporting_rule(), reading.view.position().day);
    let next = rule.next_due(today);
    let later = rule.changes().iter().filter(|change| change.from > next);
    let later = later.map(|change| {
        let due = words::uncapitalized(&words::updates_due(change.terms));
        format!(" Starting {}, {due}", change.from.named())
    });
    std::iter::once(words::updates_due(rule.terms(next))).chain(later).collect()
}

fn row(reading: &Reading, line: &PeriodLine) -> AnyView {
    let rule = reading.view.reporting_rule();
    let address = reading.paths.period(line.quarter);
    let days = (line.due - reading.view.position().day).num_days();
    let left = line.updates.map(|(due, submitted)| due - submitted);
    let state = match (line.closed, left) {
        (Some(on), _) => format!("Closed {}", in_sentence(on)),
        (None, Some(0)) => "All submitted".to_owned(),
        (None, _) if days >= 0 => "Open".to_owned(),
        (None, _) => "Past due".to_owned(),
    };
    let number = |of: Option<usize>| of.map(words::thousands);
    view! {
        <tr>
            <th scope="row"><a href=address>{rule.period_named(line.quarter)}</a></th>
            <td data-l="Due" class="c-nowrap">{in_table(line.due)}</td>
            <td data-l="Updates due" class="c-num">{number(line.updates.map(|(due, _)| due))}</td>
            <td data-l="Submitted" class="c-num">{number(line.updates.map(|(_, submitted)| submitted))}</td>
            <td data-l="Not submitted" class="c-num">{number(left)}</td>
            <td data-l="State">{state}</td>
        </tr>
    }
    .into_any()
}

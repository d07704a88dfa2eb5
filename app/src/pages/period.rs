//! A reporting period of all agencies: who still owes updates, the furthest behind first.

mod board_table;

use crate::words;
use board_table::board_table;
use commands::about::has_begun;
use commands::periods::{CLOSE_PERIOD, EXTEND_PERIOD, INSTRUCT_PERIOD};
use domain::Date;
use domain::actor::Permission;
use domain::body::Party;
use domain::date::{FiscalQuarter, in_sentence, in_table};
use domain::period::{Extension, Period};
use domain::visibility::takes_files;
use leptos::prelude::*;
use queries::periods::Board;
use ui::components::Breadcrumb;
use ui::components::command_buttons::{outline_buttons, way};
use ui::components::downloads::downloads;
use ui::components::prose::prose;
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};
use ui::request::{not_cacheable, path_part};

const EXTENSIONS: &[ColumnHead] = &[
    ColumnHead::text("For"),
    ColumnHead::text("From"),
    ColumnHead::text("To"),
    ColumnHead::text("Reason"),
    ColumnHead::text("Changed on"),
];

#[component]
pub fn PeriodPage() -> impl IntoView {
    let quarter = path_part("period").and_then(|text| text.parse().map_err(|_| AppError::NotFound));
    page(async move |reading: Reading| {
        let quarter: FiscalQuarter = quarter?;
        has_begun(&reading.view, quarter)?;
        if reading.request.actor().may(Permission::RunPeriods) {
            // It says where drafts were begun, which nothing in the record tells.
            not_cacheable();
        }
        let board = Board::of(&reading.view, quarter).await?;
        let named = reading.view.reporting_rule().period_named(quarter);
        let above = vec![("Reporting periods".to_owned(), reading.paths.periods())];
        let here = reading.view.reporting_rule().period_short(quarter);
        let body = view! {
            <Breadcrumb above here/>
            {head(&reading, &board, &named)}
            {instructions(board.said.as_ref())}
            {board_table(&reading, &board)}
            {extensions(&reading, &board)}
        }
        .into_any();
        Ok(Page { title: format!("{named} updates"), section: Section::Home, body })
    })
}

/// How many came in, until when they are due, and what the secretariat can do.
fn head(reading: &Reading, board: &Board, named: &str) -> AnyView {
    let total = board.total;
    let title = match (total.due, total.left()) {
        (0, _) => "No updates are due".to_owned(),
        (due, 0) => format!("All {} submitted", words::count(due, "update")),
        (due, _) => format!("{} of {} submitted", words::thousands(total.submitted), words::count(due, "update")),
    };
    let closed = board.said.as_ref().and_then(|said| said.closed);
    let closed = closed.map(|on| {
        let since = match board.late {
            0 => String::new(),
            late => format!(" {} came in since then.", words::count(late, "update")),
        };
        format!(" Closed {}: these are the figures of that day.{since}", in_sentence(on))
    });
    let due = due_words(board.due, reading.view.position().day);
    let buttons = buttons(reading, board);
    let files = takes_files(reading.request.actor()).then(|| {
        let pairs = [("period", board.quarter.to_string())];
        downloads(reading, "periods", &pairs, board.rows.len())
    });
    view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>{title}</h1>
                <p><b>{named.to_owned()}</b>{format!(". {due}")}{closed}</p>
            </div>
            <div class="c-tools">{buttons}{files}</div>
        </div>
    }
    .into_any()
}

/// "Due October 15, 2024, in 7 days."
pub(crate) fn due_words(due: Date, today: Date) -> String {
    let days = (due - today).num_days();
    let number = words::count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
    let distance = match days {
        0 => "today".to_owned(),
        days if days > 0 => format!("in {number}"),
        _ => format!("{number} ago"),
    };
    format!("Due {}, {distance}.", in_sentence(due))
}

fn buttons(reading: &Reading, board: &Board) -> Vec<AnyView> {
    let actor = reading.request.actor();
    let nothing_said = Period::unsaid(board.quarter);
    let period = board.said.as_ref().unwrap_or(&nothing_said);
    let may_run = period.may_run(actor).is_ok();
    let may_close = period.may_close(actor, reading.view.reporting_rule(), reading.view.position().day).is_ok();
    let to = |may: bool, command| way(reading, may, command, &[&board.quarter]);
    let ways =
        [to(may_run, EXTEND_PERIOD.command), to(may_run, INSTRUCT_PERIOD.command), to(may_close, CLOSE_PERIOD.command)];
    outline_buttons(ways.into_iter().flatten())
}

/// What the secretariat asks of the agencies.
pub(crate) fn instructions(said: Option<&Period>) -> Option<AnyView> {
    let instructions = said?.instructions.as_ref()?;
    let drawn = prose(instructions.as_str());
    Some(
        view! { <section class="c-block-gap c-prose" id="instructions"><h2>"Instructions"</h2>{drawn}</section> }
            .into_any(),
    )
}

fn extensions(reading: &Reading, board: &Board) -> Option<AnyView> {
    let said = board.said.as_ref().filter(|said| !said.extensions.is_empty())?;
    let row = |of: &Extension| {
        let whose =
            of.agency.map_or("All agencies".to_owned(), |agency| reading.view.short_name(Party::Agency(agency)));
        view! {
            <tr>
                <th scope="row">{whose}</th>
                <td data-l="From" class="c-nowrap">{in_table(of.from)}</td>
                <td data-l="To" class="c-nowrap">{in_table(of.to)}</td>
                <td data-l="Reason">{of.reason.to_string()}</td>
                <td data-l="Changed on" class="c-nowrap">{in_table(of.on)}</td>
            </tr>
        }
        .into_any()
    };
    let rows = said.extensions.iter().map(row).collect();
    let drawn = view! {
        <section class="c-section" id="extensions">
            <h2>"Changed due dates"</h2>
            <Table label="Changed due dates" columns=EXTENSIONS rows/>
        </section>
    };
    Some(drawn.into_any())
}

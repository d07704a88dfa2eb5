//! The agencies of a period in groups: overdue, open, all submitted.

use crate::words;
use commands::periods::EXTEND_PERIOD;
use commands::updates::ACCEPT_REPORTS;
use domain::actor::Permission;
use domain::body::Party;
use domain::date::in_table;
use domain::period::Period;
use leptos::prelude::*;
use queries::periods::{Board, BoardRow, Stage};
use ui::components::party::party_link;
use ui::layout::Reading;

pub(super) fn board_table(reading: &Reading, board: &Board) -> AnyView {
    if board.rows.is_empty() {
        return view! { <div class="c-empty"><p>"No agency owes an update for this period."</p></div> }.into_any();
    }
    let today = board.judged_on(reading.view.position().day);
    let most = board.rows.iter().map(|row| row.updates.due).max().unwrap_or(1);
    let mut groups: Vec<(Stage, Vec<AnyView>)> = Vec::new();
    for row in &board.rows {
        let (stage, drawn) = (row.stage(today), drawn_row(reading, board, row, most));
        match groups.last_mut().filter(|(of, _)| *of == stage) {
            Some((_, rows)) => rows.push(drawn),
            None => groups.push((stage, vec![drawn])),
        }
    }
    let group = |(stage, rows): (Stage, Vec<AnyView>)| {
        let name = format!("{} ({})", group_name(stage), words::thousands(rows.len()));
        view! { <tbody><tr class="c-group"><th colspan="8" scope="rowgroup">{name}</th></tr>{rows}</tbody> }
    };
    let total = board.total;
    view! {
        <div class="c-scroll" tabindex="0" role="group" aria-label="Updates by agency (scrolls sideways)">
            <table class="c-t c-t--stack c-board">
                <caption class="usa-sr-only">"Updates by agency"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Agency"</th>
                        <th scope="col">"Submitted"</th>
                        <th scope="col" class="c-num">"To review"</th>
                        <th scope="col" class="c-num">"Returned"</th>
                        <th scope="col" class="c-num">"Accepted"</th>
                        <th scope="col">"Due"</th>
                        <th scope="col">"Latest"</th>
                        <th scope="col"><span class="usa-sr-only">"Due date"</span></th>
                    </tr>
                </thead>
                {groups.into_iter().map(group).collect_view()}
                <tfoot>
                    <tr>
                        <th scope="row">"Total"</th>
                        <td data-l="Submitted">
                            {format!("{} of {}", words::thousands(total.submitted), words::thousands(total.due))}
                        </td>
                        <td data-l="To review" class="c-num">{words::thousands(total.awaiting)}</td>
                        <td data-l="Returned" class="c-num">{words::thousands(total.returned)}</td>
                        <td data-l="Accepted" class="c-num">{words::thousands(total.accepted)}</td>
                        <td></td><td></td><td></td>
                    </tr>
                </tfoot>
            </table>
        </div>
        <p class="c-small c-quiet c-block-gap">
            "Departments include their components. An action led by a joint center counts under each parent here, but once in the total."
        </p>
    }
    .into_any()
}

fn group_name(stage: Stage) -> String {
    let days = |days: i64| words::count(usize::try_from(days).unwrap_or(usize::MAX), "day");
    match stage {
        Stage::Overdue(late) => format!("Overdue by {}", days(late)),
        Stage::Open(0) => "Due today".to_owned(),
        Stage::Open(left) => format!("Due in {}", days(left)),
        Stage::Submitted => "All submitted".to_owned(),
    }
}

fn drawn_row(reading: &Reading, board: &Board, row: &BoardRow, most: usize) -> AnyView {
    let updates = row.updates;
    let of = format!("{} of {}", words::thousands(updates.submitted), words::thousands(updates.due));
    let may_open = reading.request.actor().authority(Permission::ReportProgress, row.party).is_ok();
    let has_page = matches!(row.party, Party::Agency(_)) && !reading.view.position().is_past();
    let of = match may_open && has_page {
        true => {
            let address = reading.paths.agency_period(board.quarter, &row.code);
            let label = format!("{of} submitted, {}", row.name);
            view! { <a href=address aria-label=label>{of}</a> }.into_any()
        }
        false => of.into_any(),
    };
    let extended = row.is_extended.then(|| view! { <span class="c-quiet">" Changed"</span> });
    view! {
        <tr>
            <th scope="row">{party_link(&reading.view, &reading.paths, row.party)}</th>
            <td data-l="Submitted"><span class="c-board__of">{of}</span>{bar(row, most)}</td>
            <td data-l="To review" class="c-num">{to_review(reading, board, row)}</td>
            <td data-l="Returned" class="c-num">{number(updates.returned)}</td>
            <td data-l="Accepted" class="c-num">{number(updates.accepted)}</td>
            <td data-l="Due" class="c-nowrap">{in_table(row.due)}{extended}</td>
            <td data-l="Latest">{latest(row)}</td>
            <td class="c-board__do">{more_time(reading, board, row)}</td>
        </tr>
    }
    .into_any()
}

/// A zero is quiet.
fn number(number: usize) -> AnyView {
    let class = (number == 0).then_some("c-none");
    view! { <span class=class>{words::thousands(number)}</span> }.into_any()
}

/// How many updates wait to be accepted or returned; for those who do that, the way there.
fn to_review(reading: &Reading, board: &Board, row: &BoardRow) -> AnyView {
    let updates = row.updates;
    let may = reading.request.actor().may(Permission::ReviewUpdates) && !reading.view.position().is_past();
    let is_agency = matches!(row.party, Party::Agency(_));
    if !may || !is_agency || updates.awaiting + updates.returned == 0 {
        return number(updates.awaiting);
    }
    let address = ACCEPT_REPORTS.command.page_about(&[&board.quarter, &row.code]);
    let title = ACCEPT_REPORTS.command.title;
    let label = format!("{title}, {}: {} waiting", row.name, words::thousands(updates.awaiting));
    view! { <a href=address aria-label=label>{words::thousands(updates.awaiting)}</a> }.into_any()
}

/// What came in, to one scale for all rows.
fn bar(row: &BoardRow, most: usize) -> AnyView {
    let share = |number: usize| format!("{:.2}%", number as f64 * 100.0 / most.max(1) as f64);
    let (submitted, left) = (share(row.updates.submitted), share(row.updates.left()));
    view! {
        <svg class="c-board__bar" aria-hidden="true" focusable="false">
            <rect class="submitted" height="100%" width=submitted.clone()></rect>
            <rect class="left" height="100%" x=submitted width=left></rect>
        </svg>
    }
    .into_any()
}

/// "DOJ-04, Oct. 9, 2024. Begun", where something is being written.
fn latest(row: &BoardRow) -> String {
    let last = row.last.as_ref().map(|(reference, on)| format!("{reference}, {}", in_table(*on)));
    match (last, row.has_begun && row.updates.left() > 0) {
        (Some(last), true) => format!("{last}. Begun"),
        (Some(last), false) => last,
        (None, true) => "Begun".to_owned(),
        (None, false) => "None".to_owned(),
    }
}

fn more_time(reading: &Reading, board: &Board, row: &BoardRow) -> Option<AnyView> {
    let may = match &board.said {
        Some(period) => period.may_run(reading.request.actor()),
        None => Period::may_begin(reading.request.actor()),
    };
    let is_offered = may.is_ok() && row.updates.left() > 0 && !reading.view.position().is_past();
    let Party::Agency(_) = row.party else { return None };
    is_offered.then(|| {
        let form = EXTEND_PERIOD.command.page_about(&[&board.quarter]);
        let address = reading.paths.with_query(&form, &[("agency", &row.code)]);
        let of_which = format!(", {}", row.name);
        view! { <a href=address>"Change date"<span class="usa-sr-only">{of_which}</span></a> }.into_any()
    })
}

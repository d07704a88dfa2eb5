//! Every change of a due date or of the end of an action's timeframe, with its days and its reason, and the total. Counts
//! of changes and slip by reason link here.

use crate::lists::{DateChangeQuery, DateChangeRow, PAGE, moves_of, on_page};
use crate::paths::{action_address, code_of};
use crate::words;
use domain::date::{in_sentence, in_table};
use domain::progress::DateChange;
use domain::slippage::{Move, MoveReason};
use domain::visibility::takes_files;
use leptos::prelude::*;
use queries::filter_words;
use std::collections::BTreeSet;
use ui::components::compare::since_field_named;
use ui::components::downloads::downloads;
use ui::components::filter_line::FilterLine;
use ui::components::filters::{applied_filters, leads, plans};
use ui::components::list_table::{limits_on_paper, list_head, results_heading, shown_line};
use ui::components::mark::sample;
use ui::components::milestones::signed;
use ui::components::pagination::{beyond_the_end, pagination};
use ui::components::pick::Pick;
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};

const LIST: &str = "/date-changes";

#[component]
pub fn DateChangesPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = DateChangeQuery::read(&reading.request.query_without_as_of())?;
        let body = body(&reading, &query).await?;
        Ok(Page { title: "Date changes".to_owned(), section: Section::Actions, body })
    })
}

async fn body(reading: &Reading, query: &DateChangeQuery) -> Result<AnyView, AppError> {
    let rows = query.rows(&reading.view).await?;
    let milestones = rows.iter().filter_map(|row| row.milestone.map(|of| of.id)).collect::<BTreeSet<_>>().len();
    let ends =
        rows.iter().filter(|row| row.milestone.is_none()).map(|row| row.action.id).collect::<BTreeSet<_>>().len();
    let were = if milestones == 1 { "that was" } else { "that were" };
    let are = if query.is_of_withdrawn() { format!("{were} withdrawn") } else { format!("{were} not withdrawn") };
    let of = match (milestones, ends) {
        (milestones, 0) => format!("{} {are}", words::count(milestones, "milestone")),
        (0, ends) => format!("the end of the timeframe of {}", words::count(ends, "action")),
        (milestones, ends) => {
            let (milestones, ends) = (words::count(milestones, "milestone"), words::count(ends, "action"));
            format!("{milestones} {are}, and of the end of the timeframe of {ends}")
        }
    };
    let number = words::count(rows.len(), "date change");
    let address = |page: usize| {
        let mut pairs = query.pairs();
        pairs.extend((page > 1).then(|| ("page", page.to_string())));
        reading.paths.with_pairs(LIST, &pairs)
    };
    let pages = rows.len().div_ceil(PAGE);
    let table = match beyond_the_end(query.page(), pages, address) {
        Some(beyond) => beyond,
        None => table(reading, query, &rows).await?,
    };
    let counts = view! { <b>{number}</b>" of "{of}"."{sample()} };
    Ok(view! {
        {list_head("Date changes", counts.into_any(), sources(reading, query, rows.len()))}
        {limits_on_paper(&filter_words::of_milestones(&query.milestones))}
        {form(reading, query)}
        {table}
        {pagination(query.page(), pages, address)}
    }
    .into_any())
}

/// The log entries behind the changes, and the changes as files for those who take them.
fn sources(reading: &Reading, query: &DateChangeQuery, number: usize) -> Option<AnyView> {
    if number == 0 {
        return None;
    }
    if takes_files(reading.request.actor()) {
        return Some(downloads(reading, "date-changes", &query.pairs(), number));
    }
    let address = reading.paths.with_pairs("/proof/date-changes", &query.pairs());
    Some(view! { <div class="c-tools"><a class="usa-button usa-button--outline c-b" href=address>"Show sources"</a></div> }.into_any())
}

fn form(reading: &Reading, query: &DateChangeQuery) -> AnyView {
    let (view, asked) = (&reading.view, &query.milestones);
    let shown = ["q", "plan", "lead", "reason", "since"];
    let reasons = MoveReason::ALL.map(|reason| (code_of(reason), words::move_reason(reason).to_owned())).to_vec();
    let pairs = query.pairs();
    let set = |name: &str| pairs.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value.as_str());
    let line = FilterLine {
        reading,
        path: LIST,
        label: "Filter date changes".to_owned(),
        kept: pairs.iter().filter(|(name, _)| !shown.contains(name)).cloned().collect(),
        words: ("Search milestones and actions", asked.text.clone()),
        picks: vec![
            Pick::several("plan", "Plan", plans(view), set("plan")),
            Pick::several("lead", "Lead", leads(view), set("lead")),
            Pick::several("reason", "Reason", reasons, set("reason")),
        ],
        more: (
            "More filters",
            vec![since_field_named("Changed since (end of day)", asked.since.as_ref(), reading.view.position().day)],
            usize::from(asked.since.is_some()),
        ),
        layout: Vec::new(),
    };
    line.draw()
}

/// What is applied and no button of the line says, each with its own removal.
fn chips(reading: &Reading, query: &DateChangeQuery) -> Option<AnyView> {
    let asked = &query.milestones;
    let said = |name: &str, value: &str| match name {
        "led-by" => filter_words::leading_alone(&reading.view, value),
        "supporter" => filter_words::supporting(&reading.view, value),
        "node" => filter_words::section(&reading.view, asked.plan.as_ref(), value),
        "since" => asked.since.as_ref().map(|since| format!("Since: {}", words::point(since))).unwrap_or_default(),
        name => format!("{}: {value}", words::capitalized(name)),
    };
    let pairs = query.pairs();
    let chip = |(name, value): &(&'static str, String)| {
        let rest: Vec<_> = pairs.iter().filter(|(other, _)| other != name).cloned().collect();
        (said(name, value), reading.paths.with_pairs(LIST, &rest))
    };
    let applied = pairs.iter().filter(|(name, _)| !["q", "plan", "lead", "reason"].contains(name)).map(chip);
    let applied: Vec<(String, String)> = applied.collect();
    reading.limits.add(applied.iter().map(|(words, _)| words.clone()));
    applied_filters(applied, (!pairs.is_empty()).then(|| reading.paths.to(LIST)))
}

async fn table(reading: &Reading, query: &DateChangeQuery, rows: &[DateChangeRow<'_>]) -> Result<AnyView, AppError> {
    if rows.is_empty() {
        let all = reading.paths.to(LIST);
        return Ok(
            view! { {chips(reading, query)}{results_heading()}<p class="c-empty">"No date changes match these filters. "<a href=all>"Clear filters"</a></p> }
                .into_any(),
        );
    }
    let shown = on_page(query, rows);
    let made = moves_of(&reading.view, shown).await?;
    let drawn = shown.iter().map(|row| self::row(reading, row, made.get(&row.date()))).collect_view();
    let days: i64 = rows.iter().map(|row| i64::from(row.change.counted)).sum();
    let all = format!("Total of {}", words::count(rows.len(), "change"));
    let before = query.milestones.layout.rows_before();
    let caption = format!(
        "Showing {} of {}, most days later first. As of {}.",
        words::span(before + 1, before + shown.len()),
        words::thousands(rows.len()),
        in_sentence(reading.view.position().day)
    );
    Ok(view! {
        {results_heading()}
        {shown_line(view! { {caption}{sample()} }.into_any(), chips(reading, query))}
        <div class="c-listed"><div class="c-scroll c-scroll--list">
            <table class="c-t c-t--tight c-t--stack c-t--flow c-t--list" aria-labelledby="shown">
                <thead>
                    <tr>
                        <th scope="col">"Milestone or timeframe"</th>
                        <th scope="col">"Changed on"</th>
                        <th scope="col">"From"</th>
                        <th scope="col">"To"</th>
                        <th scope="col" class="c-num">"Days"</th>
                        <th scope="col">"Reason"</th>
                    </tr>
                </thead>
                <tbody>{drawn}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="4">{all}</th>
                        <td class="c-num" data-l="Days">{signed(days)}</td>
                        <td></td>
                    </tr>
                </tfoot>
            </table>
        </div></div>
    }
    .into_any())
}

/// Where a change undid another, or was undone, not all its days are slip.
fn counts_as(change: &DateChange) -> Option<AnyView> {
    (change.counted != change.booked.days).then(|| {
        let words = format!("{} of slip", signed(i64::from(change.counted)));
        view! { <span class="sub">{words}</span> }.into_any()
    })
}

fn row(reading: &Reading, row: &DateChangeRow<'_>, moves: Option<&Vec<Move>>) -> AnyView {
    let DateChangeRow { action, milestone, change } = row;
    let made = moves.and_then(|moves| moves.get(change.place));
    let under = format!("{} {}", action.reference, action.title);
    let (address, name) = match milestone {
        Some(milestone) => (reading.paths.milestone(milestone.id), milestone.title.to_string()),
        None => (action_address(&reading.view, &reading.paths, action), "End of the timeframe".to_owned()),
    };
    view! {
        <tr>
            <th scope="row"><a href=address>{name}</a><span class="sub">{under}</span></th>
            <td data-l="Changed on" class="c-nowrap">{made.map(|made| in_table(made.on))}</td>
            <td data-l="From" class="c-nowrap">{in_table(change.from)}</td>
            <td data-l="To" class="c-nowrap">{in_table(change.to)}</td>
            <td data-l="Days" class="c-num">{signed(i64::from(change.booked.days))}{counts_as(change)}</td>
            <td data-l="Reason">{words::move_reason(change.booked.reason)}<span class="sub">{made.map(|made| made.sentence.to_string())}</span></td>
        </tr>
    }
    .into_any()
}

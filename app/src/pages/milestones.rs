//! Every milestone: filtered, sorted and paged by the address.

mod compared;

use crate::components::compared::bridge_in_words;
use crate::components::downloads::downloads;
use crate::components::filters::{applied_filters, leads, plans, select};
use crate::components::mark::sample;
use crate::components::milestones::signed;
use crate::components::pagination::{beyond_the_end, pagination};
use crate::components::party::party_link;
use crate::components::table::{Column, Table};
use crate::components::views_bar::views_bar;
use crate::layout::{Page, Reading, Section, page};
use crate::lists::{
    ComparedMilestones, MilestoneQuery, MilestoneRow, MilestoneRows, PAGE, SavedList, StateFilter, written,
};
use crate::pages::actions::filters::{due_words, plan_words};
use crate::paths::ActionKey;
use crate::words;
use domain::date::short;
use domain::facts::MilestoneStanding;
use domain::slippage::MoveReason;
use domain::visibility::takes_files;
use leptos::prelude::*;
use store::AsOf;

const COLUMNS: &[Column] = &[
    Column::text("Milestone"),
    Column::text("Action"),
    Column::text("Lead"),
    Column::text("First promised"),
    Column::text("Now due"),
    Column::number("Slip, days"),
    Column::number("Moves"),
    Column::text("State"),
];

const COMPARED: &[Column] = &[
    Column::text("Milestone"),
    Column::text("Action"),
    Column::text("Lead"),
    Column::text("First promised"),
    Column::text("Now due"),
    Column::number("Slip, days"),
    Column::number("Moves"),
    Column::text("State"),
    Column::text("Changed"),
];

#[component]
pub fn MilestonesPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = MilestoneQuery::read(&reading.request.query_without_as_of())?;
        query.check(&reading.view)?;
        let views = views_bar(&reading, SavedList::Milestones, &query.pairs()).await?;
        let rows = query.rows(&reading.view).await?;
        let body = body(&reading, &query, &rows, views);
        Ok(Page { title: "Milestones".to_owned(), section: Section::Actions, body })
    })
}

fn body(reading: &Reading, query: &MilestoneQuery, rows: &MilestoneRows<'_>, views: AnyView) -> AnyView {
    let MilestoneRows { milestones: found, compared } = rows;
    let compared = compared.as_ref();
    let columns = if compared.is_some() { COMPARED } else { COLUMNS };
    let all = MilestoneQuery::default().select(&reading.view).len();
    let first = query.page.saturating_sub(1).saturating_mul(PAGE);
    let rows: Vec<AnyView> = found.iter().skip(first).take(PAGE).map(|row| line(reading, compared, row)).collect();
    let (number, all) = (words::thousands(found.len()), words::thousands(all));
    view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"Milestones"</h1>
                <p><b>{number}" of "{all}</b>" milestones that were not withdrawn."{sample()}</p>
            </div>
            {takes_files(reading.request.actor()).then(|| downloads(reading, "milestones", &query.pairs(), found.len()))}
        </div>
        {views}
        {form(reading, query)}
        {chips(reading, query)}
        {compared.map(|compared| bridge_in_words(compared.then.position().day, &compared.bridge))}
        {match beyond_the_end(query.page, found.len().div_ceil(PAGE), |page| address(reading, &MilestoneQuery { page, ..query.clone() })) {
            Some(beyond) => beyond,
            None => view! { <Table label="Milestones" columns rows empty="No milestone fits these filters."/> }.into_any(),
        }}
        {compared.and_then(|compared| compared::left(reading, compared))}
        {pagination(query.page, found.len().div_ceil(PAGE), |page| address(reading, &MilestoneQuery { page, ..query.clone() }))}
    }
    .into_any()
}

fn line(reading: &Reading, compared: Option<&ComparedMilestones>, row: &MilestoneRow<'_>) -> AnyView {
    let MilestoneRow { action, milestone } = row;
    let (view, paths, today) = (&reading.view, &reading.paths, reading.view.position().day);
    let plan = view.plan(action.plan).map(|plan| plan.code.to_string()).unwrap_or_default();
    let of = paths.action(ActionKey { plan: &plan, reference: &action.reference });
    let lead = action.lead.map(|lead| party_link(view, paths, lead));
    let state = match milestone.state {
        MilestoneStanding::Completed(on) => format!("Completed {}", short(on)),
        MilestoneStanding::Open if milestone.due < today => "Overdue".to_owned(),
        MilestoneStanding::Open => "Open".to_owned(),
        MilestoneStanding::Withdrawn => "Withdrawn".to_owned(),
    };
    view! {
        <tr>
            <th scope="row"><a href=paths.milestone(milestone.id)>{milestone.title.to_string()}</a></th>
            <td data-l="Action"><a href=of>{action.reference.to_string()}</a>" "{action.title.to_string()}</td>
            <td data-l="Lead">{lead.unwrap_or_else(|| "No lead".into_any())}</td>
            <td data-l="First promised" class="c-nowrap">{short(milestone.original)}</td>
            <td data-l="Now due" class="c-nowrap">{short(milestone.due)}</td>
            <td data-l="Slip, days" class="c-num">{signed(row.slip())}</td>
            <td data-l="Moves" class="c-num">{milestone.booked.len()}</td>
            <td data-l="State">{state}</td>
            {compared.map(|compared| view! { <td data-l="Changed">{compared::changed(compared, row)}</td> })}
        </tr>
    }
    .into_any()
}

fn address(reading: &Reading, query: &MilestoneQuery) -> String {
    let mut pairs = query.pairs();
    if query.page > 1 {
        pairs.push(("page", query.page.to_string()));
    }
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    reading.paths.with_query("/milestones", &pairs)
}

fn form(reading: &Reading, query: &MilestoneQuery) -> AnyView {
    let view = &reading.view;
    let pairs = query.pairs();
    let chosen =
        |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone()).unwrap_or_default();
    let as_of = view.position().is_past().then(|| {
        view! { <input type="hidden" name="as_of" value=reading.paths.as_of().to_string()/> }
    });
    // A day has a field; another point (a meeting, an entry) is kept as it is until a day is chosen.
    let since = query.since.as_ref().and_then(|since| match since {
        AsOf::Day(day) => Some(day.to_string()),
        _ => None,
    });
    // What has no field of its own stays as it is, and can be removed below.
    let kept = ["moved", "next", "led-by"]
        .into_iter()
        .filter(|name| !chosen(name).is_empty())
        .map(|name| view! { <input type="hidden" name=name value=chosen(name)/> })
        .collect_view();
    let select = |name: &'static str, label: &'static str, any: &'static str, choices: Vec<(String, String)>| {
        select(name, label, any, choices, &chosen(name))
    };
    let said =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(code, words)| ((*code).to_owned(), (*words).to_owned())).collect();
    let reasons = MoveReason::ALL.map(|reason| (written(reason), words::move_reason(reason).to_owned())).to_vec();
    view! {
        <form class="c-filter" method="get" action="/milestones" aria-label="Filter milestones">
            {as_of}{kept}
            <div class="c-filter__row">
                <div>
                    <label for="f-q">"Words in the title"</label>
                    <input class="usa-input" id="f-q" name="q" value=query.text.clone()/>
                </div>
                {select("plan", "Plan", "All plans", plans(view))}
                {select("lead", "Lead, with its components", "Any lead", leads(view))}
                {select("state", "State", "Any state", said(&[("open", "Open"), ("completed", "Completed")]))}
                {select("due", "Due", "Any time", said(&[("overdue", "Overdue"), ("30", "Within 30 days"), ("90", "Within 90 days")]))}
                {select("reason", "Moved for", "Any reason", reasons)}
                {select("sort", "Sort by", "", said(&[("due", "Date"), ("slip", "Slip, most first")]))}
                {select("changed", "Changes", "All rows", said(&[("yes", "Only what changed")]))}
                <div>
                    <label for="f-since">"Compare with the end of"</label>
                    <input class="usa-input" type="date" id="f-since" name="since" value=since/>
                </div>
                <div class="btn"><button class="usa-button" type="submit">"Apply"</button></div>
            </div>
        </form>
    }
    .into_any()
}

fn chips(reading: &Reading, query: &MilestoneQuery) -> Option<AnyView> {
    let mut applied: Vec<(String, String)> = Vec::new();
    let mut add = |words: Option<String>, change: fn(&mut MilestoneQuery)| {
        let mut rest = MilestoneQuery { page: 1, ..query.clone() };
        change(&mut rest);
        applied.extend(words.map(|words| (words, address(reading, &rest))));
    };
    add(query.text.as_ref().map(|text| format!("Words: {text}")), |rest| rest.text = None);
    add(query.plan.as_ref().map(plan_words), |rest| rest.plan = None);
    add(query.lead.as_ref().map(|code| format!("Lead: {code}")), |rest| rest.lead = None);
    add(query.led_by.as_ref().map(|code| format!("Led by {code} itself")), |rest| rest.led_by = None);
    add(query.since.as_ref().map(|since| format!("Since: {since}")), |rest| {
        (rest.since, rest.is_changed) = (None, false);
    });
    add(query.is_changed.then(|| "Changed".to_owned()), |rest| rest.is_changed = false);
    add(query.state.map(|state| format!("State: {}", state_words(state))), |rest| rest.state = None);
    add(query.due.map(due_words), |rest| rest.due = None);
    add(query.reason.map(|reason| format!("Moved for: {}", words::move_reason(reason))), |rest| rest.reason = None);
    add(query.is_moved.then(|| "Moved".to_owned()), |rest| rest.is_moved = false);
    add(query.is_next.then(|| "Next of its action".to_owned()), |rest| rest.is_next = false);
    applied_filters(applied, reading.paths.to("/milestones"))
}

const fn state_words(state: StateFilter) -> &'static str {
    match state {
        StateFilter::Open => "open",
        StateFilter::Completed => "completed",
    }
}

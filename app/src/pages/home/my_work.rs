//! What waits for the reader's agency, by date, each with the one button that settles it.

mod aside;
mod due;

use crate::layout::Reading;
use crate::lists::{ActionQuery, ListQuery, PlanFilter};
use crate::reading::judged;
use crate::words;
use domain::agency::Agency;
use domain::date::long;
use domain::facts::ActionFacts;
use domain::gaps::Completeness;
use domain::plan::PlanState;
use due::Due;
use leptos::prelude::*;
use store::StoreError;

pub async fn body(reading: &Reading) -> Result<AnyView, StoreError> {
    let (view, actor) = (&reading.view, reading.request.actor());
    let led: Vec<&ActionFacts> =
        view.actions().filter(|facts| facts.lead.is_some_and(|lead| actor.acts_for(lead))).collect();
    let due = due::all(reading, &led).await?;
    let agency = reading.request.who.person.agency.and_then(|id| view.agency(id));
    let name = agency.map_or_else(|| "Your agency".to_owned(), |agency| agency.short_name.to_string());
    let in_force: Vec<&ActionFacts> =
        led.iter().copied().filter(|facts| facts.plan_state == PlanState::InForce).collect();
    let list = agency.map(|agency| reading.paths.with_query("/actions", &[("lead", agency.code.as_str())]));
    let open = in_force.iter().filter(|facts| facts.status().is_open()).count();
    let supported = agency.map(|agency| supported(reading, agency));
    Ok(view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"My work"</h1>
                <p>
                    <b>{name}" leads "{words::count(in_force.len(), "action")}" in plans in force"</b>
                    ", "{open}" of them open"{supported}". "{period(reading, &led)}
                </p>
            </div>
            {list.map(|list| view! { <div class="c-tools"><a class="usa-button usa-button--outline c-b" href=list>"All that we lead, in all plans"</a></div> })}
        </div>
        <div class="c-grid c-grid--84 c-grid--top">
            <div class="c-due">{groups(reading, due)}</div>
            {aside::aside(reading, agency, &led)}
        </div>
    }
    .into_any())
}

/// ", and supports 3": leading to the list of these.
fn supported(reading: &Reading, agency: &Agency) -> AnyView {
    let (supporter, plan) = (Some(agency.code.to_string()), Some(PlanFilter::InForce));
    let query = ActionQuery { supporter, plan, ..ActionQuery::default() };
    match query.select(&reading.view).len() {
        0 => ", and supports none".into_any(),
        number => {
            let list = reading.paths.with_pairs("/actions", &query.pairs());
            view! { ", and "<a href=list>"supports "{words::thousands(number)}</a> }.into_any()
        }
    }
}

/// "July to September 2024 closes on 15 October 2024: 9 of 11 reports are in."
fn period(reading: &Reading, led: &[&ActionFacts]) -> Option<String> {
    let judged = judged(&reading.view);
    let quarter = judged.rule.next_due(judged.today);
    let all = Completeness::of(led.iter().copied(), judged);
    let (period, day) = (quarter.in_words(), long(judged.rule.due(quarter)));
    let are = if all.owed == 1 { "report is" } else { "reports are" };
    (all.owed > 0).then(|| format!("{period} closes on {day}: {} of {} {are} in.", all.ready(), all.owed))
}

fn groups(reading: &Reading, due: Vec<Due>) -> AnyView {
    if due.is_empty() {
        return view! { <p class="c-empty">"Nothing is owed now."</p> }.into_any();
    }
    let today = reading.view.position().day;
    let (late, rest): (Vec<Due>, Vec<Due>) = due.into_iter().partition(|line| line.by.is_some_and(|by| by < today));
    let (soon, asked): (Vec<Due>, Vec<Due>) = rest.into_iter().partition(|line| line.by.is_some());
    let mut is_first = true;
    let named = [("Past its date", late), ("Within 30 days", soon), ("Asked of us by others", asked)];
    named
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(title, lines)| group(reading, title, lines, std::mem::take(&mut is_first)))
        .collect_view()
        .into_any()
}

/// Only the first button of the page is filled.
fn group(reading: &Reading, title: &'static str, lines: Vec<Due>, is_first: bool) -> AnyView {
    let number = lines.len();
    let rows = lines.into_iter().enumerate().map(|(place, line)| row(reading, line, is_first && place == 0));
    view! { <section><h2>{title}<span>{number}</span></h2><ul>{rows.collect_view()}</ul></section> }.into_any()
}

fn row(reading: &Reading, line: Due, is_filled: bool) -> AnyView {
    let today = reading.view.position().day;
    let date = line.by.map_or_else(|| "No date".to_owned(), domain::date::short);
    let under = line.asked_on.or_else(|| line.by.map(|by| distance((by - today).num_days())));
    let class = if is_filled { "usa-button c-b-s" } else { "usa-button usa-button--outline c-b-s" };
    let button = line.form.map(|form| view! { <p class="do"><a class=class href=form>{line.button}</a></p> });
    view! {
        <li>
            <p class="date">{date}<span>{under}</span></p>
            <div class="what"><a href=line.action>{line.title}</a><p>{line.what}</p></div>
            {button}
        </li>
    }
    .into_any()
}

fn distance(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        days if days > 0 => format!("in {}", words::count(days as usize, "day")),
        days => format!("{} ago", words::count(days.unsigned_abs() as usize, "day")),
    }
}

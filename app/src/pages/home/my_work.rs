//! What waits for the reader's agency, by date, each with the one button that settles it.

mod aside;

use crate::lists::ListQuery;
use crate::pages::period_buttons::period_buttons;
use crate::words;
use domain::date::in_sentence;
use domain::reporting::ReportingRule;
use leptos::prelude::*;
use queries::homes::MyWork;
use ui::components::due::{Line, due_lines};
use ui::error::AppError;
use ui::layout::Reading;

pub async fn body(reading: &Reading) -> Result<AnyView, AppError> {
    let work = MyWork::of(&reading.view, reading.request.who.person.agency).await?;
    let name = work.agency.map_or_else(|| "Your agency".to_owned(), |agency| agency.short_name.to_string());
    let list = work.agency.map(|agency| reading.paths.with_query("/actions", &[("lead", agency.code.as_str())]));
    let periods = work.agency.and_then(|agency| period_buttons(reading, agency));
    let is_first_filled = periods.is_none();
    let open = work.led_in_force.iter().filter(|facts| facts.status().is_open()).count();
    let supported = supported(reading, &work);
    Ok(view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"My work"</h1>
                <p>
                    <b>{name}" leads "{words::count(work.led_in_force.len(), "action")}" ("{open}" open) in active plans"</b>
                    {supported}". "{period(&work, reading.view.reporting_rule())}
                </p>
                {list.map(|list| view! { <p class="c-small"><a href=list>"View actions your agency leads in all plans"</a></p> })}
            </div>
            {periods}
        </div>
        <div class="c-grid c-grid--84 c-grid--top">
            <div class="c-due">{groups(reading, due_lines(reading, &work.due), is_first_filled)}</div>
            {aside::aside(reading, &work)}
        </div>
    }
    .into_any())
}

/// " and supports 3": leading to the list of these.
fn supported(reading: &Reading, work: &MyWork<'_>) -> Option<AnyView> {
    let (number, query) = work.supports.as_ref()?;
    Some(match number {
        0 => " and supports none".into_any(),
        number => {
            let list = reading.paths.with_pairs("/actions", &query.pairs());
            view! { " and "<a href=list>"supports "{words::thousands(*number)}</a> }.into_any()
        }
    })
}

/// "FY 2024 Q4 updates are due October 15, 2024. 9 of 11 submitted."
fn period(work: &MyWork<'_>, rule: ReportingRule) -> Option<String> {
    let (all, period, day) = (work.completeness, rule.period_short(work.period), in_sentence(work.closes));
    (all.owed > 0).then(|| format!("{period} updates are due {day}. {} of {} submitted.", all.ready(), all.owed))
}

fn groups(reading: &Reading, due: Vec<Line>, mut is_first: bool) -> AnyView {
    if due.is_empty() {
        return view! { <p class="c-empty">"Nothing is due."</p> }.into_any();
    }
    let today = reading.view.position().day;
    let (late, rest): (Vec<Line>, Vec<Line>) = due.into_iter().partition(|line| line.by.is_some_and(|by| by < today));
    let (soon, asked): (Vec<Line>, Vec<Line>) = rest.into_iter().partition(|line| line.by.is_some());
    let named = [("Overdue", late), ("Due in the next 30 days", soon), ("Requests from others", asked)];
    named
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(title, lines)| group(reading, title, lines, std::mem::take(&mut is_first)))
        .collect_view()
        .into_any()
}

/// Only the first button of the page is filled.
fn group(reading: &Reading, title: &'static str, lines: Vec<Line>, is_first: bool) -> AnyView {
    let number = lines.len();
    let rows = lines.into_iter().enumerate().map(|(place, line)| row(reading, line, is_first && place == 0));
    view! { <section><h2>{title}" "<span>{number}</span></h2><ul>{rows.collect_view()}</ul></section> }.into_any()
}

fn row(reading: &Reading, line: Line, is_filled: bool) -> AnyView {
    let today = reading.view.position().day;
    let date = line.by.map_or_else(|| "No due date".to_owned(), domain::date::in_table);
    let under = line.asked_on.or_else(|| line.by.map(|by| distance((by - today).num_days())));
    let class = if is_filled { "usa-button c-b-s" } else { "usa-button usa-button--outline c-b-s" };
    let button = line.form.map(|form| view! { <p class="do"><a class=class href=form>{line.button}<span class="usa-sr-only">{format!(": {}", line.reference)}</span></a></p> });
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
        0 => "Due today".to_owned(),
        days if days > 0 => format!("Due in {}", words::count(days as usize, "day")),
        days => format!("{} overdue", words::count(days.unsigned_abs() as usize, "day")),
    }
}

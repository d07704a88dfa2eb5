//! A reporting period of one agency: every update that is due from it on one page, and "no change" for several at once.

mod row;

use super::form_of::Asking;
use super::form_page::FormPage;
use crate::pages::period::{due_words, instructions};
use crate::words;
use commands::about::AboutPeriod;
use commands::updates::{NO_CHANGE, REPEAT_UPDATES, SELECT};
use leptos::prelude::*;
use queries::periods::{AgencyPeriod, PeriodRow, ToDo};
use row::row;
use ui::components::Breadcrumb;
use ui::layout::{Page, Reading, Section};
use ui::request::not_cacheable;

/// What the address says where every action is selected for which "no change" is offered.
const ALL: &str = "all";

pub fn period<'a>(about: &'a AboutPeriod, form: FormPage<'a>) -> Asking<'a> {
    Box::pin(async move {
        // It shows drafts, whose changes no one else learns of.
        not_cacheable();
        let (reading, view) = (form.reading, &form.reading.view);
        let period = AgencyPeriod::of(view, &about.agency, about.quarter).await?;
        let here = reading.request.path().to_owned();
        let to_do: Vec<ToDo<'_>> = period.rows.iter().map(|row| row.to_do(view, about.quarter)).collect();
        let repeated = to_do.iter().filter(|to_do| matches!(to_do, ToDo::NoChange(_))).count();
        let asked = reading.request.query(SELECT).unwrap_or_default();
        let is_asked = |name: &str| asked == ALL || asked.split(',').any(|id| name.strip_prefix(NO_CHANGE) == Some(id));
        let is_selected = |name: &str| is_asked(name) || form.state.typed(name).is_some();
        let list = list(reading, &period, to_do, (&here, &is_selected));
        let head = head(reading, about, &period, repeated);
        let title = format!("{} updates of {}", named(reading, about), about.agency.short_name);
        let seen = view.position().seq.0.to_string();
        if repeated == 0 {
            // Nothing can be selected, so there is nothing to send.
            return Ok(form.around(move |_| page(title, view! { {head}{list} }.into_any())));
        }
        let form = form.hidden(vec![("seen", seen)]).back(here).part(for_enter()).part(list).part(sentence());
        Ok(form.around(move |form| page(title, view! { {head}<div class="c-quarter">{form}</div> }.into_any())))
    })
}

fn page(title: String, body: AnyView) -> Page {
    Page { title, section: Section::Home, body }
}

/// "FY 2024 Q4 (July to September 2024)".
fn named(reading: &Reading, about: &AboutPeriod) -> String {
    reading.view.reporting_rule().period_named(about.quarter)
}

/// How many are to do, until when, and the first of them.
fn head(reading: &Reading, about: &AboutPeriod, period: &AgencyPeriod<'_>, repeated: usize) -> AnyView {
    let (all, submitted) = (period.rows.len(), period.submitted());
    let today = reading.view.position().day;
    let agency = about.agency.short_name.to_string();
    let home = vec![("Home".to_owned(), reading.paths.to("/"))];
    let due = due_words(period.due, today);
    let left = match (all, all - submitted) {
        (0, _) => "Nothing is due.".to_owned(),
        (all, 0) => format!("All {} submitted.", words::thousands(all)),
        (all, left) => format!("{} of {} to do", words::thousands(left), words::thousands(all)),
    };
    let title = match all - submitted {
        0 if all > 0 => format!("{} updated", words::count(all, "action")),
        _ => format!("Update {}", words::count(all, "action")),
    };
    let next = period.next().map(|next| {
        let reference = next.dossier.facts.reference.to_string();
        let to = format!("#{}", anchor(next));
        view! { <a class="usa-button usa-button--outline c-b c-noprint" href=to>{format!("Next: {reference}")}</a> }
    });
    let all_selected = (repeated > 0).then(|| {
        let address = format!("{}#selected", reading.paths.with_query(reading.request.path(), &[(SELECT, ALL)]));
        let words = format!("Select all {} without a change", words::thousands(repeated));
        view! { <p class="c-noprint c-block-gap"><a href=address>{words}</a></p> }
    });
    view! {
        <Breadcrumb above=home here=format!("{} updates", reading.view.reporting_rule().period_short(about.quarter))/>
        <div class="c-page">
            <div class="c-page__text">
                <h1>{title}</h1>
                <p><b>{agency}</b>{format!(", {}. {due}", named(reading, about))}</p>
            </div>
        </div>
        <div class="c-quarter__head">
            <p class="c-quarter__left" role="status">{left}</p>
            <progress class="c-steps" max=all.to_string() value=submitted.to_string() aria-label="Updates submitted"></progress>
            <p class="c-quiet">{format!("{} submitted", words::thousands(submitted))}</p>
            {next}
        </div>
        {instructions(period.said.as_ref())}
        {all_selected}
    }
    .into_any()
}

/// The rows by plan.
fn list(
    reading: &Reading,
    period: &AgencyPeriod<'_>,
    to_do: Vec<ToDo<'_>>,
    (here, is_selected): (&str, &dyn Fn(&str) -> bool),
) -> AnyView {
    let mut groups: Vec<(String, usize, Vec<AnyView>)> = Vec::new();
    for (of, to_do) in period.rows.iter().zip(to_do) {
        let plan = of.plan.short_title.to_string();
        let is_left = usize::from(!of.is_submitted);
        let drawn = row(reading, of, to_do, (here, is_selected));
        match groups.last_mut().filter(|(name, ..)| *name == plan) {
            Some((_, left, rows)) => {
                *left += is_left;
                rows.push(drawn);
            }
            None => groups.push((plan, is_left, vec![drawn])),
        }
    }
    let group = |(plan, left, rows): (String, usize, Vec<AnyView>)| {
        let of = format!("{} of {} to do", words::thousands(left), words::thousands(rows.len()));
        view! { <section><h2>{plan}" "<span class="c-quiet">{of}</span></h2><ul>{rows}</ul></section> }
    };
    view! { <div class="c-quarter__list">{groups.into_iter().map(group).collect_view()}</div> }.into_any()
}

/// Where a row stands on the page.
fn anchor(row: &PeriodRow<'_>) -> String {
    format!("action-{}", row.dossier.facts.id)
}

/// What is signed, and what it does.
fn sentence() -> AnyView {
    view! {
        <div class="c-quarter__sign" id="selected">
            <p>"\u{201c}Nothing has changed since our last updates in the actions selected.\u{201d}"</p>
            <p class="c-small c-quiet">"Signed with your name and today's date. Repeats each status, confidence, and summary."</p>
        </div>
    }
    .into_any()
}

/// Enter in a form presses its first button. It submits what is selected, and not the first row.
fn for_enter() -> AnyView {
    let words = REPEAT_UPDATES.command.title;
    view! { <button class="usa-sr-only" type="submit" tabindex="-1" aria-hidden="true">{words}</button> }.into_any()
}

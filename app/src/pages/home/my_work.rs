//! What waits for the reader's agency, by date, each with the one button that settles it.

use crate::layout::Reading;
use crate::paths::ActionKey;
use crate::words;
use domain::Date;
use domain::assignment::CarrierRole;
use domain::date::short;
use domain::facts::{ActionFacts, MilestoneStanding, Reporting};
use domain::ids::MilestoneId;
use leptos::prelude::*;
use std::collections::HashMap;
use store::StoreError;

/// One line of the work list.
struct Due {
    /// The day by which it is owed; `None` for what has no day.
    by: Option<Date>,
    action: String,
    title: String,
    what: String,
    /// Where it is settled. Nothing is settled in the past.
    deed: Option<String>,
    button: &'static str,
}

pub async fn body(reading: &Reading) -> Result<AnyView, StoreError> {
    let view = &reading.view;
    let today = view.position().day;
    let actor = reading.request.actor();
    let led: Vec<&ActionFacts> =
        view.actions().filter(|facts| facts.lead.is_some_and(|lead| actor.acts_for(lead))).collect();
    let supported = view.actions().filter(|facts| supports(reading, facts)).count();
    let mut due = asked(reading).await?;
    due.extend(milestones(reading, &led).await?);
    due.extend(reports(reading, &led));
    let (mut late, mut soon, mut undated) = (Vec::new(), Vec::new(), Vec::new());
    for one in due {
        match one.by {
            None => undated.push(one),
            Some(by) if by < today => late.push(one),
            Some(_) => soon.push(one),
        }
    }
    let agency = reading.request.who.person.agency.and_then(|id| view.agency(id));
    let name = agency.map_or_else(|| "Your agency".to_owned(), |agency| agency.short_name.to_string());
    let list = agency.map(|agency| reading.paths.with_query("/actions", &[("lead", agency.code.as_str())]));
    let open = led.iter().filter(|facts| facts.status().is_open()).count();
    let nothing = late.is_empty() && soon.is_empty() && undated.is_empty();
    Ok(view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"My work"</h1>
                <p><b>{name}" leads "{words::count(led.len(), "action")}</b>", "{open}" of them open, and supports "{supported}"."</p>
            </div>
            {list.map(|list| view! { <div class="c-tools"><a class="usa-button usa-button--outline c-b" href=list>"All that we lead"</a></div> })}
        </div>
        <div class="c-due">
            {nothing.then(|| view! { <p class="c-empty">"Nothing is owed now."</p> })}
            {group("Past its date", late, today)}
            {group("Within 30 days", soon, today)}
            {group("Asked of us", undated, today)}
        </div>
    }
    .into_any())
}

fn supports(reading: &Reading, facts: &ActionFacts) -> bool {
    let actor = reading.request.actor();
    facts
        .carriers
        .iter()
        .any(|carrier| carrier.role == CarrierRole::Support && carrier.is_in_force && actor.acts_for(carrier.party))
}

/// Roles that were offered and not answered.
async fn asked(reading: &Reading) -> Result<Vec<Due>, StoreError> {
    let view = &reading.view;
    let actor = reading.request.actor();
    let mut asked = Vec::new();
    for facts in view.actions() {
        let waits = facts
            .carriers
            .iter()
            .any(|carrier| carrier.is_asked && !carrier.is_in_force && actor.acts_for(carrier.party));
        if !waits || facts.is_withdrawn {
            continue;
        }
        for seen in view.assignments(facts.id).await? {
            let assignment = &seen.value;
            if assignment.is_unanswered() && actor.acts_for(assignment.party) {
                let what = match assignment.role {
                    CarrierRole::Lead => "Offered to us: the lead.",
                    CarrierRole::Support => "Offered to us: a supporting role.",
                };
                let deed = reading.paths.assignment_form(assignment.id, "answer");
                asked.push(due(reading, facts, None, what.to_owned(), deed, "Accept or decline"));
            }
        }
    }
    Ok(asked)
}

/// Open milestones that are overdue or due within 30 days.
async fn milestones(reading: &Reading, led: &[&ActionFacts]) -> Result<Vec<Due>, StoreError> {
    let until = reading.view.position().day + chrono::Days::new(30);
    let near: Vec<(&ActionFacts, MilestoneId, Date)> = led
        .iter()
        .filter(|facts| !facts.is_withdrawn)
        .flat_map(|facts| {
            let open = facts.milestones.iter().filter(|milestone| milestone.state == MilestoneStanding::Open);
            open.filter(|milestone| milestone.due <= until).map(|milestone| (*facts, milestone.id, milestone.due))
        })
        .collect();
    let texts = reading.view.milestone_texts(near.iter().map(|(_, id, _)| *id).collect()).await?;
    let titles: HashMap<MilestoneId, String> =
        texts.into_iter().map(|seen| (seen.value.id, seen.value.title.to_string())).collect();
    let line = |(facts, id, by): (&ActionFacts, MilestoneId, Date)| {
        let what = format!("Milestone: {}.", titles.get(&id).map_or("", String::as_str));
        due(reading, facts, Some(by), what, reading.paths.milestone(id), "Close or move the date")
    };
    Ok(near.into_iter().map(line).collect())
}

/// Reports that are owed: those past their day, and those whose day comes within 30 days.
fn reports(reading: &Reading, led: &[&ActionFacts]) -> Vec<Due> {
    let (today, rule) = (reading.view.position().day, reading.view.reporting_rule());
    let until = today + chrono::Days::new(30);
    let owing = led.iter().filter(|facts| facts.owes_reports()).filter_map(|facts| {
        let is_silent = facts.reporting(today, rule).is_some_and(Reporting::is_silent);
        let quarter = if is_silent { rule.latest_due(today) } else { rule.next_due(today) };
        let is_reported = facts.last_report.is_some_and(|report| report.quarter >= quarter);
        let by = rule.due(quarter);
        if is_reported || by > until {
            return None;
        }
        let last = facts.last_report.map_or_else(
            || "There is no report yet.".to_owned(),
            |report| format!("The last report is from {}.", short(report.submitted)),
        );
        let what = format!("Report for {}. {last}", quarter.in_words());
        let plan = reading.view.plan(facts.plan).ok()?;
        let deed =
            reading.paths.action_form(ActionKey { plan: plan.code.as_str(), reference: &facts.reference }, "report");
        Some(due(reading, facts, Some(by), what, deed, "Report status"))
    });
    owing.collect()
}

fn due(
    reading: &Reading,
    facts: &ActionFacts,
    by: Option<Date>,
    what: String,
    deed: String,
    button: &'static str,
) -> Due {
    let plan = reading.view.plan(facts.plan);
    let action = plan
        .map(|plan| reading.paths.action(ActionKey { plan: plan.code.as_str(), reference: &facts.reference }))
        .unwrap_or_default();
    let deed = (!reading.view.position().is_past()).then_some(deed);
    Due { by, action, title: facts.title.to_string(), what: format!("{}. {what}", facts.reference), deed, button }
}

fn group(title: &'static str, mut lines: Vec<Due>, today: Date) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    lines.sort_by(|a, b| (a.by, &a.title).cmp(&(b.by, &b.title)));
    let number = lines.len();
    let rows = lines
        .into_iter()
        .map(|line| {
            let date = line.by.map_or_else(|| "No date".to_owned(), short);
            let distance = line.by.map(|by| match (by - today).num_days() {
                0 => "today".to_owned(),
                days if days > 0 => format!("in {}", words::count(days as usize, "day")),
                days => format!("{} ago", words::count(days.unsigned_abs() as usize, "day")),
            });
            let button = line.deed.map(|deed| {
                view! { <p class="do"><a class="usa-button usa-button--outline c-b-s" href=deed>{line.button}</a></p> }
            });
            view! {
                <li>
                    <p class="date">{date}<span>{distance}</span></p>
                    <div class="what"><a href=line.action>{line.title}</a><p>{line.what}</p></div>
                    {button}
                </li>
            }
        })
        .collect_view();
    Some(view! { <section><h2>{title}<span>{number}</span></h2><ul>{rows}</ul></section> }.into_any())
}

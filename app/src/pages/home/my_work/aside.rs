//! Beside the work: how what the agency leads stands, and what comes next.

use crate::components::mark::sample;
use crate::components::states::state_mark;
use crate::dashboards::Scope;
use crate::layout::Reading;
use crate::lists::PlanFilter;
use crate::paths::borrowed;
use crate::words;
use domain::Date;
use domain::agency::Agency;
use domain::date::short;
use domain::facts::ActionFacts;
use domain::plan::PlanState;
use domain::progress::{State, StateCounts};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How many days to come are named.
const NAMED: usize = 5;

pub fn aside(reading: &Reading, agency: Option<&Agency>, led: &[&ActionFacts]) -> AnyView {
    let next = next(reading, led);
    let left_out = next.len().saturating_sub(NAMED);
    let more = agency.filter(|_| left_out > 0).map(|agency| {
        let asked = [("lead", agency.code.to_string()), ("state", "open".to_owned())];
        let list = reading.paths.with_query("/milestones", &borrowed(&asked));
        let words = format!("and {}", words::count(left_out, "more date"));
        view! { <p class="c-small">{words}": "<a href=list>"all our open milestones"</a></p> }
    });
    let next = next.into_iter().take(NAMED).map(|(day, what)| view! { <li>{short(day)}": "{what}</li> }).collect_view();
    view! {
        <div class="c-side">
            {agency.map(|agency| states(reading, agency, led))}
            <section><h2>"Next after that"</h2><ul class="c-dots">{next}</ul>{more}</section>
        </div>
    }
    .into_any()
}

fn states(reading: &Reading, agency: &Agency, led: &[&ActionFacts]) -> AnyView {
    let within = ("lead", agency.code.to_string());
    let in_force = led.iter().copied().filter(|facts| facts.plan_state == PlanState::InForce).collect();
    let scope = Scope::of(&reading.view, &reading.paths, in_force, within);
    let asked = [("plan", PlanFilter::InForce.code().into_owned())];
    let counts = StateCounts::of_actions(&scope.counted);
    let row = |(state, number): (State, usize)| {
        let address = scope.in_state(&asked, state);
        view! { <tr><th scope="row">{state_mark(state)}</th><td class="c-num"><a href=address>{number}</a></td></tr> }
    };
    let rows = counts.iter().filter(|(_, number)| *number > 0).map(row).collect_view();
    let all = scope.list("/actions", &borrowed(&asked));
    view! {
        <section>
            <h2>"What we lead in plans in force, as reported"{sample()}</h2>
            <table class="c-t c-t--tally">
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row">"All"</th><td class="c-num"><a href=all>{counts.total()}</a></td></tr></tfoot>
            </table>
        </section>
    }
    .into_any()
}

/// What lies farther ahead than the list of work: milestones, the end of the reporting period, the end of a plan.
fn next(reading: &Reading, led: &[&ActionFacts]) -> Vec<(Date, String)> {
    let today = reading.view.position().day;
    let near = today + super::due::NEAR;
    let rule = reading.view.reporting_rule();
    let mut next = Vec::new();
    let quarter = rule.next_due(today);
    let quarter =
        if rule.due(quarter) > near { quarter } else { rule.next_due(rule.due(quarter) + chrono::Days::new(1)) };
    if led.iter().any(|facts| facts.owes_reports()) {
        next.push((rule.due(quarter), format!("reports for {}", quarter.in_words())));
    }
    for plan in reading.view.plans().into_iter().filter(|plan| plan.state == PlanState::InForce) {
        let Some(ends) = plan.ends.filter(|ends| *ends > today) else { continue };
        let ours = led.iter().filter(|facts| facts.plan == plan.id).flat_map(|facts| facts.open_milestones());
        let (mut by_then, mut after) = (0, 0);
        for milestone in ours {
            if milestone.due <= ends { by_then += 1 } else { after += 1 }
        }
        if by_then + after > 0 {
            next.push((ends, plan_ends(&plan.short_title.to_string(), by_then, after)));
        }
    }
    next.extend(milestones_after(near, led));
    next.sort();
    next
}

/// One line a day: a milestone by its name, several by their number.
fn milestones_after(near: Date, led: &[&ActionFacts]) -> Vec<(Date, String)> {
    let mut days: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    for facts in led {
        for milestone in facts.open_milestones().filter(|milestone| milestone.due > near) {
            days.entry(milestone.due).or_default().push(format!("{}, {}", facts.reference, milestone.title));
        }
    }
    let line = |names: Vec<String>| match names.as_slice() {
        [one] => one.clone(),
        many => words::count(many.len(), "milestone"),
    };
    days.into_iter().map(|(day, names)| (day, line(names))).collect()
}

/// "NAP 2021 ends; 4 milestones of ours are due until then and 1 after".
fn plan_ends(plan: &str, by_then: usize, after: usize) -> String {
    let after = if after > 0 { format!(" and {after} after") } else { String::new() };
    let are = if by_then == 1 { "is" } else { "are" };
    format!("{plan} ends; {} of ours {are} due until then{after}", words::count(by_then, "milestone"))
}

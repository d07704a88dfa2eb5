//! Beside the work: the status of what the agency leads, and what comes next.

use crate::dashboards::Scope;
use crate::lists::PlanFilter;
use crate::paths::borrowed;
use crate::words;
use domain::Date;
use domain::agency::Agency;
use domain::date::in_table;
use domain::progress::StateCounts;
use domain::reporting::ReportingRule;
use leptos::prelude::*;
use queries::homes::{Ahead, MyWork};
use ui::components::mark::{Mark, sample};
use ui::components::number_link::number_link;
use ui::components::states::{StateRow, by_status, overdue};
use ui::layout::Reading;

/// How many days to come are named.
const NAMED: usize = 5;

pub fn aside(reading: &Reading, work: &MyWork<'_>) -> AnyView {
    let next = named(next(work, reading.view.reporting_rule()));
    let left_out = work.ahead.len().saturating_sub(next.len());
    let more = work.agency.filter(|_| left_out > 0).map(|agency| {
        let asked = [("lead", agency.code.as_str()), ("state", "open")];
        let list = reading.paths.with_query("/milestones", &asked);
        let words = words::count(left_out, "more date");
        view! { <p class="c-small">{words}". "<a href=list>"View all our open milestones"</a></p> }
    });
    let next = next.into_iter().map(|(day, what)| view! { <li>{in_table(day)}": "{what}</li> }).collect_view();
    view! {
        <div class="c-side">
            {work.agency.map(|agency| states(reading, agency, work))}
            <section><h2>"Coming up later"</h2><ul class="c-dots">{next}</ul>{more}</section>
        </div>
    }
    .into_any()
}

fn states(reading: &Reading, agency: &Agency, work: &MyWork<'_>) -> AnyView {
    let within = ("lead", agency.code.to_string());
    let scope = Scope::of(&reading.view, &reading.paths, work.led_in_force.clone(), within);
    let asked = [("plan", PlanFilter::InForce.code().into_owned())];
    let counts = StateCounts::of_actions(&scope.counted);
    let row = |before: &'static str, StateRow { mark, number, address }: StateRow| {
        let linked = number_link(words::thousands(number), mark.word(), address);
        view! { <tr><th scope="row">{before}<Mark of=mark/></th><td class="c-num">{linked}</td></tr> }
    };
    let rows = by_status(&scope, &asked, &counts).into_iter().map(|of| row("", of)).collect_view();
    let overdue = overdue(&scope, &asked, &counts).map(|of| row("Of these: ", of));
    let all = scope.list("/actions", &borrowed(&asked));
    let all = number_link(words::thousands(counts.total()), "All actions", all);
    view! {
        <section>
            <h2>"Status of actions your agency leads in active plans"{sample()}</h2>
            <table class="c-t c-t--tally" aria-label="Status of actions">
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row">"All"</th><td class="c-num">{all}</td></tr>{overdue}</tfoot>
            </table>
        </section>
    }
    .into_any()
}

/// What lies farther ahead than the list of work: milestones, the end of the reporting period, the end of a plan.
fn next(work: &MyWork<'_>, rule: ReportingRule) -> Vec<(Date, String, bool)> {
    let words = |ahead: &Ahead<'_>| match ahead {
        Ahead::Updates(quarter) => format!("status updates for {}", rule.period_short(*quarter)),
        Ahead::PlanEnds { plan, by_then, after } => plan_ends(&plan.short_title.to_string(), *by_then, *after),
        Ahead::Milestones(milestones) => match milestones.as_slice() {
            [(facts, milestone)] => format!("{}, {}", facts.reference, milestone.title),
            several => words::count(several.len(), "milestone"),
        },
    };
    let is_plan = |ahead: &Ahead<'_>| matches!(ahead, Ahead::PlanEnds { .. });
    let mut next: Vec<(Date, String, bool)> =
        work.ahead.iter().map(|(day, ahead)| (*day, words(ahead), is_plan(ahead))).collect();
    next.sort();
    next
}

/// The nearest dates and every end of a plan: nearer dates don't push it out.
fn named(next: Vec<(Date, String, bool)>) -> Vec<(Date, String)> {
    let ends = next.iter().filter(|(.., is_plan)| *is_plan).count();
    let mut room = NAMED.saturating_sub(ends);
    let mut has_room = |is_plan: bool| {
        let has_room = is_plan || room > 0;
        room -= usize::from(has_room && !is_plan);
        has_room
    };
    next.into_iter().filter(|(.., is_plan)| has_room(*is_plan)).map(|(day, what, _)| (day, what)).collect()
}

/// "NAP 2021 ends. 4 of your milestones are due by then, and 1 later."
fn plan_ends(plan: &str, by_then: usize, after: usize) -> String {
    let after = if after > 0 { format!(", and {after} later") } else { String::new() };
    let are = if by_then == 1 { "is" } else { "are" };
    format!("{plan} ends. {} of your milestones {are} due by then{after}.", words::thousands(by_then))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearer_dates_do_not_push_out_the_end_of_a_plan() {
        let day = |number: u32| Date::from_ymd_opt(2024, 10, number).unwrap_or_default();
        let mut next: Vec<_> = (1..=8).map(|number| (day(number), format!("milestone {number}"), false)).collect();
        next.push((day(31), "the plan ends".to_owned(), true));
        let named: Vec<String> = named(next).into_iter().map(|(_, what)| what).collect();
        assert_eq!(named, ["milestone 1", "milestone 2", "milestone 3", "milestone 4", "the plan ends"]);
    }
}

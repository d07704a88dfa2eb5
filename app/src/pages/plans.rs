//! Every plan with its size, its coverage and how far it is.

use crate::components::mark::sample;
use crate::components::states::states;
use crate::dashboards::Scope;
use crate::layout::{Page, Reading, Section, page};
use crate::words;
use domain::facts::ActionFacts;
use domain::plan::Plan;
use leptos::prelude::*;
use store::View;

#[component]
pub fn PlansPage() -> impl IntoView {
    page(async |reading: Reading| {
        let view = &reading.view;
        let rows: Vec<_> = view.plans().into_iter().rev().map(|plan| plan_row(&reading, plan)).collect();
        let actions = view.actions().count();
        let lead = format!("{}, {}.", words::count(rows.len(), "plan"), words::entries(actions));
        let body = view! {
            <div class="c-page"><div class="c-page__text"><h1>"Plans"</h1><p>{lead}</p></div></div>
            <div class="c-scroll" tabindex="0" role="region" aria-label="Plans">
                <table class="c-t c-t--stack">
                    <thead>
                        <tr>
                            <th scope="col">"Plan"</th>
                            <th scope="col">"Period"</th>
                            <th scope="col">"State"</th>
                            <th scope="col">"Coverage"</th>
                            <th scope="col">"Status of its entries"{sample()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any();
        Ok(Page { title: "Plans".to_owned(), section: Section::Plans, body })
    })
}

fn plan_row(reading: &Reading, plan: &Plan) -> impl IntoView + use<> {
    let address = reading.paths.plan(plan.code.as_str());
    let scope = Scope::of_plan(&reading.view, &reading.paths, plan);
    view! {
        <tr>
            <th scope="row"><a href=address>{plan.title.to_string()}</a><span class="sub">{plan.short_title.to_string()}</span></th>
            <td data-l="Period">{plan.period.to_string()}</td>
            <td data-l="State">{words::plan_state(plan.state)}</td>
            <td data-l="Coverage">{coverage(&reading.view, plan)}</td>
            <td data-l="Status"><ul class="c-statuses">{states(&scope, &[], &scope.counted)}</ul></td>
        </tr>
    }
}

/// How well the entries match what was published: never a percentage of a partial list.
pub fn coverage(view: &View, plan: &Plan) -> String {
    let entries: Vec<&ActionFacts> = view.actions().filter(|facts| facts.plan == plan.id).collect();
    let Some(published) = plan.published_actions else {
        return format!("{}; the published number is not known", words::entries(entries.len()));
    };
    let stand = if entries.len() == 1 { "stands" } else { "stand" };
    let known = match entries.iter().filter(|facts| facts.matches_published).count() {
        0 => "none is known to match one for one".to_owned(),
        1 => "1 is known to match one for one".to_owned(),
        number => format!("{number} are known to match one for one"),
    };
    let withdrawn = match entries.iter().filter(|facts| facts.is_withdrawn).count() {
        0 => String::new(),
        number => format!(" ({number} of them withdrawn)"),
    };
    format!("{}{withdrawn} {stand} for {published} published actions; {known}", words::entries(entries.len()))
}

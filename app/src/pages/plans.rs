//! Every plan with its size, its coverage and how far it is.

use crate::components::mark::sample;
use crate::components::states::states;
use crate::dashboards::Scope;
use crate::layout::{Page, Reading, Section, page};
use crate::words;
use domain::plan::Plan;
use leptos::prelude::*;
use queries::coverage::coverage;

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

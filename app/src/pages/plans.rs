//! Every plan with its size, how many of its actions are listed, and their status.

use crate::dashboards::Scope;
use crate::{reference_words, words};
use domain::plan::Plan;
use leptos::prelude::*;
use queries::coverage::coverage;
use ui::components::mark::sample;
use ui::components::states::states;
use ui::components::table::ScrollBox;
use ui::layout::{Page, Reading, Section, page};

#[component]
pub fn PlansPage() -> impl IntoView {
    page(async |reading: Reading| {
        let view = &reading.view;
        let rows: Vec<_> = view.plans().into_iter().rev().map(|plan| plan_row(&reading, plan)).collect();
        let actions = view.actions().count();
        let lead = format!("{}, {}.", words::count(rows.len(), "plan"), words::count(actions, "action"));
        let body = view! {
            <div class="c-page"><div class="c-page__text"><h1>"Plans"</h1><p>{lead}</p></div></div>
            <ScrollBox label="Plans">
                <table class="c-t c-t--stack" aria-label="Plans">
                    <thead>
                        <tr>
                            <th scope="col">"Plan"</th>
                            <th scope="col">"Period"</th>
                            <th scope="col">"Plan status"</th>
                            <th scope="col">"Actions listed vs. published"</th>
                            <th scope="col">"Action status"{sample()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </ScrollBox>
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
            <td data-l="Period">{reference_words::plan_period(plan.period.as_str())}</td>
            <td data-l="Plan status">{words::plan_state(plan.state)}</td>
            <td data-l="Actions listed vs. published">{coverage(&reading.view, plan)}"."</td>
            <td data-l="Action status"><ul class="c-statuses">{states(&scope, &[], &scope.counted)}</ul></td>
        </tr>
    }
}

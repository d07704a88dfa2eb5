//! The charts of one plan. Under the title are five figures, each with its change and its rows.

use crate::dashboards::Scope;
use crate::dashboards::charts::{ChartScope, Then, of_plan};
use crate::dashboards::figures::Figure;
use crate::dashboards::since::Since;
use crate::words;
use domain::plan::Plan;
use domain::progress::Measure;
use leptos::prelude::*;
use queries::coverage::{coverage, is_whole};
use queries::documents::ReportKind;
use ui::components::breadcrumb::Breadcrumb;
use ui::components::chart::{chart, shared_by_charts};
use ui::components::compared::compared_instead;
use ui::components::downloads::report_link;
use ui::components::figures::Figures;
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;

/// Said beside the counts of a plan of which not every action is listed.
const PARTIAL: &str =
    "The counts below cover only the actions listed in Concord. Don't use them to calculate a percentage of the plan.";

#[component]
pub fn DashboardPage() -> impl IntoView {
    let code = path_part("plan");
    page(async move |reading: Reading| {
        let plan = reading.view.plan_by_code(&code?)?;
        let since = Since::of(&reading.view, reading.request.query("since").as_deref()).await?;
        let title = format!("Dashboard: {}", plan.short_title);
        Ok(Page { title, section: Section::Plans, body: body(&reading, plan, since.as_ref())? })
    })
}

fn body(reading: &Reading, plan: &Plan, since: Option<&Since>) -> Result<AnyView, AppError> {
    let paths = &reading.paths;
    let then = since.map(|since| Scope::of_plan(&since.view, paths, plan));
    let compared = since.zip(then.as_ref()).map(|(since, scope)| Then { scope, day: since.day_in_words() });
    let now = ChartScope { plan: Some(plan), scope: Scope::of_plan(&reading.view, paths, plan), then: compared };
    let mut asked = vec![("plan", plan.code.to_string())];
    asked.extend(since.map(|since| ("since", since.as_of.to_string())));
    let files = format!("/exports/plans/{}/charts", plan.code);
    let sheets = of_plan(&now)?;
    let charts = sheets.iter().map(|sheet| chart(reading, sheet, &format!("{files}/{}", sheet.id), 2)).collect_view();
    let above =
        vec![("Plans".to_owned(), paths.plans()), (plan.short_title.to_string(), paths.plan(plan.code.as_str()))];
    Ok(view! {
        <Breadcrumb above here="Dashboard".to_owned()/>
        <div class="c-page">
            <div class="c-page__text">
                <h1>{plan.title.to_string()}</h1>
                {since.and_then(compared_instead)}
                <p><b>{coverage(&reading.view, plan)}</b>". "{(!is_whole(&reading.view, plan)).then_some(PARTIAL)}</p>
            </div>
            <div class="c-tools">
                {report_link(reading, ReportKind::Progress, &asked)}
                <a class="usa-button usa-button--outline c-b" href=paths.plan(plan.code.as_str())>"View plan outline"</a>
            </div>
        </div>
        <Figures figures=figures(plan, &now.scope, then.as_ref()) since=since.map(Since::day_in_words)/>
        {shared_by_charts()}
        <div class="c-grid c-grid--2 c-charts">{charts}</div>
    }
    .into_any())
}

fn figures(plan: &Plan, now: &Scope<'_>, then: Option<&Scope<'_>>) -> Vec<Figure> {
    let published =
        plan.published_actions.map(|number| format!("({} published in plan)", words::thousands(number as usize)));
    // The charts show these as overdue updates; the figure counts them by what was reported.
    vec![
        Figure::of("Listed in Concord", Measure::Tracked, now, then).with(published),
        Figure::of("Completed", Measure::Completed, now, then),
        Figure::of("Delayed or blocked", Measure::DelayedOrBlocked, now, then),
        Figure::overdue(now, then),
        Figure::of("Updates overdue", Measure::Silent, now, then),
    ]
}

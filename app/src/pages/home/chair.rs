//! For the chair: what changed in the plans in force since the last meeting, or between any two days, and what needs a
//! decision. The same page presents itself, one block a screen.

mod compare;
mod decisions;
mod open_actions;
mod present;
mod recovered;
mod slipped;
mod withdrawn;
mod worst;

use super::scope::in_force;
use crate::dashboards::since::Since;
use crate::lists::PlanFilter;
use domain::plan::{Plan, PlanState};
use leptos::prelude::*;
use queries::coverage::coverage;
use queries::documents::ReportKind;
use queries::homes::{ChairHome, Changes};
use store::View;
use ui::components::chart::shared_by_charts;
use ui::components::compared::compared_instead;
use ui::components::figures::{Course, Figures};
use ui::error::AppError;
use ui::layout::{Page, Reading, Section};

/// The title where there is no earlier meeting to compare with.
const NOT_COMPARED: &str = "Actions and decisions";

/// The page, or the screen of it that is presented. `address` is where it stands, for the links and forms that ask for it
/// again.
pub async fn page(reading: &Reading, address: &'static str) -> Result<Page, AppError> {
    let since = Since::of(&reading.view, reading.request.query("since").as_deref()).await?;
    let home = ChairHome::of(&reading.view, &reading.paths, since.as_ref()).await?;
    let title = since.as_ref().map_or_else(|| NOT_COMPARED.to_owned(), |since| since.title(&reading.view));
    if let Some(screen) = present::asked(reading) {
        return Ok(present::page(reading, &home, present::Screen { address, number: screen, title }));
    }
    Ok(Page { body: body(reading, &home, since.as_ref(), &title, address), title, section: Section::Home })
}

fn body(reading: &Reading, home: &ChairHome<'_>, since: Option<&Since>, title: &str, address: &'static str) -> AnyView {
    let mut asked = vec![("plan", PlanFilter::InForce.code().into_owned())];
    asked.extend(since.map(|since| ("since", since.as_of.to_string())));
    let report = reading.paths.report(ReportKind::Progress, &asked);
    view! {
        <div class="c-page c-page--tight">
            <div class="c-page__text">
                <h1>{title.to_owned()}</h1>
                {since.and_then(compared_instead)}
                <p>
                    {compare::period(&reading.view, since)}" "{in_force(reading)}" "<a href=report>"Progress report"</a>"."
                </p>
            </div>
            <div class="c-tools">
                {compare::choose(reading, since, address)}
                <a class="usa-button usa-button--outline c-b" href=present::address(reading, address, 1) data-present="">"Present"</a>
            </div>
        </div>
        <Figures figures=home.figures.clone() since=None courses=courses(home)/>
        {shared_by_charts()}
        {open_actions::line(reading, home)}
        <div class="c-meeting">
            {decisions::block(reading, home)}
            <div class="c-meeting__side">
                {worst::agencies(reading, home, worst::FEW)}
                {worst::sections(home)}
                {home.changes.as_ref().and_then(|changes| recovered::block(reading, &home.now, changes))}
                {worst::period(home)}
            </div>
        </div>
        {home.changes.as_ref().map(|changes| since_then(reading, home, changes))}
        <p class="c-small c-quiet">{plans_in_words(&reading.view)}</p>
    }
    .into_any()
}

/// What became of dates and commitments since the earlier point, below what needs a decision.
fn since_then(reading: &Reading, home: &ChairHome<'_>, changes: &Changes<'_>) -> AnyView {
    view! {
        <div class="c-grid c-charts">
            {slipped::block(reading, &home.now, changes)}
            {withdrawn::since_then(reading, &home.now, changes)}
        </div>
    }
    .into_any()
}

/// Each figure over the last meetings.
fn courses(home: &ChairHome<'_>) -> Vec<Course> {
    let of =
        |figure: usize| home.trend.iter().filter_map(|point| Some((point.day, *point.numbers.get(figure)?))).collect();
    (0..home.figures.len()).map(of).collect()
}

/// "NAP 2021: 36 entries stand for 61 published actions; ..." for the plans in force whose number is known.
fn plans_in_words(view: &View) -> String {
    let plans: Vec<&Plan> = view.plans().into_iter().filter(|plan| plan.state == PlanState::InForce).collect();
    let known = plans.iter().filter(|plan| plan.published_actions.is_some());
    let known: Vec<String> = known.map(|plan| format!("{}: {}.", plan.short_title, coverage(view, plan))).collect();
    known.join(" ")
}

//! What changed in the plans in force since the last meeting, or between any two days.

use super::scope::in_force;
use super::{moved, off_track, withdrawn};
use crate::components::chart::chart;
use crate::components::compared::compared_instead;
use crate::components::figures::Figures;
use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::error::AppError;
use crate::layout::Reading;
use crate::words;
use domain::date::in_sentence;
use domain::plan::{Plan, PlanState};
use leptos::prelude::*;
use queries::coverage::coverage;
use queries::homes::{ChairHome, Changes};
use store::View;

/// The page with its title. `address` is where it stands, for the form that compares with another day.
pub async fn body(reading: &Reading, address: &'static str) -> Result<(String, AnyView), AppError> {
    let since = Since::of(&reading.view, reading.request.query("since").as_deref()).await?;
    let home = ChairHome::of(&reading.view, &reading.paths, since.as_ref()).await?;
    let changed = since.as_ref().map(Since::day_in_words);
    let blocks = match &home.changes {
        Some(changes) => blocks(reading, &home.now, changes),
        None => {
            view! { <p class="c-empty">"The record holds no meeting before this day, so there is nothing to compare with."</p> }
                .into_any()
        }
    };
    let title = since.as_ref().map_or_else(|| "Since the last meeting".to_owned(), |since| since.title(&reading.view));
    let body = view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>{title.clone()}</h1>
                {since.as_ref().and_then(compared_instead)}
                <p>{between(&reading.view, since.as_ref())}" "{in_force(reading)}" "{plans_in_words(&reading.view)}</p>
            </div>
            {choose(reading, since.as_ref(), address)}
        </div>
        <Figures figures=home.figures since=changed/>
        <div inner_html=reports::charts::patterns()></div>
        {blocks}
    }
    .into_any();
    Ok((title, body))
}

/// "From February 13, 2024 (entry 1,230) to September 30, 2024 (entry 1,600)."
fn between(now: &View, since: Option<&Since>) -> String {
    let point = |view: &View| {
        let entry = words::thousands(usize::try_from(view.position().seq.0).unwrap_or(usize::MAX));
        format!("{} (entry {entry})", in_sentence(view.position().day))
    };
    since.map_or_else(
        || format!("As of {}.", point(now)),
        |since| format!("From {} to {}.", point(&since.view), point(now)),
    )
}

/// "NAP 2021: 36 entries stand for 61 published actions; ..." for the plans in force whose number is known.
fn plans_in_words(view: &View) -> String {
    let plans: Vec<&Plan> = view.plans().into_iter().filter(|plan| plan.state == PlanState::InForce).collect();
    let known = plans.iter().filter(|plan| plan.published_actions.is_some());
    let known: Vec<String> = known.map(|plan| format!("{}: {}.", plan.short_title, coverage(view, plan))).collect();
    known.join(" ")
}

/// Any earlier day to compare with.
fn choose(reading: &Reading, since: Option<&Since>, address: &'static str) -> AnyView {
    let last = reading.view.position().day.to_string();
    let day = since.map(|since| since.view.position().day.to_string());
    let as_of = reading.view.position().is_past().then(|| {
        view! { <input type="hidden" name="as_of" value=reading.paths.as_of().to_string()/> }
    });
    view! {
        <form class="c-tools c-since" method="get" action=address>
            {as_of}
            <label for="since">"Compare with the end of"</label>
            <input class="usa-input" type="date" id="since" name="since" value=day max=last required/>
            <button class="usa-button usa-button--outline c-b" type="submit">"Compare"</button>
        </form>
    }
    .into_any()
}

fn blocks(reading: &Reading, now: &Scope<'_>, changes: &Changes<'_>) -> AnyView {
    let files = "/exports/charts/bridge";
    view! {
        <div class="c-grid c-grid--57 c-grid--top c-charts">
            {chart(reading, &changes.bridge, files, 2)}
            <div>
                {off_track::newly(reading, now, changes)}
                {off_track::no_longer(reading, now, changes)}
            </div>
        </div>
        <div class="c-grid c-grid--2 c-charts">
            {moved::slipped(reading, now, changes)}
            {moved::silent(reading, now, changes)}
        </div>
        <div class="c-charts">{withdrawn::since_then(reading, now, changes)}</div>
    }
    .into_any()
}

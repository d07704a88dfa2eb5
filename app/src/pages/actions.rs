//! Every action: filtered, sorted, and paged by the address. Downloads use the same query.

mod compared;
pub(in crate::pages) mod filters;
mod table;

use crate::lists::{ActionQuery, Compared, ListQuery, PAGE, PlanFilter, Rows, SavedList, StatusFilter, StepFilter};
use crate::words;
use domain::visibility::takes_files;
use leptos::prelude::*;
use queries::coverage::coverage;
use queries::filter_words;
use queries::homes::decisions_of;
use table::Decided;
use ui::components::compared::{bridge_in_words, only_changed};
use ui::components::downloads::{downloads, more_downloads};
use ui::components::list_form::list_address;
use ui::components::list_table::{limits_on_paper, list_head};
use ui::components::pagination::pagination;
use ui::components::views_bar::views_bar;
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};

#[component]
pub fn ActionsPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = ActionQuery::read(&reading.request.query_without_as_of())?;
        query.check(&reading.view)?;
        let rows = query.rows(&reading.view).await?;
        let all = reading.view.actions().count();
        let views = views_bar(&reading, SavedList::Actions, &query.pairs(), all).await?;
        let decisions = decisions(&reading, &query, &rows).await?;
        let body = body(&reading, &query, (&rows, decisions.as_ref()), views);
        Ok(Page { title: "Actions".to_owned(), section: Section::Actions, body })
    })
}

/// What the rows of the page need, where the list is limited to what needs a decision. In groups, a page has rows from
/// anywhere in the list.
async fn decisions<'a>(
    reading: &'a Reading,
    query: &ActionQuery,
    rows: &Rows<'a>,
) -> Result<Option<Decided<'a>>, AppError> {
    if query.decision.is_none() {
        return Ok(None);
    }
    let from = query.layout.rows_before().min(rows.actions.len());
    let to = from.saturating_add(PAGE).min(rows.actions.len());
    let of_page = if query.layout.group.is_some() { 0..rows.actions.len() } else { from..to };
    let shown = rows.actions.get(of_page).unwrap_or_default();
    let then = rows.compared.as_ref().map(|compared| &compared.then);
    Ok(Some(decisions_of(&reading.view, shown, then).await?))
}

fn body(
    reading: &Reading,
    query: &ActionQuery,
    (rows, decisions): (&Rows<'_>, Option<&Decided<'_>>),
    views: AnyView,
) -> AnyView {
    let found = &rows.actions;
    let is_of_retracted = *query.status.values() == [StatusFilter::Retracted];
    let all = match is_of_retracted {
        true => reading.view.retracted_actions().count(),
        false => reading.view.actions().count(),
    };
    let kind = is_of_retracted.then_some(" retracted");
    let plan = query.plan.as_ref().and_then(PlanFilter::one).and_then(|code| reading.view.plan_by_code(code).ok());
    let covered = plan.map(|plan| {
        let words = format!("{}: {}.", plan.short_title, coverage(&reading.view, plan));
        view! { <p class="c-small c-quiet c-block-gap">{words}</p> }
    });
    let scope = query.plan.is_none().then_some(" in all plans");
    let left = rows.compared.as_ref().filter(|_| one_step(query).is_none() && query.decision.is_none());
    let left = left.and_then(|compared| compared::left(reading, compared));
    let counts = view! {
        <b>{words::thousands(found.len())}" of "{words::thousands(all)}</b>{kind}" actions"{scope}"."
    };
    let tools =
        takes_files(reading.request.actor()).then(|| downloads(reading, "actions", &query.pairs(), found.len()));
    view! {
        {list_head("Actions", counts.into_any(), tools)}
        {limits_on_paper(&filter_words::of_actions(query))}
        {views}
        {filters::form(reading, query)}
        {rows.compared.as_ref().map(|compared| above(query, compared))}
        {table::table(reading, query, (rows, decisions), filters::chips(reading, query))}
        {left}
        {covered}
        {pagination(query.layout.page, found.len().div_ceil(PAGE), |page| list_address(reading, &query.at_page(page)))}
        {takes_files(reading.request.actor()).then(|| more_downloads(reading, &query.pairs_of_rows()))}
    }
    .into_any()
}

/// How the list changed since the earlier date, or the one kind of change that the list is limited to.
fn above(query: &ActionQuery, compared: &Compared) -> AnyView {
    let then = compared.then.position().day;
    if query.decision.is_some() {
        return only_changed("actions that need a decision, compared with", then);
    }
    match one_step(query) {
        Some(step) => only_changed(&format!("actions {} since", filter_words::step(step)), then),
        None => bridge_in_words(then, &compared.bridge, "action"),
    }
}

/// The one kind of change that the list is limited to.
fn one_step(query: &ActionQuery) -> Option<StepFilter> {
    query.step.filter(|step| *step != StepFilter::Changed)
}

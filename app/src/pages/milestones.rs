//! Every milestone: filtered, sorted, grouped, and paged by the address. Downloads use the same query.

mod compared;
mod filters;
mod table;

use crate::lists::{
    ChangedFilter, ListQuery, MilestoneQuery, MilestoneRow, MilestoneRows, PAGE, SavedList, StateFilter,
};
use crate::words;
use domain::visibility::takes_files;
use leptos::prelude::*;
use queries::filter_words;
use ui::components::compared::{bridge_in_words, only_changed};
use ui::components::downloads::downloads;
use ui::components::list_form::list_address;
use ui::components::list_table::{limits_on_paper, list_head};
use ui::components::mark::sample;
use ui::components::pagination::pagination;
use ui::components::views_bar::views_bar;
use ui::components::withdrawn::withdrawn_in_words;
use ui::layout::{Page, Reading, Section, page};

#[component]
pub fn MilestonesPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = MilestoneQuery::read(&reading.request.query_without_as_of())?;
        query.check(&reading.view)?;
        let all = MilestoneQuery::default().number(&reading.view);
        let views = views_bar(&reading, SavedList::Milestones, &query.pairs(), all).await?;
        let rows = query.rows(&reading.view).await?;
        let body = body(&reading, &query, (&rows, all), views);
        Ok(Page { title: "Milestones".to_owned(), section: Section::Milestones, body })
    })
}

fn body(
    reading: &Reading,
    query: &MilestoneQuery,
    (rows, all): (&MilestoneRows<'_>, usize),
    views: AnyView,
) -> AnyView {
    let MilestoneRows { milestones: found, compared } = rows;
    let compared = compared.as_ref();
    let only = match query.changed {
        Some(ChangedFilter::Later) => Some("milestones that slipped since"),
        Some(ChangedFilter::Withdrawn) => Some("milestones that were withdrawn on their own since"),
        Some(ChangedFilter::Any) | None => None,
    };
    let above = compared.map(|compared| {
        let then = compared.then.position().day;
        only.map_or_else(|| bridge_in_words(then, &compared.bridge, "milestone"), |what| only_changed(what, then))
    });
    let (number, all) = (words::thousands(found.len()), words::thousands(all));
    let scope = query.plan.is_none().then_some(" in all plans");
    let total = match query.state {
        Some(StateFilter::Withdrawn) => {
            let slip = found.iter().map(MilestoneRow::slip).sum();
            view! { <b>{withdrawn_in_words((found.len(), slip))}"."</b> }.into_any()
        }
        _ => view! { <b>{number}" of "{all}</b>" milestones"{scope}" (withdrawn milestones excluded)."{apart(reading, query)} }
            .into_any(),
    };
    let tools =
        takes_files(reading.request.actor()).then(|| downloads(reading, "milestones", &query.pairs(), found.len()));
    view! {
        {list_head("Milestones", view! { {total}{sample()} }.into_any(), tools)}
        {limits_on_paper(&filter_words::of_milestones(query))}
        {views}
        {filters::form(reading, query)}
        {above}
        {table::table(reading, query, rows, filters::chips(reading, query))}
        {compared.filter(|_| only.is_none()).and_then(|compared| compared::left(reading, compared))}
        {pagination(query.layout.page, found.len().div_ceil(PAGE), |page| list_address(reading, &query.at_page(page)))}
    }
    .into_any()
}

/// How many withdrawn milestones match the same filters, with a link. Nothing where the list is searched: only its rows
/// are.
fn apart(reading: &Reading, query: &MilestoneQuery) -> Option<AnyView> {
    // All of them, whenever they were withdrawn: changes since a date are a filter of the list itself.
    let query = MilestoneQuery { since: None, changed: None, ..query.clone() };
    let withdrawn = query.withdrawn(&reading.view);
    if withdrawn.0 == 0 || query.text.is_some() {
        return None;
    }
    let to = MilestoneQuery { state: Some(StateFilter::Withdrawn), ..query.clone() };
    let address = list_address(reading, &to.at_page(1));
    Some(view! { " Not included: "<a href=address>{withdrawn_in_words(withdrawn)}</a>"." }.into_any())
}

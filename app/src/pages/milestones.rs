//! Every milestone: filtered, sorted, grouped and paged by the address, which downloads carry too.

mod compared;
mod filters;
mod table;

use crate::components::compared::bridge_in_words;
use crate::components::downloads::downloads;
use crate::components::list_form::list_address;
use crate::components::mark::sample;
use crate::components::pagination::pagination;
use crate::components::views_bar::views_bar;
use crate::layout::{Page, Reading, Section, page};
use crate::lists::{ListQuery, MilestoneQuery, MilestoneRows, PAGE, SavedList};
use crate::words;
use domain::visibility::takes_files;
use leptos::prelude::*;

#[component]
pub fn MilestonesPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = MilestoneQuery::read(&reading.request.query_without_as_of())?;
        query.check(&reading.view)?;
        let views = views_bar(&reading, SavedList::Milestones, &query.pairs()).await?;
        let rows = query.rows(&reading.view).await?;
        let body = body(&reading, &query, &rows, views);
        Ok(Page { title: "Milestones".to_owned(), section: Section::Actions, body })
    })
}

fn body(reading: &Reading, query: &MilestoneQuery, rows: &MilestoneRows<'_>, views: AnyView) -> AnyView {
    let MilestoneRows { milestones: found, compared } = rows;
    let compared = compared.as_ref();
    let all = MilestoneQuery::default().select(&reading.view).len();
    let (number, all) = (words::thousands(found.len()), words::thousands(all));
    view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"Milestones"</h1>
                <p><b>{number}" of "{all}</b>" milestones that were not withdrawn."{sample()}</p>
            </div>
            {takes_files(reading.request.actor()).then(|| downloads(reading, "milestones", &query.pairs(), found.len()))}
        </div>
        {views}
        {filters::form(reading, query)}
        {filters::chips(reading, query)}
        {compared.map(|compared| bridge_in_words(compared.then.position().day, &compared.bridge))}
        {table::table(reading, query, rows)}
        {compared.and_then(|compared| compared::left(reading, compared))}
        {pagination(query.layout.page, found.len().div_ceil(PAGE), |page| list_address(reading, &query.at_page(page)))}
    }
    .into_any()
}

//! The results of a search: by type with counts, each with the words around the match and its place.

mod hit;

use crate::lists::PAGE;
use crate::paths::code_of;
use crate::words;
use domain::Kind;
use domain::date::in_sentence;
use domain::search::{Search, searched};
use leptos::prelude::*;
use queries::error::BadQuery;
use store::Found;
use ui::components::head::page_head;
use ui::components::kinds::plural;
use ui::components::pagination::{beyond_the_end, pagination};
use ui::components::search_field::search_address;
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};

/// What was typed beyond this is not read.
const LONGEST: usize = 200;

#[component]
pub fn SearchPage() -> impl IntoView {
    page(async |reading: Reading| {
        let asked = Asked::read(&reading)?;
        let found = reading.view.search(&asked.search).await?;
        let title = if asked.typed.is_empty() { "Search".to_owned() } else { format!("Search: {}", asked.typed) };
        let body = body(&reading, &asked, &found).await?;
        Ok(Page { title, section: Section::None, body })
    })
}

/// What the address asks for.
struct Asked {
    typed: String,
    search: Search,
    /// Only results of this type.
    kind: Option<Kind>,
    page: usize,
}

impl Asked {
    fn read(reading: &Reading) -> Result<Asked, AppError> {
        let typed: String = reading.request.query("q").unwrap_or_default().trim().chars().take(LONGEST).collect();
        let kind = match reading.request.query("in") {
            None => None,
            Some(code) => {
                let kind = searched().into_iter().find(|kind| kind.code() == code);
                Some(kind.ok_or_else(|| BadQuery::filter("in", &code))?)
            }
        };
        let page = match reading.request.query("page") {
            None => 1,
            Some(page) => page.parse().ok().filter(|page| *page > 0).ok_or_else(|| BadQuery::filter("page", &page))?,
        };
        Ok(Asked { search: Search::read(&typed), typed, kind, page })
    }

    fn address(&self, reading: &Reading, kind: Option<Kind>, page: usize) -> String {
        search_address(&reading.paths, &self.typed, &kind.map(code_of).unwrap_or_default(), page)
    }
}

async fn body(reading: &Reading, asked: &Asked, found: &[Found]) -> Result<AnyView, AppError> {
    let shown: Vec<Found> =
        found.iter().filter(|hit| asked.kind.is_none_or(|kind| hit.kind == kind)).copied().collect();
    let pages = shown.len().div_ceil(PAGE);
    let first = (asked.page - 1).saturating_mul(PAGE);
    let on_page: Vec<Found> = shown.iter().skip(first).take(PAGE).copied().collect();
    let head = page_head("Search", said(reading, asked, found.len()));
    if shown.is_empty() {
        return Ok(view! { {head}{how_to_search()} }.into_any());
    }
    let address = |page| asked.address(reading, asked.kind, page);
    if let Some(beyond) = beyond_the_end(asked.page, pages, address) {
        return Ok(view! { {head}{beyond} }.into_any());
    }
    let groups = hit::groups(reading, &asked.search, &on_page).await?;
    Ok(view! {
        {head}
        {kinds(reading, asked, found)}
        {groups}
        {pagination(asked.page, pages, address)}
    }
    .into_any())
}

/// "12 results for “child sex trafficking”."
fn said(reading: &Reading, asked: &Asked, number: usize) -> String {
    let typed = &asked.typed;
    if typed.is_empty() {
        return format!("Search results are as of {}.", in_sentence(reading.view.position().day));
    }
    if asked.search.is_empty() {
        return "Enter at least one letter or number.".to_owned();
    }
    match number {
        0 => format!("No results for \u{201c}{typed}\u{201d}."),
        number => format!("{} for \u{201c}{typed}\u{201d}.", words::count(number, "result")),
    }
}

fn how_to_search() -> AnyView {
    view! {
        <div class="c-empty">
            <p>
                "Searches the names, references, and text of actions, milestones, status updates, documents, plans, \
                 agencies, interagency groups, meetings, indicators, and programs. Matches the beginning of words. Use \
                 quotation marks for an exact phrase: \"sex trafficking\"."
            </p>
        </div>
    }
    .into_any()
}

/// How many results there are of each type, each number leading to just these.
fn kinds(reading: &Reading, asked: &Asked, found: &[Found]) -> AnyView {
    let tab = |kind: Option<Kind>, name: &'static str, number: usize| {
        let current = (asked.kind == kind).then_some("page");
        let address = asked.address(reading, kind, 1);
        view! { <a href=address aria-current=current>{name}" "{words::thousands(number)}</a> }
    };
    let each = searched().into_iter().filter_map(|kind| {
        let number = found.iter().filter(|hit| hit.kind == kind).count();
        (number > 0).then(|| tab(Some(kind), plural(kind), number))
    });
    let each: Vec<_> = each.collect();
    view! { <nav class="c-views" aria-label="Result types">{tab(None, "All", found.len())}{each}</nav> }.into_any()
}

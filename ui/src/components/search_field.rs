//! The search field of the header: a form that asks for a page of results, at the point of the record that is read.

use crate::paths::Paths;
use crate::request::{Request, site};
use leptos::prelude::*;
use store::AsOf;

/// The path of the page of results.
pub const SEARCH: &str = "/search";

/// `has_key` says whether `/` goes to the field, for those who have not turned single keys off.
#[component]
pub fn SearchField(request: Request, has_key: bool) -> AnyView {
    let typed = if request.path() == SEARCH { request.query("q") } else { None };
    let as_of = (request.as_of != AsOf::Now).then(|| {
        view! { <input type="hidden" name="as_of" value=request.as_of.to_string()/> }
    });
    let key = has_key.then_some("/");
    view! {
        <form class="c-search" method="get" action=SEARCH role="search" aria-label="Concord">
            {as_of}
            <input type="search" id="search" name="q" value=typed aria-label="Search actions, updates, and agencies" aria-keyshortcuts=key autocomplete="off"/>
            <button type="submit">"Search"</button>
        </form>
        {has_key.then(keys)}
    }
    .into_any()
}

/// The script of the keys.
fn keys() -> AnyView {
    let address = format!("{}/keys.js", site().assets);
    view! { <script src=address type="module"></script> }.into_any()
}

/// The address of a page of results. `kind` is blank for all kinds.
pub fn search_address(paths: &Paths, typed: &str, kind: &str, page: usize) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    paths.with_query(SEARCH, &[("q", typed), ("in", kind), ("page", &page)])
}

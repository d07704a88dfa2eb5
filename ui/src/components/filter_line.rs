//! The filters of a list in one line: words to search for, one button a filter, and more behind a last one. One form that
//! asks for the same address. On a narrow screen one button opens all filters over the page.

use crate::components::pick::{Pick, apply};
use crate::reading::Reading;
use crate::request::site;
use leptos::prelude::*;

/// The filters of one list.
#[expect(missing_debug_implementations, reason = "a view cannot be shown")]
pub struct FilterLine<'a> {
    pub reading: &'a Reading,
    /// The path of the list.
    pub path: &'static str,
    /// The name of the form.
    pub label: String,
    /// What other pages link to and that has no field here. It is kept.
    pub kept: Vec<(&'static str, String)>,
    /// The label of the search field, and what is searched for.
    pub words: (&'static str, Option<String>),
    pub picks: Vec<Pick>,
    /// The fields behind the last button, with its words, and how many of them are set.
    pub more: (&'static str, Vec<AnyView>, usize),
    /// How the rows are laid out: not filters, so they are not counted as such.
    pub layout: Vec<AnyView>,
}

impl FilterLine<'_> {
    pub fn draw(self) -> AnyView {
        let words = self.words.1.as_ref().map(|words| format!("\u{201c}{words}\u{201d}"));
        self.reading.limits.add(self.picks.iter().filter(|pick| pick.is_set()).map(Pick::words).chain(words));
        let as_of = self.reading.view.position().is_past().then(|| {
            view! { <input type="hidden" name="as_of" value=self.reading.paths.as_of().to_string()/> }
        });
        let hidden = |(name, value)| view! { <input type="hidden" name=name value=value/> };
        let kept = self.kept.into_iter().map(hidden).collect_view();
        let (label, text) = self.words;
        let (name, more, set_in_more) = self.more;
        let set = self.picks.iter().filter(|pick| pick.is_set()).count() + set_in_more;
        let all = if set == 0 { "Filters".to_owned() } else { format!("Filters: {set}") };
        let class = if set == 0 { "c-line__all" } else { "c-line__all c-line__all--set" };
        view! {
            <form class="c-line" method="get" action=self.path aria-label=self.label>
                {as_of}{kept}
                <label class="usa-sr-only" for="f-q">{label}</label>
                <input class="c-line__words" type="search" id="f-q" name="q" placeholder=label value=text/>
                <button class=class type="button" popovertarget="filters">{all}</button>
                <div class="c-line__filters" id="filters" popover="">
                    {self.picks.into_iter().map(Pick::draw).collect_view()}
                    {(!more.is_empty()).then(|| more_filters(name, more, set_in_more))}
                    <span class="c-line__gap"></span>
                    {self.layout}
                    <button class="usa-button usa-button--outline c-b c-line__apply" type="submit">"Apply"</button>
                </div>
            </form>
            <script src=format!("{}/filters.js", site().assets) type="module"></script>
        }
        .into_any()
    }
}

/// Filters that are used less often.
fn more_filters(name: &str, fields: Vec<AnyView>, set: usize) -> AnyView {
    let (class, words) = match set {
        0 => ("c-pick", name.to_owned()),
        set => ("c-pick c-pick--set", format!("{name}: {set}")),
    };
    view! {
        <details class=class name="filter" data-menu="">
            <summary>{words}</summary>
            <div class="c-pick__panel c-pick__panel--fields">{fields}{apply()}</div>
        </details>
    }
    .into_any()
}

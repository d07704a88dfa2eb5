//! What the forms of the lists share: the as-of date, search, grouping, order, comparison, columns, chips.

use crate::components::columns_chooser::columns_chooser;
use crate::components::compare::since_field;
use crate::components::filters::{applied_filters, leads, parts, plans, select, supporters};
use crate::lists::{Captioned, Choice, ListQuery, PlanFilter};
use crate::reading::Reading;
use leptos::prelude::*;
use store::AsOf;

/// The address of a list for a query, as of the date that is viewed.
pub fn list_address<Q: ListQuery>(reading: &Reading, query: &Q) -> String {
    reading.paths.with_pairs(Q::LIST.path(), &query.pairs_with_page())
}

/// A form that asks for the address of a list.
#[derive(Debug)]
pub struct ListForm<'a, Q> {
    pub reading: &'a Reading,
    pub query: &'a Q,
    /// Filters that other pages link to and that have no field here. They are kept, and can be removed below.
    pub kept: &'static [&'static str],
    /// The label of the search field.
    pub words: &'static str,
    pub text: Option<&'a str>,
    pub since: Option<&'a AsOf>,
    /// The columns that are always shown.
    pub beside: &'static str,
}

impl<Q: ListQuery> ListForm<'_, Q> {
    /// The form: plan and lead, which every list asks for, and the fields of its own filters. `plan` is the one that is
    /// asked for.
    pub fn draw(&self, plan: Option<&PlanFilter>, filters: Vec<AnyView>) -> AnyView {
        let list = Q::LIST;
        let as_of = self.reading.view.position().is_past().then(|| {
            view! { <input type="hidden" name="as_of" value=self.reading.paths.as_of().to_string()/> }
        });
        let view = &self.reading.view;
        let (leads, parts) = (leads(view), parts(view, plan));
        let kept = self
            .kept
            .iter()
            .chain(parts.is_empty().then_some(&"node"))
            .map(|name| (*name, self.chosen(name)))
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view();
        let label = format!("Filter {}", list.name().to_lowercase());
        view! {
            <form class="c-filter" method="get" action=list.path() aria-label=label>
                {as_of}{kept}
                <div class="c-filter__row">
                    <div>
                        <label for="f-q">{self.words}</label>
                        <input class="usa-input" id="f-q" name="q" value=self.text.map(str::to_owned)/>
                    </div>
                    {self.select("plan", "Plan", "All plans", plans(view))}
                    {self.select("lead", "Lead agency (includes components)", "Any lead agency", leads.clone())}
                    {filters}
                    {self.select("group", "Group by", "None", offered::<Q::Group>())}
                    {self.select("sort", "Sort by", "", offered::<Q::Sort>())}
                    {since_field(self.since)}
                    <div class="btn"><button class="usa-button" type="submit">"Apply"</button></div>
                </div>
                <div class="c-filter__more">
                    {self.more(leads, parts)}
                    {columns_chooser(self.query.layout().shown_columns(), self.beside)}
                </div>
            </form>
        }
        .into_any()
    }

    /// Filters that are used less often. Open where one of them is applied.
    fn more(&self, leads: Vec<(String, String)>, parts: Vec<(String, String)>) -> AnyView {
        let supporters = supporters(&self.reading.view);
        let is_open = ["supporter", "led-by", "node"].iter().any(|name| !self.chosen(name).is_empty());
        let part = (!parts.is_empty()).then(|| self.select("node", "Section", "Whole plan", parts));
        view! {
            <details class="c-columns" open=is_open>
                <summary>"More filters"</summary>
                <div class="c-filter__row">
                    {self.select("supporter", "Supporting agency (includes components)", "Any supporting agency", supporters)}
                    {self.select("led-by", "Lead agency (this office only)", "Any lead agency", leads)}
                    {part}
                </div>
            </details>
        }
        .into_any()
    }

    /// One filter of the list.
    pub fn select(
        &self,
        name: &'static str,
        label: &'static str,
        any: &'static str,
        choices: Vec<(String, String)>,
    ) -> AnyView {
        select(name, label, any, choices, &self.chosen(name))
    }

    fn chosen(&self, name: &str) -> String {
        self.query.pairs().into_iter().find(|(key, _)| *key == name).map(|(_, value)| value).unwrap_or_default()
    }
}

/// Every choice of a kind, as [`select`] takes them.
fn offered<C: Choice>() -> Vec<(String, String)> {
    C::ALL.iter().map(|choice| (choice.code().to_owned(), choice.words().to_owned())).collect()
}

/// What is applied, each with its own removal.
#[derive(Debug)]
pub struct Chips<'a, Q> {
    reading: &'a Reading,
    query: &'a Q,
    applied: Vec<(String, String)>,
}

impl<'a, Q: ListQuery> Chips<'a, Q> {
    pub fn new(reading: &'a Reading, query: &'a Q) -> Chips<'a, Q> {
        Chips { reading, query, applied: Vec::new() }
    }

    /// Adds a filter where it is applied, with the query without it.
    pub fn add(&mut self, words: Option<String>, without: fn(&mut Q)) {
        let mut rest = self.query.at_page(1);
        without(&mut rest);
        self.applied.extend(words.map(|words| (words, list_address(self.reading, &rest))));
    }

    /// Grouping and columns come last: they change no row.
    pub fn draw(mut self) -> Option<AnyView> {
        let layout = self.query.layout();
        let group = layout.group.map(|group| format!("Group: {}", group.words().to_lowercase()));
        let cut = layout.is_cut().then(|| "Some columns hidden".to_owned());
        self.add(group, |rest| rest.layout_mut().group = None);
        self.add(cut, |rest| rest.layout_mut().columns.clear());
        applied_filters(self.applied, self.reading.paths.to(Q::LIST.path()))
    }
}

/// The grouping in a caption: "grouped by lead agency, ".
pub fn grouped_in_words<G: Captioned>(group: Option<G>) -> String {
    group.map(|group| format!("{}, ", group.said())).unwrap_or_default()
}

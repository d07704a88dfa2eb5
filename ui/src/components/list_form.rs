//! What the filters of the lists share: plan and lead, grouping, order, comparison, columns, and what is applied beside.

use crate::components::columns_chooser::columns_chooser;
use crate::components::compare::since_field;
use crate::components::filter_line::FilterLine;
use crate::components::filters::{applied_filters, leads, parts, plans, select, supporters};
use crate::components::pick::Pick;
use crate::lists::{Captioned, Choice, ListQuery, PlanFilter};
use crate::reading::Reading;
use leptos::prelude::*;
use store::AsOf;

/// The address of a list for a query, as of the date that is viewed.
pub fn list_address<Q: ListQuery>(reading: &Reading, query: &Q) -> String {
    reading.paths.with_pairs(Q::LIST.path(), &query.pairs_with_page())
}

/// The filters of a list whose query has a layout.
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
    /// The line: plan and lead, which every list asks for, and the filters of the list itself; behind "More filters" the
    /// fields of `more` and what every list has there. `plan` is the one that is asked for.
    pub fn draw(&self, plan: Option<&PlanFilter>, picks: Vec<Pick>, more: Vec<Field>) -> AnyView {
        let list = Q::LIST;
        let view = &self.reading.view;
        let (leads, parts) = (leads(view), parts(view, plan));
        let kept = self.kept.iter().chain(parts.is_empty().then_some(&"node"));
        let kept = kept.map(|name| (*name, self.chosen(name))).filter(|(_, value)| !value.is_empty()).collect();
        let own = [self.several("plan", "Plan", plans(view)), self.several("lead", "Lead", leads.clone())];
        let part = (!parts.is_empty()).then(|| self.field("node", "Section", "Whole plan", parts));
        let more = part.into_iter().chain(more).chain([
            self.field(
                "supporter",
                "Supporting agency (includes components)",
                "Any supporting agency",
                supporters(view),
            ),
            self.field("led-by", "Lead agency (this office only)", "Any lead agency", leads),
            Field { is_set: self.since.is_some(), view: since_field(self.since, view.position().day) },
            // The order that is shown, also where the address leaves it out.
            Field {
                is_set: false,
                view: select("sort", "Sort by", "", offered::<Q::Sort>(), self.query.layout().sort.code()),
            },
        ]);
        let more: Vec<Field> = more.collect();
        let set = more.iter().filter(|field| field.is_set).count();
        let line = FilterLine {
            reading: self.reading,
            path: list.path(),
            label: format!("Filter {}", list.name().to_lowercase()),
            kept,
            words: (self.words, self.text.map(str::to_owned)),
            picks: own.into_iter().chain(picks).collect(),
            more: ("More filters", more.into_iter().map(|field| field.view).collect(), set),
            layout: vec![
                Pick::one("group", ("Group", "None"), offered::<Q::Group>(), &self.chosen("group")).draw(),
                columns_chooser(self.query.shown_columns(), self.beside),
            ],
        };
        line.draw()
    }

    /// A filter in the line that takes several values.
    pub fn several(&self, name: &'static str, label: &'static str, values: Vec<(String, String)>) -> Pick {
        Pick::several(name, label, values, &self.chosen(name))
    }

    /// A filter in the line that takes one value.
    pub fn one(
        &self,
        name: &'static str,
        label: &'static str,
        any: &'static str,
        values: Vec<(String, String)>,
    ) -> Pick {
        Pick::one(name, (label, any), values, &self.chosen(name))
    }

    /// A filter behind "More filters".
    pub fn field(
        &self,
        name: &'static str,
        label: &'static str,
        any: &'static str,
        choices: Vec<(String, String)>,
    ) -> Field {
        let chosen = self.chosen(name);
        Field { is_set: !chosen.is_empty(), view: select(name, label, any, choices, &chosen) }
    }

    fn chosen(&self, name: &str) -> String {
        self.query.pairs().into_iter().find(|(key, _)| *key == name).map(|(_, value)| value).unwrap_or_default()
    }
}

/// A field behind "More filters".
#[expect(missing_debug_implementations, reason = "a view cannot be shown")]
pub struct Field {
    is_set: bool,
    view: AnyView,
}

/// Every choice of a kind, as [`select`] takes them.
fn offered<C: Choice>() -> Vec<(String, String)> {
    C::ALL.iter().map(|choice| (choice.code().to_owned(), choice.words().to_owned())).collect()
}

/// What is applied and no button of the line says, each with its own removal; and the way to remove all filters.
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

    /// Nothing where the whole list is shown. How it is laid out is no filter.
    pub fn draw(self) -> Option<AnyView> {
        let plain = self.query.laid_out(|layout| *layout = Default::default());
        let all = (!plain.pairs().is_empty()).then(|| self.reading.paths.to(Q::LIST.path()));
        self.reading.limits.add(self.applied.iter().map(|(words, _)| words.clone()));
        applied_filters(self.applied, all)
    }
}

/// The grouping in a caption: "grouped by lead agency, ".
pub fn grouped_in_words<G: Captioned>(group: Option<G>) -> String {
    group.map(|group| format!("{}, ", group.said())).unwrap_or_default()
}

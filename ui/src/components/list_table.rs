//! The rows of a list as a table: sorted by its heads, in groups where they are asked for, with the chosen columns.

use crate::components::list_form::{grouped_in_words, list_address};
use crate::components::mark::sample;
use crate::components::pagination::beyond_the_end;
use crate::components::sort_head::sort_head;
use crate::components::table::ColumnHead;
use crate::lists::{Captioned, Choice, ColumnChoice, Group, ListQuery, PAGE};
use crate::reading::Reading;
use crate::words;
use domain::date::in_sentence;
use leptos::prelude::*;

/// The heading of the rows, for those who cannot see where they begin. The link over the filters leads here.
pub fn results_heading() -> AnyView {
    view! { <h2 class="usa-sr-only" id="results" tabindex="-1">"Results"</h2> }.into_any()
}

/// The head of a list: title and counts in one line, its tools, and the way past the filters.
pub fn list_head(title: &'static str, counts: AnyView, tools: Option<AnyView>) -> AnyView {
    view! {
        <a class="usa-skipnav" href="#results">"Skip to results"</a>
        <div class="c-page c-page--list">
            <div class="c-page__text">
                <h1>{title}</h1>
                <p>{counts}</p>
            </div>
            {tools}
        </div>
    }
    .into_any()
}

/// On paper, where no field of the filters is printed: what the rows are limited to. Of the whole list, nothing.
pub fn limits_on_paper(limits: &[String]) -> Option<AnyView> {
    let words = (!limits.is_empty()).then(|| format!("Limited to: {}.", limits.join("; ")))?;
    Some(view! { <p class="c-onpaper">{words}</p> }.into_any())
}

/// Over the rows: which of them are shown, which names the table, and what is applied.
pub fn shown_line(words: AnyView, chips: Option<AnyView>) -> AnyView {
    view! { <div class="c-shown"><p id="shown">{words}</p>{chips}</div> }.into_any()
}

/// A list as a table.
#[derive(Debug)]
pub struct ListTable<'a, Q: ListQuery> {
    pub reading: &'a Reading,
    pub query: &'a Q,
    /// The heads of the columns that are always shown, and what each sorts by.
    pub leading: &'static [(Q::Sort, &'static str)],
    /// The heads of further columns, which neither sort nor can be hidden.
    pub beside: &'static [ColumnHead],
    /// The sums of columns over all rows of the list, whatever page of it is shown.
    pub totals: Vec<(Q::Column, String)>,
    /// Shown instead of a table without rows.
    pub empty: &'static str,
    /// What a narrow screen leaves out of the rows, said there.
    pub left_out: &'static str,
}

impl<Q: ListQuery> ListTable<'_, Q> {
    /// The page of the list that is asked for, under what is applied. `groups` takes the rows apart, `row` draws one.
    pub fn draw<R>(
        &self,
        chips: Option<AnyView>,
        found: &[R],
        groups: impl Fn(Q::Group) -> Vec<Group<R>>,
        row: impl Fn(&R) -> AnyView,
    ) -> AnyView {
        if found.is_empty() {
            let all = self.reading.paths.to(Q::LIST.path());
            return view! { {chips}{results_heading()}<p class="c-empty">{self.empty}" "<a href=all>"Clear filters"</a></p> }.into_any();
        }
        let layout = self.query.layout();
        let pages = found.len().div_ceil(PAGE);
        let address = |page| list_address(self.reading, &self.query.at_page(page));
        if let Some(beyond) = beyond_the_end(layout.page, pages, address) {
            return beyond;
        }
        let leading = self.leading.iter().map(|(sort, name)| self.head(*sort, name, "")).collect_view();
        let heads = self
            .query
            .shown_columns()
            .iter()
            .map(|column| self.head(column.sort(), column.words(), if column.is_number() { "c-num" } else { "" }));
        let heads = heads.collect_view();
        let body = match layout.group {
            Some(by) => self.grouped(groups(by), row),
            None => found.iter().skip(layout.rows_before()).take(PAGE).map(row).collect_view().into_any(),
        };
        let left_out = (!self.left_out.is_empty()).then(|| view! { " "<span class="c-narrow">{self.left_out}</span> });
        view! {
            {results_heading()}
            {shown_line(view! { {self.caption(found.len())}{left_out}{sample()} }.into_any(), chips)}
            <div class="c-listed"><div class="c-scroll c-scroll--list">
                <table class="c-t c-t--tight c-t--stack c-t--flow c-t--list" aria-labelledby="shown">
                    <thead>
                        <tr>
                            {leading}
                            {heads}
                            {self.beside.iter().map(|head| view! { <th scope="col">{head.name()}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                    {self.foot(found.len())}
                </table>
            </div></div>
            {self.rest_on_paper(found.len())}
        }
        .into_any()
    }

    /// On paper: that these are not all rows, and where the others are.
    fn rest_on_paper(&self, all: usize) -> Option<AnyView> {
        let (first, last) = self.rows_of_page(all);
        let (rows, all_rows) = (words::span(first, last), words::thousands(all));
        let words =
            format!("Rows {rows} of {all_rows}. The others are on the other pages of this list and in its download.");
        (last - first + 1 < all).then(|| view! { <p class="c-onpaper">{words}</p> }.into_any())
    }

    /// The first and the last row of the page that is shown.
    fn rows_of_page(&self, all: usize) -> (usize, usize) {
        let before = self.query.layout().rows_before();
        (before.saturating_add(1), before.saturating_add(PAGE).min(all))
    }

    /// What all rows come to, in those columns that are shown and have a sum.
    fn foot(&self, all: usize) -> Option<AnyView> {
        let shown = self.query.shown_columns();
        let sum = |column: &Q::Column| self.totals.iter().find(|(of, _)| of == column).map(|(_, sum)| sum.clone());
        shown.iter().any(|column| sum(column).is_some()).then(|| {
            let cells = shown.iter().map(|column| match sum(column) {
                Some(sum) => view! { <td class="c-num" data-l=column.words()>{sum}</td> }.into_any(),
                None => view! { <td></td> }.into_any(),
            });
            let rows = if all == 1 { "The row".to_owned() } else { format!("All {} rows", words::thousands(all)) };
            view! {
                <tfoot>
                    <tr>
                        <th scope="row" colspan=self.leading.len()>{rows}</th>
                        {cells.collect_view()}
                        {self.beside.iter().map(|_| view! { <td></td> }).collect_view()}
                    </tr>
                </tfoot>
            }
            .into_any()
        })
    }

    fn caption(&self, all: usize) -> String {
        let layout = self.query.layout();
        let (first, last) = self.rows_of_page(all);
        format!(
            "Showing {} of {}, {}{}. As of {}.",
            words::span(first, last),
            words::thousands(all),
            grouped_in_words(layout.group),
            layout.sort.said(),
            in_sentence(self.reading.view.position().day),
        )
    }

    /// The rows of this page under the heads of their groups. A group that began on an earlier page is "(continued)".
    fn grouped<R>(&self, groups: Vec<Group<R>>, row: impl Fn(&R) -> AnyView) -> AnyView {
        let from = self.query.layout().rows_before();
        let to = from.saturating_add(PAGE);
        let mut start = 0;
        let mut parts = Vec::new();
        for group in groups {
            let end = start + group.rows.len();
            if start < to && from < end {
                let shown = group.rows.iter().take(to - start).skip(from.saturating_sub(start));
                let rows = shown.map(&row).collect_view();
                let head = self.group_head(&group, start < from);
                parts.push(view! { {head}{rows} }.into_any());
            }
            start = end;
        }
        parts.collect_view().into_any()
    }

    fn group_head<R>(&self, group: &Group<R>, is_continued: bool) -> AnyView {
        let columns = self.leading.len() + self.query.shown_columns().len() + self.beside.len();
        let continued = if is_continued { " (continued)" } else { "" };
        view! {
            <tr class="grp">
                <th colspan=columns scope="rowgroup">{group.name.clone()}{continued}<span>{group.coverage.clone()}</span></th>
            </tr>
        }
        .into_any()
    }

    fn head(&self, sort: Q::Sort, name: &'static str, class: &'static str) -> AnyView {
        let sorted = |sort| self.query.laid_out(|layout| (layout.sort, layout.page) = (sort, 1));
        sort_head(name, class, (sort, self.query.layout().sort), |sort| list_address(self.reading, &sorted(sort)))
    }
}

//! The rows of the list as a table: in groups where they are asked for, with the columns that were chosen.

use super::{compared, filters};
use crate::components::compared::since_heading;
use crate::components::mark::{Axis, Mark, sample};
use crate::components::milestones::signed;
use crate::components::pagination::beyond_the_end;
use crate::components::party::party_link;
use crate::components::status::status;
use crate::layout::Reading;
use crate::lists::{ActionQuery, Column, Compared, Group, GroupBy, PAGE, Rows, Sort, groups};
use crate::paths::ActionKey;
use crate::words;
use domain::date::short;
use domain::facts::{ActionFacts, Reporting};
use leptos::prelude::*;

/// The page of the list that is asked for.
pub fn table(reading: &Reading, query: &ActionQuery, rows: &Rows<'_>) -> AnyView {
    let found = &rows.actions;
    let compared = rows.compared.as_ref();
    if found.is_empty() {
        return view! { <p class="c-empty">"No action fits these filters. "<a href=reading.paths.actions()>"Show all"</a></p> }.into_any();
    }
    let pages = found.len().div_ceil(PAGE);
    let address = |page| filters::address(reading, &ActionQuery { page, ..query.clone() });
    if let Some(beyond) = beyond_the_end(query.page, pages, address) {
        return beyond;
    }
    let sheet = Sheet { reading, query, compared };
    let heads = query.shown_columns().into_iter().map(|column| sheet.heading(column)).collect_view();
    view! {
        <div class="c-scroll" tabindex="0" role="region" aria-label="Actions">
            <table class="c-t c-t--tight c-t--stack c-t--flow">
                <caption class="c-quiet">{sheet.caption(found.len())}{sample()}</caption>
                <thead>
                    <tr>
                        {sheet.sorted_heading(Sort::Reference, "Ref.", "")}
                        {sheet.sorted_heading(Sort::Title, "Action", "")}
                        {heads}
                        {compared.map(|compared| view! { <th scope="col">{since_heading(compared.then.position().day)}</th> })}
                    </tr>
                </thead>
                <tbody>{sheet.body(found)}</tbody>
            </table>
        </div>
    }
    .into_any()
}

struct Sheet<'a> {
    reading: &'a Reading,
    query: &'a ActionQuery,
    compared: Option<&'a Compared>,
}

impl Sheet<'_> {
    /// The first row of the page, from 0.
    fn first(&self) -> usize {
        (self.query.page - 1).saturating_mul(PAGE)
    }

    fn caption(&self, all: usize) -> String {
        let position = self.reading.view.position();
        let first = self.first();
        let grouped = match self.query.group {
            Some(GroupBy::Part) => "by top level, ",
            Some(GroupBy::Lead) => "by lead, ",
            None => "",
        };
        format!(
            "Rows {} to {} of {}, {grouped}{}. As of {}, entry {}.",
            first.saturating_add(1),
            first.saturating_add(PAGE).min(all),
            words::thousands(all),
            in_order_of(self.query.sort),
            domain::date::long(position.day),
            words::thousands(position.seq.0 as usize),
        )
    }

    fn body(&self, found: &[&ActionFacts]) -> AnyView {
        let Some(by) = self.query.group else {
            return found.iter().skip(self.first()).take(PAGE).map(|facts| self.row(facts)).collect_view().into_any();
        };
        let (from, to) = (self.first(), self.first().saturating_add(PAGE));
        let mut start = 0;
        let mut parts = Vec::new();
        for group in groups(&self.reading.view, by, found) {
            let end = start + group.actions.len();
            if start < to && from < end {
                let shown = group.actions.iter().take(to - start).skip(from.saturating_sub(start));
                let rows = shown.map(|facts| self.row(facts)).collect_view();
                let head = self.group_head(&group, start < from);
                parts.push(view! { {head}{rows} }.into_any());
            }
            start = end;
        }
        parts.collect_view().into_any()
    }

    fn group_head(&self, group: &Group<'_>, is_continued: bool) -> AnyView {
        let columns = 2 + self.query.shown_columns().len() + usize::from(self.compared.is_some());
        let continued = if is_continued { " (continued)" } else { "" };
        view! {
            <tr class="grp">
                <th colspan=columns scope="rowgroup">{group.name.clone()}{continued}<span>{group.coverage.clone()}</span></th>
            </tr>
        }
        .into_any()
    }

    fn heading(&self, column: Column) -> AnyView {
        let class = if column == Column::Slip { "c-num" } else { "" };
        self.sorted_heading(sort_of(column), column.words(), class)
    }

    fn sorted_heading(&self, sort: Sort, name: &'static str, class: &'static str) -> AnyView {
        if self.query.sort == sort {
            let (order, arrow) =
                if sort == Sort::Slip { ("descending", "\u{a0}\u{2193}") } else { ("ascending", "\u{a0}\u{2191}") };
            return view! { <th scope="col" class=class aria-sort=order>{name}<span aria-hidden="true">{arrow}</span></th> }.into_any();
        }
        let sorted = ActionQuery { sort, page: 1, ..self.query.clone() };
        let address = filters::address(self.reading, &sorted);
        view! { <th scope="col" class=class><a class="sort" href=address>{name}</a></th> }.into_any()
    }

    fn row(&self, facts: &ActionFacts) -> AnyView {
        let (view, paths) = (&self.reading.view, &self.reading.paths);
        let Ok(plan) = view.plan(facts.plan) else { return ().into_any() };
        let address = paths.action(ActionKey { plan: plan.code.as_str(), reference: &facts.reference });
        let reporting = facts.reporting(view.position().day, view.reporting_rule());
        let class = if reporting.is_some_and(Reporting::is_silent) { "c-old" } else { "" };
        let cells = self.query.shown_columns().into_iter().map(|column| self.cell(column, facts)).collect_view();
        let changed = self.compared.map(|compared| {
            view! { <td data-l="Changed">{compared::changed(view, compared, facts)}</td> }
        });
        view! {
            <tr class=class>
                <td class="ref" data-l="Ref.">{facts.reference.to_string()}<span class="sub">{plan.short_title.to_string()}</span></td>
                <th scope="row"><a href=address>{facts.title.to_string()}</a></th>
                {cells}
                {changed}
            </tr>
        }
        .into_any()
    }

    fn cell(&self, column: Column, facts: &ActionFacts) -> AnyView {
        let view = &self.reading.view;
        let mark = |axis: Option<Axis>| axis.map(|of| view! { <Mark of/> }).into_any();
        let (class, content) = match column {
            Column::Lead => ("", self.lead(facts)),
            Column::Status => ("", status(self.reading, facts)),
            Column::Confidence => ("", mark(facts.confidence().map(Axis::Confidence))),
            Column::Reporting => {
                ("", mark(facts.reporting(view.position().day, view.reporting_rule()).map(Axis::Reporting)))
            }
            Column::Verification => ("", mark(facts.verification().map(Axis::Verification))),
            Column::NextDue => ("c-nowrap", facts.next_due().map(short).into_any()),
            Column::Slip => ("c-num", (!facts.milestones.is_empty()).then(|| signed(facts.slip())).into_any()),
        };
        view! { <td class=class data-l=column.words()>{content}</td> }.into_any()
    }

    fn lead(&self, facts: &ActionFacts) -> AnyView {
        let (view, paths) = (&self.reading.view, &self.reading.paths);
        match (facts.lead, facts.lead_offered_to) {
            (Some(lead), _) => party_link(view, paths, lead),
            (None, Some(asked)) => format!("Offered to {}", view.short_name(asked)).into_any(),
            (None, None) => view! { <span class="c-quiet">"Not known"</span> }.into_any(),
        }
    }
}

const fn sort_of(column: Column) -> Sort {
    match column {
        Column::Lead => Sort::Lead,
        Column::Status => Sort::Status,
        Column::Confidence => Sort::Confidence,
        Column::Reporting => Sort::Reporting,
        Column::Verification => Sort::Verification,
        Column::NextDue => Sort::NextDue,
        Column::Slip => Sort::Slip,
    }
}

const fn in_order_of(sort: Sort) -> &'static str {
    match sort {
        Sort::Reference => "by plan and reference",
        Sort::Title => "by title",
        Sort::Lead => "by lead",
        Sort::Status => "by status",
        Sort::Confidence => "off track first",
        Sort::Reporting => "never reported first",
        Sort::Verification => "only claimed first",
        Sort::NextDue => "the next due first",
        Sort::Slip => "the most slip first",
    }
}

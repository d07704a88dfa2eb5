//! The rows of the list of actions.

use super::compared;
use crate::components::action_table::{lead, slip};
use crate::components::compared::since_heading;
use crate::components::list_table::ListTable;
use crate::components::mark::{Axis, Mark};
use crate::components::status::status;
use crate::layout::Reading;
use crate::lists::{ActionColumn, ActionQuery, Choice, ColumnChoice, Compared, Rows, Sort, groups_of_actions};
use crate::paths::action_address;
use domain::date::in_table;
use domain::facts::{ActionFacts, Reporting};
use leptos::prelude::*;

/// The page of the list that is asked for.
pub fn table(reading: &Reading, query: &ActionQuery, rows: &Rows<'_>, chips: Option<AnyView>) -> AnyView {
    let compared = rows.compared.as_ref();
    let sheet = ListOfActions { reading, columns: query.layout.shown_columns(), compared };
    let table = ListTable {
        reading,
        query,
        leading: &[(Sort::Reference, "Ref."), (Sort::Title, "Action")],
        since: compared.map(|compared| since_heading(compared.then.position().day)),
        totals: Vec::new(),
        empty: "No actions match these filters.",
        left_out: "Verification is on the page of each action.",
    };
    let found = &rows.actions;
    table.draw(chips, found, |by| groups_of_actions(&reading.view, by, found), |facts| sheet.row(facts))
}

struct ListOfActions<'a> {
    reading: &'a Reading,
    columns: &'a [ActionColumn],
    compared: Option<&'a Compared>,
}

impl ListOfActions<'_> {
    fn row(&self, facts: &ActionFacts) -> AnyView {
        let (view, paths) = (&self.reading.view, &self.reading.paths);
        let Ok(plan) = view.plan(facts.plan) else { return ().into_any() };
        let address = action_address(view, paths, facts);
        let reporting = facts.reporting(view.position().day, view.reporting_rule());
        let class = if reporting.is_some_and(Reporting::is_silent) { "c-old" } else { "" };
        let cells = self.columns.iter().map(|column| self.cell(*column, facts)).collect_view();
        let changed = self.compared.map(|compared| {
            view! { <td data-l="Changed">{compared::changed(view, compared, facts)}</td> }
        });
        view! {
            <tr class=class>
                <td class="ref" data-l="Ref.">{facts.reference.to_string()}<span class="sub">{plan.short_title.to_string()}</span></td>
                <th scope="row"><a href=address>{title(facts)}</a></th>
                {cells}
                {changed}
            </tr>
        }
        .into_any()
    }

    fn cell(&self, column: ActionColumn, facts: &ActionFacts) -> AnyView {
        let view = &self.reading.view;
        let mark = |axis: Option<Axis>| axis.map(|of| view! { <Mark of/> }).into_any();
        let content = match column {
            ActionColumn::Lead => lead(view, &self.reading.paths, facts),
            ActionColumn::Status => status(self.reading, facts),
            ActionColumn::Confidence => mark(facts.confidence().map(Axis::Confidence)),
            ActionColumn::Reporting => {
                mark(facts.reporting(view.position().day, view.reporting_rule()).map(Axis::Reporting))
            }
            ActionColumn::Verification => mark(facts.verification().map(Axis::Verification)),
            ActionColumn::NextDue => facts.next_due().map(in_table).into_any(),
            ActionColumn::Slip => slip(facts).into_any(),
        };
        let class = match column {
            ActionColumn::NextDue => "c-nowrap",
            ActionColumn::Slip if facts.slip() == 0 => "c-num c-none",
            column if column.is_number() => "c-num",
            _ => "",
        };
        view! { <td class=class data-l=column.words()>{content}</td> }.into_any()
    }
}

/// Struck through where the action was retracted.
fn title(facts: &ActionFacts) -> AnyView {
    let title = facts.title.to_string();
    if facts.is_retracted { view! { <s>{title}</s> }.into_any() } else { title.into_any() }
}

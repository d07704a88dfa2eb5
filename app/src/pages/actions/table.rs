//! The rows of the list of actions.

use super::compared;
use crate::lists::{
    ActionColumn, ActionQuery, Choice, ColumnChoice, Compared, ListQuery, Rows, Sort, groups_of_actions,
};
use crate::paths::action_address;
use domain::date::in_table;
use domain::facts::{ActionFacts, Reporting};
use domain::ids::ActionId;
use leptos::prelude::*;
use queries::homes::Decision;
use std::collections::HashMap;
use ui::components::action_table::{lead, slip};
use ui::components::compared::changed_since;
use ui::components::decision_cells::{HEADS, decision_cells};
use ui::components::list_table::ListTable;
use ui::components::mark::{Axis, Mark};
use ui::components::status::status;
use ui::layout::Reading;

/// The page of the list that is asked for.
pub fn table(
    reading: &Reading,
    query: &ActionQuery,
    (rows, decisions): (&Rows<'_>, Option<&Decided<'_>>),
    chips: Option<AnyView>,
) -> AnyView {
    let compared = rows.compared.as_ref();
    let sheet = ListOfActions { reading, columns: query.shown_columns(), compared, decisions };
    let table = ListTable {
        reading,
        query,
        leading: &[(Sort::Reference, "Ref."), (Sort::Title, "Action")],
        beside: if decisions.is_some() { &HEADS } else { &[] },
        totals: Vec::new(),
        empty: "No actions match these filters.",
        left_out: "Verification is on the page of each action.",
    };
    let found = &rows.actions;
    table.draw(chips, found, |by| groups_of_actions(&reading.view, by, found), |facts| sheet.row(facts))
}

/// The decisions that the rows need.
pub type Decided<'a> = HashMap<ActionId, Decision<'a>>;

struct ListOfActions<'a> {
    reading: &'a Reading,
    columns: &'a [ActionColumn],
    compared: Option<&'a Compared>,
    /// Where the list is limited to what needs a decision.
    decisions: Option<&'a Decided<'a>>,
}

impl ListOfActions<'_> {
    fn row(&self, facts: &ActionFacts) -> AnyView {
        let (view, paths) = (&self.reading.view, &self.reading.paths);
        let Ok(plan) = view.plan(facts.plan) else { return ().into_any() };
        let address = action_address(view, paths, facts);
        let reporting = facts.reporting(view.position().day, view.reporting_rule());
        let class = if reporting.is_some_and(Reporting::is_silent) { "c-old" } else { "" };
        let cells = self.columns.iter().map(|column| self.cell(*column, facts)).collect_view();
        let changed = self
            .compared
            .map(|compared| changed_since(compared.then.position().day, compared::changed(view, compared, facts)));
        let name = self.compared.map(|_| facts.title.to_string());
        let decision = self.decisions.map(|decisions| match decisions.get(&facts.id) {
            Some(decision) => decision_cells(view.position().day, decision),
            None => HEADS.map(|_| view! { <td></td> }).collect_view().into_any(),
        });
        view! {
            <tr class=class>
                <td class="ref" data-l="Ref.">{facts.reference.to_string()}<span class="sub">{plan.short_title.to_string()}</span></td>
                <th scope="row" abbr=name><a href=address>{title(facts)}</a>{changed}</th>
                {cells}
                {decision}
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
            ActionColumn::Acceptance => mark(facts.acceptance().map(Axis::Acceptance)),
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

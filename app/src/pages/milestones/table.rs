//! The rows of the list of milestones.

use super::compared;
use crate::lists::{
    Choice, ColumnChoice, ComparedMilestones, ListQuery, MilestoneColumn, MilestoneQuery, MilestoneRow, MilestoneRows,
    MilestoneSort, groups_of_milestones,
};
use crate::paths::ActionKey;
use crate::words;
use domain::date::in_table;
use domain::facts::MilestoneStanding;
use leptos::prelude::*;
use ui::components::action_table::lead;
use ui::components::compared::changed_since;
use ui::components::list_table::ListTable;
use ui::components::milestones::signed;
use ui::layout::Reading;

/// The page of the list that is asked for.
pub fn table(reading: &Reading, query: &MilestoneQuery, rows: &MilestoneRows<'_>, chips: Option<AnyView>) -> AnyView {
    let compared = rows.compared.as_ref();
    let sheet = ListOfMilestones { reading, columns: query.shown_columns(), compared };
    let table = ListTable {
        reading,
        query,
        leading: &[(MilestoneSort::Title, "Milestone"), (MilestoneSort::Action, "Action")],
        beside: &[],
        totals: totals(&rows.milestones),
        empty: "No milestones match these filters.",
        left_out: "Original due dates are on the page of each milestone.",
    };
    let found = &rows.milestones;
    table.draw(chips, found, |by| groups_of_milestones(&reading.view, by, found), |row| sheet.row(row))
}

/// Slip in days and date changes over all rows: the figures that link here show the same sums.
fn totals(rows: &[MilestoneRow<'_>]) -> Vec<(MilestoneColumn, String)> {
    let moves: usize = rows.iter().map(|row| row.milestone.booked.len()).sum();
    vec![
        (MilestoneColumn::Slip, signed(rows.iter().map(MilestoneRow::slip).sum())),
        (MilestoneColumn::Moves, words::thousands(moves)),
    ]
}

struct ListOfMilestones<'a> {
    reading: &'a Reading,
    columns: &'a [MilestoneColumn],
    compared: Option<&'a ComparedMilestones>,
}

impl ListOfMilestones<'_> {
    fn row(&self, row: &MilestoneRow<'_>) -> AnyView {
        let MilestoneRow { action, milestone } = row;
        let (view, paths) = (&self.reading.view, &self.reading.paths);
        let plan = view.plan(action.plan).map(|plan| plan.code.to_string()).unwrap_or_default();
        let of = paths.action(ActionKey { plan: &plan, reference: &action.reference });
        let cells = self.columns.iter().map(|column| self.cell(*column, row)).collect_view();
        let changed =
            self.compared.map(|compared| changed_since(compared.then.position().day, compared::changed(compared, row)));
        let (title, name) = (milestone.title.to_string(), self.compared.map(|_| milestone.title.to_string()));
        view! {
            <tr>
                <th scope="row" abbr=name><a href=paths.milestone(milestone.id)>{title}</a>{changed}</th>
                <td data-l="Action"><a href=of>{action.reference.to_string()}</a>" "{action.title.to_string()}</td>
                {cells}
            </tr>
        }
        .into_any()
    }

    fn cell(&self, column: MilestoneColumn, row: &MilestoneRow<'_>) -> AnyView {
        let MilestoneRow { action, milestone } = row;
        let content = match column {
            MilestoneColumn::Lead => lead(&self.reading.view, &self.reading.paths, action),
            MilestoneColumn::Promised => in_table(milestone.original).into_any(),
            MilestoneColumn::Due => in_table(milestone.due).into_any(),
            MilestoneColumn::Slip => signed(row.slip()).into_any(),
            MilestoneColumn::Moves => milestone.booked.len().into_any(),
            MilestoneColumn::State => self.state(row).into_any(),
        };
        let class = match column {
            MilestoneColumn::Promised | MilestoneColumn::Due => "c-nowrap",
            MilestoneColumn::Slip if row.slip() == 0 => "c-num c-none",
            MilestoneColumn::Moves if milestone.booked.is_empty() => "c-num c-none",
            column if column.is_number() => "c-num",
            _ => "",
        };
        view! { <td class=class data-l=column.words()>{content}</td> }.into_any()
    }

    fn state(&self, row: &MilestoneRow<'_>) -> String {
        match row.standing() {
            MilestoneStanding::Completed(on) => format!("Completed {}", in_table(on)),
            MilestoneStanding::Open if row.milestone.due < self.reading.view.position().day => "Overdue".to_owned(),
            MilestoneStanding::Open => "Open".to_owned(),
            MilestoneStanding::Withdrawn if row.action.is_withdrawn => match row.milestone.state {
                MilestoneStanding::Completed(on) => format!("Completed {}; action withdrawn", in_table(on)),
                MilestoneStanding::Open | MilestoneStanding::Withdrawn => "Withdrawn with the action".to_owned(),
            },
            MilestoneStanding::Withdrawn => "Withdrawn".to_owned(),
        }
    }
}

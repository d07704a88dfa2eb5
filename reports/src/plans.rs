//! The tables of plans and of their sections, with the numbers that were published and those of the record.

use crate::belongs::{ENTRY, entry_cell};
use crate::described::{ColumnOf, computed, kept, table_of, word};
use crate::table::{About, Cell, Column, Table, TableError};
use crate::words;
use domain::ledger::Seq;
use domain::plan::{Node, Plan};

/// A plan with what is counted of it.
#[derive(Clone, Debug)]
pub struct PlanRow<'a> {
    pub plan: &'a Plan,
    /// Its actions in the record, withdrawn ones too, and those known to match one published action each.
    pub actions: usize,
    pub matching: usize,
    pub entry: Option<Seq>,
}

/// A section of a plan with what is counted below it.
#[derive(Clone, Debug)]
pub struct SectionRow<'a> {
    pub plan: &'a Plan,
    pub section: &'a Node,
    pub parent: Option<&'a Node>,
    /// The actions in it and below it, withdrawn ones too.
    pub actions: usize,
    pub entry: Option<Seq>,
}

/// # Errors
/// None that these columns can cause.
pub fn plans(about: About, rows: &[PlanRow<'_>]) -> Result<Table, TableError> {
    table_of(about, &of_plans(), rows)
}

/// # Errors
/// None that these columns can cause.
pub fn sections(about: About, rows: &[SectionRow<'_>]) -> Result<Table, TableError> {
    table_of(about, &of_sections(), rows)
}

fn of_plans<'a>() -> [ColumnOf<PlanRow<'a>>; 14] {
    [
        kept(Column::text("plan", "Plan", "The code of the plan."), |row| word(&row.plan.code)),
        kept(Column::text("id", "ID", "The plan's id in the record."), |row| word(row.plan.id)),
        kept(Column::integer("entry", "Log entry index", ENTRY), |row| entry_cell(row.entry)),
        kept(Column::text("title", "Title", "Plan title."), |row| word(&row.plan.title)),
        kept(Column::text("short_title", "Short title", "Plan short title."), |row| word(&row.plan.short_title)),
        kept(Column::text("state", "Plan status", "Draft, Active, Superseded, or Closed."), |row| {
            word(words::plan_state(row.plan.state))
        }),
        kept(Column::date("issued", "Issued", "The day on which it was issued."), |row| Cell::Date(row.plan.issued)),
        kept(Column::date("starts", "Starts", "The first day of the plan."), |row| Cell::Date(row.plan.starts)),
        kept(Column::date("ends", "Ends", "The last day. Blank if open-ended."), |row| Cell::date(row.plan.ends)),
        kept(Column::integer("published_actions", "Published actions", "As published. Blank if unknown."), |row| {
            row.plan.published_actions.map_or(Cell::Blank, |number| Cell::Integer(number.into()))
        }),
        kept(Column::text("published_note", "Published actions: note", "What is known about that number."), |row| {
            Cell::text(row.plan.published_note.as_ref())
        }),
        computed(
            Column::integer(
                "actions",
                "Actions in the record",
                "Its actions in Concord, including withdrawn. They may merge or split published ones, so the two numbers are never divided.",
            ),
            |row| Cell::count(row.actions),
        ),
        computed(
            Column::integer(
                "matching",
                "Match one published action",
                "How many of these match exactly one published action.",
            ),
            |row| Cell::count(row.matching),
        ),
        kept(Column::text("source", "Source", "Where this comes from."), |row| word(&row.plan.source)),
    ]
}

fn of_sections<'a>() -> [ColumnOf<SectionRow<'a>>; 11] {
    [
        kept(Column::text("plan", "Plan", "The code of the plan."), |row| word(&row.plan.code)),
        kept(Column::text("section", "Section", "The reference of the section in the plan."), |row| {
            word(&row.section.reference)
        }),
        kept(Column::text("id", "ID", "The section's id: the column Section ID of the table of actions."), |row| {
            word(row.section.id)
        }),
        kept(Column::integer("entry", "Log entry index", ENTRY), |row| entry_cell(row.entry)),
        kept(Column::text("level", "Level", "What the plan calls this level."), |row| word(&row.section.level)),
        kept(Column::text("title", "Title", "Section title."), |row| word(&row.section.title)),
        kept(Column::text("parent", "Within", "The reference of the section above. Blank at the top."), |row| {
            Cell::text(row.parent.map(|parent| &parent.reference))
        }),
        kept(Column::text("parent_id", "Within: ID", "The ID of the section above."), |row| {
            Cell::text(row.parent.map(|parent| parent.id))
        }),
        kept(Column::integer("published_actions", "Published actions", "As published. Blank if unknown."), |row| {
            row.section.published_actions.map_or(Cell::Blank, |number| Cell::Integer(number.into()))
        }),
        computed(
            Column::integer("actions", "Actions in the record", "Actions in it and below it, including withdrawn."),
            |row| Cell::count(row.actions),
        ),
        kept(Column::date("withdrawn_on", "Withdrawn date", "The day on which it was withdrawn."), |row| {
            Cell::date(row.section.withdrawn.as_ref().map(|withdrawal| withdrawal.on))
        }),
    ]
}

//! The table of status updates: one row an update, with who said what for which period.

use crate::belongs::{BelongsToAction, ENTRY, OfAction, PartyNames, code_of, keys, name_of};
use crate::described::{ColumnOf, kept, table_of, word};
use crate::table::{About, Cell, Column, Table, TableError};
use crate::words;
use domain::actor::Authority;
use domain::ledger::Seq;
use domain::update::{Report, Speaker};

/// A status update with what its row says beside it.
#[derive(Clone, Debug)]
pub struct UpdateRow<'a> {
    pub of: OfAction<'a>,
    pub report: &'a Report,
    /// Who said it; `None` for what a published source says.
    pub party: Option<PartyNames>,
    /// The entry that made the version shown, and the one that brought the update.
    pub entry: Seq,
    pub submitted_by: Seq,
    /// Whether status and confidence of the action come from it.
    pub is_last: bool,
}

impl BelongsToAction for UpdateRow<'_> {
    fn of(&self) -> &OfAction<'_> {
        &self.of
    }

    fn entry(&self) -> Option<Seq> {
        Some(self.entry)
    }
}

/// The table of the updates given, in the order given.
///
/// # Errors
/// None that these columns can cause.
pub fn table(about: About, rows: &[UpdateRow<'_>]) -> Result<Table, TableError> {
    let columns: Vec<ColumnOf<UpdateRow<'_>>> = keys(ENTRY).into_iter().chain(columns()).collect();
    table_of(about, &columns, rows)
}

fn columns<'a>() -> [ColumnOf<UpdateRow<'a>>; 18] {
    [
        kept(Column::text("id", "ID", "The update's id in the record."), |row| word(row.report.id)),
        kept(
            Column::integer("submitted_entry", "Log entry of submission", "The log entry that brought the update."),
            |row| crate::belongs::entry_cell(Some(row.submitted_by)),
        ),
        kept(Column::text("period", "Period", "The fiscal quarter that it speaks of."), |row| word(row.report.quarter)),
        kept(Column::text("status", "Status reported", "As reported, before Withdrawn and Recurring."), |row| {
            word(words::reported_status(row.report.status))
        }),
        kept(Column::text("confidence", "Confidence", "On track, At risk or Off track."), |row| {
            Cell::text(row.report.confidence.map(words::confidence))
        }),
        kept(Column::text("summary", "Summary", "The text of the update."), |row| word(&row.report.narrative)),
        kept(Column::text("native_status", "Status in the plan's own word", "Where a source gave one."), |row| {
            Cell::text(row.report.native_word.as_ref())
        }),
        kept(Column::date("submitted", "Submitted", "The day on which it was submitted or published."), |row| {
            Cell::Date(row.report.submitted)
        }),
        kept(Column::text("agency", "Agency", "The code of the agency or group that reports."), |row| {
            code_of(row.party.as_ref())
        }),
        kept(Column::text("agency_name", "Agency, in words", "What it is called in tables."), |row| {
            name_of(row.party.as_ref())
        }),
        kept(
            Column::yes_no("on_behalf", "Submitted on behalf", "Whether the secretariat submitted it for the agency."),
            |row| Cell::YesNo(matches!(row.report.said_by, Speaker::Agency(Authority::OnBehalfOf(_)))),
        ),
        kept(Column::text("source", "Source", "The published source that it is quoted from, where it is."), |row| {
            match &row.report.said_by {
                Speaker::Source(source) => word(source),
                Speaker::Agency(_) => Cell::Blank,
            }
        }),
        kept(Column::yes_no("last", "Decides the status", "Whether the action's status comes from it."), |row| {
            Cell::YesNo(row.is_last)
        }),
        kept(Column::yes_no("verified", "Verified", "Whether the secretariat verified it."), |row| {
            Cell::YesNo(row.report.verified.is_some())
        }),
        kept(Column::date("verified_on", "Verified on", "The day on which it was verified."), |row| {
            Cell::date(row.report.verified.as_ref().map(|verified| verified.on))
        }),
        kept(Column::text("verified_how", "How it was verified", "In the words of the secretariat."), |row| {
            Cell::text(row.report.verified.as_ref().map(|verified| &verified.ground))
        }),
        kept(
            Column::date(
                "retracted_on",
                "Retracted on",
                "The day from which on it counts no more, as made by mistake.",
            ),
            |row| Cell::date(row.report.retracted.as_ref().map(|retraction| retraction.on)),
        ),
        kept(Column::text("retracted_because", "Retracted because", "The reason that was given."), |row| {
            Cell::text(row.report.retracted.as_ref().map(|retraction| &retraction.reason))
        }),
    ]
}

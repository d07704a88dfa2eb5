//! The table of status updates: one row an update, with its agency, its period and its summary.

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
    /// The agency that submitted it; `None` for what a published source says.
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
            Column::integer(
                "submitted_entry",
                "Submitted: log entry index",
                "The log entry of its submission, counted from 0.",
            ),
            |row| crate::belongs::entry_cell(Some(row.submitted_by)),
        ),
        kept(Column::text("period", "Period", "Fiscal quarter covered by the update."), |row| word(row.report.quarter)),
        kept(Column::text("status", "Status reported", "As reported, before Withdrawn and Recurring."), |row| {
            word(words::reported_status(row.report.status))
        }),
        kept(Column::text("confidence", "Confidence", "On track, At risk, or Off track."), |row| {
            Cell::text(row.report.confidence.map(words::confidence))
        }),
        kept(Column::text("summary", "Summary", "The text of the update."), |row| word(&row.report.narrative)),
        kept(
            Column::text(
                "native_status",
                "Plan's status term",
                "Status term in the plan's published report. Blank if none.",
            ),
            |row| Cell::text(row.report.native_word.as_ref()),
        ),
        kept(Column::date("submitted", "Submitted", "The day on which it was submitted or published."), |row| {
            Cell::Date(row.report.submitted)
        }),
        kept(Column::text("agency", "Agency", "Code of the agency or group that submitted it."), |row| {
            code_of(row.party.as_ref())
        }),
        kept(Column::text("agency_name", "Agency name", "Short name of that agency or group."), |row| {
            name_of(row.party.as_ref())
        }),
        kept(
            Column::yes_no("on_behalf", "Submitted on behalf", "Whether the secretariat submitted it for the agency."),
            |row| Cell::YesNo(matches!(row.report.said_by, Speaker::Agency(Authority::OnBehalfOf(_)))),
        ),
        kept(
            Column::text("source", "Source", "The published source that it is quoted from, if any."),
            |row| match &row.report.said_by {
                Speaker::Source(source) => word(source),
                Speaker::Agency(_) => Cell::Blank,
            },
        ),
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
                "Retracted date",
                "The day from which it is no longer counted, as made by mistake.",
            ),
            |row| Cell::date(row.report.retracted.as_ref().map(|retraction| retraction.on)),
        ),
        kept(Column::text("retracted_because", "Retraction reason", "The reason given."), |row| {
            Cell::text(row.report.retracted.as_ref().map(|retraction| &retraction.reason))
        }),
    ]
}

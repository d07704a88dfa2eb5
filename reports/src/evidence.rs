//! The table of documents: one row a document that was attached, also a withdrawn one.

use crate::belongs::{BelongsToAction, ENTRY, OfAction, PartyNames, code_of, keys, name_of};
use crate::described::{ColumnOf, kept, table_of, word};
use crate::table::{About, Cell, Column, Table, TableError};
use domain::actor::Authority;
use domain::evidence::Evidence;
use domain::ledger::Seq;

/// A document with what its row says beside it.
#[derive(Clone, Debug)]
pub struct EvidenceRow<'a> {
    pub of: OfAction<'a>,
    pub document: &'a Evidence,
    /// The title of the milestone that it supports, if it supports one.
    pub milestone: Option<String>,
    pub party: PartyNames,
    pub entry: Seq,
    /// The entry that attached it.
    pub attached_by: Seq,
}

impl BelongsToAction for EvidenceRow<'_> {
    fn of(&self) -> &OfAction<'_> {
        &self.of
    }

    fn entry(&self) -> Option<Seq> {
        Some(self.entry)
    }
}

/// The table of the documents given, in the order given.
///
/// # Errors
/// None that these columns can cause.
pub fn table(about: About, rows: &[EvidenceRow<'_>]) -> Result<Table, TableError> {
    let columns: Vec<ColumnOf<EvidenceRow<'_>>> = keys(ENTRY).into_iter().chain(columns()).collect();
    table_of(about, &columns, rows)
}

fn columns<'a>() -> [ColumnOf<EvidenceRow<'a>>; 20] {
    [
        kept(Column::text("id", "ID", "The document's id in the record."), |row| word(row.document.id)),
        kept(
            Column::integer(
                "attached_entry",
                "Attached: log entry index",
                "The log entry that attached it, counted from 0.",
            ),
            |row| crate::belongs::entry_cell(Some(row.attached_by)),
        ),
        kept(
            Column::text(
                "milestone_id",
                "Milestone ID",
                "The milestone that it supports. Blank for the action as a whole.",
            ),
            |row| Cell::text(row.document.milestone),
        ),
        kept(Column::text("milestone", "Milestone", "The title of that milestone."), |row| {
            Cell::text(row.milestone.as_ref())
        }),
        kept(Column::text("title", "Document", "Document title."), |row| word(&row.document.title)),
        kept(Column::text("link", "Link", "Where it is. Blank if Concord stores the file."), |row| {
            Cell::text(row.document.at.address())
        }),
        kept(Column::text("file_name", "File", "File name. Blank for a link."), |row| {
            Cell::text(row.document.at.file().map(|file| &file.name))
        }),
        kept(Column::text("media_type", "File type", "Its media type, judged by its content."), |row| {
            Cell::text(row.document.at.file().map(|file| file.media_type.code()))
        }),
        kept(Column::integer("bytes", "Bytes", "The size of the file."), |row| {
            let bytes = row.document.at.file().and_then(|file| i64::try_from(file.bytes).ok());
            bytes.map_or(Cell::Blank, Cell::Integer)
        }),
        kept(Column::text("sha256", "SHA-256", "Of the file, or of what the link led to, if given."), |row| {
            Cell::text(row.document.at.sha256())
        }),
        kept(Column::date("dated", "Dated", "The date of the document itself."), |row| Cell::Date(row.document.dated)),
        kept(Column::date("attached", "Attached", "The day on which it was attached."), |row| {
            Cell::Date(row.document.attached)
        }),
        kept(Column::text("agency", "Agency", "The code of the agency or group that attached it."), |row| {
            code_of(Some(&row.party))
        }),
        kept(Column::text("agency_name", "Agency name", "Short name of that agency or group."), |row| {
            name_of(Some(&row.party))
        }),
        kept(
            Column::yes_no("on_behalf", "Attached on behalf", "Whether the secretariat attached it for the agency."),
            |row| Cell::YesNo(matches!(row.document.attached_by, Authority::OnBehalfOf(_))),
        ),
        kept(Column::yes_no("verified", "Verified", "Whether the secretariat verified it."), |row| {
            Cell::YesNo(row.document.verified.is_some())
        }),
        kept(Column::date("verified_on", "Verified on", "The day on which it was verified."), |row| {
            Cell::date(row.document.verified.as_ref().map(|verified| verified.on))
        }),
        kept(Column::text("verified_how", "How it was verified", "In the words of the secretariat."), |row| {
            Cell::text(row.document.verified.as_ref().map(|verified| &verified.ground))
        }),
        kept(Column::date("withdrawn_on", "Withdrawn date", "The day on which it was withdrawn."), |row| {
            Cell::date(row.document.withdrawn.as_ref().map(|withdrawal| withdrawal.on))
        }),
        kept(Column::text("withdrawn_because", "Withdrawal reason", "The reason given."), |row| {
            Cell::text(row.document.withdrawn.as_ref().map(|withdrawal| &withdrawal.reason))
        }),
    ]
}

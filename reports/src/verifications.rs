//! The table of verifications: who verified what, when and how. One row each time, also where it was ended later.

use crate::belongs::{BelongsToAction, OfAction, keys};
use crate::described::{ColumnOf, computed, kept, table_of, word};
use crate::table::{About, Cell, Column, Table, TableError};
use domain::ids::Kind;
use domain::ledger::Seq;
use domain::milestone::Verified;

/// A verification as it was recorded.
#[derive(Clone, Debug)]
pub struct VerificationRow<'a> {
    pub of: OfAction<'a>,
    /// What was verified: a completion of a milestone, a status update or a document.
    pub kind: Kind,
    pub id: String,
    /// What it is called: the title of a milestone or document, the period of an update.
    pub name: String,
    pub verified: &'a Verified,
    /// The account that verified, and what it was called then.
    pub account: Option<String>,
    pub account_name: Option<String>,
    pub entry: Seq,
    /// Whether it is still valid: the milestone was not reopened, the document not withdrawn, the update not retracted.
    pub stands: bool,
}

impl BelongsToAction for VerificationRow<'_> {
    fn of(&self) -> &OfAction<'_> {
        &self.of
    }

    fn entry(&self) -> Option<Seq> {
        Some(self.entry)
    }
}

/// The table of the verifications given, in the order given.
///
/// # Errors
/// None that these columns can cause.
pub fn table(about: About, rows: &[VerificationRow<'_>]) -> Result<Table, TableError> {
    let entry = "The entry of the audit log that recorded the verification, counted from 0.";
    let columns: Vec<ColumnOf<VerificationRow<'_>>> = keys(entry).into_iter().chain(columns()).collect();
    table_of(about, &columns, rows)
}

fn columns<'a>() -> [ColumnOf<VerificationRow<'a>>; 8] {
    [
        kept(
            Column::text("of", "What was verified", "Completion of a milestone, Status update, or Document."),
            |row| {
                word(match row.kind {
                    Kind::Milestone => "Completion of a milestone",
                    Kind::Report => "Status update",
                    _ => "Document",
                })
            },
        ),
        kept(Column::text("of_id", "Verified item ID", "ID of that milestone, update, or document."), |row| {
            word(&row.id)
        }),
        kept(Column::text("of_name", "Verified item name", "Its title; for an update, its period."), |row| {
            word(&row.name)
        }),
        kept(Column::date("verified_on", "Verified on", "The day on which it was verified."), |row| {
            Cell::Date(row.verified.on)
        }),
        kept(Column::text("verified_how", "How it was verified", "In the words of the secretariat."), |row| {
            word(&row.verified.ground)
        }),
        kept(Column::text("account", "Account", "The id of the account that verified."), |row| {
            Cell::text(row.account.as_ref())
        }),
        kept(Column::text("account_name", "Account name", "As the account was recorded then."), |row| {
            Cell::text(row.account_name.as_ref())
        }),
        computed(
            Column::yes_no(
                "stands",
                "Still valid",
                "No if the milestone was reopened since, the document withdrawn, or the update retracted.",
            ),
            |row| Cell::YesNo(row.stands),
        ),
    ]
}

//! Builds the one change that an import makes, from a checked plan file and the current record.
//!
//! A row matches an object by its natural key: the code; the plan's code and the reference; the action, the party, and
//! the role; the two actions and the relation. Every object goes through its own rule.

mod building;
mod carriers;
mod ids;
mod links;
mod merge;
mod plan_rows;
mod plans;
mod reference_rows;
mod rest;

use crate::check::Checked;
use crate::report::ImportReport;
use building::Building;
use domain::actor::Actor;
use domain::import::{Import, NotReferenceData};
use domain::ledger::Hash;
use domain::{Date, DomainError};
use uuid::Uuid;

/// What an import needs besides the file.
pub struct BuildContext<'a> {
    pub actor: &'a Actor,
    pub today: Date,
    /// Gives a fresh id each time.
    pub new_id: &'a mut dyn FnMut() -> Uuid,
    /// The SHA-256 of the bytes of the file.
    pub file: Hash,
}

impl std::fmt::Debug for BuildContext<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BuildContext").field("actor", self.actor).field("today", &self.today).finish_non_exhaustive()
    }
}

/// The objects to save, all in one entry, and the report for the user who runs the import.
#[derive(Debug)]
pub struct Built {
    pub import: Import,
    pub report: ImportReport,
}

/// Why a checked file could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error(transparent)]
    Refused(#[from] DomainError),
    #[error(transparent)]
    NotReferenceData(#[from] NotReferenceData),
    #[error("an object could not be written as JSON: {0}")]
    Unwritable(#[from] serde_json::Error),
}

/// Builds the import of a checked file. The same file over itself builds nothing.
///
/// # Errors
/// If a rule refuses: the actor may not edit plans, or a row breaks a rule that the check does not cover.
pub fn build<'a>(checked: Checked<'a>, context: BuildContext<'a>) -> Result<Built, BuildError> {
    let mut building = Building::begin(checked, context)?;
    building.reference_data()?;
    building.plans()?;
    building.nodes()?;
    building.actions()?;
    building.carriers()?;
    building.reports()?;
    building.links()?;
    building.note_rest();
    Ok(building.finish())
}

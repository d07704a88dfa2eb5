//! Imports: from the bytes of a file to one entry of the record, or to every fault that was found.

use crate::check::check;
use crate::fault::Fault;
use crate::import::{BuildContext, BuildError, build};
use crate::objects::{Baseline, Objects};
use crate::read::{read, text_of};
use crate::real::{REAL_FILES, RealFile};
use crate::report::ImportReport;
use domain::actor::{Actor, Permission};
use domain::ledger::Hash;
use domain::{DomainError, OfKind};
use std::fmt;
use store::{Change, Store, StoreError};
use thiserror::Error;

/// Why nothing was imported.
#[derive(Debug, Error)]
pub enum ImportError {
    /// Every fault, each with its place.
    #[error("{}", listed(.0))]
    Faults(Vec<Fault>),
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error(transparent)]
    Refused(#[from] DomainError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One of the files that the program contains could not be loaded.
#[derive(Debug, Error)]
#[error("{file}: {cause}")]
pub struct RealPlansError {
    pub file: &'static str,
    #[source]
    pub cause: ImportError,
}

fn listed(faults: &[Fault]) -> impl fmt::Display {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Imports a plan file as one entry. It checks first: if there is a fault, nothing is changed. Importing the same file
/// again writes nothing.
///
/// # Errors
/// Every fault of the file with its place; a refusal if the actor may not edit plans.
pub async fn import(store: &Store, actor: &Actor, file: &[u8]) -> Result<ImportReport, ImportError> {
    actor.require(Permission::KeepPlans)?;
    let text = text_of(file).map_err(|fault| ImportError::Faults(vec![fault]))?;
    let plan_file = read(text).map_err(ImportError::Faults)?;
    let mut change = store.change(actor).await?;
    let baseline = baseline(&mut change).await?;
    let checked = check(&plan_file, &baseline).map_err(|faults| ImportError::Faults(faults.located_in(text)))?;
    let hash = Hash::of(&[file]);
    let today = change.today();
    let built = build(checked, BuildContext { actor, today, new_id: &mut || change.new_id(), file: hash })?;
    if built.import.is_empty() {
        return Ok(built.report);
    }
    change.save(built.import.finish(actor, hash.to_string())).await?;
    change.commit().await?;
    Ok(built.report)
}

/// Loads the real plans that the product ships, in their order.
///
/// # Errors
/// If one of them cannot be loaded; those before it stay.
pub async fn load_real_plans(store: &Store, actor: &Actor) -> Result<Vec<ImportReport>, RealPlansError> {
    let mut reports = Vec::with_capacity(REAL_FILES.len());
    for file in REAL_FILES {
        reports.push(load_real_plan(store, actor, file).await?);
    }
    Ok(reports)
}

/// Loads one of them.
///
/// # Errors
/// If it cannot be loaded.
pub async fn load_real_plan(store: &Store, actor: &Actor, file: &RealFile) -> Result<ImportReport, RealPlansError> {
    import(store, actor, file.text.as_bytes()).await.map_err(|cause| RealPlansError { file: file.name, cause })
}

/// The record now, and as the last imports left it.
async fn baseline(change: &mut Change) -> Result<Baseline, StoreError> {
    let now = Objects {
        agencies: change.all().await?,
        bodies: change.all().await?,
        references: change.all().await?,
        indicators: change.all().await?,
        meetings: change.all().await?,
        plans: change.all().await?,
        nodes: change.all().await?,
        actions: change.all().await?,
        assignments: change.all().await?,
        reports: change.all().await?,
        links: change.all().await?,
    };
    let imported = Objects {
        agencies: imported(change).await?,
        bodies: imported(change).await?,
        references: imported(change).await?,
        indicators: imported(change).await?,
        meetings: imported(change).await?,
        plans: imported(change).await?,
        nodes: imported(change).await?,
        actions: imported(change).await?,
        assignments: imported(change).await?,
        reports: imported(change).await?,
        links: imported(change).await?,
    };
    Ok(Baseline { now, imported })
}

async fn imported<T: OfKind>(change: &Change) -> Result<Vec<T>, StoreError> {
    change.as_last_imported().await
}

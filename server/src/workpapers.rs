//! Makes a workpaper: draws the sample, sets the action files in type, and packs all of it with its proofs.

use crate::faces::{Face, FaceError};
use domain::ids::ActionId;
use domain::ledger::{CheckpointError, SignedCheckpoint, VerifierKey, VerifierKeyError};
use queries::documents::{ReportKind, ReportQuery, Setting, report};
use queries::error::{BadQuery, QueryError};
use queries::paths::reference_in_addresses;
use queries::workpapers::{FILE, SelectedItem, Selection, WorkpaperQuery, items, select};
use reports::document::{Document, Steps};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use store::{StoreError, View};
use workpaper::{ActionFile, Asked, Contents, WriteError};

/// Why a workpaper was not made.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    #[error(transparent)]
    Query(#[from] QueryError),
    #[error(transparent)]
    Face(#[from] FaceError),
    #[error("The checkpoint or the key of the record doesn't read: {0}")]
    Checkpoint(#[from] CheckpointError),
    #[error("The checkpoint or the key of the record doesn't read: {0}")]
    Key(#[from] VerifierKeyError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("The workpaper was not made: {0}")]
    Stopped(String),
}

impl From<StoreError> for MakeError {
    fn from(cause: StoreError) -> MakeError {
        MakeError::Query(cause.into())
    }
}

impl From<BadQuery> for MakeError {
    fn from(cause: BadQuery) -> MakeError {
        MakeError::Query(cause.into())
    }
}

/// A workpaper that was made.
#[derive(Clone, Debug)]
pub struct Made {
    pub bytes: Vec<u8>,
    /// How many items were drawn, and of how many.
    pub items: usize,
    pub population: usize,
}

/// Makes the workpaper. Each action file is a step of the setting, and so are drawing and packing. The same query at the
/// same point is the same bytes.
///
/// # Errors
/// Where nothing can be drawn, the record cannot be read, what was put together does not hold, or it is no longer wanted.
pub async fn make(setting: &Setting<'_>, query: &WorkpaperQuery) -> Result<Made, MakeError> {
    let (steps, pinned) = (setting.steps.clone(), setting.pinned());
    let view = setting.view.at(pinned.as_of()).await?;
    // A report on one action is a single step of a workpaper.
    let setting = Setting { view: &view, paths: &pinned, steps: Steps::default(), ..setting.clone() };
    steps.expect(2);
    steps.next().map_err(QueryError::from)?;
    let selection = select(&view, query).await?;
    let actions: BTreeSet<ActionId> =
        selection.items.iter().filter_map(SelectedItem::action).map(|facts| facts.id).collect();
    steps.expect(actions.len());
    let mut items = items(&view, &selection).await?;
    let mut made: HashMap<ActionId, ActionFile> = HashMap::new();
    for (selected, item) in selection.items.iter().zip(&mut items) {
        let Some(facts) = selected.action() else { continue };
        if let Entry::Vacant(place) = made.entry(facts.id) {
            steps.next().map_err(QueryError::from)?;
            let document = action_file(&setting, &view, facts).await?;
            place.insert(written(document).await?);
        }
        item.action_file = made.get(&facts.id).cloned();
    }
    steps.next().map_err(QueryError::from)?;
    let contents = Contents {
        key: VerifierKey::parse(&setting.public_key)?,
        checkpoint: SignedCheckpoint::parse(&setting.ledger_head.checkpoint)?,
        asked: asked(&setting, query, &selection),
        population: selection.population,
        items,
    };
    let (items, population) = (contents.items.len(), contents.population.len());
    let bytes = tokio::task::spawn_blocking(move || workpaper::write(&contents)).await.map_err(stopped)??;
    Ok(Made { bytes, items, population })
}

/// The report on one action.
async fn action_file(
    setting: &Setting<'_>,
    view: &View,
    facts: &domain::facts::ActionFacts,
) -> Result<Document, QueryError> {
    let plan = view.plan(facts.plan)?.code.to_string();
    let pairs = [("plan".to_owned(), plan), ("action".to_owned(), reference_in_addresses(facts))];
    report(setting, ReportKind::Action, &ReportQuery::read(ReportKind::Action, &pairs)?).await
}

/// Sets it in type on a thread of its own.
async fn written(document: Document) -> Result<ActionFile, MakeError> {
    let both = move || -> Result<ActionFile, FaceError> {
        let steps = Steps::default();
        Ok(ActionFile { pdf: Face::Pdf.write(&document, &steps)?, json: Face::Json.write(&document, &steps)? })
    };
    Ok(tokio::task::spawn_blocking(both).await.map_err(stopped)??)
}

fn asked(setting: &Setting<'_>, query: &WorkpaperQuery, selection: &Selection<'_>) -> Asked {
    let position = setting.view.position();
    Asked {
        publisher: setting.publisher.to_owned(),
        demonstration: setting.view.is_sample(),
        address: setting.paths.with_pairs(FILE, &query.pairs()),
        as_of: position.as_of.to_string(),
        judged_on: position.day,
        of: query.of(),
        query: serde_urlencoded::to_string(query.filters()).unwrap_or_default(),
        filters: query.filters_in_words(),
        size: query.size,
        seed: query.seed.to_string(),
        stratified_by: query.by.map(|by| by.words().to_owned()),
        withheld: selection.withheld,
    }
}

fn stopped(cause: impl std::fmt::Display) -> MakeError {
    MakeError::Stopped(cause.to_string())
}

/// What a workpaper is called where it is kept: what was sampled, the seed, the day and the last entry.
pub fn file_name(view: &View, query: &WorkpaperQuery) -> String {
    let position = view.position();
    format!(
        "concord-workpaper-{}-{}-seed-{}_{}_entry-{}.zip",
        query.size,
        query.of().code(),
        query.seed,
        position.day,
        position.seq.number()
    )
}

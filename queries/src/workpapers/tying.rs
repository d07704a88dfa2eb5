//! What ties the items of a sample to the signed log: their versions, the entries that made them, and a proof of each.

use super::{SelectedItem, Selection};
use crate::error::QueryError;
use domain::ledger::{InclusionProofs, ProofError, RowVersion, Rows, Seq, leaf_hash};
use std::collections::{BTreeMap, BTreeSet};
use store::{Hashed, ShownEntry, StoreError, TiedVersion, View, WithheldEntry};
use workpaper::{Erased, Item, ProvenEntry, ProvenRow, TiedContent, row_leaf};

/// The most contents of a sampled log entry. An import makes thousands.
const MOST_OF_AN_ENTRY: usize = Rows::MOST_LISTED;

/// An item with its versions.
struct Versions<'a> {
    item: &'a SelectedItem<'a>,
    versions: Vec<TiedVersion>,
    left_out: u64,
}

/// The rows of an entry that gives them by a root, and the proofs of their tree.
struct ByRoot {
    places: BTreeMap<(String, uuid::Uuid, u32), usize>,
    rows: Vec<RowVersion>,
    proofs: InclusionProofs,
}

/// The items of a workpaper, in the order of the sample, without their action files.
///
/// # Errors
/// When the database does not answer, or the log in it does not hold together.
pub async fn items(view: &View, selection: &Selection<'_>) -> Result<Vec<Item>, QueryError> {
    let mut all = Vec::with_capacity(selection.items.len());
    for item in &selection.items {
        all.push(versions(view, item).await?);
    }
    let numbers: BTreeSet<Seq> = all.iter().flat_map(|of| entries_of(view, of)).collect();
    let shown = view.shown_entries_of(&numbers.into_iter().collect::<Vec<_>>()).await?;
    let proofs = InclusionProofs::over(view.leaf_hashes().await?);
    let (mut entries, mut by_root) = (BTreeMap::new(), BTreeMap::new());
    for entry in shown {
        let (seq, entry, rows) = proven(view, entry, &proofs).await?;
        entries.insert(seq, entry);
        by_root.extend(rows.map(|rows| (seq, rows)));
    }
    all.into_iter().map(|of| item(view, of, (&entries, &by_root))).collect()
}

async fn versions<'a>(view: &View, item: &'a SelectedItem<'a>) -> Result<Versions<'a>, StoreError> {
    let (versions, left_out) = match item {
        SelectedItem::Action(facts) => (view.versions_of_action(facts.id).await?, 0),
        SelectedItem::Milestone(row) => (view.versions_of_milestone(row.milestone.id).await?, 0),
        SelectedItem::Entry(seq) => view.versions_made_by(*seq, MOST_OF_AN_ENTRY).await?,
    };
    Ok(Versions { item, versions, left_out })
}

/// The entry itself, those that made the versions, and those that say that one was erased. One that came after the point
/// that is read is not in the log that is signed there.
fn entries_of(view: &View, of: &Versions<'_>) -> BTreeSet<Seq> {
    let itself = match of.item {
        SelectedItem::Entry(seq) => Some(*seq),
        SelectedItem::Action(_) | SelectedItem::Milestone(_) => None,
    };
    let made = of.versions.iter().map(|version| version.row.since);
    let erased = of.versions.iter().filter_map(|version| version.hashed.as_ref().err().copied());
    itself.into_iter().chain(made).chain(erased).filter(|seq| *seq <= view.position().seq).collect()
}

async fn proven(
    view: &View,
    entry: ShownEntry,
    proofs: &InclusionProofs,
) -> Result<(Seq, ProvenEntry, Option<ByRoot>), QueryError> {
    match entry {
        ShownEntry::Withheld(WithheldEntry { seq, kind, leaf }) => {
            let proof = proofs.of(seq).map_err(broken_proof)?;
            Ok((seq, ProvenEntry::Withheld { seq, kind, leaf, proof }, None))
        }
        ShownEntry::Whole(entry) => {
            let seq = entry.leaf.entry().seq;
            let proof = proofs.of(seq).map_err(broken_proof)?;
            let by_root = match &entry.leaf.entry().rows {
                Rows::Listed(_) => None,
                Rows::ByRoot(_) => Some(ByRoot::of(view.rows_of_entry(&entry).await?)?),
            };
            Ok((seq, ProvenEntry::Whole { leaf: Box::new(entry.leaf), proof }, by_root))
        }
    }
}

impl ByRoot {
    fn of(rows: Vec<RowVersion>) -> Result<ByRoot, QueryError> {
        let leaves = rows.iter().map(|row| Ok(leaf_hash(row_leaf(row)?.as_bytes())));
        let leaves = leaves.collect::<Result<Vec<_>, serde_json::Error>>();
        let proofs = InclusionProofs::over(leaves.map_err(|cause| broken(&cause))?);
        let places = rows.iter().enumerate().map(|(place, row)| (key(row.kind.as_str(), row.id, row.version.0), place));
        Ok(ByRoot { places: places.collect(), rows, proofs })
    }

    fn row(&self, of: &TiedVersion) -> Result<Option<ProvenRow>, QueryError> {
        let row = &of.row;
        let Some(place) = self.places.get(&key(row.kind.as_str(), row.id, row.version.0)) else { return Ok(None) };
        let Some(found) = self.rows.get(*place) else { return Ok(None) };
        let index = *place as u64;
        let proof = self.proofs.of(Seq(index)).map_err(broken_proof)?;
        Ok(Some(ProvenRow { of: row.since, index, row: found.clone(), proof }))
    }
}

fn key(kind: &str, id: uuid::Uuid, version: u32) -> (String, uuid::Uuid, u32) {
    (kind.to_owned(), id, version)
}

fn item(
    view: &View,
    of: Versions<'_>,
    (entries, by_root): (&BTreeMap<Seq, ProvenEntry>, &BTreeMap<Seq, ByRoot>),
) -> Result<Item, QueryError> {
    let concerned = entries_of(view, &of);
    let mut rows = Vec::new();
    for version in &of.versions {
        if let Some(by_root) = by_root.get(&version.row.since) {
            rows.extend(by_root.row(version)?);
        }
    }
    let (mut contents, mut erased) = (Vec::new(), Vec::new());
    for TiedVersion { row, hash, hashed } in of.versions {
        match hashed {
            Ok(Hashed { salt, content, form }) => contents.push(TiedContent { row, salt, form, content, hash }),
            Err(by) => {
                let (kind, id, version, since) = (row.kind, row.id, row.version.0, row.since);
                erased.push(Erased { kind, id, version, since, by });
            }
        }
    }
    let left_out = of.left_out;
    Ok(Item {
        id: of.item.id(),
        label: of.item.label(view),
        title: of.item.title(),
        action_file: None,
        entries: concerned.iter().filter_map(|seq| entries.get(seq).cloned()).collect(),
        contents,
        rows,
        erased,
        left_out,
    })
}

fn broken_proof(cause: ProofError) -> QueryError {
    broken(&cause)
}

fn broken(cause: &dyn std::fmt::Display) -> QueryError {
    QueryError::Store(StoreError::Damaged(cause.to_string()))
}

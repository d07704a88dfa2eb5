//! One item: its log entries are in the signed log, its contents are those of the entries, and both are about it.

use crate::about::{ItemEntry, Sampled};
use crate::archive::Archive;
use crate::contents::{ProvenEntry, ProvenRow, TiedContent, VersionKey};
use crate::fault::{Fault, Reason};
use crate::lines::{LineFault, read_content, read_entry, read_row, row_leaf};
use crate::names::{ABOUT, CONTENTS, LOG, ROWS};
use domain::ledger::{Checkpoint, Hash, RowVersion, Rows, Seq, TreeSize, leaf_hash, row_hash, verify_inclusion};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

/// What was found to hold, over all items.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    pub proofs: usize,
    pub contents: usize,
    pub untied: usize,
}

/// The entries of an item by their numbers.
type Entries = BTreeMap<Seq, ProvenEntry>;

/// The row hashes that entries give by a root, by entry and version.
type ByRoot = BTreeMap<(Seq, VersionKey), Hash>;

pub(super) fn check<R: Read + Seek>(
    archive: &mut Archive<R>,
    (of, item): (Sampled, &ItemEntry),
    checkpoint: &Checkpoint,
    found: &mut Found,
) -> Result<(), Fault> {
    let name = |file: &str| format!("{}/{file}", item.folder);
    let entries = check_log(&name(LOG), &lines(archive, &name(LOG))?, checkpoint)?;
    let rows = lines_if_any(archive, &name(ROWS))?;
    let by_root = check_rows(&name(ROWS), &rows, &entries)?;
    let contents = check_contents(&name(CONTENTS), &lines(archive, &name(CONTENTS))?, (&entries, &by_root), found)?;
    found.proofs += entries.len();
    check_erased(item, &entries, checkpoint.size)?;
    match of.kind() {
        None if !entries.keys().any(|seq| seq.to_string() == item.id) => {
            Err(Fault::in_file(name(LOG), Reason::NotOfTheItem))
        }
        None => Ok(()),
        Some(kind) => {
            check_versions(&name(CONTENTS), item, &contents)?;
            let is_of_it = |(of, id, _): &VersionKey| of.as_str() == kind && id.to_string() == item.id;
            let is_erased = item.erased.iter().any(|erased| erased.id.to_string() == item.id);
            if contents.iter().any(is_of_it) || is_erased {
                Ok(())
            } else {
                Err(Fault::in_file(name(CONTENTS), Reason::NotOfTheItem))
            }
        }
    }
}

/// The lines of a file, each with its number.
fn lines<R: Read + Seek>(archive: &mut Archive<R>, name: &str) -> Result<Vec<(usize, String)>, Fault> {
    let text = archive.text(name)?;
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let text = text.strip_suffix('\n').ok_or_else(|| Fault::in_file(name, Reason::Cut))?;
    Ok((1..).zip(text.split('\n').map(str::to_owned)).collect())
}

fn lines_if_any<R: Read + Seek>(archive: &mut Archive<R>, name: &str) -> Result<Vec<(usize, String)>, Fault> {
    if archive.names.contains(name) { lines(archive, name) } else { Ok(Vec::new()) }
}

fn read<T>(
    file: &str,
    (number, line): &(usize, String),
    read: impl FnOnce(&str) -> Result<T, LineFault>,
) -> Result<T, Fault> {
    read(line).map_err(|cause| Fault::in_file(file, cause).at(*number))
}

/// Every entry is in the log whose checkpoint was signed.
fn check_log(file: &str, lines: &[(usize, String)], checkpoint: &Checkpoint) -> Result<Entries, Fault> {
    let mut entries = Entries::new();
    for line in lines {
        let entry = read(file, line, read_entry)?;
        let seq = entry.seq();
        let fault = |reason| Fault::in_file(file, reason).at(line.0).of_entry(seq);
        if entries.last_key_value().is_some_and(|(last, _)| *last >= seq) {
            return Err(fault(Reason::Order));
        }
        verify_inclusion(entry.leaf_hash(), seq, checkpoint.size, entry.proof(), checkpoint.root)
            .map_err(|cause| fault(Reason::Proof(cause)))?;
        entries.insert(seq, entry);
    }
    Ok(entries)
}

/// Every row is under the root that its entry gives.
fn check_rows(file: &str, lines: &[(usize, String)], entries: &Entries) -> Result<ByRoot, Fault> {
    let mut by_root = ByRoot::new();
    for line in lines {
        let ProvenRow { of, index, row, proof } = read(file, line, read_row)?;
        let fault = |reason| Fault::in_file(file, reason).at(line.0).of_entry(of);
        let Some(ProvenEntry::Whole { leaf, .. }) = entries.get(&of) else { return Err(fault(Reason::NoEntry)) };
        let Rows::ByRoot(root) = &leaf.entry().rows else { return Err(fault(Reason::NotByRoot)) };
        let bytes = row_leaf(&row).map_err(|cause| fault(Reason::About(cause.to_string())))?;
        let leaf = leaf_hash(bytes.as_bytes());
        verify_inclusion(leaf, Seq(index), TreeSize(root.count), &proof, root.root)
            .map_err(|cause| fault(Reason::RowProof(cause)))?;
        by_root.insert((of, key(&row)), row.hash);
    }
    Ok(by_root)
}

/// Every content has the row hash that its entry gives.
fn check_contents(
    file: &str,
    lines: &[(usize, String)],
    (entries, by_root): (&Entries, &ByRoot),
    found: &mut Found,
) -> Result<BTreeSet<VersionKey>, Fault> {
    let mut versions = BTreeSet::new();
    for line in lines {
        let TiedContent { row, salt, content, hash, .. } = read(file, line, read_content)?;
        let fault = |reason| Fault::in_file(file, reason).at(line.0).of_entry(row.since);
        let computed = row_hash(&salt, &row, &content);
        if computed != hash {
            return Err(fault(Reason::RowHash { stated: hash, found: computed }));
        }
        let (kind, id) = (row.kind.to_string(), row.id.to_string());
        let version = (row.kind.clone(), row.id, row.version.0);
        let signed = match entries.get(&row.since) {
            None => return Err(fault(Reason::NoEntry)),
            Some(ProvenEntry::Withheld { .. }) => None,
            Some(ProvenEntry::Whole { leaf, .. }) => Some(match &leaf.entry().rows {
                Rows::Listed(rows) => rows.iter().find(|of| key(of) == version).map(|of| of.hash),
                Rows::ByRoot(_) => by_root.get(&(row.since, version.clone())).copied(),
            }),
        };
        match signed {
            None => found.untied += 1,
            Some(None) => return Err(fault(Reason::NotInEntry { kind, id })),
            Some(Some(signed)) if signed != hash => {
                return Err(fault(Reason::OtherRow { kind, id, signed, found: hash }));
            }
            Some(Some(_)) => found.contents += 1,
        }
        if !versions.insert(version) {
            return Err(fault(Reason::Order));
        }
    }
    Ok(versions)
}

fn key(row: &RowVersion) -> VersionKey {
    (row.kind.clone(), row.id, row.version.0)
}

/// The entry that is said to have erased a content names the object and the version. One that came after the point that is
/// read is not in the log that was signed here.
fn check_erased(item: &ItemEntry, entries: &Entries, size: TreeSize) -> Result<(), Fault> {
    for erased in item.erased.iter().filter(|erased| erased.by < size.next_seq()) {
        let fault = |reason| Fault::in_file(ABOUT, reason).of_entry(erased.by);
        let leaf = match entries.get(&erased.by) {
            Some(ProvenEntry::Whole { leaf, .. }) => leaf,
            Some(ProvenEntry::Withheld { .. }) => continue,
            None => return Err(fault(Reason::NoEntry)),
        };
        let entry = leaf.entry();
        let says = |name: &str| entry.particulars.get(name);
        let names_it = says("kind").and_then(|kind| kind.as_str()) == Some(erased.kind.as_str())
            && says("id").and_then(|id| id.as_str()) == Some(erased.id.to_string().as_str());
        let versions = says("versions").and_then(|versions| versions.as_array());
        let names_the_version =
            versions.is_some_and(|all| all.iter().any(|of| of.as_u64() == Some(u64::from(erased.version))));
        if entry.event.as_str() != "content-erased" || !names_it || !names_the_version {
            return Err(fault(Reason::NotErased));
        }
    }
    Ok(())
}

/// The versions of each object go on from 1 without a gap, as the log numbers them.
fn check_versions(file: &str, item: &ItemEntry, contents: &BTreeSet<VersionKey>) -> Result<(), Fault> {
    let erased = item.erased.iter().map(|of| (of.kind.clone(), of.id, of.version));
    let mut next: BTreeMap<_, u32> = BTreeMap::new();
    for (kind, id, version) in contents.iter().cloned().chain(erased).collect::<BTreeSet<_>>() {
        let expected = next.entry((kind.clone(), id)).or_insert(1);
        if version != *expected {
            let (kind, id, version) = (kind.to_string(), id.to_string(), *expected);
            return Err(Fault::in_file(file, Reason::Gap { kind, id, version }));
        }
        *expected += 1;
    }
    Ok(())
}

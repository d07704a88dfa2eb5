//! Whether a workpaper is whole: every hash, the signature, the sample, every proof and every content, with no database.

mod item;

use crate::about::{About, CONCORD, FORMAT, Sampled};
use crate::archive::Archive;
use crate::fault::{Fault, Reason};
use crate::names::{ABOUT, CHECKPOINT, KEY, MANIFEST, OF_ALL, OF_AN_ITEM, POPULATION, SELECTION, folder};
use crate::tables::{is_drawn, read_population, selection};
use domain::ledger::{Checkpoint, Hash, LogName, SignedCheckpoint, TreeSize, VerifierKey};
use domain::sampling::{Seed, draw};
use item::Found;
use std::collections::BTreeSet;
use std::io::{Read, Seek};

/// How far a check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
}

/// A workpaper in which everything holds that can be checked without the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    pub about: About,
    pub log: LogName,
    pub key: VerifierKey,
    /// Whether the key was known from elsewhere, and not only from the file.
    pub key_was_expected: bool,
    /// The size and the root of the log that were signed.
    pub size: TreeSize,
    pub root: Hash,
    /// The signed checkpoint, to be compared with one that was saved elsewhere.
    pub checkpoint: String,
    pub files: usize,
    /// Proofs that a log entry is in the signed log.
    pub proofs: usize,
    /// Contents whose row hash is the one in their log entry.
    pub contents: usize,
    /// Contents whose row hash was computed, but whose log entry is withheld.
    pub untied: usize,
    pub erased: usize,
}

impl Whole {
    /// What was not checked, a sentence each. It is part of every answer: a check that is silent about its limits says more
    /// than it knows.
    pub fn not_checked(&self) -> Vec<String> {
        let mut not = Vec::new();
        if !self.key_was_expected {
            not.push(
                "Whose key it is: it was taken from the file itself. Compare it with the published key of the record."
                    .to_owned(),
            );
        }
        not.push(
            "Whether the population is complete, and each of its items in the right group: the record decides that. Make \
             the same workpaper again at the address that it names."
                .to_owned(),
        );
        if self.about.asked.of != Sampled::Entries {
            not.push(
                "What the action files (PDF and JSON) say. Nothing signed names them: a person who changes one can write \
                 its new hash into the list. Check each by itself on the page Check a file, or with concord verify --document."
                    .to_owned(),
            );
        }
        not.push(
            "The titles of the items and the words of README.txt: the list of hashes holds them, and nobody signs it. The \
             contents of each item have its title."
                .to_owned(),
        );
        not.push(
            "Whether versions were made after the last one that is here, and whether what was reported is true."
                .to_owned(),
        );
        if self.untied > 0 {
            let (number, verb) = if self.untied == 1 { ("1 content", "was") } else { ("contents", "were") };
            let number = if self.untied == 1 { number.to_owned() } else { format!("{} {number}", self.untied) };
            not.push(format!(
                "{number} that {verb} made by log entries of which the account may see only the hash: each fits the row \
                 hash beside it, and the log entry doesn't show that hash."
            ));
        }
        if self.erased > 0 {
            not.push(format!(
                "Contents erased under law: {}. Their hashes are in the log; their texts are gone.",
                self.erased
            ));
        }
        not
    }
}

/// Checks a workpaper, and names the first thing that does not hold.
///
/// `expected` is the key of the record, where it is known from elsewhere. Bounded in memory by the largest file that is read,
/// [`MOST_BYTES_OF_A_FILE`](crate::MOST_BYTES_OF_A_FILE).
///
/// # Errors
/// The first [`Fault`].
pub fn check<R: Read + Seek>(
    file: R,
    expected: Option<&VerifierKey>,
    mut progress: impl FnMut(Progress),
) -> Result<Whole, Fault> {
    let mut archive = Archive::open(file)?;
    let files = archive.names.len();
    // Items are known after the hashes were checked.
    check_manifest(&mut archive, &mut |done| progress(Progress { done, total: files }))?;
    let key = read_key(&mut archive, expected)?;
    let (signed, checkpoint) = read_checkpoint(&mut archive, &key)?;
    let about = read_about(&mut archive, &checkpoint)?;
    check_names(&archive.names, &about)?;
    check_sample(&mut archive, &about)?;
    let (mut found, total) = (Found::default(), files + about.items.len());
    for (item, done) in about.items.iter().zip(files + 1..) {
        item::check(&mut archive, (about.asked.of, item), &checkpoint, &mut found)?;
        progress(Progress { done, total });
    }
    Ok(Whole {
        log: checkpoint.origin,
        size: checkpoint.size,
        root: checkpoint.root,
        checkpoint: signed.text().to_owned(),
        key,
        key_was_expected: expected.is_some(),
        files,
        proofs: found.proofs,
        contents: found.contents,
        untied: found.untied,
        erased: about.items.iter().map(|item| item.erased.len()).sum(),
        about,
    })
}

/// Compares every file with its hash. The list names every file but itself, once, in the order of names.
fn check_manifest<R: Read + Seek>(archive: &mut Archive<R>, done: &mut impl FnMut(usize)) -> Result<(), Fault> {
    let list = archive.text(MANIFEST)?;
    let fault = |line: usize| Fault::in_file(MANIFEST, Reason::NotAHashLine).at(line);
    let lines = list.strip_suffix('\n').ok_or_else(|| Fault::in_file(MANIFEST, Reason::Cut))?;
    let mut listed: BTreeSet<String> = BTreeSet::new();
    for (line, number) in lines.split('\n').zip(1..) {
        let (hash, name) = line.split_once("  ").ok_or_else(|| fault(number))?;
        let hash = Hash::from_hex(hash).map_err(|_| fault(number))?;
        let is_next = listed.last().is_none_or(|last| last.as_str() < name);
        if !is_next || name == MANIFEST {
            return Err(fault(number));
        }
        let found = archive.hash(name)?;
        if found != hash {
            return Err(Fault::in_file(name, Reason::FileHash { listed: hash, found }));
        }
        listed.insert(name.to_owned());
        done(number);
    }
    match archive.names.iter().find(|name| !listed.contains(*name) && *name != MANIFEST) {
        Some(name) => Err(Fault::in_file(name, Reason::NotListed)),
        None => Ok(()),
    }
}

fn read_key<R: Read + Seek>(archive: &mut Archive<R>, expected: Option<&VerifierKey>) -> Result<VerifierKey, Fault> {
    let text = archive.text(KEY)?;
    let text = text.strip_suffix('\n').ok_or_else(|| Fault::in_file(KEY, Reason::Cut))?;
    let key = VerifierKey::parse(text).map_err(|cause| Fault::in_file(KEY, Reason::Key(cause)))?;
    match expected.filter(|expected| **expected != key) {
        Some(expected) => {
            let (expected, found) = (expected.to_string(), key.to_string());
            Err(Fault::in_file(KEY, Reason::OtherKey { expected, found }))
        }
        None => Ok(key),
    }
}

fn read_checkpoint<R: Read + Seek>(
    archive: &mut Archive<R>,
    key: &VerifierKey,
) -> Result<(SignedCheckpoint, Checkpoint), Fault> {
    let text = archive.text(CHECKPOINT)?;
    let signed =
        SignedCheckpoint::parse(&text).map_err(|cause| Fault::in_file(CHECKPOINT, Reason::Checkpoint(cause)))?;
    let checkpoint = signed.verify(key).map_err(|cause| Fault::in_file(CHECKPOINT, Reason::Signature(cause)))?.clone();
    Ok((signed, checkpoint))
}

fn read_about<R: Read + Seek>(archive: &mut Archive<R>, checkpoint: &Checkpoint) -> Result<About, Fault> {
    let fault = |reason| Fault::in_file(ABOUT, reason);
    let text = archive.text(ABOUT)?;
    let stated: serde_json::Value =
        serde_json::from_str(&text).map_err(|cause| fault(Reason::About(cause.to_string())))?;
    let concord = stated["concord"].as_str().unwrap_or_default().to_owned();
    let format = stated["format"].as_u64().and_then(|format| u32::try_from(format).ok()).unwrap_or_default();
    if (concord.as_str(), format) != (CONCORD, FORMAT) {
        return Err(fault(Reason::UnknownFormat { concord, format }));
    }
    let about: About = serde_json::from_str(&text).map_err(|cause| fault(Reason::About(cause.to_string())))?;
    let signed = checkpoint.origin.to_string();
    if about.origin != signed {
        return Err(fault(Reason::OtherLog { stated: about.origin, signed }));
    }
    if about.entry.tree_size() != checkpoint.size {
        return Err(fault(Reason::OtherPoint { stated: about.entry, signed: checkpoint.size }));
    }
    Ok(about)
}

/// Every file has a place in the format, and every folder is that of an item.
fn check_names(names: &BTreeSet<String>, about: &About) -> Result<(), Fault> {
    for (item, number) in about.items.iter().zip(1..) {
        if item.number != number || item.folder != folder(number, &item.label) {
            return Err(Fault::in_file(ABOUT, Reason::OtherSample));
        }
    }
    let folders: BTreeSet<&str> = about.items.iter().map(|item| item.folder.as_str()).collect();
    let is_known = |name: &str| {
        let of_an_item = name.rsplit_once('/');
        let is_of_an_item = |(folder, file)| folders.contains(folder) && OF_AN_ITEM.contains(&file);
        OF_ALL.contains(&name) || of_an_item.is_some_and(is_of_an_item)
    };
    if let Some(name) = names.iter().find(|name| !is_known(name)) {
        return Err(Fault::in_file(name, Reason::UnknownFile));
    }
    match OF_ALL.into_iter().find(|name| !names.contains(*name)) {
        Some(name) => Err(Fault::in_file(name, Reason::Missing)),
        None => Ok(()),
    }
}

/// Draws the sample again from the population that is listed.
fn check_sample<R: Read + Seek>(archive: &mut Archive<R>, about: &About) -> Result<(), Fault> {
    let table = archive.text(POPULATION)?;
    let population = read_population(&table).map_err(|line| Fault::in_file(POPULATION, Reason::Population).at(line))?;
    let mut ids = BTreeSet::new();
    if let Some(twice) = population.iter().find(|candidate| !ids.insert(candidate.id.as_str())) {
        return Err(Fault::in_file(POPULATION, Reason::Twice { id: twice.id.clone() }));
    }
    let cannot = |cause: &dyn std::fmt::Display| Fault::in_file(ABOUT, Reason::Sample(cause.to_string()));
    let seed = Seed::parse(&about.asked.seed).map_err(|cause| cannot(&cause))?;
    let sample = draw(&seed, about.asked.size, &population).map_err(|cause| cannot(&cause))?;
    if about.population != population.len() || !is_drawn(about, &sample) {
        return Err(Fault::in_file(ABOUT, Reason::OtherSample));
    }
    if archive.text(SELECTION)? != selection(about) {
        return Err(Fault::in_file(SELECTION, Reason::OtherTable));
    }
    Ok(())
}

#[cfg(test)]
mod tests;

//! The files of a workpaper, their list of hashes, and the zip. The same contents are the same bytes.

use crate::about::{About, Asked, CONCORD, FORMAT, ItemEntry, StratumEntry};
use crate::check::check;
use crate::contents::{ActionFile, Contents, Item};
use crate::fault::Fault;
use crate::lines::{content, entry_line, joined, row_line};
use crate::names::{
    ABOUT, ACTION_JSON, ACTION_PDF, CHECK, CHECKPOINT, CONTENTS, KEY, LEDGER, LOG, MANIFEST, POPULATION, README, ROWS,
    SELECTION, folder,
};
use crate::readme::readme;
use crate::tables::{population, selection};
use domain::ledger::Hash;
use domain::sampling::{Candidate, NotASeed, SamplingError, Seed, draw};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The format of the log, as it is published.
const LEDGER_TEXT: &str = include_str!("../../docs/ledger.md");
const CHECK_TEXT: &str = include_str!("check.py");

/// zlib's usual level.
const LEVEL: i64 = 6;

/// Why a workpaper was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Seed(#[from] NotASeed),
    #[error(transparent)]
    Sample(#[from] SamplingError),
    #[error("The items aren't those that the seed draws from the population.")]
    OtherItems,
    #[error("The workpaper couldn't be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("The workpaper couldn't be packed: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("The workpaper couldn't be packed: {0}")]
    Io(#[from] std::io::Error),
    /// What was put together does not hold: a fault of the record, or of this program.
    #[error("The workpaper was made, and its own check refuses it. {0}")]
    Refused(#[from] Fault),
}

/// The workpaper as a zip file. It is checked before it is given out: what does not hold is not handed to an auditor.
///
/// # Errors
/// [`WriteError`] where the items are not the sample, or something in it does not hold.
pub fn write(contents: &Contents) -> Result<Vec<u8>, WriteError> {
    let about = about(contents)?;
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut add = |name: &str, bytes: Vec<u8>| files.insert(name.to_owned(), bytes);
    add(README, readme(&about, contents).into_bytes());
    add(CHECK, CHECK_TEXT.as_bytes().to_vec());
    add(LEDGER, LEDGER_TEXT.as_bytes().to_vec());
    add(ABOUT, (serde_json::to_string_pretty(&about)? + "\n").into_bytes());
    add(POPULATION, population(&contents.population).into_bytes());
    add(SELECTION, selection(&about).into_bytes());
    add(CHECKPOINT, contents.checkpoint.text().as_bytes().to_vec());
    add(KEY, format!("{}\n", contents.key).into_bytes());
    for (entry, item) in about.items.iter().zip(&contents.items) {
        for (name, bytes) in files_of(item)? {
            add(&format!("{}/{name}", entry.folder), bytes);
        }
    }
    let manifest: String = files.iter().map(|(name, bytes)| format!("{}  {name}\n", Hash::of(&[bytes]))).collect();
    files.insert(MANIFEST.to_owned(), manifest.into_bytes());
    let bytes = packed(&files)?;
    check(Cursor::new(&bytes), Some(&contents.key), |_| {})?;
    Ok(bytes)
}

fn about(contents: &Contents) -> Result<About, WriteError> {
    let Asked { seed, size, .. } = &contents.asked;
    let candidate = |of: &crate::Member| Candidate { id: of.id.clone(), stratum: of.stratum.clone() };
    let candidates: Vec<Candidate> = contents.population.iter().map(candidate).collect();
    let sample = draw(&Seed::parse(seed)?, *size, &candidates)?;
    if !sample.drawn.iter().map(|drawn| &drawn.id).eq(contents.items.iter().map(|item| &item.id)) {
        return Err(WriteError::OtherItems);
    }
    let item = |(number, (item, drawn)): (usize, (&Item, domain::sampling::Drawn))| ItemEntry {
        number,
        id: item.id.clone(),
        label: item.label.clone(),
        title: item.title.clone(),
        stratum: drawn.stratum,
        rank: drawn.rank,
        folder: folder(number, &item.label),
        erased: item.erased.clone(),
        left_out: item.left_out,
    };
    let strata = sample.strata.into_iter();
    Ok(About {
        concord: CONCORD.to_owned(),
        format: FORMAT,
        origin: contents.key.name().to_string(),
        entry: domain::ledger::Seq(contents.checkpoint.unverified().size.0.saturating_sub(1)),
        asked: contents.asked.clone(),
        population: contents.population.len(),
        strata: strata.map(|of| StratumEntry { code: of.code, population: of.population, drawn: of.drawn }).collect(),
        items: (1..).zip(contents.items.iter().zip(sample.drawn)).map(item).collect(),
    })
}

/// The files of one item by their names in its folder.
fn files_of(item: &Item) -> Result<Vec<(&'static str, Vec<u8>)>, WriteError> {
    let log = item.entries.iter().map(entry_line).collect::<Result<Vec<_>, _>>()?;
    let rows = item.rows.iter().map(row_line).collect::<Result<Vec<_>, _>>()?;
    let mut files =
        vec![(LOG, joined(log).into_bytes()), (CONTENTS, joined(item.contents.iter().map(content)).into_bytes())];
    if !rows.is_empty() {
        files.push((ROWS, joined(rows).into_bytes()));
    }
    if let Some(ActionFile { pdf, json }) = &item.action_file {
        files.extend([(ACTION_PDF, pdf.clone()), (ACTION_JSON, json.clone())]);
    }
    Ok(files)
}

/// The files in the order of their names, all as of 1980: nothing in the zip tells when or where it was made.
pub(crate) fn packed(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, WriteError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

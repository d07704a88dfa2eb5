//! A report as JSON: its parts in order, and its tables as the export of each is written.

use super::{DIGEST_IS_OVER, Document, Part, Source};
use crate::json::{TableEntry, pretty};
use domain::ledger::Hash;
use serde::Serialize;

/// The report as JSON, indented so that a person can read it, with a line feed at its end.
pub fn bytes(document: &Document) -> Vec<u8> {
    pretty(&Written {
        concord: "report",
        format: 1,
        kind: document.kind,
        title: &document.title,
        publisher: &document.publisher,
        scope: &document.scope,
        sample: document.is_sample,
        source: &document.source,
        digest: Digest { algorithm: "SHA-256", value: document.digest(), over: DIGEST_IS_OVER },
        parts: &document.parts,
        tables: document.data.iter().map(|table| TableEntry::of(table, &document.source.ledger_head)).collect(),
    })
}

/// The form of the file. It goes up when a reader of the old one would read it wrongly.
#[derive(Serialize)]
struct Written<'a> {
    concord: &'static str,
    format: u32,
    kind: &'static str,
    title: &'a str,
    publisher: &'a str,
    scope: &'a str,
    sample: bool,
    source: &'a Source,
    digest: Digest,
    parts: &'a [Part],
    tables: Vec<TableEntry<'a>>,
}

#[derive(Serialize)]
struct Digest {
    algorithm: &'static str,
    value: Hash,
    over: &'static str,
}

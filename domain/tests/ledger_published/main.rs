//! The files and the worked example that `docs/ledger.md` publishes for other programs, held against the code.
//!
//! They fail when the code no longer writes or answers what is published. With `CONCORD_UPDATE=1` in the environment they
//! are written anew; a change of the format is then a change of the page as well.

#![allow(clippy::unwrap_used, clippy::panic, reason = "A test may stop where it stands.")]

mod edges;
mod page;
mod sample;

use domain::ledger::{FileFault, FileReport, Hash, SignedCheckpoint, TreeSize, VerifyOptions, verify_file};
use sample::Sample;
use std::path::PathBuf;

fn docs(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)
}

fn published(name: &str) -> String {
    std::fs::read_to_string(docs(name)).unwrap_or_else(|cause| panic!("docs/{name}: {cause}"))
}

/// Compares a published file with what the code writes, or writes it anew.
fn hold(name: &str, written: &str) {
    if std::env::var_os("CONCORD_UPDATE").is_some()
        && std::fs::read_to_string(docs(name)).ok().as_deref() != Some(written)
    {
        std::fs::write(docs(name), written).unwrap();
    }
    assert!(
        published(name) == written,
        "docs/{name} is not what the code writes. Run with CONCORD_UPDATE=1 and look at the difference."
    );
}

fn check(file: &str, older: Option<SignedCheckpoint>) -> Result<FileReport, FileFault> {
    verify_file(file.as_bytes(), &VerifyOptions { expected_key: Some(sample::key().verifier()), older })
}

#[test]
fn the_good_file_is_the_one_that_the_code_writes() {
    hold("ledger/good.jsonl", &Sample::new().good());
}

#[test]
fn the_bad_file_differs_from_the_good_one_in_one_word() {
    hold("ledger/bad.jsonl", &Sample::new().bad());
}

#[test]
fn the_worked_example_is_the_one_that_the_code_computes() {
    let whole = published("ledger.md");
    let (before, rest) = whole.split_once(page::BEGIN).unwrap();
    let (_, after) = rest.split_once(page::END).unwrap();
    hold("ledger.md", &format!("{before}{}{}{}{after}", page::BEGIN, page::worked_example(&Sample::new()), page::END));
}

#[test]
fn the_good_file_has_no_fault_and_continues_the_older_head() {
    let sample = Sample::new();
    let report = check(&published("ledger/good.jsonl"), Some(sample.older())).unwrap();
    assert_eq!((report.entries, report.root), (TreeSize(6), sample.root_at(6)));
    assert_eq!(report.older_head, Some(TreeSize(3)));
}

#[test]
fn the_changed_entry_of_the_bad_file_is_named() {
    for older in [None, Some(Sample::new().older())] {
        let fault = check(&published("ledger/bad.jsonl"), older).unwrap_err();
        assert_eq!((fault.line, fault.seq), (7, Some(sample::CHANGED)));
        assert!(fault.to_string().ends_with("this entry was changed."), "{fault}");
    }
}

#[test]
fn a_bad_file_whose_leaf_hash_was_written_anew_has_another_root_than_the_one_that_was_signed() {
    let sample = Sample::new();
    for (older, among) in [(None, "0 to 5"), (Some(sample.older()), "3 to 5")] {
        let fault = check(&sample.bad_with_its_leaf_hash(), older).unwrap_err();
        assert_eq!((fault.line, fault.seq), (9, None));
        assert!(fault.to_string().ends_with(&format!("one of the entries {among} was changed.")), "{fault}");
    }
}

/// Done as the page says, with nothing but text and SHA-256.
#[test]
fn the_published_content_is_tied_to_its_entry_as_the_page_says() {
    let page = published("ledger.md");
    let line = page.lines().find(|line| line.starts_with("{\"content\":") && line.contains(",\"hash\":")).unwrap();
    let read: serde_json::Value = serde_json::from_str(line).unwrap();
    let content = line.strip_prefix("{\"content\":").unwrap().rsplit_once(",\"hash\":").unwrap().0;
    let (id, kind) = (read["id"].as_str().unwrap(), read["kind"].as_str().unwrap());
    let (since, version) = (&read["since"], &read["version"]);
    let bytes = format!(
        "{{\"content\":{content},\"id\":\"{id}\",\"kind\":\"{kind}\",\"since\":{since},\"version\":{version}}}"
    );
    let salt = hex::decode(read["salt"].as_str().unwrap()).unwrap();
    let hash = Hash::of(&[&salt, bytes.as_bytes()]).to_string();
    assert_eq!(read["hash"], hash);

    let ledger = published("ledger/good.jsonl");
    let entries = ledger.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let entry = entries.map(|line| line["entry"].clone()).find(|entry| entry["seq"] == *since).unwrap();
    assert_eq!(entry["rows"][0], serde_json::json!({"hash": hash, "id": id, "kind": kind, "version": version}));
}

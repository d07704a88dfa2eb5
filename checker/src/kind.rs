//! What kind of file it is: by its content first, by its name where the content leaves it open.

use crate::source::{Source, end, piece};
use domain::ledger::SignedCheckpoint;
use serde::Serialize;

/// The kinds of files that come from a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// An exported log (JSON Lines).
    Log,
    /// A signed checkpoint.
    Checkpoint,
    /// A workpaper (ZIP).
    Workpaper,
    /// A report, which only the record itself can compare: PDF, Excel workbook, JSON or HTML.
    Report,
    /// Rows of a list or a report, without a word of where they come from.
    Csv,
    /// Not a file from a record.
    Other,
}

/// The beginning of an exported log.
const LOG: &[u8] = b"{\"concord\":\"ledger\"";

/// The part of a workbook that no other ZIP file has.
const WORKBOOK: &[u8] = b"xl/workbook.xml";

/// As much of the end of a ZIP file as lists what is in it, for all but enormous ones.
const DIRECTORY: usize = 128 * 1024;

/// The kind of a file. A log whose beginning was changed is still taken for one by its name, so that its check says what is
/// wrong with it.
pub fn recognize<S: Source + ?Sized>(name: &str, source: &S) -> FileKind {
    let start = piece(source, 0, SignedCheckpoint::MOST_BYTES);
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start).trim_ascii_start();
    let ends = |ending: &str| name.to_ascii_lowercase().ends_with(ending);
    if start.starts_with(LOG) || ends(".jsonl") {
        FileKind::Log
    } else if start.starts_with(b"%PDF") || text.starts_with(b"{") || is_html(text) {
        FileKind::Report
    } else if start.starts_with(b"PK") {
        let is_workbook = end(source, DIRECTORY).windows(WORKBOOK.len()).any(|bytes| bytes == WORKBOOK);
        if is_workbook { FileKind::Report } else { FileKind::Workpaper }
    } else if is_checkpoint(source, &start) {
        FileKind::Checkpoint
    } else if ends(".csv") {
        FileKind::Csv
    } else {
        FileKind::Other
    }
}

fn is_html(text: &[u8]) -> bool {
    text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case(b"<!doctype"))
}

/// A note with a signature line, whether it reads or not: then its check says what is wrong with it.
fn is_checkpoint<S: Source + ?Sized>(source: &S, start: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(start) else { return false };
    source.size() <= start.len() as u64 && text.lines().any(|line| line.starts_with("\u{2014} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, content: &[u8]) -> FileKind {
        recognize(name, content)
    }

    #[test]
    fn a_file_is_known_by_its_content_whatever_it_is_called() {
        assert_eq!(kind("a.bin", b"{\"concord\":\"ledger\",\"format\":1}\n"), FileKind::Log);
        assert_eq!(kind("a.bin", b"%PDF-1.7"), FileKind::Report);
        assert_eq!(kind("a.bin", b"{\n  \"concord\": \"report\"}"), FileKind::Report);
        assert_eq!(kind("a.bin", b"<!DOCTYPE html>"), FileKind::Report);
        assert_eq!(kind("a.zip", b"PK\x03\x04 .. xl/workbook.xml .."), FileKind::Report);
        assert_eq!(kind("a.bin", b"PK\x03\x04 .. manifest.json .."), FileKind::Workpaper);
        let note = "a.example\n5\nAAAA\n\n\u{2014} a.example AAAA\n";
        assert_eq!(kind("a.bin", note.as_bytes()), FileKind::Checkpoint);
    }

    #[test]
    fn a_log_whose_beginning_was_changed_is_known_by_its_name() {
        assert_eq!(kind("Log.JSONL", b"x\"concord\":\"ledger\""), FileKind::Log);
        assert_eq!(kind("actions.csv", b"plan,reference\n"), FileKind::Csv);
    }

    #[test]
    fn anything_else_is_no_file_of_a_record() {
        for (name, content) in [("letter.txt", &b"Dear auditor,"[..]), ("", b""), ("a.png", b"\x89PNG\r\n")] {
            assert_eq!(kind(name, content), FileKind::Other, "{name}");
        }
        let long = [b"x".repeat(SignedCheckpoint::MOST_BYTES), "\n\u{2014} a AAAA\n".into()].concat();
        assert_eq!(kind("long.txt", &long), FileKind::Other);
    }
}

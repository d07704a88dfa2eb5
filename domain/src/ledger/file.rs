//! A ledger as a file of lines that can be checked without the server that wrote it.
//!
//! `std::io::BufRead` is the one piece of input here. It is not I/O of this module: the caller opens the file, and a file
//! of gigabytes is checked line by line without being held in memory.

mod fault;
mod line;

pub use fault::{Among, FileFault, Reason};
pub use line::{checkpoint_line, entry_line, header_line, rows_line, withheld_line, withholding_header_line};

use super::check::LogCheck;
use super::checkpoint::{Checkpoint, SignedCheckpoint};
use super::entry::RecordedAt;
use super::hash::Hash;
use super::key::VerifierKey;
use super::position::{Seq, TreeSize};
use line::{FileFormat, Line};
use std::io::{BufRead, Read};

/// The size of the longest line, which 50,000 rows fit.
const LONGEST_LINE: usize = 16 * 1024 * 1024;

/// What the reader knows from elsewhere. Without it a file can only be checked against itself.
#[derive(Clone, Debug, Default)]
pub struct VerifyOptions {
    /// The key that the record is known to sign with. Without it, the one that the file names is taken.
    pub expected_key: Option<VerifierKey>,
    /// A head of the same record that was kept earlier. Without it, a rewritten record signed again does not show.
    pub older: Option<SignedCheckpoint>,
}

/// What a file without a fault holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    pub entries: TreeSize,
    /// Entries of which the file gives only the hash.
    pub withheld: u64,
    pub first_recorded_at: Option<RecordedAt>,
    pub last_recorded_at: Option<RecordedAt>,
    pub root: Hash,
    /// The key that signed the head.
    pub verifier_key: VerifierKey,
    /// Whether that key was known beforehand, rather than taken from the file.
    pub key_was_expected: bool,
    /// The size of the older head that the file was found to continue, where one was given.
    pub older_head: Option<TreeSize>,
}

/// Checks an exported ledger from its first to its last byte; `docs/ledger.md` says what is checked.
///
/// Returns the first fault. What it holds in memory grows with the number of objects, not with that of entries.
pub fn verify_file(file: impl BufRead, options: &VerifyOptions) -> Result<FileReport, FileFault> {
    verify_file_in_steps(file, options, |_| {})
}

/// The same. `tell` is given, after each line, how many entries were found to follow each other so far.
pub fn verify_file_in_steps(
    mut file: impl BufRead,
    options: &VerifyOptions,
    tell: impl FnMut(TreeSize),
) -> Result<FileReport, FileFault> {
    let mut check = FileCheck::new(options);
    check.admit_lines(&mut file, tell)?;
    check.finish()
}

/// Reads the next line into `bytes`, without its end. False where the file has no more.
fn next_line(file: &mut impl BufRead, bytes: &mut Vec<u8>) -> Result<bool, Reason> {
    bytes.clear();
    let mut limited = Read::take(file, LONGEST_LINE as u64 + 1);
    limited.read_until(b'\n', bytes).map_err(|cause| Reason::Unreadable(cause.kind()))?;
    match bytes.pop() {
        None => Ok(false),
        Some(b'\n') => Ok(true),
        Some(_) if bytes.len() >= LONGEST_LINE => Err(Reason::LineTooLong { most: LONGEST_LINE }),
        Some(_) => Err(Reason::LineCut),
    }
}

/// A file that has been read up to some line, without a fault so far.
#[derive(Clone, Debug)]
struct FileCheck<'a> {
    options: &'a VerifyOptions,
    lines: u64,
    /// Known once the header has been read, together with what the older head says.
    opened: Option<Opened>,
    log: LogCheck,
    /// The size up to which a signed root was found to be the right one.
    proved: TreeSize,
    closed: bool,
}

#[derive(Clone, Debug)]
struct Opened {
    key: VerifierKey,
    format: FileFormat,
    older: Option<Checkpoint>,
}

/// A reason, and the entry that it is about where there is one.
type Fault = (Option<Seq>, Reason);

impl<'a> FileCheck<'a> {
    fn new(options: &'a VerifyOptions) -> FileCheck<'a> {
        FileCheck { options, lines: 0, opened: None, log: LogCheck::new(), proved: TreeSize::EMPTY, closed: false }
    }

    /// Takes in all lines that are left in the file.
    fn admit_lines(&mut self, file: &mut impl BufRead, mut tell: impl FnMut(TreeSize)) -> Result<(), FileFault> {
        let mut bytes = Vec::new();
        while self.on_this_line(next_line(file, &mut bytes))? {
            let line = self.on_this_line(Line::read(&bytes))?;
            self.admit(&line)?;
            tell(self.log.size());
        }
        Ok(())
    }

    /// Says where a line stands that could not be read at all.
    fn on_this_line<T>(&self, read: Result<T, Reason>) -> Result<T, FileFault> {
        read.map_err(|reason| {
            let seq = reason.is_of_an_entry().then(|| self.log.size().next_seq());
            FileFault { line: self.lines + 1, seq, reason }
        })
    }

    /// Takes in the next line, if it continues the file.
    fn admit(&mut self, line: &Line) -> Result<(), FileFault> {
        self.lines += 1;
        self.follow(line).map_err(|(seq, reason)| FileFault { line: self.lines, seq, reason })
    }

    /// Says what was found, once the last line has been taken in.
    fn finish(self) -> Result<FileReport, FileFault> {
        let end = |reason| FileFault { line: self.lines + 1, seq: None, reason };
        let Some(opened) = self.opened else { return Err(end(Reason::NoHeader)) };
        if !self.closed {
            return Err(end(Reason::NoCheckpoint));
        }
        Ok(FileReport {
            entries: self.log.size(),
            withheld: self.log.withheld(),
            first_recorded_at: self.log.first_recorded_at(),
            last_recorded_at: self.log.last_recorded_at(),
            root: self.log.root(),
            verifier_key: opened.key,
            key_was_expected: self.options.expected_key.is_some(),
            older_head: opened.older.map(|older| older.size),
        })
    }

    fn follow(&mut self, line: &Line) -> Result<(), Fault> {
        if self.closed {
            return Err((None, Reason::AfterCheckpoint));
        }
        match (line, &self.opened) {
            (Line::Header(key, format), None) => self.open(key, *format),
            (Line::Header(..), Some(_)) => Err((None, Reason::SecondHeader)),
            (_, None) => Err((None, Reason::NoHeader)),
            (Line::Entry(leaf), Some(_)) => {
                self.log.admit(leaf)?;
                self.compare_with_older()
            }
            (Line::Withheld { seq, .. }, Some(Opened { format: FileFormat::Whole, .. })) => {
                Err((Some(*seq), Reason::WithheldFromAWholeFile))
            }
            (Line::Withheld { seq, leaf }, Some(_)) => {
                self.log.admit_withheld(*seq, *leaf)?;
                self.compare_with_older()
            }
            (Line::Rows { of, rows }, Some(_)) => {
                let expected = self.log.size().position().ok_or((None, Reason::RowsBeforeEntries))?;
                if *of != expected {
                    return Err((Some(expected), Reason::RowsOfOther { expected, found: *of }));
                }
                Ok(self.log.admit_rows(rows)?)
            }
            (Line::Checkpoint(head), Some(opened)) => {
                self.log.settled()?;
                if opened.format == FileFormat::Withholding && self.log.withheld() == 0 {
                    return Err((None, Reason::NothingWithheld));
                }
                let head = head.verify(&opened.key).map_err(|cause| (None, Reason::Signature(cause)))?;
                self.compare_with_head(head).map_err(|reason| (None, reason))?;
                self.closed = true;
                Ok(())
            }
        }
    }

    /// Settles which key signs, and that it signed the older head as well.
    fn open(&mut self, key: &VerifierKey, format: FileFormat) -> Result<(), Fault> {
        if let Some(expected) = self.options.expected_key.as_ref().filter(|expected| *expected != key) {
            let (expected, found) = (expected.to_string(), key.to_string());
            return Err((None, Reason::OtherKey { expected, found }));
        }
        let older = self.options.older.as_ref().map(|older| older.verify(key)).transpose();
        let older = older.map_err(|cause| (None, Reason::OlderSignature(cause)))?;
        self.opened = Some(Opened { key: key.clone(), format, older: older.cloned() });
        self.compare_with_older()
    }

    /// At the size of the older head the tree has to have its root: then its entries are the ones that were signed.
    fn compare_with_older(&mut self) -> Result<(), Fault> {
        let older = self.opened.as_ref().and_then(|opened| opened.older.as_ref());
        let Some(older) = older.filter(|older| older.size == self.log.size()) else { return Ok(()) };
        let (signed, found, size) = (older.root, self.log.root(), older.size);
        if signed != found {
            return Err((None, Reason::OlderRoot { size, signed, found, among: self.unproved() }));
        }
        self.proved = size;
        Ok(())
    }

    fn compare_with_head(&self, head: &Checkpoint) -> Result<(), Reason> {
        let found = self.log.size();
        let older = self.opened.as_ref().and_then(|opened| opened.older.as_ref());
        if let Some(older) = older.filter(|older| older.size > found) {
            return Err(Reason::OlderIsLarger { older: older.size, found });
        }
        if head.size != found {
            return Err(Reason::Size { signed: head.size, found });
        }
        let (signed, found) = (head.root, self.log.root());
        if signed != found {
            return Err(Reason::Root { signed, found, among: self.unproved() });
        }
        Ok(())
    }

    /// The entries that no signed root vouches for yet.
    fn unproved(&self) -> Among {
        let last = self.log.size().position().unwrap_or(Seq::FIRST);
        // A head whose root differs although all entries are proved is the one that is wrong; the last entry is named then.
        Among { first: self.proved.next_seq().min(last), last }
    }
}

#[cfg(test)]
mod mutations;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod withheld;

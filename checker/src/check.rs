//! The check of a file of any kind.

use crate::checkpoint::{Continuation, check_checkpoint};
use crate::kind::{FileKind, recognize};
use crate::known::Known;
use crate::log::check_log;
use crate::progress::Progress;
use crate::report::of_csv;
use crate::source::Source;
use crate::verdict::Verdict;
use crate::workpaper::check_workpaper;
use domain::ledger::VerifierKey;

/// Checks a file that needs no record to be checked. `None` for a report, which only the record that made it can compare.
///
/// `server` is the key of this record and its answer about the size of a checkpoint ([`crate::size_of_checkpoint`]), where
/// it was asked.
pub fn check<S: Source + ?Sized>(
    name: &str,
    source: &S,
    known: &Known,
    server: Option<(&VerifierKey, &Continuation)>,
    tell: impl FnMut(Progress),
) -> Option<Verdict> {
    match recognize(name, source) {
        FileKind::Log => Some(check_log(name, source, known, tell)),
        FileKind::Checkpoint => Some(check_checkpoint(name, source, known, server)),
        FileKind::Workpaper => Some(check_workpaper(name, source, known)),
        FileKind::Csv => Some(of_csv(name)),
        FileKind::Other => Some(Verdict::not_ours(name)),
        FileKind::Report => None,
    }
}

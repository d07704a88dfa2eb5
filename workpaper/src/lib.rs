//! A workpaper: a sample of the record in one zip file, with everything that ties each sampled item to the signed log, and
//! with instructions for checking all of it without Concord.
//!
//! [`write`] makes the file, [`check`] checks one with no database; both also run in a browser. `docs/ledger.md` has the
//! format, byte by byte where it matters.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `contents` | what a workpaper is made from |
//! | `names` | what its files are called, and how many and how large they may be |
//! | `about` | `workpaper.json`: what was asked for and what was drawn |
//! | `tables` | `population.csv` and `selection.csv` |
//! | `lines` | `log.jsonl`, `contents.jsonl` and `rows.jsonl` of each item |
//! | `readme` | `README.txt`, with an example from the file's own numbers |
//! | `written` | the files, their list of hashes, and the zip |
//! | `archive`, `check` | a file read within limits, and what of it holds |

mod about;
mod archive;
mod check;
mod contents;
mod fault;
mod lines;
mod names;
mod readme;
mod tables;
mod written;

pub use about::{About, Asked, Erased, ItemEntry, Sampled, StratumEntry};
pub use check::{Progress, Whole, check};
pub use contents::{ActionFile, Contents, Item, Member, ProvenEntry, ProvenRow, TiedContent};
pub use fault::{Fault, Reason};
pub use lines::row_leaf;
pub use names::{MOST_BYTES, MOST_BYTES_OF_A_FILE, MOST_FILES, plain};
pub use written::{WriteError, write};

#[cfg(test)]
mod sample;

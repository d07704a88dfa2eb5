//! Checks a file from a Concord record: an exported log, a signed checkpoint, a workpaper.
//!
//! It needs no database and no network, so the same code runs in the server, on the command line and, as wasm, in the
//! browser of whoever has the file. What was found is a [`Verdict`]: a plain value with the words that readers see, so
//! that a page of the server and a page that a script fills say the same.
//!
//! | Module | Holds |
//! | --- | --- |
//! | `check` | the check of a file of any kind |
//! | `source` | a file that is read piece by piece |
//! | `kind` | what kind of file it is, by its content |
//! | `known` | the key and the earlier checkpoint to compare with |
//! | `log`, `fault` | the check of an exported log, and what a fault of it means |
//! | `checkpoint` | the check of a signed checkpoint, and of its place in a record |
//! | `report` | the words for a report, which only the server can compare |
//! | `workpaper` | the check of a workpaper |
//! | `verdict`, `bar` | what was found, and the drawing of the log |
//! | `progress`, `words` | how far a check has come, numbers in words |

mod bar;
mod check;
mod checkpoint;
mod fault;
mod kind;
mod known;
mod log;
mod progress;
mod report;
mod source;
mod verdict;
mod words;
mod workpaper;

pub use bar::{Anchor, Bar, Label, Part, Shade, Tick};
pub use check::check;
pub use checkpoint::{Continuation, size_of_checkpoint};
pub use kind::{FileKind, recognize};
pub use known::{Asked, AskedFaults, KeySource, Known};
pub use progress::Progress;
pub use report::{Compared, of_report};
pub use source::Source;
pub use verdict::{Advice, Fact, NOT_OURS, Outcome, Place, Verdict};

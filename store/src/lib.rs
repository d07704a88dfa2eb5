//! The record on disk: the only crate that knows SQL.
//!
//! There are two ways in. A [`View`] reads: it is opened for one actor at one position, and everything read through it
//! agrees. A [`Change`] writes: it is opened for one actor, and everything it does lands in one transaction with its
//! ledger entries, or not at all.
//!
//! No two modules use each other, whatever the way around. Read them in the order in which they stand here.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `error` | why the store could not read or save |
//! | `database` | connections, what it means when they fail, what time it is |
//! | `tables` | what of each kind lies in which table and column; rows and log entries as they lie there |
//! | `memory` | what memory keeps of the record, to count (timeline, snapshots) and to find (texts) |
//! | `store` | the [`Store`]: connections and memory, shared by all who use them |
//! | `record` | writing, whole or not at all (`change`), reading at a position (`view`), and both for each kind of object |
//! | `log` | the audit log: signed heads, search, files, checks, erasures |
//! | `access` | what stands beside the record: accounts, sessions, notices, security log, saved views, downloads |

mod access;
mod database;
mod error;
mod log;
mod memory;
mod record;
mod store;
mod tables;

pub use access::accounts::{Guesses, Target};
pub use access::downloads::{DownloadNote, Taken, TakenFilter};
pub use access::notices::{Left, Told};
pub use access::own_sessions::{NotASessionName, OwnSession, SessionName};
pub use access::people::{Author, Authors};
pub use access::preferences::Preferences;
pub use access::report_files::{
    FILES_ARE_KEPT, FileId, FileOrder, FileState, MOST_UNDERWAY, MadeFile, NotAFileId, ReportFile, Sight, TakenFile,
};
pub use access::request_context::RequestContext;
pub use access::security_log::{SecurityEntry, SecurityFilter, SecurityNote};
pub use access::sessions::{Ended, Session, SessionEnds, SessionLimits, Token};
pub use access::submissions::{FormKey, NotAFormKey, Submission};
pub use access::unrecorded::UnrecordedChange;
pub use database::away::why_away;
pub use database::clock::{Clock, Shown};
pub use database::clock_watch::ClockState;
pub use database::pools::ConnectionLimits;
pub use error::{StoreError, sea_orm_error};
pub use log::checks::{LedgerCheck, RECORD_MATCHES};
pub use log::contents::{ContentLines, EntryVersion, Hashed, ShownContent};
pub use log::erasures::KeptContent;
pub use log::export::LedgerLines;
pub use log::head_at::HeadAt;
pub use log::search::{LogFilter, LogPage};
pub use log::shown::{ShownEntry, WithheldEntry};
pub use log::tied::TiedVersion;
pub use log::unsigned::UnsignedRecord;
pub use log::verify::{Checked, VerifyFault, VerifyReport};
pub use record::actions::NewAction;
pub use record::as_of::{AsOf, NotAPoint, Position};
pub use record::behind::{DateSources, MilestoneVersion, VersionBehind};
pub use record::change::Change;
pub use record::files::{NewFile, StoredFile};
pub use record::history::HistoryEntry;
pub use record::plans::NewNode;
pub use record::search::Found;
pub use record::timing::ClockGuard;
pub use record::view::View;
pub use store::{Store, StoreOptions};
pub use tables::ledger::{Head, LoggedEntry};
pub use tables::rows::Versioned;

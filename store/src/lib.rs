//! The record on disk: the only crate that knows SQL.
//!
//! It has two doors. A [`View`] reads: it is opened for one actor at one position, and everything read through it
//! agrees. A [`Change`] writes: it is opened for one actor, and everything it does lands in one transaction with its
//! ledger entries, or not at all.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `connect`, `pools`, `sqlite`, `away`, `damage`, `clock`, `timing` | connections, what fails, what time it is |
//! | `change`, `writing`, `aside`, `bulk`, `submissions`, `kept_forms` | writing, whole or not at all, and once |
//! | `view`, `as_of`, `rows`, `tables`, `history`, `contents`, `shown`, `behind` | reading at a position, by what a reader may see |
//! | `timeline`, `snapshot`, `search` | what memory keeps, to count and to find |
//! | `ledger`, `head_at`, `log_search`, `export`, `verify`, `verifications`, `unsigned`, `erasures` | the log, its heads and its checks |
//! | `actions` to `updates`, `plans`, `links`, `people`, `files` | the changes of each kind of object |
//! | `sessions`, `own_sessions`, `accounts`, `access`, `security_log`, `notices`, `preferences`, `saved_views` | what stands beside the record |

mod arrival;
mod as_of;
mod aside;
mod away;
mod change;
mod clock;
mod connect;
mod contents;
mod damage;
mod error;
mod export;
mod head_at;
mod history;
mod kept_forms;
mod ledger;
mod log_search;
mod pools;
mod rows;
mod saved_views;
mod search;
mod shown;
mod snapshot;
mod sqlite;
mod submissions;
mod tables;
mod timeline;
mod timing;
mod unsigned;
mod verifications;
mod verify;
mod view;
mod writing;

mod access;
mod accounts;
mod actions;
mod assignments;
mod behind;
mod bulk;
mod erasures;
mod evidence;
mod files;
mod links;
mod milestones;
mod notices;
mod own_sessions;
mod people;
mod plans;
mod preferences;
mod security_log;
mod sessions;
mod updates;

pub use access::{Taken, TakenFilter};
pub use accounts::{Guesses, Target};
pub use actions::NewAction;
pub use arrival::Arrival;
pub use as_of::{AsOf, NotAPoint, Position};
pub use aside::Aside;
pub use away::why_away;
pub use behind::{DateSources, MilestoneVersion, VersionBehind};
pub use change::Change;
pub use clock::{Clock, Shown};
pub use connect::{Store, StoreOptions};
pub use contents::{ContentLines, EntryVersion, Hashed, ShownContent};
pub use erasures::KeptContent;
pub use error::{StoreError, sea_orm_error};
pub use export::LedgerLines;
pub use files::{NewFile, StoredFile};
pub use head_at::HeadAt;
pub use history::HistoryEntry;
pub use ledger::{Head, LoggedEntry};
pub use log_search::{LogFilter, LogPage};
pub use notices::{Left, Told};
pub use own_sessions::{NotASessionName, OwnSession, SessionName};
pub use people::{Author, Authors};
pub use plans::NewNode;
pub use pools::ConnectionLimits;
pub use preferences::Preferences;
pub use rows::Seen;
pub use search::{Found, SEARCHED};
pub use security_log::{SecurityEntry, SecurityFilter, SecurityNote};
pub use sessions::{Ended, Session, SessionEnds, SessionLimits, Token};
pub use shown::{ShownEntry, WithheldEntry};
pub use submissions::{FormKey, NotAFormKey, Submission};
pub use timing::ClockState;
pub use unsigned::UnsignedRecord;
pub use verifications::Verification;
pub use verify::{VerifyFault, VerifyReport};
pub use view::View;

//! The record on disk: the only crate that knows SQL.
//!
//! It has two doors. A [`View`] reads: it is opened for one actor at one position, and everything read through it
//! agrees. A [`Change`] writes: it is opened for one actor, and everything it does lands in one transaction with its
//! ledger entries, or not at all.

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
mod pools;
mod rows;
mod saved_views;
mod search;
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

pub use access::Taken;
pub use accounts::{Guesses, Target};
pub use actions::NewAction;
pub use arrival::Arrival;
pub use as_of::{AsOf, NotAPoint, Position};
pub use aside::Aside;
pub use away::why_away;
pub use change::Change;
pub use clock::{Clock, Shown};
pub use connect::{Store, StoreOptions};
pub use contents::{ContentLines, EntryVersion, ShownContent};
pub use erasures::KeptContent;
pub use error::{StoreError, sea_orm_error};
pub use export::LedgerLines;
pub use head_at::HeadAt;
pub use history::HistoryEntry;
pub use ledger::{Head, LoggedEntry};
pub use notices::{Left, Told};
pub use own_sessions::{NotASessionName, OwnSession, SessionName};
pub use people::{Author, Authors};
pub use plans::NewNode;
pub use pools::ConnectionLimits;
pub use preferences::Preferences;
pub use rows::Seen;
pub use search::{Found, SEARCHED};
pub use security_log::{SecurityEntry, SecurityFilter, SecurityNote};
pub use sessions::{Ended, Session, SessionLimits, Token};
pub use submissions::{FormKey, NotAFormKey, Submission};
pub use timing::ClockState;
pub use unsigned::UnsignedRecord;
pub use verifications::Verification;
pub use verify::{VerifyFault, VerifyReport};
pub use view::View;

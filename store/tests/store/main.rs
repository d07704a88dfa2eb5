//! The store through its two doors, on both engines: what people do in the record, and what the record keeps of it.
//!
//! Each test is written once and runs as `sqlite::its_name` and `postgres::its_name`, in a database of its own. The
//! PostgreSQL half asks `CONCORD_TEST_POSTGRES` for a server, and fails without one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "A test may stop where it stands.")]

#[macro_use]
extern crate fixtures;

mod shown;
mod sql;

use fixtures::{engine, words, world};

mod access;
mod actions;
mod as_of;
mod assignments;
mod behind;
mod checks;
mod clock;
mod contents;
mod drafts;
mod erasures;
mod evidence;
mod executor;
mod export;
mod files;
mod guards;
mod heads;
mod histories;
mod imports;
mod kinds;
mod links;
mod log_search;
mod milestones;
mod people;
mod periods;
mod plans;
mod record;
mod report_files;
mod reporting;
mod search;
mod settings;
mod submissions;
mod tampering;
mod timeline;
mod together;
mod updates;
mod verifying;

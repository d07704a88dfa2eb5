//! A disk that fails under the store: what was answered as saved is there after a crash, what was refused is not, and
//! work goes on as soon as the disk is sound again.
//!
//! Only SQLite writes to a disk of ours. What PostgreSQL does to the store is in `postgres_away`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "A test may stop where it stands.")]

use fixtures::{engine, words, world};

mod desk;
mod full;
mod steps;

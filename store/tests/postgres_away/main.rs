//! PostgreSQL goes away under the store: killed, frozen, out of connections, out of disk. What was answered as saved is
//! there afterward, what was refused is not, and nobody waits long for either answer.
//!
//! Each test breaks a server of its own, made in a scratch folder from the programs that the machine has.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "A test may stop where it stands.")]

use fixtures::{engine, words, world};

mod away;
mod cluster;
mod machine;
mod task_force;

//! Plan files: read, checked, imported, imported again.

#![allow(clippy::unwrap_used, clippy::panic, reason = "A test may stop where it stands.")]

mod checking;
mod importing;
mod reading;
mod real_plans;
mod record;
mod world;

//! The checker on whole files: what it says, and that it decides as `concord verify` does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "A test may stop where it stands.")]

mod checkpoints;
mod logs;
mod mutations;
mod reports;
mod sample;

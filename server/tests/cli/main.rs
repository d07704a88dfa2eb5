//! The program as an operator runs it: the real binary, in a folder of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "A test may stop where it stands.")]

#[macro_use]
mod engine;

mod accounts;
mod clock;
mod copies;
mod doctor;
mod documents;
mod erasing;
mod exports;
mod first_start;
mod forks;
mod imports;
mod looking;
mod migrating;
mod no_database;
mod not_whole;
mod place;
mod postgres;
mod reporting_rule;
mod running;
mod serving;
mod upgrades;
mod verifying;
mod verifying_meanwhile;
mod whole_migrations;
mod workpapers;

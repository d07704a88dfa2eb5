//! One page a file, each read top to bottom like the screen.

pub mod action;
pub mod actions;
pub mod agencies;
pub mod agency;
pub mod body;
pub mod check;
pub mod dashboard;
pub mod date_changes;
pub mod entry;
pub mod forms;
pub mod home;
pub mod indicator;
pub mod indicators;
pub mod meeting;
pub mod meetings;
pub mod milestone;
pub mod milestones;
pub mod not_found;
pub mod people;
pub mod plan;
pub mod plans;
pub mod proof;
pub mod record;
pub mod search;
pub mod security_log;
pub mod sign_in;
pub mod sources;
pub mod views;
pub mod welcome;
pub mod words_page;

pub(crate) use home::{NextDue, next_due};

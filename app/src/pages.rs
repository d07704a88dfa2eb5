//! One page a file, each read top to bottom like the screen.

pub mod action;
pub mod actions;
pub mod agencies;
pub mod agency;
pub mod body;
pub mod check;
pub mod dashboard;
pub mod deeds;
pub mod entry;
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
pub mod sign_in;
pub mod sources;
pub mod welcome;
pub mod words_page;

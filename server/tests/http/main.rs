//! The whole server as browsers and programs meet it: every route for every role, and what each answer carries.
//!
//! Requests go through `server::router` as they would from a socket: with the headers that browsers send, and with
//! sessions from the sign-in form. Each test has a database of its own, copied from one that is filled once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "A test may stop where it stands.")]

mod browser;
mod html;
mod rights;
mod targets;
mod world;

mod accessibility;
mod accounts;
mod action_end;
mod as_of;
mod auditor_home;
mod chair_compares;
mod chair_home;
mod charts_as_files;
mod clock;
mod commands;
mod compression;
mod contents;
mod costs;
mod counts;
mod cross_site;
mod database_away;
mod dates_typed;
mod decisions;
mod dossiers;
mod drafts;
mod evidence_files;
mod exports;
mod exports_join;
mod file_check;
mod filter_line;
mod form_keys;
mod forms_after_the_session;
mod forms_offered;
mod forms_refused;
mod forms_sent_twice;
mod forms_together;
mod guessing;
mod headers;
mod island_scripts;
mod leads_that_ended;
mod liaison_home;
mod lists;
mod lists_by_words;
mod live;
mod malformed;
mod milestone_dates;
mod milestone_list;
mod no_change;
mod not_in_the_record_yet;
mod one_time_links;
mod own_account;
mod page_cache;
mod pages_that_are_not_there;
mod period_board;
mod periods;
mod prefetch;
mod presenting;
mod record_filters;
mod report_files;
mod report_matrix;
mod reported_beside_shown;
mod reports;
mod requests;
mod reviews;
mod routes_and_roles;
mod search;
mod security_log;
mod session_end;
mod sessions;
mod show_sources;
mod sign_in;
mod small_things;
mod undo;
mod update_drafts;
mod who_and_why;
mod withdrawn_actions;
mod withheld_entries;
mod workpapers;

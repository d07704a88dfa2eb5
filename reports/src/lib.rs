//! What leaves the record as a file. Facts in, bytes out: nothing here reads a database, a clock or an address.
//!
//! Every export is first a [`Table`]: columns with their definitions, rows, and where the rows come from. Each format is
//! one face of that table, so that all of them say the same and carry the same digest.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `table`, `described`, `belongs` | the table, columns with their definitions, what rows have in common |
//! | `csv`, `csv_metadata`, `json` | its faces |
//! | `actions` to `verifications` | the lists, one module each |
//! | `charts` | drawings |
//! | `document` | reports for people to read, before any face is made of them |
//! | `words` | the words that files and pages share |

pub mod access_log;
pub mod actions;
pub mod agencies;
pub mod belongs;
pub mod changes;
pub mod charts;
pub mod csv;
pub mod csv_metadata;
pub mod date_changes;
mod described;
pub mod document;
pub mod evidence;
pub mod fiscal_years;
pub mod json;
pub mod milestones;
pub mod periods;
pub mod plans;
pub mod roles;
pub mod rules;
pub mod table;
pub mod updates;
pub mod verifications;
pub mod words;

pub use table::{About, Cell, Column, Datatype, LedgerHead, Table, TableError};

#[cfg(test)]
mod sample;

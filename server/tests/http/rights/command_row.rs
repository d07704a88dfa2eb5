//! A row of the table of commands.

use super::Rights;
use crate::targets::Thing;

/// One row of the table. Names in braces stand for what [`Target`](crate::targets::Target) knows.
#[derive(Clone, Copy, Debug)]
pub struct CommandRow {
    /// Where its form is posted to.
    pub function: &'static str,
    /// The path of the page with its form, as the router has it.
    pub page: &'static str,
    pub rights: Rights,
    pub done_to: Thing,
    /// The fields of the form, hidden ones included.
    pub fields: &'static [(&'static str, &'static str)],
    /// Where the reader is afterwards: the page of the thing.
    pub then: &'static str,
}

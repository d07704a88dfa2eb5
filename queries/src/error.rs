//! Why a question was not answered.

use reports::TableError;
use store::{AsOf, NotAPoint, StoreError};
use thiserror::Error;

/// How much of a value that was refused is repeated, in characters.
const MOST_REPEATED: usize = 60;

#[derive(Debug, Error)]
pub enum QueryError {
    #[error(transparent)]
    BadQuery(#[from] BadQuery),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Rows that do not fit their columns: a fault of this program.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// An address asks for what there is not.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadQuery {
    #[error(transparent)]
    NotAPoint(#[from] NotAPoint),
    #[error("The list has no filter {name} with the value \"{value}\".")]
    NotAFilter { name: &'static str, value: String },
    #[error("The point to compare with, {since}, is later than the point that is read.")]
    LaterThanRead { since: AsOf },
    #[error("To list what changed, choose the day or meeting to compare with too.")]
    NothingToCompareWith,
    #[error("There is no {what} \"{code}\" that you may see, now or at this point of the record.")]
    NoSuchCode { what: &'static str, code: String },
}

impl BadQuery {
    /// A filter that does not know the value.
    pub fn filter(name: &'static str, value: &str) -> BadQuery {
        BadQuery::NotAFilter { name, value: shortened(value) }
    }

    /// A code that stands for no `what`.
    pub fn code(what: &'static str, code: &str) -> BadQuery {
        BadQuery::NoSuchCode { what, code: shortened(code) }
    }
}

fn shortened(value: &str) -> String {
    value.chars().take(MOST_REPEATED).collect()
}

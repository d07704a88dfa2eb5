//! Why a question was not answered.

use domain::Date;
use domain::date::{NotADate, read};
use domain::sampling::{NotASeed, SamplingError};
use reports::TableError;
use reports::document::Canceled;
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
    #[error(transparent)]
    Canceled(#[from] Canceled),
    /// Rows that do not fit their columns: a fault of this program.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// An address asks for what there is not.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadQuery {
    #[error("We couldn't read that date. Enter a date, or choose a meeting from the \"As of\" menu.")]
    NotAPoint,
    /// A date that does not exist or can be read two ways says which is meant.
    #[error("{0}")]
    NotADate(NotADate),
    #[error("{label}: {fault}")]
    NotADateOf { label: &'static str, fault: NotADate },
    #[error("\"{value}\" isn't a valid value for \"{}\". Remove the filter and try again.", name.replace(['-', '_'], " "))]
    NotAFilter { name: &'static str, value: String },
    #[error("The date to compare with ({since}) is later than the date being viewed. Choose an earlier date.")]
    LaterThanRead { since: AsOf },
    #[error("To list changes, also choose a date or meeting to compare with.")]
    NothingToCompareWith,
    #[error("This report compares no dates. Remove the date to compare with.")]
    ComparesNothing,
    #[error("Choose the one agency that the scorecard is about. Example: lead=DOJ")]
    NoOneAgency,
    #[error("Enter a size from 1 to {most}.")]
    NotASampleSize { most: usize },
    #[error(transparent)]
    NotASeed(#[from] NotASeed),
    #[error(
        "A sample of {of} can't be limited or grouped by \"{name}\". Leave that field blank, or sample something else."
    )]
    NoSuchSampleFilter { name: String, of: &'static str },
    #[error(transparent)]
    Sampling(#[from] SamplingError),
    #[error("We couldn't find {} {what} with the code \"{code}\".", article(what))]
    NoSuchCode { what: &'static str, code: String },
}

impl BadQuery {
    /// A filter that does not know the value.
    pub fn filter(name: &'static str, value: &str) -> BadQuery {
        BadQuery::NotAFilter { name, value: shortened(value) }
    }

    /// A date of the filter under that label.
    ///
    /// # Errors
    /// [`BadQuery::NotADateOf`], with the date that may be meant.
    pub fn date(label: &'static str, value: &str) -> Result<Date, BadQuery> {
        read(value).map_err(|fault| BadQuery::NotADateOf { label, fault })
    }

    /// A code that stands for no `what`.
    pub fn code(what: &'static str, code: &str) -> BadQuery {
        BadQuery::NoSuchCode { what, code: shortened(code) }
    }
}

impl From<NotAPoint> for BadQuery {
    fn from(fault: NotAPoint) -> BadQuery {
        match fault {
            NotAPoint::Unknown => BadQuery::NotAPoint,
            NotAPoint::Date(fault) => BadQuery::NotADate(fault),
        }
    }
}

fn article(what: &str) -> &'static str {
    if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn shortened(value: &str) -> String {
    value.chars().take(MOST_REPEATED).collect()
}

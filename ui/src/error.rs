//! Why a page or a form could not do what was asked: one table of status codes and words.

use crate::request_id::request_id;
use commands::Failure;
use domain::date::Instant;
use domain::{Date, DomainError};
use http::StatusCode;
use queries::error::{BadQuery, QueryError};
use store::{NotAPoint, StoreError};
use thiserror::Error;
use uuid::Uuid;

/// What became of a form that cannot wait for its page: the database failed it, or nobody is signed in for whom it could
/// be kept. Everything that was typed goes back with the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Outcome {
    #[error("The database isn't responding. Nothing was saved.")]
    NotResponding,
    #[error("The disk of the database is full. Nothing was saved.")]
    Full,
    #[error("The database couldn't save this. Nothing was saved.")]
    NotSaved,
    #[error("The database stopped responding while this was being saved. It may or may not have been saved.")]
    Unconfirmed,
    #[error("Your session ended before you submitted this form. Nothing was saved.")]
    SignedOut,
    #[error("This form has more than 64 kB of text, which is the limit. Nothing was saved.")]
    TooLong,
    #[error("Something went wrong on the server while this was being saved. It may or may not have been saved.")]
    Failed,
}

impl Outcome {
    const ALL: [Outcome; 7] = [
        Outcome::NotResponding,
        Outcome::Full,
        Outcome::NotSaved,
        Outcome::Unconfirmed,
        Outcome::SignedOut,
        Outcome::TooLong,
        Outcome::Failed,
    ];

    pub fn status(self) -> StatusCode {
        match self {
            Outcome::NotResponding | Outcome::Full | Outcome::NotSaved | Outcome::Unconfirmed => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Outcome::SignedOut => StatusCode::UNAUTHORIZED,
            Outcome::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Outcome::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub fn heading(self) -> &'static str {
        match self {
            Outcome::NotResponding => "The database isn't responding",
            Outcome::Full | Outcome::NotSaved => "Nothing was saved",
            Outcome::Unconfirmed => "Not known whether this was saved",
            Outcome::SignedOut => "You were signed out",
            Outcome::TooLong => "Too much text",
            Outcome::Failed => "Something went wrong",
        }
    }

    /// What to do next.
    pub fn advice(self) -> &'static str {
        match self {
            Outcome::NotResponding | Outcome::NotSaved => {
                "Everything that you typed is below. Wait 1 minute, then submit it again from here."
            }
            Outcome::Full => {
                "Everything that you typed is below. Tell the administrator, and submit it again from here later."
            }
            Outcome::SignedOut => {
                "Everything that you typed is below. Sign in in another tab of this browser, then submit it again from here."
            }
            Outcome::TooLong => "Everything that you typed is below. Shorten it and submit it again from here.",
            Outcome::Unconfirmed | Outcome::Failed => {
                "Everything that you typed is below. Open the page in another tab to see whether it was saved, or submit \
                 it again from here: the same form is saved once."
            }
        }
    }

    /// As it stands in the header by which a handler tells the layers around it.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::NotResponding => "not-responding",
            Outcome::Full => "full",
            Outcome::NotSaved => "not-saved",
            Outcome::Unconfirmed => "unconfirmed",
            Outcome::SignedOut => "signed-out",
            Outcome::TooLong => "too-long",
            Outcome::Failed => "failed",
        }
    }

    pub fn of_code(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AppError {
    #[error("Sign in to see this page.")]
    SignInRequired,
    /// There is no such thing, or the reader may not see it.
    #[error("Page not found. Check the address. Or you may not have access to this page.")]
    NotFound,
    /// There is such a thing now, and there was none yet on that day.
    #[error("This was added to the record after {}.", domain::date::in_sentence(*day))]
    NotInTheRecord { day: Date },
    #[error("{0}")]
    Refused(DomainError),
    #[error(
        "Someone else saved a change while you were editing. Your text was not saved, but it is still below. Compare both versions, then submit again."
    )]
    ChangedMeanwhile,
    /// The same form came before. The words are those of a second press of its button: nothing is wrong.
    #[error("You already submitted this form. It was saved once.")]
    AlreadySubmitted,
    #[error(
        "You already submitted this form, and it was saved once. Your later changes were not saved. Review them and submit again."
    )]
    SubmittedDifferently,
    #[error("Concord's information begins on {}. Choose that date or a later one.", domain::date::in_sentence(*begins))]
    BeforeTheRecord { begins: Date },
    #[error("{}, is in the future. Choose today or an earlier date.", domain::date::in_sentence(*day))]
    InTheFuture { day: Date },
    #[error(transparent)]
    BadQuery(#[from] BadQuery),
    /// A download that holds other rows than somebody meant would be taken for an answer.
    #[error("This download has no filter \"{name}\". Remove it from the address, or correct it.")]
    NoSuchFilter { name: String },
    #[error("The address of this download has the filter \"{name}\" twice. Remove one of them.")]
    FilterTwice { name: String },
    #[error("Something went wrong with this form. Go back, reload the page, and submit again.")]
    NotAForm,
    #[error(
        "This form was opened under another account. No changes were made. Start over, or sign in to that account."
    )]
    AnotherPersons,
    #[error("Your session ended before you submitted this form. Your text is below. Review it and submit again.")]
    SessionEnded,
    /// The database isn't responding, or did not keep what was to be saved.
    #[error("{0}")]
    Away(Outcome),
    #[error(
        "A newer version of Concord wrote part of this record, and this server cannot read it. Nothing was lost. Ask the administrator to update this server."
    )]
    WrittenByNewer,
    #[error(
        "The record's last entry is dated {}, ahead of the clock. Nothing was saved, and what you typed is kept. Submit it again after that time, or when the administrator has accepted the clock.",
        crate::words::instant(*last)
    )]
    RecordAhead { last: Instant },
    #[error(
        "The clock of this server may be ahead. Nothing was saved, and what you typed is kept. Submit it again when the administrator has checked the clock."
    )]
    ClockAhead,
    #[error(
        "Something went wrong. We logged the error. When you contact your administrator, give this number: {reference}"
    )]
    Internal { reference: Uuid },
}

impl AppError {
    pub fn status(&self) -> StatusCode {
        match self {
            AppError::SignInRequired | AppError::SessionEnded => StatusCode::UNAUTHORIZED,
            AppError::NotFound | AppError::NotInTheRecord { .. } => StatusCode::NOT_FOUND,
            AppError::Refused(DomainError::NotPermitted(_)) => StatusCode::FORBIDDEN,
            AppError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::ChangedMeanwhile
            | AppError::AlreadySubmitted
            | AppError::SubmittedDifferently
            | AppError::AnotherPersons => StatusCode::CONFLICT,
            // A day without a record is an answer, not a mistake of the reader.
            AppError::BeforeTheRecord { .. } => StatusCode::OK,
            AppError::InTheFuture { .. }
            | AppError::BadQuery(_)
            | AppError::NoSuchFilter { .. }
            | AppError::FilterTwice { .. }
            | AppError::NotAForm => StatusCode::BAD_REQUEST,
            AppError::Away(_) | AppError::WrittenByNewer | AppError::RecordAhead { .. } | AppError::ClockAhead => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            AppError::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The heading of the page that says so.
    pub fn heading(&self) -> &'static str {
        match self {
            AppError::SignInRequired | AppError::SessionEnded => "Sign in",
            AppError::NotFound => "Page not found",
            AppError::NotInTheRecord { .. } => "Not in the record",
            AppError::Refused(DomainError::NotPermitted(_)) => "You don't have permission to do this",
            AppError::Refused(_) => "No changes were made",
            AppError::ChangedMeanwhile => "Someone else changed this while you were editing",
            AppError::AlreadySubmitted | AppError::SubmittedDifferently => "Already submitted",
            AppError::BeforeTheRecord { .. } => "No information for this date",
            AppError::InTheFuture { .. } | AppError::BadQuery(BadQuery::NotAPoint) => "This date isn't available",
            AppError::BadQuery(BadQuery::NotADate(_) | BadQuery::NotADateOf { .. }) => "We couldn't read that date",
            AppError::BadQuery(
                BadQuery::LaterThanRead { .. } | BadQuery::NothingToCompareWith | BadQuery::ComparesNothing,
            ) => "Nothing to compare",
            AppError::BadQuery(BadQuery::NoOneAgency) => "No agency selected",
            AppError::BadQuery(
                BadQuery::NotASampleSize { .. }
                | BadQuery::NotASeed(_)
                | BadQuery::NoSuchSampleFilter { .. }
                | BadQuery::Sampling(_),
            ) => "No sample was drawn",
            AppError::BadQuery(BadQuery::NotAFilter { .. } | BadQuery::NoSuchCode { .. })
            | AppError::NoSuchFilter { .. }
            | AppError::FilterTwice { .. } => "Filter not recognized",
            AppError::NotAForm | AppError::AnotherPersons => "No changes were made",
            AppError::Away(outcome) => outcome.heading(),
            AppError::WrittenByNewer => "Concord is temporarily unavailable",
            AppError::RecordAhead { .. } | AppError::ClockAhead => "Nothing was saved",
            AppError::Internal { .. } => "Something went wrong",
        }
    }
}

impl AppError {
    /// A failure that only we can mend: logged once, here, with a reference that a reader can quote.
    pub fn internal(cause: &dyn std::fmt::Debug) -> AppError {
        let reference = request_id().unwrap_or_else(Uuid::now_v7);
        tracing::error!(%reference, error = ?cause, "A request failed: {reference}");
        AppError::Internal { reference }
    }
}

impl From<DomainError> for AppError {
    fn from(error: DomainError) -> AppError {
        AppError::Refused(error)
    }
}

impl From<Failure> for AppError {
    fn from(failure: Failure) -> AppError {
        match failure {
            Failure::NotAForm => AppError::NotAForm,
            Failure::Store(error) => error.into(),
        }
    }
}

impl From<NotAPoint> for AppError {
    fn from(error: NotAPoint) -> AppError {
        AppError::BadQuery(error.into())
    }
}

impl From<QueryError> for AppError {
    fn from(error: QueryError) -> AppError {
        match error {
            QueryError::BadQuery(refused) => refused.into(),
            QueryError::Store(error) => error.into(),
            QueryError::Table(fault) => AppError::internal(&fault),
            QueryError::Canceled(fault) => AppError::internal(&fault),
        }
    }
}

impl From<StoreError> for AppError {
    /// Where a failure leaves the store for a reader: logged once, here, with a reference; its text goes no further.
    fn from(error: StoreError) -> AppError {
        match error {
            StoreError::NotFound => AppError::NotFound,
            StoreError::Refused(refused) => AppError::Refused(refused),
            StoreError::ChangedMeanwhile => AppError::ChangedMeanwhile,
            StoreError::AlreadySubmitted => AppError::AlreadySubmitted,
            StoreError::SubmittedDifferently => AppError::SubmittedDifferently,
            StoreError::BeforeTheRecord { begins } => AppError::BeforeTheRecord { begins },
            StoreError::InTheFuture { day } => AppError::InTheFuture { day },
            StoreError::Unavailable(cause) | StoreError::NotLetIn(cause) => away(Outcome::NotResponding, &cause),
            StoreError::Full(cause) => away(Outcome::Full, &cause),
            StoreError::NotSaved(cause) => away(Outcome::NotSaved, &cause),
            StoreError::Unconfirmed(cause) => away(Outcome::Unconfirmed, &cause),
            StoreError::WrittenByNewer(fault) => {
                tracing::error!(error = %fault, "The record holds what a newer version of Concord wrote");
                AppError::WrittenByNewer
            }
            StoreError::RecordAhead { last, .. } => {
                tracing::error!(error = %error, "Nothing is saved: the record is dated ahead of the clock");
                AppError::RecordAhead { last }
            }
            StoreError::NotItsKey => {
                tracing::error!(error = %error, "Nothing is saved: another key signed this record");
                AppError::Away(Outcome::NotSaved)
            }
            StoreError::ClockAhead { .. } => {
                tracing::error!(error = %error, "Nothing is saved: the clock may be ahead");
                AppError::ClockAhead
            }
            StoreError::Database(_) | StoreError::Damaged(_) => AppError::internal(&error),
        }
    }
}

fn away(outcome: Outcome, cause: &dyn std::fmt::Display) -> AppError {
    tracing::warn!(error = %cause, outcome = outcome.code(), "The database failed a request");
    AppError::Away(outcome)
}

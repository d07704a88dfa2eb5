//! Forms that were saved, each under the key that the server gave to it with its page. A form that is sent twice finds its
//! key there, and is not saved again.

use crate::error::StoreError;
use crate::record::change::Change;
use crate::store::Store;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::ledger::Hash;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use std::str::FromStr;

/// 128 random bits, new for each time that a form is shown. They open nothing: they only tell one sending of a form from
/// another. The database has only their hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormKey([u8; 16]);

impl FormKey {
    /// # Errors
    /// When the machine has no random numbers.
    pub fn new() -> Result<FormKey, StoreError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Damaged(format!("no random numbers: {error}")))?;
        Ok(FormKey(bytes))
    }

    /// As it stands in a form: 32 hexadecimal digits.
    pub fn text(&self) -> String {
        hex::encode(self.0)
    }

    pub(crate) fn hash(&self) -> Vec<u8> {
        Hash::of(&[&self.0]).as_bytes().to_vec()
    }
}

/// What was sent as a form's key is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A form's key is 32 hexadecimal digits.")]
pub struct NotAFormKey;

impl FromStr for FormKey {
    type Err = NotAFormKey;
    fn from_str(text: &str) -> Result<FormKey, NotAFormKey> {
        let bytes = hex::decode(text).map_err(|_| NotAFormKey)?;
        bytes.try_into().map(FormKey).map_err(|_| NotAFormKey)
    }
}

/// A form as someone sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub person: PersonId,
    pub key: FormKey,
    /// A hash over everything that was typed, to tell a second press of the button from other words.
    pub sent: Hash,
}

impl Change {
    /// Makes this the change in which a form is saved. Dropped without a commit, it leaves the key as it was.
    ///
    /// # Errors
    /// [`StoreError::AlreadySubmitted`] and [`StoreError::SubmittedDifferently`] when the form was saved before.
    pub async fn submit(&self, submission: &Submission, at: Instant) -> Result<(), StoreError> {
        submit(self.writing(), submission, at).await
    }
}

impl Store {
    /// Whether anything was saved under a key, by whomever.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn was_submitted(&self, key: &FormKey) -> Result<bool, StoreError> {
        let query = Query::select()
            .column("at")
            .from("submissions")
            .and_where(Expr::col("key_hash").eq(key.hash()))
            .limit(1)
            .to_owned();
        Ok(self.reader().query_one(&query).await?.is_some())
    }

    /// Forgets the forms that were saved until then. Called now and then by the server.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_submissions_until(&self, until: Instant) -> Result<(), StoreError> {
        let statement = Query::delete()
            .from_table("submissions")
            .and_where(Expr::col("at").lte(until.timestamp_micros()))
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }
}

/// Takes a form's key, in the transaction in which the form is saved: the row is there exactly when the form was saved.
/// Of two who take it at once, the second waits for the end of the first.
pub(crate) async fn submit(
    connection: &impl ConnectionTrait,
    submission: &Submission,
    at: Instant,
) -> Result<(), StoreError> {
    let taken = Query::insert()
        .into_table("submissions")
        .columns(["key_hash", "person_id", "sent_hash", "at"])
        .values_panic([
            Expr::val(submission.key.hash()),
            Expr::val(submission.person.0),
            Expr::val(submission.sent.as_bytes().to_vec()),
            Expr::val(at.timestamp_micros()),
        ])
        .on_conflict(OnConflict::columns(["key_hash", "person_id"]).do_nothing().to_owned())
        .to_owned();
    if connection.execute(&taken).await?.rows_affected() == 1 {
        return Ok(());
    }
    let before = Query::select()
        .column("sent_hash")
        .from("submissions")
        .and_where(Expr::col("key_hash").eq(submission.key.hash()))
        .and_where(Expr::col("person_id").eq(submission.person.0))
        .to_owned();
    let row = connection.query_one(&before).await?.ok_or(StoreError::AlreadySubmitted)?;
    let is_same = row.try_get::<Vec<u8>>("", "sent_hash")? == submission.sent.as_bytes();
    Err(if is_same { StoreError::AlreadySubmitted } else { StoreError::SubmittedDifferently })
}

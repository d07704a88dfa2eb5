//! What people do with their own sessions and password: see where they are signed in, end a session, change the password.

use crate::access::accounts::{end_links, keep_password};
use crate::access::sessions::{SessionLimits, Token};
use crate::access::submissions::{FormKey, Submission, submit};
use crate::access::unrecorded::UnrecordedChange;
use crate::error::StoreError;
use crate::store::Store;
use crate::tables::request_context::FoundSession;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::ledger::Hash;
use domain::security::SecurityEvent;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use std::fmt;
use std::str::FromStr;

/// Names a session without opening it: the hash of its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionName(Vec<u8>);

impl SessionName {
    /// The name of the session of a token.
    pub fn of(token: &Token) -> SessionName {
        SessionName(token.hash())
    }
}

impl fmt::Display for SessionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

/// What was sent as the name of a session is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The name of a session is 64 hexadecimal digits.")]
pub struct NotASessionName;

impl FromStr for SessionName {
    type Err = NotASessionName;
    fn from_str(text: &str) -> Result<SessionName, NotASessionName> {
        match hex::decode(text) {
            Ok(bytes) if bytes.len() == 32 => Ok(SessionName(bytes)),
            Ok(_) | Err(_) => Err(NotASessionName),
        }
    }
}

/// A session of an account that lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSession {
    pub name: SessionName,
    pub begun: Instant,
    /// When it was last used, to the minute.
    pub used: Instant,
}

impl Store {
    /// The sessions of an account that last, those used last first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn own_sessions(
        &self,
        person: PersonId,
        now: Instant,
        limits: SessionLimits,
    ) -> Result<Vec<OwnSession>, StoreError> {
        let query = Query::select()
            .columns(["token_hash", "person_id", "created_at", "seen_at"])
            .from("sessions")
            .and_where(Expr::col("person_id").eq(person.0))
            .order_by("seen_at", Order::Desc)
            .order_by("token_hash", Order::Asc)
            .to_owned();
        let mut lasting = Vec::new();
        for row in self.reader().query_all(&query).await? {
            let found = FoundSession::read(&row)?.filter(|found| found.over(now, limits).is_none());
            if let Some(FoundSession { created, seen, .. }) = found {
                let name = SessionName(row.try_get("", "token_hash")?);
                lasting.push(OwnSession { name, begun: created, used: seen });
            }
        }
        Ok(lasting)
    }

    /// Changes the password of a person who knows the one before. All other sessions of the account end, and its one-time links.
    /// `key` is that of the form, where it has one.
    ///
    /// # Errors
    /// [`StoreError::AlreadySubmitted`] when the form was saved before, and when the database does not answer.
    pub async fn change_password(
        &self,
        person: PersonId,
        hash: &str,
        stays: &Token,
        key: Option<FormKey>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let writing = self.begin().await?;
        if let Some(key) = key {
            // Nothing of a password is kept here, not even a fast hash of it.
            submit(&writing, &Submission { person, key, sent: Hash::of(&[]) }, now).await?;
        }
        keep_password(&writing, person, hash, now).await?;
        end_links(&writing, person).await?;
        let others = Query::delete()
            .from_table("sessions")
            .and_where(Expr::col("person_id").eq(person.0))
            .and_where(Expr::col("token_hash").ne(stays.hash()))
            .to_owned();
        writing.execute(&others).await?;
        writing.commit().await
    }
}

impl UnrecordedChange {
    /// Ends a session of the actor's own account.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the account has no such session.
    pub async fn end_own_session(&self, name: &SessionName) -> Result<(), StoreError> {
        let person = self.actor().person().ok_or(StoreError::NotFound)?;
        let statement = Query::delete()
            .from_table("sessions")
            .and_where(Expr::col("token_hash").eq(name.0.clone()))
            .and_where(Expr::col("person_id").eq(person.0))
            .to_owned();
        match self.writing().execute(&statement).await?.rows_affected() {
            0 => Err(StoreError::NotFound),
            _ => self.note_account(SecurityEvent::SessionEnded, person).await,
        }
    }
}

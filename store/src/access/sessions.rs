//! Sessions: only hashes of tokens are kept, and all sessions of a person can be ended. They use the machine's clock.

use crate::error::StoreError;
use crate::record::change::Change;
use crate::store::Store;
use crate::tables::request_context::FoundSession;
use chrono::TimeDelta;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::ledger::Hash;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{DeleteStatement, Expr, ExprTrait, Order, Query};

/// The sessions that one account has at most; a new one ends the one that was used longest ago.
const MOST_SESSIONS: u64 = 20;

/// 256 random bits that a browser holds in its cookie, or a person in a one-time link. The database has only the hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}

impl Token {
    /// # Errors
    /// When the machine has no random numbers.
    pub fn new() -> Result<Token, StoreError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Damaged(format!("no random numbers: {error}")))?;
        Ok(Token(bytes))
    }

    /// As it stands in a cookie or an address: 64 hexadecimal digits.
    pub fn text(&self) -> String {
        hex::encode(self.0)
    }

    pub fn parse(text: &str) -> Option<Token> {
        let bytes = hex::decode(text).ok()?;
        bytes.try_into().ok().map(Token)
    }

    pub(crate) fn hash(&self) -> Vec<u8> {
        Hash::of(&[&self.0]).as_bytes().to_vec()
    }
}

/// How long a session lasts: since its last use, and in all.
#[derive(Clone, Copy, Debug)]
pub struct SessionLimits {
    pub idle: TimeDelta,
    pub absolute: TimeDelta,
}

/// A session that has not expired.
#[derive(Clone, Debug)]
pub struct Session {
    pub token: Token,
    /// `None` for a visitor whose sign-in was refused: the session only keeps what was typed.
    pub person: Option<PersonId>,
    pub created: Instant,
    pub ends: SessionEnds,
}

/// When a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionEnds {
    /// If nothing more is done in it.
    pub unused: Instant,
    /// However much is done in it.
    pub in_any_case: Instant,
}

impl SessionEnds {
    /// When it ends if nothing more is done in it.
    pub fn first(self) -> Instant {
        Ord::min(self.unused, self.in_any_case)
    }

    /// Whether going on makes it last longer.
    pub fn can_continue(self) -> bool {
        self.unused < self.in_any_case
    }
}

/// Why a session of an account is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was not used for too long.
    Idle,
    /// It lasted as long as one may.
    Longest,
    /// It is there no more: someone ended it, the account or its password changed, or it was long ago.
    Gone,
}

/// How long a session that is over is kept, so that the sign-in page can say why.
const REASON_IS_KEPT: TimeDelta = TimeDelta::days(1);

impl FoundSession {
    pub fn ends(&self, limits: SessionLimits) -> SessionEnds {
        SessionEnds { unused: self.seen + limits.idle, in_any_case: self.created + limits.absolute }
    }

    /// Why it is over, if it is.
    pub fn over(&self, now: Instant, limits: SessionLimits) -> Option<Ended> {
        if now - self.created >= limits.absolute {
            return Some(Ended::Longest);
        }
        (now - self.seen >= limits.idle).then_some(Ended::Idle)
    }
}

/// `seen_at` is written at most this often, so that reading pages does not become writing.
const TOUCH_EVERY: TimeDelta = TimeDelta::seconds(60);

impl Store {
    /// Begins a session for a person, or for a visitor.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin_session(&self, person: Option<PersonId>, now: Instant) -> Result<Token, StoreError> {
        let token = Token::new()?;
        let statement = Query::insert()
            .into_table("sessions")
            .columns(["token_hash", "person_id", "created_at", "seen_at"])
            .values_panic([
                Expr::val(token.hash()),
                Expr::val(person.map(|person| person.0)),
                Expr::val(now.timestamp_micros()),
                Expr::val(now.timestamp_micros()),
            ])
            .to_owned();
        self.write(&statement).await?;
        if let Some(person) = person {
            self.end_oldest_sessions(person).await?;
        }
        Ok(token)
    }

    /// Ends the sessions of an account that were used longest ago, beyond [`MOST_SESSIONS`]: each can keep refused forms.
    async fn end_oldest_sessions(&self, person: PersonId) -> Result<(), StoreError> {
        let newest = Query::select()
            .column("token_hash")
            .from("sessions")
            .and_where(Expr::col("person_id").eq(person.0))
            .order_by("seen_at", Order::Desc)
            .order_by("created_at", Order::Desc)
            .limit(MOST_SESSIONS)
            .to_owned();
        let statement = Query::delete()
            .from_table("sessions")
            .and_where(Expr::col("person_id").eq(person.0))
            .and_where(Expr::col("token_hash").not_in_subquery(newest))
            .to_owned();
        self.write(&statement).await.map(drop)
    }

    /// A session that was found, or why it is over. Using it keeps it from idling out.
    pub(crate) async fn use_session(
        &self,
        token: Token,
        found: FoundSession,
        now: Instant,
        limits: SessionLimits,
    ) -> Result<Result<Session, Ended>, StoreError> {
        if let Some(ended) = found.over(now, limits) {
            return Ok(Err(ended));
        }
        let mut found = found;
        if now - found.seen >= TOUCH_EVERY {
            self.touch(&token, now).await?;
            found.seen = now;
        }
        Ok(Ok(Session { token, person: found.person, created: found.created, ends: found.ends(limits) }))
    }

    /// Whether the session of a token lasts. This is not counted as use.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session_lasts(&self, token: &Token, now: Instant, limits: SessionLimits) -> Result<bool, StoreError> {
        Ok(self.found_session(token).await?.is_some_and(|found| found.over(now, limits).is_none()))
    }

    /// When the session of a token ends, where it lasts. This is not counted as use.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session_ends(
        &self,
        token: &Token,
        now: Instant,
        limits: SessionLimits,
    ) -> Result<Option<SessionEnds>, StoreError> {
        let found = self.found_session(token).await?;
        let lasts = found.filter(|found| found.person.is_some() && found.over(now, limits).is_none());
        Ok(lasts.map(|found| found.ends(limits)))
    }

    pub(super) async fn found_session(&self, token: &Token) -> Result<Option<FoundSession>, StoreError> {
        let query = Query::select()
            .columns(["person_id", "created_at", "seen_at"])
            .from("sessions")
            .and_where(Expr::col("token_hash").eq(token.hash()))
            .to_owned();
        let row = self.reader().query_one(&query).await?;
        row.map_or(Ok(None), |row| FoundSession::read(&row))
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn end_session(&self, token: &Token) -> Result<(), StoreError> {
        let statement =
            Query::delete().from_table("sessions").and_where(Expr::col("token_hash").eq(token.hash())).to_owned();
        self.write(&statement).await?;
        Ok(())
    }

    /// Ends every session of a person, on every machine.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_all_sessions(&self, person: PersonId) -> Result<(), StoreError> {
        self.write(&sessions_of(person)).await.map(drop)
    }

    /// Takes away what expired a day ago or earlier. Called now and then by the server.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_expired_sessions(&self, now: Instant, limits: SessionLimits) -> Result<(), StoreError> {
        let now = now - REASON_IS_KEPT;
        let statement = Query::delete()
            .from_table("sessions")
            .and_where(
                Expr::col("seen_at")
                    .lte((now - limits.idle).timestamp_micros())
                    .or(Expr::col("created_at").lte((now - limits.absolute).timestamp_micros())),
            )
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }

    async fn touch(&self, token: &Token, now: Instant) -> Result<(), StoreError> {
        let statement = Query::update()
            .table("sessions")
            .value("seen_at", now.timestamp_micros())
            .and_where(Expr::col("token_hash").eq(token.hash()))
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }
}

impl Change {
    pub(crate) async fn end_sessions_of(&self, person: PersonId) -> Result<(), StoreError> {
        end_all(self.writing(), person).await
    }
}

/// Ends every session of a person, in the transaction that does what makes them end.
pub(crate) async fn end_all(connection: &impl ConnectionTrait, person: PersonId) -> Result<(), StoreError> {
    connection.execute(&sessions_of(person)).await?;
    Ok(())
}

fn sessions_of(person: PersonId) -> DeleteStatement {
    Query::delete().from_table("sessions").and_where(Expr::col("person_id").eq(person.0)).to_owned()
}

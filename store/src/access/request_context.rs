//! What every request has to know first: whose it is, and how far the record and what stands beside it have come.

use crate::access::sessions::{Ended, Session, SessionLimits, Token};
use crate::error::StoreError;
use crate::record::writing::within;
use crate::store::Store;
use crate::tables::request_context::{Found, FoundSession, context_of, newest};
use domain::date::Instant;
use domain::ledger::Seq;
use sea_orm::ConnectionTrait;

/// Where a request finds the record, read in one statement and so at one moment.
#[derive(Clone, Debug)]
pub struct RequestContext {
    /// The session of the request's token, where there is one that has not expired.
    pub session: Option<Session>,
    /// Why the session is over that the token once had.
    pub ended: Option<Ended>,
    /// The token of that session, while the database still knows it.
    pub former: Option<Token>,
    /// The newest entry. `None` before the record was opened.
    pub newest: Option<Seq>,
    /// How often what pages show from outside the record (settings, saved lists, checks) has changed, by
    /// whichever process.
    pub outside: u64,
    /// Whether a page of the session still has something to say.
    pub has_notice: bool,
}

impl Store {
    /// Finds the session of a token, and how far everything has come. Using a session keeps it from idling out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn request_context(
        &self,
        token: Token,
        now: Instant,
        limits: SessionLimits,
    ) -> Result<RequestContext, StoreError> {
        let found = match self.direct_readers().ask(&token.hash()) {
            Some(found) => found,
            None => within(self.limits().wait, self.found(&token)).await?,
        };
        let (session, ended, former) = match found.session {
            Some(session) => match self.use_session(token.clone(), session, now, limits).await? {
                Ok(session) => (Some(session), None, None),
                // A visitor's session, as earlier versions began them, never was anyone's.
                Err(ended) => (None, session.person.map(|_| ended), session.person.map(|_| token)),
            },
            None => (None, Some(Ended::Gone), None),
        };
        let Found { newest, outside, has_notice, .. } = found;
        Ok(RequestContext { session, ended, former, newest, outside, has_notice })
    }

    async fn found(&self, token: &Token) -> Result<Found, StoreError> {
        let row = self.reader().query_one(&context_of(&token.hash())).await?;
        let row = row.ok_or_else(|| StoreError::Damaged("the table of what stands outside is empty".to_owned()))?;
        Ok(Found {
            session: FoundSession::read(&row)?,
            newest: newest(row.try_get("", "size")?),
            outside: row.try_get::<i64>("", "changes")?.unsigned_abs(),
            has_notice: row.try_get::<i64>("", "notices")? > 0,
        })
    }
}

#[cfg(test)]
mod tests;

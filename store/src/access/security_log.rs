//! The security log: who came in, who was kept out, what was done to accounts, what was taken away. It stands outside the
//! record, holds no password and no token, and forgets what is older than it is set to keep.

mod reading;

pub use reading::{SecurityEntry, SecurityFilter};

use crate::access::unrecorded::UnrecordedChange;
use crate::error::StoreError;
use crate::record::change::Change;
use crate::store::Store;
use chrono::TimeDelta;
use domain::actor::Actor;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::security::SecurityEvent;
use sea_orm::sea_query::{Expr, ExprTrait, InsertStatement, Order, Query, SelectStatement, SimpleExpr};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

/// Refusals of one kind, from one place, at one account are one entry that counts them, for so long after the first.
const COUNTED_TOGETHER: TimeDelta = TimeDelta::minutes(10);

/// So many entries of refusals begin within that time. Beyond it they are counted in one entry without a place, so that
/// no one fills the disk by being refused.
const MOST_REFUSALS: i64 = 500;

/// The longest detail that is kept, in characters.
const LONGEST_DETAIL: usize = 200;

/// Where whatever is done on the command line comes from.
const COMMAND_LINE: &str = "command-line";

/// What is to be written into the security log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityNote {
    pub event: SecurityEvent,
    /// The account that acted. `None` for anyone who is not signed in, and for the operator.
    pub person: Option<PersonId>,
    /// The account that it was done to.
    pub about: Option<PersonId>,
    /// The address of the network.
    pub place: Option<String>,
    /// What was downloaded, changed or refused: a name of ours, never what someone typed.
    pub detail: Option<String>,
}

impl SecurityNote {
    /// Of someone who is not signed in.
    pub fn of_a_visitor(event: SecurityEvent, about: Option<PersonId>, place: &str) -> SecurityNote {
        SecurityNote { event, person: None, about, place: Some(place.to_owned()), detail: None }
    }

    /// Of an account that is signed in.
    pub fn of(event: SecurityEvent, person: PersonId, place: Option<&str>) -> SecurityNote {
        SecurityNote { event, person: Some(person), about: None, place: place.map(str::to_owned), detail: None }
    }

    pub fn with_detail(self, detail: &str) -> SecurityNote {
        SecurityNote { detail: Some(detail.chars().take(LONGEST_DETAIL).collect()), ..self }
    }
}

impl Store {
    /// From which places the owner of an account signed in since then, as the security log has them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn signed_in_from(&self, account: PersonId, since: Instant) -> Result<Vec<String>, StoreError> {
        let query = Query::select()
            .distinct()
            .column("place")
            .from("security_log")
            .and_where(Expr::col("event").eq(SecurityEvent::SignedIn.code()))
            .and_where(Expr::col("person_id").eq(account.0))
            .and_where(Expr::col("at").gte(since.timestamp_micros()))
            .to_owned();
        let rows = self.reader().query_all(&query).await?;
        let places: Result<Vec<Option<String>>, _> = rows.iter().map(|row| row.try_get("", "place")).collect();
        Ok(places?.into_iter().flatten().collect())
    }
}

impl Store {
    /// Writes an entry, or counts a refusal in the entry of those like it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_security(&self, note: &SecurityNote) -> Result<(), StoreError> {
        let now = self.now();
        if note.event.is_refusal() {
            return self.note_refusal(note, now).await;
        }
        self.write(&inserting(note, now)).await.map(drop)
    }

    async fn note_refusal(&self, note: &SecurityNote, now: Instant) -> Result<(), StoreError> {
        if self.count_in_one_like(note, now).await? {
            return Ok(());
        }
        if self.refusals_since(now - COUNTED_TOGETHER).await? < MOST_REFUSALS {
            return self.write(&inserting(note, now)).await.map(drop);
        }
        let (event, person, about) = (note.event, None, None);
        let many = SecurityNote { event, person, about, place: None, detail: Some("many-places".to_owned()) };
        if self.count_in_one_like(&many, now).await? {
            return Ok(());
        }
        self.write(&inserting(&many, now)).await.map(drop)
    }

    async fn count_in_one_like(&self, note: &SecurityNote, now: Instant) -> Result<bool, StoreError> {
        let statement = Query::update()
            .table("security_log")
            .value("times", Expr::col("times").add(1_i64))
            .value("last_at", now.timestamp_micros())
            .and_where(Expr::col("id").in_subquery(one_like(note, now - COUNTED_TOGETHER)))
            .to_owned();
        Ok(self.write(&statement).await?.rows_affected() > 0)
    }

    async fn refusals_since(&self, since: Instant) -> Result<i64, StoreError> {
        let refusals = SecurityEvent::ALL.into_iter().filter(|event| event.is_refusal()).map(SecurityEvent::code);
        let query = Query::select()
            .expr_as(Expr::col("id").count(), "number")
            .from("security_log")
            .and_where(Expr::col("at").gt(since.timestamp_micros()))
            .and_where(Expr::col("event").is_in(refusals))
            .to_owned();
        let row = self.reader().query_one(&query).await?;
        Ok(row.map(|row| row.try_get("", "number")).transpose()?.unwrap_or(0))
    }

    /// Forgets the entries that ended until then. Called now and then by the server.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_security_until(&self, until: Instant) -> Result<(), StoreError> {
        let statement = Query::delete()
            .from_table("security_log")
            .and_where(Expr::col("last_at").lte(until.timestamp_micros()))
            .to_owned();
        self.write(&statement).await.map(drop)
    }
}

impl Change {
    /// Says from where the change is made, for the security log.
    pub fn comes_from(&mut self, place: Option<&str>) {
        self.place = place.map(str::to_owned);
    }

    /// Notes what the change does to an account, in its own transaction.
    pub(crate) async fn note_account(
        &self,
        event: SecurityEvent,
        about: PersonId,
        detail: Option<&str>,
    ) -> Result<(), StoreError> {
        let note = note_of(self.actor(), self.place.as_deref(), (event, about, detail));
        self.writing().execute(&inserting(&note, self.now())).await?;
        Ok(())
    }
}

impl UnrecordedChange {
    /// As [`Change::comes_from`].
    pub fn comes_from(&mut self, place: Option<&str>) {
        self.place = place.map(str::to_owned);
    }

    /// As `Change::note_account`.
    pub(crate) async fn note_account(&self, event: SecurityEvent, about: PersonId) -> Result<(), StoreError> {
        let note = note_of(self.actor(), self.place.as_deref(), (event, about, None));
        self.writing().execute(&inserting(&note, self.now)).await?;
        Ok(())
    }
}

/// A note of the operator, about an account.
pub(crate) fn operators(event: SecurityEvent, about: PersonId) -> SecurityNote {
    note_of(&Actor::Operator, None, (event, about, None))
}

fn note_of(
    actor: &Actor,
    place: Option<&str>,
    (event, about, detail): (SecurityEvent, PersonId, Option<&str>),
) -> SecurityNote {
    let place = match actor {
        Actor::Operator => Some(COMMAND_LINE.to_owned()),
        Actor::Person(_) => place.map(str::to_owned),
    };
    SecurityNote { event, person: actor.person(), about: Some(about), place, detail: detail.map(str::to_owned) }
}

pub(crate) fn inserting(note: &SecurityNote, now: Instant) -> InsertStatement {
    let at = now.timestamp_micros();
    Query::insert()
        .into_table("security_log")
        .columns(["id", "at", "last_at", "times", "event", "person_id", "about_id", "place", "detail"])
        .values_panic([
            Expr::val(Uuid::now_v7()),
            Expr::val(at),
            Expr::val(at),
            Expr::val(1_i64),
            Expr::val(note.event.code()),
            Expr::val(note.person.map(|person| person.0)),
            Expr::val(note.about.map(|person| person.0)),
            Expr::val(note.place.clone()),
            Expr::val(note.detail.clone()),
        ])
        .to_owned()
}

/// The latest entry of the same refusal that is not too old to count another.
fn one_like(note: &SecurityNote, since: Instant) -> SelectStatement {
    Query::select()
        .column("id")
        .from("security_log")
        .and_where(Expr::col("at").gt(since.timestamp_micros()))
        .and_where(Expr::col("event").eq(note.event.code()))
        .and_where(same("person_id", note.person.map(|person| person.0)))
        .and_where(same("about_id", note.about.map(|person| person.0)))
        .and_where(same("place", note.place.clone()))
        .and_where(same("detail", note.detail.clone()))
        .order_by("at", Order::Desc)
        .limit(1)
        .to_owned()
}

fn same(column: &'static str, value: Option<impl Into<Value>>) -> SimpleExpr {
    match value {
        Some(value) => Expr::col(column).eq(value),
        None => Expr::col(column).is_null(),
    }
}

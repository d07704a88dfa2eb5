//! Passwords, one-time links and guesses. None of this is in the ledger.

use crate::access::security_log::{inserting, operators};
use crate::access::sessions::{Token, end_all};
use crate::access::submissions::{FormKey, Submission, submit};
use crate::error::StoreError;
use crate::record::change::Change;
use crate::store::Store;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::ledger::Hash;
use domain::security::SecurityEvent;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What someone guesses at: an account, or from where. Only its hash is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target(Vec<u8>);

impl Target {
    /// The account with that address from one place of the network, whether or not there is such an account.
    pub fn account_from(address: &str, place: &str) -> Target {
        // The place stands first: it holds no blank, so that no two pairs are written alike.
        Target(Hash::of(&[b"account from:", place.as_bytes(), b" ", address.as_bytes()]).as_bytes().to_vec())
    }

    /// The account with that address from wherever it is guessed at, whether or not there is one.
    pub fn account(address: &str) -> Target {
        Target(Hash::of(&[b"account:", address.as_bytes()]).as_bytes().to_vec())
    }

    /// A place of the network.
    pub fn place(address: &str) -> Target {
        Target(Hash::of(&[b"place:", address.as_bytes()]).as_bytes().to_vec())
    }
}

/// Failed guesses at one target, and when the last was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guesses {
    pub failed: u32,
    pub last: Instant,
}

impl Store {
    /// The password hash of a person in PHC form, if one was set.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn password_hash(&self, person: PersonId) -> Result<Option<String>, StoreError> {
        let query =
            Query::select().column("hash").from("passwords").and_where(Expr::col("person_id").eq(person.0)).to_owned();
        let row = self.reader().query_one(&query).await?;
        Ok(row.map(|row| row.try_get("", "hash")).transpose()?)
    }

    /// Sets a password and ends every session of the person.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_password(&self, person: PersonId, hash: &str, now: Instant) -> Result<(), StoreError> {
        let writing = self.begin().await?;
        set_password(&writing, person, hash, now).await?;
        writing.commit().await
    }

    /// Sets one password for several people, of all or of none, and ends every session of theirs.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_passwords(&self, people: &[PersonId], hash: &str, now: Instant) -> Result<(), StoreError> {
        let writing = self.begin().await?;
        for person in people {
            set_password(&writing, *person, hash, now).await?;
        }
        writing.commit().await
    }

    /// Makes a one-time link with which a person sets a password, for the operator.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn invite(&self, person: PersonId, expires: Instant) -> Result<Token, StoreError> {
        let writing = self.begin().await?;
        let token = invite(&writing, person, expires).await?;
        let note = operators(SecurityEvent::LinkMade, person);
        writing.execute(&inserting(&note, self.now())).await?;
        writing.commit().await?;
        Ok(token)
    }

    /// Whom a one-time link is for, while it is good.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn invited(&self, token: &Token, now: Instant) -> Result<Option<PersonId>, StoreError> {
        let query = Query::select()
            .column("person_id")
            .from("invitations")
            .and_where(Expr::col("token_hash").eq(token.hash()))
            .and_where(Expr::col("expires_at").gt(now.timestamp_micros()))
            .to_owned();
        person_of(self.reader().query_one(&query).await?)
    }

    /// Uses a one-time link up and sets the password, both or neither: a failure leaves the link as it was. Returns whom
    /// it was for. Of two who use it at once, one sets the password and the other gets nothing. `key` is that of the form,
    /// where it has one, so that the person who sent it twice can be told.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn use_invitation(
        &self,
        token: &Token,
        hash: &str,
        key: Option<&FormKey>,
        now: Instant,
    ) -> Result<Option<PersonId>, StoreError> {
        let writing = self.begin().await?;
        let used = Query::delete()
            .from_table("invitations")
            .and_where(Expr::col("token_hash").eq(token.hash()))
            .and_where(Expr::col("expires_at").gt(now.timestamp_micros()))
            .returning_col("person_id")
            .to_owned();
        let person = person_of(writing.query_one(&used).await?)?;
        if let Some(person) = person {
            set_password(&writing, person, hash, now).await?;
            if let Some(key) = key {
                // Nothing of a password is kept here, not even a fast hash of it.
                let submission = Submission { person, key: key.clone(), sent: Hash::of(&[]) };
                submit(&writing, &submission, now).await?;
            }
        }
        writing.commit().await?;
        Ok(person)
    }

    /// Forgets the one-time links that are good no more. Called now and then by the server.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_expired_invitations(&self, now: Instant) -> Result<(), StoreError> {
        let statement = Query::delete()
            .from_table("invitations")
            .and_where(Expr::col("expires_at").lte(now.timestamp_micros()))
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn guesses(&self, target: &Target) -> Result<Option<Guesses>, StoreError> {
        let query = Query::select()
            .columns(["failed", "last_at"])
            .from("guesses")
            .and_where(Expr::col("target").eq(target.0.clone()))
            .to_owned();
        let Some(row) = self.reader().query_one(&query).await? else { return Ok(None) };
        let failed = u32::try_from(row.try_get::<i64>("", "failed")?).unwrap_or(u32::MAX);
        Ok(Some(Guesses { failed, last: crate::tables::ledger::instant(&row, "last_at")? }))
    }

    /// Counts one more failed guess, after `faded` of the earlier ones are taken off.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_failed_guess(&self, target: &Target, faded: u32, now: Instant) -> Result<(), StoreError> {
        let before = || Expr::col(("guesses", "failed"));
        let left = Expr::case(before().gt(i64::from(faded)), before().sub(i64::from(faded))).finally(0_i64);
        let statement = Query::insert()
            .into_table("guesses")
            .columns(["target", "failed", "last_at"])
            .values_panic([Expr::val(target.0.clone()), Expr::val(1_i64), Expr::val(now.timestamp_micros())])
            .on_conflict(
                OnConflict::column("target")
                    .value("failed", Expr::expr(left).add(1_i64))
                    .update_column("last_at")
                    .to_owned(),
            )
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }

    /// Takes one guess off again, because it was right.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_back_guess(&self, target: &Target) -> Result<(), StoreError> {
        let statement = Query::update()
            .table("guesses")
            .value("failed", Expr::col("failed").sub(1_i64))
            .and_where(Expr::col("target").eq(target.0.clone()))
            .and_where(Expr::col("failed").gt(0_i64))
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }

    /// Forgets the guesses at one target, after a right password.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_guesses(&self, target: &Target) -> Result<(), StoreError> {
        let statement =
            Query::delete().from_table("guesses").and_where(Expr::col("target").eq(target.0.clone())).to_owned();
        self.write(&statement).await?;
        Ok(())
    }

    /// Forgets every target whose last guess was not after `until`. Called now and then by the server.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_guesses_until(&self, until: Instant) -> Result<(), StoreError> {
        let statement = Query::delete()
            .from_table("guesses")
            .and_where(Expr::col("last_at").lte(until.timestamp_micros()))
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }
}

impl Store {
    /// Forgets all but the targets that were guessed at most often, and last. Called now and then by the server.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_guesses_beyond(&self, most: u64) -> Result<(), StoreError> {
        let beyond = Query::select()
            .column("target")
            .from("guesses")
            .order_by("failed", Order::Desc)
            .order_by("last_at", Order::Desc)
            .limit(i64::MAX.unsigned_abs())
            .offset(most)
            .to_owned();
        let statement =
            Query::delete().from_table("guesses").and_where(Expr::col("target").in_subquery(beyond)).to_owned();
        self.write(&statement).await.map(drop)
    }
}

impl Change {
    /// Makes a one-time link in this change: with the account that it is for, or not at all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn invite(&self, person: PersonId, expires: Instant) -> Result<Token, StoreError> {
        self.note_account(SecurityEvent::LinkMade, person, None).await?;
        invite(self.writing(), person, expires).await
    }

    pub(crate) async fn end_links_of(&self, person: PersonId) -> Result<(), StoreError> {
        end_links(self.writing(), person).await
    }
}

/// A new one-time link in place of those that were not used.
pub(crate) async fn renew_link(
    connection: &impl ConnectionTrait,
    person: PersonId,
    expires: Instant,
) -> Result<Token, StoreError> {
    end_links(connection, person).await?;
    invite(connection, person, expires).await
}

/// The one-time links of a person that were not used are good no more.
pub(crate) async fn end_links(connection: &impl ConnectionTrait, person: PersonId) -> Result<(), StoreError> {
    let statement = Query::delete().from_table("invitations").and_where(Expr::col("person_id").eq(person.0)).to_owned();
    connection.execute(&statement).await?;
    Ok(())
}

/// The accounts whose owner has chosen a password.
pub(crate) async fn with_password(connection: &impl ConnectionTrait) -> Result<BTreeSet<PersonId>, StoreError> {
    let query = Query::select().column("person_id").from("passwords").to_owned();
    let rows = connection.query_all(&query).await?;
    rows.iter().map(|row| Ok(PersonId(row.try_get("", "person_id")?))).collect()
}

/// Sets a password. Which sessions end with it, the caller says.
pub(crate) async fn keep_password(
    connection: &impl ConnectionTrait,
    person: PersonId,
    hash: &str,
    now: Instant,
) -> Result<(), StoreError> {
    let statement = Query::insert()
        .into_table("passwords")
        .columns(["person_id", "hash", "changed_at"])
        .values_panic([Expr::val(person.0), Expr::val(hash), Expr::val(now.timestamp_micros())])
        .on_conflict(OnConflict::column("person_id").update_columns(["hash", "changed_at"]).to_owned())
        .to_owned();
    connection.execute(&statement).await?;
    Ok(())
}

/// Sets a password and ends every session of the person.
async fn set_password(
    connection: &impl ConnectionTrait,
    person: PersonId,
    hash: &str,
    now: Instant,
) -> Result<(), StoreError> {
    keep_password(connection, person, hash, now).await?;
    end_all(connection, person).await
}

async fn invite(connection: &impl ConnectionTrait, person: PersonId, expires: Instant) -> Result<Token, StoreError> {
    let token = Token::new()?;
    let statement = Query::insert()
        .into_table("invitations")
        .columns(["token_hash", "person_id", "expires_at"])
        .values_panic([Expr::val(token.hash()), Expr::val(person.0), Expr::val(expires.timestamp_micros())])
        .to_owned();
    connection.execute(&statement).await?;
    Ok(token)
}

fn person_of(row: Option<QueryResult>) -> Result<Option<PersonId>, StoreError> {
    Ok(row.map(|row| row.try_get::<Uuid>("", "person_id")).transpose()?.map(PersonId))
}

//! How each person wants the pages to behave. It is no part of the record, and no one else's business.

use crate::access::unrecorded::UnrecordedChange;
use crate::error::StoreError;
use crate::store::Store;
use domain::ids::PersonId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};

/// What a person has set, or what holds for someone who set nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Whether keys alone, without Ctrl or Alt, do anything: `/` goes to the search field.
    pub single_keys: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences { single_keys: true }
    }
}

impl Store {
    /// # Errors
    /// When the database does not answer.
    pub async fn preferences(&self, person: PersonId) -> Result<Preferences, StoreError> {
        let query = Query::select()
            .column("single_keys")
            .from("preferences")
            .and_where(Expr::col("person_id").eq(person.0))
            .to_owned();
        let Some(row) = self.reader().query_one(&query).await? else { return Ok(Preferences::default()) };
        Ok(Preferences { single_keys: row.try_get::<i64>("", "single_keys")? != 0 })
    }
}

impl UnrecordedChange {
    /// # Errors
    /// When there is no such person, and when the database does not answer.
    pub async fn keep_preferences(&self, person: PersonId, set: Preferences) -> Result<(), StoreError> {
        let statement = Query::insert()
            .into_table("preferences")
            .columns(["person_id", "single_keys"])
            .values_panic([Expr::val(person.0), Expr::val(i64::from(set.single_keys))])
            .on_conflict(OnConflict::column("person_id").update_column("single_keys").to_owned())
            .to_owned();
        self.writing().execute(&statement).await?;
        Ok(())
    }
}

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
    /// Whether the table of each chart is open from the start, for those who read it in place of the drawing.
    pub read_as_text: bool,
    /// Whether an open page says by itself to a screen reader that the record has changed.
    pub announces: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences { single_keys: true, read_as_text: false, announces: true }
    }
}

const COLUMNS: [&str; 3] = ["single_keys", "read_as_text", "announces"];

impl Store {
    /// # Errors
    /// When the database does not answer.
    pub async fn preferences(&self, person: PersonId) -> Result<Preferences, StoreError> {
        let query = Query::select()
            .columns(COLUMNS)
            .from("preferences")
            .and_where(Expr::col("person_id").eq(person.0))
            .to_owned();
        let Some(row) = self.reader().query_one(&query).await? else { return Ok(Preferences::default()) };
        let is_set = |column: &str| row.try_get::<i64>("", column).map(|set| set != 0);
        Ok(Preferences {
            single_keys: is_set("single_keys")?,
            read_as_text: is_set("read_as_text")?,
            announces: is_set("announces")?,
        })
    }
}

impl UnrecordedChange {
    /// # Errors
    /// When there is no such person, and when the database does not answer.
    pub async fn keep_preferences(&self, person: PersonId, set: Preferences) -> Result<(), StoreError> {
        let values = [set.single_keys, set.read_as_text, set.announces].map(|set| Expr::val(i64::from(set)));
        let statement = Query::insert()
            .into_table("preferences")
            .columns(["person_id"].into_iter().chain(COLUMNS))
            .values_panic([Expr::val(person.0)].into_iter().chain(values))
            .on_conflict(OnConflict::column("person_id").update_columns(COLUMNS).to_owned())
            .to_owned();
        self.writing().execute(&statement).await?;
        Ok(())
    }
}

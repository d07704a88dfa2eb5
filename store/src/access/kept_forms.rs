//! Forms that came when the session of who typed them had ended. They wait in that session, which opens nothing any more,
//! until the same person signs in again in that browser, and go with it.

use crate::access::sessions::Token;
use crate::error::StoreError;
use crate::store::Store;
use domain::ids::PersonId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

impl Store {
    /// Keeps a form in a session of its writer, in place of one before. No one else gets it back. Returns whether there is
    /// such a session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_form(&self, former: &Token, writer: PersonId, form: &str) -> Result<bool, StoreError> {
        let statement = Query::update()
            .table("sessions")
            .value("kept_for", writer.0)
            .value("kept", form)
            .and_where(Expr::col("token_hash").eq(former.hash()))
            .and_where(Expr::col("person_id").eq(writer.0))
            .to_owned();
        Ok(self.write(&statement).await?.rows_affected() > 0)
    }

    /// Whether a session keeps a form.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keeps_a_form(&self, former: &Token) -> Result<bool, StoreError> {
        let query = Query::select()
            .column("kept_for")
            .from("sessions")
            .and_where(Expr::col("token_hash").eq(former.hash()))
            .and_where(Expr::col("kept").is_not_null())
            .to_owned();
        Ok(self.reader().query_one(&query).await?.is_some())
    }

    /// The form that a session keeps for the person.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn kept_form(&self, former: &Token, person: PersonId) -> Result<Option<String>, StoreError> {
        let query = Query::select()
            .column("kept")
            .from("sessions")
            .and_where(Expr::col("token_hash").eq(former.hash()))
            .and_where(Expr::col("kept_for").eq(person.0))
            .to_owned();
        match self.reader().query_one(&query).await? {
            Some(row) => Ok(row.try_get("", "kept")?),
            None => Ok(None),
        }
    }
}

//! Forms that came when the session of who typed them had ended. They wait in the visitor's session until the same
//! person signs in.

use crate::connect::Store;
use crate::error::StoreError;
use crate::sessions::Token;
use domain::ids::PersonId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

impl Store {
    /// Keeps a form in a visitor's session. Nobody but `person` gets it back.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_form(&self, token: &Token, person: PersonId, form: &str) -> Result<(), StoreError> {
        let statement = Query::update()
            .table("sessions")
            .value("kept_for", person.0)
            .value("kept", form)
            .and_where(Expr::col("token_hash").eq(token.hash()))
            .and_where(Expr::col("person_id").is_null())
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }

    /// The form that the session keeps for the person.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn kept_form(&self, token: &Token, person: PersonId) -> Result<Option<String>, StoreError> {
        let query = Query::select()
            .column("kept")
            .from("sessions")
            .and_where(Expr::col("token_hash").eq(token.hash()))
            .and_where(Expr::col("kept_for").eq(person.0))
            .to_owned();
        match self.reader().query_one(&query).await? {
            Some(row) => Ok(row.try_get("", "kept")?),
            None => Ok(None),
        }
    }
}

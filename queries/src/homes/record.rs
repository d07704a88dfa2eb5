//! For the auditor: when the record was last checked, and who took what out of it.

use domain::ids::PersonId;
use std::collections::HashMap;
use store::{LedgerCheck, StoreError, Taken, View};

/// How many downloads are shown.
const SHOWN: u64 = 20;

#[derive(Debug)]
pub struct RecordHome {
    pub last_check: Option<LedgerCheck>,
    /// The last downloads, newest first.
    pub taken: Vec<Taken>,
    names: HashMap<PersonId, String>,
}

impl RecordHome {
    /// # Errors
    /// [`StoreError::NotFound`] for those who do not read it, and when the database does not answer.
    pub async fn of(view: &View) -> Result<RecordHome, StoreError> {
        let people = view.people().await?;
        let names = people.into_iter().map(|seen| (seen.value.id, seen.value.name.to_string()));
        Ok(RecordHome {
            last_check: view.last_check().await?,
            taken: view.taken_lately(SHOWN).await?,
            names: names.collect(),
        })
    }

    /// The name of an account.
    pub fn name_of(&self, person: PersonId) -> &str {
        self.names.get(&person).map_or("Unknown", String::as_str)
    }
}

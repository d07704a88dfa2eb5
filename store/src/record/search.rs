//! Finding things by their words, at any position, for any reader.

mod of_lists;

use crate::error::StoreError;
use crate::memory::texts::Texts;
use crate::record::view::View;
use crate::tables::rows::{self, at_position};
use crate::tables::stand_ins::content_in;
use domain::Object;
use domain::ids::Kind;
use domain::search::{Search, searched};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait};
use std::collections::BTreeMap;
use tokio::sync::RwLockReadGuard;
use uuid::Uuid;

/// What was found, without its texts: [`View::found_objects`] reads them for those that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Found {
    pub kind: Kind,
    pub id: Uuid,
}

impl View {
    /// Everything that answers the search at this position and that the actor may see: by kind in the order of
    /// [`searched`], what is called so before what only speaks of it, then by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn search(&self, search: &Search) -> Result<Vec<Found>, StoreError> {
        if search.is_empty() {
            return Ok(Vec::new());
        }
        let texts = self.texts().await?;
        let mut found = Vec::new();
        for kind in searched() {
            let mut hits: Vec<_> = texts
                .at(kind, self.seq())
                .filter(|(_, text)| search.finds(&text.folded) && self.sees(text.belongs_to))
                .map(|(id, text)| (!search.finds_name(&text.folded), &text.folded, id))
                .collect();
            hits.sort();
            found.extend(hits.into_iter().map(|(_, _, id)| Found { kind, id }));
        }
        Ok(found)
    }

    /// Reads the texts that are searched into memory, so that the first search need not wait for it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_texts(&self) -> Result<(), StoreError> {
        self.texts().await.map(drop)
    }

    /// The texts, brought to this position.
    async fn texts(&self) -> Result<RwLockReadGuard<'_, Texts>, StoreError> {
        self.store().memory().texts(self.store().database(), self.seq()).await
    }

    /// What was found, with its texts, in the same order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn found_objects(&self, found: &[Found]) -> Result<Vec<Object>, StoreError> {
        let mut objects = BTreeMap::new();
        for kind in searched() {
            let ids: Vec<Uuid> = found.iter().filter(|hit| hit.kind == kind).map(|hit| hit.id).collect();
            if ids.is_empty() {
                continue;
            }
            let condition = at_position(self.seq()).add(Expr::col(("v", "id")).is_in(ids));
            for row in self.store().reader().query_all(&rows::versions_where(kind, condition)).await? {
                let (form, body) = content_in(&row)?;
                let object = Object::read(kind, form, &body)?;
                if self.sees(object.belongs_to()) {
                    objects.insert((kind, object.id()), object);
                }
            }
        }
        Ok(found.iter().filter_map(|hit| objects.remove(&(hit.kind, hit.id))).collect())
    }
}

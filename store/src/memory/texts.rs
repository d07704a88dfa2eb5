//! The texts by which things are found, in memory.
//!
//! The folded texts of every version are held in memory, brought forward from committed contents just as the timeline
//! is: so nothing that is committed is ever left out, an index cannot disagree with what it indexes, and both engines
//! give the same answers. `docs/architecture.md` has the measurements that speak for it.

use crate::database::connections::Database;
use crate::error::StoreError;
use crate::memory::Memory;
use crate::memory::timeline::{History, Span};
use crate::tables::ledger::has_erased;
use crate::tables::rows;
use domain::described::BelongsTo;
use domain::ledger::Seq;
use domain::search::{Folded, searched};
use domain::{Kind, Object, OfKind, with_kind};
use futures::TryStreamExt;
use std::collections::BTreeMap;
use std::pin::pin;
use tokio::sync::RwLockReadGuard;
use uuid::Uuid;

/// The texts of everything that is searched, with every version of them.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    reached: Option<Seq>,
    of: BTreeMap<Kind, History<Text>>,
}

/// What one version is found by, and what decides who may find it.
#[derive(Debug)]
pub(crate) struct Text {
    pub belongs_to: BelongsTo,
    pub folded: Folded,
}

impl Memory {
    /// The texts, brought forward to a position that is committed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn texts(&self, database: &Database, to: Seq) -> Result<RwLockReadGuard<'_, Texts>, StoreError> {
        self.advance_texts(database, to).await?;
        Ok(self.texts.read().await)
    }

    async fn advance_texts(&self, database: &Database, to: Seq) -> Result<(), StoreError> {
        if self.texts.read().await.reached >= Some(to) {
            return Ok(());
        }
        let mut texts = self.texts.write().await;
        // Someone may have brought them there while this waited.
        if texts.reached >= Some(to) {
            return Ok(());
        }
        // What was erased since is no longer found by its words.
        if let Some(reached) = texts.reached
            && has_erased(database.reader(), reached, to).await?
        {
            *texts = Texts::default();
        }
        texts.advance(database, to).await
    }
}

impl Texts {
    /// What each thing of a kind says at a position.
    pub fn at(&self, kind: Kind, p: Seq) -> impl Iterator<Item = (Uuid, &Text)> {
        self.of.get(&kind).into_iter().flat_map(move |history| history.at(p))
    }

    async fn advance(&mut self, database: &Database, to: Seq) -> Result<(), StoreError> {
        let span = Span::after(self.reached, to);
        // All is read before anything is added: a failure half way leaves the texts as they were.
        let mut new = Vec::new();
        for kind in searched() {
            new.extend(with_kind!(kind, T => read::<T>(database, span).await?));
        }
        for (kind, id, since, text) in new {
            self.of.entry(kind).or_default().push_where_different(id, since, text, |a, b| a.folded == b.folded);
        }
        if self.reached.is_none() {
            // Nearly everything has one version, and room for four was set aside.
            self.of.values_mut().for_each(History::shrink_to_fit);
        }
        self.reached = Some(to);
        Ok(())
    }
}

/// Row by row: all contents of a kind at once would take many times the memory of their texts.
async fn read<T: OfKind>(database: &Database, span: Span) -> Result<Vec<(Kind, Uuid, Seq, Text)>, StoreError> {
    let mut versions = pin!(rows::each::<T, _>(database.reader(), span.condition()).await?);
    let mut texts = Vec::new();
    while let Some(seen) = versions.try_next().await? {
        let object: Object = seen.value.into();
        let folded = Folded::of(object.texts().iter().map(String::as_str));
        texts.push((object.kind(), object.id(), seen.since, Text { belongs_to: object.belongs_to(), folded }));
    }
    Ok(texts)
}

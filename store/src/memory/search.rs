//! Finding things by their words, at any position, for any reader.
//!
//! The folded texts of every version are held in memory, brought forward from committed contents just as the timeline
//! is: so nothing that is committed is ever left out, an index cannot disagree with what it indexes, and both engines
//! give the same answers. `docs/architecture.md` has the measurements that speak for it.

mod of_lists;

use crate::connect::Store;
use crate::error::StoreError;
use crate::log::erasures::content_in;
use crate::memory::timeline::{History, Span};
use crate::record::view::View;
use crate::tables::rows::{self, at_position};
use domain::described::BelongsTo;
use domain::ids::{Kind, PlanId};
use domain::ledger::Seq;
use domain::search::{Folded, Search, searched};
use domain::{Object, Versioned, with_kind};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tokio::sync::RwLockReadGuard;
use uuid::Uuid;

/// What was found, without its texts: [`View::found_objects`] reads them for those that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Found {
    pub kind: Kind,
    pub id: Uuid,
}

/// The texts of everything that is searched, with every version of them.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    reached: Option<Seq>,
    of: BTreeMap<Kind, History<Text>>,
}

/// What one version is found by, and what decides who may find it.
#[derive(Clone, Debug)]
struct Text {
    belongs_to: BelongsTo,
    folded: Arc<Folded>,
}

impl Store {
    async fn advance_texts(&self, to: Seq) -> Result<(), StoreError> {
        if self.texts().read().await.reached >= Some(to) {
            return Ok(());
        }
        let mut texts = self.texts().write().await;
        // Somebody may have brought them there while this waited.
        if texts.reached >= Some(to) {
            return Ok(());
        }
        // What was erased since is no longer found by its words.
        if let Some(reached) = texts.reached
            && self.has_erased(reached, to).await?
        {
            *texts = Texts::default();
        }
        texts.advance(self.reader(), to).await
    }
}

impl Texts {
    /// What each thing of a kind says at a position.
    fn at(&self, kind: Kind, p: Seq) -> impl Iterator<Item = (Uuid, &Text)> {
        self.of.get(&kind).into_iter().flat_map(move |history| history.at(p))
    }

    async fn advance(&mut self, connection: &impl ConnectionTrait, to: Seq) -> Result<(), StoreError> {
        let span = Span::after(self.reached, to);
        // All is read before anything is added: a failure half way leaves the texts as they were.
        let mut new = Vec::new();
        for kind in searched() {
            new.extend(with_kind!(kind, T => read::<T>(connection, span).await?));
        }
        for (kind, id, since, text) in new {
            self.of.entry(kind).or_default().push_where_different(id, since, text, |a, b| a.folded == b.folded);
        }
        self.reached = Some(to);
        Ok(())
    }
}

async fn read<T: Versioned>(
    connection: &impl ConnectionTrait,
    span: Span,
) -> Result<Vec<(Kind, Uuid, Seq, Text)>, StoreError> {
    let versions = rows::all::<T>(connection, span.condition()).await?;
    let text = |seen: rows::Seen<T>| {
        let object: Object = seen.value.into();
        let folded = Arc::new(Folded::of(object.texts().iter().map(String::as_str)));
        (object.kind(), object.id(), seen.since, Text { belongs_to: object.belongs_to(), folded })
    };
    Ok(versions.into_iter().map(text).collect())
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
        let plans: BTreeSet<PlanId> = self.plans().iter().map(|plan| plan.id).collect();
        let is_visible = |text: &Text| match text.belongs_to {
            BelongsTo::Everybody => true,
            BelongsTo::Plan(plan) => plans.contains(&plan),
            BelongsTo::Action(action) => self.facts(action).is_ok(),
            BelongsTo::Actions(one, other) => self.facts(one).is_ok() && self.facts(other).is_ok(),
            BelongsTo::Account => false,
        };
        let texts = self.texts().await?;
        let mut found = Vec::new();
        for kind in searched() {
            let mut hits: Vec<_> = texts
                .at(kind, self.seq())
                .filter(|(_, text)| search.finds(&text.folded) && is_visible(text))
                .map(|(id, text)| (!search.finds_name(&text.folded), &text.folded, id))
                .collect();
            hits.sort();
            found.extend(hits.into_iter().map(|(_, _, id)| Found { kind, id }));
        }
        Ok(found)
    }

    /// The texts, brought to this position.
    async fn texts(&self) -> Result<RwLockReadGuard<'_, Texts>, StoreError> {
        self.store().advance_texts(self.seq()).await?;
        Ok(self.store().texts().read().await)
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
                objects.insert((kind, object.id()), object);
            }
        }
        Ok(found.iter().filter_map(|hit| objects.remove(&(hit.kind, hit.id))).collect())
    }
}

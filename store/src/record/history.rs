//! What happened to an action or to a single object: the entries that made its versions.

use crate::error::StoreError;
use crate::record::view::View;
use crate::tables::ledger::{LoggedEntry, read_entry};
use crate::tables::rows::{AT_ONCE, Versioned, number, seq};
use crate::tables::{self, Names};
use domain::OfKind;
use domain::action::Action;
use domain::ids::{ActionId, Kind};
use domain::ledger::Seq;
use domain::milestone::Milestone;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Order, Query, SelectStatement, UnionType};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// One entry, with whatever of the object it touched.
#[derive(Clone, Debug)]
pub struct HistoryEntry {
    pub entry: LoggedEntry,
}

impl HistoryEntry {
    pub fn seq(&self) -> Seq {
        self.entry.leaf.entry().seq
    }
}

impl View {
    /// Everything that happened to an action and what belongs to it, the latest first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an action that the actor may not see.
    pub async fn history_of_action(&self, action: ActionId) -> Result<Vec<HistoryEntry>, StoreError> {
        self.facts(action)?;
        self.entries_at(self.positions_of_action(action)).await
    }

    /// The same of several actions, with a number of statements that does not grow with them. Those that the actor may not
    /// see are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn histories_of(&self, actions: &[ActionId]) -> Result<HashMap<ActionId, Vec<HistoryEntry>>, StoreError> {
        let mut touched = BTreeSet::new();
        for some in self.visible(actions).chunks(AT_ONCE) {
            for row in self.store().reader().query_all(&self.positions_by_action(some)).await? {
                touched.insert((ActionId(row.try_get("", "action")?), seq(row.try_get("", "since")?)));
            }
        }
        let numbers: BTreeSet<Seq> = touched.iter().map(|(_, seq)| *seq).collect();
        let entries = self.entries_of(&Vec::from_iter(numbers)).await?;
        let entries: HashMap<Seq, LoggedEntry> =
            entries.into_iter().map(|entry| (entry.leaf.entry().seq, entry)).collect();
        let mut histories: HashMap<ActionId, Vec<HistoryEntry>> = HashMap::new();
        for (action, seq) in touched.into_iter().rev() {
            let entry = entries.get(&seq).ok_or_else(|| StoreError::Damaged(format!("no entry {seq} in the log")))?;
            histories.entry(action).or_default().push(HistoryEntry { entry: entry.clone() });
        }
        Ok(histories)
    }

    /// The entries that touched these actions or what belongs to them, each beside its action.
    fn positions_by_action(&self, actions: &[ActionId]) -> SelectStatement {
        let (_, hidden) = self.hidden_content();
        let ids = || actions.iter().map(|action| action.0);
        let rows = |kind: Kind, column: &'static str| {
            Query::select()
                .column("since")
                .expr_as(Expr::col(column), "action")
                .from(tables::of(kind).versions)
                .and_where(Expr::col(column).is_in(ids()))
                .and_where(Expr::col("since").lte(number(self.seq())))
                .to_owned()
        };
        let mut positions = rows(Kind::Action, "id");
        for (kind, column) in tables::naming(Names::Action).filter(|named| *named != (Kind::Action, "id")) {
            let mut rows = rows(kind, column);
            // A link to what the reader may not see is none.
            for other in tables::named_by(kind, Names::Action).filter(|other| *other != column && !hidden.is_empty()) {
                rows.and_where(Expr::col(other).is_not_in(hidden.iter().copied()));
            }
            positions.union(UnionType::Distinct, rows);
        }
        positions
    }

    /// The entries that touched an action or what belongs to it.
    pub(crate) fn positions_of_action(&self, action: ActionId) -> SelectStatement {
        let mut positions = self.positions(Kind::Action, "id", action.0);
        let (_, hidden) = self.hidden_content();
        for (kind, column) in tables::naming(Names::Action).filter(|named| *named != (Kind::Action, "id")) {
            let mut rows = self.positions(kind, column, action.0);
            // A link to what the reader may not see is none.
            for other in tables::named_by(kind, Names::Action).filter(|other| *other != column && !hidden.is_empty()) {
                rows.and_where(Expr::col(other).is_not_in(hidden.iter().copied()));
            }
            positions.union(UnionType::Distinct, rows);
        }
        positions
    }

    /// Everything that happened to one object, the latest first. The caller has read the object through this view.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn history_of<T: OfKind>(&self, object: &T) -> Result<Vec<HistoryEntry>, StoreError> {
        self.entries_at(self.positions(T::KIND, "id", object.id().into())).await
    }

    /// The same of a milestone and of the documents that were attached to it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn history_of_milestone(&self, milestone: &Milestone) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut positions = self.positions(Kind::Milestone, "id", milestone.id.0);
        let documents = self.positions(Kind::Evidence, "milestone_id", milestone.id.0);
        positions.union(UnionType::Distinct, documents);
        self.entries_at(positions).await
    }

    /// Every version of these actions up to the position of the view, of each the first one first. Those that the actor may
    /// not see are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn action_versions(&self, actions: &[ActionId]) -> Result<Vec<Versioned<Action>>, StoreError> {
        let mut versions: Vec<Versioned<Action>> = Vec::new();
        for some in self.visible(actions).chunks(AT_ONCE) {
            let of_these = Expr::col(("v", "id")).is_in(some.iter().map(|action| action.0));
            let until_then = Expr::col(("v", "since")).lte(number(self.seq()));
            versions.extend(self.all(Cond::all().add(of_these).add(until_then)).await?);
        }
        versions.sort_by_key(|seen| (seen.value.id, seen.version));
        Ok(versions)
    }

    pub(crate) fn positions(&self, kind: Kind, column: &'static str, id: Uuid) -> SelectStatement {
        Query::select()
            .column("since")
            .from(tables::of(kind).versions)
            .and_where(Expr::col(column).eq(id))
            .and_where(Expr::col("since").lte(number(self.seq())))
            .to_owned()
    }

    async fn entries_at(&self, positions: SelectStatement) -> Result<Vec<HistoryEntry>, StoreError> {
        let query = Query::select()
            .column("entry")
            .from("ledger")
            .cond_where(Cond::all().add(Expr::col("seq").in_subquery(positions)))
            .order_by("seq", Order::Desc)
            .to_owned();
        let rows = self.store().reader().query_all(&query).await?;
        rows.iter().map(|row| read_entry(row).map(|entry| HistoryEntry { entry })).collect()
    }
}

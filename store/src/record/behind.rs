//! The versions behind what is counted: every one of the objects concerned, and which of them is read.

use crate::error::StoreError;
use crate::record::view::View;
use crate::tables;
use crate::tables::rows::{AT_ONCE, number, seq};
use domain::ids::{ActionId, Kind, MilestoneId};
use domain::ledger::Seq;
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The kinds from whose rows the facts of an action are read, and the column that names the action.
const COUNTED: [(Kind, &str); 5] = [
    (Kind::Action, "id"),
    (Kind::Assignment, "action_id"),
    (Kind::Milestone, "action_id"),
    (Kind::Report, "action_id"),
    (Kind::Evidence, "action_id"),
];

/// A version of an object, up to the position of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VersionBehind {
    /// The entry that made it.
    pub since: Seq,
    pub kind: Kind,
    pub id: Uuid,
    /// Whether it is the one that is read at the position.
    pub is_read: bool,
}

/// A version of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MilestoneVersion {
    /// The entry that made it.
    pub since: Seq,
    /// How many changes of its date there were then.
    pub date_changes: usize,
}

/// What stands behind a milestone, in the order of the entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateSources {
    pub versions: Vec<MilestoneVersion>,
    /// The entries that made versions of its documents.
    pub documents: Vec<Seq>,
}

impl DateSources {
    /// The entry that made the version that is read.
    pub fn deciding(&self) -> Option<Seq> {
        self.versions.last().map(|version| version.since)
    }

    /// The entry that made a change of its date, by how many came before it.
    pub fn of_date_change(&self, place: usize) -> Option<Seq> {
        self.versions.iter().find(|version| version.date_changes > place).map(|version| version.since)
    }

    /// Every entry, of the milestone and of its documents.
    pub fn all(&self) -> impl Iterator<Item = Seq> {
        self.versions.iter().map(|version| version.since).chain(self.documents.iter().copied())
    }
}

impl View {
    /// For each of these actions that the actor may see, every version until this position: of the action itself, of
    /// anyone who was named for it, of its milestones, reports and documents. In the order of the entries.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn versions_behind(
        &self,
        actions: &[ActionId],
    ) -> Result<HashMap<ActionId, Vec<VersionBehind>>, StoreError> {
        let visible: Vec<Uuid> =
            actions.iter().filter(|action| self.facts(**action).is_ok()).map(|action| action.0).collect();
        let mut behind: HashMap<ActionId, Vec<VersionBehind>> = HashMap::new();
        for (kind, column) in COUNTED {
            for row in self.rows_until(kind, (column, &visible), &[column]).await? {
                let until: Option<i64> = row.try_get("", "until")?;
                let version = VersionBehind {
                    since: seq(row.try_get("", "since")?),
                    kind,
                    id: row.try_get("", "id")?,
                    is_read: until.is_none_or(|until| until > number(self.seq())),
                };
                behind.entry(ActionId(row.try_get("", column)?)).or_default().push(version);
            }
        }
        behind.values_mut().for_each(|versions| versions.sort_unstable());
        Ok(behind)
    }

    /// Every version of these milestones and of their documents until this position. Milestones of actions that the actor
    /// may not see are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn milestone_sources(
        &self,
        milestones: &[MilestoneId],
    ) -> Result<HashMap<MilestoneId, DateSources>, StoreError> {
        let ids: Vec<Uuid> = milestones.iter().map(|milestone| milestone.0).collect();
        let mut sources: HashMap<MilestoneId, DateSources> = HashMap::new();
        for row in self.rows_until(Kind::Milestone, ("id", &ids), &["action_id", "moves"]).await? {
            let action: Uuid = row.try_get("", "action_id")?;
            if self.facts(ActionId(action)).is_err() {
                continue;
            }
            let moves: String = row.try_get("", "moves")?;
            let version = MilestoneVersion {
                since: seq(row.try_get("", "since")?),
                date_changes: moves.split_whitespace().count(),
            };
            sources.entry(MilestoneId(row.try_get("", "id")?)).or_default().versions.push(version);
        }
        for row in self.rows_until(Kind::Evidence, ("milestone_id", &ids), &["milestone_id"]).await? {
            let of = MilestoneId(row.try_get("", "milestone_id")?);
            if let Some(sources) = sources.get_mut(&of) {
                sources.documents.push(seq(row.try_get("", "since")?));
            }
        }
        Ok(sources)
    }

    /// The versions of these actions that the actor may see, with how often the end of the timeframe had been moved.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn action_date_sources(
        &self,
        actions: &[ActionId],
    ) -> Result<HashMap<ActionId, DateSources>, StoreError> {
        let visible = actions.iter().filter(|action| self.facts(**action).is_ok());
        let ids: Vec<Uuid> = visible.map(|action| action.0).collect();
        let mut sources: HashMap<ActionId, DateSources> = HashMap::new();
        for row in self.rows_until(Kind::Action, ("id", &ids), &["moves"]).await? {
            let moves: String = row.try_get("", "moves")?;
            let version = MilestoneVersion {
                since: seq(row.try_get("", "since")?),
                date_changes: moves.split_whitespace().count(),
            };
            sources.entry(ActionId(row.try_get("", "id")?)).or_default().versions.push(version);
        }
        Ok(sources)
    }

    /// The actions that these objects are, or belong to, where the actor may see them: one question a kind, whatever their
    /// number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn actions_of(&self, objects: &[(Kind, Uuid)]) -> Result<HashMap<Uuid, ActionId>, StoreError> {
        let mut actions = HashMap::new();
        for (kind, column) in tables::of_one_action() {
            let of_kind = objects.iter().filter(|(of, _)| *of == kind).map(|(_, id)| *id);
            let ids: Vec<Uuid> = of_kind.collect::<BTreeSet<_>>().into_iter().collect();
            for row in self.rows_until(kind, ("id", &ids), &[column]).await? {
                let action = ActionId(row.try_get("", column)?);
                if self.facts(action).is_ok() {
                    actions.insert(row.try_get("", "id")?, action);
                }
            }
        }
        Ok(actions)
    }

    /// Versions of a kind whose column names one of these, in the order of their entries.
    async fn rows_until(
        &self,
        kind: Kind,
        (column, ids): (&'static str, &[Uuid]),
        beside: &[&'static str],
    ) -> Result<Vec<QueryResult>, StoreError> {
        let mut rows = Vec::new();
        for ids in ids.chunks(AT_ONCE) {
            let mut query = Query::select();
            query.columns(["id", "since", "until"]).from(tables::of(kind).versions);
            query.columns(beside.iter().copied().filter(|column| *column != "id"));
            query.and_where(Expr::col(column).is_in(ids.iter().copied()));
            query.and_where(Expr::col("since").lte(number(self.seq()))).order_by("since", Order::Asc);
            rows.extend(self.store().reader().query_all(&query).await?);
        }
        Ok(rows)
    }
}

//! What an export needs of many actions at once: one query a kind, never one a row.

use crate::error::StoreError;
use crate::record::updates::recency;
use crate::record::view::View;
use crate::tables;
use crate::tables::rows::{AT_ONCE, Versioned, at_position, number, seq};
use domain::OfKind;
use domain::assignment::Assignment;
use domain::date::Zone;
use domain::evidence::Evidence;
use domain::ids::{ActionId, Kind, ReportId};
use domain::ledger::{LogName, Seq};
use domain::milestone::Milestone;
use domain::update::Report;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use std::cmp::Reverse;
use std::collections::HashMap;
use uuid::Uuid;

impl View {
    /// The origin of the ledger that this view reads.
    pub fn record_name(&self) -> &LogName {
        self.store().key().name()
    }

    /// Everybody who carries, or was asked to carry, each of these actions. Those that the actor may not see are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn assignments_by_action(
        &self,
        actions: &[ActionId],
    ) -> Result<HashMap<ActionId, Vec<Assignment>>, StoreError> {
        let mut by_action: HashMap<ActionId, Vec<Assignment>> = HashMap::new();
        for some in self.visible(actions).chunks(AT_ONCE) {
            let of_these = Expr::col(("v", "action_id")).is_in(some.iter().map(|action| action.0));
            let found = self.all::<Assignment>(at_position(self.seq()).add(of_these)).await?;
            for seen in found {
                by_action.entry(seen.value.action).or_default().push(seen.value);
            }
        }
        Ok(by_action)
    }

    /// The report from which status and confidence of each of these actions come. It is known which one that is, so no
    /// other is read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_report_by_action(
        &self,
        actions: &[ActionId],
    ) -> Result<HashMap<ActionId, Versioned<Report>>, StoreError> {
        let last = self.store().last_reports(&self.visible(actions), self.seq()).await?;
        let reports = self.by_ids::<Report>(last).await?;
        Ok(reports.into_iter().map(|seen| (seen.value.action, seen)).collect())
    }

    /// Which report that is, of each of these actions that has one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_report_ids(&self, actions: &[ActionId]) -> Result<Vec<ReportId>, StoreError> {
        self.store().last_reports(&self.visible(actions), self.seq()).await
    }

    /// Every status update of these actions, the latest first.
    ///
    /// # Errors
    /// When the database does not answer. Actions that the actor may not see are left out.
    pub async fn reports_of(&self, actions: &[ActionId]) -> Result<Vec<Versioned<Report>>, StoreError> {
        let mut reports = self.parts_of(actions).await?;
        reports.sort_by_key(|seen| Reverse(recency(seen)));
        Ok(reports)
    }

    /// Every document of these actions, withdrawn ones too.
    ///
    /// # Errors
    /// When the database does not answer. Actions that the actor may not see are left out.
    pub async fn documents_of(&self, actions: &[ActionId]) -> Result<Vec<Versioned<Evidence>>, StoreError> {
        self.parts_of(actions).await
    }

    /// Every milestone of these actions, withdrawn ones too, by the date first promised.
    ///
    /// # Errors
    /// When the database does not answer. Actions that the actor may not see are left out.
    pub async fn milestones_of(&self, actions: &[ActionId]) -> Result<Vec<Versioned<Milestone>>, StoreError> {
        let mut milestones: Vec<Versioned<Milestone>> = self.parts_of(actions).await?;
        milestones.sort_by_key(|seen| (seen.value.original, seen.value.id));
        Ok(milestones)
    }

    /// Every role in these actions, whatever became of it.
    ///
    /// # Errors
    /// When the database does not answer. Actions that the actor may not see are left out.
    pub async fn assignments_of(&self, actions: &[ActionId]) -> Result<Vec<Versioned<Assignment>>, StoreError> {
        self.parts_of(actions).await
    }

    async fn parts_of<T: OfKind>(&self, actions: &[ActionId]) -> Result<Vec<Versioned<T>>, StoreError> {
        self.naming("action_id", actions).await
    }

    /// The objects of a kind that name one of these actions in that column.
    pub(crate) async fn naming<T: OfKind>(
        &self,
        column: &'static str,
        actions: &[ActionId],
    ) -> Result<Vec<Versioned<T>>, StoreError> {
        let mut parts = Vec::new();
        for some in self.visible(actions).chunks(AT_ONCE) {
            let of_these = Expr::col(("v", column)).is_in(some.iter().map(|action| action.0));
            parts.extend(self.all::<T>(at_position(self.seq()).add(of_these)).await?);
        }
        Ok(parts)
    }

    /// Completions, each as it was when it was verified, also where it was taken back since.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn verified_completions(&self) -> Result<Vec<Versioned<Milestone>>, StoreError> {
        self.made_by("completion-verified").await
    }

    /// Status updates, each as it was when it was verified.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn verified_reports(&self) -> Result<Vec<Versioned<Report>>, StoreError> {
        self.made_by("report-verified").await
    }

    /// Documents, each as it was when it was verified, also where it was withdrawn since.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn verified_documents(&self) -> Result<Vec<Versioned<Evidence>>, StoreError> {
        self.made_by("evidence-verified").await
    }

    /// The versions of a kind that entries of an event made, up to this position.
    async fn made_by<T: OfKind>(&self, event: &'static str) -> Result<Vec<Versioned<T>>, StoreError> {
        let entries = Query::select()
            .column("seq")
            .from("ledger")
            .and_where(Expr::col("event").eq(event))
            .and_where(Expr::col("seq").lte(number(self.seq())))
            .to_owned();
        self.all::<T>(Expr::col(("v", "since")).in_subquery(entries)).await
    }

    /// The log entries that made the versions which are read of these objects of a kind.
    ///
    /// # Errors
    /// When the database does not answer. Whether the actor may see the objects is for the caller to know.
    pub async fn current_entries(&self, kind: Kind, ids: &[Uuid]) -> Result<HashMap<Uuid, Seq>, StoreError> {
        let mut entries = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(AT_ONCE) {
            let query = Query::select()
                .columns([("v", "id"), ("v", "since")])
                .from_as(tables::of(kind).versions, "v")
                .cond_where(at_position(self.seq()).add(Expr::col(("v", "id")).is_in(ids.iter().copied())))
                .to_owned();
            for row in self.store().reader().query_all(&query).await? {
                entries.insert(row.try_get("", "id")?, seq(row.try_get("", "since")?));
            }
        }
        Ok(entries)
    }

    /// The zone in which days of the record begin.
    pub fn zone(&self) -> Zone {
        self.store().zone()
    }

    pub(crate) fn visible(&self, actions: &[ActionId]) -> Vec<ActionId> {
        actions.iter().copied().filter(|action| self.facts(*action).is_ok()).collect()
    }
}

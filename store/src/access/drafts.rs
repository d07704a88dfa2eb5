//! Drafts of status updates. They stand outside the record: only those who write for the agency that leads an action find
//! them, and the secretariat learns from which agencies there are any.

use crate::access::unrecorded::UnrecordedChange;
use crate::error::StoreError;
use crate::record::as_of::AsOf;
use crate::record::change::Change;
use crate::record::view::View;
use crate::tables::ledger::instant;
use domain::DomainError;
use domain::actor::Permission;
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::draft::{Draft, DraftCopy};
use domain::error::ReportError;
use domain::ids::{ActionId, PersonId};
use domain::plan::PlanState;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::str::FromStr;
use uuid::Uuid;

const COLUMNS: [&str; 7] = ["party", "action_id", "quarter", "copy", "fields", "person_id", "saved_at"];

impl View {
    /// The drafts of these actions that the actor writes, by action. None in the past: a draft is of now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drafts(&self, actions: &[ActionId]) -> Result<HashMap<ActionId, Draft>, StoreError> {
        if self.position().is_past() {
            return Ok(HashMap::new());
        }
        let lead = |action: &ActionId| Some((*action, self.facts(*action).ok()?.lead?));
        let theirs = |(_, party): &(ActionId, Party)| Draft::may_write(self.actor(), *party).is_ok();
        let theirs: HashMap<ActionId, Party> = actions.iter().filter_map(lead).filter(theirs).collect();
        if theirs.is_empty() {
            return Ok(HashMap::new());
        }
        let query = Query::select()
            .columns(COLUMNS)
            .from("drafts")
            .and_where(Expr::col("action_id").is_in(theirs.keys().map(|action| action.0)))
            .to_owned();
        let rows = self.store().reader().query_all(&query).await?;
        let drafts: Vec<Draft> = rows.iter().map(read).collect::<Result<_, _>>()?;
        // What was written for an agency that led the action before stays its own.
        let drafts = drafts.into_iter().filter(|draft| theirs.get(&draft.action) == Some(&draft.party));
        Ok(drafts.map(|draft| (draft.action, draft)).collect())
    }

    /// From whom there is a draft for a quarter, for those who run periods; nothing else of it. Empty for everyone else, and in
    /// the past.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begun(&self, quarter: FiscalQuarter) -> Result<BTreeSet<Party>, StoreError> {
        if self.position().is_past() || !self.actor().may(Permission::RunPeriods) {
            return Ok(BTreeSet::new());
        }
        let query = Query::select()
            .distinct()
            .column("party")
            .from("drafts")
            .and_where(Expr::col("quarter").eq(quarter.to_string()))
            .to_owned();
        self.store().reader().query_all(&query).await?.iter().map(|row| parsed(row, "party")).collect()
    }
}

impl UnrecordedChange {
    /// Saves what was typed for an action, in place of the draft that the form showed. `copy` names the form, `shown` the
    /// form that had saved what it showed.
    ///
    /// # Errors
    /// Refused for whoever does not write for the agency that leads the action; [`StoreError::ChangedMeanwhile`] when another
    /// form was saved in between; [`StoreError::NotFound`] for an action that the actor may not see, or that has no lead.
    pub async fn save_draft(
        &self,
        (action, quarter): (ActionId, FiscalQuarter),
        fields: BTreeMap<String, String>,
        (copy, shown): (DraftCopy, DraftCopy),
    ) -> Result<(), StoreError> {
        let (view, party) = self.whose_draft(action).await?;
        let saved_by = self.actor().person().ok_or(StoreError::NotFound)?;
        if view.drafts(&[action]).await?.get(&action).is_some_and(|draft| !draft.may_be_replaced(&copy, &shown)) {
            return Err(StoreError::ChangedMeanwhile);
        }
        let written = serde_json::to_string(&fields).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let replaced = ["quarter", "copy", "fields", "person_id", "saved_at"];
        let statement = Query::insert()
            .into_table("drafts")
            .columns(COLUMNS)
            .values_panic([
                Expr::val(party.to_string()),
                Expr::val(action.0),
                Expr::val(quarter.to_string()),
                Expr::val(copy.as_str()),
                Expr::val(written),
                Expr::val(saved_by.0),
                Expr::val(self.now.timestamp_micros()),
            ])
            .on_conflict(OnConflict::columns(["party", "action_id"]).update_columns(replaced).to_owned())
            .to_owned();
        self.writing().execute(&statement).await?;
        Ok(())
    }

    /// # Errors
    /// As [`save_draft`](UnrecordedChange::save_draft), but for what was saved in between.
    pub async fn discard_draft(&self, action: ActionId) -> Result<(), StoreError> {
        let (_, party) = self.whose_draft(action).await?;
        let statement = Query::delete()
            .from_table("drafts")
            .and_where(Expr::col("action_id").eq(action.0))
            .and_where(Expr::col("party").eq(party.to_string()))
            .to_owned();
        self.writing().execute(&statement).await?;
        Ok(())
    }

    async fn whose_draft(&self, action: ActionId) -> Result<(View, Party), StoreError> {
        let view = self.store().view(self.actor(), &AsOf::Now).await?;
        let facts = view.facts(action)?;
        let (party, state) = (facts.lead.ok_or(StoreError::NotFound)?, facts.plan_state);
        if state == PlanState::Draft {
            return Err(DomainError::from(ReportError::OfADraft).into());
        }
        Draft::may_write(self.actor(), party)?;
        Ok((view, party))
    }
}

impl Change {
    /// What was written before the update that is submitted is no longer of use to anyone.
    pub(crate) async fn remove_drafts(&self, action: ActionId) -> Result<(), StoreError> {
        let statement = Query::delete().from_table("drafts").and_where(Expr::col("action_id").eq(action.0)).to_owned();
        self.writing().execute(&statement).await?;
        Ok(())
    }
}

fn read(row: &QueryResult) -> Result<Draft, StoreError> {
    let fields: String = row.try_get("", "fields")?;
    let copy: String = row.try_get("", "copy")?;
    let damaged = |what: &str| StoreError::Damaged(format!("{what} of a draft"));
    Ok(Draft {
        action: ActionId(row.try_get::<Uuid>("", "action_id")?),
        party: parsed(row, "party")?,
        quarter: parsed(row, "quarter")?,
        fields: serde_json::from_str(&fields).map_err(|_| damaged("the fields"))?,
        copy: DraftCopy::parse(&copy).ok_or_else(|| damaged("the form"))?,
        saved_by: PersonId(row.try_get::<Uuid>("", "person_id")?),
        saved_at: instant(row, "saved_at")?,
    })
}

fn parsed<T: FromStr>(row: &QueryResult, column: &str) -> Result<T, StoreError> {
    let text: String = row.try_get("", column)?;
    text.parse().map_err(|_| StoreError::Damaged(format!("{column} of a draft: {text}")))
}

//! The entries behind what is counted: those that made the rows from which the facts of an action are read.

use crate::error::StoreError;
use crate::rows::{at_position, seq};
use crate::tables;
use crate::view::View;
use domain::ids::{ActionId, Kind};
use domain::ledger::Seq;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Value};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The kinds from whose rows the facts of an action are read, and the column that names the action.
const READ: [(Kind, &str); 5] = [
    (Kind::Action, "id"),
    (Kind::Assignment, "action_id"),
    (Kind::Milestone, "action_id"),
    (Kind::Report, "action_id"),
    (Kind::Evidence, "action_id"),
];

impl View {
    /// For each of these actions that the actor may see, the entries that made the versions which are read at this
    /// position: of the action itself, of whoever was named for it, of its milestones, reports and documents.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn entries_behind(&self, actions: &[ActionId]) -> Result<HashMap<ActionId, BTreeSet<Seq>>, StoreError> {
        let visible = actions.iter().filter(|action| self.facts(**action).is_ok());
        let ids: Vec<Value> = visible.map(|action| Value::from(action.0)).collect();
        let mut behind: HashMap<ActionId, BTreeSet<Seq>> = HashMap::new();
        if ids.is_empty() {
            return Ok(behind);
        }
        for (kind, column) in READ {
            let query = Query::select()
                .column(("v", column))
                .column(("v", "since"))
                .from_as(tables::of(kind).versions, "v")
                .cond_where(at_position(self.seq()).add(Expr::col(("v", column)).is_in(ids.clone())))
                .to_owned();
            for row in self.store().reader().query_all(&query).await? {
                let action: Uuid = row.try_get("", column)?;
                behind.entry(ActionId(action)).or_default().insert(seq(row.try_get("", "since")?));
            }
        }
        Ok(behind)
    }
}

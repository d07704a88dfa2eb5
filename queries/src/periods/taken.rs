//! The board of a reporting period as a table, from which files are made.

use super::board::{Board, BoardRow, Stage};
use crate::error::{BadQuery, QueryError};
use crate::point::about;
use domain::Date;
use domain::body::Party;
use domain::date::FiscalQuarter;
use reports::Table;
use reports::periods::PeriodRow;
use store::View;

/// Of which period the file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeriodQuery {
    /// The quarter with which it ends; the period that is due next where none is named.
    pub period: Option<FiscalQuarter>,
}

impl PeriodQuery {
    pub const NAMES: [&str; 1] = ["period"];

    /// # Errors
    /// [`BadQuery::NotAFilter`] for what names no quarter.
    pub fn read(pairs: &[(String, String)]) -> Result<PeriodQuery, BadQuery> {
        let mut query = PeriodQuery::default();
        for (_, value) in pairs.iter().filter(|(name, value)| name == "period" && !value.trim().is_empty()) {
            query.period = Some(value.trim().parse().map_err(|_| BadQuery::filter("period", value))?);
        }
        Ok(query)
    }

    /// As it is written in addresses.
    pub fn pairs(self) -> Vec<(&'static str, String)> {
        self.period.map(|period| ("period", period.to_string())).into_iter().collect()
    }
}

/// One row for each agency or group that owes updates for the period.
///
/// # Errors
/// When the database does not answer.
pub async fn table_of_period(view: &View, query: PeriodQuery) -> Result<Table, QueryError> {
    let today = view.position().day;
    let quarter = query.period.unwrap_or_else(|| view.reporting_rule().next_due(today));
    let board = Board::of(view, quarter).await?;
    let today = board.judged_on(today);
    let rows: Vec<PeriodRow> = board.rows.iter().map(|row| period_row(row, quarter, today)).collect();
    reports::periods::table(about(view, ("periods", "Updates by agency for a reporting period"), &query.pairs()), &rows)
        .map_err(QueryError::from)
}

fn period_row(row: &BoardRow, quarter: FiscalQuarter, today: Date) -> PeriodRow {
    PeriodRow {
        period: quarter.to_string(),
        code: row.code.clone(),
        name: row.name.clone(),
        due: row.due,
        is_extended: row.is_extended,
        updates_due: row.updates.due,
        submitted: row.updates.submitted,
        awaiting: row.updates.awaiting,
        accepted: row.updates.accepted,
        returned: row.updates.returned,
        days_overdue: match row.stage(today) {
            Stage::Overdue(days) => days,
            Stage::Open(_) | Stage::Submitted => 0,
        },
        last_submitted: row.last.as_ref().map(|(_, on)| *on),
        id: match row.party {
            Party::Agency(id) => id.to_string(),
            Party::Body(id) => id.to_string(),
        },
    }
}

//! The reporting rule as the log states it, at any position.

use crate::database::connections::Database;
use crate::error::StoreError;
use crate::memory::Memory;
use crate::tables::ledger::read_entry;
use crate::tables::rows::number;
use domain::Date;
use domain::Event;
use domain::date::FiscalQuarter;
use domain::ids::AgencyId;
use domain::ledger::Seq;
use domain::reporting::{ReportingRule, ReportingTerms};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use tokio::sync::MutexGuard;

/// The codes of the entries that say when updates are due.
const STATING: [&str; 3] = ["record-opened", "reporting-rule-changed", "period-extended"];

/// What the log states, read once and then brought forward.
#[derive(Debug, Default)]
pub(crate) struct Statements {
    /// How many entries were looked at.
    read: u64,
    stated: Vec<Statement>,
}

#[derive(Clone, Debug)]
struct Statement {
    entry: Seq,
    says: Says,
}

#[derive(Clone, Debug)]
enum Says {
    /// Without a quarter: since the record began, also for positions before this entry.
    Terms { from: Option<FiscalQuarter>, terms: ReportingTerms },
    /// More time for these agencies; for all where none is named.
    Extended { quarter: FiscalQuarter, agencies: Vec<AgencyId>, to: Date },
}

impl Statement {
    /// The terms that it states since the record began.
    const fn first_terms(&self) -> Option<ReportingTerms> {
        match self.says {
            Says::Terms { from: None, terms } => Some(terms),
            Says::Terms { from: Some(_), .. } | Says::Extended { .. } => None,
        }
    }
}

impl Statements {
    /// The rule as it was stated at a position.
    fn at(&self, p: Seq) -> ReportingRule {
        let first = self.stated.iter().find_map(Statement::first_terms).unwrap_or_default();
        let until = self.stated.iter().filter(|statement| statement.entry <= p);
        until.fold(ReportingRule::always(first), |rule, statement| match &statement.says {
            Says::Terms { from: Some(from), terms } => rule.with(*from, *terms),
            Says::Terms { from: None, .. } => rule,
            Says::Extended { quarter, agencies, to } => rule.extended(*quarter, agencies, *to),
        })
    }
}

impl Memory {
    /// The reporting rule at a committed position.
    pub async fn reporting_rule(&self, database: &Database, p: Seq) -> Result<ReportingRule, StoreError> {
        Ok(self.statements_until(database, p).await?.at(p))
    }

    /// Whether the record states any terms up to a committed position.
    pub async fn states_reporting_terms(&self, database: &Database, p: Seq) -> Result<bool, StoreError> {
        let stated = &self.statements_until(database, p).await?.stated;
        Ok(stated.iter().any(|statement| matches!(statement.says, Says::Terms { .. })))
    }

    /// What the log states, read up to a position at least.
    async fn statements_until(&self, database: &Database, p: Seq) -> Result<MutexGuard<'_, Statements>, StoreError> {
        let mut statements = self.statements.lock().await;
        if statements.read <= p.0 {
            let read = Statements::between(database, Seq(statements.read), p).await?;
            statements.stated.extend(read);
            statements.read = p.0 + 1;
        }
        Ok(statements)
    }
}

impl Statements {
    async fn between(database: &Database, from: Seq, to: Seq) -> Result<Vec<Statement>, StoreError> {
        let seq = || Expr::col("seq");
        let query = Query::select()
            .column("entry")
            .from("ledger")
            .and_where(Expr::col("event").is_in(STATING))
            .and_where(seq().gte(number(from)))
            .and_where(seq().lte(number(to)))
            .order_by("seq", Order::Asc)
            .to_owned();
        let rows = database.reader().query_all(&query).await?;
        let mut stated = Vec::new();
        for row in &rows {
            let logged = read_entry(row)?;
            let entry = logged.leaf.entry().seq;
            let says = match logged.event {
                Some(Event::RecordOpened { reporting: Some(terms), .. }) => Some(Says::Terms { from: None, terms }),
                Some(Event::ReportingRuleChanged { from, every, days }) => {
                    Some(Says::Terms { from, terms: ReportingTerms { every, days } })
                }
                Some(Event::PeriodExtended { quarter, agencies, to, .. }) => {
                    Some(Says::Extended { quarter, agencies, to })
                }
                _ => None,
            };
            stated.extend(says.map(|says| Statement { entry, says }));
        }
        Ok(stated)
    }
}

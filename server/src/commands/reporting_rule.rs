//! `concord reporting-rule`: when status updates are due, and how to change that.

use super::error::CommandError;
use super::record::Record;
use crate::config::Config;
use crate::config::values::{days, period};
use clap::Args;
use domain::actor::Actor;
use domain::date::FiscalQuarter;
use domain::reporting::{ReportingPeriod, ReportingTerms};
use queries::words::{uncapitalized, updates_due};
use std::io::Write;
use store::AsOf;

/// Show or change when status updates are due
///
/// The rule is part of the record, so every page and file shows what was overdue under the rule in effect then. A change
/// begins with a quarter for which no update is due yet, and the audit log records it. To cancel a change that has not
/// begun, make another one.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord reporting-rule
  concord reporting-rule --from FY2027-Q1 --every quarter --days 30")]
pub struct ReportingRule {
    /// The first fiscal quarter to which the change applies. Example: FY2027-Q1
    #[arg(long, value_name = "QUARTER", requires_all = ["every", "days"])]
    from: Option<FiscalQuarter>,

    /// Reporting period: quarter, half-year, or year
    #[arg(long, value_name = "PERIOD", requires = "from", value_parser = every)]
    every: Option<ReportingPeriod>,

    /// Days after the period ends that a status update is due
    #[arg(long, value_name = "DAYS", requires = "from", value_parser = days)]
    days: Option<u16>,
}

/// A fault of the option, which is not the setting of the same meaning.
fn every(text: &str) -> Result<ReportingPeriod, String> {
    period(text).map_err(|_| "--every must be quarter, half-year, or year".to_owned())
}

impl ReportingRule {
    /// # Errors
    /// When the rule refuses the change, or the record cannot be opened.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let record = match self.from {
            Some(_) => Record::open_to_write(config).await?,
            None => Record::open(config).await?,
        };
        if let (Some(from), Some(every), Some(days)) = (self.from, self.every, self.days) {
            record.store.state_reporting_terms(config.reporting_terms()).await?;
            let mut change = record.store.change(&Actor::Operator).await?;
            change.change_reporting_rule(from, ReportingTerms { every, days }).await?;
            change.commit().await?;
            writeln!(out, "Changed the reporting rule. The audit log records it.").map_err(CommandError::Output)?;
        }
        let rule = record.store.view(&Actor::Operator, &AsOf::Now).await?.reporting_rule();
        let closed = if self.from.is_some() { record.close().await } else { record.leave().await };
        closed?;
        let first = std::iter::once(updates_due(rule.first()));
        let changes = rule.changes().iter().map(|change| {
            let due = uncapitalized(&updates_due(change.terms));
            format!("Beginning with {}, {due}", change.from.named())
        });
        for line in first.chain(changes) {
            writeln!(out, "{line}").map_err(CommandError::Output)?;
        }
        Ok(())
    }
}

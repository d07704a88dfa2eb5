//! `concord security-log`: the security log for a collector, one entry a line.

use super::error::CommandError;
use super::record::Record;
use crate::config::Config;
use crate::security_log::batch;
use clap::Args;
use domain::Date;
use domain::actor::Actor;
use std::io::Write;
use store::{AsOf, SecurityFilter};
use uuid::Uuid;

/// Print the security log as JSON Lines, oldest entry first
///
/// Sign-ins, failures, delays, sign-outs, one-time links created and used, account changes, downloads, and refused
/// permissions. A collector saves the `id` of the last line that it read, and passes it as --after. Refusals that repeat
/// within ten minutes are one entry: `times` is their number up to `last_at`.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord security-log --since 2026-11-01
  concord security-log --after 01980f2c-7a51-7d43-9d0e-2f6b3c1a9e55 \\
    >> /var/log/concord/security.jsonl")]
pub struct SecurityLog {
    /// Only entries after the one with this id
    #[arg(long, value_name = "ID")]
    after: Option<Uuid>,

    /// Only entries of this date (2026-11-01, in the time zone of the task force) and later
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<Date>,
}

fn day(text: &str) -> Result<Date, String> {
    domain::date::parse(text).ok_or_else(|| "the date must be YYYY-MM-DD. Example: 2026-11-01".to_owned())
}

impl SecurityLog {
    /// # Errors
    /// When there is no record, or the output is closed.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let record = Record::open(config).await?;
        let view = record.store.view(&Actor::Operator, &AsOf::Now).await?;
        let from = self.since.map(|day| record.store.zone().start_of(day));
        let mut filter = SecurityFilter { from, after: self.after, ..SecurityFilter::default() };
        while let Some((lines, next)) = batch(&view, filter).await? {
            out.write_all(lines.as_bytes()).map_err(CommandError::Output)?;
            filter = next;
        }
        out.flush().map_err(CommandError::Output)?;
        record.leave().await
    }
}

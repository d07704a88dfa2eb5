//! `concord workpaper`: a sample of the record, with everything that ties it to the signed log.

use super::error::CommandError;
use super::kept_head::grouped;
use super::record::Record;
use crate::config::Config;
use crate::workpapers::make;
use clap::{Args, ValueEnum};
use domain::actor::Actor;
use queries::documents::Setting;
use queries::error::QueryError;
use queries::paths::Paths;
use queries::workpapers::{StratifyBy, WorkpaperQuery};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use store::AsOf;
use workpaper::Sampled;

/// Write a workpaper: a seeded sample that anyone can check without Concord
///
/// A zip file with the sampled items, the report on each, every version of each with its log entry, the proof that the entry
/// is in the signed log, and instructions. The same seed draws the same sample on any machine. Check one with
/// `concord verify --workpaper FILE`, or without Concord as its README.txt says.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord workpaper --size 10 --seed 2024 --to workpaper.zip
  concord workpaper --query 'plan=NAP-2021' --of actions --size 10 --by lead \\
    --seed 2024 --as-of meeting:PITF-M-2024 --to workpaper.zip
  concord workpaper --of entries --query 'from=2024-01-01' --size 25 --seed OIG-24 \\
    --to entries.zip

A query has the filters of the list of actions or milestones, as the address of the
list in a browser has them after the question mark; for log entries, from and to.")]
pub struct Workpaper {
    /// What is sampled
    #[arg(long, value_enum, default_value = "actions")]
    of: Of,

    /// What the sample is drawn from. Example: 'plan=NAP-2021&lead=DOJ'. Default: everything
    #[arg(long, value_name = "QUERY", default_value = "")]
    query: String,

    /// How many items, 1 to 100
    #[arg(long, value_name = "NUMBER")]
    size: usize,

    /// A word or number; the same seed draws the same sample
    #[arg(long, value_name = "SEED")]
    seed: String,

    /// Draw from each group, in proportion, at least one item. Default: no groups
    #[arg(long, value_enum)]
    by: Option<By>,

    /// As-of date (2024-02-13), timestamp, or meeting:PITF-M-2024. Default: now
    #[arg(long, value_name = "DATE")]
    as_of: Option<AsOf>,

    /// The file to write. The file must not exist
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    Actions,
    Milestones,
    /// Log entries
    Entries,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    Plan,
    /// The lead agency
    Lead,
    Status,
}

impl Of {
    const fn sampled(self) -> Sampled {
        match self {
            Of::Actions => Sampled::Actions,
            Of::Milestones => Sampled::Milestones,
            Of::Entries => Sampled::Entries,
        }
    }
}

impl By {
    const fn stratify(self) -> StratifyBy {
        match self {
            By::Plan => StratifyBy::Plan,
            By::Lead => StratifyBy::Lead,
            By::Status => StratifyBy::Status,
        }
    }
}

impl Workpaper {
    /// # Errors
    /// When there is no such as-of point, nothing can be drawn, or the file cannot be written.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let query = self.asked()?;
        let record = Record::open_to_sign(config).await?;
        let view = record.store.view(&Actor::Operator, &self.as_of.clone().unwrap_or_default()).await?;
        let paths = Paths::at(view.position().as_of.clone());
        let setting = Setting::of(&record.store, &view, &paths, config.task_force.as_str()).await?;
        let made = make(&setting, &query).await?;
        let file = OpenOptions::new().write(true).create_new(true).open(&self.to);
        file.and_then(|mut file| file.write_all(&made.bytes)).map_err(CommandError::file(&self.to))?;
        let (all, of) = (made.items < query.size, query.of().words());
        let all = if all { format!(" All are in it; {} were asked for.", query.size) } else { String::new() };
        let file = self.to.display();
        writeln!(out, "Wrote {file}: {} of {} {of}.{all}", grouped(made.items as u64), grouped(made.population as u64))
            .map_err(CommandError::Output)?;
        record.leave().await
    }

    /// The options as an address has them, so that both ways in read the same.
    fn asked(&self) -> Result<WorkpaperQuery, CommandError> {
        let filters: Vec<(String, String)> = serde_urlencoded::from_str(&self.query).unwrap_or_default();
        let is_own = |name: &str| ["of", "size", "by", "seed"].contains(&name);
        if let Some((name, _)) = filters.iter().find(|(name, _)| !WorkpaperQuery::knows(name) || is_own(name)) {
            return Err(CommandError::NoSuchSampleFilter { name: name.clone() });
        }
        let own = [
            ("of", Some(self.of.sampled().code().to_owned())),
            ("size", Some(self.size.to_string())),
            ("by", self.by.map(|by| by.stratify().code().to_owned())),
            ("seed", Some(self.seed.clone())),
        ];
        let own = own.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let pairs: Vec<(String, String)> = filters.into_iter().chain(own).collect();
        Ok(WorkpaperQuery::read(&pairs).map_err(QueryError::from)?)
    }
}

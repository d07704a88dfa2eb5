//! `concord report`: a report as a file, for a nightly job or for an auditor with the database.

use super::error::CommandError;
use super::record::Record;
use crate::config::{Config, PublicUrl};
use crate::faces::Face;
use clap::{Args, ValueEnum};
use domain::actor::Actor;
use queries::documents::{ReportKind, ReportQuery, Setting, report};
use queries::paths::Paths;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use store::AsOf;

/// Write a report to a file: PDF, Excel, HTML, CSV, or JSON
///
/// The same files as on the web. The same report of the same date is the same bytes. Its last page says where every number
/// comes from and how to check it.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord report progress --to progress.pdf
  concord report progress --query 'plan=NAP-2021' --as-of 2024-09-30 \\
    --compare meeting:PITF-M-2024 --format xlsx --to nap.xlsx

A query has the filters of the list of actions, as the address of the list
in a browser has them after the question mark.")]
pub struct Report {
    /// The kind of report
    #[arg(value_enum)]
    kind: Kind,

    /// Which actions, as in the address of the list of actions. Example: 'plan=NAP-2021&lead=DOJ'. Default: active plans
    #[arg(long, value_name = "QUERY", default_value = "plan=in-force")]
    query: String,

    /// As-of date (2024-02-13), timestamp, or meeting:PITF-M-2024. Default: now
    #[arg(long, value_name = "DATE")]
    as_of: Option<AsOf>,

    /// The earlier date to compare with, written the same way
    #[arg(long, value_name = "DATE")]
    compare: Option<AsOf>,

    /// The format
    #[arg(long, value_enum, default_value = "pdf")]
    format: Format,

    /// The file to write. The file must not exist. Default: standard output
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Figures, a summary, charts, and every action with its milestones
    Progress,
    /// What one agency leads and supports, and its figures. Example of its query: 'lead=DOJ'
    Scorecard,
    /// How far due dates moved, for which causes, and every date change
    Slippage,
    /// What changed between two dates; needs --compare
    Changes,
    /// For each action its agencies, fiscal years, status, and a comment: the form of the Federal Strategic Action Plan
    Status,
    /// Everything about one action. Example of its query: 'plan=NAP-2021&action=DOJ-08'
    Action,
}

impl Kind {
    const fn kind(self) -> ReportKind {
        match self {
            Kind::Progress => ReportKind::Progress,
            Kind::Scorecard => ReportKind::Scorecard,
            Kind::Slippage => ReportKind::Slippage,
            Kind::Changes => ReportKind::Changes,
            Kind::Status => ReportKind::Status,
            Kind::Action => ReportKind::Action,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Pdf,
    Xlsx,
    /// One file that a browser shows without anything beside it
    Html,
    Csv,
    Json,
}

impl Format {
    const fn face(self) -> Face {
        match self {
            Format::Pdf => Face::Pdf,
            Format::Xlsx => Face::Xlsx,
            Format::Html => Face::Html,
            Format::Csv => Face::Csv,
            Format::Json => Face::Json,
        }
    }
}

impl Report {
    /// # Errors
    /// When there is no such as-of point, a filter is not known, or the file cannot be written.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let record = Record::open_to_sign(config).await?;
        let bytes = self.bytes(&record, config).await?;
        match &self.to {
            None => out.write_all(&bytes).map_err(CommandError::Output)?,
            Some(to) => {
                let file = OpenOptions::new().write(true).create_new(true).open(to);
                file.and_then(|mut file| file.write_all(&bytes)).map_err(CommandError::file(to))?;
            }
        }
        record.leave().await
    }

    async fn bytes(&self, record: &Record, config: &Config) -> Result<Vec<u8>, CommandError> {
        let kind = self.kind.kind();
        let mut pairs: Vec<(String, String)> = serde_urlencoded::from_str(&self.query).unwrap_or_default();
        if let Some((name, _)) = pairs.iter().find(|(name, _)| !ReportQuery::knows(name)) {
            return Err(CommandError::NoSuchFilter { name: name.clone() });
        }
        pairs.extend(self.compare.as_ref().map(|since| ("since".to_owned(), since.to_string())));
        let query = ReportQuery::read(kind, &pairs).map_err(queries::error::QueryError::from)?;
        let view = record.store.view(&Actor::Operator, &self.as_of.clone().unwrap_or_default()).await?;
        let paths = Paths::at(view.position().as_of.clone());
        let setting = Setting::of(&record.store, &view, &paths, config.task_force.as_str()).await?;
        let site = config.public_url.as_ref().map(PublicUrl::origin);
        let setting = setting.at_site(site.as_deref().unwrap_or_default());
        let document = report(&setting, kind, &query).await?;
        Ok(self.format.face().write(&document, &setting.steps)?)
    }
}

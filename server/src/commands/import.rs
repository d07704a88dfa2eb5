//! `concord import`: plan files, checked first, each under one entry of the record.

use super::error::CommandError;
use super::record::Record;
use crate::config::Config;
use clap::Args;
use domain::actor::Actor;
use std::io::Write;
use std::path::{Path, PathBuf};
use store::Store;

/// Import plan files
///
/// A plan file holds agencies, interagency groups, plans, actions, and responsible agencies; docs/plan-file.md describes
/// it. If the file has errors, Concord lists each one and changes nothing.
///
/// Importing a file again changes nothing. Importing an edited file makes new versions of what differs. Fields that were
/// edited in Concord since are kept, and listed.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord import --shipped
  concord import our-plan.json
  concord import agencies.json plan-2027.json")]
pub struct Import {
    /// The plan files, in the order in which they are imported
    #[arg(value_name = "FILE", required_unless_present = "shipped")]
    files: Vec<PathBuf>,

    /// Import the built-in plans: the U.S. plans to combat human trafficking
    #[arg(long, conflicts_with = "files")]
    shipped: bool,
}

impl Import {
    /// # Errors
    /// When a file cannot be read or has a fault. Files before it stay loaded.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let record = Record::open_to_write(config).await?;
        let imported = self.import(&record.store, out).await;
        // The head is kept also when a later file was refused: the files before it have their entries.
        imported.and(record.close().await)
    }

    async fn import(&self, store: &Store, out: &mut impl Write) -> Result<(), CommandError> {
        if self.shipped {
            let reports = seeds::load_real_plans(store, &Actor::Operator).await.map_err(CommandError::RealPlans)?;
            for report in reports {
                writeln!(out, "{report}\n").map_err(CommandError::Output)?;
            }
        }
        for file in &self.files {
            import_file(store, file, out).await?;
        }
        Ok(())
    }
}

async fn import_file(store: &Store, file: &Path, out: &mut impl Write) -> Result<(), CommandError> {
    let bytes = std::fs::read(file).map_err(CommandError::file(file))?;
    let report = seeds::import(store, &Actor::Operator, &bytes).await;
    let report = report.map_err(|cause| CommandError::Import { file: file.to_owned(), cause })?;
    writeln!(out, "{}\n{report}\n", file.display()).map_err(CommandError::Output)
}

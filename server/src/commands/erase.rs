//! `concord erase`: personal data that a law requires to be removed.

use super::error::CommandError;
use super::record::Record;
use crate::config::Config;
use clap::Args;
use domain::actor::Actor;
use domain::ids::{Kind, Version};
use domain::ledger::Seq;
use domain::text::{Code, TextError};
use std::io::Write;
use store::{KeptContent, StoreError};
use uuid::Uuid;

/// Erase personal data that a law requires to be removed
///
/// This is the one exception to the rule that the record never changes. The content of an item and its salt are permanently
/// erased, in all its versions, or only in the one that an entry made. "Erased under law on" and the date appear in its
/// place. IDs, codes, dates, and numbers stay, so counts do not change. The audit log records what was erased and under
/// which law, the log still verifies, and concord verify lists what was erased.
///
/// Erased content can't be restored. Without --yes this shows what would be erased, and erases nothing.
///
/// Restart every server afterward: it may hold the text in memory. Earlier backups and downloads still contain it. See
/// docs/operations.md.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord erase --entry 1204 --law 5-USC-552a
  concord erase --kind report --id 0190c1d2-0000-7000-8000-000000000001 \\
    --law 5-USC-552a --yes

The log file counts entries from 0, pages count from 1. Use the number in the address of the entry's page.")]
pub struct Erase {
    /// The kind of item, as written in the log: person, action, node, assignment, milestone, report, evidence, link
    #[arg(long, requires = "id", value_parser = kind)]
    kind: Option<Kind>,

    /// The ID of the item
    #[arg(long, requires = "kind")]
    id: Option<Uuid>,

    /// Only the content that this entry made
    #[arg(long, value_name = "NUMBER", value_parser = entry)]
    entry: Option<Seq>,

    /// The law, as a short code without spaces. Example: 5-USC-552a. It stays in the log permanently: don't include names
    #[arg(long, alias = "ground", value_name = "CODE", value_parser = law)]
    law: Code,

    /// Erase, instead of only showing what would be erased
    #[arg(long)]
    yes: bool,
}

impl Erase {
    /// # Errors
    /// When there is no such content, the rule refuses, or the record cannot be opened.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        if self.kind.is_none() && self.entry.is_none() {
            return Err(CommandError::NothingNamed);
        }
        let record = Record::open_to_write(config).await?;
        let contents = self.contents(&record).await?;
        let Some(KeptContent { kind, id, .. }) = contents.first().copied() else {
            return Err(CommandError::NothingToErase);
        };
        if contents.iter().any(|content| (content.kind, content.id) != (kind, id)) {
            return Err(CommandError::SeveralContents { contents: contents.len() });
        }
        let named = named(&contents);
        let all = record.store.kept_contents(kind, id).await?;
        let remain = remain((kind, id), all.len().saturating_sub(contents.len()));
        if !self.yes {
            record.leave().await?;
            return writeln!(
                out,
                "Would erase {named}.\n{remain}Nothing was erased. To erase it permanently, add --yes."
            )
            .map_err(CommandError::Output);
        }
        let mut change = record.store.change(&Actor::Operator).await?;
        let (entry, _) = change.erase((kind, id), self.entry, &self.law).await.map_err(|error| match error {
            StoreError::NotFound => CommandError::NothingToErase,
            other => other.into(),
        })?;
        change.commit().await?;
        let swept = record.store.sweep(kind).await;
        record.close().await?;
        write!(out, "Erased {named}. Entry {entry} of the log records it.\n{remain}").map_err(CommandError::Output)?;
        if let Err(cause) = swept {
            let words = "The database files still contain the bytes until they are overwritten";
            writeln!(out, "{words}: {cause}").map_err(CommandError::Output)?;
        }
        writeln!(out, "Restart every server: it may hold the text in memory. Earlier backups still contain it.")
            .map_err(CommandError::Output)
    }

    async fn contents(&self, record: &Record) -> Result<Vec<KeptContent>, CommandError> {
        let contents = match (self.kind, self.id, self.entry) {
            (Some(kind), Some(id), _) => record.store.kept_contents(kind, id).await?,
            (_, _, Some(entry)) => record.store.contents_made_by(entry).await?,
            _ => Vec::new(),
        };
        Ok(contents.into_iter().filter(|content| self.entry.is_none_or(|entry| content.since == entry)).collect())
    }
}

/// "versions 1 and 2 of report 0190..".
fn named(contents: &[KeptContent]) -> String {
    let numbers: Vec<String> =
        contents.iter().map(|KeptContent { version: Version(number), .. }| number.to_string()).collect();
    let of = contents.first().map(|content| format!("{} {}", content.kind, content.id)).unwrap_or_default();
    match numbers.as_slice() {
        [one] => format!("version {one} of {of}"),
        all => format!("versions {} of {of}", all.join(", ")),
    }
}

/// The same text often stands in later versions of the item too. Blank where none are left.
fn remain((kind, id): (Kind, Uuid), others: usize) -> String {
    let versions = match others {
        0 => return String::new(),
        1 => "1 other version of it remains".to_owned(),
        many => format!("{many} other versions of it remain"),
    };
    format!("{versions}, and can hold the same text. To erase every version, use --kind {kind} --id {id}.\n")
}

fn kind(code: &str) -> Result<Kind, String> {
    let all = || Kind::ALL.into_iter();
    let codes: Vec<&str> = all().map(Kind::code).collect();
    all().find(|kind| kind.code() == code).ok_or_else(|| format!("must be one of: {}", codes.join(", ")))
}

fn law(code: &str) -> Result<Code, String> {
    Code::parse(code).map_err(|fault| match fault {
        TextError::NotACode => "Use only letters, numbers, hyphens, and periods. Example: 5-USC-552a".to_owned(),
        other => other.to_string(),
    })
}

fn entry(number: &str) -> Result<Seq, std::num::ParseIntError> {
    number.parse().map(Seq)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_are_left_are_said_with_how_to_erase_them() {
        let of = |others| remain((Kind::Milestone, Uuid::nil()), others);
        assert_eq!(of(0), "");
        assert!(of(1).starts_with("1 other version of it remains, and can hold the same text."), "{}", of(1));
        assert!(
            of(2).contains("2 other versions") && of(2).contains(&format!("--kind milestone --id {}", Uuid::nil()))
        );
    }
}

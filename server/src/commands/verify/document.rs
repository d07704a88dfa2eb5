//! `concord verify --document`: whether a report is what the record said.

use crate::commands::error::CommandError;
use crate::commands::record::Record;
use crate::config::{Config, PublicUrl};
use crate::document_check::{Checked, Verdict, check};
use domain::actor::Actor;
use std::io::Write;
use std::path::Path;

/// # Errors
/// Where the report differs from the record, or was not checked.
pub async fn verify(config: &Config, file: &Path, out: &mut impl Write) -> Result<(), CommandError> {
    let bytes = std::fs::read(file).map_err(CommandError::file(file))?;
    let record = Record::open_to_sign(config).await?;
    let checked = check(&record.store, config.task_force.as_str(), &Actor::Operator, &bytes).await;
    record.leave().await?;
    let not_checked = |cause| CommandError::NotChecked { file: file.to_owned(), cause };
    let Checked { address, verdict } = checked.map_err(not_checked)?;
    let difference = match verdict {
        Verdict::Same => {
            writeln!(out, "This file is what the record said, byte for byte.").map_err(CommandError::Output)?;
            writeln!(out, "Report: {address}").map_err(CommandError::Output)?;
            return said_of_the_site(config, &address, out);
        }
        Verdict::SameText => None,
        Verdict::Differs(difference) => Some(difference),
    };
    Err(CommandError::NotWhatTheRecordSaid { file: file.to_owned(), address, difference })
}

/// The record doesn't hold where it is served, so a site that isn't the configured one is said to be the file's own word.
fn said_of_the_site(config: &Config, address: &str, out: &mut impl Write) -> Result<(), CommandError> {
    let site = address.split_once("/reports/").map(|(site, _)| site).filter(|site| !site.is_empty());
    let own = config.public_url.as_ref().map(PublicUrl::origin);
    match site {
        Some(site) if own.as_deref() != Some(site) => writeln!(
            out,
            "The file names the site {site}. The record doesn't hold where it is served: compare it with CONCORD_PUBLIC_URL."
        )
        .map_err(CommandError::Output),
        _ => Ok(()),
    }
}

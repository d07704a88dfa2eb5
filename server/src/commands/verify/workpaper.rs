//! `concord verify --workpaper`: whether a workpaper is whole, with no database.

use crate::commands::error::CommandError;
use crate::commands::kept_head::grouped;
use domain::ledger::VerifierKey;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;
use workpaper::{Fault, Whole, check};

/// # Errors
/// With the first fault that was found, or why nothing could be checked.
pub fn verify(file: &Path, key: Option<&VerifierKey>, out: &mut impl Write) -> Result<(), CommandError> {
    let opened = File::open(file).map_err(CommandError::file(file))?;
    let whole = check(BufReader::new(opened), key, |_| {}).map_err(|fault| refused(file, fault))?;
    say(&whole, out).map_err(CommandError::Output)
}

fn refused(file: &Path, fault: Fault) -> CommandError {
    if fault.could_not_be_checked() {
        let cause = format!("couldn't check it as a workpaper. {fault}");
        return CommandError::file(file)(io::Error::new(io::ErrorKind::InvalidData, cause));
    }
    CommandError::WorkpaperNotWhole { file: file.to_owned(), fault: Box::new(fault) }
}

fn say(whole: &Whole, out: &mut impl Write) -> io::Result<()> {
    let (about, asked) = (&whole.about, &whole.about.asked);
    let number = |of: usize| grouped(of as u64);
    writeln!(out, "No problems found in the workpaper.")?;
    writeln!(
        out,
        "Sample:        {} of {} {}, seed {}",
        number(about.items.len()),
        number(about.population),
        asked.of.words(),
        asked.seed
    )?;
    writeln!(out, "Address:       {}", asked.address)?;
    writeln!(out, "Files:         {}", number(whole.files))?;
    writeln!(out, "Log entries:   {} proofs, each leads to the root hash", number(whole.proofs))?;
    writeln!(out, "Contents:      {}, each the one that its log entry names", number(whole.contents))?;
    writeln!(out, "Log:           {}, {} entries", whole.log, grouped(whole.size.0))?;
    writeln!(out, "Root hash:     {}", whole.root)?;
    writeln!(out, "Public key:    {}", whole.key)?;
    writeln!(out, "Not checked:")?;
    for words in whole.not_checked() {
        writeln!(out, "- {words}")?;
    }
    Ok(())
}

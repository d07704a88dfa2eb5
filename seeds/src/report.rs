//! What an import did, for the user who ran it.

use domain::Kind;
use domain::ledger::Hash;
use std::collections::BTreeMap;
use std::fmt;

/// What an import did. Nothing of it is stored: the record keeps the objects and the hash of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// The SHA-256 of the bytes of the file, as the ledger entry gives it.
    pub file: Hash,
    /// How many objects of each kind are new.
    pub added: BTreeMap<Kind, u32>,
    /// What has a new version, by name.
    pub changed: Vec<String>,
    /// How many rows are the same in the record.
    pub unchanged: u32,
    /// Where the record differs from the file and was left unchanged.
    pub kept: Vec<Kept>,
    /// What the record has and the file does not. It was left unchanged.
    pub only_in_record: Vec<String>,
}

/// Something that the import did not overwrite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub what: String,
    pub why: KeptBecause,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptBecause {
    /// Users changed these fields after the last import, or made the whole object themselves.
    ChangedByUsers { fields: Vec<String> },
    /// It was withdrawn, retracted, verified, or transferred, and can no longer change.
    Closed { fields: Vec<String> },
    /// The lead was given to, or requested from, another agency than the file names.
    LedByAnother { in_file: String, in_record: String },
}

impl ImportReport {
    pub(crate) fn on(file: Hash) -> ImportReport {
        ImportReport {
            file,
            added: BTreeMap::new(),
            changed: Vec::new(),
            unchanged: 0,
            kept: Vec::new(),
            only_in_record: Vec::new(),
        }
    }

    /// How many objects the import wrote.
    pub fn written(&self) -> usize {
        self.added.values().map(|count| *count as usize).sum::<usize>() + self.changed.len()
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Kept { what, why } = self;
        match why {
            KeptBecause::ChangedByUsers { fields } => {
                write!(f, "{what}: users changed {}, so the import did not", fields.join(", "))
            }
            KeptBecause::Closed { fields } => {
                write!(
                    f,
                    "{what}: it was withdrawn, retracted, verified, or transferred, so the import did not change {}",
                    fields.join(", ")
                )
            }
            KeptBecause::LedByAnother { in_file, in_record } => {
                write!(f, "{what}: the file names {in_file} as lead, but the record names {in_record}")
            }
        }
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.written() == 0 {
            writeln!(f, "The record already has everything in this file. Nothing was written.")?;
        }
        if !self.added.is_empty() {
            let added = self.added.iter().map(|(kind, count)| format!("{}, {count}", plural(*kind)));
            writeln!(f, "Added: {}", added.collect::<Vec<_>>().join("; "))?;
        }
        for (heading, lines) in [("Changed", &self.changed), ("Only in the record", &self.only_in_record)] {
            for line in lines {
                writeln!(f, "{heading}: {line}")?;
            }
        }
        for kept in &self.kept {
            writeln!(f, "Kept: {kept}")?;
        }
        writeln!(f, "Unchanged: {}", self.unchanged)?;
        write!(f, "SHA-256 of the file: {}", self.file)
    }
}

/// What things of a kind are called together.
fn plural(kind: Kind) -> String {
    match kind {
        Kind::Agency => "agencies".to_owned(),
        Kind::Body => "interagency groups".to_owned(),
        Kind::Person => "accounts".to_owned(),
        Kind::Reference => "reference items".to_owned(),
        Kind::Node => "sections".to_owned(),
        Kind::Assignment => "roles".to_owned(),
        Kind::Report => "status updates".to_owned(),
        Kind::Evidence => "documents".to_owned(),
        kind => format!("{}s", kind.code()),
    }
}

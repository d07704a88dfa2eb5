//! The check of a workpaper. The one place where it comes in: page, server and command line all ask here.

use crate::known::{KeySource, Known};
use crate::source::Source;
use crate::verdict::{Advice, Fact, Outcome, Verdict};
use crate::words::{entries, number, sentence, shown};
use std::io::{self, Read, Seek, SeekFrom};
use workpaper::{Fault, Reason, Whole};

/// Checks a workpaper, as `concord verify --workpaper` does: both ask [`workpaper::check`].
pub(crate) fn check_workpaper<S: Source + ?Sized>(name: &str, source: &S, known: &Known) -> Verdict {
    let key = known.key.as_ref().map(|(key, _)| key);
    match workpaper::check(Anywhere { source, at: 0 }, key, |_| {}) {
        Ok(found) => whole(name, &found, known),
        Err(fault) if matches!(*fault.reason, Reason::NotAZip(_)) && begins_as_a_zip(source) => Verdict::not_checked(
            name,
            "This zip file can't be opened.",
            "Its end may be missing, or it is damaged. Download it again, and check that file.",
        ),
        Err(fault) if matches!(*fault.reason, Reason::NotAZip(_) | Reason::NotAWorkpaper) => Verdict::not_ours(name),
        Err(fault) if fault.could_not_be_checked() => {
            Verdict::not_checked(name, "This is not a workpaper that can be checked.", &sentence(&fault.to_string()))
        }
        Err(fault) => broken(name, &fault),
    }
}

fn whole(name: &str, found: &Whole, known: &Known) -> Verdict {
    let (name, source) = (shown(name), known.key_source());
    let said = match source {
        Some(_) => "Every log entry in it is in the signed log, and every content is the one that its log entry names. \
                    Everything else is as the list of hashes in the file has it, which nobody signs."
            .to_owned(),
        None => "Whole, but the signature was not checked with a key that you gave. It is valid by the key in the file itself, \
                 which does not show whose log it is."
            .to_owned(),
    };
    let earlier = known.older.is_some();
    let mut not_shown = found.not_checked();
    if earlier {
        not_shown.push("Whether the log continues your earlier checkpoint. Check the exported log with it.".to_owned());
    }
    if source == Some(KeySource::ThisServer) {
        not_shown.push(
            "Who signed, because the key came from this server. Compare it with the key from another source."
                .to_owned(),
        );
    }
    let signature = match source {
        Some(KeySource::Reader) => "Valid, by the key that you gave",
        Some(KeySource::ThisServer) => "Valid, by the key that this server gave",
        None => "Not checked: no public key was given. It is valid by the key that the file names",
    };
    Verdict {
        outcome: if source.is_some() { Outcome::Whole } else { Outcome::Unsigned },
        title: format!("{name}: no problems found"),
        heading: format!("No problems found in {} files.", number(found.files as u64)),
        sentence: said,
        bar: None,
        facts: vec![
            Fact::new("Sampled items", number(found.about.items.len() as u64)),
            Fact::new("Log entries proven", number(found.proofs as u64)),
            Fact::new("Contents that match", number(found.contents as u64)),
            Fact::new("Signed for", entries(found.size.0)),
            Fact::new("Signature", signature),
            Fact::exact("Public key", &found.key),
            Fact::exact("Fingerprint", found.root),
        ],
        advice: Some(Advice::not_shown(not_shown)),
        place: None,
    }
}

/// Whether it begins with a file, as a zip does (APPNOTE.TXT of PKWARE, section 4.3.7).
fn begins_as_a_zip<S: Source + ?Sized>(source: &S) -> bool {
    let mut begins = [0; 4];
    matches!(source.read_at(0, &mut begins), Ok(4)) && begins == *b"PK\x03\x04"
}

fn broken(name: &str, fault: &Fault) -> Verdict {
    let heading = match (&fault.entry, &fault.file) {
        (Some(entry), _) => format!("A problem was found at entry {}.", number(entry.number())),
        (None, Some(file)) => format!("A problem was found in {file}."),
        (None, None) => "A problem was found.".to_owned(),
    };
    Verdict {
        outcome: Outcome::Broken,
        title: format!("{} is not whole", shown(name)),
        heading,
        sentence: sentence(&fault.to_string()),
        bar: None,
        facts: Vec::new(),
        advice: Some(Advice::what_to_do()),
        place: None,
    }
}

/// The file as a reader that can go anywhere in it.
struct Anywhere<'a, S: ?Sized> {
    source: &'a S,
    at: u64,
}

impl<S: Source + ?Sized> Read for Anywhere<'_, S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read_at(self.at, into)?;
        self.at += length as u64;
        Ok(length)
    }
}

impl<S: Source + ?Sized> Seek for Anywhere<'_, S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.source.size().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "before the file begins"))?;
        Ok(self.at)
    }
}

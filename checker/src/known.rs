//! What the reader has from elsewhere: the public key of the record, and a checkpoint that was saved earlier.

use domain::ledger::{SignedCheckpoint, VerifierKey, VerifyOptions};
use serde::{Deserialize, Serialize};

/// What was typed beside the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    #[serde(default)]
    pub key: String,
    #[serde(default)]
    pub checkpoint: String,
    /// The key that this server offers for the field. A key that is typed and is this one may come from nowhere else.
    #[serde(default)]
    pub server_key: String,
}

/// Where a key comes from, as far as can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySource {
    Reader,
    ThisServer,
}

/// What a file is compared with.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub key: Option<(VerifierKey, KeySource)>,
    pub older: Option<SignedCheckpoint>,
}

/// What is wrong with the fields, in words for each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AskedFaults {
    pub key: Option<String>,
    pub checkpoint: Option<String>,
}

impl Asked {
    /// Reads the fields. Blank ones are allowed.
    ///
    /// # Errors
    /// Where a field has something else than it should.
    pub fn read(&self) -> Result<Known, AskedFaults> {
        let key = self.key.trim();
        let source = if key == self.server_key.trim() { KeySource::ThisServer } else { KeySource::Reader };
        let key = (!key.is_empty()).then(|| VerifierKey::parse(key)).transpose();
        let text = as_a_note(&self.checkpoint);
        let older = text.map(|text| SignedCheckpoint::parse(&text)).transpose();
        match (key, older) {
            (Ok(key), Ok(older)) => Ok(Known { key: key.map(|key| (key, source)), older }),
            (key, older) => Err(AskedFaults {
                key: key
                    .err()
                    .map(|fault| format!("Enter the public key, or leave the field blank. This is not one: {fault}.")),
                checkpoint: older.err().map(|fault| {
                    format!("Paste the whole signed checkpoint, or leave the field blank. This is not one: {fault}.")
                }),
            }),
        }
    }
}

/// The note as it was signed: forms send other ends of lines, and copying drops the last. Nothing where it is blank.
pub(crate) fn as_a_note(typed: &str) -> Option<String> {
    let text = typed.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let text = text.trim();
    (!text.is_empty()).then(|| format!("{text}\n"))
}

impl Known {
    pub(crate) fn options(&self) -> VerifyOptions {
        VerifyOptions { expected_key: self.key.as_ref().map(|(key, _)| key.clone()), older: self.older.clone() }
    }

    pub(crate) fn key_source(&self) -> Option<KeySource> {
        self.key.as_ref().map(|(_, source)| *source)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use domain::ledger::{Hash, LogName, RecordKey, TreeSize};

    fn key() -> RecordKey {
        RecordKey::from_seed(LogName::parse("record.example/test").unwrap(), &[7; 32])
    }

    #[test]
    fn a_checkpoint_that_was_pasted_from_a_mail_is_read() {
        let signed = key().sign(TreeSize(5), Hash([1; 32]));
        let checkpoint = format!("\r\n{}\r\n\r\n", signed.text().trim_end().replace('\n', "\r\n"));
        let known = Asked { checkpoint, ..Asked::default() }.read().unwrap();
        assert_eq!(known.older, Some(signed));
        assert_eq!(known.key, None);
    }

    #[test]
    fn a_key_that_this_server_gave_is_told_from_one_that_it_did_not() {
        let text = key().verifier().to_string();
        let source = |server_key: &str| {
            let asked = Asked { key: format!(" {text} "), server_key: server_key.to_owned(), ..Asked::default() };
            asked.read().unwrap().key_source().unwrap()
        };
        assert_eq!(source(&text), KeySource::ThisServer);
        assert_eq!(source("record.example/other+00000000+AAAA"), KeySource::Reader);
        assert_eq!(source(""), KeySource::Reader);
    }

    #[test]
    fn what_is_no_key_and_no_checkpoint_is_refused_at_its_own_field() {
        let asked = Asked { key: "nonsense".to_owned(), checkpoint: "January".to_owned(), ..Asked::default() };
        let faults = asked.read().unwrap_err();
        assert!(
            faults
                .key
                .unwrap()
                .starts_with("Enter the public key, or leave the field blank. This is not one: a public")
        );
        assert!(faults.checkpoint.unwrap().contains("it is not a text, an empty line and signatures"));
        let one = Asked { key: "nonsense".to_owned(), ..Asked::default() }.read().unwrap_err();
        assert_eq!(one.checkpoint, None);
    }
}

//! The check of a signed checkpoint: who signed it, and whether a record continues it.

use crate::known::{KeySource, Known, as_a_note};
use crate::source::{Source, piece};
use crate::verdict::{Advice, Fact, Outcome, Verdict};
use crate::words::{entries, number, sentence, shown};
use domain::ledger::{Hash, SignatureError, SignedCheckpoint, VerifierKey, verify_consistency};
use serde::{Deserialize, Serialize};

/// What a record answers when it is asked whether it continues a tree of some size: its newest signed checkpoint, and the
/// proof of RFC 9162 (section 2.1.4) from that size to this one. Empty where it has fewer entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continuation {
    pub checkpoint: String,
    /// Hashes in hexadecimal.
    pub proof: Vec<String>,
}

/// The size that a checkpoint says, which is not to be believed before its check.
pub fn size_of_checkpoint<S: Source + ?Sized>(source: &S) -> Option<u64> {
    read(source).ok().map(|signed| signed.unverified().size.0)
}

fn read<S: Source + ?Sized>(source: &S) -> Result<SignedCheckpoint, String> {
    let bytes = piece(source, 0, SignedCheckpoint::MOST_BYTES + 1);
    let text = String::from_utf8(bytes).map_err(|_| "it is not a text in UTF-8".to_owned())?;
    let text = as_a_note(&text).unwrap_or_default();
    SignedCheckpoint::parse(&text).map_err(|fault| fault.to_string())
}

/// Checks a signed checkpoint. `server` is the key of this record, and its answer, where it gave one.
pub(crate) fn check_checkpoint<S: Source + ?Sized>(
    name: &str,
    source: &S,
    known: &Known,
    server: Option<(&VerifierKey, &Continuation)>,
) -> Verdict {
    let signed = match read(source) {
        Ok(signed) => signed,
        Err(fault) => return unreadable(name, &fault),
    };
    let signature = Signature::of(&signed, known);
    if let Signature::Wrong(fault) = &signature {
        let heading = match fault {
            SignatureError::NotSignedBy { .. } => "The checkpoint is signed with another key.",
            SignatureError::Wrong { .. } => "The signature does not fit the checkpoint.",
            SignatureError::OtherLog { .. } => "The checkpoint is of another log than the key.",
        };
        return broken(name, heading, &sentence(&fault.to_string()), facts(&signed, &signature, None));
    }
    match Place::of(&signed, server) {
        Place::Contradicted(heading, said) => {
            let facts = facts(&signed, &signature, Some("No"));
            broken(name, heading, &said, facts)
        }
        place => fine(name, &signed, &signature, &place),
    }
}

/// What the key says.
enum Signature {
    Valid(KeySource),
    NoKey,
    Wrong(SignatureError),
}

impl Signature {
    fn of(signed: &SignedCheckpoint, known: &Known) -> Signature {
        match &known.key {
            None => Signature::NoKey,
            Some((key, source)) => match signed.verify(key) {
                Ok(_) => Signature::Valid(*source),
                Err(fault) => Signature::Wrong(fault),
            },
        }
    }

    fn in_words(&self, key: &str) -> String {
        match self {
            Signature::Valid(KeySource::Reader) => format!("Valid, by the key that you gave{key}"),
            Signature::Valid(KeySource::ThisServer) => format!("Valid, by the key that this server gave{key}"),
            Signature::NoKey => "Not checked: no public key was given".to_owned(),
            Signature::Wrong(_) => "Not valid".to_owned(),
        }
    }
}

/// How the checkpoint lies to this record.
enum Place {
    /// The record was not asked, or did not answer.
    NotAsked,
    OtherRecord(String),
    Continued {
        today: u64,
    },
    Contradicted(&'static str, String),
}

impl Place {
    fn of(signed: &SignedCheckpoint, server: Option<(&VerifierKey, &Continuation)>) -> Place {
        let Some((key, answer)) = server else { return Place::NotAsked };
        let older = signed.unverified();
        if older.origin != *key.name() {
            return Place::OtherRecord(key.name().to_string());
        }
        let Ok(newest) = SignedCheckpoint::parse(&answer.checkpoint) else { return Place::NotAsked };
        let Ok(newest) = newest.verify(key) else { return Place::NotAsked };
        if older.size > newest.size {
            let said = format!(
                "The checkpoint was signed for {}, and this record\u{2019}s log has {} now.",
                entries(older.size.0),
                number(newest.size.0)
            );
            return Place::Contradicted("The checkpoint covers more entries than this record has.", said);
        }
        let proof: Option<Vec<Hash>> = answer.proof.iter().map(|hash| Hash::from_hex(hash).ok()).collect();
        let proof = proof.unwrap_or_default();
        match verify_consistency((older.size, older.root), (newest.size, newest.root), &proof) {
            Ok(()) => Place::Continued { today: newest.size.0 },
            Err(_) => Place::Contradicted(
                "This record\u{2019}s log does not continue the checkpoint.",
                format!("The first {} of this record do not give the fingerprint in the file.", entries(older.size.0)),
            ),
        }
    }
}

fn fine(name: &str, signed: &SignedCheckpoint, signature: &Signature, place: &Place) -> Verdict {
    let name = shown(name);
    let count = entries(signed.unverified().size.0);
    let is_signed = matches!(signature, Signature::Valid(_));
    let continues = match place {
        Place::Continued { today } => Some(format!("Yes, with {} today", entries(*today))),
        Place::OtherRecord(own) => Some(format!("Not compared: this server keeps the record {own}")),
        Place::NotAsked => Some("Not compared".to_owned()),
        Place::Contradicted(..) => None,
    };
    let (heading, said) = match (is_signed, place) {
        (true, Place::Continued { .. }) => (
            format!("Signed, and this record\u{2019}s log continues it from {count}."),
            "The signature is valid, and the newest log begins with the same entries.".to_owned(),
        ),
        (true, _) => (
            format!("Signed, for {count}."),
            "The signature is valid. The checkpoint was not compared with a log.".to_owned(),
        ),
        (false, Place::Continued { .. }) => (
            format!("This record\u{2019}s log continues it from {count}."),
            "Whole, but the signature was not checked, because no public key was given.".to_owned(),
        ),
        (false, _) => (
            format!("It reads as a checkpoint of {count}."),
            "The signature was not checked, because no public key was given.".to_owned(),
        ),
    };
    let mut not_shown = vec!["Whether what an agency reported is true.".to_owned()];
    if !matches!(place, Place::Continued { .. }) {
        not_shown.push(
            "Whether a log has these entries. Check the log, with this checkpoint in the field beside it.".to_owned(),
        );
    }
    match signature {
        Signature::Valid(KeySource::Reader) => not_shown.push("Who has the signing key.".to_owned()),
        Signature::Valid(KeySource::ThisServer) => not_shown.push(
            "Who signed, because the key came from this server. Compare it with the key from another source."
                .to_owned(),
        ),
        Signature::NoKey | Signature::Wrong(_) => {
            not_shown.push("Who signed, because no public key was given.".to_owned());
        }
    }
    Verdict {
        outcome: match (is_signed, place) {
            (true, _) => Outcome::Whole,
            (false, Place::Continued { .. }) => Outcome::Unsigned,
            (false, _) => Outcome::Unchecked,
        },
        title: match is_signed {
            true => format!("{name} is valid"),
            false => format!("{name}: signature not checked"),
        },
        heading,
        sentence: said,
        bar: None,
        facts: facts(signed, signature, continues.as_deref()),
        advice: Some(Advice::not_shown(not_shown)),
        place: None,
    }
}

fn broken(name: &str, heading: &str, said: &str, facts: Vec<Fact>) -> Verdict {
    Verdict {
        outcome: Outcome::Broken,
        title: format!("{} is not valid", shown(name)),
        heading: heading.to_owned(),
        sentence: said.to_owned(),
        bar: None,
        facts,
        advice: Some(Advice::what_to_do()),
        place: None,
    }
}

fn unreadable(name: &str, fault: &str) -> Verdict {
    Verdict::not_checked(name, "This is not a whole signed checkpoint.", &sentence(fault))
}

fn facts(signed: &SignedCheckpoint, signature: &Signature, continues: Option<&str>) -> Vec<Fact> {
    let checkpoint = signed.unverified();
    let mut facts = vec![
        Fact::new("Log", checkpoint.origin.to_string()),
        Fact::new("Entries", number(checkpoint.size.0)),
        Fact::new("Signature", signature.in_words("")),
    ];
    facts.extend(continues.map(|said| Fact::new("Continued by this record", said)));
    facts.push(Fact::exact("Fingerprint", checkpoint.root));
    facts
}

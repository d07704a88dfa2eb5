//! The head of a log: its name, size and root (C2SP tlog-checkpoint), signed as a C2SP signed note.

use super::hash::Hash;
use super::key::{KeyId, LogName, RecordKey, VerifierKey};
use super::position::TreeSize;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

/// The head of a log at one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    pub origin: LogName,
    pub size: TreeSize,
    pub root: Hash,
}

/// A checkpoint as a signed text. The signature has been looked at only after [`SignedCheckpoint::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    text: String,
    checkpoint: Checkpoint,
    signatures: Vec<SignatureLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct SignatureLine {
    name: String,
    key: KeyId,
    signature: Vec<u8>,
}

/// Why a text is not a signed checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    #[error("it is longer than {} bytes", SignedCheckpoint::MOST_BYTES)]
    TooLong,
    #[error("it contains a control character other than the end of a line")]
    ControlCharacter,
    #[error("it is not a text, an empty line and signatures")]
    NotANote,
    #[error("its text is not three lines: the origin, the size and the root")]
    NotThreeLines,
    #[error("its first line is not the name of a log")]
    Origin,
    #[error("its second line is not a number of entries")]
    Size,
    #[error("its third line is not the base64 of a root")]
    Root,
    #[error("one of its signature lines is not a dash, a name and base64")]
    SignatureLine,
}

/// Why a signed checkpoint is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    #[error("it is not signed by {key}")]
    NotSignedBy { key: String },
    #[error("the signature of {key} is not one over this text")]
    Wrong { key: String },
    #[error("it is signed for {key}, but names the log {origin}")]
    OtherLog { key: String, origin: String },
}

impl RecordKey {
    /// Signs the head of the log that this key is named after.
    ///
    /// Anyone who calls this has made sure that no larger head was signed before: two heads that do not fit each other are
    /// the proof of a rewritten record.
    pub fn sign(&self, size: TreeSize, root: Hash) -> SignedCheckpoint {
        let checkpoint = Checkpoint { origin: self.name().clone(), size, root };
        let body = checkpoint.to_string();
        let line = SignatureLine {
            name: self.name().to_string(),
            key: self.verifier().id(),
            signature: self.sign_bytes(body.as_bytes()).to_vec(),
        };
        SignedCheckpoint { text: format!("{body}\n{line}"), checkpoint, signatures: vec![line] }
    }
}

impl SignedCheckpoint {
    /// The size of the longest note that is read.
    pub const MOST_BYTES: usize = 65_536;

    /// Reads a signed note whose text is a checkpoint without extension lines. Does not look at the signatures yet.
    pub fn parse(text: &str) -> Result<SignedCheckpoint, CheckpointError> {
        if text.len() > SignedCheckpoint::MOST_BYTES {
            return Err(CheckpointError::TooLong);
        }
        if text.contains(|sign: char| sign.is_ascii_control() && sign != '\n') {
            return Err(CheckpointError::ControlCharacter);
        }
        let (body, signatures) = text.rsplit_once("\n\n").ok_or(CheckpointError::NotANote)?;
        let checkpoint = Checkpoint::parse(body)?;
        let signatures = signatures.strip_suffix('\n').ok_or(CheckpointError::NotANote)?;
        let signatures = signatures.split('\n').map(SignatureLine::parse).collect::<Result<_, _>>()?;
        Ok(SignedCheckpoint { text: text.to_owned(), checkpoint, signatures })
    }

    /// The checkpoint, if this key has signed it. Signatures of other keys, such as those of witnesses, are passed over.
    pub fn verify(&self, key: &VerifierKey) -> Result<&Checkpoint, SignatureError> {
        if self.checkpoint.origin != *key.name() {
            let origin = self.checkpoint.origin.to_string();
            return Err(SignatureError::OtherLog { key: key.to_string(), origin });
        }
        let body = self.checkpoint.to_string();
        let mut of_this_key = self.signatures.iter().filter(|line| line.is_by(key)).peekable();
        if of_this_key.peek().is_none() {
            return Err(SignatureError::NotSignedBy { key: key.to_string() });
        }
        if of_this_key.all(|line| key.has_signed(body.as_bytes(), &line.signature)) {
            Ok(&self.checkpoint)
        } else {
            Err(SignatureError::Wrong { key: key.to_string() })
        }
    }

    /// The whole signed note.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says, which is not to be believed before [`SignedCheckpoint::verify`].
    pub const fn unverified(&self) -> &Checkpoint {
        &self.checkpoint
    }
}

impl Checkpoint {
    fn parse(body: &str) -> Result<Checkpoint, CheckpointError> {
        let mut lines = body.split('\n');
        let (Some(origin), Some(size), Some(root), None) = (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::NotThreeLines);
        };
        let origin = LogName::parse(origin).map_err(|_| CheckpointError::Origin)?;
        let number: u64 = size.parse().map_err(|_| CheckpointError::Size)?;
        if number.to_string() != size {
            return Err(CheckpointError::Size);
        }
        let root = STANDARD.decode(root).map_err(|_| CheckpointError::Root)?;
        let root = Hash::try_from(root.as_slice()).map_err(|_| CheckpointError::Root)?;
        Ok(Checkpoint { origin, size: TreeSize(number), root })
    }
}

/// The text that is signed: three lines, each with its end.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.as_bytes()))
    }
}

impl SignatureLine {
    fn parse(line: &str) -> Result<SignatureLine, CheckpointError> {
        let (name, encoded) = line
            .strip_prefix("\u{2014} ")
            .and_then(|rest| rest.split_once(' '))
            .ok_or(CheckpointError::SignatureLine)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| CheckpointError::SignatureLine)?;
        match bytes.split_first_chunk() {
            Some((key, signature)) if !name.is_empty() && !signature.is_empty() => {
                Ok(SignatureLine { name: name.to_owned(), key: KeyId(*key), signature: signature.to_vec() })
            }
            _ => Err(CheckpointError::SignatureLine),
        }
    }

    fn is_by(&self, key: &VerifierKey) -> bool {
        self.name == key.name().as_str() && self.key == key.id()
    }
}

impl fmt::Display for SignatureLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = STANDARD.encode([self.key.0.as_slice(), &self.signature].concat());
        writeln!(f, "\u{2014} {} {encoded}", self.name)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    fn key() -> RecordKey {
        RecordKey::from_seed(LogName::parse("record.example/test").unwrap(), &[7; 32])
    }

    fn signed() -> SignedCheckpoint {
        key().sign(TreeSize(5), Hash([0xab; 32]))
    }

    #[test]
    fn a_checkpoint_is_three_lines_an_empty_line_and_a_signature() {
        let signed = signed();
        let start =
            "record.example/test\n5\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n\n\u{2014} record.example/test ";
        assert!(signed.text().starts_with(start), "{}", signed.text());
        assert_eq!(SignedCheckpoint::parse(signed.text()), Ok(signed));
    }

    #[test]
    fn the_key_that_signed_verifies_and_another_does_not() {
        let checkpoint = Checkpoint { origin: key().name().clone(), size: TreeSize(5), root: Hash([0xab; 32]) };
        assert_eq!(signed().verify(&key().verifier()), Ok(&checkpoint));
        let other = RecordKey::from_seed(key().name().clone(), &[8; 32]).verifier();
        assert!(matches!(signed().verify(&other), Err(SignatureError::NotSignedBy { .. })));
        let elsewhere = RecordKey::from_seed(LogName::parse("other.example").unwrap(), &[7; 32]).verifier();
        assert!(matches!(signed().verify(&elsewhere), Err(SignatureError::OtherLog { .. })));
    }

    #[test]
    fn a_changed_size_or_root_shows() {
        for (from, to) in [("\n5\n", "\n6\n"), ("q6ur", "q7ur")] {
            let changed = SignedCheckpoint::parse(&signed().text().replacen(from, to, 1)).unwrap();
            assert!(matches!(changed.verify(&key().verifier()), Err(SignatureError::Wrong { .. })));
        }
    }

    #[test]
    fn the_signature_of_a_witness_is_passed_over() {
        let witness = RecordKey::from_seed(LogName::parse("witness.example").unwrap(), &[9; 32]);
        let line =
            SignatureLine { name: witness.name().to_string(), key: witness.verifier().id(), signature: vec![0; 72] };
        let cosigned = SignedCheckpoint::parse(&format!("{}{line}", signed().text())).unwrap();
        cosigned.verify(&key().verifier()).unwrap();
    }

    #[test]
    fn a_signature_that_shares_only_the_id_of_the_key_is_passed_over() {
        let key = key().verifier();
        let line = SignatureLine { name: "other.example".to_owned(), key: key.id(), signature: vec![0; 64] };
        let joined = SignedCheckpoint::parse(&format!("{}{line}", signed().text())).unwrap();
        joined.verify(&key).unwrap();
    }

    #[test]
    fn a_second_signature_of_the_same_key_has_to_be_right_as_well() {
        let key = key();
        let line = SignatureLine { name: key.name().to_string(), key: key.verifier().id(), signature: vec![0; 64] };
        let doubled = SignedCheckpoint::parse(&format!("{}{line}", signed().text())).unwrap();
        assert!(matches!(doubled.verify(&key.verifier()), Err(SignatureError::Wrong { .. })));
    }

    #[test]
    fn what_is_not_a_signed_checkpoint_is_refused() {
        let good = signed().text().to_owned();
        let refused = |text: &str| SignedCheckpoint::parse(text).unwrap_err();
        assert_eq!(refused(""), CheckpointError::NotANote);
        assert_eq!(refused(good.trim_end()), CheckpointError::NotANote);
        assert_eq!(refused(&good.replace('\n', "\r\n")), CheckpointError::ControlCharacter);
        assert_eq!(refused(&good.replace("\n5\n", "\n05\n")), CheckpointError::Size);
        assert_eq!(refused(&good.replace("\n5\n", "\n+5\n")), CheckpointError::Size);
        assert_eq!(refused(&good.replace("q6s=", "q6t=")), CheckpointError::Root);
        assert_eq!(refused(&good.replace("q6s=\n", "q6s=\nmore\n")), CheckpointError::NotThreeLines);
        assert_eq!(refused(&good.replace('\u{2014}', "-")), CheckpointError::SignatureLine);
        assert_eq!(refused(&good.replacen("record", "the record", 1)), CheckpointError::Origin);
        assert_eq!(refused(&"x".repeat(SignedCheckpoint::MOST_BYTES + 1)), CheckpointError::TooLong);
    }
}

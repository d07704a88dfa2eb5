//! The name of a log and the Ed25519 key that signs for it, as a C2SP signed note wants them.

use super::hash::Hash;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{SECRET_KEY_LENGTH, Signature, Signer, SigningKey, VerifyingKey};
use std::fmt;

/// The byte that stands for Ed25519 in a C2SP signed note.
const ED25519: u8 = 0x01;

/// What a log is called, such as `concord.example.gov/pitf`: the origin of its checkpoints and the name of its key.
///
/// C2SP lets the two differ; here they are one, so that a checkpoint cannot be shown as that of another log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogName(String);

/// A text that cannot name a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the name of a log is 1 to 255 bytes without spaces, plus signs and control characters, such as concord.example.gov/pitf"
)]
pub struct LogNameError;

impl LogName {
    /// Reads a name; refuses what a signed note cannot carry.
    pub fn parse(text: &str) -> Result<LogName, LogNameError> {
        let unfit = |sign: char| sign.is_whitespace() || sign.is_control() || sign == '+';
        if text.is_empty() || text.len() > 255 || text.contains(unfit) {
            return Err(LogNameError);
        }
        Ok(LogName(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LogName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first bytes of a hash over name and public key, by which a signature line says whose it is. Not a secret, and too
/// short to prove anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyId(pub [u8; 4]);

impl KeyId {
    fn of(name: &LogName, key: &VerifyingKey) -> KeyId {
        let Hash([a, b, c, d, ..]) = Hash::of(&[name.0.as_bytes(), &[b'\n', ED25519], key.as_bytes()]);
        KeyId([a, b, c, d])
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// The key with which a record signs its checkpoints. The secret half is overwritten when it is dropped.
pub struct RecordKey {
    name: LogName,
    secret: SigningKey,
}

impl RecordKey {
    /// The key of 32 secret bytes, which come from the system's source of randomness and are kept outside the database.
    pub fn from_seed(name: LogName, seed: &[u8; SECRET_KEY_LENGTH]) -> RecordKey {
        RecordKey { name, secret: SigningKey::from_bytes(seed) }
    }

    pub const fn name(&self) -> &LogName {
        &self.name
    }

    /// The public half, for anyone who verifies.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), key: self.secret.verifying_key() }
    }

    pub(super) fn sign_bytes(&self, message: &[u8]) -> [u8; Signature::BYTE_SIZE] {
        self.secret.sign(message).to_bytes()
    }
}

// Written out, so that a field added later cannot show the secret.
impl fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RecordKey").field(&self.verifier().to_string()).finish()
    }
}

/// The public key of a log with the log's name. Its text is `name+id+base64`, as C2SP tools write it.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: LogName,
    key: VerifyingKey,
}

/// Why a text is not a verifier key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifierKeyError {
    #[error("a public key is written name+id+key, for example concord.example.gov/pitf+0f1e2d3c+AZ..")]
    NotThreeParts,
    #[error(transparent)]
    Name(#[from] LogNameError),
    #[error("the key is not the base64 of the byte 1 and the 32 bytes of an Ed25519 public key")]
    NotEd25519,
    #[error("anyone could make signatures for this key")]
    Weak,
    #[error("the id of the key is not the one that its name and its bytes give")]
    WrongId,
}

impl VerifierKey {
    /// Reads `name+id+base64`. The id has to be that of the name and the key, in lower-case hexadecimal.
    pub fn parse(text: &str) -> Result<VerifierKey, VerifierKeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifierKeyError::NotThreeParts);
        };
        let name = LogName::parse(name)?;
        let key = public_key(encoded)?;
        let verifier = VerifierKey { name, key };
        if verifier.id().to_string() == id { Ok(verifier) } else { Err(VerifierKeyError::WrongId) }
    }

    pub const fn name(&self) -> &LogName {
        &self.name
    }

    pub fn id(&self) -> KeyId {
        KeyId::of(&self.name, &self.key)
    }

    /// Whether the signature is that of this key over the message. Strict: of the spellings that some libraries accept
    /// for one signature only the one of RFC 8032 passes.
    pub(super) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.key.verify_strict(message, &signature).is_ok())
    }
}

fn public_key(encoded: &str) -> Result<VerifyingKey, VerifierKeyError> {
    let bytes = STANDARD.decode(encoded).map_err(|_| VerifierKeyError::NotEd25519)?;
    let Some((&ED25519, key)) = bytes.split_first() else { return Err(VerifierKeyError::NotEd25519) };
    let key = VerifyingKey::try_from(key).map_err(|_| VerifierKeyError::NotEd25519)?;
    if key.is_weak() { Err(VerifierKeyError::Weak) } else { Ok(key) }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = STANDARD.encode([&[ED25519], self.key.as_bytes().as_slice()].concat());
        write!(f, "{}+{}+{encoded}", self.name, self.id())
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VerifierKey").field(&self.to_string()).finish()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    fn key() -> RecordKey {
        RecordKey::from_seed(LogName::parse("record.example/test").unwrap(), &[7; 32])
    }

    #[test]
    fn a_verifier_key_is_read_from_its_own_text() {
        let verifier = key().verifier();
        assert_eq!(VerifierKey::parse(&verifier.to_string()), Ok(verifier));
    }

    #[test]
    fn a_verifier_key_of_another_name_id_or_algorithm_is_refused() {
        let text = key().verifier().to_string();
        let (name_and_id, encoded) = text.rsplit_once('+').unwrap();
        let (name, id) = name_and_id.rsplit_once('+').unwrap();
        let refused = |text: String| VerifierKey::parse(&text).unwrap_err();
        assert_eq!(refused(name.to_owned()), VerifierKeyError::NotThreeParts);
        assert_eq!(refused(format!("{name}2+{id}+{encoded}")), VerifierKeyError::WrongId);
        assert_eq!(refused(format!("{name}+{}+{encoded}", id.to_uppercase())), VerifierKeyError::WrongId);
        assert_eq!(refused(format!("{name}+{id}+{}", encoded.replacen('A', "B", 1))), VerifierKeyError::NotEd25519);
        assert_eq!(refused(format!("{name}+{id}+{encoded}=")), VerifierKeyError::NotEd25519);
        assert_eq!(refused(format!("two words+{id}+{encoded}")), VerifierKeyError::Name(LogNameError));
    }

    #[test]
    fn a_key_that_anybody_could_sign_for_is_refused() {
        let identity = [&[ED25519, 1][..], &[0; 31]].concat();
        let refused = VerifierKey::parse(&format!("a.example+00000000+{}", STANDARD.encode(identity)));
        assert_eq!(refused, Err(VerifierKeyError::Weak));
    }

    #[test]
    fn a_name_with_a_space_a_plus_or_a_control_character_is_refused() {
        for wrong in ["", "a b", "a\u{a0}b", "a+b", "a\nb", "a\u{7f}", &"a".repeat(256)] {
            assert_eq!(LogName::parse(wrong), Err(LogNameError), "{wrong:?}");
        }
    }

    #[test]
    fn the_secret_is_not_shown_by_debug() {
        let shown = format!("{:?}", key());
        assert!(shown.starts_with("RecordKey(\"record.example/test+"), "{shown}");
        assert!(!shown.contains(&hex::encode([7; 32])) && !shown.contains("7, 7"), "{shown}");
    }
}

//! SHA-256 values, as leaves, nodes, rows and roots carry them, and their spelling in hexadecimal.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// A SHA-256 value. Written in JSON and on pages as 64 lower-case hexadecimal digits, in a checkpoint as base64.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Hash(pub [u8; Hash::LENGTH]);

/// A text that is not the spelling of a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a hash is 64 hexadecimal digits in lower case")]
pub struct HashError;

impl Hash {
    /// The number of bytes of a hash.
    pub const LENGTH: usize = 32;

    /// The SHA-256 over the parts, one after the other with nothing between them.
    pub fn of(parts: &[&[u8]]) -> Hash {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Hash(hasher.finalize().into())
    }

    /// Reads 64 lower-case hexadecimal digits. Upper case is refused: one hash has one spelling.
    pub fn from_hex(text: &str) -> Result<Hash, HashError> {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(HashError);
        }
        let mut bytes = [0; Hash::LENGTH];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| HashError)?;
        Ok(Hash(bytes))
    }

    pub const fn as_bytes(&self) -> &[u8; Hash::LENGTH] {
        &self.0
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = HashError;
    fn try_from(bytes: &[u8]) -> Result<Hash, HashError> {
        bytes.try_into().map(Hash).map_err(|_| HashError)
    }
}

impl TryFrom<String> for Hash {
    type Error = HashError;
    fn try_from(text: String) -> Result<Hash, HashError> {
        Hash::from_hex(&text)
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> String {
        hash.to_string()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_hash_is_spelled_in_lower_case_and_read_back() {
        let hash = Hash::of(&[]);
        assert_eq!(hash.to_string(), EMPTY);
        assert_eq!(Hash::from_hex(EMPTY), Ok(hash));
        assert_eq!(Hash::of(&[b"one", b"two"]), Hash::of(&[b"onetwo"]));
    }

    #[test]
    fn another_spelling_of_the_same_hash_is_refused() {
        for wrong in [EMPTY.to_uppercase(), EMPTY[..62].to_owned(), format!("{EMPTY}00"), EMPTY.replace('e', "g")] {
            assert_eq!(Hash::from_hex(&wrong), Err(HashError), "{wrong}");
        }
    }
}

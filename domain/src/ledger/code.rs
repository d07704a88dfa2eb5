//! The short words of an entry: which event, which kind of object, which role.

use crate::actor::Role;
use crate::ids::Kind;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A word such as `milestone-completed`: lower-case letters, digits and hyphens, first a letter, at most 64 characters.
///
/// It is text rather than an enum because a ledger outlives the program that wrote it: a verifier has to accept events
/// and kinds that were named after it was built.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Code(String);

/// A text that is not a [`Code`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not a code: lower-case letters, digits and hyphens, first a letter, at most 64 characters")]
pub struct CodeError {
    pub text: String,
}

impl Code {
    const LONGEST: usize = 64;

    /// Reads a code; refuses any other text.
    pub fn parse(text: &str) -> Result<Code, CodeError> {
        let starts_with_a_letter = text.starts_with(|first: char| first.is_ascii_lowercase());
        let only_code = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if starts_with_a_letter && only_code && text.len() <= Code::LONGEST {
            Ok(Code(text.to_owned()))
        } else {
            Err(CodeError { text: text.to_owned() })
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Kind> for Code {
    fn from(kind: Kind) -> Code {
        Code(kind.code().to_owned())
    }
}

impl From<Role> for Code {
    fn from(role: Role) -> Code {
        Code(role.code().to_owned())
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;
    fn try_from(text: String) -> Result<Code, CodeError> {
        Code::parse(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn every_kind_and_every_role_is_a_code() {
        let kinds = Kind::ALL.map(Code::from);
        let roles = Role::ALL.map(Code::from);
        for code in kinds.iter().chain(&roles) {
            assert_eq!(Code::parse(code.as_str()).as_ref(), Ok(code));
        }
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for wrong in ["", "Milestone", "9-lives", "-x", "two words", "caf\u{e9}", &"a".repeat(65)] {
            assert!(Code::parse(wrong).is_err(), "{wrong}");
        }
        assert!(Code::parse(&"a".repeat(64)).is_ok());
    }
}

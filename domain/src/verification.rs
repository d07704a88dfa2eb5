//! Verifying a claim: a completion, an update, a document.

use crate::Date;
use crate::actor::Authority;
use crate::described::{Erased, ErasedWords, TypedTexts};
use crate::error::DomainError;
use crate::text::Sentence;
use serde::{Deserialize, Serialize};

/// Who says that a claim holds, and on what ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    pub on: Date,
    pub ground: Sentence,
}

impl TypedTexts for Verified {
    fn erased(&self, words: &ErasedWords) -> Erased<Verified> {
        Ok(Verified { on: self.on, ground: words.text()? })
    }
}

/// No one verifies what they claimed themselves.
///
/// # Errors
/// When it is verified already, or was claimed by the secretariat on behalf of others.
pub(crate) fn check_verifiable(claimed_by: Authority, verified: Option<&Verified>) -> Result<(), DomainError> {
    if let Some(verified) = verified {
        return Err(DomainError::AlreadyVerified { on: verified.on });
    }
    match claimed_by {
        Authority::Own(_) => Ok(()),
        Authority::OnBehalfOf(_) => Err(DomainError::OwnClaim),
    }
}

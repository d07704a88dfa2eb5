//! What was recorded by mistake: retracted with a reason. It stays in the record and counts no more.

use crate::Date;
use crate::described::{Erased, ErasedWords, TypedTexts};
use crate::text::Sentence;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retraction {
    pub on: Date,
    pub reason: Sentence,
}

impl TypedTexts for Retraction {
    fn erased(&self, words: &ErasedWords) -> Erased<Retraction> {
        Ok(Retraction { on: self.on, reason: words.text()? })
    }
}

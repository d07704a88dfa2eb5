//! The words that take the place of every text of an erased content.

use crate::Date;
use crate::date::in_sentence;
use crate::text::TextError;

/// Says on which day the texts were erased.
#[derive(Clone, Debug)]
pub struct ErasedWords(String);

/// A value without the texts that people typed.
pub type Erased<T> = Result<T, TextError>;

/// A part of an object in which people typed.
pub trait TypedTexts: Sized {
    /// The same without its texts.
    ///
    /// # Errors
    /// When the words fit no text of that kind.
    fn erased(&self, words: &ErasedWords) -> Erased<Self>;
}

impl ErasedWords {
    pub fn of(on: Date) -> ErasedWords {
        ErasedWords(format!("Erased under law on {}.", in_sentence(on)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In place of a text.
    ///
    /// # Errors
    /// When the words fit no text of that kind.
    pub fn text<T: TryFrom<String, Error = TextError>>(&self) -> Erased<T> {
        T::try_from(self.0.clone())
    }

    /// Where there was a text.
    ///
    /// # Errors
    /// As [`text`](ErasedWords::text).
    pub fn instead_of<T: TryFrom<String, Error = TextError>>(&self, text: Option<&T>) -> Erased<Option<T>> {
        text.map(|_| self.text()).transpose()
    }
}

impl<T: TypedTexts> TypedTexts for Option<T> {
    fn erased(&self, words: &ErasedWords) -> Erased<Option<T>> {
        self.as_ref().map(|part| part.erased(words)).transpose()
    }
}

impl<T: TypedTexts> TypedTexts for Vec<T> {
    fn erased(&self, words: &ErasedWords) -> Erased<Vec<T>> {
        self.iter().map(|part| part.erased(words)).collect()
    }
}

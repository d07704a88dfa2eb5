//! Words as they are compared: small letters and digits, without accents.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text with the bytes where each stands. What is neither letter nor digit separates them.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, _) = rest.find(|(_, c)| c.is_alphanumeric())?;
            while rest.next_if(|(_, c)| c.is_alphanumeric() || is_combining_mark(*c)).is_some() {}
            let end = rest.peek().map_or(text.len(), |(end, _)| *end);
            let word = fold(&text[start..end]);
            if !word.is_empty() {
                return Some((start..end, word));
            }
        }
    })
}

/// "Trafficking", "TRAFFICKING" and "trafﬁcking" are one word; so are "é" and "e".
fn fold(word: &str) -> String {
    // Nearly every word is; the rest would change nothing in it.
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let plain = word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    // Some letters come apart into more than letters: the fraction "½" into "1", a stroke, and "2".
    plain.nfkd().filter(|c| c.is_alphanumeric()).collect()
}

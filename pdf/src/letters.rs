//! The letters that a PDF can show: those of Public Sans. A file that an archive keeps may show no letter that its fonts do
//! not have, so such a letter is written by its number instead.

use std::fmt::Write;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::Font;

pub(crate) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let fonts = [raster::REGULAR, raster::BOLD];
    fonts.iter().flat_map(|font| Font::iter(Bytes::new(*font))).collect()
});

/// A text with every letter that the fonts do not have as `[U+05D0]`.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if has(letter) {
            shown.push(letter);
        } else {
            // Writing into a text cannot fail.
            let _ = write!(shown, "[U+{:04X}]", u32::from(letter));
        }
    }
    shown
}

fn has(letter: char) -> bool {
    letter == '\n'
        || (!letter.is_control() && FONTS.iter().all(|font| font.info().coverage.contains(u32::from(letter))))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn letters_that_the_fonts_have_stay_and_others_are_written_by_their_number() {
        assert_eq!(shown("Señal \u{201c}A\u{201d} \u{2212}7"), "Señal \u{201c}A\u{201d} \u{2212}7");
        assert_eq!(shown("a\u{5d0}b\u{1f600}"), "a[U+05D0]b[U+1F600]");
        assert_eq!(shown("a\u{7}b\nc"), "a[U+0007]b\nc");
    }
}

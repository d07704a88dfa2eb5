//! The file that came with a form, and what kind of file it is: judged by its content, never by its name.

use domain::evidence::MediaType;
/// The field of the file.
pub const FILE: &str = "file";

/// A file as a browser sent it. The server takes it out of the form before the form is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upload {
    File {
        name: String,
        content: Vec<u8>,
    },
    /// Larger than is accepted.
    TooLarge {
        name: String,
    },
}

/// The kind of a file. `None` for one that is not taken.
pub fn media_type(content: &[u8]) -> Option<MediaType> {
    match infer::get(content) {
        Some(found) => found.mime_type().parse().ok(),
        // Text has no mark by which it is known: it is what reads as text, and has no markup that a browser would run.
        None => is_plain_text(content).then_some(MediaType::Text),
    }
}

fn is_plain_text(content: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(content) else { return false };
    let is_text = text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
    let begin = text.trim_start_matches('\u{feff}').trim_start();
    is_text && !begin.starts_with('<')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_judged_by_its_content() {
        assert_eq!(media_type(b"%PDF-1.7\n1 0 obj"), Some(MediaType::Pdf));
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n0000IHDR"), Some(MediaType::Png));
        assert_eq!(media_type("Minutes of the meeting\r\nZo\u{eb} chaired.".as_bytes()), Some(MediaType::Text));
    }

    #[test]
    fn what_a_browser_or_a_machine_would_run_is_not_taken() {
        let html = b"<html><script>alert(1)</script></html>";
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        for refused in [
            &html[..],
            svg,
            b"MZ\x90\x00\x03\x00\x00\x00",
            b"PK\x03\x04\x14\x00\x00\x00",
            b"\x7fELF\x02\x01\x01",
            b"a\x00b",
        ] {
            assert_eq!(media_type(refused), None, "{refused:?}");
        }
        assert_eq!(media_type("\u{feff} <!doctype html>".as_bytes()), None);
    }
}

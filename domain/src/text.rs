//! Text that a person typed, parsed once at the border. Inside there is no raw text.

use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Why a text was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("This field is required.")]
    Empty,
    #[error("Use {} characters or fewer. You have {}.", thousands(*max as u64), thousands(*length as u64))]
    TooLong { length: usize, max: usize },
    #[error("Remove the character that can't be saved (U+{code:04X}).")]
    ControlCharacter { code: u32 },
    #[error(
        "Remove the invisible character (U+{code:04X}) {}, or type the text again.",
        if after.is_empty() { "at the beginning".to_owned() } else { format!("after \u{201c}{after}\u{201d}") }
    )]
    InvisibleCharacter { code: u32, after: String },
    #[error("Enter at least one letter or number.")]
    NoLetter,
    #[error("Use only letters, numbers, hyphens, and periods. Example: DOJ-02")]
    NotACode,
    #[error("Enter a full web address that starts with https:// or http://.")]
    NotAWebLink,
    #[error("Remove the username and password from the web address.")]
    WebLinkWithUser,
    #[error("Enter an email address. Example: name@agency.gov")]
    NotAnAddress,
}

/// A number as people read it, with commas: 6,000.
pub fn thousands(number: u64) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (above, rest) => format!("{},{rest:03}", thousands(above)),
    }
}

/// Normal form C, one kind of line end, no control characters, no blanks around it.
fn clean(raw: &str, max: usize, lines: bool) -> Result<String, TextError> {
    let text: String = raw.nfc().collect::<String>().replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    let refused = |c: &char| c.is_control() && !(lines && (*c == '\n' || *c == '\t'));
    if let Some(code) = text.chars().find(refused) {
        return Err(TextError::ControlCharacter { code: code.into() });
    }
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    let length = text.chars().count();
    if length > max {
        return Err(TextError::TooLong { length, max });
    }
    Ok(text.to_owned())
}

/// How many characters before an invisible one are repeated, so that it is found.
const BEFORE: usize = 20;

/// What may be typed: each character is seen, and none changes the order in which others are read, so that no text looks
/// like another one. What the record already has is read as it stands.
fn readable(text: String) -> Result<String, TextError> {
    if let Some((place, code)) = text.char_indices().find(|(_, c)| is_invisible(*c)) {
        let before: Vec<char> = text[..place].chars().rev().take(BEFORE).collect();
        return Err(TextError::InvisibleCharacter { code: code.into(), after: before.into_iter().rev().collect() });
    }
    if text.chars().any(char::is_alphanumeric) { Ok(text) } else { Err(TextError::NoLetter) }
}

/// Characters without a shape of their own: of zero width, controls of the reading direction, soft hyphens, tags
/// (Unicode Standard Annex 31, default-ignorable code points).
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

impl Title {
    /// Whether a page shows both alike but for capital letters: runs of blanks are one there.
    pub fn reads_like(&self, other: &Title) -> bool {
        let words = |title: &Title| title.as_str().split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
        words(self) == words(other)
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($raw:ident) $parse:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// What a user typed.
            ///
            /// # Errors
            /// [`TextError`] says what to fix.
            pub fn parse($raw: &str) -> Result<Self, TextError> {
                $parse.and_then(readable).map(Self)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            /// What the record has: it may be older than a rule about what is typed.
            fn try_from(stored: String) -> Result<Self, TextError> {
                let $raw = stored.as_str();
                $parse.map(Self)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

texts! {
    /// One line that names a thing: an action, a milestone, a document. At most 300 characters.
    Title(raw) clean(raw, 300, false);
    /// A few sentences or paragraphs. At most 6,000 characters.
    Narrative(raw) clean(raw, 6_000, true);
    /// One sentence that gives a reason. At most 600 characters.
    Sentence(raw) clean(raw, 600, false);
    /// Where a fact comes from, as the plan file cites it. At most 2,000 characters.
    Citation(raw) clean(raw, 2_000, false);
    /// A short mark that stands in addresses: `NAP-2021`, `DOJ-02`. At most 40 characters.
    Code(raw) clean(raw, 40, false).and_then(only_code_characters);
    /// The address of a document on the web. At most 2,000 characters.
    WebLink(raw) clean(raw, 2_000, false).and_then(only_web_addresses);
    /// An email address, in lower case. At most 254 characters.
    MailAddress(raw) clean(raw, 254, false).and_then(|text| only_mail_addresses(&text));
}

fn only_code_characters(text: String) -> Result<String, TextError> {
    let fits = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
    if fits { Ok(text) } else { Err(TextError::NotACode) }
}

/// Only http and https, so that a link in the record can never run a script.
fn only_web_addresses(text: String) -> Result<String, TextError> {
    let lower = text.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let fits = host.is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '['));
    if !fits || text.contains(char::is_whitespace) {
        return Err(TextError::NotAWebLink);
    }
    if host.is_some_and(has_user) { Err(TextError::WebLinkWithUser) } else { Ok(text) }
}

/// Whether a username or password comes before the host: it would be in the record for good, and it makes a link
/// look as if it led elsewhere (`https://www.justice.gov@evil.example`).
fn has_user(after_scheme: &str) -> bool {
    after_scheme.split(['/', '?', '#']).next().is_some_and(|authority| authority.contains('@'))
}

fn only_mail_addresses(text: &str) -> Result<String, TextError> {
    let text = text.to_lowercase();
    let Some((name, host)) = text.split_once('@') else { return Err(TextError::NotAnAddress) };
    let fits = !name.is_empty() && !host.is_empty() && !host.contains('@') && !text.contains(char::is_whitespace);
    if fits { Ok(text) } else { Err(TextError::NotAnAddress) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_of_blanks_is_refused() {
        assert_eq!(Title::parse(" \t "), Err(TextError::Empty));
        assert_eq!(TextError::Empty.to_string(), "This field is required.");
    }

    #[test]
    fn blanks_around_a_title_are_left_out() {
        assert_eq!(Title::parse("  Housing brief \n").unwrap().as_str(), "Housing brief");
    }

    #[test]
    fn a_title_has_one_line_and_a_narrative_may_have_several() {
        let refused = Title::parse("Housing\nbrief").unwrap_err();
        assert_eq!(refused.to_string(), "Remove the character that can't be saved (U+000A).");
        assert_eq!(Narrative::parse("Housing\n\tbrief").unwrap().as_str(), "Housing\n\tbrief");
    }

    #[test]
    fn every_text_takes_as_many_characters_as_it_says_and_no_more() {
        let letters = |length: usize| "\u{e9}".repeat(length);
        assert!(Title::parse(&letters(300)).is_ok() && Title::parse(&letters(301)).is_err());
        assert!(Sentence::parse(&letters(600)).is_ok() && Sentence::parse(&letters(601)).is_err());
        assert!(Citation::parse(&letters(2_000)).is_ok() && Citation::parse(&letters(2_001)).is_err());
        assert!(Narrative::parse(&letters(6_000)).is_ok() && Narrative::parse(&letters(6_001)).is_err());
        assert!(Code::parse(&"A".repeat(40)).is_ok() && Code::parse(&"A".repeat(41)).is_err());
    }

    #[test]
    fn a_code_has_letters_digits_hyphens_and_points() {
        for raw in ["NAP-2021", "DOJ-02", "FSAP-T2-b", "1.1.1"] {
            assert_eq!(Code::parse(raw).unwrap().as_str(), raw);
        }
        for raw in ["DOJ 02", "DOJ/02", "D\u{d6}J", "DOJ_02", "?as_of=now"] {
            let refused = Code::parse(raw).unwrap_err();
            assert_eq!(
                refused.to_string(),
                "Use only letters, numbers, hyphens, and periods. Example: DOJ-02",
                "{raw}"
            );
        }
    }

    #[test]
    fn an_address_is_kept_in_lower_case() {
        assert_eq!(MailAddress::parse(" Ana.Diaz@Agency.Example ").unwrap().as_str(), "ana.diaz@agency.example");
        for raw in ["ana", "@agency.gov", "ana@", "ana@agency@gov", "ana diaz@agency.gov"] {
            let refused = MailAddress::parse(raw).unwrap_err();
            assert_eq!(refused.to_string(), "Enter an email address. Example: name@agency.gov", "{raw}");
        }
    }

    #[test]
    fn a_stored_text_is_parsed_as_a_typed_one() {
        assert_eq!(serde_json::from_str::<Title>("\"Housing\"").unwrap(), Title::parse("Housing").unwrap());
        assert!(serde_json::from_str::<Title>("\"  \"").is_err());
        assert_eq!(serde_json::to_string(&Title::parse("Housing").unwrap()).unwrap(), "\"Housing\"");
    }

    proptest! {
        #[test]
        fn what_was_parsed_once_is_parsed_again_to_the_same(raw in any::<String>()) {
            if let Ok(text) = Narrative::parse(&raw) {
                prop_assert_eq!(Narrative::parse(text.as_str()), Ok(text.clone()));
                prop_assert!(!text.as_str().chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
                prop_assert_eq!(text.as_str().trim(), text.as_str());
            }
        }
    }

    #[test]
    fn a_text_with_an_invisible_character_is_refused() {
        for hidden in ["\u{3164}", "\u{ffa0}", "\u{200b}", "\u{200f}", "\u{202e}", "\u{2066}", "\u{feff}", "\u{ad}"] {
            let raw = format!("Housing{hidden}brief");
            let refused = Title::parse(&raw).unwrap_err();
            let code = u32::from(hidden.chars().next().unwrap());
            let words = format!(
                "Remove the invisible character (U+{code:04X}) after \u{201c}Housing\u{201d}, or type the text again."
            );
            assert_eq!(refused.to_string(), words);
            assert!(Narrative::parse(&raw).is_err() && Code::parse(&raw).is_err());
        }
        for raw in ["Víctimas de trata", "被害者", "ضحايا", "Hotline 🎉 reopened"] {
            assert!(Title::parse(raw).is_ok(), "{raw}");
        }
    }

    #[test]
    fn a_text_says_something_and_a_reference_is_no_row_of_dots() {
        for raw in ["...", "-", "?!", "🎉"] {
            assert_eq!(Sentence::parse(raw).unwrap_err().to_string(), "Enter at least one letter or number.", "{raw}");
        }
        assert_eq!(Code::parse(".."), Err(TextError::NoLetter));
    }

    #[test]
    fn what_the_record_has_is_read_although_it_could_no_longer_be_typed() {
        for stored in ["...", "Housing\u{200b}brief"] {
            assert_eq!(Title::try_from(stored.to_owned()).unwrap().as_str(), stored);
        }
    }

    #[test]
    fn a_title_says_how_much_too_long_it_is() {
        let refused = Title::parse(&"a".repeat(301)).unwrap_err();
        assert_eq!(refused.to_string(), "Use 300 characters or fewer. You have 301.");
        let refused = TextError::TooLong { length: 17_999, max: 6_000 };
        assert_eq!(refused.to_string(), "Use 6,000 characters or fewer. You have 17,999.");
    }

    #[test]
    fn a_null_character_is_refused_and_line_ends_become_one_kind() {
        assert_eq!(Narrative::parse("a\0b"), Err(TextError::ControlCharacter { code: 0 }));
        assert_eq!(Narrative::parse("a\r\nb\rc").unwrap().as_str(), "a\nb\nc");
    }

    #[test]
    fn letters_typed_in_two_ways_become_one() {
        assert_eq!(Title::parse("e\u{301}").unwrap(), Title::parse("\u{e9}").unwrap());
    }

    #[test]
    fn a_link_that_could_run_a_script_is_refused() {
        for raw in ["javascript:alert(1)", "data:text/html,x", "//host/x", "https:// host", "https://"] {
            assert_eq!(WebLink::parse(raw), Err(TextError::NotAWebLink), "{raw}");
        }
        assert_eq!(
            TextError::NotAWebLink.to_string(),
            "Enter a full web address that starts with https:// or http://."
        );
        for raw in ["https://www.justice.gov/a?b=c#d", "HTTP://agency.gov", "https://[2001:db8::1]/brief"] {
            assert!(WebLink::parse(raw).is_ok(), "{raw}");
        }
    }

    /// Such a link looks as if it led to the part before the `@`, and what is there stays in the record for good.
    #[test]
    fn a_link_with_a_name_or_a_password_in_it_is_refused() {
        let links =
            ["https://user:pw@evil.example/x", "https://www.justice.gov@evil.example", "http://a\\@evil.example/"];
        for raw in links {
            assert_eq!(WebLink::parse(raw), Err(TextError::WebLinkWithUser), "{raw}");
        }
        assert_eq!(TextError::WebLinkWithUser.to_string(), "Remove the username and password from the web address.");
        for raw in ["https://agency.gov/@office", "https://agency.gov?to=a@b", "https://agency.gov#a@b"] {
            assert!(WebLink::parse(raw).is_ok(), "{raw}");
        }
    }
}

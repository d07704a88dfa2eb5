//! Texts, days and instants as a test writes them.

use chrono::DateTime;
use domain::Date;
use domain::action::{EditKind, EditReason};
use domain::date::Instant;
use domain::text::{Citation, Code, MailAddress, Narrative, Sentence, Title, WebLink};

pub fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

pub fn narrative(text: &str) -> Narrative {
    Narrative::parse(text).unwrap()
}

pub fn sentence(text: &str) -> Sentence {
    Sentence::parse(text).unwrap()
}

pub fn citation(text: &str) -> Citation {
    Citation::parse(text).unwrap()
}

pub fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

pub fn address(text: &str) -> MailAddress {
    MailAddress::parse(text).unwrap()
}

pub fn web_link(text: &str) -> WebLink {
    WebLink::parse(text).unwrap()
}

/// A day as `2024-02-13`.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An instant as `2024-02-13T15:00:00Z`.
pub fn instant(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// Why a text is edited, where nothing depends on it.
pub fn why() -> EditReason {
    EditReason { kind: EditKind::ChangesCommitment, reason: sentence("As agreed.") }
}

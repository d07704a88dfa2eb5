//! Words and numbers that several verdicts share.

use domain::date::in_sentence;
use domain::ledger::RecordedAt;
pub(crate) use domain::text::thousands as number;

/// The name of a file in a title: without its path, and not endless.
pub(crate) fn shown(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if name.is_empty() {
        return "The file".to_owned();
    }
    let short: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
    if name.chars().nth(80).is_some() { format!("{short}\u{2026}") } else { short }
}

/// "1 entry", "1,600 entries".
pub(crate) fn entries(count: u64) -> String {
    format!("{} {}", number(count), if count == 1 { "entry" } else { "entries" })
}

/// "Entry 1 is that", "Entries 1 to 1,231 are those".
pub(crate) fn first_entries(count: u64, one: &str, several: &str) -> String {
    if count == 1 { format!("Entry 1 {one}") } else { format!("Entries 1 to {} {several}", number(count)) }
}

/// The day of an instant in UTC, because a file says nothing of a zone.
pub(crate) fn day(at: RecordedAt) -> String {
    in_sentence(at.instant().date_naive())
}

/// The reason of a fault as a sentence of its own.
pub(crate) fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas() {
        assert_eq!([0, 999, 1_600, 1_000_000].map(number), ["0", "999", "1,600", "1,000,000"]);
        assert_eq!((entries(1), entries(2)), ("1 entry".to_owned(), "2 entries".to_owned()));
    }

    #[test]
    fn a_file_is_called_by_its_name_without_its_folder() {
        assert_eq!(shown("C:\\fakepath\\log.jsonl"), "log.jsonl");
        assert_eq!(shown(" "), "The file");
        assert_eq!(shown(&"x".repeat(300)).chars().count(), 81);
    }
}

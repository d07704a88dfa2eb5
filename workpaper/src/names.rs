//! What the files of a workpaper are called, and how many and how large they may be.

/// The list of hashes, in the format of sha256sum.
pub(crate) const MANIFEST: &str = "manifest-sha256.txt";
pub(crate) const README: &str = "README.txt";
/// The check in Python.
pub(crate) const CHECK: &str = "check.py";
/// The format of the log, as Concord publishes it.
pub(crate) const LEDGER: &str = "ledger.md";
pub(crate) const ABOUT: &str = "workpaper.json";
pub(crate) const POPULATION: &str = "population.csv";
pub(crate) const SELECTION: &str = "selection.csv";
pub(crate) const CHECKPOINT: &str = "checkpoint.txt";
pub(crate) const KEY: &str = "public-key.txt";

/// Every file that is not of one item.
pub(crate) const OF_ALL: [&str; 9] = [ABOUT, CHECK, CHECKPOINT, KEY, LEDGER, MANIFEST, POPULATION, README, SELECTION];

/// The log entries of an item, each with its proof.
pub(crate) const LOG: &str = "log.jsonl";
/// Salt and content of the row versions of an item.
pub(crate) const CONTENTS: &str = "contents.jsonl";
/// Row versions that their entry gives by a root, each with its proof.
pub(crate) const ROWS: &str = "rows.jsonl";
pub(crate) const ACTION_PDF: &str = "action-file.pdf";
pub(crate) const ACTION_JSON: &str = "action-file.json";

/// Every file that an item may have.
pub(crate) const OF_AN_ITEM: [&str; 5] = [ACTION_JSON, ACTION_PDF, CONTENTS, LOG, ROWS];

/// The most files of a workpaper. One of 100 items has 509.
pub const MOST_FILES: usize = 600;
/// The most bytes of one file, unpacked.
pub const MOST_BYTES_OF_A_FILE: u64 = 64 << 20;
/// The most bytes of all files, unpacked.
pub const MOST_BYTES: u64 = 512 << 20;

/// The longest label, so that no path is too long for any system.
const LONGEST_LABEL: usize = 60;

/// A text as it stands in names of files and in tables without quotation marks: other characters than letters, digits,
/// hyphens, periods and underscores become hyphens.
pub fn plain(text: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_') { letter } else { '-' }
    };
    text.chars().map(plain).take(LONGEST_LABEL).collect()
}

/// The folder of an item: `items/001-NAP-2021-DOJ-08`.
pub(crate) fn folder(number: usize, label: &str) -> String {
    format!("items/{number:03}-{}", plain(label))
}

/// Whether a name stays in its folder on every system, and is one way to write it.
pub(crate) fn is_safe(name: &str) -> bool {
    let is_part = |part: &str| {
        let is_plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
        is_plain && !part.is_empty() && part != "." && part != ".."
    };
    name.len() <= 200 && name.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_after_its_item_whatever_that_is_called() {
        assert_eq!(folder(1, "NAP-2021/DOJ-08"), "items/001-NAP-2021-DOJ-08");
        assert!(is_safe(&folder(100, "../../etc/pass\u{e9}wd \u{202e}")));
        assert!(is_safe(&folder(7, &"x".repeat(500))));
    }

    #[test]
    fn a_name_that_leaves_the_folder_or_has_a_second_spelling_is_not_safe() {
        for name in
            ["", "/etc/passwd", "../x", "a/../../x", "a/./x", "a//x", "a\\x", "C:x", "a/", "x\0", "items/x y", "\u{e9}"]
        {
            assert!(!is_safe(name), "{name:?}");
        }
    }
}

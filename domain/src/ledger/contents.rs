//! The file of contents: for each row version that a reader may see its salt and its content, so that the row hash in the
//! log can be computed with no server. `docs/ledger.md` describes it.

use super::canonical::{CanonicalError, canonical_text};
use super::hash::Hash;
use super::key::LogName;
use super::position::Seq;
use super::row::{Content, RowIdentity, Salt, salt_in_hex};
use serde::Serialize;

#[derive(Serialize)]
struct HeaderLine<'a> {
    concord: &'static str,
    format: u64,
    origin: &'a str,
    position: Seq,
}

#[derive(Serialize)]
struct EndLine {
    end: &'static str,
    versions: u64,
}

/// The first line: of which log the contents are, and up to which entry. Without the end of the line.
pub fn contents_header_line(origin: &LogName, position: Seq) -> Result<String, CanonicalError> {
    canonical_text(&HeaderLine { concord: "contents", format: 1, origin: origin.as_str(), position })
}

/// The last line: how many versions stand before it. Without the end of the line.
pub fn contents_end_line(versions: u64) -> Result<String, CanonicalError> {
    canonical_text(&EndLine { end: "contents", versions })
}

/// A version with what its row hash is computed from. `form` is the number of the form in which the content was written.
///
/// The content stands first, between `{"content":` and the last `,"hash":`, byte for byte as it was hashed. Without the end
/// of the line.
pub fn content_line(row: &RowIdentity, (salt, form): (&Salt, i64), content: &Content, hash: &Hash) -> String {
    let RowIdentity { kind, id, version, since } = row;
    let salt = salt_in_hex(salt);
    format!(
        r#"{{"content":{},"hash":"{hash}","id":"{id}","kind":"{kind}","salt":"{salt}","schema":{form},"since":{since},"version":{version}}}"#,
        content.as_str()
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::ids::Version;
    use crate::ledger::{Code, row_hash};
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn a_line_is_canonical_and_has_the_content_byte_for_byte() {
        let content = Content::of(&json!({ "title": "A \"quoted\" title,\"hash\":\"x", "id": 1 })).unwrap();
        let code = Code::parse("milestone").unwrap();
        let row = RowIdentity { kind: code, id: Uuid::from_u128(7), version: Version(2), since: Seq(31) };
        let hash = row_hash(&[5; 16], &row, &content);
        let line = content_line(&row, (&[5; 16], 1), &content, &hash);
        let read: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(canonical_text(&read).unwrap(), line);
        let inner = line.strip_prefix("{\"content\":").unwrap();
        assert_eq!(inner.rsplit_once(",\"hash\":").unwrap().0, content.as_str());
        assert_eq!((&read["salt"], &read["hash"]), (&json!("05".repeat(16)), &json!(hash.to_string())));
    }

    #[test]
    fn the_first_and_the_last_line_say_what_the_file_is_and_whether_it_is_whole() {
        let name = LogName::parse("concord.example/sample").unwrap();
        let first = r#"{"concord":"contents","format":1,"origin":"concord.example/sample","position":5}"#;
        assert_eq!(contents_header_line(&name, Seq(5)).unwrap(), first);
        assert_eq!(contents_end_line(12).unwrap(), r#"{"end":"contents","versions":12}"#);
    }
}

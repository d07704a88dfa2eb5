//! Where a document is: elsewhere, under a link, or in the record's own database, as a file. And by what it is known again.

use crate::text::{TextError, Title, WebLink};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The largest file that is kept: 25 MB.
pub const MOST_FILE_BYTES: u64 = 25 * 1024 * 1024;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Held {
    /// Elsewhere: what stands there can change. With a hash anyone can tell whether it did.
    Link { address: WebLink, sha256: Option<Sha256> },
    /// In the database of the record. The hash is part of what the log binds.
    File(HeldFile),
}

/// What the record says of a file that it keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldFile {
    /// What it was called where it came from.
    pub name: Title,
    pub media_type: MediaType,
    pub bytes: u64,
    pub sha256: Sha256,
}

impl Held {
    /// A link about whose content nothing is said.
    pub const fn link(address: WebLink) -> Held {
        Held::Link { address, sha256: None }
    }

    pub const fn file(&self) -> Option<&HeldFile> {
        match self {
            Held::File(file) => Some(file),
            Held::Link { .. } => None,
        }
    }

    pub const fn address(&self) -> Option<&WebLink> {
        match self {
            Held::Link { address, .. } => Some(address),
            Held::File(_) => None,
        }
    }

    pub fn sha256(&self) -> Option<&Sha256> {
        match self {
            Held::Link { sha256, .. } => sha256.as_ref(),
            Held::File(file) => Some(&file.sha256),
        }
    }

    /// The address, or what the file is called.
    pub fn named(&self) -> &str {
        match self {
            Held::Link { address, .. } => address.as_str(),
            Held::File(file) => file.name.as_str(),
        }
    }
}

/// The SHA-256 of some bytes: 64 hexadecimal digits, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256(String);

/// A text that is not the spelling of a SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Enter the 64 hexadecimal digits of a SHA-256, or leave this blank.")]
pub struct NotASha256;

impl Sha256 {
    /// Reads 64 hexadecimal digits, in either case and with blanks around them.
    ///
    /// # Errors
    /// [`NotASha256`] for everything else.
    pub fn parse(text: &str) -> Result<Sha256, NotASha256> {
        let text = text.trim().to_ascii_lowercase();
        let fits = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if fits { Ok(Sha256(text)) } else { Err(NotASha256) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Sha256 {
    type Error = NotASha256;
    fn try_from(text: String) -> Result<Sha256, NotASha256> {
        Sha256::parse(&text)
    }
}

impl From<Sha256> for String {
    fn from(hash: Sha256) -> String {
        hash.0
    }
}

/// The kinds of file that are kept: documents, tables and pictures. Nothing that a browser would run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaType {
    #[serde(rename = "application/pdf")]
    Pdf,
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
    #[serde(rename = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    Xlsx,
    #[serde(rename = "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    Pptx,
    #[serde(rename = "application/vnd.oasis.opendocument.text")]
    Odt,
    #[serde(rename = "application/vnd.oasis.opendocument.spreadsheet")]
    Ods,
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/tiff")]
    Tiff,
    /// Text without markup, also a table with commas.
    #[serde(rename = "text/plain")]
    Text,
}

impl MediaType {
    pub const ALL: [MediaType; 10] = [
        MediaType::Pdf,
        MediaType::Docx,
        MediaType::Xlsx,
        MediaType::Pptx,
        MediaType::Odt,
        MediaType::Ods,
        MediaType::Png,
        MediaType::Jpeg,
        MediaType::Tiff,
        MediaType::Text,
    ];

    /// As headers and contents write it.
    pub const fn code(self) -> &'static str {
        match self {
            MediaType::Pdf => "application/pdf",
            MediaType::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            MediaType::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            MediaType::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            MediaType::Odt => "application/vnd.oasis.opendocument.text",
            MediaType::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            MediaType::Png => "image/png",
            MediaType::Jpeg => "image/jpeg",
            MediaType::Tiff => "image/tiff",
            MediaType::Text => "text/plain",
        }
    }

    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            MediaType::Pdf => "PDF",
            MediaType::Docx => "Word",
            MediaType::Xlsx => "Excel",
            MediaType::Pptx => "PowerPoint",
            MediaType::Odt => "OpenDocument text",
            MediaType::Ods => "OpenDocument table",
            MediaType::Png => "PNG",
            MediaType::Jpeg => "JPEG",
            MediaType::Tiff => "TIFF",
            MediaType::Text => "Text",
        }
    }

    /// With which ending it is handed out.
    pub const fn ending(self) -> &'static str {
        match self {
            MediaType::Pdf => "pdf",
            MediaType::Docx => "docx",
            MediaType::Xlsx => "xlsx",
            MediaType::Pptx => "pptx",
            MediaType::Odt => "odt",
            MediaType::Ods => "ods",
            MediaType::Png => "png",
            MediaType::Jpeg => "jpg",
            MediaType::Tiff => "tiff",
            MediaType::Text => "txt",
        }
    }
}

impl FromStr for MediaType {
    type Err = ();
    fn from_str(code: &str) -> Result<MediaType, ()> {
        MediaType::ALL.into_iter().find(|of| of.code() == code).ok_or(())
    }
}

/// What a file is called, from what a browser sent: without the folders before it.
///
/// # Errors
/// As for a title.
pub fn file_name(sent: &str) -> Result<Title, TextError> {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or(sent);
    Title::parse(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn a_sha256_is_read_in_either_case_and_written_in_lower() {
        let upper = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855";
        assert_eq!(Sha256::parse(&format!(" {upper} ")).unwrap().as_str(), upper.to_lowercase());
        for wrong in [&upper[1..], &upper.replace('E', "G"), "", "sha256"] {
            assert_eq!(Sha256::parse(wrong), Err(NotASha256), "{wrong}");
        }
    }

    #[test]
    fn a_media_type_is_written_as_headers_have_it() {
        for of in MediaType::ALL {
            assert_eq!(serde_json::to_value(of).unwrap(), of.code());
            assert_eq!(of.code().parse(), Ok(of));
        }
        for never in ["text/html", "image/svg+xml", "application/zip", "application/x-msdownload"] {
            assert_eq!(never.parse::<MediaType>(), Err(()), "{never}");
        }
    }

    #[test]
    fn the_folders_before_a_name_are_left_out() {
        assert_eq!(file_name("C:\\Users\\jo\\report.pdf").unwrap().as_str(), "report.pdf");
        assert_eq!(file_name("../../etc/report 2024.pdf").unwrap().as_str(), "report 2024.pdf");
        assert!(file_name("..").is_err() && file_name("").is_err());
    }
}

//! What a PDF of ours says of itself, and its text.

use lopdf::{Document as Read, LoadOptions};
use reports::document::Stated;

/// The most bytes that a part of a file is unpacked to. Ours are below 1 MB.
const MOST_UNPACKED: usize = 16 * 1024 * 1024;

/// Why a file cannot be read as a PDF of ours.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("It isn't a PDF that can be read: {0}")]
    NotRead(#[from] lopdf::Error),
    #[error("It isn't a report of Concord: it doesn't name the address that it was made from.")]
    NoAddress,
}

/// What the file says of itself in its metadata, which lies in a PDF as it is: nothing is unpacked to find it.
///
/// # Errors
/// Where the file is none of ours.
pub fn stated(bytes: &[u8]) -> Result<Stated, ReadError> {
    let keywords = between(bytes, b"<pdf:Keywords>", b"</pdf:Keywords>").and_then(|bytes| str::from_utf8(bytes).ok());
    keywords.and_then(Stated::from_xml).ok_or(ReadError::NoAddress)
}

/// The text of each page, of as many pages as there are up to `most`.
///
/// # Errors
/// Where the file is no PDF, or a part of it is enormous when unpacked.
pub fn pages(bytes: &[u8], most: usize) -> Result<Vec<String>, ReadError> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let read = Read::load_mem_with_options(bytes, options)?;
    let pages: Vec<u32> = read.get_pages().keys().copied().take(most).collect();
    pages.into_iter().map(|page| Ok(read.extract_text_with_limit(&[page], MOST_UNPACKED)?)).collect()
}

fn between<'a>(bytes: &'a [u8], begins: &[u8], ends: &[u8]) -> Option<&'a [u8]> {
    let place = |of: &[u8], what: &[u8]| of.windows(what.len()).position(|bytes| bytes == what);
    let rest = bytes.get(place(bytes, begins)? + begins.len()..)?;
    rest.get(..place(rest, ends)?)
}

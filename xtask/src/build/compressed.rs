//! The compressed forms of what the server embeds, at the best level, so that no answer has to compress them again.

use std::{io::Write, path::Path};

use super::site::Site;
use crate::{failure::Failure, process};

/// Endings of files that are not compressed by their own format.
const TEXTS: [&str; 6] = ["css", "js", "json", "svg", "txt", "wasm"];

/// A file below this fits into one packet anyway.
const WORTH_IT: usize = 1024;

/// Lays `.br` and `.gz` beside every text of the site, where they are smaller. What has not changed is not made again.
///
/// # Errors
/// When a file cannot be read or written.
pub fn lay_beside(site: &mut Site) -> Result<(), Failure> {
    let stamp = site.stamp("compressed");
    let texts: Vec<_> = site.made().filter(|path| is_text(path)).map(Path::to_path_buf).collect();
    let made_from = site.fingerprint(&texts)?;
    if made_from.is_kept_in(&stamp) {
        for path in &texts {
            site.keep_one(&beside(path, "br"));
            site.keep_one(&beside(path, "gz"));
        }
        return Ok(());
    }
    process::timed("Compress the site", || texts.iter().try_for_each(|path| compress(site, path)))?;
    made_from.keep_in(&stamp)
}

fn compress(site: &mut Site, path: &Path) -> Result<(), Failure> {
    let plain = site.bytes(path)?;
    if plain.len() < WORTH_IT {
        return Ok(());
    }
    for (end, smaller) in [("br", brotli(&plain)), ("gz", gzip(&plain))] {
        let smaller = smaller.map_err(Failure::file(path))?;
        if smaller.len() < plain.len() {
            site.write(beside(path, end), &smaller)?;
        }
    }
    Ok(())
}

/// Brotli at quality 11, with a window of 4 MB.
pub(super) fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    const BUFFER: usize = 64 * 1024;
    let mut smaller = brotli::CompressorWriter::new(Vec::new(), BUFFER, 11, 22);
    smaller.write_all(plain)?;
    smaller.flush()?;
    Ok(smaller.into_inner())
}

/// The header of the format has a time; none is written, so that the same file compresses to the same bytes.
fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut smaller = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    smaller.write_all(plain)?;
    smaller.finish()
}

fn is_text(path: &Path) -> bool {
    path.extension().and_then(|end| end.to_str()).is_some_and(|end| TEXTS.contains(&end))
}

fn beside(path: &Path, end: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    name.into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use std::{fs, io::Read};

    use super::*;

    #[test]
    fn texts_get_smaller_forms_that_read_back_and_fonts_get_none() {
        let folder = tempfile::tempdir().unwrap();
        let text = "a { color: red }\n".repeat(200);
        let build = || {
            let mut site = Site::open(folder.path()).unwrap();
            site.write("concord.css", text.as_bytes()).unwrap();
            site.write("font.woff2", text.as_bytes()).unwrap();
            site.write("small.css", b"a{}").unwrap();
            lay_beside(&mut site).unwrap();
            site.remove_the_rest().unwrap();
        };
        // The second time nothing is made, and all of it stays.
        for _ in 0..2 {
            build();
            let file = |name: &str| fs::File::open(folder.path().join(name));
            let mut read = String::new();
            brotli::Decompressor::new(file("concord.css.br").unwrap(), 4096).read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
            read.clear();
            flate2::read::GzDecoder::new(file("concord.css.gz").unwrap()).read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
            assert!(file("font.woff2.br").is_err() && file("small.css.br").is_err());
        }
    }
}

//! A file that is read piece by piece, wherever it lies.

use std::io::{self, BufReader, Read};

/// How much is read at a time: enough that a browser is asked seldom, little beside what a page takes.
const PIECE: usize = 256 * 1024;

/// Bytes that can be read from any place: a file on a disk, a file in a browser, bytes in memory.
pub trait Source {
    /// How many bytes there are.
    fn size(&self) -> u64;

    /// Reads bytes that begin at `at`, as many as there are and `into` holds. Returns how many.
    ///
    /// # Errors
    /// When the file cannot be read there.
    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize>;
}

impl Source for [u8] {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        let rest = usize::try_from(at).ok().and_then(|at| self.get(at..)).unwrap_or_default();
        let length = rest.len().min(into.len());
        into[..length].copy_from_slice(&rest[..length]);
        Ok(length)
    }
}

/// The file from its beginning, in pieces.
pub(crate) fn reader<S: Source + ?Sized>(source: &S) -> BufReader<impl Read + '_> {
    BufReader::with_capacity(PIECE, FromStart { source, at: 0 })
}

/// At most so many bytes from one place. What cannot be read is nothing here: whoever reads the file whole says why.
pub(crate) fn piece<S: Source + ?Sized>(source: &S, at: u64, most: usize) -> Vec<u8> {
    let mut bytes = vec![0; most];
    let mut filled = 0;
    while filled < most {
        match source.read_at(at + filled as u64, &mut bytes[filled..]) {
            Ok(0) | Err(_) => break,
            Ok(more) => filled += more,
        }
    }
    bytes.truncate(filled);
    bytes
}

/// The last bytes of the file.
pub(crate) fn end<S: Source + ?Sized>(source: &S, most: usize) -> Vec<u8> {
    piece(source, source.size().saturating_sub(most as u64), most)
}

struct FromStart<'a, S: ?Sized> {
    source: &'a S,
    at: u64,
}

impl<S: Source + ?Sized> Read for FromStart<'_, S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read_at(self.at, into)?;
        self.at += length as u64;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    /// A file that gives three bytes at a time.
    struct Slow(&'static [u8]);

    impl Source for Slow {
        fn size(&self) -> u64 {
            self.0.size()
        }

        fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
            let most = into.len().min(3);
            self.0.read_at(at, &mut into[..most])
        }
    }

    #[test]
    fn a_file_that_comes_in_small_pieces_is_read_whole() {
        let mut read = String::new();
        reader(&Slow(b"one, two, three")).read_to_string(&mut read).unwrap();
        assert_eq!(read, "one, two, three");
        assert_eq!(piece(&Slow(b"one, two, three"), 5, 8), b"two, thr");
        assert_eq!(end(&Slow(b"one, two, three"), 5), b"three");
    }

    #[test]
    fn beyond_its_end_a_file_has_nothing() {
        assert_eq!(piece(b"four".as_slice(), 9, 4), b"");
        assert_eq!(end(b"four".as_slice(), 99), b"four");
    }
}

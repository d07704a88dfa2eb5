//! A zip file read within limits: no file is larger than it may be, none leaves the folder, none stands there twice, and both
//! lists of files that a zip has say the same.

use crate::fault::{Fault, Reason};
use crate::names::{MANIFEST, MOST_BYTES, MOST_BYTES_OF_A_FILE, MOST_FILES, is_safe};
use domain::ledger::Hash;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::{Read, Seek};
use zip::{CompressionMethod, ZipArchive};

pub(crate) struct Archive<R> {
    zip: ZipArchive<R>,
    /// The names of its files, in their order.
    pub names: BTreeSet<String>,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens the file, and refuses one that another program might unpack to other files.
    pub(crate) fn open(file: R) -> Result<Archive<R>, Fault> {
        let mut zip = ZipArchive::new(file).map_err(|cause| Fault::of(Reason::NotAZip(cause.to_string())))?;
        if zip.len() > MOST_FILES {
            return Err(Fault::of(Reason::TooManyFiles { found: zip.len(), most: MOST_FILES }));
        }
        zip.validate_header_consistency().map_err(|cause| Fault::of(Reason::TwoLists(cause.to_string())))?;
        let mut names = BTreeSet::new();
        let mut unpacked: u64 = 0;
        for index in 0..zip.len() {
            let entry = zip.by_index_data(index).map_err(|cause| Fault::of(Reason::NotAZip(cause.to_string())))?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            if !is_safe(&name) {
                return Err(Fault::in_file(name.escape_default().to_string(), Reason::UnsafeName));
            }
            let is_packed = matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
            if !entry.is_file() || entry.is_symlink() || entry.encrypted() || !is_packed {
                return Err(Fault::in_file(name, Reason::NotAPlainFile));
            }
            unpacked = unpacked.saturating_add(entry.size());
            if entry.size() > MOST_BYTES_OF_A_FILE {
                return Err(Fault::in_file(name, Reason::TooLarge { most: MOST_BYTES_OF_A_FILE }));
            }
            names.insert(name);
        }
        if unpacked > MOST_BYTES {
            return Err(Fault::of(Reason::TooLarge { most: MOST_BYTES }));
        }
        if !names.contains(MANIFEST) {
            return Err(Fault::of(Reason::NotAWorkpaper));
        }
        Ok(Archive { zip, names })
    }

    /// The SHA-256 of a file, unpacked bit by bit.
    pub(crate) fn hash(&mut self, name: &str) -> Result<Hash, Fault> {
        let mut hasher = Sha256::new();
        self.unpack(name, |bytes| hasher.update(bytes))?;
        Ok(Hash(hasher.finalize().into()))
    }

    /// The text of a file.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, Fault> {
        let mut bytes = Vec::new();
        self.unpack(name, |more| bytes.extend_from_slice(more))?;
        String::from_utf8(bytes).map_err(|_| Fault::in_file(name, Reason::NotText))
    }

    /// Hands the bytes of a file on. The size that the zip states is not believed.
    fn unpack(&mut self, name: &str, mut take: impl FnMut(&[u8])) -> Result<(), Fault> {
        if !self.names.contains(name) {
            return Err(Fault::in_file(name, Reason::Missing));
        }
        let unreadable = |cause: &dyn std::fmt::Display| Fault::in_file(name, Reason::Unreadable(cause.to_string()));
        let mut file = self.zip.by_name(name).map_err(|cause| unreadable(&cause))?;
        let (mut buffer, mut of_this_file) = (vec![0; 64 << 10], 0_u64);
        loop {
            let read = file.read(&mut buffer).map_err(|cause| unreadable(&cause))?;
            if read == 0 {
                return Ok(());
            }
            of_this_file += read as u64;
            if of_this_file > MOST_BYTES_OF_A_FILE {
                return Err(Fault::in_file(name, Reason::TooLarge { most: MOST_BYTES_OF_A_FILE }));
            }
            take(buffer.get(..read).unwrap_or_default());
        }
    }
}

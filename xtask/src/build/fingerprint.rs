//! What a part was made from, in one number, so that it is made again only when that changed.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// A hash over the names and contents of the inputs. Contents and not times: a fresh checkout changes all times.
/// It guards against forgetting, not against an attacker, and a new Rust may count differently: then everything is built again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// # Errors
    /// When a file cannot be read.
    pub fn of_files(files: impl IntoIterator<Item = PathBuf>) -> Result<Self, Failure> {
        let mut hasher = DefaultHasher::new();
        for file in files {
            file.hash(&mut hasher);
            fs::read(&file).map_err(Failure::file(&file))?.hash(&mut hasher);
        }
        Ok(Self(hasher.finish()))
    }

    /// The same, with a text that is no file.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of_text(text: &str, files: impl IntoIterator<Item = PathBuf>) -> Result<Self, Failure> {
        let Self(files) = Self::of_files(files)?;
        let mut hasher = DefaultHasher::new();
        (text, files).hash(&mut hasher);
        Ok(Self(hasher.finish()))
    }

    /// Whether the part was last made from just this.
    pub fn is_kept_in(self, stamp: &Path) -> bool {
        fs::read_to_string(stamp).is_ok_and(|kept| kept == self.text())
    }

    /// To be called after the part was made.
    ///
    /// # Errors
    /// When the stamp cannot be written.
    pub fn keep_in(self, stamp: &Path) -> Result<(), Failure> {
        if let Some(folder) = stamp.parent() {
            fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        }
        fs::write(stamp, self.text()).map_err(Failure::file(stamp))
    }

    fn text(self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn a_part_is_current_until_the_content_of_an_input_changes() {
        let folder = tempfile::tempdir().unwrap();
        let (input, stamp) = (folder.path().join("input.scss"), folder.path().join("stamps/styles"));
        fs::write(&input, "a { color: red }").unwrap();
        let made_from = Fingerprint::of_files([input.clone()]).unwrap();
        assert!(!made_from.is_kept_in(&stamp));

        made_from.keep_in(&stamp).unwrap();
        fs::write(&input, "a { color: red }").unwrap();
        assert!(Fingerprint::of_files([input.clone()]).unwrap().is_kept_in(&stamp));

        fs::write(&input, "a { color: blue }").unwrap();
        assert!(!Fingerprint::of_files([input]).unwrap().is_kept_in(&stamp));
    }
}

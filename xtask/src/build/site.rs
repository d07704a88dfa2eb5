//! The built folder: written only where something differs, and free of what is no longer made.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::fingerprint::Fingerprint;
use crate::failure::Failure;

/// Not served and never removed: what the parts of the site were made from.
const STAMPS: &str = ".stamps";

/// The folder that the server embeds, while it is being made.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    made: BTreeSet<PathBuf>,
}

impl Site {
    /// Makes the folder if need be.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let stamps = folder.join(STAMPS);
        fs::create_dir_all(&stamps).map_err(Failure::file(&stamps))?;
        Ok(Self { folder: folder.to_path_buf(), made: BTreeSet::new() })
    }

    /// A file of the site. An equal file is left alone, so that the server, which embeds it, is not compiled again.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, path: impl AsRef<Path>, content: &[u8]) -> Result<(), Failure> {
        let file = self.folder.join(path.as_ref());
        if !fs::read(&file).is_ok_and(|present| present == content) {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder).map_err(Failure::file(folder))?;
            }
            fs::write(&file, content).map_err(Failure::file(&file))?;
        }
        self.made.insert(path.as_ref().to_path_buf());
        Ok(())
    }

    /// A copy of a file from elsewhere, as a file of the site.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn copy(&mut self, path: impl AsRef<Path>, source: &Path) -> Result<(), Failure> {
        let content = fs::read(source).map_err(Failure::file(source))?;
        self.write(path, &content)
    }

    /// Keeps what an earlier build made at this path: a file, or all files of a folder.
    /// Says whether there was anything to keep.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn keep(&mut self, path: &str) -> Result<bool, Failure> {
        let before = self.made.len();
        let all = files_below(&self.folder)?;
        self.made.extend(all.into_iter().filter(|file| file.starts_with(path)));
        Ok(self.made.len() > before)
    }

    /// Keeps one file of an earlier build, if there is one. Says whether there is.
    pub fn keep_one(&mut self, path: &Path) -> bool {
        let is_there = self.folder.join(path).exists();
        if is_there {
            self.made.insert(path.to_path_buf());
        }
        is_there
    }

    /// What was made or kept so far, in order.
    pub fn made(&self) -> impl Iterator<Item = &Path> {
        self.made.iter().map(PathBuf::as_path)
    }

    /// A fingerprint of files of the site.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn fingerprint(&self, paths: &[PathBuf]) -> Result<Fingerprint, Failure> {
        Fingerprint::of_files(paths.iter().map(|path| self.folder.join(path)))
    }

    /// # Errors
    /// When there is no such file in the site.
    pub fn bytes(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        let file = self.folder.join(path);
        fs::read(&file).map_err(Failure::file(&file))
    }

    /// # Errors
    /// When there is no such text in the site.
    pub fn text(&self, path: &str) -> Result<String, Failure> {
        let file = self.folder.join(path);
        fs::read_to_string(&file).map_err(Failure::file(&file))
    }

    /// Where the fingerprint of a part is kept.
    pub fn stamp(&self, part: &str) -> PathBuf {
        self.folder.join(STAMPS).join(part)
    }

    /// Removes every file that this build has neither made nor kept.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub fn remove_the_rest(self) -> Result<(), Failure> {
        for path in files_below(&self.folder)? {
            if !path.starts_with(STAMPS) && !self.made.contains(&path) {
                let file = self.folder.join(path);
                fs::remove_file(&file).map_err(Failure::file(&file))?;
            }
        }
        Ok(())
    }
}

/// All files of a folder and of the folders in it, by their path from there, in order.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        let here = folder.join(&inner);
        for entry in fs::read_dir(&here).map_err(Failure::file(&here))? {
            let entry = entry.map_err(Failure::file(&here))?;
            let path = inner.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn what_is_no_longer_made_leaves_the_site_and_stamps_stay() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("img/old")).unwrap();
        fs::write(folder.path().join("img/old/gone.svg"), "<svg/>").unwrap();
        fs::create_dir_all(folder.path().join(STAMPS)).unwrap();
        fs::write(folder.path().join(STAMPS).join("styles"), "0").unwrap();

        let mut site = Site::open(folder.path()).unwrap();
        site.write("img/new/here.svg", b"<svg/>").unwrap();
        site.remove_the_rest().unwrap();

        let left = files_below(folder.path()).unwrap();
        assert_eq!(left, [PathBuf::from(".stamps/styles"), PathBuf::from("img/new/here.svg")]);
    }

    #[test]
    fn an_equal_file_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("robots.txt");
        Site::open(folder.path()).unwrap().write("robots.txt", b"Disallow: /").unwrap();
        let written = fs::metadata(&file).unwrap().modified().unwrap();
        Site::open(folder.path()).unwrap().write("robots.txt", b"Disallow: /").unwrap();
        assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), written);
    }
}

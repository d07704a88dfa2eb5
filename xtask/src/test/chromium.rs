//! The browser of the browser tests.

use std::{
    env,
    path::{Path, PathBuf},
};

use super::machine;
use crate::{failure::Failure, npm::NpmProject, process};

/// A Chromium to be driven by Playwright.
#[derive(Debug, PartialEq, Eq)]
pub enum Chromium {
    /// A program of the machine.
    At(PathBuf),
    /// The one that Playwright downloads and finds by itself.
    OfPlaywright,
}

impl Chromium {
    /// Finds a Chromium; where there is none, installs it from the system's packages, else from Playwright's.
    ///
    /// # Errors
    /// When none could be found or installed.
    pub fn ensure(end2end: &NpmProject) -> Result<Self, Failure> {
        if let Some(program) = find() {
            return Ok(Self::At(program));
        }
        if machine::has_apt()
            && machine::install_with_apt("chromium").is_ok()
            && let Some(program) = find()
        {
            return Ok(Self::At(program));
        }
        let mut install = end2end.program("playwright");
        let installed = process::timed("Install Chromium", || {
            process::run("Install Chromium", install.args(["install", "chromium"]))
        });
        installed.map(|()| Self::OfPlaywright).map_err(|_| Failure::Missing {
            what: "Chromium".into(),
            advice: "Install Chromium or Chrome, or name one by CONCORD_CHROMIUM.".into(),
        })
    }
}

fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CONCORD_CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let packaged = Path::new("/usr/bin/chromium");
    if packaged.is_file() {
        return Some(packaged.to_path_buf());
    }
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        .into_iter()
        .find_map(machine::find_on_path)
}

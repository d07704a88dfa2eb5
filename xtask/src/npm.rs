//! The npm projects of the checkout: `style` builds the site, `end2end` tests it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{build::Fingerprint, failure::Failure, process};

/// A folder with a package.json and a lock, whose packages are installed.
#[derive(Debug)]
pub struct NpmProject {
    folder: PathBuf,
}

impl NpmProject {
    /// Installs exactly what the lock says, unless that is what is there.
    /// Install scripts of packages are not run: none of ours needs its own.
    ///
    /// # Errors
    /// When Node is missing, or a package cannot be fetched.
    pub fn install(folder: PathBuf) -> Result<Self, Failure> {
        let installed = Fingerprint::of_files([folder.join("package-lock.json")])?;
        let stamp = folder.join("node_modules/.installed-lock");
        if !installed.is_kept_in(&stamp) {
            require_node()?;
            let mut command = Command::new("npm");
            command.current_dir(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            process::timed(&format!("Install the npm packages of {name}"), || {
                process::run("Install npm packages", &mut command)?;
                installed.keep_in(&stamp)
            })?;
        }
        Ok(Self { folder })
    }

    /// A program that one of the packages brings, run in the project's folder.
    pub fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.file(Path::new(".bin").join(name)));
        command.current_dir(&self.folder);
        command
    }

    /// A file of an installed package, by its path under `node_modules`.
    pub fn file(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.join("node_modules").join(path)
    }

    /// The lock, as an input of what the packages make.
    pub fn lock(&self) -> PathBuf {
        self.folder.join("package-lock.json")
    }
}

fn require_node() -> Result<(), Failure> {
    let mut command = Command::new("npm");
    if process::answers(command.arg("--version")) {
        return Ok(());
    }
    Err(Failure::Missing {
        what: "npm".into(),
        advice: "Install Node 20 or later, which brings it: https://nodejs.org.".into(),
    })
}

//! What the machine offers: programs, users, and a package manager that may add what is missing.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{failure::Failure, process};

/// A program of this name on the PATH.
pub fn find_on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// The number of a user, or of its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    pub user: u32,
    pub group: u32,
}

impl Account {
    /// Who runs this; none where the system has no answer.
    pub fn own() -> Option<Self> {
        Self::asked(&[])
    }

    /// The account of this name, if the machine has it.
    pub fn named(name: &str) -> Option<Self> {
        Self::asked(&[name])
    }

    pub fn is_root(self) -> bool {
        self.user == 0
    }

    fn asked(name: &[&str]) -> Option<Self> {
        let number = |flag: &str| {
            let mut command = Command::new("id");
            let answer = command.arg(flag).args(name).stderr(std::process::Stdio::null());
            process::output_of("Ask for an account", answer).ok()?.trim().parse().ok()
        };
        Some(Self { user: number("-u")?, group: number("-g")? })
    }
}

/// Whether we may install packages: we are root on a Debian or Ubuntu.
pub fn has_apt() -> bool {
    Account::own().is_some_and(Account::is_root) && Path::new("/usr/bin/apt-get").is_file()
}

/// Installs a Debian package.
///
/// # Errors
/// When the archive cannot be reached or does not have it.
pub fn install_with_apt(package: &str) -> Result<(), Failure> {
    process::timed(&format!("Install {package}"), || {
        process::run("Read the package lists", &mut apt_get(&["update"]))?;
        process::run("Install the package", &mut apt_get(&["install", "--yes", "--no-install-recommends", package]))
    })
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

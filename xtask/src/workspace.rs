//! Where things are: the checkout, the built site, cargo's target folder; and how cargo is called.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::{failure::Failure, process};

/// The checkout that we work in.
#[derive(Debug)]
pub struct Workspace {
    /// The folder of the root Cargo.toml.
    pub root: PathBuf,
    /// The folder of built assets that the server embeds.
    pub site: PathBuf,
    /// Where cargo puts what it builds.
    pub target: PathBuf,
    /// A target folder that cargo must be told of, because nothing else did.
    chosen_target: Option<PathBuf>,
}

impl Workspace {
    /// # Errors
    /// When it was not started by cargo, or cargo cannot say where its target folder is.
    pub fn find() -> Result<Self, Failure> {
        let root = checkout()?;
        let site = env::var_os("CONCORD_SITE").map_or_else(|| root.join("site"), PathBuf::from);
        let chosen_target = target_outside_the_checkout();
        let target = match &chosen_target {
            Some(folder) => folder.clone(),
            None => target_of(&root)?,
        };
        Ok(Self { root, site, target, chosen_target })
    }

    /// `cargo` with these arguments, in the checkout.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = plain_cargo(&self.root);
        command.args(arguments);
        // The server's build must embed the site that we build.
        command.env("CONCORD_SITE", &self.site);
        if let Some(folder) = &self.chosen_target {
            command.env("CARGO_TARGET_DIR", folder);
        }
        command
    }

    /// The server's program as `cargo build -p server` leaves it.
    pub fn server_binary(&self) -> PathBuf {
        self.target.join("debug").join("concord")
    }
}

/// `cargo run` names our package's folder when we start. The folder known when we were compiled may be another one:
/// checkouts that share a target folder share this program.
fn checkout() -> Result<PathBuf, Failure> {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = package.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    root.ok_or_else(|| Failure::Usage("Run this as `cargo xtask`, so that it knows the checkout.".into()))
}

/// A machine that builds many checkouts keeps what it built between them, and keeps the checkouts clean.
fn target_outside_the_checkout() -> Option<PathBuf> {
    let in_ci = env::var_os("CI").is_some_and(|value| value == "true");
    if !in_ci || env::var_os("CARGO_TARGET_DIR").is_some() {
        return None;
    }
    env::var_os("HOME").map(|home| Path::new(&home).join(".cache/concord/target"))
}

/// Cargo is asked, because its target folder may also be set by the environment or any config file above the checkout.
fn target_of(root: &Path) -> Result<PathBuf, Failure> {
    let mut command = plain_cargo(root);
    command.args(["metadata", "--no-deps", "--format-version", "1"]);
    let answer = process::output_of("Find cargo's target folder", &mut command)?;
    let metadata: Value =
        serde_json::from_str(&answer).map_err(Failure::not_understood("The answer of `cargo metadata`"))?;
    match metadata["target_directory"].as_str() {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => Err(Failure::NotUnderstood {
            what: "The answer of `cargo metadata`".into(),
            cause: "it names no target folder".into(),
        }),
    }
}

fn plain_cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    // `cargo run` describes the package `xtask` in these. Build scripts that watch them would run again
    // after every change between a call by hand and a call from here.
    for (name, _) in env::vars_os() {
        let described = name.to_string_lossy();
        if described.starts_with("CARGO_PKG_") || described.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

//! The owner of a file, for an account that may not open it.

use std::fmt;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The owner of a file or a folder, its mode, and who asked.
#[derive(Debug)]
pub struct Owner {
    file: PathBuf,
    user: u32,
    /// The permission bits.
    mode: u32,
    /// `None` where the machine does not say.
    asking: Option<u32>,
}

impl Owner {
    /// # Errors
    /// When the file is not there, or its folder cannot be searched.
    pub fn of(file: &Path) -> io::Result<Owner> {
        let found = file.metadata()?;
        let mode = found.permissions().mode() & 0o7777;
        let asking = Path::new("/proc/self").metadata().ok().map(|own| own.uid());
        Ok(Owner { file: file.to_owned(), user: found.uid(), mode, asking })
    }

    /// The owner, if that is another user.
    pub fn other(file: &Path) -> Option<Owner> {
        Owner::of(file).ok().filter(|owner| owner.asking.is_some_and(|asking| asking != owner.user))
    }
}

/// "it belongs to root (mode 600), and this command runs as concord. If that is the user of the server, run as root: ..".
impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it belongs to {} (mode {:o})", name(self.user), self.mode)?;
        let Some(asking) = self.asking else { return f.write_str(".") };
        let asking = name(asking);
        let whole = std::path::absolute(&self.file).unwrap_or_else(|_| self.file.clone());
        // What SQLite keeps beside the file belongs to the same user.
        let (all, mode) = if self.file.is_dir() { ("", "u+rwx") } else { ("*", "u+rw") };
        let path = whole.display();
        write!(
            f,
            ", and this command runs as {asking}. If {asking} is the user of the server, run as root:\n  \
             chown {asking}: {path}{all} && chmod {mode} {path}{all}"
        )
    }
}

/// The name of a user as the machine keeps it, or the number.
fn name(user: u32) -> String {
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let named = accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, number) = (fields.next()?, fields.nth(1)?);
        (number.parse() == Ok(user)).then(|| name.to_owned())
    });
    named.unwrap_or_else(|| user.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn a_file_of_another_user_is_named_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("concord.db");
        std::fs::write(&file, "").unwrap();
        let owner = Owner { user: 0, mode: 0o600, asking: Some(4_000_000), ..Owner::of(&file).unwrap() };
        let words = owner.to_string();
        assert!(words.starts_with("it belongs to root (mode 600), and this command runs as 4000000."), "{words}");
        let path = file.display();
        assert!(words.ends_with(&format!("chown 4000000: {path}* && chmod u+rw {path}*")), "{words}");
        assert!(Owner::other(&file).is_none(), "It is ours");
    }
}

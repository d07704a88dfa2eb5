//! What the machine offers: PostgreSQL's programs, accounts, signals, a disk that is soon full.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the newest PostgreSQL, among the one on the PATH and those that Debian keeps beside it.
pub fn programs() -> PathBuf {
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&on_path).find(|folder| folder.join("initdb").is_file());
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = debian.map(|version| version.path().join("bin")).filter(|folder| folder.join("initdb").is_file());
    let version = |folder: &PathBuf| -> Option<u32> {
        folder.components().filter_map(|part| part.as_os_str().to_str()?.parse().ok()).max()
    };
    debian.max_by_key(version).or(on_path).unwrap_or_else(|| {
        panic!(
            "There is no PostgreSQL on this machine, so nothing was tested of what the store does when it goes away. \
             Install its server (on Debian: `apt-get install postgresql`), or put the folder of `initdb` on the PATH"
        )
    })
}

/// The number of a user, and of its group.
#[derive(Clone, Copy)]
pub struct Account {
    pub user: u32,
    pub group: u32,
}

impl Account {
    /// PostgreSQL refuses to run as root, so root hands it to the account that its package made.
    pub fn to_run_as() -> Option<Account> {
        (id(&["-u"])? == 0).then(|| {
            let named = |flag| id(&[flag, "postgres"]);
            let account = named("-u").zip(named("-g")).map(|(user, group)| Account { user, group });
            account
                .unwrap_or_else(|| panic!("PostgreSQL does not run as root: add a user `postgres`, or test as another"))
        })
    }
}

fn id(arguments: &[&str]) -> Option<u32> {
    let answer = Command::new("id").args(arguments).stderr(Stdio::null()).output().ok()?;
    String::from_utf8(answer.stdout).ok()?.trim().parse().ok()
}

/// A program run by the account in a folder that it may enter.
pub fn as_account(program: &Path, account: Option<Account>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    if let Some(Account { user, group }) = account {
        command.uid(user).gid(group);
    }
    command
}

#[track_caller]
pub fn succeeds(command: &mut Command) {
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{command:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// Those whose parent is that process.
pub fn children_of(parent: u32) -> Vec<u32> {
    let all = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    all.filter(|process| parent_of(*process) == Some(parent)).collect()
}

pub fn is_alive(process: u32) -> bool {
    parent_of(process).is_some()
}

/// The name in brackets may hold anything, so the fields are counted from its end.
fn parent_of(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let is_over = matches!(fields.next()?, "Z" | "X");
    fields.next()?.parse().ok().filter(|_| !is_over)
}

/// Sends a signal to processes; those that have ended need none.
pub fn signal(name: &str, processes: &[u32]) {
    for process in processes {
        let process = process.to_string();
        let _ = Command::new("kill").args(["-s", name, "--", &process]).stderr(Stdio::null()).status();
    }
}

/// A small disk of its own for a folder, as long as this is there.
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where we may not add one.
    pub fn at(folder: &Path, megabytes: u32, account: Option<Account>) -> Option<SmallDisk> {
        let Account { user, group } = account?;
        let options = format!("size={megabytes}m,uid={user},gid={group},mode=700");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "concord-small-disk"]).arg(folder).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then(|| SmallDisk(folder.to_owned()))
    }

    /// Takes all the room that is left.
    pub fn fill(&self) {
        use std::io::Write;
        let mut filler = fs::File::create(self.filler()).unwrap();
        for piece in [1 << 20, 1 << 12, 1] {
            let piece = vec![b'.'; piece];
            while filler.write_all(&piece).is_ok() {}
        }
    }

    pub fn make_room(&self) {
        fs::remove_file(self.filler()).unwrap();
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Detached at once, also where something in it is still open.
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

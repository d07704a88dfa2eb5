//! What fails in one folder, and how often each thing was done there.

use crate::vfs;
use libsqlite3_sys as ffi;
use std::ffi::c_int;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// Something that SQLite asks of the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Open,
    Delete,
    Read,
    Write,
    Sync,
    Truncate,
    /// Asking how long a file is.
    Size,
    /// Mapping a part of the index of the write-ahead log into memory.
    Map,
}

impl Operation {
    pub const ALL: [Operation; 8] = [
        Operation::Open,
        Operation::Delete,
        Operation::Read,
        Operation::Write,
        Operation::Sync,
        Operation::Truncate,
        Operation::Size,
        Operation::Map,
    ];
}

/// What SQLite is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    Full,
    CannotOpen,
    IoErrRead,
    IoErrWrite,
    IoErrSync,
    IoErrTruncate,
    IoErrSize,
    IoErrDelete,
    IoErrMap,
    /// No room for the index of the write-ahead log.
    IoErrMapSize,
}

impl Code {
    pub(crate) fn number(self) -> c_int {
        match self {
            Code::Full => ffi::SQLITE_FULL,
            Code::CannotOpen => ffi::SQLITE_CANTOPEN,
            Code::IoErrRead => ffi::SQLITE_IOERR_READ,
            Code::IoErrWrite => ffi::SQLITE_IOERR_WRITE,
            Code::IoErrSync => ffi::SQLITE_IOERR_FSYNC,
            Code::IoErrTruncate => ffi::SQLITE_IOERR_TRUNCATE,
            Code::IoErrSize => ffi::SQLITE_IOERR_FSTAT,
            Code::IoErrDelete => ffi::SQLITE_IOERR_DELETE,
            Code::IoErrMap => ffi::SQLITE_IOERR_SHMMAP,
            Code::IoErrMapSize => ffi::SQLITE_IOERR_SHMSIZE,
        }
    }
}

/// The faults of one folder. They end when this is dropped.
#[derive(Debug)]
pub struct Faults(Arc<Disk>);

impl Faults {
    /// Watches every file below a folder that is opened from now on.
    ///
    /// # Errors
    /// When there is no such folder, or SQLite does not take the layer.
    pub fn in_folder(folder: impl AsRef<Path>) -> io::Result<Faults> {
        vfs::install()?;
        // SQLite names files by their real paths.
        let disk = Arc::new(Disk { folder: folder.as_ref().canonicalize()?, state: Mutex::default() });
        let mut watched = lock(&WATCHED);
        watched.retain(|other| other.strong_count() > 0);
        watched.push(Arc::downgrade(&disk));
        Ok(Faults(disk))
    }

    /// The `nth` such operation from now on fails, once. The first is 1.
    pub fn fail(&self, operation: Operation, nth: u64, code: Code) {
        self.add(Fault { operation, left: nth, code, lasts: false, is_torn: false });
    }

    /// The `nth` such operation and all after it fail, until the disk is healed.
    pub fn fail_from(&self, operation: Operation, nth: u64, code: Code) {
        self.add(Fault { operation, left: nth, code, lasts: true, is_torn: false });
    }

    /// The `nth` write from now on reaches the disk by half, and fails.
    pub fn tear(&self, nth: u64, code: Code) {
        self.add(Fault { operation: Operation::Write, left: nth, code, lasts: false, is_torn: true });
    }

    /// No file grows any more, until the disk is healed. What is there can be written over, as on a real one.
    pub fn full_disk(&self) {
        self.0.lock().is_full = true;
    }

    /// Nothing fails any more, and what was still to fail will not.
    pub fn heal(&self) {
        let mut state = self.0.lock();
        state.is_full = false;
        state.planned.clear();
    }

    /// Counts from here on.
    pub fn mark(&self) {
        let mut state = self.0.lock();
        state.done = [0; Operation::ALL.len()];
        state.failed = 0;
    }

    /// How often it was done since the mark, failures included.
    pub fn count(&self, operation: Operation) -> u64 {
        self.0.lock().done[operation as usize]
    }

    /// How many operations failed since the mark.
    pub fn failed(&self) -> u64 {
        self.0.lock().failed
    }

    fn add(&self, fault: Fault) {
        self.0.lock().planned.push(fault);
    }
}

impl Drop for Faults {
    fn drop(&mut self) {
        self.heal();
    }
}

/// Those who watch a folder, the latest last.
static WATCHED: Mutex<Vec<Weak<Disk>>> = Mutex::new(Vec::new());

/// A folder that is watched, as its open files know it.
#[derive(Debug)]
pub(crate) struct Disk {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// By operation, since the mark.
    done: [u64; Operation::ALL.len()],
    failed: u64,
    is_full: bool,
    planned: Vec<Fault>,
}

#[derive(Debug)]
struct Fault {
    operation: Operation,
    /// How many operations are still to come until it fails, that one included.
    left: u64,
    code: Code,
    lasts: bool,
    is_torn: bool,
}

/// What becomes of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Pass,
    Fail(Code),
    /// Half of it is done first.
    Tear(Code),
}

impl Disk {
    /// Who watches the folder that a file lies in.
    pub fn of(file: &Path) -> Option<Arc<Disk>> {
        lock(&WATCHED).iter().rev().filter_map(Weak::upgrade).find(|disk| file.starts_with(&disk.folder))
    }

    /// Counts an operation, and decides it.
    pub fn decide(&self, operation: Operation) -> Verdict {
        let mut state = self.lock();
        state.done[operation as usize] += 1;
        let mut verdict = Verdict::Pass;
        state.planned.retain_mut(|fault| {
            if fault.operation != operation {
                return true;
            }
            if fault.left > 1 {
                fault.left -= 1;
                return true;
            }
            verdict = if fault.is_torn { Verdict::Tear(fault.code) } else { Verdict::Fail(fault.code) };
            fault.lasts
        });
        if verdict != Verdict::Pass {
            state.failed += 1;
        }
        verdict
    }

    /// What a file that would grow is told where there is no room.
    pub fn refuse_to_grow(&self, code: Code) -> Option<Code> {
        let mut state = self.lock();
        if !state.is_full {
            return None;
        }
        state.failed += 1;
        Some(code)
    }

    pub fn is_full(&self) -> bool {
        self.lock().is_full
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

/// What is inside is whole even if a test that held it panicked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

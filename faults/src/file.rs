//! An open file: one of the usual layer, with who watches it before it.

use crate::disk::{Code, Disk, Operation, Verdict};
use libsqlite3_sys::{self as ffi, sqlite3_file, sqlite3_io_methods};
use std::ffi::{c_int, c_void};
use std::path::PathBuf;
use std::ptr;
use std::sync::Arc;

/// Who watches a file.
#[derive(Debug)]
pub(crate) struct Watched {
    pub disk: Arc<Disk>,
    pub path: PathBuf,
}

/// What SQLite keeps for us; the file of the usual layer lies right behind it.
#[repr(C)]
pub(crate) struct File {
    base: sqlite3_file,
    /// Null where nobody watches. It belongs to this file until that is closed.
    watched: *mut Watched,
}

impl File {
    /// # Safety
    /// `file` has room for a `File` and for one of the usual layer.
    pub unsafe fn inner(file: *mut sqlite3_file) -> *mut sqlite3_file {
        // SAFETY: see above. The size of a `File` is a multiple of the alignment of a pointer, which is all it needs.
        unsafe { file.cast::<File>().add(1).cast() }
    }

    /// # Safety
    /// As [`File::inner`], and the file inside is open.
    pub unsafe fn begin(file: *mut sqlite3_file, watched: Option<Watched>) {
        let watched = watched.map_or(ptr::null_mut(), |watched| Box::into_raw(Box::new(watched)));
        // SAFETY: there is room, and nobody else knows the file yet.
        unsafe { file.cast::<File>().write(File { base: sqlite3_file { pMethods: &METHODS }, watched }) };
    }

    /// # Safety
    /// `inner` was given to the usual layer to open, which sets its methods where it has to be closed.
    pub unsafe fn close_inner(inner: *mut sqlite3_file) -> c_int {
        // SAFETY: see above.
        unsafe {
            let close = (*inner).pMethods.as_ref().and_then(|methods| methods.xClose);
            close.map_or(ffi::SQLITE_OK, |close| close(inner))
        }
    }

    /// # Safety
    /// `file` was opened by this layer, and is not closed while the answer is used.
    unsafe fn watched<'a>(file: *mut sqlite3_file) -> Option<&'a Watched> {
        // SAFETY: see above; nobody changes it before it is closed.
        unsafe { (*file.cast::<File>()).watched.as_ref() }
    }

    /// # Safety
    /// As [`File::watched`].
    unsafe fn decide(file: *mut sqlite3_file, operation: Operation) -> Verdict {
        // SAFETY: see above.
        unsafe { File::watched(file) }.map_or(Verdict::Pass, |watched| watched.disk.decide(operation))
    }
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 3,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: Some(fetch),
    xUnfetch: Some(unfetch),
};

/// Calls a method of the file inside with what SQLite gave for it, or answers that there is none.
macro_rules! inside {
    ($file:ident.$method:ident($($argument:expr),*)) => {{
        // SAFETY: SQLite calls with a file that this layer opened, so the one inside is open, and with arguments that
        // the method of the usual layer takes.
        unsafe {
            let inner = File::inner($file);
            (*(*inner).pMethods).$method.map_or(ffi::SQLITE_IOERR, |method| method(inner, $($argument),*))
        }
    }};
}

/// Methods that are handed on as they came, those before the bar after they were counted and decided.
macro_rules! methods {
    ($($ours:ident as $theirs:ident($($name:ident: $type:ty),*) $(decides $operation:ident)?;)+) => {
        $(
            /// # Safety
            /// As SQLite calls it.
            unsafe extern "C" fn $ours(file: *mut sqlite3_file, $($name: $type),*) -> c_int {
                $(
                    // SAFETY: SQLite calls with a file that this layer opened.
                    let verdict = unsafe { File::decide(file, Operation::$operation) };
                    if let Verdict::Fail(code) | Verdict::Tear(code) = verdict {
                        return code.number();
                    }
                )?
                inside!(file.$theirs($($name),*))
            }
        )+
    };
}

methods! {
    read as xRead(data: *mut c_void, amount: c_int, offset: i64) decides Read;
    truncate as xTruncate(size: i64) decides Truncate;
    sync as xSync(flags: c_int) decides Sync;
    file_size as xFileSize(out: *mut i64) decides Size;
    lock as xLock(level: c_int);
    unlock as xUnlock(level: c_int);
    check_reserved_lock as xCheckReservedLock(out: *mut c_int);
    file_control as xFileControl(operation: c_int, argument: *mut c_void);
    sector_size as xSectorSize();
    device_characteristics as xDeviceCharacteristics();
    shm_lock as xShmLock(offset: c_int, n: c_int, flags: c_int);
    shm_unmap as xShmUnmap(delete: c_int);
    fetch as xFetch(offset: i64, amount: c_int, out: *mut *mut c_void);
    unfetch as xUnfetch(offset: i64, page: *mut c_void);
}

/// # Safety
/// As SQLite calls it: it is the last call for this file.
unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: see above; what was boxed in `begin` is given back once, and the file inside is open.
    unsafe {
        let watched = (*file.cast::<File>()).watched;
        if !watched.is_null() {
            drop(Box::from_raw(watched));
        }
        File::close_inner(File::inner(file))
    }
}

/// # Safety
/// As SQLite calls it: `data` has `amount` bytes.
unsafe extern "C" fn write(file: *mut sqlite3_file, data: *const c_void, amount: c_int, offset: i64) -> c_int {
    // SAFETY: SQLite calls with a file that this layer opened.
    match unsafe { File::decide(file, Operation::Write) } {
        Verdict::Fail(code) => return code.number(),
        Verdict::Tear(code) => {
            // What becomes of the half does not matter: it failed in any case.
            let _ = inside!(file.xWrite(data, amount / 2, offset));
            return code.number();
        }
        Verdict::Pass => {}
    }
    // SAFETY: as above.
    if let Some(watched) = unsafe { File::watched(file) }.filter(|watched| watched.disk.is_full()) {
        let mut size = 0;
        let asked = inside!(file.xFileSize(&raw mut size));
        if asked == ffi::SQLITE_OK
            && offset + i64::from(amount) > size
            && let Some(code) = watched.disk.refuse_to_grow(Code::Full)
        {
            return code.number();
        }
    }
    inside!(file.xWrite(data, amount, offset))
}

/// # Safety
/// As SQLite calls it.
unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: SQLite calls with a file that this layer opened.
    if let Verdict::Fail(code) | Verdict::Tear(code) = unsafe { File::decide(file, Operation::Map) } {
        return code.number();
    }
    // SAFETY: as above.
    if let Some(watched) = unsafe { File::watched(file) }
        && extend != 0
        && watched.index_size() < (i64::from(region) + 1) * i64::from(size)
        && let Some(code) = watched.disk.refuse_to_grow(Code::IoErrMapSize)
    {
        return code.number();
    }
    inside!(file.xShmMap(region, size, extend, out))
}

/// # Safety
/// As SQLite calls it.
unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    // SAFETY: SQLite calls with a file that this layer opened, so the one inside is open.
    unsafe {
        let inner = File::inner(file);
        if let Some(barrier) = (*(*inner).pMethods).xShmBarrier {
            barrier(inner);
        }
    }
}

impl Watched {
    /// How long the index of the write-ahead log is that lies beside a database.
    fn index_size(&self) -> i64 {
        let mut index = self.path.clone().into_os_string();
        index.push("-shm");
        std::fs::metadata(index).map_or(0, |file| i64::try_from(file.len()).unwrap_or(i64::MAX))
    }
}

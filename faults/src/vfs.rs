//! The layer: opens files of the usual one inside files of ours, and hands everything else on.

use crate::disk::{Disk, Operation, Verdict};
use crate::file::{File, Watched};
use libsqlite3_sys::{self as ffi, sqlite3_file, sqlite3_vfs};
use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr;
use std::sync::OnceLock;

/// Puts the layer in front of the usual one, once in the life of the process.
pub(crate) fn install() -> io::Result<()> {
    static INSTALLED: OnceLock<Result<(), &str>> = OnceLock::new();
    INSTALLED.get_or_init(register).map_err(io::Error::other)
}

fn register() -> Result<(), &'static str> {
    // SAFETY: the name ends with a zero. SQLite starts itself and gives back a layer that lives as long as the process.
    let real = unsafe { ffi::sqlite3_vfs_find(c"unix".as_ptr()) };
    // SAFETY: it is either null or such a layer, which nobody changes once it is registered but for its link in a list.
    let Some(usual) = (unsafe { real.as_ref() }) else { return Err("SQLite has no layer `unix`") };
    let own = c_int::try_from(size_of::<File>()).map_err(|_| "a file is too large")?;
    let ours = Box::new(sqlite3_vfs {
        // The third version only adds the exchange of system calls, which nobody here does.
        iVersion: 2,
        szOsFile: own + usual.szOsFile,
        mxPathname: usual.mxPathname,
        pNext: ptr::null_mut(),
        zName: c"faults".as_ptr(),
        pAppData: real.cast(),
        xOpen: Some(open),
        xDelete: Some(delete),
        xAccess: Some(access),
        xFullPathname: Some(full_pathname),
        xDlOpen: None,
        xDlError: None,
        xDlSym: None,
        xDlClose: None,
        xRandomness: Some(randomness),
        xSleep: Some(sleep),
        xCurrentTime: Some(current_time),
        xGetLastError: Some(last_error),
        xCurrentTimeInt64: Some(current_time_int64),
        xSetSystemCall: None,
        xGetSystemCall: None,
        xNextSystemCall: None,
    });
    // SAFETY: the layer is whole, and is never freed, as SQLite asks of one that stays registered.
    match unsafe { ffi::sqlite3_vfs_register(Box::leak(ours), 1) } {
        ffi::SQLITE_OK => Ok(()),
        _ => Err("SQLite did not take the layer"),
    }
}

/// # Safety
/// As SQLite calls it: `file` has room for `szOsFile` bytes, and `name` is null or ends with a zero.
unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: what SQLite gives, see above. Without methods it does not close the file after a failure.
    unsafe { (*file).pMethods = ptr::null() };
    // SAFETY: see above.
    let watched = unsafe { watched(name) };
    if let Some(Verdict::Fail(code)) = watched.as_ref().map(|watched| watched.disk.decide(Operation::Open)) {
        return code.number();
    }
    // SAFETY: there is room for a `File` and, behind it, for one of the usual layer, which this opens with what SQLite
    // gave for it.
    unsafe {
        let inner = File::inner(file);
        let real = real(vfs);
        let Some(open) = (*real).xOpen else { return ffi::SQLITE_CANTOPEN };
        match open(real, name, inner, flags, out_flags) {
            ffi::SQLITE_OK => File::begin(file, watched),
            refused => {
                File::close_inner(inner);
                return refused;
            }
        }
    }
    ffi::SQLITE_OK
}

/// # Safety
/// As SQLite calls it: `name` ends with a zero.
unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: see above.
    let watched = unsafe { watched(name) };
    if let Some(Verdict::Fail(code)) = watched.map(|watched| watched.disk.decide(Operation::Delete)) {
        return code.number();
    }
    // SAFETY: the usual layer gets what SQLite gave for it.
    unsafe {
        let real = real(vfs);
        (*real).xDelete.map_or(ffi::SQLITE_IOERR_DELETE, |delete| delete(real, name, sync))
    }
}

/// Hands a call on to the usual layer as it came.
macro_rules! handed_on {
    ($($ours:ident as $theirs:ident($($name:ident: $type:ty),*);)+) => {
        $(
            /// # Safety
            /// As SQLite calls it.
            unsafe extern "C" fn $ours(vfs: *mut sqlite3_vfs, $($name: $type),*) -> c_int {
                // SAFETY: the usual layer gets what SQLite gave for it.
                unsafe {
                    let real = real(vfs);
                    (*real).$theirs.map_or(ffi::SQLITE_ERROR, |call| call(real, $($name),*))
                }
            }
        )+
    };
}

handed_on! {
    access as xAccess(name: *const c_char, flags: c_int, out: *mut c_int);
    full_pathname as xFullPathname(name: *const c_char, room: c_int, out: *mut c_char);
    randomness as xRandomness(room: c_int, out: *mut c_char);
    sleep as xSleep(microseconds: c_int);
    current_time as xCurrentTime(out: *mut f64);
    last_error as xGetLastError(room: c_int, out: *mut c_char);
    current_time_int64 as xCurrentTimeInt64(out: *mut i64);
}

/// The usual layer.
///
/// # Safety
/// `vfs` is the one that [`register`] made.
unsafe fn real(vfs: *mut sqlite3_vfs) -> *mut sqlite3_vfs {
    // SAFETY: that one points to the usual layer there.
    unsafe { (*vfs).pAppData.cast::<c_void>().cast() }
}

/// Who watches a file. Nobody does where it has no name, as those that SQLite makes for itself.
///
/// # Safety
/// `name` is null or ends with a zero.
unsafe fn watched(name: *const c_char) -> Option<Watched> {
    if name.is_null() {
        return None;
    }
    // SAFETY: see above; it lives as long as the call.
    let name = unsafe { CStr::from_ptr(name) };
    let path = Path::new(OsStr::from_bytes(name.to_bytes()));
    Some(Watched { disk: Disk::of(path)?, path: path.to_owned() })
}

//! The crate `checker` for browsers: a file is checked there, and does not leave the computer. It runs in a worker
//! (`public/check-worker.js`), which reads the file in pieces.

use checker::{Asked, Continuation, FileKind, Progress, Source, recognize, size_of_checkpoint};
use domain::date::DateStyle;
use domain::ledger::VerifierKey;
use js_sys::{Function, Uint8Array};
use std::io;
use wasm_bindgen::prelude::{JsCast, JsError, JsValue, wasm_bindgen};

/// A file that the browser has. `read(at, length)` gives bytes of it.
struct InBrowser {
    size: f64,
    read: Function,
}

impl Source for InBrowser {
    fn size(&self) -> u64 {
        self.size as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        let unreadable = |_| io::Error::from(io::ErrorKind::Other);
        // A size is exact up to 2^53, which no file has.
        let (at, length) = (JsValue::from_f64(at as f64), JsValue::from_f64(into.len() as f64));
        let bytes: Uint8Array = self.read.call2(&JsValue::NULL, &at, &length).map_err(unreadable)?.unchecked_into();
        let length = (bytes.length() as usize).min(into.len());
        bytes.subarray(0, length as u32).copy_to(&mut into[..length]);
        Ok(length)
    }
}

/// What kind of file it is: `log`, `checkpoint`, `workpaper`, `report`, `csv`, `other`.
#[wasm_bindgen]
pub fn kind(name: &str, size: f64, read: Function) -> String {
    match recognize(name, &InBrowser { size, read }) {
        FileKind::Log => "log",
        FileKind::Checkpoint => "checkpoint",
        FileKind::Workpaper => "workpaper",
        FileKind::Report => "report",
        FileKind::Csv => "csv",
        FileKind::Other => "other",
    }
    .to_owned()
}

/// The number of entries that a checkpoint says it is for, to ask the record about it. Nothing where it does not read.
#[wasm_bindgen]
pub fn checkpoint_size(size: f64, read: Function) -> Option<f64> {
    size_of_checkpoint(&InBrowser { size, read }).map(|size| size as f64)
}

/// What is wrong with the fields beside the file, as JSON. Nothing where they are right.
///
/// # Errors
/// When `asked` is not JSON.
#[wasm_bindgen]
pub fn faults(asked: &str) -> Result<Option<String>, JsError> {
    let asked: Asked = serde_json::from_str(asked)?;
    asked.read().err().map(|faults| Ok(serde_json::to_string(&faults)?)).transpose()
}

/// Checks a file, and gives the verdict as JSON. Nothing for a report, which only the server can compare.
///
/// `asked` are the fields beside the file, `continuation` what the record answered about a checkpoint, both as JSON.
/// `tell(entries, of)` is called now and then while a log is read.
///
/// # Errors
/// When one of them is not JSON.
#[wasm_bindgen]
pub fn check(
    name: &str,
    size: f64,
    read: Function,
    asked: &str,
    continuation: Option<String>,
    tell: &Function,
) -> Result<Option<String>, JsError> {
    let asked: Asked = serde_json::from_str(asked)?;
    let known = asked.read().unwrap_or_default();
    let key = VerifierKey::parse(asked.server_key.trim()).ok();
    let continuation: Option<Continuation> = continuation.as_deref().map(serde_json::from_str).transpose()?;
    let source = InBrowser { size, read };
    let tell = |Progress { entries, of }: Progress| {
        let of = of.map_or(JsValue::UNDEFINED, |of| JsValue::from_f64(of as f64));
        // What is told is for the eye; the check goes on without it.
        let _ = tell.call2(&JsValue::NULL, &JsValue::from_f64(entries as f64), &of);
    };
    let verdict = checker::check(name, &source, &known, key.as_ref().zip(continuation.as_ref()), tell);
    verdict.map(|verdict| Ok(serde_json::to_string(&verdict)?)).transpose()
}

/// Sets how days are written, `us` or `international`. Only the first call counts.
#[wasm_bindgen]
pub fn write_days(style: &str) {
    style.parse().unwrap_or(DateStyle::Us).choose();
}

/// The version of the program, for a result that is printed.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

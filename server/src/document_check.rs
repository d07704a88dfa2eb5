//! Whether a report is what the record said: it is made again from the address that it names, and compared.

use crate::faces::{Face, FaceError};
use domain::actor::Actor;
use domain::plan::PlanState;
use queries::documents::{ReportKind, ReportQuery, Setting, report};
use queries::error::QueryError;
use queries::lists::PlanFilter;
use queries::paths::Paths;
use reports::document::{self, Document, Stated, Steps};
use serde::Deserialize;
use std::collections::BTreeSet;
use store::{AsOf, Store, View};

/// By how many times a file may be larger than the report. One that another program saved again is at most a little so;
/// what is compared piece by piece has to fit into memory.
const LARGEST: usize = 10;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Byte for byte what the record said at that point.
    Same,
    /// Every text is, but the file is not: it was made by another version of Concord, or something was changed that is no
    /// text.
    SameText,
    Differs(Difference),
}

/// The first place at which the file and the record differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// "page 3", "Priority actions!C7", "line 40", "/tables/0/rows/4/status".
    pub place: String,
    /// Nothing where the file has less.
    pub file: Option<String>,
    /// Nothing where the file has more.
    pub record: Option<String>,
}

/// A file that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// With the site that the file names. The record doesn't hold that.
    pub address: String,
    pub verdict: Verdict,
}

/// Why a file was not checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    #[error("It isn't a PDF, an Excel workbook, an HTML file, or a JSON file of a report.")]
    NotAReport,
    #[error(transparent)]
    Pdf(#[from] pdf::ReadError),
    #[error(transparent)]
    Workbook(#[from] workbook::ReadError),
    #[error("It is a report of the record {record}. This database holds the record {own}.")]
    OtherRecord { record: String, own: String },
    #[error("It is a report of a draft plan, which agencies see only in part, so it can't be compared.")]
    OfADraft,
    #[error("It is more than {LARGEST} times as large as the report that the record makes, so it wasn't compared.")]
    MuchLarger,
    #[error("It names the address {0}, which isn't that of a report.")]
    NotAnAddress(String),
    #[error("The record couldn't make that report again: {0}")]
    Query(#[from] QueryError),
    #[error("The record couldn't make that report again: {0}")]
    Face(#[from] FaceError),
}

/// Checks a report against the record, as `actor` may see it: a check must not tell of what its reader may not see.
///
/// # Errors
/// Where the file is no report, or the report cannot be made again.
pub async fn check(store: &Store, publisher: &str, actor: &Actor, file: &[u8]) -> Result<Checked, CheckError> {
    let (face, stated) = stated(file)?;
    let own = store.key().name().to_string();
    if stated.record != own {
        return Err(CheckError::OtherRecord { record: stated.record, own });
    }
    let document = make(store, publisher, actor, stated.site_and_address()).await?;
    let again = face.write(&document, &Steps::default())?;
    if file.len() > LARGEST * again.len() {
        return Err(CheckError::MuchLarger);
    }
    let verdict = if again == file { Verdict::Same } else { compared(face, file, &again)? };
    Ok(Checked { address: stated.address, verdict })
}

/// How each HTML file of a report begins.
const HTML: &[u8] = b"<!doctype html>";

/// What kind of file it is, and what it says of itself.
fn stated(file: &[u8]) -> Result<(Face, Stated), CheckError> {
    if file.starts_with(b"%PDF") {
        return Ok((Face::Pdf, pdf::stated(file)?));
    }
    if file.starts_with(b"PK") {
        return Ok((Face::Xlsx, workbook::stated(file)?));
    }
    if file.starts_with(HTML) {
        return Ok((Face::Html, document::stated_in_html(file).ok_or(CheckError::NotAReport)?));
    }
    // The rest of it is not kept to find out what it is.
    let head: JsonHead = serde_json::from_slice(file).map_err(|_| CheckError::NotAReport)?;
    if head.concord != "report" {
        return Err(CheckError::NotAReport);
    }
    let address = head.source.site.unwrap_or_default() + &head.source.address;
    Ok((Face::Json, Stated { address, record: head.source.record }))
}

/// What a JSON file of a report says of itself.
#[derive(Deserialize)]
struct JsonHead {
    concord: String,
    source: JsonSource,
}

#[derive(Deserialize)]
struct JsonSource {
    site: Option<String>,
    address: String,
    record: String,
}

/// Makes the report again. It is the same for every reader, unless it names a draft plan, of which a liaison sees a part.
/// The site is the one that the file names: the record doesn't hold it, and a server may have moved since.
async fn make(
    store: &Store,
    publisher: &str,
    actor: &Actor,
    (site, address): (Option<&str>, &str),
) -> Result<Document, CheckError> {
    let not_an_address = || CheckError::NotAnAddress(address.chars().take(200).collect());
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let kind = path.strip_prefix("/reports/").and_then(ReportKind::of_code).ok_or_else(not_an_address)?;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).map_err(|_| not_an_address())?;
    let as_of = pairs.iter().find(|(name, _)| name == "as_of").map(|(_, value)| value.parse::<AsOf>());
    let as_of = as_of.transpose().map_err(|_| not_an_address())?.unwrap_or_default();
    let query = ReportQuery::read(kind, &pairs).map_err(QueryError::from)?;
    let view = store.view(actor, &as_of).await.map_err(QueryError::from)?;
    let paths = Paths::at(view.position().as_of.clone());
    if query.actions.plan.as_ref().is_some_and(|plans| names_a_draft(plans, &view)) {
        return Err(CheckError::OfADraft);
    }
    let setting = Setting::of(store, &view, &paths, publisher).await.map_err(QueryError::from)?;
    let setting = setting.at_site(site.unwrap_or_default());
    Ok(report(&setting, kind, &query).await?)
}

fn names_a_draft(plans: &PlanFilter, view: &View) -> bool {
    let is_draft = |code: &str| view.plan_by_code(code).is_ok_and(|plan| plan.state == PlanState::Draft);
    plans.code().split(',').any(is_draft)
}

/// Compares the texts of two files of one kind.
fn compared(face: Face, file: &[u8], record: &[u8]) -> Result<Verdict, CheckError> {
    let record = texts(face, record, (usize::MAX, usize::MAX))?;
    let places: BTreeSet<&String> = record.iter().map(|(place, _)| place).collect();
    // One more is enough to see that the file goes on.
    let file = texts(face, file, (record.len() + 1, places.len() + 1))?;
    let length = file.len().max(record.len());
    let differs = (0..length).find(|place| file.get(*place) != record.get(*place));
    Ok(differs.map_or(Verdict::SameText, |place| {
        let (file, record) = (file.get(place), record.get(place));
        let text = |of: Option<&(String, String)>| of.map(|(_, text)| text.clone());
        let place = file.or(record).map(|(place, _)| place.clone()).unwrap_or_default();
        Verdict::Differs(Difference { place, file: text(file), record: text(record) })
    }))
}

/// Every text of a file with its place, in order, up to `most` of them, and of a PDF up to so many pages.
fn texts(face: Face, bytes: &[u8], (most, pages): (usize, usize)) -> Result<Vec<(String, String)>, CheckError> {
    Ok(match face {
        Face::Pdf => {
            let pages = pdf::pages(bytes, pages)?.into_iter().enumerate();
            let lines = |(page, text): (usize, String)| {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.map(|line| (format!("page {}", page + 1), line.to_owned())).collect::<Vec<_>>()
            };
            pages.flat_map(lines).take(most).collect()
        }
        Face::Xlsx => workbook::cells(bytes, most)?,
        // An element stands on a line of its own.
        Face::Html => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            let lines = lines.map(|(place, line)| (format!("line {}", place + 1), line.trim().to_owned()));
            lines.take(most).collect()
        }
        Face::Json | Face::Csv | Face::CsvMetadata => {
            let json = serde_json::from_slice(bytes).map_err(|_| CheckError::NotAReport)?;
            let mut found = Vec::new();
            values(&json, String::new(), &mut found);
            found
        }
    })
}

/// Every value with its JSON Pointer (RFC 6901).
fn values(of: &serde_json::Value, place: String, found: &mut Vec<(String, String)>) {
    match of {
        serde_json::Value::Object(map) => {
            for (name, value) in map {
                values(value, format!("{place}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        serde_json::Value::Array(list) => {
            for (number, value) in list.iter().enumerate() {
                values(value, format!("{place}/{number}"), found);
            }
        }
        value => found.push((place, value.as_str().map_or_else(|| value.to_string(), str::to_owned))),
    }
}

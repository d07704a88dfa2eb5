//! Lists, charts and the ledger as files. Every download of a signed-in reader is noted in the access log.

mod charts;
mod contents;
mod evidence_file;
mod files;
mod ledger;
mod lists;
mod noted;
mod report_files;
mod security;
mod turns;
mod workpaper;

pub use self::workpaper::workpaper;
pub use charts::{bridge_chart, indicator_chart, plan_chart};
pub use evidence_file::evidence_file;
pub use files::list_files;
pub use noted::{ToNote, note};
pub use report_files::{Files, cancel_file, made_file, report_file};
pub use turns::{Turns, take_turns};

use crate::entity_tag;
use crate::router::AppState;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use domain::ledger::Hash;
use files::Ending;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use lists::{List, TakenList};
use queries::lists::LAYOUT_NAMES;
use reports::{LedgerHead, Table};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use store::{AsOf, Store, StoreError, Taken, View};
use ui::error::AppError;
use ui::request::{Cacheable, SignedIn, Visitor};

/// RFC 4180, with the names of the columns in the first line.
const CSV: &str = "text/csv; charset=utf-8; header=present";

/// The W3C's CSV on the Web.
pub(crate) const METADATA: &str = "application/csvm+json";

/// `GET /exports/ledger.jsonl`: the log up to the position asked for, as anyone can check it with no database.
pub async fn ledger(export: Export) -> Response {
    export.ledger().await.unwrap_or_else(refused)
}

/// `GET /exports/contents.jsonl`: salt and content of every version that the reader may see, up to the position or of one
/// entry.
pub async fn contents(export: Export) -> Response {
    export.contents().await.unwrap_or_else(refused)
}

/// `GET /exports/security-log.jsonl`: the security log, one entry a line, for administrators and auditors.
pub async fn security_log(export: Export) -> Response {
    export.security_log().await.unwrap_or_else(refused)
}

/// One download: who asks for which part of the record.
#[derive(Debug)]
pub struct Export {
    store: Store,
    /// The task force, whose record it is.
    publisher: Arc<str>,
    /// Where it is served.
    site: Arc<str>,
    visitor: Visitor,
    query: String,
    headers: HeaderMap,
    cacheable: Option<Cacheable>,
    /// How long the reader waits for a file of a report.
    wait: Duration,
    files: Files,
}

impl FromRequestParts<AppState> for Export {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Export, Infallible> {
        Ok(Export {
            store: state.site.store.clone(),
            publisher: state.site.task_force.clone(),
            site: state.site.public_origin.clone(),
            visitor: parts.extensions.get().cloned().unwrap_or_default(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers.clone(),
            cacheable: parts.extensions.get().cloned(),
            wait: state.file_wait,
            files: state.files.clone(),
        })
    }
}

impl Export {
    /// One file of a list. Every file of a list comes by here.
    async fn list(&self, list: List, ending: Ending) -> Result<Response, AppError> {
        let (view, who, pairs) = self.open(|name| list.knows(name)).await?;
        if !list.is_for(&who.actor) {
            return Err(AppError::NotFound);
        }
        let (table, pairs) = list.table(&view, &pairs).await?;
        let what = format!("{}.{}", list.name(), ending.text());
        let note = self.note(&who, what, &view, table.rows().len() as u64);
        let what = if pairs.is_empty() { list.name().to_owned() } else { format!("{}-selected", list.name()) };
        let name = file_name(&view, &what);
        let taken = TakenList { list, table, pairs, as_of: view.position().as_of.clone(), note, name };
        self.written(&taken, ending).await
    }

    async fn written(&self, taken: &TakenList, ending: Ending) -> Result<Response, AppError> {
        let TakenList { table, note, name, .. } = taken;
        let name = format!("{name}.{}", ending.text());
        Ok(match ending {
            Ending::Csv => {
                let response = self.file(CSV, note.clone(), (&name, reports::csv::bytes(table)));
                described(response, &taken.address(Ending::Metadata.text()))
            }
            Ending::Metadata => {
                let head = ledger_head(&self.store, table).await?;
                let bytes = reports::csv_metadata::bytes(table, &head, &taken.address(Ending::Csv.text()));
                self.file(METADATA, note.clone(), (&name, bytes))
            }
            Ending::Json => {
                let bytes = reports::json::bytes(table, &ledger_head(&self.store, table).await?);
                self.file("application/json", note.clone(), (&name, bytes))
            }
        })
    }

    async fn ledger(&self) -> Result<Response, AppError> {
        let (view, who, _) = self.open(|_| false).await?;
        let note = self.note(&who, "ledger.jsonl".to_owned(), &view, view.position().seq.tree_size().0);
        let name = format!("{}.jsonl", file_name(&view, "ledger"));
        Ok((Extension(note), ledger::answer(self, &view, &name).await?).into_response())
    }

    /// Opens the record at the point that the address asks for. An address with a name that the file does not know is
    /// refused: it would hold other rows than were meant.
    async fn open(
        &self,
        knows: impl Fn(&str) -> bool,
    ) -> Result<(View, Arc<SignedIn>, Vec<(String, String)>), AppError> {
        let who = self.visitor.signed_in()?;
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&self.query).unwrap_or_default();
        if let Some((name, _)) = pairs.iter().find(|(name, _)| name != "as_of" && !knows(name)) {
            return Err(AppError::NoSuchFilter { name: name.chars().take(60).collect() });
        }
        let again = |(place, (name, _)): (usize, &(String, String))| {
            let is_once = pairs.iter().position(|(first, _)| first == name) == Some(place);
            (!is_once && !LAYOUT_NAMES.contains(&name.as_str())).then(|| name.clone())
        };
        if let Some(name) = pairs.iter().enumerate().find_map(again) {
            return Err(AppError::FilterTwice { name });
        }
        let as_of = match pairs.iter().find(|(name, value)| name == "as_of" && !value.is_empty()) {
            None => AsOf::Now,
            Some((_, text)) => text.parse()?,
        };
        let view = self.store.view(&who.actor, &as_of).await?;
        Ok((view, who, pairs))
    }

    /// What is noted of a download.
    fn note(&self, who: &SignedIn, what: String, view: &View, rows: u64) -> ToNote {
        self.note_asked(who, what, (view, self.query.clone()), rows)
    }

    /// The same of a file whose address says in its path what a query would say.
    fn note_asked(&self, who: &SignedIn, what: String, (view, query): (&View, String), rows: u64) -> ToNote {
        let (at, position, person) = (self.store.now(), view.position().seq, who.person.id);
        ToNote::of(Taken { at, person, what, query, position, rows, is_withheld: false })
    }

    /// The file, as it is kept. A reader who has it already is told so where it is handed out ([`crate::kept`]).
    fn file(&self, content_type: &'static str, note: ToNote, (name, bytes): (&str, Vec<u8>)) -> Response {
        let tag = entity_tag::of(&Hash::of(&[&bytes]));
        if let Some(cacheable) = &self.cacheable {
            cacheable.allow();
        }
        let headers = headers(content_type, name, tag);
        (Extension(note), headers, Bytes::from(bytes)).into_response()
    }
}

/// The signed head that ends with the entry that was read, so that the file of a point is the same for ever.
pub(crate) async fn ledger_head(store: &Store, table: &Table) -> Result<LedgerHead, StoreError> {
    let head = store.head_at(table.about().entry).await?;
    Ok(LedgerHead { entries: head.size.0, root: head.root, checkpoint: head.checkpoint })
}

/// What a file is called where it is kept, without its ending: what it is, as of when, and the last entry that was read.
fn file_name(view: &View, what: &str) -> String {
    let position = view.position();
    let name = format!("concord-{what}-as-of-{}-entry-{}", position.day, position.seq);
    // Codes of plans and indicators stand in it.
    name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect()
}

/// The answer with a CSV file, naming the file that describes it.
fn described(mut response: Response, metadata: &str) -> Response {
    let link = format!("<{metadata}>; rel=\"describedby\"; type=\"{METADATA}\"");
    if let Ok(link) = HeaderValue::try_from(link) {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

fn headers(content_type: &str, name: &str, tag: String) -> [(HeaderName, String); 4] {
    [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, entity_tag::KEEP_AND_ASK.to_owned()),
    ]
}

/// Readers who are not signed in go to the sign-in page; everything else is said in words.
fn refused(error: AppError) -> Response {
    match error {
        AppError::SignInRequired => (StatusCode::SEE_OTHER, [(header::LOCATION, "/sign-in")]).into_response(),
        AppError::BeforeTheRecord { .. } => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
        error => (error.status(), error.to_string()).into_response(),
    }
}

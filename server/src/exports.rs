//! Lists, charts and the ledger as files. Every download of a signed-in reader is noted in the access log.

mod charts;
mod contents;
mod ledger;
mod lists;
mod noted;

pub use charts::{bridge_chart, indicator_chart, plan_chart};
pub use noted::{ToNote, note};

use crate::entity_tag;
use crate::router::AppState;
use crate::security_log;
use app::error::AppError;
use app::request::{Keeping, SignedIn, Visitor};
use app::security_query::SecurityQuery;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use domain::ledger::Hash;
use domain::visibility::takes_files;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use lists::{List, TakenList};
use reports::{LedgerHead, Table};
use std::convert::Infallible;
use std::sync::Arc;
use store::{AsOf, Store, StoreError, Taken, View};

/// RFC 4180, with the names of the columns in the first line.
const CSV: &str = "text/csv; charset=utf-8; header=present";

/// `GET /exports/actions.csv`: the rows of the list, formula-safe. A `Link` header names the file that describes it.
pub async fn actions_csv(export: Export) -> Response {
    export.actions_csv().await.unwrap_or_else(refused)
}

/// `GET /exports/actions.csv-metadata.json`: the W3C description of the CSV file of the same query.
pub async fn actions_csv_metadata(export: Export) -> Response {
    export.actions_csv_metadata().await.unwrap_or_else(refused)
}

/// `GET /exports/actions.json`: the same rows, with what they are.
pub async fn actions_json(export: Export) -> Response {
    export.json(List::Actions).await.unwrap_or_else(refused)
}

/// `GET /exports/milestones.csv`: the rows of the list of milestones.
pub async fn milestones_csv(export: Export) -> Response {
    export.csv(List::Milestones).await.unwrap_or_else(refused)
}

/// `GET /exports/milestones.json`: the same rows, with what they are.
pub async fn milestones_json(export: Export) -> Response {
    export.json(List::Milestones).await.unwrap_or_else(refused)
}

/// `GET /exports/agencies.csv`: the scorecards of all agencies.
pub async fn agencies_csv(export: Export) -> Response {
    export.csv(List::Agencies).await.unwrap_or_else(refused)
}

/// `GET /exports/agencies.json`: the same rows, with what they are.
pub async fn agencies_json(export: Export) -> Response {
    export.json(List::Agencies).await.unwrap_or_else(refused)
}

/// `GET /exports/ledger.jsonl`: the log up to the position asked for, as anybody can check it with no database.
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
    visitor: Visitor,
    query: String,
    headers: HeaderMap,
    keeping: Option<Keeping>,
}

impl FromRequestParts<AppState> for Export {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Export, Infallible> {
        Ok(Export {
            store: state.site.store.clone(),
            visitor: parts.extensions.get().cloned().unwrap_or_default(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers.clone(),
            keeping: parts.extensions.get().cloned(),
        })
    }
}

impl Export {
    async fn actions_csv(&self) -> Result<Response, AppError> {
        let taken = self.take(List::Actions, "csv").await?;
        let mut response = self.csv_of(&taken);
        let metadata = taken.address("csv-metadata.json");
        let link = format!("<{metadata}>; rel=\"describedby\"; type=\"application/csvm+json\"");
        if let Ok(link) = HeaderValue::try_from(link) {
            response.headers_mut().insert(header::LINK, link);
        }
        Ok(response)
    }

    async fn actions_csv_metadata(&self) -> Result<Response, AppError> {
        let taken = self.take(List::Actions, "csv-metadata.json").await?;
        let head = ledger_head(&self.store, &taken.table).await?;
        let bytes = reports::csv_metadata::bytes(&taken.table, &head, &taken.address("csv"));
        Ok(self.file("application/csvm+json", taken.note, bytes))
    }

    async fn csv(&self, list: List) -> Result<Response, AppError> {
        Ok(self.csv_of(&self.take(list, "csv").await?))
    }

    fn csv_of(&self, taken: &TakenList) -> Response {
        self.file(CSV, taken.note.clone(), reports::csv::bytes(&taken.table))
    }

    async fn json(&self, list: List) -> Result<Response, AppError> {
        let taken = self.take(list, "json").await?;
        let bytes = reports::json::bytes(&taken.table, &ledger_head(&self.store, &taken.table).await?);
        Ok(self.file("application/json", taken.note, bytes))
    }

    /// The rows of a list, for whoever may take them, and what is noted of it. Every file of a list comes by here.
    async fn take(&self, list: List, ending: &str) -> Result<TakenList, AppError> {
        let (view, who, pairs) = self.open().await?;
        if !takes_files(&who.actor) {
            return Err(AppError::NotFound);
        }
        let (table, pairs) = list.table(&view, &pairs).await?;
        let note = self.note(&who, list.file(ending), &view, table.rows().len() as u64);
        Ok(TakenList { list, table, pairs, as_of: view.position().as_of.clone(), note })
    }

    async fn ledger(&self) -> Result<Response, AppError> {
        let (view, who, _) = self.open().await?;
        let last = view.position().seq;
        let note = self.note(&who, "ledger.jsonl".to_owned(), &view, last.tree_size().0);
        Ok((Extension(note), ledger::answer(self, last).await?).into_response())
    }

    async fn open(&self) -> Result<(View, Arc<SignedIn>, Vec<(String, String)>), AppError> {
        let who = self.visitor.signed_in()?;
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&self.query).unwrap_or_default();
        let as_of = match pairs.iter().find(|(name, value)| name == "as_of" && !value.is_empty()) {
            None => AsOf::Now,
            Some((_, text)) => text.parse().map_err(AppError::NotAPoint)?,
        };
        let view = self.store.view(&who.actor, &as_of).await?;
        Ok((view, who, pairs))
    }

    /// What is noted of a download.
    fn note(&self, who: &SignedIn, what: String, view: &View, rows: u64) -> ToNote {
        let (at, position, query) = (self.store.now(), view.position().seq, self.query.clone());
        ToNote::of(Taken { at, person: who.person.id, what, query, position, rows })
    }

    /// The file, as it is kept. A reader who has it already is told so where it is handed out ([`crate::kept`]).
    fn file(&self, content_type: &'static str, note: ToNote, bytes: Vec<u8>) -> Response {
        let tag = entity_tag::of(&Hash::of(&[&bytes]));
        if let Some(keeping) = &self.keeping {
            keeping.allow();
        }
        let headers = headers(content_type, &note.what, tag);
        (Extension(note), headers, Bytes::from(bytes)).into_response()
    }
}

/// The signed head that ends with the entry that was read, so that the file of a point is the same for ever.
pub(crate) async fn ledger_head(store: &Store, table: &Table) -> Result<LedgerHead, StoreError> {
    let head = store.head_at(table.about().entry).await?;
    Ok(LedgerHead { entries: head.size.0, root: head.root, checkpoint: head.checkpoint })
}

fn headers(content_type: &'static str, name: &str, tag: String) -> [(HeaderName, String); 4] {
    [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, entity_tag::KEEP_AND_ASK.to_owned()),
    ]
}

/// Whoever is not signed in goes to the sign-in page; everything else is said in words.
fn refused(error: AppError) -> Response {
    match error {
        AppError::SignInRequired => (StatusCode::SEE_OTHER, [(header::LOCATION, "/sign-in")]).into_response(),
        AppError::BeforeTheRecord { .. } => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
        error => (error.status(), error.to_string()).into_response(),
    }
}

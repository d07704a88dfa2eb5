//! Reports as files. A file that is made while its reader waits is the answer; one that takes longer is made in the
//! background, and its reader is sent to the page that shows how far it is.

mod making;

use super::{Export, described, headers, refused};
use crate::entity_tag;
use crate::faces::{Face, FaceError};
use crate::router::AppState;
use app::pages::report_files::{ALL_FILES, page_of};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::Date;
use domain::date::in_sentence;
use domain::ids::PersonId;
use domain::ledger::Hash;
use domain::visibility::takes_files;
use http::{StatusCode, header};
pub use making::Files;
use making::Making;
pub(super) use making::Turn;
use queries::documents::{ReportKind, ReportQuery, Setting, report};
use queries::error::QueryError;
use queries::filter_words;
use queries::paths::Paths;
use reports::document::Steps;
use std::sync::Arc;
use store::{AsOf, FileId, FileOrder, MadeFile, Store, Taken, View};
use tokio::task::spawn_blocking;
use ui::error::AppError;
use ui::request::Visitor;

/// `GET /exports/reports/{report}`: a report by the code of its kind, ended by `.pdf`, `.xlsx`, `.html`, `.json`,
/// `.csv` or `.csv-metadata.json`.
pub async fn report_file(Path(name): Path<String>, export: Export) -> Response {
    export.report(&name).await.unwrap_or_else(refused)
}

/// `GET /exports/files/{file}`: a file that was made in the background, for the account that asked for it.
pub async fn made_file(Path(id): Path<String>, export: Export) -> Response {
    export.made(&id).await.unwrap_or_else(refused)
}

/// `POST /reports/files/{file}/cancel`.
pub async fn cancel_file(
    Path(id): Path<String>,
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
) -> Response {
    let canceled = async {
        let who = visitor.signed_in()?;
        let id: FileId = id.parse().map_err(|_| AppError::NotFound)?;
        state.site.store.cancel_report_file(&id, who.person.id).await?;
        Ok(see(&page_of(&id)))
    };
    canceled.await.unwrap_or_else(refused)
}

impl Export {
    async fn report(&self, name: &str) -> Result<Response, AppError> {
        let (kind, ending) = name.split_once('.').ok_or(AppError::NotFound)?;
        let kind = ReportKind::of_code(kind).ok_or(AppError::NotFound)?;
        let face = Face::of_ending(ending).ok_or(AppError::NotFound)?;
        let (view, who, pairs) = self.open(ReportQuery::knows).await?;
        if !takes_files(&who.actor) {
            return Err(AppError::NotFound);
        }
        let query = ReportQuery::read(kind, &pairs)?;
        let paths = Paths::at(view.position().as_of.clone());
        let address = Setting::of(&self.store, &view, &paths, &self.publisher).await?.address(kind, &query);
        let order = FileOrder {
            person: who.person.id,
            sight: view.sight().await?,
            request: address.replacen(
                &format!("/reports/{}", kind.code()),
                &format!("/exports/reports/{}.{ending}", kind.code()),
                1,
            ),
            title: title(kind, &query, view.position().day),
            format: face.format().to_owned(),
        };
        let asked = Asked {
            store: self.store.clone(),
            publisher: self.publisher.clone(),
            site: self.site.clone(),
            person: who.person.id,
            view,
            paths,
            kind,
            query,
            face,
            words: self.query.clone(),
        };
        let response = self.soon_or_later(&order, move |turn, steps| asked.make(turn, steps)).await?;
        Ok(match face {
            Face::Csv if response.status() == StatusCode::OK => {
                described(response, &order.request.replacen(".csv", ".csv-metadata.json", 1))
            }
            _ => response,
        })
    }

    /// The file, where it is made while its reader waits; otherwise the way to the page that shows how far it is.
    pub(super) async fn soon_or_later<F, W>(&self, order: &FileOrder, work: F) -> Result<Response, AppError>
    where
        F: FnOnce(Turn, Steps) -> W + Send + 'static,
        W: Future<Output = Result<MadeFile, AppError>> + Send,
    {
        if let Some(id) = self.store.same_report_file(order).await? {
            return Ok(see(&page_of(&id)));
        }
        if !self.store.may_ask_for_file(order.person).await? {
            return Ok(see(ALL_FILES));
        }
        let Some(mut making) = Making::begin(&self.files, order.person, work) else { return Ok(see(ALL_FILES)) };
        match making.within(self.wait).await {
            Some(made) => {
                let made = made?;
                Ok(self.file(made.content_type, super::ToNote::of(made.taken), (&made.name, made.content)))
            }
            None => Ok(see(&page_of(&making.go_on(&self.store, order).await?))),
        }
    }

    async fn made(&self, id: &str) -> Result<Response, AppError> {
        let who = self.visitor.signed_in()?;
        let id: FileId = id.parse().map_err(|_| AppError::NotFound)?;
        if !takes_files(&who.actor) {
            return Err(AppError::NotFound);
        }
        let view = self.store.view(&who.actor, &AsOf::Now).await?;
        let made = view.take_report_file(&id).await?.ok_or(AppError::NotFound)?;
        let tag = entity_tag::of(&Hash::of(&[&made.content]));
        let headers = headers(&made.content_type, &made.name, tag);
        Ok((Extension(super::ToNote::of(made.taken)), headers, Bytes::from(made.content)).into_response())
    }
}

/// What is made, and for whom.
struct Asked {
    store: Store,
    publisher: Arc<str>,
    /// Where it is served.
    site: Arc<str>,
    person: PersonId,
    view: View,
    paths: Paths,
    kind: ReportKind,
    query: ReportQuery,
    face: Face,
    /// The query as it was asked, for the access log.
    words: String,
}

impl Asked {
    async fn make(self, turn: Turn, steps: Steps) -> Result<MadeFile, AppError> {
        let Asked { store, publisher, site, person, view, paths, kind, query, face, words } = self;
        let mut setting = Setting::of(&store, &view, &paths, &publisher).await?.at_site(&site);
        setting.steps = steps.clone();
        steps.expect(face.steps());
        let document = report(&setting, kind, &query).await?;
        let rows = document.data.first().map_or(0, |table| table.rows().len() as u64);
        let name = format!("{}.{}", document.file_name(), face.ending());
        let written = spawn_blocking(move || {
            let written = face.write(&document, &steps);
            drop(turn);
            written
        });
        let content = match written.await.map_err(|fault| AppError::internal(&fault))? {
            Ok(content) => content,
            Err(FaceError::Canceled(canceled)) => return Err(QueryError::from(canceled).into()),
            Err(fault) => return Err(AppError::internal(&fault)),
        };
        let what = format!("{}-report.{}", kind.code(), face.ending());
        let position = view.position().seq;
        let taken = Taken { at: store.now(), person, what, query: words, position, rows, is_withheld: false };
        Ok(MadeFile { name, content_type: face.content_type(), content, taken })
    }
}

/// "Progress report as of September 30, 2024. Plan: NAP-2021".
fn title(kind: ReportKind, query: &ReportQuery, day: Date) -> String {
    let mut about = filter_words::of_actions(&query.actions);
    about.extend(query.action.as_ref().map(|action| format!("Action: {action}")));
    let what = format!("{} as of {}", kind.title(), in_sentence(day));
    if about.is_empty() { what } else { format!("{what}. {}", about.join("; ")) }
}

fn see(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address.to_owned())]).into_response()
}

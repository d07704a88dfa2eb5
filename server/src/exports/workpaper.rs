//! A workpaper as a file, for those who examine the record.

use super::report_files::Turn;
use super::{Export, refused};
use crate::faces::FaceError;
use crate::workpapers::{MakeError, file_name, make};
use axum::response::Response;
use domain::date::in_sentence;
use domain::ids::PersonId;
use domain::visibility::takes_workpapers;
use queries::documents::Setting;
use queries::error::QueryError;
use queries::paths::Paths;
use queries::workpapers::{FILE, WorkpaperQuery};
use reports::document::Steps;
use std::sync::Arc;
use store::{FileOrder, MadeFile, Store, Taken, View};
use ui::error::AppError;

/// What the access log calls it.
const WHAT: &str = "workpaper.zip";

/// `GET /exports/workpaper.zip`: a sample of the record with everything that ties it to the signed log. One that takes
/// longer than its reader waits is made in the background.
pub async fn workpaper(export: Export) -> Response {
    export.workpaper().await.unwrap_or_else(refused)
}

impl Export {
    async fn workpaper(&self) -> Result<Response, AppError> {
        let (view, who, pairs) = self.open(WorkpaperQuery::knows).await?;
        if !takes_workpapers(&who.actor) {
            return Err(AppError::NotFound);
        }
        let query = WorkpaperQuery::read(&pairs)?;
        let paths = Paths::at(view.position().as_of.clone());
        let order = FileOrder {
            person: who.person.id,
            sight: view.sight().await?,
            request: paths.with_pairs(FILE, &query.pairs()),
            title: format!(
                "Workpaper as of {}: {} {}, seed {}",
                in_sentence(view.position().day),
                query.size,
                query.of().words(),
                query.seed
            ),
            format: "zip".to_owned(),
        };
        let asked = Asked {
            store: self.store.clone(),
            publisher: self.publisher.clone(),
            person: who.person.id,
            view,
            paths,
            query,
            words: self.query.clone(),
        };
        self.soon_or_later(&order, move |turn, steps| asked.make(turn, steps)).await
    }
}

/// What is drawn, and for whom.
struct Asked {
    store: Store,
    publisher: Arc<str>,
    person: PersonId,
    view: View,
    paths: Paths,
    query: WorkpaperQuery,
    /// The query as it was asked, for the access log.
    words: String,
}

impl Asked {
    async fn make(self, turn: Turn, steps: Steps) -> Result<MadeFile, AppError> {
        let Asked { store, publisher, person, view, paths, query, words } = self;
        let mut setting = Setting::of(&store, &view, &paths, &publisher).await?;
        setting.steps = steps;
        let made = make(&setting, &query).await.map_err(not_made)?;
        drop(turn);
        Ok(MadeFile {
            name: file_name(&view, &query),
            content_type: "application/zip",
            content: made.bytes,
            taken: Taken {
                at: store.now(),
                person,
                what: WHAT.to_owned(),
                query: words,
                position: view.position().seq,
                rows: made.items as u64,
                is_withheld: false,
            },
        })
    }
}

fn not_made(cause: MakeError) -> AppError {
    match cause {
        MakeError::Query(cause) => cause.into(),
        MakeError::Face(FaceError::Canceled(canceled)) => QueryError::from(canceled).into(),
        cause => AppError::internal(&cause),
    }
}

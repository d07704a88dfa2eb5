//! Salt and content of row versions as a file, sent while it is read: with the ledger, each sentence can be tied to the hash
//! that was signed, with no server.

use super::{Export, file_name, headers};
use crate::entity_tag;
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use domain::ledger::{Hash, Seq};
use domain::visibility::takes_files;
use futures::TryStreamExt;
use futures::stream::{self, BoxStream};
use queries::error::BadQuery;
use store::{ContentLines, StoreError};
use ui::error::AppError;

impl Export {
    pub(super) async fn contents(&self) -> Result<Response, AppError> {
        let (view, who, pairs) = self.open(|name| name == "entry").await?;
        if !takes_files(&who.actor) {
            return Err(AppError::NotFound);
        }
        let only = entry(&pairs)?;
        let lines = view.content_lines(only)?;
        let what = only.map_or_else(|| "contents".to_owned(), |entry| format!("contents-of-entry-{entry}"));
        let name = format!("{}.jsonl", file_name(&view, &what));
        let note = self.note(&who, "contents.jsonl".to_owned(), &view, 0);
        // Which versions a reader may see depends on rights, and these on the newest entry.
        let root = self.store.head().await?.root;
        let person = who.person.id.to_string();
        let asked = format!("{}|{}|{}", view.position().seq, self.query, person);
        let tag = entity_tag::of(&Hash::of(&[root.as_bytes(), asked.as_bytes()]));
        if entity_tag::is_known(&self.headers, &tag) {
            return Ok((Extension(note), entity_tag::not_modified(&tag)).into_response());
        }
        let answer = (headers("application/jsonl", &name, tag), Body::from_stream(bytes(lines)));
        Ok((Extension(note), answer).into_response())
    }
}

/// The one entry that is asked for.
fn entry(pairs: &[(String, String)]) -> Result<Option<Seq>, AppError> {
    let Some((_, value)) = pairs.iter().find(|(name, value)| name == "entry" && !value.is_empty()) else {
        return Ok(None);
    };
    let refused = |_| BadQuery::filter("entry", value).into();
    value.parse().map(|number| Some(Seq(number))).map_err(refused)
}

fn bytes(lines: ContentLines) -> BoxStream<'static, Result<Bytes, StoreError>> {
    let batches = stream::try_unfold(lines, |mut lines| async move {
        let batch =
            lines.next().await.inspect_err(|cause| tracing::error!(%cause, "Couldn't send all of the contents"))?;
        Ok(batch.map(|batch| (batch, lines)))
    });
    let text = |batch: Vec<String>| batch.into_iter().map(|line| line + "\n").collect::<String>();
    Box::pin(batches.map_ok(move |batch| Bytes::from(text(batch))))
}

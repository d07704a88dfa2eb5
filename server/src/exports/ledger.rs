//! The ledger as a file, sent while it is read: however long the record is, a download takes no more memory.

use super::{Export, headers};
use crate::entity_tag;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use domain::ledger::{Hash, Seq};
use futures::TryStreamExt;
use futures::stream::{self, BoxStream};
use store::{LedgerLines, StoreError, View};
use ui::error::AppError;

/// The lines up to a position. A failure on the way breaks the connection off; that the file is whole shows in its last
/// line, the signed head.
pub(super) async fn answer(export: &Export, view: &View, name: &str) -> Result<Response, AppError> {
    let lines = view.ledger_lines().await?;
    let tag = entity_tag::of(&digest(export, view.position().seq, &lines).await?);
    if entity_tag::is_known(&export.headers, &tag) {
        return Ok(entity_tag::not_modified(&tag));
    }
    let body = Body::from_stream(bytes(lines));
    Ok((headers("application/jsonl", name, tag), body).into_response())
}

/// The root of the tree commits to every entry before it, so root, length and what is withheld stand for the bytes, without
/// reading them.
async fn digest(export: &Export, last: Seq, lines: &LedgerLines) -> Result<Hash, StoreError> {
    let (verifier, root) = (export.store.key().verifier().to_string(), export.store.head().await?.root);
    let rights = lines.digest_of_rights();
    Ok(Hash::of(&[verifier.as_bytes(), root.as_bytes(), &last.0.to_be_bytes(), rights.as_bytes()]))
}

fn bytes(lines: LedgerLines) -> BoxStream<'static, Result<Bytes, StoreError>> {
    let batches = stream::try_unfold(lines, |mut lines| async move {
        let batch = lines.next().await.inspect_err(|cause| tracing::error!(%cause, "Couldn't send all of the log"))?;
        Ok(batch.map(|batch| (batch, lines)))
    });
    Box::pin(batches.map_ok(|batch| Bytes::from(batch.join("\n") + "\n")))
}

//! The security log as JSON Lines: one entry a line, for the file of the page and for a collector.

use axum::body::Body;
use chrono::SecondsFormat;
use domain::date::Instant;
use futures::stream;
use serde::Serialize;
use store::{SecurityEntry, SecurityFilter, StoreError, View};
use uuid::Uuid;

/// How many entries are read at a time.
const BATCH: u64 = 500;

/// An entry as it is written. Accounts are given by their ids.
#[derive(Serialize)]
struct Line<'a> {
    id: Uuid,
    at: String,
    last_at: String,
    times: u64,
    event: &'a str,
    account: Option<Uuid>,
    about: Option<Uuid>,
    place: Option<&'a str>,
    detail: Option<&'a str>,
}

/// One entry as a line, without its line end.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn line(entry: &SecurityEntry) -> Result<String, StoreError> {
    let instant = |at: Instant| at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let line = Line {
        id: entry.id,
        at: instant(entry.at),
        last_at: instant(entry.last_at),
        times: entry.times,
        event: &entry.code,
        account: entry.person.map(|person| person.0),
        about: entry.about.map(|person| person.0),
        place: entry.place.as_deref(),
        detail: entry.detail.as_deref(),
    };
    Ok(serde_json::to_string(&line)?)
}

/// The next lines of a filter, and the filter of those that come after them. `None` at the end.
///
/// # Errors
/// As [`View::security_log`].
pub async fn batch(view: &View, filter: SecurityFilter) -> Result<Option<(String, SecurityFilter)>, StoreError> {
    let entries = view.security_log_onward(&filter, BATCH).await?;
    let Some(last) = entries.last() else { return Ok(None) };
    let mut lines = String::new();
    for entry in &entries {
        lines.push_str(&line(entry)?);
        lines.push('\n');
    }
    Ok(Some((lines, SecurityFilter { after: Some(last.id), ..filter })))
}

/// The file, sent while it is read. Who may not read the log is refused before the first line.
///
/// # Errors
/// As [`View::security_log`].
pub async fn body(view: View, filter: SecurityFilter) -> Result<Body, StoreError> {
    view.security_log_size(&filter).await?;
    let lines = stream::try_unfold((view, filter), |(view, filter)| async move {
        let next = batch(&view, filter).await.inspect_err(|cause| {
            tracing::error!(%cause, "Couldn't send all of the security log");
        })?;
        Ok::<_, StoreError>(next.map(|(lines, after)| (lines, (view, after))))
    });
    Ok(Body::from_stream(lines))
}

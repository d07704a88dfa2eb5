//! What lists and dashboards say of the point of the record that they read.

use crate::error::{BadQuery, QueryError};
use domain::progress::Judged;
use reports::About;
use store::{AsOf, View};

/// The day and the rule of a view.
pub fn judged(view: &View) -> Judged {
    Judged { today: view.position().day, rule: view.reporting_rule() }
}

/// The point to compare with, as the same reader sees it.
///
/// # Errors
/// [`BadQuery::LaterThanRead`] where it lies after the point that is read: what came later is no change. A point
/// before the record, and those of reading.
pub async fn earlier(now: &View, since: &AsOf) -> Result<View, QueryError> {
    let view = now.at(since).await?;
    if view.position().seq > now.position().seq || view.position().day > now.position().day {
        return Err(BadQuery::LaterThanRead { since: since.clone() }.into());
    }
    Ok(view)
}

/// Where the rows of a table come from. `query` is that of the list or dashboard.
pub fn about<V: AsRef<str>>(
    view: &View,
    (name, title): (&'static str, &'static str),
    query: &[(&'static str, V)],
) -> About {
    let position = view.position();
    let pairs: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_ref())).collect();
    About {
        name,
        title,
        record: view.record_name().clone(),
        query: serde_urlencoded::to_string(pairs).unwrap_or_default(),
        as_of: position.as_of.to_string(),
        entry: position.seq,
        recorded_at: position.recorded_at,
        judged_on: position.day,
        is_sample: view.is_sample(),
    }
}

//! The earlier point with which a dashboard compares: the last meeting, or whatever the reader chose.

use crate::error::{BadQuery, QueryError};
use domain::date::short;
use domain::meeting::{Meeting, MeetingKind};
use store::{AsOf, StoreError, View};

/// The record at an earlier point.
#[derive(Debug)]
pub struct Since {
    pub view: View,
    /// The point as it was chosen, or that of the last meeting.
    pub as_of: AsOf,
}

impl Since {
    /// The point that was asked for in the address, or else the end of the last meeting. `None` where there was no
    /// meeting since the record began.
    ///
    /// # Errors
    /// [`BadQuery::NotAPoint`] when `since` names nothing, and those of opening a view; a point that was chosen and
    /// lies before the record is said to be so.
    pub async fn of(now: &View, asked: Option<&str>) -> Result<Option<Since>, QueryError> {
        if let Some(text) = asked {
            let as_of: AsOf = text.parse().map_err(BadQuery::NotAPoint)?;
            return Ok(Some(Since { view: now.at(&as_of).await?, as_of }));
        }
        let Some(meeting) = last_meeting(now) else { return Ok(None) };
        let as_of = AsOf::Meeting(meeting.code.clone());
        match now.at(&as_of).await {
            Ok(view) => Ok(Some(Since { view, as_of })),
            Err(StoreError::BeforeTheRecord { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// "13 Feb": with the year where it is another.
    pub fn day_in_words(&self, now: &View) -> String {
        let (then, now) = (self.view.position().day, now.position().day);
        let same_year = chrono::Datelike::year(&then) == chrono::Datelike::year(&now);
        if same_year { then.format("%-d %b").to_string() } else { short(then) }
    }
}

/// The last meeting of a body that was over before the day that is read.
fn last_meeting(view: &View) -> Option<&Meeting> {
    let is_over = |meeting: &&Meeting| meeting.kind == MeetingKind::Meeting && meeting.last_day() < view.position().day;
    view.meetings().into_iter().filter(is_over).max_by_key(|meeting| meeting.last_day())
}

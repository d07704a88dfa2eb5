//! The earlier point with which a dashboard compares: the last meeting, or the one that the reader chose.

use crate::error::{BadQuery, QueryError};
use crate::paths::Paths;
use crate::point::earlier;
use domain::date::{in_sentence, in_table};
use domain::meeting::{Meeting, MeetingKind};
use store::{AsOf, StoreError, View};

/// The record at an earlier point.
#[derive(Debug)]
pub struct Since {
    pub view: View,
    /// The point as it was chosen, or that of the last meeting.
    pub as_of: AsOf,
    /// The point that was chosen, where it lies after the one that is read: the last meeting is compared instead.
    pub instead_of: Option<AsOf>,
    /// Addresses at that point.
    pub paths: Paths,
}

impl Since {
    /// The point that was asked for in the address, or else the end of the last meeting: nothing is compared with what came
    /// after it. `None` where there was no meeting since the record began.
    ///
    /// # Errors
    /// [`BadQuery::NotAPoint`] when `since` names nothing, and those of opening a view; a point that was chosen and
    /// lies before the record is said to be so.
    pub async fn of(now: &View, asked: Option<&str>) -> Result<Option<Since>, QueryError> {
        if let Some(text) = asked {
            let as_of: AsOf = text.parse().map_err(BadQuery::from)?;
            return match earlier(now, &as_of).await {
                Ok(view) => Ok(Some(Since::at(view, as_of))),
                Err(QueryError::BadQuery(BadQuery::LaterThanRead { since })) => {
                    let last = Since::last_meeting(now).await?;
                    Ok(last.map(|last| Since { instead_of: Some(since), ..last }))
                }
                Err(error) => Err(error),
            };
        }
        Since::last_meeting(now).await
    }

    async fn last_meeting(now: &View) -> Result<Option<Since>, QueryError> {
        let Some(meeting) = last_meeting(now) else { return Ok(None) };
        let as_of = AsOf::Meeting(meeting.code.clone());
        match now.at(&as_of).await {
            Ok(view) => Ok(Some(Since::at(view, as_of))),
            Err(StoreError::BeforeTheRecord { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn at(view: View, as_of: AsOf) -> Since {
        Since { view, paths: Paths::at(as_of.clone()), as_of, instead_of: None }
    }

    /// "Since the last meeting", "Since the meeting of July 20, 2023", "Since July 15, 2024".
    pub fn title(&self, now: &View) -> String {
        let day = in_sentence(self.view.position().day);
        match &self.as_of {
            AsOf::Meeting(code) if last_meeting(now).is_some_and(|last| last.code == *code) => {
                "Since the last meeting".to_owned()
            }
            AsOf::Meeting(_) => format!("Since the meeting of {day}"),
            AsOf::Now | AsOf::Day(_) | AsOf::Instant(_) | AsOf::Entry(_) => format!("Since {day}"),
        }
    }

    /// "Feb. 13, 2024".
    pub fn day_in_words(&self) -> String {
        in_table(self.view.position().day)
    }
}

/// The last meeting of a group that was over before the day that is read.
fn last_meeting(view: &View) -> Option<&Meeting> {
    let is_over = |meeting: &&Meeting| meeting.kind == MeetingKind::Meeting && meeting.last_day() < view.position().day;
    view.meetings().into_iter().filter(is_over).max_by_key(|meeting| meeting.last_day())
}

//! How the figures of a home went over the last meetings.

use super::chair::numbers;
use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::error::QueryError;
use crate::paths::Paths;
use domain::Date;
use domain::meeting::{Meeting, MeetingKind};
use domain::text::Title;
use store::{AsOf, View};

/// How many meetings a trend shows.
const MEETINGS: usize = 5;

/// The figures at one meeting, or now.
#[derive(Clone, Debug)]
pub struct TrendPoint {
    pub day: Date,
    /// `None` for the point that is read.
    pub meeting: Option<Title>,
    /// In the order of the figures.
    pub numbers: [usize; 5],
}

/// The figures at the last meetings of the record, the earliest first, and as of the point that is read.
///
/// # Errors
/// Those of reading the record at a meeting.
pub(super) async fn trend(now: &Scope<'_>, since: Option<&Since>) -> Result<Vec<TrendPoint>, QueryError> {
    let view = now.view;
    let is_over = |meeting: &&Meeting| {
        let day = meeting.last_day();
        meeting.kind == MeetingKind::Meeting && day < now.today() && view.begins() <= day
    };
    let mut meetings: Vec<&Meeting> = view.meetings().into_iter().filter(is_over).collect();
    meetings.sort_by_key(|meeting| meeting.last_day());
    let first = meetings.len().saturating_sub(MEETINGS);
    let mut points = Vec::new();
    for meeting in meetings.into_iter().skip(first) {
        let as_of = AsOf::Meeting(meeting.code.clone());
        let numbers = match since.filter(|since| since.as_of == as_of) {
            Some(since) => at(now, &since.view, &since.paths),
            None => at(now, &view.at(&as_of).await?, &Paths::at(as_of)),
        };
        points.push(TrendPoint { day: meeting.last_day(), meeting: Some(meeting.title.clone()), numbers });
    }
    points.push(TrendPoint { day: now.today(), meeting: None, numbers: numbers(now) });
    Ok(points)
}

fn at(now: &Scope<'_>, then: &View, paths: &Paths) -> [usize; 5] {
    numbers(&now.of_the_same_plans(then, paths))
}

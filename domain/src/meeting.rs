//! Meetings of bodies, and the events that the plans refer to.

use crate::Date;
use crate::described::{BelongsTo, Described};
use crate::ids::{AgencyId, BodyId, MeetingId};
use crate::text::{Citation, Code, Narrative, Title};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub id: MeetingId,
    /// What `as_of=meeting:PITF-M-2024` names.
    pub code: Code,
    pub body: Option<BodyId>,
    pub host: Option<AgencyId>,
    pub kind: MeetingKind,
    pub title: Title,
    /// The first day; the first of the month where only the month is known.
    pub date: Date,
    pub date_precision: DatePrecision,
    /// The last day of a meeting of several days.
    pub ends: Option<Date>,
    pub summary: Narrative,
    pub outcomes: Vec<Narrative>,
    pub source: Citation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingKind {
    Meeting,
    Event,
    Conference,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatePrecision {
    Day,
    Month,
}

impl Meeting {
    /// The day at whose end the record is read for `as_of=meeting:..`, until meetings are sealed.
    pub fn last_day(&self) -> Date {
        self.ends.unwrap_or(self.date)
    }
}

impl Described for Meeting {
    const IS_REFERENCE_DATA: bool = true;
    const SEARCH_PLACE: Option<u8> = Some(9);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Everybody
    }

    fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.title.to_string(), self.code.to_string(), self.summary.to_string()];
        texts.extend(self.outcomes.iter().map(Narrative::to_string));
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{TASK_FORCE, code, day, narrative, source, title};
    use uuid::Uuid;

    fn meeting(date: Date, ends: Option<Date>) -> Meeting {
        Meeting {
            id: MeetingId(Uuid::nil()),
            code: code("PITF-M-2024"),
            body: Some(TASK_FORCE),
            host: None,
            kind: MeetingKind::Meeting,
            title: title("The yearly meeting"),
            date,
            date_precision: DatePrecision::Day,
            ends,
            summary: narrative("The agencies reported."),
            outcomes: vec![],
            source: source(),
        }
    }

    #[test]
    fn a_meeting_is_over_on_its_last_day() {
        let (first, last) = (day("2024-02-13"), day("2024-02-15"));
        assert_eq!(meeting(first, None).last_day(), first);
        assert_eq!(meeting(first, Some(last)).last_day(), last);
    }
}

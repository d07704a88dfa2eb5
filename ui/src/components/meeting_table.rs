//! Meetings and events by date, each with the link to Concord as of its end.

use crate::components::party::party_link;
use crate::components::table::{ColumnHead, Table};
use crate::paths::Paths;
use crate::reading::Reading;
use crate::reference_words;
use domain::Date;
use domain::body::Party;
use domain::meeting::{DatePrecision, Meeting};
use leptos::prelude::*;
use store::AsOf;

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Meeting or event"),
    ColumnHead::text("When"),
    ColumnHead::text("Type"),
    ColumnHead::text("Group or host"),
    ColumnHead::text("As of this meeting"),
];

/// The days in which the record can be read: from its first entry until today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedDays {
    pub begins: Date,
    pub today: Date,
}

impl RecordedDays {
    pub fn of(reading: &Reading) -> RecordedDays {
        RecordedDays { begins: reading.view.begins(), today: reading.request.site.store.today() }
    }

    /// Whether the record had begun when the meeting ended, and the meeting is not still to come. Where only the month
    /// is known, the end is unknown.
    pub fn hold(self, meeting: &Meeting) -> bool {
        meeting.date_precision == DatePrecision::Day && (self.begins..=self.today).contains(&meeting.last_day())
    }
}

/// The way to the plans as they stood at the end of a meeting.
pub fn as_of_link(days: RecordedDays, meeting: &Meeting, words: &'static str) -> Option<AnyView> {
    let address = Paths::at(AsOf::Meeting(meeting.code.clone())).plans();
    days.hold(meeting).then(|| view! { <a href=address>{words}</a> }.into_any())
}

/// The newest first.
pub fn meeting_table<'a>(
    reading: &Reading,
    days: RecordedDays,
    label: &'static str,
    meetings: impl DoubleEndedIterator<Item = &'a Meeting>,
) -> AnyView {
    let rows: Vec<AnyView> = meetings.rev().map(|meeting| row(reading, days, meeting)).collect();
    view! { <Table label columns=COLUMNS rows/> }.into_any()
}

fn row(reading: &Reading, days: RecordedDays, meeting: &Meeting) -> AnyView {
    let Reading { view, paths, .. } = reading;
    let party = meeting.body.map(Party::Body).or(meeting.host.map(Party::Agency));
    let at_its_end = as_of_link(days, meeting, "View").unwrap_or_else(|| why_not(days, meeting).into_any());
    view! {
        <tr>
            <th scope="row"><a href=paths.meeting(meeting.code.as_str())>{meeting.title.to_string()}</a></th>
            <td data-l="When" class="c-nowrap">{reference_words::meeting_days(meeting)}</td>
            <td data-l="Type">{reference_words::meeting_kind(meeting.kind)}</td>
            <td data-l="Group or host">{party.map(|party| party_link(view, paths, party))}</td>
            <td data-l="As of this meeting">{at_its_end}</td>
        </tr>
    }
    .into_any()
}

/// Why the record cannot be read as of the end of a meeting.
pub fn why_not(days: RecordedDays, meeting: &Meeting) -> &'static str {
    if meeting.last_day() < days.begins {
        "Before Concord's records"
    } else if meeting.last_day() > days.today {
        "Upcoming"
    } else {
        "Exact day unknown"
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use domain::ids::MeetingId;
    use domain::meeting::MeetingKind;
    use domain::text::{Citation, Code, Narrative, Title};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn meeting(date: &str, ends: Option<&str>, date_precision: DatePrecision) -> Meeting {
        Meeting {
            id: MeetingId(uuid::Uuid::nil()),
            code: Code::parse("PITF-M-2024").unwrap(),
            body: None,
            host: None,
            kind: MeetingKind::Meeting,
            title: Title::parse("Third meeting").unwrap(),
            date: day(date),
            date_precision,
            ends: ends.map(day),
            summary: Narrative::parse("The agencies reported.").unwrap(),
            outcomes: Vec::new(),
            source: Citation::parse("Fact sheet").unwrap(),
        }
    }

    #[test]
    fn a_meeting_leads_to_the_record_only_when_there_was_one_at_its_end() {
        let days = RecordedDays { begins: day("2021-12-03"), today: day("2024-09-30") };
        let on_day = |date, ends| meeting(date, ends, DatePrecision::Day);
        assert!(days.hold(&on_day("2021-12-03", None)) && days.hold(&on_day("2024-09-30", None)));
        assert!(days.hold(&on_day("2021-12-01", Some("2021-12-03"))));
        assert_eq!(why_not(days, &on_day("2021-12-02", None)), "Before Concord's records");
        assert!(!days.hold(&on_day("2021-12-02", None)));
        assert!(!days.hold(&on_day("2024-09-30", Some("2024-10-01"))));
        assert_eq!(why_not(days, &on_day("2024-10-01", None)), "Upcoming");
        let some_day = meeting("2023-09-01", None, DatePrecision::Month);
        assert!(!days.hold(&some_day));
        assert_eq!(why_not(days, &some_day), "Exact day unknown");
    }
}

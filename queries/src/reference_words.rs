//! What the rows beside the plans are called on pages: kinds of agencies, meetings and indicators, and how they stand.

use domain::agency::AgencyKind;
use domain::assignment::AssignmentState;
use domain::body::Party;
use domain::date::{in_sentence, in_table, range_in_table};
use domain::indicator::{IndicatorForm, IndicatorKind, Point};
use domain::meeting::{DatePrecision, Meeting, MeetingKind};

pub fn agency_kind(kind: AgencyKind) -> &'static str {
    match kind {
        AgencyKind::Department => "Department",
        AgencyKind::Agency => "Agency",
        AgencyKind::ExecutiveOffice => "Executive office",
        AgencyKind::Component => "Component",
        AgencyKind::Office => "Office",
        AgencyKind::ProgramOffice => "Program office",
        AgencyKind::Section => "Section",
        AgencyKind::Unit => "Unit",
        AgencyKind::Group => "Group",
        AgencyKind::JointCenter => "Joint center",
        AgencyKind::Oversight => "Oversight body",
        AgencyKind::Advisory => "Advisory body",
        AgencyKind::International => "International organization",
    }
}

/// The heading over agencies of a kind that belong to no other.
pub fn agency_kinds(kind: AgencyKind) -> &'static str {
    match kind {
        AgencyKind::Department => "Departments",
        AgencyKind::Agency => "Agencies outside departments",
        AgencyKind::ExecutiveOffice => "Executive offices",
        AgencyKind::Oversight => "Oversight bodies",
        AgencyKind::Advisory => "Advisory bodies",
        AgencyKind::International => "International organizations",
        AgencyKind::Component
        | AgencyKind::Office
        | AgencyKind::ProgramOffice
        | AgencyKind::Section
        | AgencyKind::Unit
        | AgencyKind::Group
        | AgencyKind::JointCenter => "Offices whose department is not known",
    }
}

pub fn meeting_kind(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Meeting => "Meeting",
        MeetingKind::Event => "Event",
        MeetingKind::Conference => "Conference",
    }
}

/// When a meeting was, as exactly as it is known: "Feb. 13, 2024", "June 10–11, 2013", "September 2012".
pub fn meeting_days(meeting: &Meeting) -> String {
    match (meeting.date_precision, meeting.ends) {
        (DatePrecision::Month, _) => meeting.date.format("%B %Y").to_string(),
        (DatePrecision::Day, None) => in_table(meeting.date),
        (DatePrecision::Day, Some(ends)) => range_in_table(meeting.date, ends),
    }
}

pub fn indicator_kind(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Input => "Input",
        IndicatorKind::Output => "Output",
        IndicatorKind::Outcome => "Outcome",
        IndicatorKind::Context => "Context",
    }
}

/// What a kind of indicator counts.
pub fn indicator_kind_meaning(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Input => "what is put in: money, people, offices",
        IndicatorKind::Output => "what is done with it",
        IndicatorKind::Outcome => "what comes of it",
        IndicatorKind::Context => "what surrounds the work",
    }
}

pub fn indicator_form(form: IndicatorForm) -> &'static str {
    match form {
        IndicatorForm::Series => "Series",
        IndicatorForm::Breakdown => "Parts of one whole",
        IndicatorForm::QuotedEstimate => "Quoted estimate",
    }
}

/// The figure of a point with its qualifier: "more than 55,000".
pub fn figure(point: &Point) -> String {
    match &point.qualifier {
        Some(qualifier) => format!("{qualifier} {}", point.value.with_commas()),
        None => point.value.with_commas(),
    }
}

/// How an assignment stands, with its day. `name` gives the name of a party.
pub fn assignment_state(state: &AssignmentState, name: impl Fn(Party) -> String) -> String {
    match state {
        AssignmentState::Stated => "Stated by the source".to_owned(),
        AssignmentState::Assumed => "Assumed: it has not been asked".to_owned(),
        AssignmentState::Offered { on } => format!("Offered on {}, not answered", in_sentence(*on)),
        AssignmentState::Accepted { on } => format!("Accepted on {}", in_sentence(*on)),
        AssignmentState::Declined { on, reason } => format!("Declined on {}: {reason}", in_sentence(*on)),
        AssignmentState::HandedOver { on, to } => format!("Handed over to {} on {}", name(*to), in_sentence(*on)),
        AssignmentState::Ended { on, reason, how } => {
            format!("{} on {}: {reason}", reports::words::ending(*how), in_sentence(*on))
        }
    }
}

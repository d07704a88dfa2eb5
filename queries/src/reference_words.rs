//! What the rows beside the plans are called on pages: kinds of agencies, meetings and indicators, and how they stand.

use crate::words;
use domain::Date;
use domain::agency::AgencyKind;
use domain::assignment::AssignmentState;
use domain::body::Party;
use domain::date::{in_table, range_in_table};
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
        AgencyKind::Oversight => "Oversight group",
        AgencyKind::Advisory => "Advisory group",
        AgencyKind::International => "International organization",
    }
}

/// The heading over agencies of a kind that belong to no other.
pub fn agency_kinds(kind: AgencyKind) -> &'static str {
    match kind {
        AgencyKind::Department => "Departments",
        AgencyKind::Agency => "Agencies outside departments",
        AgencyKind::ExecutiveOffice => "Executive offices",
        AgencyKind::Oversight => "Oversight groups",
        AgencyKind::Advisory => "Advisory groups",
        AgencyKind::International => "International organizations",
        AgencyKind::Component
        | AgencyKind::Office
        | AgencyKind::ProgramOffice
        | AgencyKind::Section
        | AgencyKind::Unit
        | AgencyKind::Group
        | AgencyKind::JointCenter => "Offices with unknown department",
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
        IndicatorKind::Input => "resources used",
        IndicatorKind::Output => "activities and products",
        IndicatorKind::Outcome => "results",
        IndicatorKind::Context => "background",
    }
}

pub fn indicator_form(form: IndicatorForm) -> &'static str {
    match form {
        IndicatorForm::Series => "Time series",
        IndicatorForm::Breakdown => "Breakdown",
        IndicatorForm::QuotedEstimate => "Published estimate",
    }
}

/// The period of a figure in words: "FY 2018", "March 2012", "year ending March 2012". Files have it as its source names
/// it.
pub fn period(period: &str) -> String {
    let period = period.replace("year to ", "year ending ");
    period.split(' ').map(word_of_a_period).collect::<Vec<_>>().join(" ")
}

fn word_of_a_period(word: &str) -> String {
    let month = (word.len() == 7).then(|| format!("{word}-01").parse::<Date>().ok()).flatten();
    match (month, word.strip_prefix("FY")) {
        (Some(month), _) => month.format("%B %Y").to_string(),
        (None, Some(year)) if !year.is_empty() => format!("FY {year}"),
        (None, _) => word.to_owned(),
    }
}

/// The figure of a point with its qualifier: "more than 55,000".
pub fn figure(point: &Point) -> String {
    match &point.qualifier {
        Some(qualifier) => format!("{qualifier} {}", point.value.with_commas()),
        None => point.value.with_commas(),
    }
}

/// The period of a plan as it was published, at the beginning of a cell: "FY 2013–FY 2017", "Calendar year 2024".
pub fn plan_period(published: &str) -> String {
    words::capitalized(published).replace("FY20", "FY 20").replace("-FY ", "\u{2013}FY ")
}

/// "$150 billion" for a round number of dollars; the figure with commas otherwise.
pub fn amount(point: &Point, unit: &str) -> String {
    let round = (unit == "U.S. dollars").then(|| dollars(point.value.as_str())).flatten();
    match (round, &point.qualifier) {
        (Some(round), Some(qualifier)) => format!("{qualifier} {round}"),
        (Some(round), None) => round,
        (None, _) => figure(point),
    }
}

fn dollars(value: &str) -> Option<String> {
    let round = [("000000000", "billion"), ("000000", "million")].into_iter();
    let (number, word) = round.filter_map(|(zeros, word)| Some((value.strip_suffix(zeros)?, word))).next()?;
    let number = number.parse().ok().filter(|number| *number > 0)?;
    Some(format!("${} {word}", words::thousands(number)))
}

/// The state of an assignment, with its day, for tables. `name` gives the name of a party.
pub fn assignment_state(state: &AssignmentState, name: impl Fn(Party) -> String) -> String {
    match state {
        AssignmentState::Stated => "From the source".to_owned(),
        AssignmentState::Assumed => "Inferred by Concord; no request sent".to_owned(),
        AssignmentState::Offered { on } => format!("Requested {}; no response", in_table(*on)),
        AssignmentState::Accepted { on } => format!("Accepted on {}", in_table(*on)),
        AssignmentState::Declined { on, reason } => format!("Declined on {}: {reason}", in_table(*on)),
        AssignmentState::HandedOver { on, to } => format!("Transferred to {} on {}", name(*to), in_table(*on)),
        AssignmentState::Ended { on, reason, how } => {
            format!("{} on {}: {reason}", reports::words::ending(*how), in_table(*on))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{dollars, period, plan_period};

    #[test]
    fn the_period_of_a_plan_begins_with_a_capital_and_names_fiscal_years_as_pages_do() {
        assert_eq!(plan_period("FY2013-FY2017"), "FY 2013\u{2013}FY 2017");
        assert_eq!(plan_period("calendar year 2024"), "Calendar year 2024");
    }

    #[test]
    fn round_dollars_are_given_in_millions_and_billions() {
        assert_eq!(dollars("150000000000").as_deref(), Some("$150 billion"));
        assert_eq!(dollars("1204000000").as_deref(), Some("$1,204 million"));
        assert_eq!((dollars("27000"), dollars("0.5")), (None, None));
    }

    #[test]
    fn a_period_is_given_in_words() {
        for (published, words) in [
            ("FY2018", "FY 2018"),
            ("2012-03", "March 2012"),
            ("year to 2012-03", "year ending March 2012"),
            ("2022-12 to 2024-02", "December 2022 to February 2024"),
            ("2016", "2016"),
            ("2009-2012", "2009-2012"),
        ] {
            assert_eq!(period(published), words);
        }
    }
}

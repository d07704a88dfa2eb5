//! Each event in the words that a reader sees.

use super::*;
use chrono::{DateTime, NaiveDate};
use domain::Date;
use domain::date::FiscalQuarter;
use domain::link::Relation;
use domain::plan::PlanState;
use domain::slippage::MoveReason;
use domain::update::{Confidence, ReportedStatus};
use uuid::Uuid;

const JUSTICE: Party = Party::Agency(AgencyId(Uuid::nil()));

fn day(year: i32, month: u32, day: u32) -> Date {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn words_of(event: &Event) -> String {
    of_event(event, &|_| "Justice".to_owned())
}

#[test]
fn a_moved_date_says_how_far_and_why() {
    let (from, to, reason) = (day(2024, 6, 30), day(2024, 8, 31), MoveReason::Clearance);
    let later = Event::MilestoneMoved { from, to, days: 62, reason, cause: reason.cause() };
    assert_eq!(
        words_of(&later),
        "Milestone moved from June 30, 2024 to Aug. 31, 2024, 62 days later. Clearance (cause: own work)."
    );
    let earlier = Event::MilestoneMoved { from: to, to: day(2024, 8, 30), days: -1, reason, cause: reason.cause() };
    assert_eq!(
        words_of(&earlier),
        "Milestone moved from Aug. 31, 2024 to Aug. 30, 2024, 1 day earlier. Clearance (cause: own work)."
    );
}

#[test]
fn a_report_says_status_confidence_and_quarter() {
    let quarter = FiscalQuarter::of(day(2024, 5, 3));
    let reported = |confidence| Event::ProgressReported { quarter, status: ReportedStatus::InProgress, confidence };
    assert_eq!(
        words_of(&reported(Some(Confidence::OnTrack))),
        "Reported In progress, On track, for April to June 2024."
    );
    assert_eq!(words_of(&reported(None)), "Reported In progress, no confidence stated, for April to June 2024.");
}

#[test]
fn a_role_names_the_party_that_was_asked() {
    let (role, party) = (CarrierRole::Lead, JUSTICE);
    assert_eq!(words_of(&Event::RoleOffered { role, party }), "Lead offered to Justice.");
    assert_eq!(words_of(&Event::RoleAccepted { role, party }), "Lead accepted by Justice.");
    assert_eq!(
        words_of(&Event::RoleDeclined { role: CarrierRole::Support, party }),
        "Supporting role declined by Justice."
    );
    assert_eq!(words_of(&Event::RoleEnded { role, party }), "Lead of Justice ended.");
    assert_eq!(words_of(&Event::RoleHandedBack { role, party }), "Lead handed back by Justice.");
    assert_eq!(
        words_of(&Event::RequestWithdrawn { role: CarrierRole::Support, party }),
        "Request withdrawn: Justice is no longer asked for the supporting role."
    );
    let recorded = Event::CarrierRecorded { role: CarrierRole::Support, party, basis: Basis::Inferred };
    assert_eq!(words_of(&recorded), "Justice recorded as a supporter: inferred, not in the source.");
}

#[test]
fn an_import_says_how_many_rows_it_brought() {
    let file = "00".to_owned();
    assert_eq!(
        words_of(&Event::Imported { file: file.clone(), added: 1204, changed: 0 }),
        "Plan file loaded: 1,204 rows added."
    );
    assert_eq!(words_of(&Event::Imported { file, added: 1, changed: 3 }), "Plan file loaded: 1 row added, 3 changed.");
}

#[test]
fn a_record_of_samples_says_so_in_its_first_entry() {
    let opened =
        |progress| words_of(&Event::RecordOpened { zone: "America/New_York".to_owned(), progress, reporting: None });
    assert_eq!(opened(Progress::Real), "Record opened. Its days are those of America/New_York.");
    assert!(opened(Progress::Sample).starts_with("Record opened for demonstration: progress in it is made up."));
}

#[test]
fn plans_and_links_are_told_in_the_words_of_the_pages() {
    let changed = Event::PlanStateChanged { from: PlanState::Draft, to: PlanState::InForce };
    assert_eq!(words_of(&changed), "Plan changed from Draft to In force.");
    assert_eq!(words_of(&Event::ActionsLinked { relation: Relation::SameAs }), "Linked with another action: Same as.");
}

#[test]
fn a_liaison_speaks_for_its_agency_and_not_for_the_one_that_it_asks() {
    let offered = Event::RoleOffered { role: CarrierRole::Support, party: JUSTICE };
    assert_eq!(liaison(Some(&offered), "Justice"), "Liaison of the lead");
    let withdrawn = Event::RequestWithdrawn { role: CarrierRole::Support, party: JUSTICE };
    assert_eq!(liaison(Some(&withdrawn), "Justice"), "Liaison of the lead");
    assert_eq!(liaison(Some(&Event::MilestoneReopened {}), "Justice"), "Liaison, Justice");
    assert_eq!(liaison(None, "Justice"), "Liaison");
}

#[test]
fn an_instant_is_given_in_utc() {
    let at = DateTime::from_timestamp(1_707_836_405, 0).unwrap_or_default();
    assert_eq!(words::instant(at), "Feb. 13, 2024, 15:00:05 UTC");
}

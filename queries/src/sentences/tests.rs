//! Each event in the words that a reader sees.

use super::*;
use chrono::{DateTime, NaiveDate};
use domain::date::FiscalQuarter;
use domain::link::Relation;
use domain::plan::PlanState;
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
        "Milestone due date changed from June 30, 2024, to Aug. 31, 2024 (62 days later). Reason: clearance or approval. \
         Cause: within the agency."
    );
    let earlier = Event::MilestoneMoved { from: to, to: day(2024, 8, 30), days: -1, reason, cause: reason.cause() };
    assert_eq!(
        words_of(&earlier),
        "Milestone due date changed from Aug. 31, 2024, to Aug. 30, 2024 (1 day earlier). Reason: clearance or approval. \
         Cause: within the agency."
    );
}

#[test]
fn a_status_update_gives_quarter_status_and_confidence() {
    let quarter = FiscalQuarter::of(day(2024, 5, 3));
    let reported = |confidence| Event::ProgressReported { quarter, status: ReportedStatus::InProgress, confidence };
    assert_eq!(words_of(&reported(Some(Confidence::OnTrack))), "Status update for FY 2024 Q3: in progress, on track.");
    assert_eq!(words_of(&reported(None)), "Status update for FY 2024 Q3: in progress, no confidence given.");
}

#[test]
fn a_role_names_the_party_that_was_asked() {
    let (role, party) = (CarrierRole::Lead, JUSTICE);
    assert_eq!(words_of(&Event::RoleOffered { role, party }), "Lead role requested from Justice.");
    assert_eq!(words_of(&Event::RoleAccepted { role, party }), "Justice accepted the lead role.");
    assert_eq!(
        words_of(&Event::RoleDeclined { role: CarrierRole::Support, party }),
        "Justice declined the supporting role."
    );
    assert_eq!(words_of(&Event::RoleEnded { role, party }), "Justice\u{2019}s lead role ended.");
    assert_eq!(words_of(&Event::RoleHandedBack { role, party }), "Justice handed back the lead role.");
    assert_eq!(
        words_of(&Event::RequestWithdrawn { role: CarrierRole::Support, party }),
        "Request to Justice for the supporting role withdrawn."
    );
    let recorded = Event::CarrierRecorded { role: CarrierRole::Support, party, basis: Basis::Inferred };
    assert_eq!(words_of(&recorded), "Justice recorded as supporting agency: inferred by Concord.");
}

#[test]
fn an_import_says_how_many_items_it_added() {
    let file = "00".to_owned();
    assert_eq!(
        words_of(&Event::Imported { file: file.clone(), added: 1204, changed: 0 }),
        "Plan file imported: 1,204 items added."
    );
    assert_eq!(
        words_of(&Event::Imported { file, added: 1, changed: 3 }),
        "Plan file imported: 1 item added, 3 changed."
    );
}

#[test]
fn a_record_of_samples_says_so_in_its_first_entry() {
    let opened =
        |progress| words_of(&Event::RecordOpened { zone: "America/New_York".to_owned(), progress, reporting: None });
    assert_eq!(opened(Progress::Real), "Log started. Time zone: America/New_York.");
    assert_eq!(
        opened(Progress::Sample),
        "Demonstration log started. Progress is fictional. Time zone: America/New_York."
    );
}

#[test]
fn plans_and_links_are_told_in_the_words_of_the_pages() {
    let changed = Event::PlanStateChanged { from: PlanState::Draft, to: PlanState::InForce };
    assert_eq!(words_of(&changed), "Plan changed from draft to active.");
    assert_eq!(words_of(&Event::ActionsLinked { relation: Relation::SameAs }), "Linked to another action (same as).");
}

#[test]
fn a_liaison_speaks_for_its_agency_and_not_for_the_one_that_it_asks() {
    let offered = Event::RoleOffered { role: CarrierRole::Support, party: JUSTICE };
    assert_eq!(liaison(Some(&offered), "Justice"), "Liaison, lead agency");
    let withdrawn = Event::RequestWithdrawn { role: CarrierRole::Support, party: JUSTICE };
    assert_eq!(liaison(Some(&withdrawn), "Justice"), "Liaison, lead agency");
    assert_eq!(liaison(Some(&Event::MilestoneReopened {}), "Justice"), "Liaison, Justice");
    assert_eq!(liaison(None, "Justice"), "Liaison");
}

#[test]
fn every_event_that_is_told_has_a_name() {
    assert_eq!(event_name("progress-reported"), "Status update submitted");
    assert_eq!(event_name("something-newer"), "Something newer");
}

#[test]
fn an_instant_is_given_in_utc() {
    let at = DateTime::from_timestamp(1_707_836_405, 0).unwrap_or_default();
    assert_eq!(words::instant(at), "Feb. 13, 2024, 15:00:05 UTC");
}

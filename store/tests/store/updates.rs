//! Progress updates: submitted, followed by others, verified.

use crate::engine::Place;
use crate::words::{citation, day, narrative, sentence};
use crate::world::objects::{DRAFT, HOTLINE, HOUSING, JUSTICE, LABOR, OUTREACH, SURVEY, TRAINING};
use crate::world::{CHANGED_MEANWHILE, NOT_FOUND, Said, World};
use domain::Event;
use domain::actor::Actor;
use domain::date::FiscalQuarter;
use domain::facts::{Status, Verification};
use domain::ids::{ActionId, ReportId, Version};
use domain::import::Import;
use domain::ledger::Seq;
use domain::plan::PlanState;
use domain::update::{Acceptance, Confidence, Report, ReportedStatus, Speaker, Statement};
use store::{Change, StoreError};
use uuid::Uuid;

on_both_engines!(
    the_lead_reports_and_the_status_shows_it,
    the_secretariat_reports_on_behalf_of_the_lead,
    of_two_who_report_at_once_the_second_reads_the_first_report_first,
    a_report_is_for_a_quarter_that_has_begun_and_not_for_one_before_the_last,
    an_action_that_comes_round_again_is_never_completed,
    the_secretariat_verifies_a_report_once_and_never_its_own,
    a_verified_report_does_not_become_the_newest,
    of_two_reports_of_one_day_the_one_that_came_later_stands_whatever_their_ids,
    of_two_reports_of_one_import_the_later_one_is_the_last_for_everybody,
    the_agency_retracts_an_update_and_the_one_before_it_stands_again,
    a_quarter_whose_only_update_was_retracted_is_owed_again,
    a_quoted_update_is_retracted_by_the_secretariat,
    an_update_is_repeated_once_while_nothing_has_changed_and_only_by_its_lead,
    an_update_is_accepted_or_returned_and_its_action_is_counted_so,
    several_updates_are_accepted_together_or_not_at_all,
    only_the_lead_reports,
    reports_of_a_draft_are_not_found_by_those_who_were_not_asked,
);

const REPORT: ReportId = ReportId(Uuid::from_u128(0x41));
const NEXT: ReportId = ReportId(Uuid::from_u128(0x42));
const FIRST: Version = Version::FIRST;

async fn the_lead_reports_and_the_status_shows_it(place: &Place) {
    let world = World::begin(place).await;
    let said = world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    assert_eq!(said, Said::by(JUSTICE, in_progress()));
    let view = world.view(&world.labor).await;
    let seen = view.report(REPORT).await.unwrap();
    assert_eq!(
        (seen.version, seen.value.submitted, seen.value.quarter),
        (FIRST, day("2024-02-13"), quarter("FY2024-Q1"))
    );
    assert_eq!(view.reports(TRAINING).await.unwrap(), [seen]);
    let facts = view.facts(TRAINING).unwrap();
    assert_eq!((facts.status(), facts.confidence()), (Status::InProgress, Some(Confidence::AtRisk)));
    assert_eq!(facts.verification(), Some(Verification::Claimed));
}

async fn the_secretariat_reports_on_behalf_of_the_lead(place: &Place) {
    let world = World::begin(place).await;
    let said = world.does(&world.secretariat, async |change| report(change, TRAINING, None).await).await;
    assert_eq!(said, Said::on_behalf_of(JUSTICE, in_progress()));
}

async fn of_two_who_report_at_once_the_second_reads_the_first_report_first(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    let late = async |after| {
        world
            .change(&world.justice, async |c| c.report_progress(NEXT, TRAINING, after, statement("FY2024-Q2")).await)
            .await
    };
    for after in [None, Some(NEXT)] {
        assert_eq!(late(after).await.unwrap_err().to_string(), CHANGED_MEANWHILE);
    }
    late(Some(REPORT)).await.unwrap();
    let reports = world.view(&world.chair).await.reports(TRAINING).await.unwrap();
    assert_eq!(reports.iter().map(|seen| seen.value.id).collect::<Vec<_>>(), [NEXT, REPORT]);
}

async fn of_two_reports_of_one_day_the_one_that_came_later_stands_whatever_their_ids(place: &Place) {
    let world = World::begin(place).await;
    let smaller = ReportId(Uuid::from_u128(0x40));
    world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    let blocked = Statement { status: ReportedStatus::Blocked, ..statement("FY2024-Q1") };
    world.does(&world.justice, async |c| c.report_progress(smaller, TRAINING, Some(REPORT), blocked).await).await;

    let view = world.view(&world.chair).await;
    let reports = view.reports(TRAINING).await.unwrap();
    assert_eq!(reports.iter().map(|seen| seen.value.id).collect::<Vec<_>>(), [smaller, REPORT]);
    assert_eq!(view.facts(TRAINING).unwrap().status(), Status::Blocked);
    assert_eq!(view.last_report_by_action(&[TRAINING]).await.unwrap()[&TRAINING].value.id, smaller);
    let next = statement("FY2024-Q2");
    world.does(&world.justice, async |c| c.report_progress(NEXT, TRAINING, Some(smaller), next).await).await;
}

async fn a_report_is_for_a_quarter_that_has_begun_and_not_for_one_before_the_last(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    let refused = async |quarter| {
        let said = statement(quarter);
        world.refuses(&world.justice, async |c| c.report_progress(NEXT, TRAINING, Some(REPORT), said).await).await
    };
    assert_eq!(refused("FY2024-Q3").await, "You can't report yet for FY 2024 Q3 (April\u{2013}June 2024).");
    let earlier =
        "You already reported for FY 2024 Q1 (October\u{2013}December 2023). Choose that quarter or a later one.";
    assert_eq!(refused("FY2023-Q4").await, earlier);
}

async fn an_action_that_comes_round_again_is_never_completed(place: &Place) {
    let world = World::begin(place).await;
    let completed = Statement { status: ReportedStatus::Completed, ..statement("FY2024-Q1") };
    let refused =
        world.refuses(&world.labor, async |c| c.report_progress(REPORT, OUTREACH, None, completed).await).await;
    assert_eq!(refused, "This action recurs, so it can't be marked complete. Choose In progress.");
    world.does(&world.labor, async |change| report(change, OUTREACH, None).await).await;
    assert_eq!(world.view(&world.chair).await.facts(OUTREACH).unwrap().status(), Status::Recurring);
}

async fn the_secretariat_verifies_a_report_once_and_never_its_own(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    let said = world.does(&world.secretariat, async |change| verify(change, REPORT, FIRST).await).await;
    assert_eq!(said, Said::by(JUSTICE, Event::ReportVerified {}));
    assert_eq!(world.view(&world.labor).await.facts(TRAINING).unwrap().verification(), Some(Verification::Verified));
    let again = world.refuses(&world.secretariat, async |change| verify(change, REPORT, Version(2)).await).await;
    assert_eq!(again, "Already verified on February 13, 2024.");
    world.does(&world.secretariat, async |change| report(change, HOTLINE, None).await).await;
    let own = world.refuses(&world.secretariat, async |change| verify(change, NEXT, FIRST).await).await;
    assert_eq!(own, "You submitted this for the agency, so someone else must verify it.");
}

async fn a_verified_report_does_not_become_the_newest(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    let delayed = Statement { status: ReportedStatus::Delayed, ..statement("FY2024-Q2") };
    world.does(&world.justice, async |c| c.report_progress(NEXT, TRAINING, Some(REPORT), delayed).await).await;
    world.does(&world.secretariat, async |change| verify(change, REPORT, FIRST).await).await;
    let view = world.view(&world.labor).await;
    assert_eq!(view.facts(TRAINING).unwrap().status(), Status::Delayed);
    assert_eq!(view.reports(TRAINING).await.unwrap()[0].value.id, NEXT);
}

/// Neither the ids nor the order in the file say which document is the later one.
async fn of_two_reports_of_one_import_the_later_one_is_the_last_for_everybody(place: &Place) {
    let world = World::begin(place).await;
    for (action, later, earlier) in [(TRAINING, 0x44, 0x45), (HOTLINE, 0x47, 0x46)] {
        let (later, earlier) = (ReportId(Uuid::from_u128(later)), ReportId(Uuid::from_u128(earlier)));
        let mut import = Import::begin(&Actor::Operator).unwrap();
        for report in
            [quoted(later, action, "FY2023-Q4", "2023-11-20"), quoted(earlier, action, "FY2022-Q4", "2022-11-20")]
        {
            import.take(Report::from_source(&Actor::Operator, report).unwrap(), true);
        }
        let finished = import.finish(&Actor::Operator, "1".repeat(64));
        world.change(&Actor::Operator, async |change| change.save(finished).await).await.unwrap();
        let view = world.view(&world.justice).await;
        assert_eq!(view.facts(action).unwrap().last_report.unwrap().quarter, quarter("FY2023-Q4"));
        assert_eq!(view.reports(action).await.unwrap()[0].value.id, later);
        world.does(&world.justice, async |change| report(change, action, Some(later)).await).await;
    }
}

async fn the_agency_retracts_an_update_and_the_one_before_it_stands_again(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    let completed = Statement { status: ReportedStatus::Completed, ..statement("FY2024-Q2") };
    world.does(&world.justice, async |c| c.report_progress(NEXT, TRAINING, Some(REPORT), completed).await).await;
    let before = world.head().await;
    let said = world.does(&world.justice, async |change| retract(change, NEXT, FIRST).await).await;
    assert_eq!(said, Said::by(JUSTICE, Event::ReportRetracted {}));

    let view = world.view(&world.labor).await;
    let facts = view.facts(TRAINING).unwrap();
    assert_eq!((facts.status(), facts.last_report.unwrap().quarter), (Status::InProgress, quarter("FY2024-Q1")));
    assert_eq!(view.last_report_by_action(&[TRAINING]).await.unwrap()[&TRAINING].value.id, REPORT);
    let kept = view.report(NEXT).await.unwrap().value.retracted.unwrap();
    assert_eq!((kept.on, kept.reason), (day("2024-02-13"), sentence("It was meant for another action.")));
    assert_eq!(view.reports(TRAINING).await.unwrap().len(), 2, "it is still there");
    // As of the entry before, it counts as it did.
    let then = world.view_at(&world.labor, before).await;
    assert_eq!(then.facts(TRAINING).unwrap().status(), Status::Completed);
    assert!(then.report(NEXT).await.unwrap().value.stands());

    // Neither the quarter nor the form of what was retracted stands in the way of the next.
    let third = ReportId(Uuid::from_u128(0x43));
    let late = async |after| {
        let said = statement("FY2024-Q2");
        world.change(&world.justice, async |c| c.report_progress(third, TRAINING, after, said).await).await
    };
    assert_eq!(late(Some(NEXT)).await.unwrap_err().to_string(), CHANGED_MEANWHILE);
    late(Some(REPORT)).await.unwrap();
    let again = world.refuses(&world.justice, async |change| retract(change, NEXT, Version(2)).await).await;
    assert_eq!(again, "This update was retracted on February 13, 2024.");
    for actor in [&world.labor, &world.chair, &world.auditor] {
        let refused = world.refuses(actor, async |change| retract(change, third, FIRST).await).await;
        let words =
            "Only the secretariat, and the agency that made this update while it leads the action, can retract it.";
        assert_eq!(refused, words);
    }
}

async fn a_quarter_whose_only_update_was_retracted_is_owed_again(place: &Place) {
    let world = World::begin(place).await;
    let missed = async || {
        let view = world.view(&world.chair).await;
        view.facts(TRAINING).unwrap().missed_updates(day("2024-05-01"), view.reporting_rule())
    };
    let owed = missed().await;
    assert!(!owed.is_empty());
    world.does(&world.justice, async |c| c.report_progress(REPORT, TRAINING, None, statement("FY2024-Q2")).await).await;
    assert_eq!(missed().await, []);
    world.does(&world.secretariat, async |change| retract(change, REPORT, FIRST).await).await;
    assert_eq!(missed().await, owed);
    assert_eq!(world.view(&world.chair).await.facts(TRAINING).unwrap().status(), Status::NoReport);
}

async fn a_quoted_update_is_retracted_by_the_secretariat(place: &Place) {
    let world = World::begin(place).await;
    let mut import = Import::begin(&Actor::Operator).unwrap();
    let said = quoted(REPORT, TRAINING, "FY2023-Q4", "2023-11-20");
    import.take(Report::from_source(&Actor::Operator, said).unwrap(), true);
    let finished = import.finish(&Actor::Operator, "1".repeat(64));
    world.change(&Actor::Operator, async |change| change.save(finished).await).await.unwrap();
    let refused = world.refuses(&world.justice, async |change| retract(change, REPORT, FIRST).await).await;
    let words = "Only the secretariat, and the agency that made this update while it leads the action, can retract it.";
    assert_eq!(refused, words);
    world.does(&world.secretariat, async |change| retract(change, REPORT, FIRST).await).await;
    assert_eq!(world.view(&world.chair).await.facts(TRAINING).unwrap().last_report, None);
}

async fn an_update_is_repeated_once_while_nothing_has_changed_and_only_by_its_lead(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    let shown = world.head().await;
    let next = quarter("FY2024-Q2");
    let repeat = async |change: &mut Change, seen, last| change.repeat_updates(next, seen, &[(TRAINING, last)]).await;
    for actor in [&world.labor, &world.chair, &world.auditor] {
        let refused = world.refuses(actor, async |change| repeat(change, shown, REPORT).await).await;
        assert_eq!(refused, "Only the lead agency, or the secretariat on its behalf, can do this.");
    }
    let other = world.refuses(&world.justice, async |change| repeat(change, shown, NEXT).await).await;
    assert!(other.starts_with("Something was recorded for"), "the page showed another update as the last: {other}");
    world.does(&world.justice, async |change| repeat(change, shown, REPORT).await).await;
    let made = world.view(&world.justice).await.reports(TRAINING).await.unwrap();
    assert_eq!(made.len(), 2);
    assert!(made[0].value.repeats(&made[1].value) && made[0].value.quarter == next);
    // Something was recorded after the page was drawn: the update itself.
    let again = world.refuses(&world.justice, async |change| repeat(change, shown, made[0].value.id).await).await;
    assert!(again.starts_with("Something was recorded for"), "{again}");
    let seen = world.head().await;
    let twice = world.refuses(&world.justice, async |change| repeat(change, seen, made[0].value.id).await).await;
    assert_eq!(twice, "The last update was \"no change\" already. Submit an update with a new summary.");
}

async fn an_update_is_accepted_or_returned_and_its_action_is_counted_so(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    let acceptance = async |at: Option<Seq>| {
        let view = match at {
            Some(entry) => world.view_at(&world.chair, entry).await,
            None => world.view(&world.chair).await,
        };
        view.facts(TRAINING).unwrap().acceptance()
    };
    let submitted = world.head().await;
    assert_eq!(acceptance(None).await, Some(Acceptance::Awaiting));
    let remark = narrative("Say which courses.");
    let returned = async |change: &mut Change| change.return_report(REPORT, FIRST, remark.clone()).await;
    for actor in [&world.justice, &world.labor, &world.chair, &world.auditor] {
        let words = "Only the secretariat can accept or return updates.";
        assert_eq!(world.refuses(actor, returned).await, words);
        assert_eq!(world.refuses(actor, async |c| c.accept_reports(&[(REPORT, FIRST)]).await).await, words);
    }
    let entry = world.does(&world.secretariat, returned).await;
    assert_eq!((entry.event, entry.agency), (Event::ReportReturned {}, Some(JUSTICE)));
    assert_eq!(acceptance(None).await, Some(Acceptance::Returned));
    assert_eq!(acceptance(Some(submitted)).await, Some(Acceptance::Awaiting), "it was waiting then");
    let seen = world.view(&world.justice).await.report(REPORT).await.unwrap();
    assert_eq!(seen.value.returned(), Some((world.store.today(), &remark)));
    // The page showed the version before it was returned.
    let stale = world.refuses(&world.secretariat, async |c| c.accept_reports(&[(REPORT, FIRST)]).await).await;
    assert!(stale.starts_with("Something was recorded for"), "{stale}");
    world.does(&world.secretariat, async |c| c.accept_reports(&[(REPORT, Version(2))]).await).await;
    assert_eq!(acceptance(None).await, Some(Acceptance::Accepted));
    // What comes next waits again.
    let next = statement("FY2024-Q2");
    world.does(&world.justice, async |c| c.report_progress(NEXT, TRAINING, Some(REPORT), next).await).await;
    assert_eq!(acceptance(None).await, Some(Acceptance::Awaiting));
}

async fn several_updates_are_accepted_together_or_not_at_all(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    world.does(&world.labor, async |c| c.report_progress(NEXT, OUTREACH, None, statement("FY2024-Q1")).await).await;
    let both = async |c: &mut Change, second| c.accept_reports(&[(REPORT, FIRST), (NEXT, second)]).await;
    let stale = world.refuses(&world.secretariat, async |c| both(c, Version(2)).await).await;
    assert!(stale.starts_with("Something was recorded for"), "{stale}");
    let of = async |action| world.view(&world.chair).await.facts(action).unwrap().acceptance();
    assert_eq!([of(TRAINING).await, of(OUTREACH).await], [Some(Acceptance::Awaiting); 2]);
    world.does_all(&world.secretariat, async |c| both(c, FIRST).await).await;
    assert_eq!([of(TRAINING).await, of(OUTREACH).await], [Some(Acceptance::Accepted); 2]);
}

async fn only_the_lead_reports(place: &Place) {
    let world = World::begin(place).await;
    let words = "Only the lead agency, or the secretariat on its behalf, can do this.";
    for actor in [&world.labor, &world.bureau, &world.chair, &world.auditor, &world.administrator, &Actor::Operator] {
        assert_eq!(world.refuses(actor, async |change| report(change, TRAINING, None).await).await, words);
        // Whether somebody reported meanwhile is not theirs to learn.
        assert_eq!(world.refuses(actor, async |change| report(change, TRAINING, Some(NEXT)).await).await, words);
    }
    let refused = world.refuses(&world.labor, async |change| report(change, HOUSING, None).await).await;
    assert_eq!(refused, "This action has no lead agency. The secretariat or the chair must request one first.");
    world.does(&world.justice, async |change| report(change, TRAINING, None).await).await;
    for actor in [&world.justice, &world.chair, &world.auditor, &world.administrator] {
        let refused = world.refuses(actor, async |change| verify(change, REPORT, FIRST).await).await;
        assert_eq!(refused, "Only the secretariat can verify updates, milestones, and evidence.");
    }
}

async fn reports_of_a_draft_are_not_found_by_those_who_were_not_asked(place: &Place) {
    let world = World::begin(place).await;
    // A draft takes no updates: one that has some was in force before.
    let state = async |seen, to| {
        world.does(&world.secretariat, async |change| change.change_plan_state(DRAFT, seen, to).await).await;
    };
    state(FIRST, PlanState::InForce).await;
    world.does(&world.labor, async |change| report(change, SURVEY, None).await).await;
    state(Version(2), PlanState::Draft).await;
    assert_eq!(world.view(&world.chair).await.report(REPORT).await.unwrap().value.said_by, own_word_of_labor());
    for actor in [&world.justice, &world.bureau, &world.auditor, &world.administrator] {
        let view = world.view(actor).await;
        assert_eq!(view.reports(SURVEY).await.unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(view.report(REPORT).await.unwrap_err().to_string(), NOT_FOUND);
        let refused = [
            world.refuses(actor, async |change| report(change, SURVEY, None).await).await,
            world.refuses(actor, async |change| verify(change, REPORT, Version(7)).await).await,
            world.refuses(actor, async |change| retract(change, REPORT, FIRST).await).await,
        ];
        assert_eq!(refused, [NOT_FOUND; 3], "{actor:?}");
    }
}

/// Reports on an action for the last quarter. The hotline's report has an id of its own.
async fn report(change: &mut Change, action: ActionId, after: Option<ReportId>) -> Result<(), StoreError> {
    let id = if action == HOTLINE { NEXT } else { REPORT };
    change.report_progress(id, action, after, statement("FY2024-Q1")).await
}

async fn verify(change: &mut Change, id: ReportId, seen: Version) -> Result<(), StoreError> {
    change.verify_report(id, seen, sentence("Confirmed by the academy.")).await
}

async fn retract(change: &mut Change, id: ReportId, seen: Version) -> Result<(), StoreError> {
    change.retract_report(id, seen, sentence("It was meant for another action.")).await
}

fn quoted(id: ReportId, action: ActionId, for_quarter: &str, submitted: &str) -> Report {
    Report {
        id,
        action,
        quarter: quarter(for_quarter),
        status: ReportedStatus::Delayed,
        confidence: None,
        narrative: narrative("Delayed."),
        native_word: None,
        submitted: day(submitted),
        said_by: Speaker::Source(citation("Status report")),
        verified: None,
        retracted: None,
        review: None,
    }
}

fn own_word_of_labor() -> Speaker {
    Speaker::Agency(domain::actor::Authority::Own(domain::body::Party::Agency(LABOR)))
}

fn in_progress() -> Event {
    let (status, confidence) = (ReportedStatus::InProgress, Some(Confidence::AtRisk));
    Event::ProgressReported { quarter: quarter("FY2024-Q1"), status, confidence }
}

fn statement(for_quarter: &str) -> Statement {
    Statement {
        quarter: quarter(for_quarter),
        status: ReportedStatus::InProgress,
        confidence: Confidence::AtRisk,
        narrative: narrative("Two of three courses were held."),
    }
}

fn quarter(text: &str) -> FiscalQuarter {
    text.parse().unwrap()
}

//! Personal data that a law takes out of the record: what goes, what stays, and how the record still verifies.

use crate::engine::Place;
use crate::sql;
use crate::tampering::forge::drop_guards;
use crate::words::{code, day, narrative, sentence, title};
use crate::world::objects::{JUSTICE_LIAISON, TRAINING};
use crate::world::{NOT_FOUND, Said, World};
use domain::Event;
use domain::actor::Actor;
use domain::evidence::MediaType;
use domain::ids::{EvidenceId, Kind, MilestoneId, ReportId, Version};
use domain::ledger::{Seq, VerifyOptions, verify_file};
use domain::milestone::Reschedule;
use domain::search::Search;
use domain::slippage::MoveReason;
use domain::update::{Confidence, ReportedStatus, Statement};
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;
use store::{AsOf, FileOrder, NewFile, StoreError};
use uuid::Uuid;

on_both_engines!(
    an_erased_update_says_so_and_everything_else_stays,
    a_title_that_was_erased_is_gone_from_lists_and_search_at_every_position,
    only_the_version_that_an_entry_made_is_erased_where_that_is_asked,
    the_file_of_a_document_that_is_erased_goes_with_it,
    files_of_reports_that_may_show_it_go_with_it,
    an_account_is_erased_after_it_was_disabled,
    only_the_operator_erases_and_nothing_twice,
    the_database_lets_nothing_be_erased_that_no_entry_speaks_of,
    a_content_that_is_gone_without_its_entry_or_there_against_it_is_found,
    the_exported_log_still_verifies,
);

const REPORT: ReportId = ReportId(Uuid::from_u128(0x51));
const STEP: MilestoneId = MilestoneId(Uuid::from_u128(0x52));
const WORDS: &str = "Erased under law on February 13, 2024.";

/// Justice reports with the name of a person, and plans and moves a milestone that is called after that person.
async fn begin(place: &Place) -> World {
    let world = World::begin(place).await;
    let said = Statement {
        quarter: "FY2024-Q1".parse().unwrap(),
        status: ReportedStatus::Delayed,
        confidence: Confidence::AtRisk,
        narrative: narrative("Robin Vale left the office."),
    };
    world.does(&world.justice, async |c| c.report_progress(REPORT, TRAINING, None, said).await).await;
    let (name, due) = (title("Replace Robin Vale"), day("2024-06-30"));
    world.does(&world.justice, async |c| c.plan_milestone(STEP, TRAINING, name, due, None).await).await;
    let sentence = sentence("Robin Vale is on leave.");
    let to = Reschedule { to: day("2024-08-31"), reason: MoveReason::Staffing, sentence };
    world.does(&world.justice, async |c| c.move_milestone(STEP, Version::FIRST, to).await).await;
    world
}

async fn erase(world: &World, kind: Kind, id: Uuid, made_by: Option<Seq>) -> Said {
    world
        .does(&Actor::Operator, async |change| change.erase((kind, id), made_by, &code("5-USC-552a")).await.map(drop))
        .await
}

fn erased(kind: Kind, id: Uuid, versions: &[u32]) -> Said {
    let ground = "5-USC-552a".to_owned();
    Said::for_nobody(Event::ContentErased { kind, id, versions: versions.to_vec(), ground })
}

async fn an_erased_update_says_so_and_everything_else_stays(place: &Place) {
    let world = begin(place).await;
    let before = world.view(&world.chair).await;
    let made = before.report(REPORT).await.unwrap().since;
    assert_eq!(erase(&world, Kind::Report, REPORT.0, None).await, erased(Kind::Report, REPORT.0, &[1]));

    let raw = place.owner().await;
    let gone = "SELECT count(*) FROM report_contents WHERE salt IS NULL AND body IS NULL AND hash IS NOT NULL";
    assert_eq!(sql::numbers(&raw, gone).await, [1]);
    let kept = sql::texts(&raw, "SELECT coalesce(body, stand_in) FROM report_contents").await.concat();
    assert!(!kept.contains("Vale"), "{kept}");
    let (now, then) = (world.view(&world.chair).await, world.view_at(&world.chair, made).await);
    for view in [&now, &then] {
        let report = view.report(REPORT).await.unwrap().value;
        assert_eq!((report.narrative.as_str(), report.status), (WORDS, ReportedStatus::Delayed));
        assert_eq!(view.last_report_by_action(&[TRAINING]).await.unwrap()[&TRAINING].value.narrative.as_str(), WORDS);
    }
    assert_eq!(now.facts(TRAINING).unwrap(), before.facts(TRAINING).unwrap(), "nothing is counted otherwise");
    // Other words of another thing stay.
    assert_eq!(now.milestone(STEP).await.unwrap().value.title.as_str(), "Replace Robin Vale");
    let report = world.store.verify(None).await.unwrap();
    assert_eq!(report.erased, BTreeMap::from([(world.head().await, 1)]));
    // What follows is written as ever.
    let next = Statement {
        quarter: "FY2024-Q2".parse().unwrap(),
        status: ReportedStatus::InProgress,
        confidence: Confidence::OnTrack,
        narrative: narrative("On the way."),
    };
    let next_id = ReportId(Uuid::from_u128(0x53));
    world.does(&world.justice, async |c| c.report_progress(next_id, TRAINING, Some(REPORT), next).await).await;
}

async fn a_title_that_was_erased_is_gone_from_lists_and_search_at_every_position(place: &Place) {
    let world = begin(place).await;
    // Another server, which has read all of it already.
    let other = World::of(place.store(&world.clock).await, world.clock.clone()).await;
    let vale = Search::read("Vale");
    let planned = world.head().await;
    for world in [&world, &other] {
        assert_eq!(world.view(&world.chair).await.search(&vale).await.unwrap().len(), 2);
        assert_eq!(title_of(world, planned).await, "Replace Robin Vale");
    }
    assert_eq!(erase(&world, Kind::Milestone, STEP.0, None).await, erased(Kind::Milestone, STEP.0, &[1, 2]));
    for world in [&world, &other] {
        assert_eq!(world.view(&world.chair).await.search(&vale).await.unwrap().len(), 1, "the update is still there");
        for position in [planned, world.head().await] {
            assert_eq!(title_of(world, position).await, WORDS);
        }
        let milestone = world.view(&world.chair).await.milestone(STEP).await.unwrap().value;
        assert_eq!((milestone.slip(), milestone.moves[0].sentence.as_str()), (62, WORDS));
    }
    let raw = place.owner().await;
    let titles = sql::texts(&raw, "SELECT title FROM milestone_versions").await;
    assert_eq!(titles, [WORDS; 2]);
}

async fn title_of(world: &World, position: Seq) -> String {
    let view = world.view_at(&world.chair, position).await;
    view.facts(TRAINING).unwrap().milestones[0].title.to_string()
}

async fn only_the_version_that_an_entry_made_is_erased_where_that_is_asked(place: &Place) {
    let world = begin(place).await;
    let moved = world.view(&world.chair).await.milestone(STEP).await.unwrap().since;
    let planned = Seq(moved.0 - 1);
    let made = world.store.contents_made_by(planned).await.unwrap();
    assert_eq!(made.iter().map(|content| (content.kind, content.id)).collect::<Vec<_>>(), [(Kind::Milestone, STEP.0)]);
    assert_eq!(erase(&world, Kind::Milestone, STEP.0, Some(planned)).await, erased(Kind::Milestone, STEP.0, &[1]));
    assert_eq!(title_of(&world, planned).await, WORDS);
    assert_eq!(title_of(&world, moved).await, "Replace Robin Vale");
    // The rest may follow, and names what is left.
    assert_eq!(erase(&world, Kind::Milestone, STEP.0, None).await, erased(Kind::Milestone, STEP.0, &[2]));
}

async fn the_file_of_a_document_that_is_erased_goes_with_it(place: &Place) {
    let (world, id) = (begin(place).await, EvidenceId(Uuid::from_u128(0x54)));
    let new = NewFile {
        title: title("Letter of Robin Vale"),
        dated: day("2024-02-01"),
        name: title("letter.pdf"),
        media_type: MediaType::Pdf,
        content: b"%PDF-1.7 Robin Vale".to_vec(),
    };
    world.does(&world.justice, async |c| c.attach_file(id, TRAINING, None, new).await).await;
    assert_eq!(erase(&world, Kind::Evidence, id.0, None).await, erased(Kind::Evidence, id.0, &[1]));
    assert_eq!(sql::numbers(&place.owner().await, "SELECT count(*) FROM evidence_files").await, [0]);
    let view = world.view(&world.auditor).await;
    assert_eq!(view.document(id).await.unwrap().value.title.as_str(), WORDS);
    assert!(view.file(id).await.unwrap().is_none());
    assert_eq!(world.store.verify(None).await.unwrap().erased, BTreeMap::from([(world.head().await, 1)]));
}

async fn files_of_reports_that_may_show_it_go_with_it(place: &Place) {
    let world = begin(place).await;
    let view = world.store.view(&world.justice, &AsOf::Now).await.unwrap();
    let order = FileOrder {
        person: JUSTICE_LIAISON,
        sight: view.sight().await.unwrap(),
        request: "/exports/reports/progress.pdf".to_owned(),
        title: "Progress report".to_owned(),
        format: "PDF".to_owned(),
    };
    let id = world.store.order_report_file(&order).await.unwrap();
    erase(&world, Kind::Report, REPORT.0, None).await;
    assert_eq!(view.report_file(&id).await.unwrap(), None);
    assert!(!world.store.report_file_goes_on(&id, None).await.unwrap(), "its server makes it for nobody");
}

async fn an_account_is_erased_after_it_was_disabled(place: &Place) {
    let world = begin(place).await;
    let tried = world
        .refuses(&Actor::Operator, async |c| c.erase((Kind::Person, JUSTICE_LIAISON.0), None, &code("LAW")).await)
        .await;
    assert_eq!(tried, "This account is enabled. Disable it first.");
    world.does(&world.administrator, async |c| c.disable_person(JUSTICE_LIAISON, Version::FIRST).await).await;
    erase(&world, Kind::Person, JUSTICE_LIAISON.0, None).await;
    let raw = place.owner().await;
    let found = sql::texts(&raw, "SELECT address FROM person_versions").await.join(" ");
    assert!(!found.contains("jo.reyes") && found.contains("@erased.invalid"), "{found}");
    let view = world.view(&world.auditor).await;
    let entries = world.store.entries(Seq(9), world.head().await, 10).await.unwrap();
    let authors = view.authors(entries.iter()).await.unwrap();
    let named = authors.of(&entries[0]).map(|author| author.name.to_string());
    assert_eq!(named.as_deref(), Some(WORDS), "whoever made the entry is named no more");
}

async fn only_the_operator_erases_and_nothing_twice(place: &Place) {
    let world = begin(place).await;
    for actor in world.everybody().into_iter().filter(|actor| **actor != Actor::Operator) {
        let refused = world.refuses(actor, async |c| c.erase((Kind::Report, REPORT.0), None, &code("LAW")).await).await;
        assert_eq!(refused, "Only the operator of the server can erase contents.");
    }
    erase(&world, Kind::Report, REPORT.0, None).await;
    assert_eq!(world.store.kept_contents(Kind::Report, REPORT.0).await.unwrap(), []);
    for (kind, id) in [(Kind::Report, REPORT.0), (Kind::Report, Uuid::from_u128(9)), (Kind::Milestone, REPORT.0)] {
        let refused = world.refuses(&Actor::Operator, async |c| c.erase((kind, id), None, &code("LAW")).await).await;
        assert_eq!(refused, NOT_FOUND);
    }
}

async fn the_database_lets_nothing_be_erased_that_no_entry_speaks_of(place: &Place) {
    let world = begin(place).await;
    erase(&world, Kind::Report, REPORT.0, None).await;
    let raw = place.owner().await;
    let last = world.head().await;
    let refuses = async |sql: String, words: &str| {
        let refused = raw.execute_unprepared(&sql).await.expect_err(&sql).to_string();
        assert!(refused.contains(words), "{sql}: {refused}");
    };
    let words = "A content is written once.";
    let gone = "UPDATE report_contents SET salt = NULL, body = NULL";
    // What is erased stays erased, and is not erased anew.
    refuses("UPDATE report_contents SET body = stand_in".to_owned(), words).await;
    refuses(format!("{gone}, stand_in = '{{}}', erased_by = {last}"), words).await;
    world.does(&world.secretariat, async |c| c.withdraw_milestone(STEP, Version(2), sentence("Done.")).await).await;
    let of_milestones = "UPDATE milestone_contents SET salt = NULL, body = NULL, stand_in = '{}'";
    for by in [last, world.head().await, Seq(3)] {
        refuses(format!("{of_milestones}, erased_by = {by}"), words).await;
    }
    let title = "UPDATE milestone_versions SET title = 'Another'";
    refuses(title.to_owned(), "A version is only closed, once.").await;
    world.store.verify(None).await.unwrap();
}

async fn a_content_that_is_gone_without_its_entry_or_there_against_it_is_found(place: &Place) {
    let world = begin(place).await;
    let planned = Seq(world.head().await.0 - 1);
    let raw = place.owner().await;
    let does = async |sql: &str| raw.execute_unprepared(sql).await.unwrap();
    does("CREATE TABLE before AS SELECT salt, body FROM report_contents").await;
    erase(&world, Kind::Report, REPORT.0, None).await;
    let by = world.head().await;
    drop_guards(&raw).await;
    let fault = async || world.store.verify(None).await.unwrap_err().to_string();
    // Somebody who kept the content puts it back.
    does(
        "UPDATE report_contents SET salt = (SELECT salt FROM before), body = (SELECT body FROM before), \
         stand_in = NULL, erased_by = NULL",
    )
    .await;
    let words =
        "version 1 of report 00000000-0000-0000-0000-000000000051 is listed as erased, but its content is still there";
    assert_eq!(fault().await, format!("Entry {by}: {words}"));
    let take_out = format!(
        "SET stand_in = '{{\"form\":1,\"content\":' || body || '}}', salt = NULL, body = NULL, erased_by = {by}"
    );
    does(&format!("UPDATE report_contents {take_out}")).await;
    world.store.verify(None).await.unwrap();
    // Another content is taken out, as if the same entry had erased it.
    does(&format!("UPDATE milestone_contents {take_out} WHERE since = {planned}")).await;
    let words = "version 1 of milestone 00000000-0000-0000-0000-000000000052 does not have the recorded content";
    assert_eq!(fault().await, format!("Entry {planned}: {words}"));
}

async fn the_exported_log_still_verifies(place: &Place) {
    let world = begin(place).await;
    let kept = world.checkpoint().await;
    erase(&world, Kind::Report, REPORT.0, None).await;
    let mut file = String::new();
    world
        .store
        .export_ledger(world.head().await, |line| {
            file.push_str(line);
            file.push('\n');
            Ok::<(), StoreError>(())
        })
        .await
        .unwrap();
    assert!(file.contains("content-erased") && !file.contains("Vale"), "{file}");
    let options = VerifyOptions { expected_key: None, older: Some(kept) };
    let report = verify_file(file.as_bytes(), &options).unwrap();
    assert_eq!(report.entries.0, world.head().await.0 + 1);
    // The database lets go of the bytes, and serves on.
    world.store.sweep(Kind::Report).await.unwrap();
    assert_eq!(world.view(&world.chair).await.report(REPORT).await.unwrap().value.narrative.as_str(), WORDS);
}

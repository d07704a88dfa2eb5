//! Several people at once: who comes second is told, nobody is refused because others write, and readers see one state.

use crate::engine::Place;
use crate::words::{day, narrative, sentence, title, web_link, why};
use crate::world::objects::{CHAIR, DRAFT, HOTLINE, HOUSING, LABOR, OUTREACH, PILLAR_1, TRAINING, TRAINING_LEAD};
use crate::world::{CHANGED_MEANWHILE, World};
use domain::Event;
use domain::action::{Action, Amendment, EditKind};
use domain::assignment::{CarrierRole, Offer};
use domain::body::Party;
use domain::evidence::Document;
use domain::ids::{ActionId, AssignmentId, EvidenceId, LinkId, MilestoneId, ReportId, Version};
use domain::ledger::Seq;
use domain::link::Relation;
use domain::milestone::Reschedule;
use domain::plan::PlanState;
use domain::slippage::MoveReason;
use domain::update::{Confidence, ReportedStatus, Statement};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::StoreError;
use tokio::task::JoinSet;
use uuid::Uuid;

on_both_engines!(
    of_two_who_save_the_same_object_the_second_is_told_and_nothing_of_it_is_written,
    forty_editors_lose_nothing_of_each_other,
    fifty_writers_at_once_wait_and_none_is_refused,
    two_servers_on_one_database_write_one_record,
    a_reader_sees_one_state_whatever_is_written_meanwhile,
);

const EDITORS: u32 = 40;
const ROUNDS: u32 = 5;
const STEP: MilestoneId = MilestoneId(Uuid::from_u128(0xf1));
const PROOF: EvidenceId = EvidenceId(Uuid::from_u128(0xf2));
const REPORT: ReportId = ReportId(Uuid::from_u128(0xf3));
const LINK: LinkId = LinkId(Uuid::from_u128(0xf4));
const OFFERED: AssignmentId = AssignmentId(Uuid::from_u128(0xf5));

/// Every form carries the version that it showed: here one that somebody has saved over.
async fn of_two_who_save_the_same_object_the_second_is_told_and_nothing_of_it_is_written(place: &Place) {
    let world = World::begin(place).await;
    one_of_each(&world).await;
    let (w, old, reason) = (&world, Version(7), sentence("Not needed."));
    let (secretariat, justice, on) = (&w.secretariat, &w.justice, day("2024-02-12"));
    let amended = amendment(&world, TRAINING, "Later").await;
    let refused = [
        w.refuses(secretariat, async |c| c.amend_action(TRAINING, old, (amended, why())).await).await,
        w.refuses(secretariat, async |c| c.withdraw_action(TRAINING, old, reason.clone()).await).await,
        w.refuses(secretariat, async |c| c.ask_again(OFFERED, old).await).await,
        w.refuses(&w.labor, async |c| c.accept_role(OFFERED, old).await).await,
        w.refuses(&w.labor, async |c| c.decline_role(OFFERED, old, reason.clone()).await).await,
        w.refuses(secretariat, async |c| c.end_role(TRAINING_LEAD, old, reason.clone()).await).await,
        w.refuses(justice, async |c| c.move_milestone(STEP, old, to(day("2024-09-30"))).await).await,
        w.refuses(justice, async |c| c.forecast_milestone(STEP, old, Some(on)).await).await,
        w.refuses(justice, async |c| c.complete_milestone(STEP, old, on, None).await).await,
        w.refuses(justice, async |c| c.reopen_milestone(STEP, old, sentence("By mistake.")).await).await,
        w.refuses(justice, async |c| c.withdraw_milestone(STEP, old, reason.clone()).await).await,
        w.refuses(secretariat, async |c| c.verify_completion(STEP, old, reason.clone()).await).await,
        w.refuses(justice, async |c| c.report_progress(REPORT, TRAINING, None, statement()).await).await,
        w.refuses(secretariat, async |c| c.verify_report(REPORT, old, reason.clone()).await).await,
        w.refuses(justice, async |c| c.withdraw_evidence(PROOF, old, reason.clone()).await).await,
        w.refuses(secretariat, async |c| c.verify_evidence(PROOF, old, reason.clone()).await).await,
        w.refuses(secretariat, async |c| c.withdraw_link(LINK, old, reason.clone()).await).await,
        w.refuses(secretariat, async |c| c.amend_node(PILLAR_1, old, title("Later"), None).await).await,
        w.refuses(secretariat, async |c| c.withdraw_node(PILLAR_1, old, reason.clone()).await).await,
        w.refuses(secretariat, async |c| c.change_plan_state(DRAFT, old, PlanState::Closed).await).await,
        w.refuses(&w.administrator, async |c| c.disable_person(CHAIR, old).await).await,
    ];
    assert_eq!(refused, [CHANGED_MEANWHILE; 21]);
}

/// Promise: successes are the final version less one, and history holds each of them.
async fn forty_editors_lose_nothing_of_each_other(place: &Place) {
    let world = Arc::new(World::begin(place).await);
    let mut editors = JoinSet::new();
    for editor in 0..EDITORS {
        let world = Arc::clone(&world);
        editors.spawn(async move {
            for round in 0..ROUNDS {
                amend_until_it_is_saved(&world, &format!("Edited by {editor} in round {round}")).await;
            }
        });
    }
    while let Some(ended) = editors.join_next().await {
        ended.unwrap();
    }
    let view = world.view(&world.auditor).await;
    let last = view.action(TRAINING).await.unwrap();
    assert_eq!(last.version, Version(EDITORS * ROUNDS + 1));
    let history = view.history_of(&last.value).await.unwrap();
    let amended: Vec<Seq> = history
        .iter()
        .filter(|h| h.entry.event == Some(Event::ActionAmended { kind: Some(EditKind::ChangesCommitment) }))
        .map(store::HistoryEntry::seq)
        .collect();
    let mut titles = BTreeSet::new();
    for entry in amended {
        let then = world.view_at(&world.auditor, entry).await.action(TRAINING).await.unwrap();
        assert_eq!(then.since, entry);
        titles.insert(then.value.title.to_string());
    }
    assert_eq!(titles.len(), (EDITORS * ROUNDS) as usize, "each edit stands in the history once");
    world.store.verify(None).await.unwrap();
}

async fn fifty_writers_at_once_wait_and_none_is_refused(place: &Place) {
    let world = Arc::new(World::begin(place).await);
    let mut writers = JoinSet::new();
    for writer in 0..50 {
        let world = Arc::clone(&world);
        writers.spawn(async move {
            for round in 0..2 {
                plan(&world.store, &world.justice, MilestoneId(Uuid::from_u128(0x1000 + writer * 2 + round)))
                    .await
                    .unwrap();
            }
        });
    }
    while let Some(ended) = writers.join_next().await {
        ended.unwrap();
    }
    assert_eq!(world.head().await, Seq(8 + 100));
    assert_eq!(world.view(&world.labor).await.milestones(TRAINING).await.unwrap().len(), 100);
    world.store.verify(None).await.unwrap();
}

async fn two_servers_on_one_database_write_one_record(place: &Place) {
    let world = World::begin(place).await;
    let servers = [world.store.clone(), place.store(&world.clock).await];
    let mut writers = JoinSet::new();
    for writer in 0..10 {
        let (server, justice) = (servers[writer % 2].clone(), world.justice.clone());
        writers.spawn(async move {
            for round in 0..3 {
                plan(&server, &justice, MilestoneId(Uuid::from_u128((0x1000 + writer * 3 + round) as u128)))
                    .await
                    .unwrap();
            }
        });
    }
    while let Some(ended) = writers.join_next().await {
        ended.unwrap();
    }
    for server in servers {
        let view = server.view(&world.labor, &store::AsOf::Now).await.unwrap();
        assert_eq!(view.facts(TRAINING).unwrap().milestones.len(), 30);
        server.verify(None).await.unwrap();
        server.close().await.unwrap();
    }
}

/// Each change amends two actions and moves a milestone: a view that mixed two states would show different numbers.
async fn a_reader_sees_one_state_whatever_is_written_meanwhile(place: &Place) {
    let world = Arc::new(World::begin(place).await);
    plan(&world.store, &world.justice, STEP).await.unwrap();
    let is_over = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn({
        let (world, is_over) = (Arc::clone(&world), Arc::clone(&is_over));
        async move {
            for number in 1..=30 {
                write_everywhere(&world, number).await.unwrap();
            }
            is_over.store(true, Ordering::SeqCst);
        }
    });
    let mut seen = BTreeSet::new();
    while !is_over.load(Ordering::SeqCst) {
        let view = world.view(&world.auditor).await;
        let facts = view.facts(TRAINING).unwrap().clone();
        let version = view.action(TRAINING).await.unwrap().version.0;
        let entries = u32::try_from(view.history_of_action(TRAINING).await.unwrap().len()).unwrap();
        let milestone = view.milestone(STEP).await.unwrap();
        assert_eq!(view.action(HOTLINE).await.unwrap().version.0, version);
        assert_eq!((milestone.version.0, milestone.value.moves.len() as u32), (version, version - 1));
        assert_eq!((facts.milestones[0].booked.len() as u32, entries), (version - 1, 2 * version));
        seen.insert(version);
    }
    writer.await.unwrap();
    assert!(seen.len() > 1, "the reader read while the writer wrote");
}

async fn write_everywhere(world: &World, number: u32) -> Result<(), StoreError> {
    let version = Version(number);
    let (name, due) = (format!("Number {number}"), day("2024-06-30") + chrono::Days::new(number.into()));
    let (training, hotline) = (amendment(world, TRAINING, &name).await, amendment(world, HOTLINE, &name).await);
    let mut change = world.store.change(&world.secretariat).await?;
    change.amend_action(TRAINING, version, (training, why())).await?;
    change.move_milestone(STEP, version, to(due)).await?;
    change.amend_action(HOTLINE, version, (hotline, why())).await?;
    change.commit().await
}

/// What a careful person does: reads again and sends again, until nobody was faster.
async fn amend_until_it_is_saved(world: &World, name: &str) {
    loop {
        let seen = world.view(&world.secretariat).await.action(TRAINING).await.unwrap();
        let mut change = world.store.change(&world.secretariat).await.unwrap();
        match change.amend_action(TRAINING, seen.version, (as_it_is(&seen.value, name), why())).await {
            Ok(()) => return change.commit().await.unwrap(),
            Err(StoreError::ChangedMeanwhile) => {}
            Err(refused) => panic!("{refused}"),
        }
    }
}

async fn plan(store: &store::Store, justice: &domain::actor::Actor, id: MilestoneId) -> Result<(), StoreError> {
    let mut change = store.change(justice).await?;
    change.plan_milestone(id, TRAINING, title("Curriculum drafted"), day("2024-06-30"), None).await?;
    change.commit().await
}

/// A milestone, a report, a document, a link and an offer, each in its first version.
async fn one_of_each(world: &World) {
    let proof =
        Document { title: title("Guide"), link: web_link("https://agency.example/g"), dated: day("2024-02-01") };
    plan(&world.store, &world.justice, STEP).await.unwrap();
    let justice = &world.justice;
    world.does(justice, async |c| c.attach_evidence(PROOF, TRAINING, None, proof).await).await;
    world.does(justice, async |c| c.report_progress(REPORT, TRAINING, None, statement()).await).await;
    let offer = Offer { id: OFFERED, action: HOUSING, party: Party::Agency(LABOR), role: CarrierRole::Lead };
    world.does(&world.chair, async |c| c.offer_role(offer).await).await;
    let both = (TRAINING, OUTREACH);
    world.does(&world.secretariat, async |c| c.link_actions(LINK, both, Relation::Continues, None).await).await;
}

async fn amendment(world: &World, action: ActionId, name: &str) -> Amendment {
    as_it_is(&world.view(&world.secretariat).await.action(action).await.unwrap().value, name)
}

/// The text of an action with another title.
fn as_it_is(action: &Action, name: &str) -> Amendment {
    Amendment {
        node: action.node,
        node_basis: action.node_basis,
        official_number: action.official_number.clone(),
        title: title(name),
        promise: action.promise.clone(),
        wording: action.wording,
        strength: action.strength,
        timeframe: action.timeframe.clone(),
        note: action.note.clone(),
    }
}

fn to(day: domain::Date) -> Reschedule {
    Reschedule { to: day, reason: MoveReason::Clearance, sentence: sentence("Counsel has to read it.") }
}

fn statement() -> Statement {
    Statement {
        quarter: "FY2024-Q1".parse().unwrap(),
        status: ReportedStatus::InProgress,
        confidence: Confidence::OnTrack,
        narrative: narrative("Two of three courses were held."),
    }
}

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::action::{Action, Edit, EditKind};
use crate::actor::{Authority, Role};
use crate::assignment::{AssignmentState, CarrierRole, Ending};
use crate::body::Party;
use crate::evidence::{Evidence, Held, HeldFile, MediaType, Sha256};
use crate::milestone::{Completion, Milestone, MilestoneState, Reopening, Verified};
use crate::period::Extension;
use crate::person::Person;
use crate::plan::Withdrawal;
use crate::retraction::Retraction;
use crate::sample::{
    LABOR, TODAY, action, agency, carrier, day, evidence, link, milestone, narrative, node, period, person, plan,
    refused, report, secretariat, sentence, source, title,
};
use crate::slippage::{Move, MoveReason};
use crate::text::Sentence;
use crate::update::{Report, Speaker};

const NAME: &str = "Robin Vale";

fn said() -> Sentence {
    sentence("Robin Vale said so.")
}

fn verified() -> Option<Verified> {
    Some(Verified { on: TODAY, ground: said() })
}

fn file() -> HeldFile {
    let sha256 = Sha256::parse(&"ab".repeat(32)).unwrap();
    HeldFile { name: title(NAME), media_type: MediaType::Pdf, bytes: 3, sha256 }
}

/// One object of each kind that people type into, with a name in every text.
fn full() -> Vec<Object> {
    let withdrawn = Some(Withdrawal { on: TODAY, reason: said() });
    let retracted = Some(Retraction { on: TODAY, reason: said() });
    let own = Authority::Own(Party::Agency(LABOR));
    let completion = Completion { on: TODAY, claimed_by: own, verified: verified() };
    let reason = MoveReason::Staffing;
    let moved = Move { on: TODAY, from: TODAY, to: day("2024-08-31"), reason, cause: reason.cause(), sentence: said() };
    let named = action();
    let named = Action {
        title: title(NAME),
        promise: narrative("Ask Robin Vale."),
        official_number: Some(title(NAME)),
        note: Some(narrative(NAME)),
        withdrawn: withdrawn.clone(),
        retracted: retracted.clone(),
        moves: vec![moved.clone()],
        edited: Some(Edit { on: TODAY, kind: EditKind::CorrectsError, reason: said() }),
        ..named
    };
    vec![
        Person { name: title(NAME), disabled: true, ..person(Role::Liaison, Some(LABOR)) }.into(),
        named.into(),
        crate::plan::Node { title: title(NAME), note: Some(narrative(NAME)), withdrawn: withdrawn.clone(), ..node() }
            .into(),
        carrier(CarrierRole::Lead, Party::Agency(LABOR), AssignmentState::Declined { on: TODAY, reason: said() })
            .into(),
        carrier(
            CarrierRole::Lead,
            Party::Agency(LABOR),
            AssignmentState::Ended { on: TODAY, reason: said(), how: Ending::HandedBack },
        )
        .into(),
        Milestone {
            title: title(NAME),
            moves: vec![moved],
            state: MilestoneState::Completed(completion.clone()),
            planned_late: Some(said()),
            reopenings: vec![Reopening { on: TODAY, reason: said(), ended: completion }],
            ..milestone(TODAY)
        }
        .into(),
        Report {
            narrative: narrative(NAME),
            native_word: Some(title(NAME)),
            verified: verified(),
            retracted,
            ..report(Speaker::Source(source()))
        }
        .into(),
        Evidence { title: title(NAME), verified: verified(), withdrawn: withdrawn.clone(), ..evidence(own) }.into(),
        Evidence { title: title(NAME), at: Held::File(file()), ..evidence(own) }.into(),
        crate::link::Link { note: Some(narrative(NAME)), withdrawn, ..link() }.into(),
        asked_of_all().into(),
    ]
}

/// A period with instructions and more time.
fn asked_of_all() -> crate::period::Period {
    let more = Extension { agency: None, from: TODAY, to: TODAY, reason: sentence(NAME), on: TODAY };
    crate::period::Period { instructions: Some(narrative(NAME)), extensions: vec![more], ..period() }
}

#[test]
fn nothing_that_somebody_typed_is_left_and_all_else_stays() {
    for object in full() {
        let before = object.content().unwrap().to_string();
        assert!(before.contains(NAME), "{before}");
        let erased = object.erased(TODAY).unwrap();
        let after = erased.content().unwrap().to_string();
        assert!(!after.contains("Vale") && !after.contains("robin"), "{after}");
        assert!(after.contains("Erased under law on May 3, 2024."), "{after}");
        assert_eq!((erased.kind(), erased.id()), (object.kind(), object.id()));
        assert_eq!(erased.erased(TODAY).unwrap(), erased, "once more changes nothing");
    }
}

#[test]
fn dates_and_standing_of_what_was_erased_stay() {
    let Object::Milestone(after) = full()[5].erased(TODAY).unwrap() else { unreachable!("it is a milestone") };
    let Object::Milestone(before) = full()[5].clone() else { unreachable!("it is a milestone") };
    assert_eq!((after.original, after.due, after.slip()), (before.original, before.due, before.slip()));
    assert_eq!(after.completion().unwrap().on, before.completion().unwrap().on);
    assert_eq!(after.moves[0].reason, before.moves[0].reason);
}

#[test]
fn an_account_is_disabled_before_it_is_erased() {
    let enabled = Object::from(person(Role::Liaison, Some(LABOR)));
    assert_eq!(enabled.may_be_erased().unwrap_err().to_string(), "This account is enabled. Disable it first.");
    assert!(full().iter().all(|object| object.may_be_erased().is_ok()));
}

#[test]
fn what_a_plan_file_brings_is_corrected_by_a_plan_file() {
    for object in [Object::from(plan()), Object::from(agency(LABOR, []))] {
        let refusal = object.erased(TODAY).unwrap_err().to_string();
        assert!(refusal.ends_with("comes only from plan files. Import a corrected file instead."), "{refusal}");
    }
}

#[test]
fn only_the_operator_erases_and_the_entry_names_versions_and_law() {
    let ground = Code::parse("5-USC-552a").unwrap();
    let of = (Kind::Report, full()[6].id());
    let erased = Changed::content_erased(&Actor::Operator, of, &[Version(1), Version(3)], &ground).unwrap();
    let event = Event::ContentErased { kind: of.0, id: of.1, versions: vec![1, 3], ground: "5-USC-552a".to_owned() };
    assert_eq!((erased.event(), erased.after().len()), (&event, 0));
    let refusal = refused(Changed::content_erased(&secretariat(), of, &[Version(1)], &ground));
    assert_eq!(refusal, "Only the operator of the server can erase contents.");
}

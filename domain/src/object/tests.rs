#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::actor::{Authority, Role};
use crate::assignment::{AssignmentState, CarrierRole};
use crate::body::Party;
use crate::indicator::{Decimal, IndicatorForm, IndicatorKind, Point};
use crate::meeting::{DatePrecision, MeetingKind};
use crate::milestone::{Completion, MilestoneState, Verified};
use crate::period::Extension;
use crate::reference::{Meaning, NativeWord, ReferenceContent};
use crate::sample::{
    JUSTICE, LABOR, TASK_FORCE, TODAY, action, agency, carrier, code, day, evidence, link, milestone, narrative, node,
    period, person, plan, report, reschedule, sentence, source, task_force, title,
};
use crate::slippage::Move;
use crate::update::{ReportedStatus, Speaker};
use serde_json::Value;

fn indicator() -> Indicator {
    let point = Point {
        period: Some(title("FY2022")),
        value: Decimal::try_from("55000".to_owned()).unwrap(),
        qualifier: Some(title("more than")),
        category: None,
        label: None,
        definition: Some(narrative("Substantive signals only.")),
        breaks_before: true,
        source: source(),
    };
    Indicator {
        id: Uuid::from_u128(1).into(),
        code: code("HOTLINE-CONTACTS"),
        name: title("Contacts of the hotline"),
        unit: title("contacts"),
        kind: IndicatorKind::Output,
        form: IndicatorForm::Series,
        owner: Some(JUSTICE),
        note: None,
        points: vec![point],
        source: source(),
    }
}

fn meeting() -> Meeting {
    Meeting {
        id: Uuid::from_u128(2).into(),
        code: code("PITF-M-2024"),
        body: Some(TASK_FORCE),
        host: Some(JUSTICE),
        kind: MeetingKind::Meeting,
        title: title("The yearly meeting"),
        date: day("2024-02-13"),
        date_precision: DatePrecision::Day,
        ends: None,
        summary: narrative("The agencies reported."),
        outcomes: vec![narrative("A new committee.")],
        source: source(),
    }
}

fn vocabulary() -> Reference {
    let words =
        vec![NativeWord { word: title("Completed"), means: Some(Meaning::Reported(ReportedStatus::Completed)) }];
    let other_lists = vec![(title("Flags"), vec![title("Priority")])];
    let content = ReferenceContent::Vocabulary { words, other_lists, basis: narrative("As its reports use them.") };
    Reference { id: Uuid::from_u128(3).into(), code: code("VOC-FSAP"), source: source(), content }
}

/// Moved once, then completed and verified.
fn finished_milestone() -> Milestone {
    let party = Party::Agency(LABOR);
    let verified = Some(Verified { on: TODAY, ground: sentence("Read it.") });
    let reschedule = reschedule(day("2024-04-30"));
    let (from, to, reason) = (day("2024-03-31"), reschedule.to, reschedule.reason);
    let moved = Move { on: TODAY, from, to, reason, cause: reason.cause(), sentence: reschedule.sentence };
    let completion = Completion { on: TODAY, claimed_by: Authority::OnBehalfOf(party), verified };
    Milestone { due: to, moves: vec![moved], state: MilestoneState::Completed(completion), ..milestone(from) }
}

/// With instructions, and more time.
fn extended_period() -> Period {
    let reason = sentence("The system was down.");
    let more = Extension { agency: Some(LABOR), from: day("2024-07-15"), to: day("2024-07-31"), reason, on: TODAY };
    Period { instructions: Some(narrative("Name your sources.")), extensions: vec![more], ..period() }
}

/// One of each kind, in the order of [`Kind::ALL`].
fn one_of_each() -> Vec<Object> {
    let party = Party::Agency(LABOR);
    vec![
        agency(LABOR, [JUSTICE]).into(),
        task_force().into(),
        person(Role::Liaison, Some(LABOR)).into(),
        vocabulary().into(),
        indicator().into(),
        meeting().into(),
        plan().into(),
        node().into(),
        action().into(),
        carrier(CarrierRole::Support, party, AssignmentState::Declined { on: TODAY, reason: sentence("No staff.") })
            .into(),
        finished_milestone().into(),
        report(Speaker::Agency(Authority::Own(party))).into(),
        evidence(Authority::Own(party)).into(),
        link().into(),
        extended_period().into(),
    ]
}

fn today(kind: Kind) -> i64 {
    kind.schema()
}

/// Whether a number with a fraction stands anywhere in it: such a one has no single canonical form that all programs write.
fn has_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(values) => values.iter().any(has_fraction),
        Value::Object(members) => members.values().any(has_fraction),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

#[test]
fn what_is_stored_of_every_kind_is_read_again() {
    let objects = one_of_each();
    assert_eq!(objects.iter().map(Object::kind).collect::<Vec<_>>(), Kind::ALL);
    for object in objects {
        let content = object.content().unwrap();
        let body = content.to_string();
        assert_eq!(Object::read(object.kind(), today(object.kind()), &body).unwrap(), object, "{body}");
        assert_eq!(content["id"], object.id().to_string());
    }
}

#[test]
fn no_content_has_a_number_with_a_fraction() {
    for object in one_of_each() {
        assert!(!has_fraction(&object.content().unwrap()), "{}", object.kind());
    }
}

#[test]
fn a_content_is_not_read_as_another_kind() {
    let body = plan_body();
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Plan) {
        assert!(Object::read(kind, today(kind), &body).is_err(), "{kind}");
    }
    assert!(Object::read(Kind::Plan, today(Kind::Plan), "{}").is_err());
}

fn plan_body() -> String {
    Object::from(plan()).content().unwrap().to_string()
}

#[test]
fn one_object_or_several_are_recorded_in_their_order() {
    assert_eq!(plan().into_objects(), [Object::Plan(plan())]);
    assert_eq!(vec![node(), node()].into_objects(), [Object::Node(node()), Object::Node(node())]);
    assert_eq!((Plan::KIND, OfKind::id(&plan())), (Kind::Plan, plan().id));
}

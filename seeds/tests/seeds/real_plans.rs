//! The real plans are complete: every row of the sources is found again.

use crate::world::World;
use domain::action::{ActionKind, Wording};
use domain::assignment::{AssignmentState, CarrierRole};
use domain::plan::{Basis, PlanState};
use domain::reference::ReferenceContent;
use domain::update::{ReportedStatus, Speaker};
use seeds::objects::Objects;
use std::collections::HashSet;

/// The column "Code" of the index of sources.
const CODES: &str = include_str!("../codes.txt");

fn record() -> Objects {
    World::with_real_plans().baseline.now
}

#[test]
fn every_code_of_the_index_of_sources_is_found() {
    let record = record();
    let mut found: HashSet<&str> = HashSet::new();
    found.extend(record.agencies.iter().map(|agency| agency.code.as_str()));
    found.extend(record.bodies.iter().map(|body| body.code.as_str()));
    found.extend(record.references.iter().map(|reference| reference.code.as_str()));
    found.extend(record.indicators.iter().map(|indicator| indicator.code.as_str()));
    found.extend(record.meetings.iter().map(|meeting| meeting.code.as_str()));
    found.extend(record.plans.iter().map(|plan| plan.code.as_str()));
    found.extend(record.nodes.iter().map(|node| node.reference.as_str()));
    found.extend(record.actions.iter().map(|action| action.reference.as_str()));
    let missing: Vec<&str> = CODES.lines().filter(|code| !found.contains(code)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn the_real_plans_are_there_in_full() {
    let record = record();
    assert_eq!((record.plans.len(), record.nodes.len(), record.actions.len()), (8, 77, 141));
    assert_eq!((record.agencies.len(), record.bodies.len(), record.meetings.len()), (83, 16, 12));
    assert_eq!((record.indicators.len(), record.links.len(), record.reports.len()), (31, 8, 13));
    let references =
        |is: fn(&ReferenceContent) -> bool| record.references.iter().filter(|one| is(&one.content)).count();
    assert_eq!(references(|content| matches!(content, ReferenceContent::Program { .. })), 29);
    assert_eq!(references(|content| matches!(content, ReferenceContent::Contact { .. })), 2);
    assert_eq!(references(|content| matches!(content, ReferenceContent::Document { .. })), 2);
    assert_eq!(references(|content| matches!(content, ReferenceContent::Mandate { .. })), 1);
    assert_eq!(references(|content| matches!(content, ReferenceContent::Vocabulary { .. })), 7);
    assert_eq!(references(|content| matches!(content, ReferenceContent::Calendar { .. })), 8);
    assert_eq!(references(|content| matches!(content, ReferenceContent::Discrepancy { .. })), 7);
}

#[test]
fn the_national_action_plan_of_2021_has_61_published_actions_by_pillar() {
    let record = record();
    let plan = record.plans.iter().find(|plan| plan.code.as_str() == "NAP-2021").unwrap();
    let mut pillars: Vec<_> =
        record.nodes.iter().filter(|node| node.plan == plan.id && node.parent.is_none()).collect();
    pillars.sort_by_key(|node| node.position);
    let counts: Vec<u32> = pillars.iter().filter_map(|pillar| pillar.published_actions).collect();
    assert_eq!((plan.published_actions, counts.as_slice()), (Some(61), &[13, 17, 12, 19][..]));
    assert_eq!(counts.iter().sum::<u32>(), 61);
    let matching = record.actions.iter().filter(|action| action.plan == plan.id && action.matches_published);
    assert_eq!(matching.count(), 13);
}

#[test]
fn a_plan_that_was_superseded_says_so_and_the_first_strategy_is_closed() {
    let record = record();
    let plan = |code: &str| record.plans.iter().find(|plan| plan.code.as_str() == code).unwrap();
    assert_eq!(plan("NAP-2020").state, PlanState::Superseded);
    assert_eq!(plan("NAP-2021").supersedes, Some(plan("NAP-2020").id));
    assert_eq!(plan("FSAP").state, PlanState::Closed);
    assert_eq!(record.plans.iter().filter(|plan| plan.is_in_force()).count(), 6);
}

#[test]
fn what_is_guessed_is_told_apart_from_what_a_source_states() {
    let record = record();
    for assignment in &record.assignments {
        let is_assumed = assignment.state == AssignmentState::Assumed;
        assert_eq!(is_assumed, assignment.basis != Basis::Stated, "{assignment:?}");
        assert_eq!(assignment.in_force_from.is_none(), is_assumed);
    }
    let of_role = |role, basis| record.assignments.iter().filter(|one| one.role == role && one.basis == basis).count();
    assert_eq!(
        (of_role(CarrierRole::Lead, Basis::Stated), of_role(CarrierRole::Lead, Basis::Inferred)),
        (LEADS_STATED, 4)
    );
    assert_eq!(
        (of_role(CarrierRole::Support, Basis::Stated), of_role(CarrierRole::Support, Basis::Inferred)),
        SUPPORTERS
    );
    assert!(record.actions.iter().all(|action| action.wording == Wording::Paraphrased));
    assert_eq!(record.actions.iter().filter(|action| action.kind == ActionKind::Contribution).count(), 13);
}

/// 113 actions whose source states lead and promise, and 13 contributions of offices that a source names.
const LEADS_STATED: usize = 113 + 13;
/// Named by a source, and guessed.
const SUPPORTERS: (usize, usize) = (49, 97);

#[test]
fn what_status_reports_said_is_quoted_with_its_source() {
    let record = record();
    let action = |reference: &str| record.actions.iter().find(|action| action.reference.as_str() == reference).unwrap();
    let said = |reference: &str| record.reports.iter().find(|report| report.action == action(reference).id).unwrap();
    let delayed = said("FSAP-T2-b");
    assert_eq!((delayed.status, delayed.quarter.to_string().as_str()), (ReportedStatus::Delayed, "FY2016-Q4"));
    assert_eq!(delayed.native_word.as_ref().unwrap().as_str(), "Delayed");
    assert!(delayed.narrative.as_str().contains("staffing capacity"));
    assert!(matches!(&delayed.said_by, Speaker::Source(source) if source.as_str().contains("Status Report")));
    assert_eq!(said("FSAP-T1-d").status, ReportedStatus::InProgress);
    assert_eq!(said("P22-HHS-1").status, ReportedStatus::Completed);
}

#[test]
fn no_line_is_drawn_across_a_break_in_the_hotline_series() {
    let record = record();
    let series = record.indicators.iter().find(|indicator| indicator.code.as_str() == "HOTLINE-CONTACTS").unwrap();
    let breaks: Vec<&str> = series
        .points
        .iter()
        .filter(|point| point.breaks_before)
        .filter_map(|point| Some(point.period.as_ref()?.as_str()))
        .collect();
    assert_eq!(breaks, ["FY2018", "FY2022"]);
}

#[test]
fn the_real_files_over_themselves_build_nothing() {
    let mut world = World::with_real_plans();
    for file in seeds::real::REAL_FILES {
        let (objects, report) = world.build(file.text);
        assert!(objects.is_empty(), "{}: {report}", file.name);
        assert_eq!(report.kept, [], "{}", file.name);
        assert_eq!(report.only_in_record, Vec::<String>::new(), "{}", file.name);
    }
}

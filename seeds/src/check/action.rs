//! Checks one action: its section, its dates, the responsible agencies, and its reports.

use super::known::Known;
use super::plan::{check_action, check_node};
use super::{check_names, check_order, check_unique, no_such};
use crate::fault::Faults;
use crate::format::{ActionRow, InPlan, PlanRow, ReportRow};
use crate::place::Place;
use domain::date::in_sentence;
use domain::reference::Meaning;
use domain::update::ReportedStatus;

pub fn check(plan: &PlanRow, row: &ActionRow, known: &Known, place: &Place, faults: &mut Faults) {
    check_node(plan, &row.node, known, place.field("node"), faults);
    let timeframe = place.field("timeframe").field("ends");
    check_order(row.timeframe.starts.map(|day| day.0), row.timeframe.ends.map(|day| day.0), timeframe, faults);
    if row.recurrence.as_ref().is_some_and(|recurrence| recurrence.times_a_year == 0) {
        let place = place.field("recurrence").field("times_a_year");
        faults.add(place, "a recurring action must recur at least once a year");
    }
    if let Some(node) = &row.contributes_to {
        check_other_plans_node(node, known, place.field("contributes_to"), faults);
    }
    check_replaced(plan, row, known, &place.field("replaces"), faults);
    check_carriers(row, known, place, faults);
    let reports = place.field("reports");
    let keys = row.reports.iter().enumerate();
    let key = |report: &ReportRow| {
        format!("a report for {} published on {}", report.quarter, in_sentence(report.submitted.0))
    };
    check_unique(keys.map(|(index, report)| (reports.index(index), key(report))), faults);
    for (index, report) in row.reports.iter().enumerate() {
        check_report(plan, row, report, known, &reports.index(index), faults);
    }
}

fn check_other_plans_node(node: &InPlan, known: &Known, place: Place, faults: &mut Faults) {
    if !known.plans.contains(&node.plan) {
        faults.add(place, no_such("plan", &node.plan));
    } else if !known.nodes.contains(node) {
        faults.add(place, format!("the plan {} has no node \"{}\"", node.plan, node.reference));
    }
}

fn check_replaced(plan: &PlanRow, row: &ActionRow, known: &Known, place: &Place, faults: &mut Faults) {
    check_unique(row.replaces.iter().enumerate().map(|(index, earlier)| (place.index(index), earlier)), faults);
    for (index, earlier) in row.replaces.iter().enumerate() {
        check_action(earlier, known, place.index(index), faults);
        if earlier.plan == plan.code && earlier.reference == row.reference {
            faults.add(place.index(index), "an action cannot replace itself");
        }
    }
}

/// Every party is known and has only one role in the action.
fn check_carriers(row: &ActionRow, known: &Known, place: &Place, faults: &mut Faults) {
    let lead = row.lead.iter().map(|lead| (place.field("lead"), lead));
    let supporters = place.field("supporters");
    let all =
        lead.chain(row.supporters.iter().enumerate().map(|(index, supporter)| (supporters.index(index), supporter)));
    let mut parties = Vec::new();
    for (place, carrier) in all {
        if let Some(words) = known.fault_of_party(&carrier.party) {
            faults.add(place.field("party"), words);
        }
        if let Some(through) = &carrier.through {
            check_names(&known.agencies, "agency", place.field("through").field("agency"), &through.agency, faults);
        }
        parties.push((place, known.name_of_party(&carrier.party)));
    }
    check_unique(parties, faults);
}

fn check_report(
    plan: &PlanRow,
    row: &ActionRow,
    report: &ReportRow,
    known: &Known,
    place: &Place,
    faults: &mut Faults,
) {
    if report.submitted.0 < report.quarter.first_day() {
        let words = format!("{} is before {} began", in_sentence(report.submitted.0), report.quarter.in_words());
        faults.add(place.field("submitted"), words);
    }
    if row.recurrence.is_some() && report.status == ReportedStatus::Completed {
        faults.add(place.field("status"), "a recurring action is never completed: use in-progress");
    }
    let Some(word) = &report.native_word else { return };
    let place = place.field("native_word");
    let Some(vocabulary) = &plan.vocabulary else {
        faults.add(place, "the plan names no vocabulary for this word");
        return;
    };
    let Some(words) = known.vocabularies.get(vocabulary) else { return };
    match words.get(word) {
        None => faults.add(place, format!("the vocabulary {vocabulary} has no word \"{word}\"")),
        Some(Some(Meaning::Reported(status))) if *status != report.status => {
            faults.add(
                place,
                format!("in the vocabulary {vocabulary}, this word means a different status from the one given here"),
            );
        }
        Some(_) => {}
    }
}

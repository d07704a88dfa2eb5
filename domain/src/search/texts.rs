//! By which of its texts each kind of thing is found.

use crate::Object;
use crate::body::Body;
use crate::indicator::Indicator;
use crate::meeting::Meeting;
use crate::plan::Plan;
use crate::reference::{Reference, ReferenceContent};
use std::fmt::Display;

/// The texts of a thing, what it is called first. Nothing for accounts, roles and links: their words are no content, and
/// stand on the pages of what they belong to.
pub fn texts(object: &Object) -> Vec<String> {
    match object {
        Object::Person(_) | Object::Assignment(_) | Object::Link(_) => Vec::new(),
        Object::Agency(agency) => {
            let mut texts = vec![said(&agency.name), said(&agency.short_name), said(&agency.code)];
            texts.extend(agency.roles.iter().map(said));
            texts.extend(agency.note.iter().map(said));
            texts
        }
        Object::Body(body) => of_body(body),
        Object::Reference(reference) => of_reference(reference),
        Object::Indicator(indicator) => of_indicator(indicator),
        Object::Meeting(meeting) => of_meeting(meeting),
        Object::Plan(plan) => of_plan(plan),
        Object::Node(node) => {
            let mut texts = vec![said(&node.title), said(&node.reference), said(&node.level)];
            texts.extend(node.note.iter().map(said));
            texts
        }
        Object::Action(action) => {
            let mut texts = vec![said(&action.title), said(&action.reference)];
            texts.extend(action.official_number.iter().map(said));
            texts.push(said(&action.promise));
            texts.extend(action.note.iter().map(said));
            texts
        }
        Object::Milestone(milestone) => {
            let mut texts = vec![said(&milestone.title)];
            texts.extend(milestone.moves.iter().map(|made| said(&made.sentence)));
            texts
        }
        Object::Report(report) => {
            let mut texts = vec![said(&report.narrative)];
            texts.extend(report.native_word.iter().map(said));
            texts
        }
        Object::Evidence(evidence) => vec![said(&evidence.title), evidence.at.named().to_owned()],
    }
}

fn of_body(body: &Body) -> Vec<String> {
    let mut texts = vec![said(&body.name), said(&body.code), said(&body.kind), said(&body.cadence)];
    texts.extend(body.chair_title.iter().map(said));
    texts.extend([&body.duty, &body.created, &body.member_basis].into_iter().flatten().map(said));
    texts
}

fn of_indicator(indicator: &Indicator) -> Vec<String> {
    let mut texts = vec![said(&indicator.name), said(&indicator.code), said(&indicator.unit)];
    texts.extend(indicator.note.iter().map(said));
    texts
}

fn of_meeting(meeting: &Meeting) -> Vec<String> {
    let mut texts = vec![said(&meeting.title), said(&meeting.code), said(&meeting.summary)];
    texts.extend(meeting.outcomes.iter().map(said));
    texts
}

fn of_plan(plan: &Plan) -> Vec<String> {
    let mut texts = vec![said(&plan.title), said(&plan.short_title), said(&plan.code), said(&plan.period)];
    texts.extend(plan.coverage_note.iter().map(said));
    texts.extend(plan.facts.iter().map(|(name, fact)| format!("{name}: {fact}")));
    texts
}

fn of_reference(reference: &Reference) -> Vec<String> {
    let code = said(&reference.code);
    match &reference.content {
        ReferenceContent::Program { name, kind, summary, tracked_as, .. } => {
            vec![said(name), code, said(kind), said(summary), said(tracked_as)]
        }
        ReferenceContent::Contact { name, value, .. } => vec![said(name), code, said(value)],
        ReferenceContent::Document { title, .. } | ReferenceContent::Mandate { title, .. } => vec![said(title), code],
        ReferenceContent::Vocabulary { words, basis, .. } => {
            let words: Vec<String> = words.iter().map(|native| said(&native.word)).collect();
            vec![code, words.join(", "), said(basis)]
        }
        ReferenceContent::Calendar { when, what, .. } => vec![said(what), said(when)],
        ReferenceContent::Discrepancy { item, says, issue, basis, .. } => {
            vec![said(item), said(says), said(issue), said(basis)]
        }
    }
}

fn said(text: &impl Display) -> String {
    text.to_string()
}

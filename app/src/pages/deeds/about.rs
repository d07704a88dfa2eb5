//! What a form is about, loaded as the rules ask for it: the thing, its action, and everybody who carries that.

use super::sheet::Subject;
use crate::components::action_table::reference_in_addresses;
use crate::components::documents::document_link;
use crate::components::mark::{Axis, Mark};
use crate::components::milestones::signed;
use crate::components::prose::prose;
use crate::error::AppError;
use crate::layout::{Reading, Section};
use crate::paths::ActionKey;
use crate::words;
use domain::action::Action;
use domain::assignment::{Assignment, AssignmentState, Carriers};
use domain::date::long;
use domain::evidence::Evidence;
use domain::facts::Status;
use domain::ids::{ActionId, AssignmentId, EvidenceId, MilestoneId, ReportId};
use domain::milestone::{Milestone, MilestoneState};
use domain::text::{Code, Title};
use domain::update::Report;
use leptos::prelude::*;
use store::{Seen, View};

/// An action with its plan and its carriers.
#[derive(Debug)]
pub struct AboutAction {
    pub action: Seen<Action>,
    pub carriers: Carriers,
    plan: Code,
    plan_title: Title,
    /// By which addresses name it.
    reference: String,
}

impl AboutAction {
    /// # Errors
    /// [`AppError::NotFound`] when there is none that the reader may see.
    pub async fn named(view: &View, (plan, reference): (String, String)) -> Result<AboutAction, AppError> {
        let id = view.facts_by_reference(&plan, &reference)?.id;
        AboutAction::find(view, id).await
    }

    /// # Errors
    /// [`AppError::NotFound`] when there is none that the reader may see.
    pub async fn find(view: &View, id: ActionId) -> Result<AboutAction, AppError> {
        let action = view.action(id).await?;
        let carriers = view.carriers(id).await?;
        let plan = view.plan(action.value.plan)?;
        let reference = reference_in_addresses(view.facts(id)?);
        Ok(AboutAction { action, carriers, plan: plan.code.clone(), plan_title: plan.short_title.clone(), reference })
    }

    pub fn id(&self) -> ActionId {
        self.action.value.id
    }

    /// The action as it is named in addresses.
    pub fn key(&self) -> ActionKey<'_> {
        ActionKey { plan: self.plan.as_str(), reference: &self.reference }
    }

    /// The page of the action.
    pub fn address(&self, reading: &Reading) -> String {
        reading.paths.action(self.key())
    }

    pub fn subject(&self, reading: &Reading) -> Subject {
        let action = &self.action.value;
        let lead = self.carriers.lead.as_ref().map(|lead| reading.view.short_name(lead.party));
        let facts = vec![
            ("Promise", prose(action.promise.as_str())),
            ("Promised for", action.timeframe.stated.to_string().into_any()),
            ("Lead", lead.unwrap_or_else(|| "None".to_owned()).into_any()),
        ];
        self.part(reading, self.action.since, (action.title.to_string(), facts))
    }

    /// A subject that is part of the action and stands on its page.
    fn part(
        &self,
        reading: &Reading,
        since: domain::ledger::Seq,
        (name, facts): (String, Vec<(&'static str, AnyView)>),
    ) -> Subject {
        let (action, address) = (&self.action.value, self.address(reading));
        let above = vec![
            (self.plan_title.to_string(), reading.paths.plan(self.plan.as_str())),
            (format!("{} {}", action.reference, action.title), address.clone()),
        ];
        Subject { section: Section::Actions, above, address, name: Some(name), facts, since: Some(since) }
    }
}

/// A milestone with its action.
#[derive(Debug)]
pub struct AboutMilestone {
    pub milestone: Seen<Milestone>,
    pub action: AboutAction,
}

impl AboutMilestone {
    /// # Errors
    /// [`AppError::NotFound`] when there is none that the reader may see.
    pub async fn find(view: &View, id: MilestoneId) -> Result<AboutMilestone, AppError> {
        let milestone = view.milestone(id).await?;
        let action = AboutAction::find(view, milestone.value.action).await?;
        Ok(AboutMilestone { milestone, action })
    }

    pub fn subject(&self, reading: &Reading) -> Subject {
        let milestone = &self.milestone.value;
        let mut facts = vec![
            ("First promised", long(milestone.original).into_any()),
            ("Now due", long(milestone.due).into_any()),
            ("Moves so far", moves_so_far(milestone).into_any()),
        ];
        facts.extend(milestone.forecast.map(|expected| ("Expected", long(expected).into_any())));
        facts.extend(ended(milestone).map(|(name, words)| (name, words.into_any())));
        let mut subject = self.action.part(reading, self.milestone.since, (milestone.title.to_string(), facts));
        subject.address = reading.paths.milestone(milestone.id);
        subject.above.push((milestone.title.to_string(), subject.address.clone()));
        subject
    }
}

/// "2, +153 days in all. The last on 28 June 2024: clearance."
fn moves_so_far(milestone: &Milestone) -> String {
    match milestone.moves.as_slice() {
        [] => "None".to_owned(),
        [.., last] => {
            let (number, slip) = (milestone.moves.len(), signed(milestone.slip()));
            let (on, reason) = (long(last.on), words::move_reason(last.reason).to_lowercase());
            format!("{number}, {slip} days in all. The last on {on}: {reason}.")
        }
    }
}

fn ended(milestone: &Milestone) -> Option<(&'static str, String)> {
    match &milestone.state {
        MilestoneState::Open => None,
        MilestoneState::Completed(completion) => Some(("Completed", long(completion.on))),
        MilestoneState::Withdrawn(withdrawal) => {
            Some(("Withdrawn", format!("{}: {}", long(withdrawal.on), withdrawal.reason)))
        }
    }
}

/// A lead or a supporting role with its action.
#[derive(Debug)]
pub struct AboutAssignment {
    pub assignment: Seen<Assignment>,
    pub action: AboutAction,
}

impl AboutAssignment {
    /// # Errors
    /// [`AppError::NotFound`] when there is none that the reader may see.
    pub async fn find(view: &View, id: AssignmentId) -> Result<AboutAssignment, AppError> {
        let assignment = view.assignment(id).await?;
        let action = AboutAction::find(view, assignment.value.action).await?;
        Ok(AboutAssignment { assignment, action })
    }

    pub fn subject(&self, reading: &Reading) -> Subject {
        let mut subject = self.action.subject(reading);
        subject.facts.push(("Role", words::carrier_role(self.assignment.value.role).into_any()));
        subject.facts.push(("Agency", reading.view.short_name(self.assignment.value.party).into_any()));
        subject.facts.extend(self.answer().map(|words| ("Answer", words.into_any())));
        subject.since = Some(self.assignment.since);
        subject
    }

    /// What is known of the answer, where there was a question.
    fn answer(&self) -> Option<String> {
        match &self.assignment.value.state {
            AssignmentState::Stated | AssignmentState::Assumed => None,
            AssignmentState::Offered { on } => Some(format!("None since {}", long(*on))),
            AssignmentState::Accepted { on } => Some(format!("Accepted on {}", long(*on))),
            AssignmentState::Declined { on, reason } => Some(format!("Declined on {}: {reason}", long(*on))),
            AssignmentState::HandedOver { on, .. } => Some(format!("Handed over on {}", long(*on))),
            AssignmentState::Ended { on, reason, how } => {
                Some(format!("{} on {}: {reason}", words::ending(*how), long(*on)))
            }
        }
    }
}

/// A document with its action.
#[derive(Debug)]
pub struct AboutDocument {
    pub document: Seen<Evidence>,
    pub action: AboutAction,
}

impl AboutDocument {
    /// # Errors
    /// [`AppError::NotFound`] when there is none that the reader may see.
    pub async fn find(view: &View, id: EvidenceId) -> Result<AboutDocument, AppError> {
        let document = view.document(id).await?;
        let action = AboutAction::find(view, document.value.action).await?;
        Ok(AboutDocument { document, action })
    }

    pub fn subject(&self, reading: &Reading) -> Subject {
        let document = &self.document.value;
        let facts = vec![
            ("Document", document_link(reading, document)),
            ("Dated", long(document.dated).into_any()),
            ("Attached", long(document.attached).into_any()),
            ("By", reading.view.short_name(document.attached_by.party()).into_any()),
        ];
        self.action.part(reading, self.document.since, (document.title.to_string(), facts))
    }
}

/// A progress update with its action.
#[derive(Debug)]
pub struct AboutReport {
    pub report: Seen<Report>,
    pub action: AboutAction,
}

impl AboutReport {
    /// # Errors
    /// [`AppError::NotFound`] when there is none that the reader may see.
    pub async fn find(view: &View, id: ReportId) -> Result<AboutReport, AppError> {
        let report = view.report(id).await?;
        let action = AboutAction::find(view, report.value.action).await?;
        Ok(AboutReport { report, action })
    }

    pub fn subject(&self, reading: &Reading) -> Subject {
        let report = &self.report.value;
        let name = format!("The report of {} for {}", long(report.submitted), report.quarter.in_words());
        self.action.part(reading, self.report.since, (name, said(report)))
    }
}

/// What a report says, fact by fact.
pub fn said(report: &Report) -> Vec<(&'static str, AnyView)> {
    let status = Status::shown(false, false, Some(report.status));
    let mut facts = vec![("Status", view! { <Mark of=Axis::Status(status)/> }.into_any())];
    facts.extend(report.confidence.map(|confidence| {
        let mark = view! { <Mark of=Axis::Confidence(confidence)/> }.into_any();
        ("Confidence", mark)
    }));
    facts.push(("In words", prose(report.narrative.as_str())));
    facts
}

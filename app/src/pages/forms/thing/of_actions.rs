//! Actions and what belongs to them, as their forms show them.

use super::{Heading, Thing, shown};
use crate::components::documents::document_link;
use crate::components::mark::{Axis, Mark};
use crate::components::milestones::signed;
use crate::components::prose::prose;
use crate::error::AppError;
use crate::layout::{Reading, Section};
use crate::pages::forms::names::Names;
use crate::paths::ActionKey;
use crate::paths::reference_in_addresses;
use crate::words;
use commands::about::{
    About, AboutAction, AboutDocument, AboutHeldAction, AboutLink, AboutMilestone, AboutRole, AboutUpdate,
};
use domain::assignment::AssignmentState;
use domain::date::in_sentence;
use domain::facts::Status;
use domain::ids::ActionId;
use domain::ledger::Seq;
use domain::milestone::{Milestone, MilestoneState};
use domain::update::Report;
use leptos::prelude::*;

/// The action that the address names by its plan and its reference.
fn action_named(reading: &Reading, names: &Names) -> Result<ActionId, AppError> {
    Ok(reading.view.facts_by_reference(&names.get("plan")?, &names.get("reference")?)?.id)
}

/// The address of an action's page.
pub fn action_page(reading: &Reading, id: ActionId) -> String {
    let found = reading.view.facts(id).and_then(|facts| Ok((reading.view.plan(facts.plan)?, facts)));
    let Ok((plan, facts)) = found else { return reading.paths.actions() };
    reading.paths.action(ActionKey { plan: plan.code.as_str(), reference: &reference_in_addresses(facts) })
}

/// A heading of what is part of the action and stands on its page.
fn part(
    about: &AboutAction,
    reading: &Reading,
    since: Seq,
    (name, facts): (String, Vec<(&'static str, AnyView)>),
) -> Heading {
    let action = &about.action.value;
    let address = action_page(reading, action.id);
    let plan = reading.view.plan(action.plan).ok();
    let mut above: Vec<(String, String)> =
        plan.map(|plan| (plan.short_title.to_string(), reading.paths.plan(plan.code.as_str()))).into_iter().collect();
    above.push((format!("{} {}", action.reference, action.title), address.clone()));
    Heading { section: Section::Actions, above, address, name: Some(name), facts, since: Some(since) }
}

impl Thing for AboutAction {
    async fn at(reading: &Reading, names: &Names) -> Result<AboutAction, AppError> {
        Ok(AboutAction::load(&reading.view, action_named(reading, names)?).await?)
    }

    fn heading(&self, reading: &Reading) -> Heading {
        let action = &self.action.value;
        let lead = self.carriers.lead.as_ref().map(|lead| reading.view.short_name(lead.party));
        let facts = vec![
            ("Promise", prose(action.promise.as_str())),
            ("Promised for", action.timeframe.stated.to_string().into_any()),
            ("Lead", lead.unwrap_or_else(|| "None".to_owned()).into_any()),
        ];
        part(self, reading, self.action.since, (action.title.to_string(), facts))
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.action)
    }
}

impl Thing for AboutHeldAction {
    async fn at(reading: &Reading, names: &Names) -> Result<AboutHeldAction, AppError> {
        Ok(AboutHeldAction::load(&reading.view, action_named(reading, names)?).await?)
    }

    fn heading(&self, reading: &Reading) -> Heading {
        self.action.heading(reading)
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        self.action.shown()
    }
}

impl Thing for AboutMilestone {
    fn heading(&self, reading: &Reading) -> Heading {
        let milestone = self.it();
        let mut facts = vec![
            ("First promised", in_sentence(milestone.original).into_any()),
            ("Now due", in_sentence(milestone.due).into_any()),
            ("Moves so far", moves_so_far(milestone).into_any()),
        ];
        facts.extend(milestone.forecast.map(|expected| ("Expected", in_sentence(expected).into_any())));
        facts.extend(ended(milestone).map(|(name, words)| (name, words.into_any())));
        let title = milestone.title.to_string();
        let mut heading = part(&self.action, reading, self.of.since, (title.clone(), facts));
        heading.address = reading.paths.milestone(milestone.id);
        heading.above.push((title, heading.address.clone()));
        heading
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.of)
    }
}

/// "2, +153 days in all. The last on June 28, 2024: clearance."
fn moves_so_far(milestone: &Milestone) -> String {
    match milestone.moves.as_slice() {
        [] => "None".to_owned(),
        [.., last] => {
            let (number, slip) = (milestone.moves.len(), signed(milestone.slip()));
            let (on, reason) = (in_sentence(last.on), words::move_reason(last.reason).to_lowercase());
            format!("{number}, {slip} days in all. The last on {on}: {reason}.")
        }
    }
}

fn ended(milestone: &Milestone) -> Option<(&'static str, String)> {
    match &milestone.state {
        MilestoneState::Open => None,
        MilestoneState::Completed(completion) => Some(("Completed", in_sentence(completion.on))),
        MilestoneState::Withdrawn(withdrawal) => {
            Some(("Withdrawn", format!("{}: {}", in_sentence(withdrawal.on), withdrawal.reason)))
        }
    }
}

impl Thing for AboutRole {
    fn heading(&self, reading: &Reading) -> Heading {
        let mut heading = self.action.heading(reading);
        heading.facts.push(("Role", words::carrier_role(self.it().role).into_any()));
        heading.facts.push(("Agency", reading.view.short_name(self.it().party).into_any()));
        heading.facts.extend(answer(&self.it().state).map(|words| ("Answer", words.into_any())));
        heading.since = Some(self.of.since);
        heading
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.of)
    }
}

/// What is known of the answer, where there was a question.
fn answer(state: &AssignmentState) -> Option<String> {
    match state {
        AssignmentState::Stated | AssignmentState::Assumed => None,
        AssignmentState::Offered { on } => Some(format!("None since {}", in_sentence(*on))),
        AssignmentState::Accepted { on } => Some(format!("Accepted on {}", in_sentence(*on))),
        AssignmentState::Declined { on, reason } => Some(format!("Declined on {}: {reason}", in_sentence(*on))),
        AssignmentState::HandedOver { on, .. } => Some(format!("Handed over on {}", in_sentence(*on))),
        AssignmentState::Ended { on, reason, how } => {
            Some(format!("{} on {}: {reason}", words::ending(*how), in_sentence(*on)))
        }
    }
}

impl Thing for AboutDocument {
    fn heading(&self, reading: &Reading) -> Heading {
        let document = self.it();
        let facts = vec![
            ("Document", document_link(reading, document)),
            ("Dated", in_sentence(document.dated).into_any()),
            ("Attached", in_sentence(document.attached).into_any()),
            ("By", reading.view.short_name(document.attached_by.party()).into_any()),
        ];
        part(&self.action, reading, self.of.since, (document.title.to_string(), facts))
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.of)
    }
}

impl Thing for AboutUpdate {
    fn heading(&self, reading: &Reading) -> Heading {
        let update = self.it();
        let name = format!("The report of {} for {}", in_sentence(update.submitted), update.quarter.in_words());
        part(&self.action, reading, self.of.since, (name, said(update)))
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.of)
    }
}

/// What an update says, fact by fact.
pub fn said(update: &Report) -> Vec<(&'static str, AnyView)> {
    let status = Status::shown(false, false, Some(update.status));
    let mut facts = vec![("Status", view! { <Mark of=Axis::Status(status)/> }.into_any())];
    facts.extend(update.confidence.map(|confidence| {
        let mark = view! { <Mark of=Axis::Confidence(confidence)/> }.into_any();
        ("Confidence", mark)
    }));
    facts.push(("In words", prose(update.narrative.as_str())));
    facts
}

impl Thing for AboutLink {
    /// The link as part of the action that it goes out from.
    fn heading(&self, reading: &Reading) -> Heading {
        let (link, from) = (&self.link.value, &self.from.action.value);
        let mut facts = vec![
            ("Action", format!("{}: {}", from.reference, from.title).into_any()),
            ("How it relates", words::relation(link.relation).into_any()),
        ];
        let other = reading.view.facts(link.to).and_then(|to| Ok((reading.view.plan(to.plan)?, to)));
        let mut name = from.title.to_string();
        if let Ok((plan, to)) = other {
            facts.push(("To", format!("{} in {}: {}", to.reference, plan.short_title, to.title).into_any()));
            name = format!("{name} and {}", to.title);
        }
        facts.extend(link.note.as_ref().map(|note| ("Rests on", note.to_string().into_any())));
        part(&self.from, reading, self.link.since, (name, facts))
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.link)
    }
}

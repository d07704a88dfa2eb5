//! Actions and what belongs to them, as their forms show them.

use super::{Heading, Thing, shown};
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
use queries::milestone_words;
use ui::components::documents::document_link;
use ui::components::mark::{Axis, Mark};
use ui::components::prose::prose;
use ui::error::AppError;
use ui::layout::{Reading, Section};

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

/// A heading of what is part of the action.
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
    Heading { section: Section::Actions, above, address, name: Some(name), short_name: None, facts, since: Some(since) }
}

impl Thing for AboutAction {
    async fn at(reading: &Reading, names: &Names) -> Result<AboutAction, AppError> {
        Ok(AboutAction::load(&reading.view, action_named(reading, names)?).await?)
    }

    fn heading(&self, reading: &Reading) -> Heading {
        let action = &self.action.value;
        let lead = self.carriers.lead.as_ref().map(|lead| reading.view.short_name(lead.party));
        let facts = vec![
            ("Commitment", prose(action.promise.as_str())),
            ("Timeframe", action.timeframe.stated.to_string().into_any()),
            ("Lead agency", lead.unwrap_or_else(|| "None".to_owned()).into_any()),
        ];
        let heading = part(self, reading, self.action.since, (action.title.to_string(), facts));
        Heading { short_name: Some(action.reference.to_string()), ..heading }
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
            ("Original due date", in_sentence(milestone.original).into_any()),
            ("Current due date", in_sentence(milestone.due).into_any()),
            ("Date changes", date_changes(milestone).into_any()),
        ];
        facts.extend(milestone.forecast.map(|expected| ("Expected date", in_sentence(expected).into_any())));
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

/// "2 (153 days later in total). Latest: June 28, 2024, clearance."
fn date_changes(milestone: &Milestone) -> String {
    match milestone.moves.as_slice() {
        [] => "None".to_owned(),
        [.., last] => {
            let (number, slip) = (milestone.moves.len(), milestone_words::slip(milestone.slip()));
            let (on, reason) = (in_sentence(last.on), words::move_reason(last.reason).to_lowercase());
            format!("{number} ({slip} in total). Latest: {on}, {reason}.")
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
        heading.facts.extend(answer(&self.it().state).map(|words| ("Response", words.into_any())));
        heading.since = Some(self.of.since);
        heading
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.of)
    }
}

/// The response, where there was a request.
fn answer(state: &AssignmentState) -> Option<String> {
    match state {
        AssignmentState::Stated | AssignmentState::Assumed => None,
        AssignmentState::Offered { on } => Some(format!("None (requested {})", in_sentence(*on))),
        AssignmentState::Accepted { on } => Some(format!("Accepted {}", in_sentence(*on))),
        AssignmentState::Declined { on, reason } => Some(format!("Declined {}: {reason}", in_sentence(*on))),
        AssignmentState::HandedOver { on, .. } => Some(format!("Transferred {}", in_sentence(*on))),
        AssignmentState::Ended { on, reason, how } => {
            Some(format!("{} {}: {reason}", words::ending(*how), in_sentence(*on)))
        }
    }
}

impl Thing for AboutDocument {
    fn heading(&self, reading: &Reading) -> Heading {
        let document = self.it();
        let facts = vec![
            ("Document", document_link(reading, document)),
            ("Date on the document", in_sentence(document.dated).into_any()),
            ("Attached", in_sentence(document.attached).into_any()),
            ("Attached by", reading.view.short_name(document.attached_by.party()).into_any()),
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
        let (quarter, submitted) = (update.quarter.named(), in_sentence(update.submitted));
        let name = format!("Status update for {quarter}, submitted {submitted}");
        part(&self.action, reading, self.of.since, (name, said(update)))
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.of)
    }
}

/// The facts of an update.
pub fn said(update: &Report) -> Vec<(&'static str, AnyView)> {
    let status = Status::shown(false, false, Some(update.status));
    let mut facts = vec![("Status", view! { <Mark of=Axis::Status(status)/> }.into_any())];
    facts.extend(update.confidence.map(|confidence| {
        let mark = view! { <Mark of=Axis::Confidence(confidence)/> }.into_any();
        ("Confidence", mark)
    }));
    facts.push(("Summary", prose(update.narrative.as_str())));
    facts
}

impl Thing for AboutLink {
    /// The link as part of the action that it goes out from.
    fn heading(&self, reading: &Reading) -> Heading {
        let (link, from) = (&self.link.value, &self.from.action.value);
        let mut facts = vec![
            ("Action", format!("{}: {}", from.reference, from.title).into_any()),
            ("Relationship", words::relation(link.relation).into_any()),
        ];
        let other = reading.view.facts(link.to).and_then(|to| Ok((reading.view.plan(to.plan)?, to)));
        let mut name = from.title.to_string();
        if let Ok((plan, to)) = other {
            facts.push(("Other action", format!("{} in {}: {}", to.reference, plan.short_title, to.title).into_any()));
            name = format!("{name} and {}", to.title);
        }
        facts.extend(link.note.as_ref().map(|note| ("Basis", note.to_string().into_any())));
        part(&self.from, reading, self.link.since, (name, facts))
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.link)
    }
}

//! What a form is about, as its page shows it: where it stands, what it is called, and what the record says of it.

use super::names::Names;
use crate::components::action_table::reference_in_addresses;
use crate::components::documents::document_link;
use crate::components::mark::{Axis, Mark};
use crate::components::milestones::signed;
use crate::components::prose::prose;
use crate::error::AppError;
use crate::layout::{Reading, Section};
use crate::paths::ActionKey;
use crate::words;
use commands::about::{
    About, AboutAccount, AboutAction, AboutDocument, AboutHeldAction, AboutLink, AboutMilestone, AboutPlan, AboutRole,
    AboutSection, AboutUpdate, AboutView,
};
use domain::Versioned;
use domain::assignment::AssignmentState;
use domain::date::long;
use domain::facts::Status;
use domain::ids::ActionId;
use domain::ledger::Seq;
use domain::milestone::{Milestone, MilestoneState};
use domain::plan::Plan;
use domain::update::Report;
use leptos::prelude::*;
use std::future::Future;
use store::Seen;
use uuid::Uuid;

/// What stands above a form.
#[derive(Debug)]
pub struct Heading {
    pub section: Section,
    /// The pages above this one with their addresses.
    pub above: Vec<(String, String)>,
    /// The page of the thing: where the form leads when it is done, left, or asked for in the past.
    pub address: String,
    /// What the thing is called; nothing where something new stands on its own.
    pub name: Option<String>,
    /// What the record says of it now, each fact under its name.
    pub facts: Vec<(&'static str, AnyView)>,
    /// The entry that made the version which the form shows; none where something new is made.
    pub since: Option<Seq>,
}

impl Heading {
    /// Of something that stands below one page.
    pub fn below(section: Section, (page, address): (&str, String)) -> Heading {
        let above = vec![(page.to_owned(), address.clone())];
        Heading { section, above, address, name: None, facts: Vec::new(), since: None }
    }

    pub fn named(self, name: impl Into<String>) -> Heading {
        Heading { name: Some(name.into()), ..self }
    }
}

/// Something that has forms.
pub trait Thing: About {
    /// What the address of the page names.
    fn at(reading: &Reading, names: &Names) -> impl Future<Output = Result<Self, AppError>> + Send {
        async move { Ok(Self::load(&reading.view, names.id(Self::NAME)?).await?) }
    }

    fn heading(&self, reading: &Reading) -> Heading;

    /// The hidden fields that name it, and the version that the form shows.
    fn shown(&self) -> Vec<(&'static str, String)>;
}

/// The hidden fields of an object.
fn shown<T: Versioned>(seen: &Seen<T>) -> Vec<(&'static str, String)> {
    let id: Uuid = seen.value.id().into();
    vec![("id", id.to_string()), ("version", seen.version.to_string())]
}

/// The hidden field of a form that makes something for an action.
pub fn for_action(about: &AboutAction) -> Vec<(&'static str, String)> {
    vec![("action", about.action.value.id.to_string())]
}

impl Thing for () {
    async fn at(_reading: &Reading, _names: &Names) -> Result<(), AppError> {
        Ok(())
    }

    fn heading(&self, reading: &Reading) -> Heading {
        Heading::below(Section::None, ("Settings", reading.paths.settings()))
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

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
            ("First promised", long(milestone.original).into_any()),
            ("Now due", long(milestone.due).into_any()),
            ("Moves so far", moves_so_far(milestone).into_any()),
        ];
        facts.extend(milestone.forecast.map(|expected| ("Expected", long(expected).into_any())));
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
        AssignmentState::Offered { on } => Some(format!("None since {}", long(*on))),
        AssignmentState::Accepted { on } => Some(format!("Accepted on {}", long(*on))),
        AssignmentState::Declined { on, reason } => Some(format!("Declined on {}: {reason}", long(*on))),
        AssignmentState::HandedOver { on, .. } => Some(format!("Handed over on {}", long(*on))),
        AssignmentState::Ended { on, reason, how } => {
            Some(format!("{} on {}: {reason}", words::ending(*how), long(*on)))
        }
    }
}

impl Thing for AboutDocument {
    fn heading(&self, reading: &Reading) -> Heading {
        let document = self.it();
        let facts = vec![
            ("Document", document_link(reading, document)),
            ("Dated", long(document.dated).into_any()),
            ("Attached", long(document.attached).into_any()),
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
        let name = format!("The report of {} for {}", long(update.submitted), update.quarter.in_words());
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

fn plan_heading(reading: &Reading, plan: &Plan) -> Heading {
    let address = reading.paths.plan(plan.code.as_str());
    Heading::below(Section::Plans, (plan.short_title.as_str(), address)).named(plan.title.to_string())
}

impl Thing for AboutPlan {
    async fn at(reading: &Reading, names: &Names) -> Result<AboutPlan, AppError> {
        Ok(AboutPlan(reading.view.plan_by_code(&names.get("plan")?)?.clone()))
    }

    fn heading(&self, reading: &Reading) -> Heading {
        plan_heading(reading, &self.0)
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        vec![("plan", self.0.id.to_string())]
    }
}

impl Thing for AboutSection {
    fn heading(&self, reading: &Reading) -> Heading {
        let section = &self.section;
        let name = format!("{} {}: {}", section.level, section.reference, section.title);
        Heading { since: self.since, ..plan_heading(reading, &self.plan) }.named(name)
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        vec![("id", self.section.id.to_string()), ("version", self.version.to_string())]
    }
}

/// Of what stands below the page of accounts.
pub fn accounts_heading(reading: &Reading) -> Heading {
    Heading::below(Section::People, ("People", reading.paths.people()))
}

impl Thing for AboutAccount {
    fn heading(&self, reading: &Reading) -> Heading {
        let heading = accounts_heading(reading).named(self.account.value.name.to_string());
        Heading { since: Some(self.account.since), ..heading }
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.account)
    }
}

/// Of what stands below the page of saved views, which keeps no point of the record.
pub fn views_heading() -> Heading {
    Heading::below(Section::None, ("Saved views", "/views".to_owned()))
}

impl Thing for AboutView {
    fn heading(&self, _reading: &Reading) -> Heading {
        views_heading().named(self.0.name.to_string())
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        vec![("id", self.0.id.to_string())]
    }
}

//! One action: the promise, who carries it, what is said and what is shown, and everything that happened.

mod axes;
mod buttons;
mod edits;
pub(crate) mod happened;
mod parts;
mod retracted;
mod said_and_shown;
mod since;

use crate::components::Breadcrumb;
use crate::components::action_table::reference_in_addresses;
use crate::components::carriers::carriers_table;
use crate::components::history::{History, history_table};
use crate::components::milestones::milestones_table;
use crate::components::withdrawn::withdrawn_in_words;
use crate::layout::{Page, Reading, Section, page};
use crate::pages::plan::path_part;
use crate::paths::ActionKey;
use crate::reading::path;
use crate::words;
use axes::axes;
use buttons::{Block, buttons, first_button};
use domain::Date;
use domain::action::{Action, Held};
use domain::assignment::{Assignment, AssignmentState, CarrierRole, Carriers};
use domain::body::Party;
use domain::date::in_sentence;
use domain::evidence::Evidence;
use domain::facts::ActionFacts;
use domain::gaps::LeadBasis;
use domain::ids::{MilestoneId, NodeId};
use domain::link::Link;
use domain::milestone::{Milestone, MilestoneState};
use domain::plan::Plan;
use domain::update::Report;
use leptos::prelude::*;
use parts::{evidence_table, facts_of_promise, links_table, updates_list};
use retracted::{retracted, title};
use said_and_shown::said_and_shown;
use store::{Seen, StoreError};

/// How many rows of a growing list stand on the page; the rest is one link away.
const SHOWN: usize = 8;

/// Everything about one action that the page reads, in one go.
pub(crate) struct Dossier<'a> {
    pub facts: &'a ActionFacts,
    pub plan: &'a Plan,
    pub action: Action,
    /// By which addresses name it: another may have the reference of one that was retracted.
    pub reference: String,
    pub assignments: Vec<Seen<Assignment>>,
    pub carriers: Carriers,
    pub milestones: Vec<Seen<Milestone>>,
    pub reports: Vec<Seen<Report>>,
    pub evidence: Vec<Seen<Evidence>>,
    pub links: Vec<Seen<Link>>,
    pub history: History,
    /// Every version of the action up to the day that is viewed; blank where none was edited.
    pub versions: Vec<Seen<Action>>,
    /// The parts in which it stood, by name.
    pub nodes: Vec<(NodeId, String)>,
}

impl Dossier<'_> {
    pub fn key(&self) -> ActionKey<'_> {
        ActionKey { plan: self.plan.code.as_str(), reference: &self.reference }
    }

    /// The update from which status and confidence come: the last one that was not retracted.
    pub fn last_report(&self) -> Option<&Seen<Report>> {
        self.reports.iter().find(|seen| seen.value.stands())
    }

    /// The day on which the last lead of an action without a lead ended.
    pub fn led_until(&self) -> Option<Date> {
        let ended = |assignment: &Assignment| match assignment.state {
            AssignmentState::Ended { on, .. } | AssignmentState::HandedOver { on, .. } => Some(on),
            AssignmentState::Stated
            | AssignmentState::Assumed
            | AssignmentState::Offered { .. }
            | AssignmentState::Accepted { .. }
            | AssignmentState::Declined { .. } => None,
        };
        let leads = self.assignments.iter().map(|seen| &seen.value).filter(|it| it.role == CarrierRole::Lead);
        leads.filter(|lead| lead.in_force_from.is_some()).filter_map(ended).max()
    }

    /// "No update stands: 2 were retracted." `None` where one stands, and where none was ever made.
    pub fn no_update_stands(&self) -> Option<String> {
        let retracted = self.reports.len();
        let were = if retracted == 1 { "was" } else { "were" };
        (retracted > 0 && self.last_report().is_none())
            .then(|| format!("No update stands: {} {were} retracted", words::thousands(retracted)))
    }

    /// What stands for the action, and would be left without it.
    pub fn held(&self) -> Held {
        Held::of(self.reports.iter().map(|seen| &seen.value), self.milestones.iter().map(|seen| &seen.value))
    }

    /// The title of one of its milestones.
    pub fn milestone_title(&self, id: MilestoneId) -> String {
        let found = self.milestones.iter().find(|seen| seen.value.id == id);
        found.map_or_else(|| "A milestone".to_owned(), |seen| seen.value.title.to_string())
    }
}

#[component]
pub fn ActionPage() -> impl IntoView {
    let key = path_part("plan").and_then(|plan| Ok((plan, path_part("reference")?)));
    page(async move |reading: Reading| {
        let (plan, reference) = key?;
        let dossier = open(&reading, &plan, &reference).await?;
        let title = format!("{}, {}", dossier.action.reference, dossier.action.title);
        Ok(Page { title, section: Section::Actions, body: body(&reading, &dossier) })
    })
}

async fn open<'a>(reading: &'a Reading, plan: &str, reference: &str) -> Result<Dossier<'a>, StoreError> {
    let view = &reading.view;
    let facts = view.facts_by_reference(plan, reference)?;
    let assignments = view.assignments(facts.id).await?;
    let action = view.action(facts.id).await?.value;
    let carriers = Carriers::of_action(&action, assignments.iter().map(|seen| seen.value.clone()));
    let history = History::of(reading, view.history_of_action(facts.id).await?).await?;
    let is_edited = history.entries().iter().any(edits::is_edit);
    let versions = if is_edited { view.action_versions(facts.id).await? } else { Vec::new() };
    let title = |id| view.node(id).map(|node| (id, node.title.to_string()));
    let nodes = versions.iter().filter_map(|version| title(version.value.node)).collect();
    Ok(Dossier {
        facts,
        plan: view.plan(facts.plan)?,
        reference: reference_in_addresses(facts),
        action,
        assignments,
        carriers,
        milestones: view.milestones(facts.id).await?,
        reports: view.reports(facts.id).await?,
        evidence: view.evidence(facts.id).await?,
        links: view.links(facts.id).await?,
        history,
        versions,
        nodes,
    })
}

fn body(reading: &Reading, dossier: &Dossier<'_>) -> AnyView {
    view! {
        {head(reading, dossier)}
        {axes(reading, dossier)}
        <nav class="c-jump c-jump--plain" aria-label="On this page">
            <a href="#said-and-shown">"Said and shown"</a>
            <a href="#promise">"The promise"</a>
            <a href="#milestones">"Milestones"</a>
            <a href="#updates">"Updates"</a>
            <a href="#evidence">"Evidence"</a>
            <a href="#other-plans">"Other plans"</a>
            <a href="#history">"History"</a>
        </nav>
        <section class="c-chart" id="said-and-shown"><h2>"Said and shown"</h2>{said_and_shown(reading, dossier)}</section>
        <div class="c-grid c-grid--57 c-block-gap" id="promise">
            <section class="c-chart c-block">
                <div class="c-h2row"><h2>"The promise"</h2>{buttons(reading, dossier, Block::Promise)}</div>
                {facts_of_promise(reading, dossier)}
            </section>
            <section class="c-chart c-block">
                <div class="c-h2row"><h2>"Who carries it"</h2>{buttons(reading, dossier, Block::Carriers)}</div>
                {carriers_table(reading, (&dossier.assignments, &dossier.carriers), dossier.history.entries())}
            </section>
        </div>
        <section class="c-section" id="milestones">
            <div class="c-h2row"><h2>{milestones_title(reading, dossier)}</h2>{buttons(reading, dossier, Block::Milestones)}</div>
            {milestones_table(reading, &dossier.milestones, (dossier.facts, dossier.carriers.withdrawn))}
        </section>
        <section class="c-section" id="updates">
            <div class="c-h2row"><h2>"Updates"</h2><span class="c-small c-quiet">{number_of_updates(dossier)}</span></div>
            {updates_list(reading, dossier)}
        </section>
        <section class="c-section" id="evidence">
            <div class="c-h2row"><h2>"Evidence"</h2>{buttons(reading, dossier, Block::Evidence)}</div>
            {evidence_table(reading, dossier)}
        </section>
        <section class="c-section" id="other-plans">
            <div class="c-h2row"><h2>"The same work in other plans"</h2>{buttons(reading, dossier, Block::OtherPlans)}</div>
            {links_table(reading, dossier)}
        </section>
        <section class="c-section" id="history">
            <div class="c-h2row">
                <h2>"History"</h2>
                <span class="c-small c-quiet">{history_count(dossier.history.entries().len())}</span>
            </div>
            {history_table(reading, &dossier.history, &|entry| happened::about(dossier, entry))}
        </section>
    }
    .into_any()
}

fn head(reading: &Reading, dossier: &Dossier<'_>) -> AnyView {
    let (view, paths) = (&reading.view, &reading.paths);
    let mut above = vec![(dossier.plan.short_title.to_string(), paths.plan(dossier.plan.code.as_str()))];
    for node in path(view, dossier.facts.node) {
        let address =
            paths.with_query("/actions", &[("plan", dossier.plan.code.as_str()), ("node", node.reference.as_str())]);
        above.push((node.title.to_string(), address));
    }
    let led = match dossier.facts.lead {
        Some(lead) => {
            let through = dossier.carriers.lead.as_ref().and_then(|lead| lead.through.as_ref());
            let through = through.map(|through| format!(" through {}", view.short_name(Party::Agency(through.agency))));
            format!("Led by {}{}.", view.short_name(lead), through.unwrap_or_default())
        }
        None => match dossier.facts.lead_offered_to {
            Some(asked) => format!("The lead is offered to {} and not answered yet.", view.short_name(asked)),
            None if LeadBasis::of(dossier.facts) == LeadBasis::HandedBack => "Its lead was handed back.".to_owned(),
            None => match dossier.led_until() {
                Some(on) => format!("It has had no lead since {}.", in_sentence(on)),
                None => "Its lead is not known.".to_owned(),
            },
        },
    };
    let paraphrased = (dossier.action.wording == domain::action::Wording::Paraphrased)
        .then(|| view! { <span class="c-sample">"paraphrased"</span> });
    let sample = reading.request.site.is_sample.then(|| view! { <span class="c-sample">"sample progress"</span> });
    view! {
        <Breadcrumb above here=dossier.action.reference.to_string()/>
        <div class="c-page">
            <div class="c-page__text">
                <h1>{title(dossier)}" "{paraphrased}</h1>
                <p><b>{dossier.action.reference.to_string()}</b>" in "{dossier.plan.short_title.to_string()}". "{led}" "{sample}</p>
            </div>
            {first_button(reading, dossier)}
        </div>
        {withdrawn(dossier)}
        {retracted(reading, dossier)}
    }
    .into_any()
}

fn withdrawn(dossier: &Dossier<'_>) -> Option<AnyView> {
    let withdrawal = dossier.action.withdrawn.as_ref()?;
    let words = format!("Withdrawn on {}: {}", domain::date::long(withdrawal.on), withdrawal.reason);
    Some(view! { <p class="c-verdict"><b>{words}</b></p> }.into_any())
}

fn milestones_title(reading: &Reading, dossier: &Dossier<'_>) -> String {
    let today = reading.view.position().day;
    let standing = dossier
        .milestones
        .iter()
        .map(|seen| &seen.value)
        .filter(|milestone| !matches!(milestone.state, MilestoneState::Withdrawn(_)));
    let (mut all, mut done, mut late) = (0, 0, 0);
    for milestone in standing {
        all += 1;
        done += usize::from(milestone.completion().is_some());
        late += usize::from(milestone.is_overdue(today));
    }
    let title = match (all, late) {
        (0, _) => "Milestones".to_owned(),
        _ if dossier.facts.is_withdrawn => {
            format!("Milestones: {done} of {all} completed before the action was withdrawn")
        }
        (_, 0) => format!("Milestones: {done} of {all} completed, none overdue"),
        _ => format!("Milestones: {done} of {all} completed, {late} overdue"),
    };
    // They count under nothing else, and their slip does not vanish with them.
    let gone = dossier.milestones.iter().map(|seen| &seen.value);
    let slips: Vec<i64> =
        gone.filter(|it| matches!(it.state, MilestoneState::Withdrawn(_))).map(Milestone::slip).collect();
    if slips.is_empty() {
        return title;
    }
    format!("{title}; {}", withdrawn_in_words((slips.len(), slips.iter().sum())))
}

/// "3 updates, 1 retracted".
fn number_of_updates(dossier: &Dossier<'_>) -> String {
    let retracted = dossier.reports.iter().filter(|seen| !seen.value.stands()).count();
    let standing = words::count(dossier.reports.len() - retracted, "update");
    if retracted == 0 { standing } else { format!("{standing}, {} retracted", words::thousands(retracted)) }
}

fn history_count(number: usize) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

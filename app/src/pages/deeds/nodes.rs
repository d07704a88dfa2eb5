//! Adding, amending and withdrawing the nodes of a plan: its pillars, goals, principles and objectives.

use super::both::Both;
use super::sheet::{Sheet, Subject};
use super::short_forms::Deed;
use super::withdrawals::reason_page;
use super::{choices, form_page, path_id, unwritten, word_of};
use crate::error::AppError;
use crate::forms::{DeedForm, FormState, SelectField, TextArea, TextField};
use crate::layout::{Reading, Section};
use crate::pages::plan::path_part;
use domain::actor::Permission;
use domain::ids::NodeId;
use domain::plan::{Node, Plan};
use domain::text::{Narrative, Sentence, Title};
use leptos::prelude::*;
use store::View;

/// A plan as a form is about it.
pub fn plan_subject(reading: &Reading, plan: &Plan) -> Subject {
    let address = reading.paths.plan(plan.code.as_str());
    Subject {
        section: Section::Plans,
        above: vec![(plan.short_title.to_string(), address.clone())],
        address,
        name: Some(plan.title.to_string()),
        facts: Vec::new(),
        since: None,
    }
}

#[component]
pub fn AddNodePage() -> impl IntoView {
    let code = path_part("plan");
    form_page(async move |reading: Reading| {
        let plan = reading.view.plan_by_code(&code?)?;
        let asked = reading.request.actor().require(Permission::KeepPlans).map(|()| None);

        let state = FormState::of(&reading, "add-node");
        let parents = vec![(String::new(), choices::nodes(&reading.view, plan.id))];
        let (levels, target) = (levels(plan), vec![("plan", plan.id.to_string())]);
        let fields = [("reference", "Reference"), ("title", "Title"), ("note", "Note"), ("source", "Source")];
        let both = fields.map(|(field, label)| Both::new(&state, field, label)).to_vec();
        let subject = plan_subject(&reading, plan);
        let back = subject.address.clone();
        let sheet = Sheet { title: "Add a node", subject, state: state.clone(), both };
        let reference_hint = "A short mark that is new in the plan, as in 2.1. It never changes.";
        sheet.draw(&reading, asked, move |_| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/add_node" refused="The node was not added." button="Add node" back target
                >
                    <SelectField state=state.clone() name="parent" label="Under" choices=parents unchosen="The plan itself"/>
                    <SelectField state=state.clone() name="level" label="Level" choices=levels unchosen="Choose a level"/>
                    <TextField state=state.clone() name="reference" label="Reference" hint=reference_hint/>
                    <TextField state=state.clone() name="title" label="Title"/>
                    <TextArea state=state.clone() name="note" label="Note" optional=true/>
                    <TextField state name="source" label="Source" hint="Where the plan says so."/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

/// The plan's own names for its levels, the top first.
fn levels(plan: &Plan) -> choices::Groups {
    let names = |level: &Vec<Title>| level.iter().map(|name| (name.to_string(), name.to_string())).collect();
    plan.levels.iter().enumerate().map(|(depth, level)| (format!("Level {}", depth + 1), names(level))).collect()
}

#[component]
pub fn AmendNodePage() -> impl IntoView {
    let id = path_id::<NodeId>("node");
    form_page(async move |reading: Reading| {
        let about = AboutNode::find(&reading, id?).await?;
        let node = &about.node;
        // The rule refuses what the record says already, so it is asked about another note.
        let another = node.note.is_none().then(|| unwritten(Narrative::parse)).transpose()?;
        let asked = word_of(node.amend(reading.request.actor(), node.title.clone(), another));

        let state = FormState::of(&reading, "amend");
        let both = vec![
            Both::text(&state, "title", "Title", &node.title),
            Both::optional(&state, "note", "Note", node.note.as_ref()),
        ];
        let (title, note) = (node.title.to_string(), node.note.as_ref().map(ToString::to_string).unwrap_or_default());
        let (subject, target) = (about.subject, about.target);
        let back = subject.address.clone();
        let sheet = Sheet { title: "Amend a node", subject, state: state.clone(), both };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/amend_node" refused="The node was not amended." button="Amend node"
                    back target
                >
                    {meanwhile}
                    <p class="c-block-gap">"The former text stays in the record, with its dates."</p>
                    <TextField state=state.clone() name="title" label="Title" recorded=title/>
                    <TextArea state name="note" label="Note" recorded=note optional=true/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

#[component]
pub fn WithdrawNodePage() -> impl IntoView {
    let id = path_id::<NodeId>("node");
    form_page(async move |reading: Reading| {
        let about = AboutNode::find(&reading, id?).await?;
        let (reason, today) = (unwritten(Sentence::parse)?, reading.view.position().day);
        let asked =
            about.node.withdraw(reading.request.actor(), reason, standing_under(&reading.view, &about.node), today);
        let deed =
            Deed { action: "/api/withdraw_node", refused: "The node was not withdrawn.", button: "Withdraw node" };
        reason_page(&reading, "Withdraw a node", "withdraw", (about.subject, word_of(asked)), (deed, about.target))
    })
}

/// Nodes and actions that still stand under a node.
fn standing_under(view: &View, node: &Node) -> u32 {
    let nodes = view.nodes_of(node.plan);
    let nodes = nodes.iter().filter(|child| child.parent == Some(node.id) && child.withdrawn.is_none()).count();
    let actions = view.actions().filter(|facts| facts.node == node.id && !facts.is_withdrawn).count();
    u32::try_from(nodes + actions).unwrap_or(u32::MAX)
}

/// A node as its forms need it.
struct AboutNode {
    node: Node,
    subject: Subject,
    /// The hidden fields that name it and the version that the form shows.
    target: Vec<(&'static str, String)>,
}

impl AboutNode {
    async fn find(reading: &Reading, id: NodeId) -> Result<AboutNode, AppError> {
        let view = &reading.view;
        let node = view.node(id).ok_or(AppError::NotFound)?.clone();
        let history = view.history_of(&node).await?;
        let plan = view.plan(node.plan)?;
        let mut subject = plan_subject(reading, plan);
        subject.name = Some(format!("{} {}: {}", node.level, node.reference, node.title));
        subject.since = history.first().map(store::HistoryEntry::seq);
        // Versions count from 1, and each was made by an entry of its own.
        let target = vec![("id", id.to_string()), ("version", history.len().to_string())];
        Ok(AboutNode { node, subject, target })
    }
}

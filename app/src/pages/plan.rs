//! One plan as an outline, with a count of statuses at every level, and how many of its actions are listed.

use crate::dashboards::Scope;
use crate::paths::ActionKey;
use crate::{reference_words, words};
use commands::about::standing_under;
use commands::actions::ADD_ACTION;
use commands::sections::{ADD_NODE, AMEND_NODE, WITHDRAW_NODE};
use domain::action::Action;
use domain::date::{in_sentence, in_table};
use domain::facts::ActionFacts;
use domain::ids::NodeId;
use domain::plan::{Node, Plan, PlanState};
use domain::progress::Counted;
use leptos::prelude::*;
use queries::coverage::coverage;
use queries::documents::ReportKind;
use queries::lead_words;
use std::collections::BTreeSet;
use ui::components::command_buttons::{named_links, outline_buttons, way};
use ui::components::downloads::report_link;
use ui::components::mark::sample;
use ui::components::prose::prose;
use ui::components::states::states;
use ui::components::status::status;
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;

/// By [`domain::visibility`]: who may read drafts, and who is asked to carry something of one.
const WHO_SEES_A_DRAFT: &str =
    "Only the secretariat, the chair, and agencies asked to lead or support one of its actions can see a draft.";

#[component]
pub fn PlanPage() -> impl IntoView {
    let code = path_part("plan");
    page(async move |reading: Reading| {
        let plan = reading.view.plan_by_code(&code?)?;
        Ok(Page { title: plan.short_title.to_string(), section: Section::Plans, body: body(&reading, plan) })
    })
}

fn body(reading: &Reading, plan: &Plan) -> AnyView {
    let tree = Tree::of(reading, plan);
    let number = tree.actions.len();
    let list = reading.paths.with_query("/actions", &[("plan", plan.code.as_str())]);
    let roots = tree.children(None).map(|node| tree.branch(node, 2)).collect_view();
    view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>{plan.title.to_string()}</h1>
                <p><b>{plan.short_title.to_string()}</b>". "{words::plan_state(plan.state)}". Issued "{in_sentence(plan.issued)}". "{coverage(&reading.view, plan)}"."</p>
                {(plan.state == PlanState::Draft).then(|| view! { <p class="c-small c-quiet">{WHO_SEES_A_DRAFT}</p> })}
            </div>
            {tools(reading, plan)}
        </div>
        <ul class="c-statuses c-statuses--all">{states(&tree.scope, &[], &tree.scope.counted)}{sample().map(|tag| view! { <li>{tag}</li> })}</ul>
        <p class="c-block-gap"><a href=list>{format!("View all {}", words::count(number, "action"))}</a></p>
        <div class="c-grid c-grid--84 c-grid--top">
            <div>
                <h2 class="c-h2">"Plan outline"</h2>
                <div class="c-tree">{roots}</div>
            </div>
            <aside class="c-side" aria-label="About this plan"><section><h2>"About this plan"</h2>{facts(reading, plan)}</section></aside>
        </div>
    }
    .into_any()
}

fn tools(reading: &Reading, plan: &Plan) -> AnyView {
    let (actor, code) = (reading.request.actor(), plan.code.as_str());
    let offered =
        [(Action::may_add(actor).is_ok(), ADD_ACTION.command), (Node::may_add(actor).is_ok(), ADD_NODE.command)];
    let offered = offered.into_iter().filter_map(|(may, command)| way(reading, may, command, &[&code]));
    let keeping = outline_buttons(offered);
    view! {
        <div class="c-tools">
            {keeping}
            {report_link(reading, ReportKind::Progress, &[("plan", code.to_owned())])}
            <a class="usa-button c-b" href=reading.paths.dashboard(plan.code.as_str())>"Dashboard"</a>
        </div>
    }
    .into_any()
}

/// The nodes and actions of one plan.
struct Tree<'a> {
    reading: &'a Reading,
    plan: &'a Plan,
    nodes: Vec<&'a Node>,
    actions: Vec<&'a ActionFacts>,
    /// The same actions, each with what the rules find of it.
    scope: Scope<'a>,
}

impl<'a> Tree<'a> {
    fn of(reading: &'a Reading, plan: &'a Plan) -> Tree<'a> {
        let view = &reading.view;
        let mut actions: Vec<&ActionFacts> = view.actions().filter(|facts| facts.plan == plan.id).collect();
        actions.sort_by_key(|facts| facts.reference);
        let scope = Scope::of_plan(view, &reading.paths, plan);
        Tree { reading, plan, nodes: view.nodes_of(plan.id), actions, scope }
    }

    fn children(&self, parent: Option<NodeId>) -> impl Iterator<Item = &'a Node> {
        self.nodes.iter().copied().filter(move |node| node.parent == parent)
    }

    /// The node and everything below it.
    fn below(&self, node: NodeId) -> BTreeSet<NodeId> {
        let mut found = BTreeSet::from([node]);
        for child in self.children(Some(node)) {
            found.extend(self.below(child.id));
        }
        found
    }

    /// A node with its status, its children and its actions. Headings go down with the tree, to h6 at most.
    fn branch(&self, node: &Node, depth: u8) -> AnyView {
        let below = self.below(node.id);
        let under: Vec<&Counted<'_>> = self.scope.counted.iter().filter(|of| below.contains(&of.action.node)).collect();
        let asked = [("node", node.reference.to_string())];
        let own: Vec<_> =
            self.actions.iter().filter(|facts| facts.node == node.id).map(|facts| self.leaf(facts)).collect();
        let children = self.children(Some(node.id)).map(|child| self.branch(child, depth + 1)).collect_view();
        let listed = words::count(under.len(), "action");
        let published = match node.published_actions {
            Some(published) => format!("{listed} listed, {published} published"),
            None => listed,
        };
        let note = node.note.as_ref().map(|note| view! { <div class="c-small c-quiet">{prose(note.as_str())}</div> });
        let withdrawn = node.withdrawn.as_ref().map(|withdrawal| {
            view! { <p class="c-small">"Withdrawn "{in_table(withdrawal.on)}": "{withdrawal.reason.to_string()}</p> }
        });
        let title = format!("{}: {}", node.level, node.title);
        let heading = match depth {
            2 => view! { <h3>{title}</h3> }.into_any(),
            3 => view! { <h4>{title}</h4> }.into_any(),
            _ => view! { <h5>{title}</h5> }.into_any(),
        };
        let class = format!("c-tree__node c-tree__node--{depth}");
        let own = (!own.is_empty()).then(|| view! { <ul class="c-tree__actions">{own}</ul> });
        view! {
            <section class=class>
                {heading}
                <p class="c-small c-quiet">"Reference "{node.reference.to_string()}" ("{node.reference_basis.to_string()}"). "{published}". "{self.links(node)}</p>
                <ul class="c-statuses">{states(&self.scope, &asked, under)}</ul>
                {note}{withdrawn}{own}{children}
            </section>
        }
        .into_any()
    }

    fn links(&self, node: &Node) -> Option<AnyView> {
        let actor = self.reading.request.actor();
        let occupied = standing_under(&self.reading.view, node);
        let offered = [
            (node.may_amend(actor).is_ok(), AMEND_NODE.command),
            (node.may_withdraw(actor, occupied).is_ok(), WITHDRAW_NODE.command),
        ];
        let offered = offered.into_iter().filter_map(|(may, command)| way(self.reading, may, command, &[&node.id]));
        named_links(offered, node.title.as_str())
    }

    fn leaf(&self, facts: &ActionFacts) -> impl IntoView + use<> {
        let key = ActionKey { plan: self.plan.code.as_str(), reference: &facts.reference };
        let address = self.reading.paths.action(key);
        let lead = lead_words::lead(&self.reading.view, facts);
        view! {
            <li>
                <span class="ref">{facts.reference.to_string()}</span>" "
                <a href=address>{facts.title.to_string()}</a>
                <span class="c-quiet">" "{lead}" "</span>
                {status(self.reading, facts)}
            </li>
        }
    }
}

fn facts(reading: &Reading, plan: &Plan) -> AnyView {
    let view = &reading.view;
    let other = |id| {
        view.plan(id).ok().map(|plan: &Plan| (plan.short_title.to_string(), reading.paths.plan(plan.code.as_str())))
    };
    let linked = |words: &'static str, found: Option<(String, String)>| {
        found.map(|(name, address)| view! { <div><dt>{words}</dt><dd><a href=address>{name}</a></dd></div> })
    };
    let superseded_by = view.plans().into_iter().find(|later| later.supersedes == Some(plan.id)).map(|later| later.id);
    let ends = plan.ends.map_or_else(|| "no end date".to_owned(), in_table);
    let row =
        |name: &'static str, text: Option<String>| text.map(|text| view! { <div><dt>{name}</dt><dd>{text}</dd></div> });
    let further = plan
        .facts
        .iter()
        .map(|(name, text)| view! { <div><dt>{name.to_string()}</dt><dd>{text.to_string()}</dd></div> })
        .collect_view();
    view! {
        <dl class="c-facts">
            <div><dt>"Period"</dt><dd>{reference_words::plan_period(plan.period.as_str())}<p class="c-small c-quiet">{in_table(plan.starts)}" to "{ends}" ("{plan.span_basis.to_string()}")"</p></dd></div>
            {linked("Replaces", plan.supersedes.and_then(other))}
            {linked("Replaced by", superseded_by.and_then(other))}
            {linked("Implements", plan.relates_to.and_then(other))}
            {row("Actions listed vs. published", plan.coverage_note.as_ref().map(ToString::to_string))}
            {row("Published", plan.published_note.as_ref().map(ToString::to_string))}
            {row("Numbering", plan.numbering_note.as_ref().map(ToString::to_string))}
            {row("Status terms", plan.vocabulary.as_ref().map(ToString::to_string))}
            {further}
            {row("Source", Some(plan.source.to_string()))}
        </dl>
    }
    .into_any()
}

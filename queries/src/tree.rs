//! Where something stands in the tree of its plan.

use domain::facts::ActionFacts;
use domain::ids::NodeId;
use domain::plan::Node;
use store::View;

/// The nodes that something stands under, the top first.
pub fn path(view: &View, node: NodeId) -> Vec<&Node> {
    let mut path = Vec::new();
    let mut next = Some(node);
    while let Some(node) = next.and_then(|id| view.node(id)) {
        path.push(node);
        next = node.parent;
    }
    path.reverse();
    path
}

/// The top level of a plan that something stands under.
pub fn top_of(view: &View, node: NodeId) -> Option<&Node> {
    let mut node = view.node(node)?;
    while let Some(parent) = node.parent.and_then(|parent| view.node(parent)) {
        node = parent;
    }
    Some(node)
}

/// The name of the plan of an action, as tables have it.
pub fn plan_name(view: &View, facts: &ActionFacts) -> String {
    view.plan(facts.plan).map(|plan| plan.short_title.to_string()).unwrap_or_default()
}

//! Links with other actions that were added or withdrawn, as one of the two actions reads them.

use super::belongings::Both;
use super::difference::{Difference, Why};
use crate::tree::plan_name;
use crate::words;
use domain::ids::ActionId;
use domain::link::Link;
use domain::plan::PlanState;
use reports::Cell;
use store::{Versioned, View};

/// What differs of the links of an action.
pub(super) fn links(view: &View, of: ActionId, links: &Both<'_, Link>) -> Vec<Difference> {
    links.pairs(|link| link.id).flat_map(|(was, seen)| link(view, of, was, seen)).collect()
}

fn link(view: &View, of: ActionId, was: Option<&Link>, seen: &Versioned<Link>) -> Vec<Difference> {
    let is = &seen.value;
    let (other, relation) = match is.from == of {
        true => (is.to, words::relation(is.relation)),
        false => (is.from, words::relation_reversed(is.relation)),
    };
    // The gate has left out links whose other end the reader may not see.
    let Ok(other) = view.facts(other) else { return Vec::new() };
    // Nor does a report speak of a draft that it is not about: it is the same whoever makes it.
    if other.plan_state == PlanState::Draft {
        return Vec::new();
    }
    let named = format!("{} {}, {}", other.reference, other.title, plan_name(view, other));
    let relation = Cell::Text(relation.to_owned());
    let added = was.is_none().then(|| {
        Difference::new("Linked action added", Cell::Blank, relation.clone(), Some(seen.born))
            .because(is.note.as_ref().map(Why::said))
    });
    let is_new = was.is_none_or(|was| was.withdrawn.is_none());
    let withdrawn = is.withdrawn.as_ref().filter(|_| is_new).map(|withdrawal| {
        Difference::new("Link withdrawn", relation, Cell::Date(withdrawal.on), Some(seen.since))
            .because(Some(Why::said(&withdrawal.reason)))
    });
    added.into_iter().chain(withdrawn).map(|one| one.of(&named)).collect()
}

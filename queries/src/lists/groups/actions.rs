//! Actions in groups.

use super::{Group, by_lead, by_part, tally};
use crate::lists::GroupBy;
use crate::tree::top_of;
use crate::words;
use domain::facts::ActionFacts;
use store::View;

/// Groups the rows. A section of a plan also gives how many actions are listed and how many were published.
pub fn groups_of_actions<'a>(view: &View, by: GroupBy, actions: &[&'a ActionFacts]) -> Vec<Group<&'a ActionFacts>> {
    match by {
        GroupBy::Part => parts(view, actions),
        GroupBy::Lead => leads(view, actions),
    }
}

fn parts<'a>(view: &View, actions: &[&'a ActionFacts]) -> Vec<Group<&'a ActionFacts>> {
    let tracked = tally(view.actions().filter_map(|facts| top_of(view, facts.node)).map(|top| top.id));
    let group = |(top, name, rows): (Option<&domain::plan::Node>, String, Vec<&'a ActionFacts>)| {
        let all = top.and_then(|top| tracked.get(&top.id)).copied().unwrap_or_default();
        let published = top.and_then(|top| top.published_actions);
        let published = published.map(|published| format!("; {published} published")).unwrap_or_default();
        let (shown, listed) = (words::thousands(rows.len()), words::thousands(all));
        Group { name, coverage: format!("{shown} shown; {listed} listed{published}"), rows }
    };
    by_part(view, actions).into_iter().map(group).collect()
}

fn leads<'a>(view: &View, actions: &[&'a ActionFacts]) -> Vec<Group<&'a ActionFacts>> {
    let led = tally(view.actions().map(|facts| facts.lead));
    let group = |(lead, name, rows): (Option<_>, String, Vec<&'a ActionFacts>)| {
        let all = words::count(led.get(&lead).copied().unwrap_or_default(), "action");
        let whole = if lead.is_some() { "that this office leads" } else { "without a lead agency" };
        Group { name, coverage: format!("{} of {all} {whole}", words::thousands(rows.len())), rows }
    };
    by_lead(view, actions).into_iter().map(group).collect()
}

//! How the last updates of many actions compare with what is shown, as the page of each has it: a few questions to the
//! database for all of them.

mod since;

pub(crate) use since::{Known, since};

use domain::assignment::Assignment;
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use domain::ledger::Seq;
use domain::link::Link;
use domain::milestone::Milestone;
use domain::signals::{Verdict, expects_late, verdict};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{LoggedEntry, StoreError, Versioned, View};

/// The verdict of each action.
///
/// # Errors
/// When the database does not answer.
pub async fn verdicts(view: &View, actions: &[&ActionFacts]) -> Result<HashMap<ActionId, Verdict>, StoreError> {
    let (today, rule) = (view.position().day, view.reporting_rule());
    let mut found: HashMap<ActionId, Verdict> =
        actions.iter().map(|facts| (facts.id, verdict(facts, &[], false, today, rule))).collect();
    // What happened since is asked only where it could change the verdict.
    let open: Vec<ActionId> =
        actions.iter().map(|facts| facts.id).filter(|id| found.get(id).is_some_and(|of| depends(*of))).collect();
    if open.is_empty() {
        return Ok(found);
    }
    let behind = view.versions_behind(&open).await?;
    let last = view.last_report_by_action(&open).await?;
    let numbers: BTreeSet<Seq> = behind.values().flatten().map(|version| version.since).collect();
    let entries = view.entries_of(&numbers.into_iter().collect::<Vec<_>>()).await?;
    let entries: BTreeMap<Seq, LoggedEntry> =
        entries.into_iter().map(|entry| (entry.leaf.entry().seq, entry)).collect();
    let mut roles: HashMap<ActionId, Vec<Versioned<Assignment>>> = HashMap::new();
    for seen in view.assignments_of(&open).await? {
        roles.entry(seen.value.action).or_default().push(seen);
    }
    let links = view.links_of(&open).await?;
    let mut milestones: HashMap<ActionId, Vec<Versioned<Milestone>>> = HashMap::new();
    for seen in view.milestones_of(&open).await? {
        milestones.entry(seen.value.action).or_default().push(seen);
    }
    for facts in actions {
        let (Some(last), Some(behind)) = (last.get(&facts.id), behind.get(&facts.id)) else { continue };
        let is_own = |link: &&Versioned<Link>| link.value.from == facts.id || link.value.to == facts.id;
        let known = Known {
            action: facts.id,
            last,
            assignments: roles.get(&facts.id).map(Vec::as_slice).unwrap_or_default(),
            links: &links.iter().filter(is_own).cloned().collect::<Vec<_>>(),
        };
        let own = behind.iter().filter_map(|version| entries.get(&version.since));
        let milestones = milestones.get(&facts.id).into_iter().flatten().map(|seen| &seen.value);
        let since = since(view, &known, own);
        found.insert(facts.id, verdict(facts, &since, expects_late(milestones), today, rule));
    }
    Ok(found)
}

/// Whether something that happened after the update could make it another.
fn depends(of: Verdict) -> bool {
    match of {
        Verdict::NothingReported | Verdict::TooOld | Verdict::Differ(_) => false,
        Verdict::NothingToCompare(_) | Verdict::ChangedSince | Verdict::ReportedOnly | Verdict::Agree => true,
    }
}

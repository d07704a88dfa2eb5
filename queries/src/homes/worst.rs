//! Where it goes badly: agencies, and sections that several plans share, the worst first.

use crate::dashboards::Scope;
use crate::top_level::{ByLead, TopLevel};
use crate::tree::top_of;
use domain::body::Party;
use domain::ids::{NodeId, PlanId};
use domain::progress::{Counted, Measure};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The counts by which agencies and sections are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Troubles {
    /// Open actions last reported Off track.
    pub off_track: usize,
    /// Open actions with an overdue milestone.
    pub overdue: usize,
    /// Actions whose update is overdue.
    pub updates_overdue: usize,
    /// Actions for which an update was due by now.
    pub updates_due: usize,
}

impl Troubles {
    /// Counts as the figures of dashboards do.
    pub fn of(actions: &[&Counted<'_>]) -> Troubles {
        let count = |measure: Measure| actions.iter().filter(|of| measure.counts(of)).count();
        Troubles {
            off_track: count(Measure::OffTrack),
            overdue: count(Measure::Overdue),
            updates_overdue: count(Measure::Silent),
            updates_due: actions.iter().filter(|of| of.is_due).count(),
        }
    }

    /// Of the updates that were due, those that were received.
    pub fn updates_received(&self) -> usize {
        self.updates_due.saturating_sub(self.updates_overdue)
    }

    pub fn is_none(&self) -> bool {
        self.off_track + self.overdue + self.updates_overdue == 0
    }
}

/// One agency or group with what it leads.
#[derive(Clone, Debug)]
pub struct AgencyTroubles {
    pub party: Party,
    /// How lists ask for it.
    pub code: String,
    pub name: String,
    pub troubles: Troubles,
}

/// A section of the same name in several plans.
#[derive(Clone, Debug)]
pub struct SectionTroubles {
    pub title: String,
    /// The list of its actions, in all those plans.
    pub rows: String,
    pub troubles: Troubles,
}

/// Every agency and group that leads an action, the worst first.
pub fn agency_troubles(now: &Scope<'_>) -> Vec<AgencyTroubles> {
    let by_lead = ByLead::of(now);
    let row = |of: TopLevel| {
        let led = of.led(&by_lead);
        let troubles = Troubles::of(&led);
        (!led.is_empty()).then_some(AgencyTroubles { party: of.party, code: of.code, name: of.name, troubles })
    };
    let mut rows: Vec<AgencyTroubles> = TopLevel::all(now.view).filter_map(row).collect();
    rows.sort_by_key(|row| (Reverse(row.troubles), row.name.clone()));
    rows
}

/// What several plans have under one reference and heading.
#[derive(Default)]
struct Shared<'a, 's> {
    plans: BTreeSet<PlanId>,
    actions: Vec<&'s Counted<'a>>,
}

/// The sections of the top level that two plans or more have alike, the worst first.
pub(super) fn sections(now: &Scope<'_>) -> Vec<SectionTroubles> {
    let mut found: BTreeMap<(String, String), Shared<'_, '_>> = BTreeMap::new();
    let mut by_node = BTreeMap::<NodeId, Vec<&Counted<'_>>>::new();
    for counted in &now.counted {
        by_node.entry(counted.action.node).or_default().push(counted);
    }
    for (node, actions) in by_node {
        let Some(top) = top_of(now.view, node) else { continue };
        let of = found.entry((top.reference.to_string(), top.title.to_string())).or_default();
        of.plans.insert(top.plan);
        of.actions.extend(actions);
    }
    let shared = found.into_iter().filter(|(_, of)| of.plans.len() > 1);
    let mut rows: Vec<SectionTroubles> =
        shared.map(|((reference, title), of)| row(now, reference, title, of)).collect();
    rows.sort_by_key(|row| Reverse(row.troubles));
    rows
}

fn row(now: &Scope<'_>, reference: String, title: String, of: Shared<'_, '_>) -> SectionTroubles {
    let codes = of.plans.iter().filter_map(|plan| now.view.plan(*plan).ok()).map(|plan| plan.code.to_string());
    let codes = codes.collect::<Vec<_>>().join(",");
    SectionTroubles {
        title,
        rows: now.paths.with_query("/actions", &[("plan", &codes), ("node", &reference)]),
        troubles: Troubles::of(&of.actions),
    }
}

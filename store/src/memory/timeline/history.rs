//! Everything that was ever counted of one action, and its facts at any position.
//!
//! What the facts are made of is found once, when an entry is added, and kept from each entry on that changed it. So the
//! facts of a position are looked up and not made, and those of different positions share what is the same.

mod documents;
mod reports;

use super::columns::{ActionColumns, AssignmentColumns, EvidenceColumns, MilestoneColumns, ReportColumns};
use super::versions::Versions;
use documents::{Backing, Documents};
use domain::Date;
use domain::assignment::CarrierRole;
use domain::body::Party;
use domain::facts::{ActionFacts, CarrierFacts, CarrierStanding, MilestoneFacts};
use domain::ids::{ActionId, MilestoneId, PlanId, ReportId};
use domain::ledger::Seq;
use domain::plan::PlanFacts;
use reports::Reports;
use std::sync::Arc;
use uuid::Uuid;

/// What is counted of one action, from each entry on that changed it.
#[derive(Debug, Default)]
pub(crate) struct ActionHistory {
    action: Versions<ActionColumns>,
    carriers: Versions<Carried>,
    milestones: Versions<Arc<[MilestoneFacts]>>,
    backing: Versions<Backing>,
    /// The day since which it is off track; none while it is not.
    off_track: Versions<Option<Date>>,
    reports: Reports,
    documents: Documents,
    /// The assignment of each carrier after the last entry, in the order of the carriers.
    assignments: Vec<Uuid>,
    /// What was read and not added yet.
    read: Vec<(Seq, Read)>,
}

/// Everybody who was ever named for an action, in the order of the assignments.
#[derive(Clone, Debug, Default)]
struct Carried {
    all: Arc<[CarrierFacts]>,
    lead: Option<Party>,
    lead_offered_to: Option<Party>,
}

/// One version of the action or of what belongs to it, as it was read.
#[derive(Debug)]
pub(crate) enum Read {
    Action(Box<ActionColumns>),
    Assignment(Uuid, AssignmentColumns),
    Milestone(MilestoneId, MilestoneColumns),
    Evidence(Uuid, EvidenceColumns),
    Report(ReportId, ReportColumns),
}

/// What has to be found anew after an entry.
#[derive(Clone, Copy, Debug, Default)]
struct Changed {
    /// Since when the action is off track.
    off_track: bool,
    /// Which documents back what.
    documents: bool,
}

impl Changed {
    fn and(self, other: Changed) -> Changed {
        Changed { off_track: self.off_track || other.off_track, documents: self.documents || other.documents }
    }
}

impl ActionHistory {
    /// Takes a version, which counts once [`count`](Self::count) is called. Of one kind they come in the order of their
    /// entries; the kinds may come one after the other.
    pub fn take(&mut self, since: Seq, read: Read) {
        self.read.push((since, read));
    }

    /// Adds what was taken since the last time, all of it of later entries.
    pub fn count(&mut self) {
        let mut read = std::mem::take(&mut self.read);
        read.sort_by_key(|(since, _)| *since);
        let mut read = read.into_iter().peekable();
        while let Some((since, first)) = read.next() {
            let mut changed = self.put(since, first);
            while let Some((_, next)) = read.next_if(|(of, _)| *of == since) {
                changed = changed.and(self.put(since, next));
            }
            self.follow(since, changed);
        }
    }

    /// Gives back the memory that was set aside for more.
    pub fn shrink_to_fit(&mut self) {
        self.action.shrink_to_fit();
        self.carriers.shrink_to_fit();
        self.milestones.shrink_to_fit();
        self.backing.shrink_to_fit();
        self.off_track.shrink_to_fit();
        self.reports.shrink_to_fit();
        self.documents.shrink_to_fit();
        self.assignments.shrink_to_fit();
    }

    fn put(&mut self, since: Seq, read: Read) -> Changed {
        match read {
            Read::Action(columns) => {
                self.action.push(since, *columns);
                Changed { off_track: true, ..Changed::default() }
            }
            Read::Assignment(id, columns) => {
                self.put_assignment(since, id, &columns);
                Changed::default()
            }
            Read::Milestone(id, columns) => {
                self.put_milestone(since, id, &columns);
                Changed { documents: true, ..Changed::default() }
            }
            Read::Evidence(id, columns) => {
                self.documents.put(id, since, &columns);
                Changed { documents: true, ..Changed::default() }
            }
            Read::Report(id, columns) => {
                self.reports.put(id, since, &columns);
                Changed { off_track: true, documents: true }
            }
        }
    }

    /// What follows from all that the entry changed.
    fn follow(&mut self, since: Seq, changed: Changed) {
        if changed.off_track {
            let off_track = self.action.last().and_then(|action| self.reports.off_track_since(action));
            if off_track.is_some() || self.off_track.last().is_some() {
                self.off_track.push_where_new(since, off_track);
            }
        }
        if changed.documents && !self.documents.is_empty() {
            self.backing.push_where_new(since, self.documents.backing(&self.reports));
            let mut milestones = self.milestones.last().cloned().unwrap_or_default();
            if self.documents.count_in(&mut milestones) {
                self.milestones.push(since, milestones);
            }
        }
    }

    fn put_assignment(&mut self, since: Seq, id: Uuid, columns: &AssignmentColumns) {
        let mut all = self.carriers.last().map(|carried| carried.all.to_vec()).unwrap_or_default();
        match self.assignments.binary_search(&id) {
            Ok(place) => all.get_mut(place).into_iter().for_each(|carrier| *carrier = columns.facts()),
            Err(place) => {
                self.assignments.insert(place, id);
                all.insert(place, columns.facts());
            }
        }
        self.carriers.push(since, Carried::from(all));
    }

    fn put_milestone(&mut self, since: Seq, id: MilestoneId, columns: &MilestoneColumns) {
        let mut all = self.milestones.last().map(|milestones| milestones.to_vec()).unwrap_or_default();
        match all.binary_search_by_key(&id, |milestone| milestone.id) {
            Ok(place) => all.get_mut(place).into_iter().for_each(|milestone| {
                let after = columns.facts(id, milestone.evidence);
                if milestone.completed().is_some() && after.completed().is_none() {
                    self.documents.reopen(id, since);
                }
                *milestone = after;
            }),
            Err(place) => all.insert(place, columns.facts(id, 0)),
        }
        self.milestones.push(since, all.into());
    }

    /// The plan in which the action stood at a position. `None` before it was there.
    pub fn plan_at(&self, p: Seq) -> Option<PlanId> {
        self.action.at(p).map(|columns| columns.plan)
    }

    /// The report from which status and confidence come at a position.
    pub fn last_report_at(&self, p: Seq) -> Option<ReportId> {
        self.reports.last_at(p)
    }

    /// What is counted of the action at a position, in that plan. `None` before it was there.
    pub fn facts_at(&self, id: ActionId, p: Seq, plan: PlanFacts) -> Option<ActionFacts> {
        let columns = self.action.at(p)?;
        let carried = self.carriers.at(p).cloned().unwrap_or_default();
        let backing = self.backing.at(p).copied().unwrap_or_default();
        Some(ActionFacts {
            id,
            plan: columns.plan,
            plan_state: plan.state,
            plan_owes_from: plan.owes_from,
            node: columns.node,
            reference: columns.reference,
            title: columns.title,
            kind: columns.kind,
            strength: columns.strength,
            recurs: columns.recurs,
            is_withdrawn: columns.is_withdrawn,
            is_retracted: columns.is_retracted,
            matches_published: columns.matches_published,
            ends: columns.ends,
            end_booked: columns.end_booked,
            inferred: columns.inferred,
            lead: carried.lead,
            lead_offered_to: carried.lead_offered_to,
            carriers: carried.all,
            last_report: self.reports.facts_at(p),
            off_track_since: self.off_track.at(p).copied().flatten(),
            milestones: self.milestones.at(p).cloned().unwrap_or_default(),
            evidence: backing.documents,
            claim_evidence: backing.of_claim,
        })
    }
}

impl From<Vec<CarrierFacts>> for Carried {
    fn from(all: Vec<CarrierFacts>) -> Carried {
        let mut carried = Carried::default();
        for carrier in all.iter().filter(|carrier| carrier.role == CarrierRole::Lead) {
            match carrier.standing {
                CarrierStanding::Offered => carried.lead_offered_to = Some(carrier.party),
                standing if standing.is_in_force() => carried.lead = Some(carrier.party),
                _ => {}
            }
        }
        Carried { all: all.into(), ..carried }
    }
}

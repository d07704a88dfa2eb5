//! Everything that was ever counted of one action, and its facts at any position.

use super::columns::{ActionColumns, AssignmentColumns, EvidenceColumns, MilestoneColumns, ReportColumns};
use super::version_at;
use domain::Date;
use domain::assignment::CarrierRole;
use domain::facts::{ActionFacts, CarrierFacts, CarrierStanding, MilestoneFacts, MilestoneStanding, ReportFacts};
use domain::ids::{ActionId, MilestoneId, PlanId, ReportId};
use domain::ledger::Seq;
use domain::plan::PlanFacts;
use uuid::Uuid;

/// The versions of one action and of all that belongs to it.
#[derive(Debug, Default)]
pub(crate) struct ActionHistory {
    /// Every entry that changed anything here, in order.
    changes: Vec<Seq>,
    action: Vec<(Seq, ActionColumns)>,
    assignments: Versions<AssignmentColumns>,
    milestones: Versions<MilestoneColumns>,
    evidence: Versions<EvidenceColumns>,
    reports: Reports,
}

/// The versions of several objects, by object and in the order of `since`, in one piece of memory.
#[derive(Debug)]
struct Versions<T>(Vec<(Uuid, Seq, T)>);

impl<T> Default for Versions<T> {
    fn default() -> Self {
        Versions(Vec::new())
    }
}

impl<T> Versions<T> {
    fn add(&mut self, id: Uuid, since: Seq, value: T) {
        let place = self.0.partition_point(|(other, before, _)| (*other, *before) < (id, since));
        self.0.insert(place, (id, since, value));
    }

    /// How many versions there are of all the objects.
    fn len(&self) -> usize {
        self.0.len()
    }

    /// Every object that existed at the position, with its version of then, in the order of the ids.
    fn at(&self, p: Seq) -> impl Iterator<Item = (Uuid, &T)> {
        self.until(p).filter_map(|versions| versions.last().map(|(id, _, value)| (*id, value)))
    }

    /// The versions of every object that existed at the position, up to there, the first one first.
    fn until(&self, p: Seq) -> impl Iterator<Item = &[(Uuid, Seq, T)]> {
        let same_object = self.0.chunk_by(|(one, _, _), (other, _, _)| one == other);
        let until = same_object.map(move |versions| {
            let later = versions.iter().rev().take_while(|(_, since, _)| *since > p).count();
            versions.get(..versions.len() - later).unwrap_or_default()
        });
        until.filter(|versions| !versions.is_empty())
    }
}

/// Reports, of which only the last one is counted.
#[derive(Debug, Default)]
struct Reports {
    /// Each report as it is after the last entry that was added, in the order in which they entered the record.
    all: Vec<OneReport>,
    /// Which report was the last one that stood, by its place among them, and what it said, from which entry on; none
    /// where every report was retracted.
    last: Vec<(Seq, Option<(u32, ReportFacts)>)>,
}

#[derive(Debug)]
struct OneReport {
    id: ReportId,
    /// The entry with which it came in.
    born: Seq,
    facts: ReportFacts,
    /// The entry from which on it counts no more.
    retracted: Option<Seq>,
}

impl OneReport {
    fn is_retracted_at(&self, p: Seq) -> bool {
        self.retracted.is_some_and(|since| since <= p)
    }
}

impl Reports {
    /// The last report is found as [`last_of`](crate::record::updates::last_of) finds it: of two that are alike in day and quarter
    /// the one that entered the record later, which the greatest that stands last is. A report is never edited but may be
    /// verified, and a source may be imported again, so all of them are asked. One that was retracted is never the last.
    fn add(&mut self, id: ReportId, since: Seq, facts: ReportFacts, is_retracted: bool) {
        let retracted = is_retracted.then_some(since);
        match self.all.iter_mut().find(|report| report.id == id) {
            Some(report) => {
                report.facts = facts;
                report.retracted = report.retracted.or(retracted);
            }
            None => self.all.push(OneReport { id, born: since, facts, retracted }),
        }
        let standing = (0..).zip(&self.all).filter(|(_, report)| report.retracted.is_none());
        let last = standing.max_by_key(|(_, report)| (report.facts.submitted, report.facts.quarter));
        let last = last.map(|(place, report)| (place, report.facts));
        if self.last.last().is_none_or(|(_, before)| *before != last) {
            self.last.push((since, last));
        }
    }

    /// The last report that stood at the position.
    fn last_at(&self, p: Seq) -> Option<ReportId> {
        let (place, _) = (*version_at(&self.last, p)?)?;
        Some(self.at(place)?.id)
    }

    /// What it said.
    fn facts_at(&self, p: Seq) -> Option<ReportFacts> {
        let (_, facts) = (*version_at(&self.last, p)?)?;
        Some(facts)
    }

    /// The last entry at which an update of another status than that of the last one stood, leaving out what was retracted
    /// since. What the last one claims was claimed since.
    fn claimed_after(&self, p: Seq) -> Option<Seq> {
        let (_, claimed) = (*version_at(&self.last, p)?)?;
        let before = self.last.iter().rev().filter(|(since, _)| *since <= p);
        let mut of_another = before.filter(|(_, last)| {
            last.is_some_and(|(place, facts)| {
                let is_retracted = self.at(place).is_some_and(|report| report.is_retracted_at(p));
                facts.status != claimed.status && !is_retracted
            })
        });
        of_another.next().map(|(since, _)| *since)
    }

    /// The day of the first update of the unbroken run, up to the last one, of updates that say the action is off track.
    fn off_track_since(&self, p: Seq, recurs: bool) -> Option<Date> {
        let known = self.all.iter().filter(|report| report.born <= p && !report.is_retracted_at(p));
        let mut known: Vec<ReportFacts> = known.map(|report| report.facts).collect();
        known.sort_by_key(|facts| (facts.submitted, facts.quarter));
        let run = known.into_iter().rev().take_while(|facts| facts.is_off_track(recurs));
        run.last().map(|facts| facts.submitted)
    }

    fn at(&self, place: u32) -> Option<&OneReport> {
        self.all.get(usize::try_from(place).ok()?)
    }
}

impl ActionHistory {
    /// Adds a version of the action. Versions are added in the order of their entries; of one entry, in any.
    pub fn add_action(&mut self, since: Seq, columns: ActionColumns) {
        self.action.push((since, columns));
        self.changed(since);
    }

    pub fn add_assignment(&mut self, id: Uuid, since: Seq, columns: AssignmentColumns) {
        self.assignments.add(id, since, columns);
        self.changed(since);
    }

    pub fn add_milestone(&mut self, id: Uuid, since: Seq, columns: MilestoneColumns) {
        self.milestones.add(id, since, columns);
        self.changed(since);
    }

    pub fn add_evidence(&mut self, id: Uuid, since: Seq, columns: EvidenceColumns) {
        self.evidence.add(id, since, columns);
        self.changed(since);
    }

    pub fn add_report(&mut self, id: Uuid, since: Seq, columns: ReportColumns) {
        let facts = ReportFacts {
            quarter: columns.quarter,
            status: columns.status,
            confidence: columns.confidence,
            submitted: columns.submitted,
            is_verified: columns.is_verified,
        };
        self.reports.add(ReportId(id), since, facts, columns.is_retracted);
        self.changed(since);
    }

    /// Gives back the memory that was set aside for more.
    pub fn close_up(&mut self) {
        self.changes.shrink_to_fit();
        self.action.shrink_to_fit();
        self.assignments.0.shrink_to_fit();
        self.milestones.0.shrink_to_fit();
        self.evidence.0.shrink_to_fit();
        self.reports.all.shrink_to_fit();
        self.reports.last.shrink_to_fit();
    }

    /// The kinds are added one after the other, so an entry may come when a later one of another kind is there.
    fn changed(&mut self, since: Seq) {
        let place = self.changes.partition_point(|change| *change < since);
        if self.changes.get(place) != Some(&since) {
            self.changes.insert(place, since);
        }
    }

    /// Whether the action and all that belongs to it are at one position what they are at the other.
    pub fn is_same_at(&self, one: Seq, other: Seq) -> bool {
        let (first, last) = (one.min(other), one.max(other));
        let next = self.changes.partition_point(|change| *change <= first);
        self.changes.get(next).is_none_or(|change| *change > last)
    }

    /// The plan in which the action stood at a position. `None` before it was there.
    pub fn plan_at(&self, p: Seq) -> Option<PlanId> {
        version_at(&self.action, p).map(|columns| columns.plan)
    }

    /// The report from which status and confidence come at a position.
    pub fn last_report_at(&self, p: Seq) -> Option<ReportId> {
        self.reports.last_at(p)
    }

    /// What is counted of the action at a position, in that plan. `None` before it was there.
    pub fn facts_at(&self, id: ActionId, p: Seq, plan: PlanFacts) -> Option<ActionFacts> {
        let columns = version_at(&self.action, p)?;
        let mut facts = ActionFacts {
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
            lead: None,
            lead_offered_to: None,
            carriers: Vec::with_capacity(self.assignments.len()),
            last_report: self.reports.facts_at(p),
            off_track_since: None,
            milestones: self.milestones_at(p),
            evidence: 0,
            claim_evidence: 0,
        };
        if facts.is_off_track() {
            facts.off_track_since = self.reports.off_track_since(p, facts.recurs);
        }
        self.count_evidence(p, &mut facts);
        self.name_carriers(p, &mut facts);
        Some(facts)
    }

    fn milestones_at(&self, p: Seq) -> Vec<MilestoneFacts> {
        let mut milestones = Vec::with_capacity(self.milestones.len());
        milestones.extend(self.milestones.at(p).map(|(id, columns)| milestone(MilestoneId(id), columns)));
        milestones
    }

    /// Evidence is counted for what it was attached to: a document that came before a milestone was reopened, or before
    /// the status was reported, does not back what is claimed now.
    fn count_evidence(&self, p: Seq, facts: &mut ActionFacts) {
        if self.evidence.len() == 0 {
            return;
        }
        let claimed_after = self.reports.claimed_after(p);
        for versions in self.evidence.until(p) {
            let (Some((_, born, _)), Some((_, _, columns))) = (versions.first(), versions.last()) else { continue };
            if columns.is_withdrawn {
                continue;
            }
            facts.evidence += 1;
            let Some(of) = columns.milestone else {
                facts.claim_evidence += u32::from(claimed_after.is_none_or(|before| *born > before));
                continue;
            };
            let milestone = facts.milestones.iter_mut().find(|milestone| milestone.id == of);
            if let Some(milestone) = milestone.filter(|_| self.reopened(of, p).is_none_or(|before| *born > before)) {
                milestone.evidence += 1;
            }
        }
    }

    /// The entry that last took a completion of the milestone back.
    fn reopened(&self, id: MilestoneId, p: Seq) -> Option<Seq> {
        let first = self.milestones.0.partition_point(|(other, _, _)| *other < id.0);
        let versions = self.milestones.0.get(first..)?;
        let of_it = versions.iter().take_while(|(other, since, _)| *other == id.0 && *since <= p);
        let (mut was_completed, mut reopened) = (false, None);
        for (_, since, columns) in of_it {
            let is_completed = matches!(columns.standing, MilestoneStanding::Completed(_));
            if was_completed && !is_completed {
                reopened = Some(*since);
            }
            was_completed = is_completed;
        }
        reopened
    }

    fn name_carriers(&self, p: Seq, facts: &mut ActionFacts) {
        for (_, columns) in self.assignments.at(p) {
            let standing = columns.state.standing();
            match (columns.role, standing) {
                (CarrierRole::Lead, CarrierStanding::Offered) => facts.lead_offered_to = Some(columns.party),
                (CarrierRole::Lead, standing) if standing.is_in_force() => facts.lead = Some(columns.party),
                _ => {}
            }
            facts.carriers.push(CarrierFacts {
                party: columns.party,
                role: columns.role,
                standing,
                is_inferred: columns.is_inferred,
                in_force_from: columns.in_force_from,
            });
        }
    }
}

fn milestone(id: MilestoneId, columns: &MilestoneColumns) -> MilestoneFacts {
    MilestoneFacts {
        id,
        title: columns.title,
        original: columns.original,
        due: columns.due,
        booked: columns.booked,
        state: columns.standing,
        is_verified: columns.is_verified,
        evidence: 0,
    }
}

//! The counted state at one position, made once from the timeline and kept for the next reader of that position.

use crate::connect::Store;
use crate::error::StoreError;
use crate::timeline::{ReportColumns, Timeline};
use domain::agency::Agency;
use domain::assignment::CarrierRole;
use domain::body::Body;
use domain::facts::{ActionFacts, CarrierFacts, CarrierStanding, MilestoneFacts, ReportFacts};
use domain::ids::{ActionId, AgencyId, BodyId, MeetingId, MilestoneId, NodeId, PlanId};
use domain::ledger::Seq;
use domain::meeting::Meeting;
use domain::plan::{Node, Plan, PlanState};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// Everything that pages look up by id, and the facts of every action. Not yet cut to what somebody may see.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    pub agencies: BTreeMap<AgencyId, Arc<Agency>>,
    pub bodies: BTreeMap<BodyId, Arc<Body>>,
    pub meetings: BTreeMap<MeetingId, Arc<Meeting>>,
    pub plans: BTreeMap<PlanId, Arc<Plan>>,
    pub nodes: BTreeMap<NodeId, Arc<Node>>,
    pub actions: Vec<ActionFacts>,
    pub action_places: HashMap<ActionId, usize>,
}

/// How many positions are kept: now, the last meetings, and what a few readers compare.
const KEPT: usize = 12;

/// The snapshots used last, newest first.
#[derive(Debug, Default)]
pub(crate) struct Snapshots(Mutex<VecDeque<(Seq, Arc<Snapshot>)>>);

impl Store {
    /// The counted state at a committed position.
    pub(crate) async fn snapshot(&self, p: Seq) -> Result<Arc<Snapshot>, StoreError> {
        if let Some(found) = self.snapshots().take_up(p) {
            return Ok(found);
        }
        self.advance_timeline(p).await?;
        let made = Arc::new(Snapshot::at(&*self.timeline().read().await, p));
        self.snapshots().keep(p, Arc::clone(&made));
        Ok(made)
    }
}

impl Snapshots {
    fn take_up(&self, p: Seq) -> Option<Arc<Snapshot>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(position, _)| *position == p)?;
        let found = kept.remove(place)?;
        kept.push_front(found.clone());
        Some(found.1)
    }

    fn keep(&self, p: Seq, snapshot: Arc<Snapshot>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((p, snapshot));
        kept.truncate(KEPT);
    }
}

impl Snapshot {
    fn at(timeline: &Timeline, p: Seq) -> Snapshot {
        let mut snapshot = Snapshot {
            agencies: timeline.agencies.at(p).map(|(id, agency)| (AgencyId(id), Arc::clone(agency))).collect(),
            bodies: timeline.bodies.at(p).map(|(id, body)| (BodyId(id), Arc::clone(body))).collect(),
            meetings: timeline.meetings.at(p).map(|(id, meeting)| (MeetingId(id), Arc::clone(meeting))).collect(),
            plans: timeline.plans.at(p).map(|(id, plan)| (PlanId(id), Arc::clone(plan))).collect(),
            nodes: timeline.nodes.at(p).map(|(id, node)| (NodeId(id), Arc::clone(node))).collect(),
            ..Snapshot::default()
        };
        snapshot.add_actions(timeline, p);
        snapshot.add_carriers(timeline, p);
        snapshot.add_reports(timeline, p);
        let evidence = snapshot.add_evidence(timeline, p);
        snapshot.add_milestones(timeline, p, &evidence);
        snapshot
    }

    fn add_actions(&mut self, timeline: &Timeline, p: Seq) {
        for (id, columns) in timeline.actions.at(p) {
            let plan_state = self.plans.get(&columns.plan).map_or(PlanState::Draft, |plan| plan.state);
            self.action_places.insert(ActionId(id), self.actions.len());
            self.actions.push(ActionFacts {
                id: ActionId(id),
                plan: columns.plan,
                plan_state,
                node: columns.node,
                reference: Arc::clone(&columns.reference),
                title: Arc::clone(&columns.title),
                kind: columns.kind,
                strength: columns.strength,
                recurs: columns.recurs,
                is_withdrawn: columns.is_withdrawn,
                matches_published: columns.matches_published,
                ends: columns.ends,
                inferred: columns.inferred,
                lead: None,
                lead_offered_to: None,
                carriers: Vec::new(),
                last_report: None,
                milestones: Vec::new(),
                evidence: 0,
            });
        }
    }

    fn add_carriers(&mut self, timeline: &Timeline, p: Seq) {
        for (_, columns) in timeline.assignments.at(p) {
            let Some(action) = self.action_mut(columns.action) else { continue };
            let standing = columns.state.standing();
            action.carriers.push(CarrierFacts {
                party: columns.party,
                role: columns.role,
                standing,
                is_inferred: columns.is_inferred,
                in_force_from: columns.in_force_from,
            });
            match (columns.role, standing) {
                (CarrierRole::Lead, CarrierStanding::Offered) => action.lead_offered_to = Some(columns.party),
                (CarrierRole::Lead, standing) if standing.is_in_force() => action.lead = Some(columns.party),
                _ => {}
            }
        }
    }

    /// The last report is found as [`last_of`](crate::updates::last_of) finds it.
    fn add_reports(&mut self, timeline: &Timeline, p: Seq) {
        let recency = |(born, columns): (Seq, &ReportColumns)| (columns.submitted, columns.quarter, born);
        let mut last: HashMap<ActionId, (Seq, &ReportColumns)> = HashMap::new();
        for report in timeline.reports.born_at(p) {
            let newest = last.entry(report.1.action).or_insert(report);
            if recency(*newest) <= recency(report) {
                *newest = report;
            }
        }
        for (action, (_, columns)) in last {
            let Some(action) = self.action_mut(action) else { continue };
            action.last_report = Some(ReportFacts {
                quarter: columns.quarter,
                status: columns.status,
                confidence: columns.confidence,
                submitted: columns.submitted,
                is_verified: columns.is_verified,
            });
        }
    }

    /// Counts documents by action, and returns those of each milestone.
    fn add_evidence(&mut self, timeline: &Timeline, p: Seq) -> HashMap<MilestoneId, u32> {
        let mut by_milestone = HashMap::new();
        for (_, columns) in timeline.evidence.at(p).filter(|(_, columns)| !columns.is_withdrawn) {
            if let Some(milestone) = columns.milestone {
                *by_milestone.entry(milestone).or_default() += 1;
            }
            if let Some(action) = self.action_mut(columns.action) {
                action.evidence += 1;
            }
        }
        by_milestone
    }

    fn add_milestones(&mut self, timeline: &Timeline, p: Seq, evidence: &HashMap<MilestoneId, u32>) {
        for (id, columns) in timeline.milestones.at(p) {
            let id = MilestoneId(id);
            let Some(action) = self.action_mut(columns.action) else { continue };
            action.milestones.push(MilestoneFacts {
                id,
                title: Arc::clone(&columns.title),
                original: columns.original,
                due: columns.due,
                booked: Arc::clone(&columns.booked),
                state: columns.standing,
                is_verified: columns.is_verified,
                evidence: evidence.get(&id).copied().unwrap_or_default(),
            });
        }
    }

    fn action_mut(&mut self, id: ActionId) -> Option<&mut ActionFacts> {
        let place = *self.action_places.get(&id)?;
        self.actions.get_mut(place)
    }
}

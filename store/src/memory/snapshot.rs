//! The counted state at one position, made once from the timeline and kept for the next reader of that position.

use crate::database::connections::Database;
use crate::error::StoreError;
use crate::memory::timeline::{ActionHistory, Timeline};
use crate::memory::{Memory, off_the_executor};
use crate::tables::ledger::recorded_at;
use domain::Date;
use domain::agency::Agency;
use domain::body::Body;
use domain::date::Zone;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, AgencyId, BodyId, MeetingId, NodeId, PlanId, ReportId};
use domain::ledger::Seq;
use domain::meeting::Meeting;
use domain::plan::{Node, Plan, PlanFacts};
use domain::reporting::ReportingRule;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// Everything that pages look up by id, and the facts of every action. Not yet cut to what someone may see.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    pub agencies: BTreeMap<AgencyId, Arc<Agency>>,
    pub bodies: BTreeMap<BodyId, Arc<Body>>,
    pub meetings: BTreeMap<MeetingId, Arc<Meeting>>,
    pub plans: BTreeMap<PlanId, Arc<Plan>>,
    pub nodes: BTreeMap<NodeId, Arc<Node>>,
    pub reporting: ReportingRule,
    /// In the order of the ids. Positions share the lists in them that nothing changed in between.
    actions: Vec<ActionFacts>,
}

/// How many positions are kept: now, the last meetings, and what a few readers compare.
const KEPT: usize = 8;

/// The snapshots used last, newest first.
#[derive(Debug, Default)]
pub(crate) struct Snapshots {
    kept: Mutex<VecDeque<(Seq, Arc<Snapshot>)>>,
    /// One is made at a time: after a change everybody asks for the same.
    making: tokio::sync::Mutex<()>,
    days_of_plans: tokio::sync::Mutex<BTreeMap<PlanId, Date>>,
}

impl Memory {
    /// The counted state at a committed position. Days begin in the zone of the task force.
    pub async fn snapshot(&self, database: &Database, zone: Zone, p: Seq) -> Result<Arc<Snapshot>, StoreError> {
        if let Some(found) = self.snapshots.take_up(p) {
            return Ok(found);
        }
        self.advance_timeline(database, p).await?;
        let _making = self.snapshots.making.lock().await;
        // Someone may have made it while this waited.
        if let Some(found) = self.snapshots.take_up(p) {
            return Ok(found);
        }
        let recorded = self.days_of_plans(database, zone).await?;
        let reporting = self.reporting_rule(database, p).await?;
        let timeline = Arc::clone(&self.timeline);
        let make = move || {
            let snapshot = Snapshot::at(&timeline.blocking_read(), p, &recorded);
            Arc::new(Snapshot { reporting, ..snapshot })
        };
        // The facts of thousands of actions take a while, in which other requests are answered.
        let made = off_the_executor(make).await?;
        let left = self.snapshots.keep(p, Arc::clone(&made));
        // Letting go of them takes a while too, for which no one need wait.
        if !left.is_empty() {
            tokio::task::spawn_blocking(move || drop(left));
        }
        Ok(made)
    }

    /// The day on which each plan entered the record. It never changes, so each is asked once.
    async fn days_of_plans(&self, database: &Database, zone: Zone) -> Result<BTreeMap<PlanId, Date>, StoreError> {
        let mut days = self.snapshots.days_of_plans.lock().await;
        let births: Vec<_> = self.timeline.read().await.plans.births().collect();
        for (id, born) in births {
            if let Entry::Vacant(unknown) = days.entry(PlanId(id)) {
                let at = recorded_at(database.reader(), born).await?.ok_or(StoreError::NotFound)?;
                unknown.insert(zone.day(at));
            }
        }
        Ok(days.clone())
    }

    /// The report from which the status of each of these actions comes at a committed position.
    pub async fn last_reports(
        &self,
        database: &Database,
        actions: &[ActionId],
        p: Seq,
    ) -> Result<Vec<ReportId>, StoreError> {
        self.advance_timeline(database, p).await?;
        let timeline = self.timeline.read().await;
        Ok(actions.iter().filter_map(|action| timeline.actions.get(action)?.last_report_at(p)).collect())
    }
}

impl Snapshots {
    fn take_up(&self, p: Seq) -> Option<Arc<Snapshot>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(position, _)| *position == p)?;
        let found = kept.remove(place)?;
        kept.push_front(found.clone());
        Some(found.1)
    }

    /// Lets go of every position.
    pub fn forget(&self) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Gives those for which there is no room any more.
    fn keep(&self, p: Seq, snapshot: Arc<Snapshot>) -> VecDeque<(Seq, Arc<Snapshot>)> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((p, snapshot));
        let room = KEPT.min(kept.len());
        kept.split_off(room)
    }
}

impl Snapshot {
    /// The facts of every action, in the order of the ids.
    pub fn actions(&self) -> impl Iterator<Item = &ActionFacts> {
        self.actions.iter()
    }

    pub fn action(&self, id: ActionId) -> Option<&ActionFacts> {
        let place = self.actions.binary_search_by_key(&id, |facts| facts.id).ok()?;
        self.actions.get(place)
    }

    fn at(timeline: &Timeline, p: Seq, recorded: &BTreeMap<PlanId, Date>) -> Snapshot {
        let plans: BTreeMap<PlanId, Arc<Plan>> =
            timeline.plans.at(p).map(|(id, plan)| (PlanId(id), Arc::clone(plan))).collect();
        let plan_facts = plans
            .iter()
            .filter_map(|(id, plan)| Some((*id, plan.facts(*recorded.get(id)?))))
            .collect::<BTreeMap<PlanId, PlanFacts>>();
        Snapshot {
            agencies: timeline.agencies.at(p).map(|(id, agency)| (AgencyId(id), Arc::clone(agency))).collect(),
            bodies: timeline.bodies.at(p).map(|(id, body)| (BodyId(id), Arc::clone(body))).collect(),
            meetings: timeline.meetings.at(p).map(|(id, meeting)| (MeetingId(id), Arc::clone(meeting))).collect(),
            nodes: timeline.nodes.at(p).map(|(id, node)| (NodeId(id), Arc::clone(node))).collect(),
            actions: facts(timeline, p, &plan_facts),
            plans,
            reporting: ReportingRule::default(),
        }
    }
}

/// As many actions take longer than a thread takes to start.
const WORTH_A_THREAD: usize = 1_000;

/// The facts of every action at a position.
///
/// This is what the first reader of a position waits for, so all processors take part where there are many actions.
fn facts(timeline: &Timeline, p: Seq, plans: &BTreeMap<PlanId, PlanFacts>) -> Vec<ActionFacts> {
    // An action never stands without its plan.
    let of = |(id, history): &(&ActionId, &ActionHistory)| history.facts_at(**id, p, *plans.get(&history.plan_at(p)?)?);
    let all: Vec<(&ActionId, &ActionHistory)> = timeline.actions.iter().collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(all.len() / WORTH_A_THREAD);
    if threads < 2 {
        return all.iter().filter_map(of).collect();
    }
    let (here, elsewhere) = all.split_at(all.len().div_ceil(threads));
    std::thread::scope(|scope| {
        let parts = elsewhere.chunks(here.len());
        let working: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().filter_map(of).collect::<Vec<_>>())).collect();
        let mut facts = Vec::with_capacity(all.len());
        facts.extend(here.iter().filter_map(of));
        for part in working {
            facts.extend(part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        facts
    })
}

//! The facts that are counted in memory against the predicate in SQL: `since <= p AND (until IS NULL OR until > p)`.

use crate::engine::{Engine, Place, run};
use crate::histories::model::{Model, sees};
use crate::histories::{for_random_histories, play};
use crate::sql;
use crate::world::World;
use chrono::DateTime;
use domain::Date;
use domain::action::Action;
use domain::assignment::{Assignment, AssignmentState, CarrierRole, Ending};
use domain::date::{FiscalQuarter, Zone};
use domain::evidence::Evidence;
use domain::facts::{
    ActionFacts, CarrierFacts, CarrierStanding, Inferences, MilestoneFacts, MilestoneStanding, ReportFacts,
};
use domain::ids::ReportId;
use domain::ledger::Seq;
use domain::milestone::{Milestone, MilestoneState};
use domain::plan::{Basis, Plan};
use domain::slippage::Booked;
use domain::update::Report;
use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

on_each_engine!(the_facts_of_any_position_are_those_of_the_predicate_for_every_role);

const HISTORIES: u32 = 10;

/// After every entry.
const NOW: Seq = Seq(u32::MAX as u64);

fn the_facts_of_any_position_are_those_of_the_predicate_for_every_role(engine: Engine) {
    for_random_histories(HISTORIES, |steps| {
        run(engine, async |place: &Place| {
            let world = World::begin(place).await;
            // It is asked now and then only, so that it goes forward by leaps where the other goes step by step.
            let follower = World::of(place.store(&world.clock).await, world.clock.clone()).await;
            let (reader, mut model) = (place.reader().await, Model::of_the_world());
            let mut positions = vec![Seq(0), Seq(1), Seq(8)];
            for (number, step) in steps.iter().enumerate() {
                play(&world, &mut model, number, *step).await;
                if step.picks[1] % 8 == 0 {
                    let head = world.head().await;
                    agree(&[&world, &follower], &reader, head).await;
                    positions.push(Seq(u64::from(step.picks[3]) % (head.0 + 1)));
                }
            }
            positions.push(world.head().await);
            let forwards = World::of(place.store(&world.clock).await, world.clock.clone()).await;
            for position in &positions {
                agree(&[&world, &follower, &forwards], &reader, *position).await;
            }
            let backwards = World::of(place.store(&world.clock).await, world.clock.clone()).await;
            for position in positions.iter().rev() {
                agree(&[&backwards], &reader, *position).await;
            }
        });
    });
}

/// What each of the stores counts for each role at a position is what SQL finds there, cut to what the role may see now.
async fn agree(stores: &[&World], reader: &DatabaseConnection, p: Seq) {
    let (found, now) = (Found::at(reader, p).await, Found::at(reader, NOW).await);
    for world in stores {
        for actor in world.everybody() {
            let view = world.view_at(actor, p).await;
            let mut counted: Vec<ActionFacts> = view.actions().chain(view.retracted_actions()).cloned().collect();
            assert!(view.actions().all(|facts| !facts.is_retracted), "at entry {p} for {actor:?}");
            counted.sort_by_key(|facts| facts.id);
            let visible = found.actions.iter().filter(|action| {
                sees(actor, now.plan(action).state, now.assignments.iter().filter(|it| it.action == action.id))
            });
            let expected: Vec<ActionFacts> = visible.map(|action| found.facts(action)).collect();
            assert_eq!(counted, expected, "at entry {p} for {actor:?}");
        }
    }
}

/// The contents that stand at a position, by id.
struct Found {
    plans: Vec<Plan>,
    actions: Vec<Action>,
    assignments: Vec<Assignment>,
    milestones: Vec<Milestone>,
    reports: Vec<Report>,
    evidence: Vec<Evidence>,
    /// When each plan entered the record, in microseconds.
    plans_recorded: Vec<(Uuid, i64)>,
    past: Past,
}

/// Every content until a position, with the entry that made it, for what depends on the order of things.
struct Past {
    milestones: Vec<(Seq, Milestone)>,
    reports: Vec<(Seq, Report)>,
    /// The entry that attached each document.
    attached: Vec<(Seq, Evidence)>,
}

impl Found {
    async fn at(reader: &DatabaseConnection, p: Seq) -> Found {
        Found {
            plans: standing(reader, "plan", p).await,
            actions: standing(reader, "action", p).await,
            assignments: standing(reader, "assignment", p).await,
            milestones: standing(reader, "milestone", p).await,
            reports: standing(reader, "report", p).await,
            evidence: standing(reader, "evidence", p).await,
            plans_recorded: plans_recorded(reader).await,
            past: Past::until(reader, p).await,
        }
    }

    /// The quarter in which the plan began or entered the record, whichever is later.
    fn plan_owes_from(&self, plan: &Plan) -> FiscalQuarter {
        let (_, micros) = self.plans_recorded.iter().find(|(id, _)| *id == plan.id.0).unwrap();
        let recorded = Zone::NEW_YORK.day(DateTime::from_timestamp_micros(*micros).unwrap());
        FiscalQuarter::of(plan.starts.max(recorded))
    }

    fn plan(&self, action: &Action) -> &Plan {
        self.plans.iter().find(|plan| plan.id == action.plan).unwrap()
    }

    fn facts(&self, action: &Action) -> ActionFacts {
        let assignments: Vec<&Assignment> = self.assignments.iter().filter(|it| it.action == action.id).collect();
        let lead = |holds: fn(&Assignment) -> bool| {
            assignments.iter().find(|it| it.role == CarrierRole::Lead && holds(it)).map(|it| it.party)
        };
        let reports = self.reports.iter().filter(|report| report.action == action.id && report.stands());
        let last_report = reports.max_by_key(|report| (report.submitted, report.quarter, report.id));
        let milestones = self.milestones.iter().filter(|milestone| milestone.action == action.id);
        let stands = |document: &&Evidence| document.action == action.id && document.withdrawn.is_none();
        ActionFacts {
            id: action.id,
            plan: action.plan,
            plan_state: self.plan(action).state,
            plan_owes_from: self.plan_owes_from(self.plan(action)),
            node: action.node,
            reference: action.reference.as_str().into(),
            title: action.title.as_str().into(),
            kind: action.kind,
            strength: action.strength,
            recurs: action.recurrence.is_some(),
            is_withdrawn: action.withdrawn.is_some(),
            is_retracted: action.retracted.is_some(),
            matches_published: action.matches_published,
            ends: action.timeframe.ends,
            end_booked: action.moves.iter().map(Booked::from).collect::<Vec<_>>().as_slice().into(),
            inferred: Inferences {
                placement: action.node_basis == Basis::Inferred,
                strength: action.strength_basis == Basis::Inferred,
                timeframe: action.timeframe.basis == Basis::Inferred,
            },
            lead: lead(Assignment::is_in_force),
            lead_offered_to: lead(Assignment::is_unanswered),
            carriers: assignments.iter().map(|assignment| carrier(assignment)).collect(),
            last_report: last_report.map(report),
            off_track_since: self.off_track_since(action),
            milestones: milestones.map(|milestone| self.milestone(milestone)).collect(),
            evidence: self.evidence.iter().filter(stands).count() as u32,
            claim_evidence: self.evidence.iter().filter(stands).filter(|it| self.backs_the_claim(it)).count() as u32,
        }
    }

    /// The day of the first of the last updates without a break that say the open action is off track.
    fn off_track_since(&self, action: &Action) -> Option<Date> {
        let of_it = self.reports.iter().filter(|report| report.action == action.id && report.stands());
        let mut of_it: Vec<&Report> = of_it.collect();
        of_it.sort_by_key(|report| (report.submitted, report.quarter, report.id));
        let recurs = action.recurrence.is_some();
        let run = of_it.into_iter().rev().take_while(|of| report(of).is_off_track(recurs));
        run.last().map(|report| report.submitted).filter(|_| action.withdrawn.is_none())
    }

    /// Whether a document about the action as a whole came after the last update of another status than the one now.
    fn backs_the_claim(&self, document: &Evidence) -> bool {
        let of_it: Vec<_> = self.past.reports.iter().filter(|(_, it)| it.action == document.action).collect();
        let mut lasts: Vec<(Seq, Option<(ReportId, ReportFacts)>)> = Vec::new();
        for (since, _) in &of_it {
            let until: BTreeMap<ReportId, &Report> =
                of_it.iter().filter(|(other, _)| other <= since).map(|(_, it)| (it.id, it)).collect();
            let standing = until.values().filter(|it| it.stands());
            let last = standing.max_by_key(|it| (it.submitted, it.quarter, it.id));
            let last = last.map(|last| (last.id, report(last)));
            if lasts.last().is_none_or(|(_, before)| *before != last) {
                lasts.push((*since, last));
            }
        }
        let claimed = lasts.last().and_then(|(_, last)| last.map(|(_, facts)| facts.status));
        let stands = |id: ReportId| self.reports.iter().any(|it| it.id == id && it.stands());
        let is_of_another = |last: &Option<(ReportId, ReportFacts)>| {
            last.is_some_and(|(id, facts)| stands(id) && Some(facts.status) != claimed)
        };
        // Nothing is claimed where every update was retracted.
        let of_another = lasts.iter().rfind(|(_, last)| claimed.is_some() && is_of_another(last));
        document.milestone.is_none() && of_another.is_none_or(|(since, _)| self.past.attached(document) > *since)
    }

    fn milestone(&self, milestone: &Milestone) -> MilestoneFacts {
        let (state, is_verified) = match &milestone.state {
            MilestoneState::Open => (MilestoneStanding::Open, false),
            MilestoneState::Completed(done) => (MilestoneStanding::Completed(done.on), done.verified.is_some()),
            MilestoneState::Withdrawn(_) => (MilestoneStanding::Withdrawn, false),
        };
        let reopened = self.past.reopened(milestone);
        let shows = |document: &&Evidence| {
            let is_of_it = document.milestone == Some(milestone.id) && document.withdrawn.is_none();
            is_of_it && reopened.is_none_or(|reopened| self.past.attached(document) > reopened)
        };
        MilestoneFacts {
            id: milestone.id,
            title: milestone.title.as_str().into(),
            original: milestone.original,
            due: milestone.due,
            booked: milestone.moves.iter().map(Booked::from).collect::<Vec<_>>().as_slice().into(),
            state,
            is_verified,
            evidence: self.evidence.iter().filter(shows).count() as u32,
        }
    }
}

impl Past {
    async fn until(reader: &DatabaseConnection, p: Seq) -> Past {
        let mut attached: Vec<(Seq, Evidence)> = versions(reader, "evidence", p).await;
        let mut known = BTreeSet::new();
        attached.retain(|(_, document)| known.insert(document.id));
        let (milestones, reports) = (versions(reader, "milestone", p).await, versions(reader, "report", p).await);
        Past { milestones, reports, attached }
    }

    fn attached(&self, document: &Evidence) -> Seq {
        self.attached.iter().find(|(_, it)| it.id == document.id).unwrap().0
    }

    /// The entry that last took the completion of a milestone back.
    fn reopened(&self, milestone: &Milestone) -> Option<Seq> {
        let versions: Vec<_> = self.milestones.iter().filter(|(_, it)| it.id == milestone.id).collect();
        let taken_back = versions.windows(2).filter(|pair| pair[0].1.completion().is_some());
        taken_back.filter(|pair| pair[1].1.completion().is_none()).map(|pair| pair[1].0).max()
    }
}

fn carrier(assignment: &Assignment) -> CarrierFacts {
    let standing = match assignment.state {
        AssignmentState::Stated => CarrierStanding::Stated,
        AssignmentState::Accepted { .. } => CarrierStanding::Accepted,
        AssignmentState::Offered { .. } => CarrierStanding::Offered,
        AssignmentState::Assumed => CarrierStanding::Assumed,
        AssignmentState::Ended { how: Ending::HandedBack, .. } => CarrierStanding::HandedBack,
        AssignmentState::Declined { .. } | AssignmentState::HandedOver { .. } | AssignmentState::Ended { .. } => {
            CarrierStanding::Over
        }
    };
    let Assignment { party, role, basis, in_force_from, .. } = *assignment;
    CarrierFacts { party, role, standing, is_inferred: basis == Basis::Inferred, in_force_from }
}

fn report(report: &Report) -> ReportFacts {
    ReportFacts {
        quarter: report.quarter,
        status: report.status,
        confidence: report.confidence,
        submitted: report.submitted,
        is_verified: report.verified.is_some(),
        review: report.review.as_ref().map(domain::update::Review::acceptance),
    }
}

async fn standing<T: DeserializeOwned>(reader: &DatabaseConnection, kind: &str, p: Seq) -> Vec<T> {
    let select = format!(
        "SELECT c.body FROM {kind}_versions v JOIN {kind}_contents c ON c.id = v.id AND c.since = v.since \
         WHERE v.since <= {p} AND (v.until IS NULL OR v.until > {p}) ORDER BY v.id"
    );
    let bodies = sql::texts(reader, &select).await;
    bodies.iter().map(|body| serde_json::from_str(body).unwrap()).collect()
}

async fn versions<T: DeserializeOwned>(reader: &DatabaseConnection, kind: &str, p: Seq) -> Vec<(Seq, T)> {
    let select = format!("SELECT since, body FROM {kind}_contents WHERE since <= {p} ORDER BY since");
    let read = |row: &QueryResult| {
        let since: i64 = row.try_get_by_index(0).unwrap();
        let body: String = row.try_get_by_index(1).unwrap();
        (Seq(since as u64), serde_json::from_str(&body).unwrap())
    };
    sql::rows(reader, &select).await.iter().map(read).collect()
}

async fn plans_recorded(reader: &DatabaseConnection) -> Vec<(Uuid, i64)> {
    let sql = "SELECT plans.id AS id, ledger.recorded_at AS at FROM plans JOIN ledger ON ledger.seq = plans.born";
    let asked = Statement::from_string(reader.get_database_backend(), sql);
    let rows = reader.query_all_raw(asked).await.unwrap();
    rows.iter().map(|row| (row.try_get("", "id").unwrap(), row.try_get("", "at").unwrap())).collect()
}

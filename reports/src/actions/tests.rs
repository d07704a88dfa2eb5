//! One action with everything, and what its row says.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::{ActionRow, NamedCarrier, table};
use crate::sample::about;
use crate::table::{Cell, Table};
use domain::Date;
use domain::action::{Action, ActionKind, Recurrence, Strength, Timeframe, Wording};
use domain::assignment::{Assignment, AssignmentState, CarrierRole};
use domain::body::Party;
use domain::date::{FiscalQuarter, parse};
use domain::facts::{
    ActionFacts, CarrierFacts, CarrierStanding, Inferences, MilestoneFacts, MilestoneStanding, ReportFacts,
};
use domain::ids::{ActionId, AgencyId, AssignmentId, MilestoneId, NodeId, PlanId, ReportId};
use domain::ledger::Seq;
use domain::plan::{Basis, Node, Plan, PlanState, Withdrawal};
use domain::reporting::ReportingRule;
use domain::signals::Verdict;
use domain::slippage::{Booked, MoveReason};
use domain::text::{Citation, Code, Narrative, Sentence, Title};
use domain::update::{Confidence, Report, ReportedStatus, Speaker};
use std::collections::BTreeSet;
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(1);

fn day(text: &str) -> Date {
    parse(text).unwrap()
}

fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

fn plan() -> Plan {
    Plan {
        id: PlanId(ID),
        code: Code::parse("NAP-2021").unwrap(),
        title: title("The National Action Plan"),
        short_title: title("NAP 2021"),
        state: PlanState::InForce,
        issued: day("2021-12-03"),
        starts: day("2021-12-03"),
        ends: None,
        period: title("three years"),
        span_basis: Narrative::parse("Stated.").unwrap(),
        levels: vec![],
        published_actions: Some(61),
        published_note: None,
        coverage_note: None,
        numbering_note: None,
        vocabulary: None,
        supersedes: None,
        relates_to: None,
        co_chairs: vec![],
        facts: vec![],
        source: Citation::parse("The plan").unwrap(),
    }
}

fn node(reference: &str, named: &str) -> Node {
    Node {
        id: NodeId(ID),
        plan: PlanId(ID),
        parent: None,
        reference: Code::parse(reference).unwrap(),
        reference_basis: Narrative::parse("Published.").unwrap(),
        level: title("Pillar"),
        position: 0,
        title: title(named),
        published_actions: None,
        note: None,
        source: Citation::parse("The plan").unwrap(),
        withdrawn: None,
    }
}

fn action() -> Action {
    Action {
        id: ActionId(ID),
        plan: PlanId(ID),
        node: NodeId(ID),
        node_basis: Basis::Inferred,
        reference: Code::parse("DOJ-02").unwrap(),
        official_number: None,
        title: title("=Release the guide"),
        promise: Narrative::parse("Release the guide.").unwrap(),
        wording: Wording::Paraphrased,
        kind: ActionKind::Action,
        strength: Strength::Deliver,
        strength_basis: Basis::Stated,
        recurrence: None,
        timeframe: Timeframe {
            stated: title("2024"),
            starts: None,
            ends: Some(day("2024-12-31")),
            basis: Basis::Stated,
        },
        source_states_lead: true,
        matches_published: true,
        contributes_to: None,
        note: None,
        source: Citation::parse("The plan, p. 12").unwrap(),
        withdrawn: None,
        moves: Vec::new(),
        edited: None,
        retracted: None,
    }
}

fn assignment(number: u128, role: CarrierRole, state: AssignmentState) -> Assignment {
    Assignment {
        id: AssignmentId(Uuid::from_u128(number)),
        action: ActionId(ID),
        party: Party::Agency(AgencyId(Uuid::from_u128(number))),
        role,
        basis: Basis::Stated,
        through: None,
        state,
        in_force_from: None,
        note: None,
    }
}

fn report() -> Report {
    Report {
        id: ReportId(ID),
        action: ActionId(ID),
        quarter: FiscalQuarter::new(2023, 4).unwrap(),
        status: ReportedStatus::Delayed,
        confidence: Some(Confidence::AtRisk),
        narrative: Narrative::parse("In clearance.").unwrap(),
        native_word: Some(title("Delayed by clearance")),
        submitted: day("2023-10-12"),
        said_by: Speaker::Source(Citation::parse("A report").unwrap()),
        verified: None,
        retracted: None,
        review: None,
    }
}

fn facts() -> ActionFacts {
    let moved = Booked { reason: MoveReason::Clearance, days: 10 };
    let milestone = |due, moves, state| MilestoneFacts {
        id: MilestoneId(ID),
        title: "Awards announced".into(),
        original: day("2024-01-10"),
        due: day(due),
        booked: vec![moved; moves].as_slice().into(),
        state,
        is_verified: false,
        evidence: 0,
    };
    let party = Party::Agency(AgencyId(ID));
    let in_force_from = Some(day("2022-01-05"));
    ActionFacts {
        id: ActionId(ID),
        plan: PlanId(ID),
        plan_state: PlanState::InForce,
        plan_owes_from: FiscalQuarter::new(2022, 1).unwrap(),
        node: NodeId(ID),
        reference: "DOJ-02".into(),
        title: "=Release the guide".into(),
        kind: ActionKind::Action,
        strength: Strength::Deliver,
        recurs: false,
        is_withdrawn: false,
        is_retracted: false,
        matches_published: true,
        ends: Some(day("2024-12-31")),
        end_booked: [].as_slice().into(),
        inferred: Inferences::default(),
        lead: Some(party),
        lead_offered_to: None,
        carriers: [CarrierFacts {
            party,
            role: CarrierRole::Lead,
            standing: CarrierStanding::Accepted,
            is_inferred: false,
            in_force_from,
        }]
        .into(),
        off_track_since: None,
        last_report: Some(ReportFacts {
            quarter: FiscalQuarter::new(2023, 4).unwrap(),
            status: ReportedStatus::Delayed,
            confidence: Some(Confidence::AtRisk),
            submitted: day("2023-10-12"),
            is_verified: false,
            review: None,
        }),
        milestones: [
            milestone("2024-02-12", 2, MilestoneStanding::Open),
            milestone("2024-02-13", 0, MilestoneStanding::Open),
            milestone("2024-01-10", 0, MilestoneStanding::Completed(day("2024-01-09"))),
            milestone("2024-12-10", 4, MilestoneStanding::Withdrawn),
        ]
        .into(),
        evidence: 3,
        claim_evidence: 1,
    }
}

/// Everything that one row is made from.
struct World {
    facts: ActionFacts,
    action: Action,
    plan: Plan,
    path: Vec<Node>,
    carriers: Vec<(&'static str, Assignment)>,
    last_report: Option<Report>,
}

fn world() -> World {
    let on = day("2024-01-02");
    World {
        facts: facts(),
        action: action(),
        plan: plan(),
        path: vec![node("A", "Prevention"), node("A.1", "Outreach")],
        carriers: vec![
            ("Justice", assignment(1, CarrierRole::Lead, AssignmentState::Stated)),
            ("State", assignment(2, CarrierRole::Lead, AssignmentState::Offered { on })),
            ("Labor", assignment(3, CarrierRole::Support, AssignmentState::Accepted { on })),
            ("HHS", assignment(4, CarrierRole::Support, AssignmentState::Stated)),
            ("Commerce", assignment(5, CarrierRole::Support, AssignmentState::Assumed)),
            ("Treasury", assignment(6, CarrierRole::Support, AssignmentState::Offered { on })),
        ],
        last_report: Some(report()),
    }
}

impl World {
    fn table(&self) -> Table {
        let named = self.carriers.iter().map(|(name, assignment)| NamedCarrier {
            code: name.to_uppercase(),
            name: (*name).to_owned(),
            assignment,
        });
        let row = ActionRow {
            facts: &self.facts,
            action: &self.action,
            plan: &self.plan,
            path: self.path.iter().collect(),
            carriers: named.collect(),
            last_report: self.last_report.as_ref(),
            verdict: Some(Verdict::Agree),
            entry: Seq(31),
            last_report_entry: self.last_report.as_ref().map(|_| Seq(44)),
        };
        table(about(), ReportingRule::default(), &[row]).unwrap()
    }
}

fn cell(table: &Table, name: &str) -> Cell {
    let place = table.columns().iter().position(|column| column.name == name).unwrap();
    table.rows()[0][place].clone()
}

fn words(table: &Table, name: &str) -> String {
    match cell(table, name) {
        Cell::Text(text) => text,
        other => format!("{other:?}"),
    }
}

#[test]
fn a_row_has_the_commitment_its_wording_and_its_section() {
    let table = world().table();
    assert_eq!(words(&table, "title"), "=Release the guide");
    assert_eq!(words(&table, "wording"), "Not official wording");
    assert_eq!(words(&table, "place"), "A Prevention > A.1 Outreach");
    assert_eq!(words(&table, "place_basis"), "Inferred");
    assert_eq!(cell(&table, "official_number"), Cell::Blank);
    assert_eq!(cell(&table, "ends"), Cell::Date(day("2024-12-31")));
}

#[test]
fn a_row_keeps_apart_who_leads_who_was_asked_and_who_is_only_inferred() {
    let table = world().table();
    assert_eq!((words(&table, "lead"), words(&table, "lead_basis")), ("Justice".into(), "From the source".into()));
    assert_eq!(words(&table, "lead_offered_to"), "State");
    assert_eq!(words(&table, "supporters"), "Labor; HHS");
    assert_eq!(words(&table, "supporters_asked"), "Treasury");
    assert_eq!(words(&table, "supporters_assumed"), "Commerce");
}

#[test]
fn an_inferred_lead_is_marked_as_inferred() {
    let inferred = Assignment { basis: Basis::Inferred, ..assignment(1, CarrierRole::Lead, AssignmentState::Stated) };
    let table = World { carriers: vec![("Justice", inferred)], ..world() }.table();
    assert_eq!(words(&table, "lead_basis"), "Inferred");
}

#[test]
fn a_row_gives_both_our_status_and_the_plan_s_own_term() {
    let table = world().table();
    assert_eq!(words(&table, "status"), "Delayed");
    assert_eq!(words(&table, "native_status"), "Delayed by clearance");
    assert_eq!(words(&table, "confidence"), "At risk");
    assert_eq!(words(&table, "reporting"), "Update overdue");
    // Its documents are not of the milestone that is completed.
    assert_eq!(words(&table, "verification"), "Reported only");
    assert_eq!(words(&table, "last_report_quarter"), "FY2023-Q4");
}

#[test]
fn a_milestone_due_on_the_as_of_date_is_not_overdue_and_a_withdrawn_one_counts_nowhere() {
    let table = world().table();
    assert_eq!(cell(&table, "milestones"), Cell::Integer(3));
    assert_eq!(cell(&table, "milestones_completed"), Cell::Integer(1));
    assert_eq!(cell(&table, "milestones_overdue"), Cell::Integer(1));
    assert_eq!(cell(&table, "next_due"), Cell::Date(day("2024-02-12")));
    assert_eq!(cell(&table, "slip_days"), Cell::Integer(33 + 34));
    assert_eq!(cell(&table, "moves"), Cell::Integer(2));
}

#[test]
fn a_withdrawn_action_says_when_and_why() {
    let withdrawn = Some(Withdrawal { on: day("2024-02-01"), reason: Sentence::parse("Merged with DOJ-03.").unwrap() });
    let action = Action { withdrawn, ..action() };
    let facts = ActionFacts { is_withdrawn: true, ..facts() };
    let table = World { action, facts, ..world() }.table();
    assert_eq!(words(&table, "status"), "Withdrawn");
    assert_eq!(cell(&table, "withdrawn_on"), Cell::Date(day("2024-02-01")));
    assert_eq!(words(&table, "withdrawn_because"), "Merged with DOJ-03.");
    assert_eq!(cell(&table, "reporting"), Cell::Blank);
}

#[test]
fn an_action_that_recurs_says_how_often() {
    let recurrence = Some(Recurrence { stated: title("twice a year"), times_a_year: 2 });
    let action = Action { recurrence, ..action() };
    let table = World { action, ..world() }.table();
    assert_eq!(words(&table, "recurrence"), "twice a year");
}

#[test]
fn an_action_without_updates_has_blanks_instead_of_claims() {
    let facts = ActionFacts { last_report: None, milestones: [].into(), ..facts() };
    let table = World { facts, last_report: None, ..world() }.table();
    assert_eq!((words(&table, "status"), words(&table, "reporting")), ("No update".into(), "None received".into()));
    for blank in ["confidence", "verification", "native_status", "last_report_submitted", "next_due"] {
        assert_eq!(cell(&table, blank), Cell::Blank, "{blank}");
    }
}

#[test]
fn no_two_columns_share_a_name_or_a_title_and_each_has_a_definition() {
    let columns = world().table().columns().to_vec();
    let names: BTreeSet<_> = columns.iter().map(|column| column.name).collect();
    let titles: BTreeSet<_> = columns.iter().map(|column| column.title).collect();
    assert_eq!((names.len(), titles.len()), (columns.len(), columns.len()));
    assert!(columns.iter().all(|column| column.definition.ends_with('.')));
}

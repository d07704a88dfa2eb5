//! A record in memory, and small plan files to import into it.

use domain::actor::Actor;
use domain::ledger::Hash;
use domain::{Date, Object};
use seeds::check::check;
use seeds::import::{BuildContext, Built, build};
use seeds::objects::{Baseline, Objects};
use seeds::read::read;
use seeds::real::REAL_FILES;
use seeds::report::ImportReport;
use serde_json::{Value, json};
use uuid::Uuid;

/// What imports made, and what users changed since.
#[derive(Clone, Debug, Default)]
pub struct World {
    pub baseline: Baseline,
    ids: u128,
}

impl World {
    /// A record into which the real plans were imported.
    pub fn with_real_plans() -> World {
        let mut world = World::default();
        for file in REAL_FILES {
            world.import(file.text);
        }
        world
    }

    /// A record with two agencies, a body, and the plan of [`plan_file`].
    pub fn with_small_plan() -> World {
        let mut world = World::default();
        world.import(&reference_file().to_string());
        world.import(&plan_file().to_string());
        world
    }

    /// Imports a file that has no faults.
    pub fn import(&mut self, text: &str) -> ImportReport {
        let (objects, report) = self.build(text);
        for object in objects {
            put(&mut self.baseline.now, object.clone());
            put(&mut self.baseline.imported, object);
        }
        report
    }

    /// What an import would write.
    pub fn build(&mut self, text: &str) -> (Vec<Object>, ImportReport) {
        let file = read(text).unwrap_or_else(|faults| panic!("{faults:#?}"));
        let baseline = self.baseline.clone();
        let checked = check(&file, &baseline).unwrap_or_else(|faults| panic!("{:#?}", faults.located_in(text)));
        let mut new_id = || {
            self.ids += 1;
            Uuid::from_u128(self.ids)
        };
        let context = BuildContext {
            actor: &Actor::Operator,
            today: TODAY,
            new_id: &mut new_id,
            file: Hash::of(&[text.as_bytes()]),
        };
        let Built { import, report } = build(checked, context).unwrap();
        let (objects, ..) = import.finish(&Actor::Operator, report.file.to_string()).into_parts();
        assert_eq!(objects.len(), report.written(), "the report counts what the import writes");
        (objects, report)
    }

    /// The faults of a file, as they are shown.
    pub fn faults(&self, file: &Value) -> Vec<String> {
        let text = serde_json::to_string_pretty(file).unwrap();
        let rows = read(&text).unwrap_or_else(|faults| panic!("{faults:#?}"));
        let faults = check(&rows, &self.baseline).map(drop).expect_err("the file has a fault").located_in(&text);
        faults.iter().map(|fault| format!("{}: {}", fault.place, fault.words)).collect()
    }

    /// A user changed an object.
    pub fn users_change(&mut self, object: impl Into<Object>) {
        put(&mut self.baseline.now, object.into());
    }
}

/// The day of every import here.
pub const TODAY: Date = match Date::from_ymd_opt(2026, 11, 21) {
    Some(day) => day,
    None => Date::MIN,
};

fn put(objects: &mut Objects, object: Object) {
    fn into<T: domain::OfKind>(list: &mut Vec<T>, object: T) {
        list.retain(|other| other.id().into() != object.id().into());
        list.push(object);
    }
    match object {
        Object::Agency(agency) => into(&mut objects.agencies, agency),
        Object::Body(body) => into(&mut objects.bodies, body),
        Object::Reference(reference) => into(&mut objects.references, reference),
        Object::Indicator(indicator) => into(&mut objects.indicators, indicator),
        Object::Meeting(meeting) => into(&mut objects.meetings, meeting),
        Object::Plan(plan) => into(&mut objects.plans, plan),
        Object::Node(node) => into(&mut objects.nodes, node),
        Object::Action(action) => into(&mut objects.actions, action),
        Object::Assignment(assignment) => into(&mut objects.assignments, assignment),
        Object::Report(report) => into(&mut objects.reports, report),
        Object::Link(link) => into(&mut objects.links, link),
        Object::Person(_) | Object::Milestone(_) | Object::Evidence(_) | Object::Period(_) => {
            panic!("no file makes one")
        }
    }
}

/// Two departments, an office of one of them, and a body.
pub fn reference_file() -> Value {
    let agency = |code: &str, parents: Value| json!({"code": code, "name": code, "short_name": code, "kind": "department", "parents": parents, "source": "A list"});
    json!({
        "concord": "plan-file", "format": 1,
        "agencies": [agency("HOUSING", json!([])), agency("LABOR", json!([])), agency("HOUSING-GRANTS", json!(["HOUSING"]))],
        "bodies": [{"code": "GROUP", "name": "Working group", "kind": "working group", "chairs": ["LABOR"],
            "members": [{"agency": "HOUSING"}], "cadence": "monthly", "source": "A list"}],
        "vocabularies": [{"code": "WORDS", "words": [{"word": "Done", "means": "completed"}, {"word": "Slow"}],
            "basis": "read", "source": "A list"}]
    })
}

/// A plan with two levels of nodes and two actions, the first of them led by HOUSING.
pub fn plan_file() -> Value {
    json!({
        "concord": "plan-file", "format": 1,
        "plans": [{
            "code": "PLAN-1", "title": "The plan", "short_title": "Plan 1", "state": "in-force",
            "issued": "2024-01-15", "starts": "2024-01-01", "ends": "2026-12-31", "period": "three years",
            "span_basis": "stated", "levels": [["Goal"], ["Objective"], ["Action"]], "vocabulary": "WORDS", "source": "The plan",
            "nodes": [
                {"reference": "1", "reference_basis": "stated", "level": "Goal", "position": 0, "title": "Homes", "source": "The plan"},
                {"reference": "1-a", "reference_basis": "stated", "parent": "1", "level": "Objective", "position": 0,
                    "title": "Shelters", "source": "The plan"}
            ],
            "actions": [action_row("A-1"), {"reference": "A-2", "node": "1", "node_basis": "inferred", "title": "Count beds",
                "promise": "Count the beds.", "wording": "paraphrased", "strength": "advance", "strength_basis": "inferred",
                "timeframe": {"stated": "some day", "basis": "unknown"}, "source_states_lead": false,
                "matches_published": false, "source": "The plan"}]
        }]
    })
}

fn action_row(reference: &str) -> Value {
    json!({
        "reference": reference, "node": "1-a", "node_basis": "stated", "title": "Open a shelter", "promise": "Open it.",
        "wording": "published", "strength": "deliver", "strength_basis": "stated",
        "timeframe": {"stated": "2024", "starts": "2024-01-01", "ends": "2024-12-31", "basis": "stated"},
        "lead": {"party": "HOUSING", "basis": "stated", "through": {"agency": "HOUSING-GRANTS", "basis": "inferred"}},
        "supporters": [{"party": "GROUP", "basis": "inferred"}],
        "source_states_lead": true, "matches_published": true,
        "reports": [{"quarter": "FY2024-Q2", "submitted": "2024-04-02", "status": "completed", "native_word": "Done",
            "narrative": "It was opened.", "source": "A status report"}],
        "source": "The plan"
    })
}

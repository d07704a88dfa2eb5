//! The id of each code: from the record if it has the code, otherwise a new one.

use crate::format::{InPlan, PartyCode, PlanFile};
use crate::objects::Objects;
use domain::body::Party;
use domain::ids::{ActionId, AgencyId, BodyId, NodeId, PlanId};
use domain::text::Code;
use std::collections::HashMap;
use std::hash::Hash;
use uuid::Uuid;

/// Every code of the file and of the record, with its id.
#[derive(Debug, Default)]
pub struct Ids {
    agencies: HashMap<Code, AgencyId>,
    bodies: HashMap<Code, BodyId>,
    plans: HashMap<Code, PlanId>,
    nodes: HashMap<InPlan, NodeId>,
    actions: HashMap<InPlan, ActionId>,
}

impl Ids {
    pub fn of(file: &PlanFile, record: &Objects, new_id: &mut dyn FnMut() -> Uuid) -> Ids {
        let mut ids = Ids::of_record(record);
        for row in &file.agencies {
            ids.agencies.entry(row.code.clone()).or_insert_with(|| AgencyId(new_id()));
        }
        for row in &file.bodies {
            ids.bodies.entry(row.code.clone()).or_insert_with(|| BodyId(new_id()));
        }
        for plan in &file.plans {
            ids.plans.entry(plan.code.clone()).or_insert_with(|| PlanId(new_id()));
            let in_plan = |reference: &Code| InPlan { plan: plan.code.clone(), reference: reference.clone() };
            for row in &plan.nodes {
                ids.nodes.entry(in_plan(&row.reference)).or_insert_with(|| NodeId(new_id()));
            }
            for row in &plan.actions {
                ids.actions.entry(in_plan(&row.reference)).or_insert_with(|| ActionId(new_id()));
            }
        }
        ids
    }

    fn of_record(record: &Objects) -> Ids {
        let plan_codes: HashMap<PlanId, &Code> = record.plans.iter().map(|plan| (plan.id, &plan.code)).collect();
        let in_plan = |plan: PlanId, reference: &Code| {
            plan_codes.get(&plan).map(|plan| InPlan { plan: (*plan).clone(), reference: reference.clone() })
        };
        let nodes = record.nodes.iter().filter_map(|node| Some((in_plan(node.plan, &node.reference)?, node.id)));
        // A reference means the action that was not retracted, if another one with the same reference was.
        let retracted = record.actions.iter().filter(|action| action.retracted.is_some());
        let all = retracted.chain(record.actions.iter().filter(|action| action.retracted.is_none()));
        let actions = all.filter_map(|action| Some((in_plan(action.plan, &action.reference)?, action.id)));
        Ids {
            agencies: record.agencies.iter().map(|agency| (agency.code.clone(), agency.id)).collect(),
            bodies: record.bodies.iter().map(|body| (body.code.clone(), body.id)).collect(),
            plans: record.plans.iter().map(|plan| (plan.code.clone(), plan.id)).collect(),
            nodes: nodes.collect(),
            actions: actions.collect(),
        }
    }

    pub fn agency(&self, code: &Code) -> AgencyId {
        named(&self.agencies, code)
    }

    pub fn agencies<All: FromIterator<AgencyId>>(&self, codes: &[Code]) -> All {
        codes.iter().map(|code| self.agency(code)).collect()
    }

    pub fn body(&self, code: &Code) -> BodyId {
        named(&self.bodies, code)
    }

    pub fn plan(&self, code: &Code) -> PlanId {
        named(&self.plans, code)
    }

    pub fn node(&self, node: &InPlan) -> NodeId {
        named(&self.nodes, node)
    }

    pub fn node_of(&self, plan: &Code, reference: &Code) -> NodeId {
        self.node(&InPlan { plan: plan.clone(), reference: reference.clone() })
    }

    pub fn action(&self, action: &InPlan) -> ActionId {
        named(&self.actions, action)
    }

    pub fn action_of(&self, plan: &Code, reference: &Code) -> ActionId {
        self.action(&InPlan { plan: plan.clone(), reference: reference.clone() })
    }

    pub fn party(&self, party: &PartyCode) -> Party {
        match party {
            PartyCode::Agency(code) => Party::Agency(self.agency(code)),
            PartyCode::Body(code) => Party::Body(self.body(code)),
            PartyCode::Either(code) => match self.agencies.get(code) {
                Some(agency) => Party::Agency(*agency),
                None => Party::Body(self.body(code)),
            },
        }
    }

    /// The code of each object, for the report.
    pub fn names(&self) -> HashMap<Uuid, String> {
        fn of<K: ToString, Id: Copy + Into<Uuid>>(ids: &HashMap<K, Id>) -> impl Iterator<Item = (Uuid, String)> {
            ids.iter().map(|(key, id)| ((*id).into(), key.to_string()))
        }
        let parties = of(&self.agencies).chain(of(&self.bodies));
        parties.chain(of(&self.plans)).chain(of(&self.nodes)).chain(of(&self.actions)).collect()
    }
}

fn named<Key: Hash + Eq, Id: Copy>(ids: &HashMap<Key, Id>, key: &Key) -> Id {
    *ids.get(key).expect("only a checked file is built, and there every code names something")
}

//! Which codes name something, in the file or in the record.

use crate::format::{InPlan, NativeMeaning, PartyCode, PlanFile};
use crate::objects::Objects;
use domain::ids::PlanId;
use domain::reference::{Meaning, ReferenceContent};
use domain::text::{Code, Title};
use domain::update::ReportedStatus;
use std::collections::{HashMap, HashSet};

/// Every code that a file may use.
#[derive(Debug, Default)]
pub struct Known<'a> {
    pub agencies: HashSet<&'a Code>,
    pub bodies: HashSet<&'a Code>,
    pub programs: HashSet<&'a Code>,
    pub plans: HashSet<&'a Code>,
    pub nodes: HashSet<InPlan>,
    pub actions: HashSet<InPlan>,
    /// The words of each vocabulary, with their meaning.
    pub vocabularies: HashMap<&'a Code, HashMap<&'a Title, Option<Meaning>>>,
}

impl<'a> Known<'a> {
    pub fn of(file: &'a PlanFile, record: &'a Objects) -> Known<'a> {
        let mut known = Known::default();
        known.add_record(record);
        // After the record, because the words of a vocabulary in the file override those in the record.
        known.add_file(file);
        known
    }

    fn add_record(&mut self, record: &'a Objects) {
        self.agencies.extend(record.agencies.iter().map(|agency| &agency.code));
        self.bodies.extend(record.bodies.iter().map(|body| &body.code));
        self.plans.extend(record.plans.iter().map(|plan| &plan.code));
        for reference in &record.references {
            match &reference.content {
                ReferenceContent::Program { .. } => drop(self.programs.insert(&reference.code)),
                ReferenceContent::Vocabulary { words, .. } => {
                    let words = words.iter().map(|native| (&native.word, native.means)).collect();
                    self.vocabularies.insert(&reference.code, words);
                }
                _ => {}
            }
        }
        let plans: HashMap<PlanId, &Code> = record.plans.iter().map(|plan| (plan.id, &plan.code)).collect();
        let in_plan = |plan: &PlanId, reference: &Code| {
            plans.get(plan).map(|plan| InPlan { plan: (*plan).clone(), reference: reference.clone() })
        };
        self.nodes.extend(record.nodes.iter().filter_map(|node| in_plan(&node.plan, &node.reference)));
        self.actions.extend(record.actions.iter().filter_map(|action| in_plan(&action.plan, &action.reference)));
    }

    fn add_file(&mut self, file: &'a PlanFile) {
        self.agencies.extend(file.agencies.iter().map(|row| &row.code));
        self.bodies.extend(file.bodies.iter().map(|row| &row.code));
        self.programs.extend(file.programs.iter().map(|row| &row.code));
        self.plans.extend(file.plans.iter().map(|row| &row.code));
        for vocabulary in &file.vocabularies {
            let words = vocabulary.words.iter().map(|native| (&native.word, native.means.map(Meaning::from)));
            self.vocabularies.insert(&vocabulary.code, words.collect());
        }
        for plan in &file.plans {
            let in_plan = |reference: &Code| InPlan { plan: plan.code.clone(), reference: reference.clone() };
            self.nodes.extend(plan.nodes.iter().map(|node| in_plan(&node.reference)));
            self.actions.extend(plan.actions.iter().map(|action| in_plan(&action.reference)));
        }
    }

    /// One name for a party, however it is written: a body that shares its code with an agency gets `body:` before it.
    pub fn name_of_party(&self, party: &PartyCode) -> String {
        match party {
            PartyCode::Body(code) if self.agencies.contains(code) => format!("body:{code}"),
            PartyCode::Either(code) | PartyCode::Agency(code) | PartyCode::Body(code) => code.to_string(),
        }
    }

    /// The fault in the name of a party, if there is one.
    pub fn fault_of_party(&self, party: &PartyCode) -> Option<String> {
        match party {
            PartyCode::Agency(code) => (!self.agencies.contains(code)).then(|| super::no_such("agency", code)),
            PartyCode::Body(code) => (!self.bodies.contains(code)).then(|| super::no_such("body", code)),
            PartyCode::Either(code) => match (self.agencies.contains(code), self.bodies.contains(code)) {
                (true, true) => Some(format!(
                    "both an agency and a body have the code \"{code}\": write agency:{code} or body:{code}"
                )),
                (false, false) => Some(super::no_such("agency or body", code)),
                _ => None,
            },
        }
    }
}

impl From<NativeMeaning> for Meaning {
    fn from(meaning: NativeMeaning) -> Meaning {
        match meaning {
            NativeMeaning::NotStarted => Meaning::Reported(ReportedStatus::NotStarted),
            NativeMeaning::InProgress => Meaning::Reported(ReportedStatus::InProgress),
            NativeMeaning::Completed => Meaning::Reported(ReportedStatus::Completed),
            NativeMeaning::Delayed => Meaning::Reported(ReportedStatus::Delayed),
            NativeMeaning::Blocked => Meaning::Reported(ReportedStatus::Blocked),
            NativeMeaning::CompletedAndVerified => Meaning::CompletedAndVerified,
            NativeMeaning::Withdrawn => Meaning::Withdrawn,
            NativeMeaning::NeverReported => Meaning::NeverReported,
        }
    }
}

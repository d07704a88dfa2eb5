//! The lead and supporting agencies of the file, merged with what agencies agreed since.

use super::BuildError;
use super::building::{Building, Versions};
use super::plan_rows::{Carries, assignment};
use crate::format::{ActionRow, CarrierRow, PlanRow};
use crate::report::{Kept, KeptBecause};
use domain::assignment::{Assignment, AssignmentState, CarrierRole};
use domain::body::Party;
use domain::ids::{ActionId, AssignmentId};
use domain::text::Sentence;
use std::collections::HashMap;

impl<'a> Building<'a> {
    pub fn carriers(&mut self) -> Result<(), BuildError> {
        let versions = Versions::<Assignment>::of(self.baseline);
        let mut of_action: HashMap<ActionId, Vec<&Assignment>> = HashMap::new();
        for assignment in &self.baseline.now.assignments {
            of_action.entry(assignment.action).or_default().push(assignment);
        }
        for plan in &self.file.plans {
            for row in &plan.actions {
                let action = self.ids.action_of(&plan.code, &row.reference);
                let recorded = of_action.get(&action).map_or(&[][..], Vec::as_slice);
                self.carriers_of(plan, row, recorded, &versions)?;
            }
        }
        Ok(())
    }

    fn carriers_of(
        &mut self,
        plan: &PlanRow,
        row: &ActionRow,
        recorded: &[&'a Assignment],
        versions: &Versions<'a, Assignment>,
    ) -> Result<(), BuildError> {
        let action = self.ids.action_of(&plan.code, &row.reference);
        let lead = row.lead.iter().map(|lead| (CarrierRole::Lead, lead));
        let supporters = row.supporters.iter().map(|supporter| (CarrierRole::Support, supporter));
        for (role, carrier) in lead.chain(supporters) {
            let carries = Carries { action, party: self.ids.party(&carrier.party), role };
            let found = find(carries, recorded, versions);
            if found.is_none() && role == CarrierRole::Lead && !self.end_earlier_lead(carries, recorded, versions)? {
                continue;
            }
            let id = found.map_or_else(|| AssignmentId(self.new_id()), |found| found.id);
            self.take_carrier(plan, carrier, carries, id, versions)?;
        }
        Ok(())
    }

    fn take_carrier(
        &mut self,
        plan: &PlanRow,
        carrier: &CarrierRow,
        carries: Carries,
        id: AssignmentId,
        versions: &Versions<'a, Assignment>,
    ) -> Result<(), BuildError> {
        let name = self.name_of_role(carries);
        let assignment = assignment(plan, carrier, carries, id, &self.ids);
        self.take(name, assignment, versions, has_ended, Assignment::from_source)?;
        Ok(())
    }

    /// Ends the lead that an earlier file named, if the file now names another. Returns `false` and ends nothing if
    /// users changed the lead or requested another: then the record's lead stays.
    fn end_earlier_lead(
        &mut self,
        lead: Carries,
        recorded: &[&'a Assignment],
        versions: &Versions<'a, Assignment>,
    ) -> Result<bool, BuildError> {
        let leads = || recorded.iter().filter(|other| other.role == CarrierRole::Lead && !has_ended(other));
        let by_people =
            leads().find(|other| !versions.is_untouched(other) && (other.is_in_force() || other.is_unanswered()));
        if let Some(by_people) = by_people {
            let (in_file, in_record) = (self.name_of_party(lead), self.name_of_party(Carries::of(by_people)));
            let what = format!("action {}", self.name_of(lead.action));
            self.report.kept.push(Kept { what, why: KeptBecause::LedByAnother { in_file, in_record } });
            return Ok(false);
        }
        let reason = Sentence::parse(&format!("The plan file names {} as the lead.", self.name_of_party(lead)));
        let reason = reason.expect("a code is short and has no control characters");
        for earlier in leads().filter(|other| versions.is_untouched(other)) {
            self.named_in_file.insert(earlier.id.0);
            self.import.take(earlier.end(self.actor, reason.clone(), self.today)?, false);
            let name = self.name_of_role(Carries::of(earlier));
            self.report.changed.push(format!("{name}: ended"));
        }
        Ok(true)
    }

    /// "lead DOJ of NAP-2021/DOJ-08".
    pub fn name_of_role(&self, carries: Carries) -> String {
        let role = match carries.role {
            CarrierRole::Lead => "lead",
            CarrierRole::Support => "supporter",
        };
        format!("{role} {} of {}", self.name_of_party(carries), self.name_of(carries.action))
    }

    fn name_of_party(&self, carries: Carries) -> String {
        match carries.party {
            Party::Agency(agency) => self.name_of(agency).to_owned(),
            Party::Body(body) => self.name_of(body).to_owned(),
        }
    }
}

/// The assignment in the record that matches a row. After a role that an earlier import ended, the row begins another.
/// A role that users transferred or ended stays ended, whatever the file has.
fn find<'a>(
    carries: Carries,
    recorded: &[&'a Assignment],
    versions: &Versions<'a, Assignment>,
) -> Option<&'a Assignment> {
    let same = || recorded.iter().copied().filter(|assignment| Carries::of(assignment) == carries);
    let current = same().find(|assignment| !has_ended(assignment));
    current.or_else(|| same().find(|assignment| !versions.is_untouched(assignment)))
}

/// Whether the role was transferred or ended.
pub(super) fn has_ended(assignment: &Assignment) -> bool {
    matches!(assignment.state, AssignmentState::HandedOver { .. } | AssignmentState::Ended { .. })
}

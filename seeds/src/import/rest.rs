//! Lists what the record has and the file does not. The import does not change it.

use super::building::Building;
use super::carriers::has_ended;
use super::plan_rows::Carries;
use crate::objects::Importable;
use domain::Kind;
use domain::ids::{ActionId, PlanId};
use std::collections::HashSet;
use uuid::Uuid;

impl Building<'_> {
    /// A section that the file leaves out is not compared. For a plan in the file, all of its nodes, actions,
    /// responsible agencies, and reports that came from a file are compared.
    pub fn note_rest(&mut self) {
        let now = &self.baseline.now;
        let file = self.file;
        if !file.agencies.is_empty() {
            self.note_missing(Kind::Agency, now.agencies.iter().map(|agency| (agency.id.0, agency.code.to_string())));
        }
        if !file.bodies.is_empty() {
            self.note_missing(Kind::Body, now.bodies.iter().map(|body| (body.id.0, body.code.to_string())));
        }
        if !file.indicators.is_empty() {
            self.note_missing(Kind::Indicator, now.indicators.iter().map(|one| (one.id.0, one.code.to_string())));
        }
        if !file.meetings.is_empty() {
            self.note_missing(
                Kind::Meeting,
                now.meetings.iter().map(|meeting| (meeting.id.0, meeting.code.to_string())),
            );
        }
        self.note_missing_in_plans();
    }

    fn note_missing_in_plans(&mut self) {
        let now = &self.baseline.now;
        let plans: HashSet<PlanId> = self.file.plans.iter().map(|row| self.ids.plan(&row.code)).collect();
        let nodes = now.nodes.iter().filter(|node| plans.contains(&node.plan) && node.withdrawn.is_none());
        let nodes: Vec<_> = nodes.map(|node| (node.id.0, self.name_of(node.id).to_owned())).collect();
        self.note_missing(Kind::Node, nodes);

        let actions = now.actions.iter().filter(|action| plans.contains(&action.plan) && action.still_stands().is_ok());
        let actions: Vec<_> = actions.map(|action| (action.id.0, self.name_of(action.id).to_owned())).collect();
        let in_plans: HashSet<ActionId> = actions.iter().map(|(id, _)| ActionId(*id)).collect();
        self.note_missing(Kind::Action, actions);

        let carriers = came_from_a_file(self, &now.assignments);
        let carriers = carriers.filter(|carrier| in_plans.contains(&carrier.action) && !has_ended(carrier));
        let carriers: Vec<_> =
            carriers.map(|carrier| (carrier.id.0, self.name_of_role(Carries::of(carrier)))).collect();
        self.note_missing(Kind::Assignment, carriers);

        let reports =
            came_from_a_file(self, &now.reports).filter(|report| report.stands() && in_plans.contains(&report.action));
        let name = |action| self.name_of(action).to_owned();
        let reports: Vec<_> =
            reports.map(|one| (one.id.0, format!("on {} for {}", name(one.action), one.quarter))).collect();
        self.note_missing(Kind::Report, reports);
    }

    fn note_missing(&mut self, kind: Kind, objects: impl IntoIterator<Item = (Uuid, String)>) {
        let missing = objects.into_iter().filter(|(id, _)| !self.named_in_file.contains(id));
        self.report.only_in_record.extend(missing.map(|(_, name)| format!("{kind} {name}")));
    }
}

fn came_from_a_file<'a, T: Importable>(building: &Building<'_>, objects: &'a [T]) -> impl Iterator<Item = &'a T> {
    let imported: HashSet<Uuid> =
        T::among(&building.baseline.imported).iter().map(|object| object.id().into()).collect();
    objects.iter().filter(move |object| imported.contains(&object.id().into()))
}

//! Plans with their nodes, actions, and reports.

use super::BuildError;
use super::building::{Building, Versions};
use super::plan_rows as rows;
use crate::format::{NodeRow, PlanRow};
use domain::Date;
use domain::action::Action;
use domain::date::FiscalQuarter;
use domain::ids::{ActionId, PlanId, ReportId};
use domain::plan::{Node, Plan, PlanState};
use domain::update::{Report, Speaker};
use std::collections::{HashMap, HashSet};

impl Building<'_> {
    pub fn plans(&mut self) -> Result<(), BuildError> {
        let versions = Versions::<Plan>::of(self.baseline);
        let superseded = self.superseded();
        for row in &self.file.plans {
            let is_superseded = row.state == PlanState::InForce && superseded.contains(&self.ids.plan(&row.code));
            let state = if is_superseded { PlanState::Superseded } else { row.state };
            let plan = rows::plan(row, state, &self.ids);
            self.take(format!("plan {}", row.code), plan, &versions, |_| false, Plan::add)?;
        }
        self.supersede_plans_of_the_record(&versions)
    }

    /// The plans that have a later edition. A draft does not supersede a plan.
    fn superseded(&self) -> HashSet<PlanId> {
        let in_file = self.file.plans.iter().filter(|row| row.state != PlanState::Draft);
        let in_file = in_file.filter_map(|row| row.supersedes.as_ref()).map(|code| self.ids.plan(code));
        let in_record = self.baseline.now.plans.iter().filter(|plan| plan.state != PlanState::Draft);
        in_file.chain(in_record.filter_map(|plan| plan.supersedes)).collect()
    }

    /// A plan in the record goes out of force when the file has its later edition. If the record already knew that
    /// edition, users may have put the plan back in force since; their choice stays.
    fn supersede_plans_of_the_record(&mut self, versions: &Versions<'_, Plan>) -> Result<(), BuildError> {
        for row in self.file.plans.iter().filter(|row| row.state != PlanState::Draft) {
            let Some(earlier) = row.supersedes.as_ref().map(|code| self.ids.plan(code)) else { continue };
            let recorded = versions.now.get(&self.ids.plan(&row.code).0);
            let is_news = recorded.is_none_or(|plan| plan.supersedes != Some(earlier));
            let is_in_file = self.named_in_file.contains(&earlier.0);
            if let Some(plan) = versions.now.get(&earlier.0).filter(|plan| is_news && !is_in_file && plan.is_in_force())
            {
                self.import.take(plan.change_state(self.actor, PlanState::Superseded)?, false);
                self.report.changed.push(format!("plan {}: superseded", plan.code));
            }
        }
        Ok(())
    }

    pub fn nodes(&mut self) -> Result<(), BuildError> {
        let versions = Versions::<Node>::of(self.baseline);
        for plan in &self.file.plans {
            for row in parents_first(plan) {
                let node = rows::node(plan, row, &self.ids);
                let name = format!("node {}/{}", plan.code, row.reference);
                self.take(name, node, &versions, |now| now.withdrawn.is_some(), Node::add)?;
            }
        }
        Ok(())
    }

    pub fn actions(&mut self) -> Result<(), BuildError> {
        let versions = Versions::<Action>::of(self.baseline);
        for plan in &self.file.plans {
            for row in &plan.actions {
                let action = rows::action(plan, row, &self.ids);
                let name = format!("action {}/{}", plan.code, row.reference);
                let action = self.take(name, action, &versions, |now| now.still_stands().is_err(), Action::add)?;
                self.actions.insert(action.id, action);
            }
        }
        Ok(())
    }

    pub fn reports(&mut self) -> Result<(), BuildError> {
        let versions = Versions::<Report>::of(self.baseline);
        let quoted = self.baseline.now.reports.iter().filter(|report| matches!(report.said_by, Speaker::Source(_)));
        let recorded: HashMap<Publication, ReportId> =
            quoted.map(|report| (Publication::of(report), report.id)).collect();
        for plan in &self.file.plans {
            for action in &plan.actions {
                for row in &action.reports {
                    let id = self.ids.action_of(&plan.code, &action.reference);
                    let publication = Publication { action: id, quarter: row.quarter, on: row.submitted.0 };
                    let found = recorded.get(&publication).copied();
                    let report = rows::report(row, id, found.unwrap_or_else(|| ReportId(self.new_id())));
                    let name = format!("report on {}/{} for {}", plan.code, action.reference, row.quarter);
                    self.take(
                        name,
                        report,
                        &versions,
                        |now| now.verified.is_some() || !now.stands(),
                        Report::from_source,
                    )?;
                }
            }
        }
        Ok(())
    }
}

/// The key of a quoted report: a document has one report on an action for a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Publication {
    action: ActionId,
    quarter: FiscalQuarter,
    on: Date,
}

impl Publication {
    fn of(report: &Report) -> Publication {
        Publication { action: report.action, quarter: report.quarter, on: report.submitted }
    }
}

/// The store writes objects in this order, and the row of a node refers to that of its parent.
fn parents_first(plan: &PlanRow) -> Vec<&NodeRow> {
    let depth = |row: &&NodeRow| plan.levels.iter().position(|names| names.contains(&row.level));
    let mut nodes: Vec<&NodeRow> = plan.nodes.iter().collect();
    nodes.sort_by_key(depth);
    nodes
}

//! Whether the codes in an address exist. A misspelled one would find nothing, and look like an answer.
//!
//! What exists now may be asked for as of an earlier date too, where it finds nothing yet.

use super::{ActionQuery, MilestoneQuery, PlanFilter};
use crate::error::BadQuery;
use store::View;

impl ActionQuery {
    /// # Errors
    /// [`BadQuery::NoSuchCode`] for a plan, section, agency, or interagency group that does not exist or that the reader
    /// may not see: the answer is the same.
    pub fn check(&self, view: &View) -> Result<(), BadQuery> {
        plans(view, self.plan.as_ref())?;
        [&self.lead, &self.led_by, &self.supporter].into_iter().flatten().try_for_each(|code| party(view, code))?;
        node(view, self.node.as_deref())
    }
}

impl MilestoneQuery {
    /// # Errors
    /// As for actions.
    pub fn check(&self, view: &View) -> Result<(), BadQuery> {
        plans(view, self.plan.as_ref())?;
        [&self.lead, &self.led_by, &self.supporter].into_iter().flatten().try_for_each(|code| party(view, code))?;
        node(view, self.node.as_deref())
    }
}

fn plans(view: &View, filter: Option<&PlanFilter>) -> Result<(), BadQuery> {
    match filter.into_iter().flat_map(PlanFilter::plans).find(|code| !view.knows_plan(code)) {
        Some(code) => Err(BadQuery::code("plan", code)),
        None => Ok(()),
    }
}

fn node(view: &View, reference: Option<&str>) -> Result<(), BadQuery> {
    match reference {
        Some(reference) if !view.knows_node(reference) => Err(BadQuery::code("section", reference)),
        _ => Ok(()),
    }
}

/// Each of the codes that are written with commas between them.
fn party(view: &View, codes: &str) -> Result<(), BadQuery> {
    match codes.split(',').find(|code| *code != "none" && !view.knows_party(code)) {
        Some(code) => Err(BadQuery::code("agency or group", code)),
        None => Ok(()),
    }
}

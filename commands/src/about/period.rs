//! A reporting period of one agency: the updates that are due from it.

use super::About;
use crate::handler::May;
use domain::actor::{Actor, Permission};
use domain::agency::Agency;
use domain::body::Party;
use domain::date::FiscalQuarter;
use std::str::FromStr;
use store::{StoreError, View};

/// An agency, and the quarter with which the period ends.
#[derive(Clone, Debug)]
pub struct AboutPeriod {
    pub agency: Agency,
    pub quarter: FiscalQuarter,
}

/// Which agency and period, as a form names them: "FY2024-Q4/DOJ".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodOf {
    pub quarter: FiscalQuarter,
    /// The code of the agency.
    pub agency: String,
}

/// What names no agency and period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not a quarter, a slash and an agency")]
pub struct NotAPeriod;

impl FromStr for PeriodOf {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<PeriodOf, NotAPeriod> {
        let (quarter, agency) = text.split_once('/').ok_or(NotAPeriod)?;
        Ok(PeriodOf { quarter: quarter.parse().map_err(|_| NotAPeriod)?, agency: agency.to_owned() })
    }
}

impl AboutPeriod {
    /// Whether the actor submits updates for the agency.
    ///
    /// # Errors
    /// Only for its liaison, and for the secretariat on its behalf.
    pub fn may_update(&self, actor: &Actor) -> May {
        actor.authority(Permission::ReportProgress, Party::Agency(self.agency.id)).map(Some)
    }

    /// As forms name it.
    pub fn named(&self) -> String {
        format!("{}/{}", self.quarter, self.agency.code)
    }
}

impl About for AboutPeriod {
    type Id = PeriodOf;
    const NAME: &'static str = "period";
    const FIELD: &'static str = "of";

    /// Not found for a quarter to come, or with which no period ends.
    async fn load(view: &View, id: PeriodOf) -> Result<AboutPeriod, StoreError> {
        let agency = view.agency_by_code(&id.agency)?.clone();
        let is_a_period = view.reporting_rule().ends_a_period(id.quarter);
        if !is_a_period || view.position().day < id.quarter.first_day() {
            return Err(StoreError::NotFound);
        }
        Ok(AboutPeriod { agency, quarter: id.quarter })
    }
}

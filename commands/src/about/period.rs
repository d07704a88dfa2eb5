//! Reporting periods: the schedule by which they come, one of them, and the updates that are due from one agency.

use super::About;
use crate::handler::{Failure, May};
use crate::typed::Typed;
use domain::actor::{Actor, Permission};
use domain::agency::Agency;
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::ledger::Seq;
use domain::period::Period;
use domain::reporting::ReportingRule;
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
        has_begun(view, id.quarter)?;
        Ok(AboutPeriod { agency, quarter: id.quarter })
    }
}

/// # Errors
/// [`StoreError::NotFound`] for a quarter with which no period ends, or whose period has not begun.
pub fn has_begun(view: &View, quarter: FiscalQuarter) -> Result<(), StoreError> {
    let rule = view.reporting_rule();
    let has_begun = rule.ends_a_period(quarter) && rule.begins(quarter) <= view.position().day;
    has_begun.then_some(()).ok_or(StoreError::NotFound)
}

/// A period, of all agencies.
#[derive(Clone, Debug)]
pub struct AboutQuarter {
    pub period: Period,
    /// When updates are due.
    pub rule: ReportingRule,
    /// The entry that last said something of the period.
    pub since: Option<Seq>,
}

impl About for AboutQuarter {
    type Id = FiscalQuarter;
    const NAME: &'static str = "period";
    const FIELD: &'static str = "period";

    async fn load(view: &View, quarter: FiscalQuarter) -> Result<AboutQuarter, StoreError> {
        has_begun(view, quarter)?;
        let said = view.period(quarter).await?;
        let since = said.as_ref().map(|said| said.since);
        let period = said.map_or(Period::unsaid(quarter), |said| said.value);
        Ok(AboutQuarter { period, rule: view.reporting_rule(), since })
    }
}

/// By which rule periods come.
#[derive(Clone, Copy, Debug)]
pub struct AboutSchedule(pub ReportingRule);

impl About for AboutSchedule {
    type Id = String;
    const NAME: &'static str = "";

    async fn load(view: &View, _id: String) -> Result<AboutSchedule, StoreError> {
        Ok(AboutSchedule(view.reporting_rule()))
    }

    async fn find(view: &View, _typed: &Typed) -> Result<AboutSchedule, Failure> {
        Ok(AboutSchedule(view.reporting_rule()))
    }
}

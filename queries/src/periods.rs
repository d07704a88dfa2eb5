//! A reporting period of one agency: which updates are due from it, and how far each is.

mod board;
mod closings;
mod coming;
mod taken;

use crate::dossiers::ActionDossier;
use crate::error::QueryError;
use crate::no_change::no_change;
use domain::Date;
use domain::agency::Agency;
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::draft::Draft;
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use domain::period::Period;
use domain::plan::Plan;
use domain::text::Narrative;
use domain::update::Report;
use store::{Versioned, View};

pub use board::{Board, BoardRow, Stage, Updates};
pub use closings::{Closings, Late};
pub use coming::{PeriodLine, periods};
pub use taken::{PeriodQuery, table_of_period};

/// What an agency and its components report for a period.
#[derive(Debug)]
pub struct AgencyPeriod<'a> {
    pub quarter: FiscalQuarter,
    /// The last day on which an update is in time.
    pub due: Date,
    /// What the secretariat said of the period, where it said anything.
    pub said: Option<Period>,
    /// By plan, in the order of the plans; within one in the order of references.
    pub rows: Vec<PeriodRow<'a>>,
}

/// An action for which an update is due, or came in.
#[derive(Debug)]
pub struct PeriodRow<'a> {
    pub dossier: ActionDossier<'a>,
    pub plan: &'a Plan,
    /// Whether the update of the period is in, and was not returned.
    pub is_submitted: bool,
    /// Until when it is in time, where that is another day than for the rest of the agency.
    pub own_due: Option<Date>,
    /// What the reader, or someone for the same agency, has begun to write.
    pub draft: Option<Draft>,
}

/// What is to do in a row, and what is offered.
#[derive(Debug)]
pub enum ToDo<'a> {
    Submitted,
    /// The update was returned, on that day and with that remark.
    Returned(Date, &'a Narrative),
    /// An update was begun.
    Draft(&'a Draft),
    /// Nothing stands in the way of submitting this update again.
    NoChange(&'a Versioned<Report>),
    /// An update has to be written; why "no change" is not offered, in sentences.
    Update(Vec<String>),
}

impl<'a> AgencyPeriod<'a> {
    /// Everything that the agency and its components report for the period that ends with the quarter.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(view: &'a View, agency: &Agency, quarter: FiscalQuarter) -> Result<AgencyPeriod<'a>, QueryError> {
        let mut found = actions(view, agency, quarter);
        let place = |facts: &ActionFacts| view.plans().iter().position(|plan| plan.id == facts.plan);
        found.sort_by(|a, b| (place(a), &*a.reference).cmp(&(place(b), &*b.reference)));
        let ids: Vec<ActionId> = found.iter().map(|facts| facts.id).collect();
        let mut drafts = view.drafts(&ids).await?;
        let dossiers = ActionDossier::of_all(view, &found).await?;
        let rule = view.reporting_rule();
        let due = rule.for_agency(Some(agency.id)).due(quarter);
        let mut row = |dossier: ActionDossier<'a>| PeriodRow {
            own_due: Some(rule.for_lead(dossier.facts.lead).due(quarter)).filter(|own| *own != due),
            plan: dossier.plan,
            is_submitted: dossier.facts.is_done_for(quarter),
            draft: drafts.remove(&dossier.facts.id),
            dossier,
        };
        let said = view.period(quarter).await?.map(|said| said.value);
        Ok(AgencyPeriod { quarter, due, said, rows: dossiers.into_iter().map(&mut row).collect() })
    }

    /// How many updates are in.
    pub fn submitted(&self) -> usize {
        self.rows.iter().filter(|row| row.is_submitted).count()
    }

    /// The first row that waits for an update.
    pub fn next(&self) -> Option<&PeriodRow<'a>> {
        self.rows.iter().find(|row| !row.is_submitted)
    }
}

/// The actions that the agency or one of its components leads and reports for the period.
pub fn actions<'a>(view: &'a View, agency: &Agency, quarter: FiscalQuarter) -> Vec<&'a ActionFacts> {
    let agencies = view.with_components(agency.id);
    let is_led = |facts: &&ActionFacts| {
        matches!(facts.lead, Some(Party::Agency(lead)) if agencies.contains(&lead)) && facts.is_in_period(quarter)
    };
    view.actions().filter(is_led).collect()
}

impl PeriodRow<'_> {
    /// The last update for the quarter.
    pub fn update_for(&self, quarter: FiscalQuarter) -> Option<&Versioned<Report>> {
        self.dossier.reports.iter().find(|seen| seen.value.stands() && seen.value.quarter == quarter)
    }

    /// What is to do for the period.
    pub fn to_do(&self, view: &View, quarter: FiscalQuarter) -> ToDo<'_> {
        if let Some((on, remark)) = self.update_for(quarter).and_then(|last| last.value.returned())
            && self.draft.is_none()
        {
            return ToDo::Returned(on, remark);
        }
        if let Some(draft) = &self.draft {
            return ToDo::Draft(draft);
        }
        if self.is_submitted {
            return ToDo::Submitted;
        }
        no_change(view, &self.dossier, quarter).map_or_else(ToDo::Update, ToDo::NoChange)
    }
}

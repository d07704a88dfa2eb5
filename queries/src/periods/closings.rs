//! When periods were closed, and what came in for them later.

use domain::Date;
use domain::date::FiscalQuarter;
use domain::ledger::Seq;
use domain::update::Report;
use std::collections::HashMap;
use store::{StoreError, Versioned, View};

/// The periods that are closed, each with the entry that closed it and the day of that.
#[derive(Debug, Default)]
pub struct Closings(HashMap<FiscalQuarter, (Seq, Date)>);

impl Closings {
    /// # Errors
    /// When the database does not answer.
    pub async fn of(view: &View) -> Result<Closings, StoreError> {
        // Nothing is said of a period after it was closed, so that its last version is the one that closed it.
        let closed = view.periods().await?.into_iter();
        let closed = closed.filter_map(|said| Some((said.value.quarter, (said.since, said.value.closed?))));
        Ok(Closings(closed.collect()))
    }

    /// What is said of an update that came in after its period was closed; `all` are the updates of its action. `None` for
    /// one that came before.
    pub fn said_of(&self, report: &Versioned<Report>, all: &[Versioned<Report>]) -> Option<Late> {
        let (closing, on) = self.0.get(&report.value.quarter)?;
        if report.born <= *closing {
            return None;
        }
        let earlier =
            all.iter().filter(|other| other.born < report.born && other.value.quarter == report.value.quarter);
        let corrected = earlier.filter(|other| other.value.stands()).max_by_key(|other| other.born);
        Some(Late { closed: *on, corrects: corrected.map(|corrected| corrected.value.submitted) })
    }
}

/// An update that came in after its period was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    pub closed: Date,
    /// The day on which the update was submitted that it corrects. `None` where there was none.
    pub corrects: Option<Date>,
}

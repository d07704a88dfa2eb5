//! For the chair: what changed in the plans in force since the last meeting, or between any two days, and what needs a
//! decision now.

use super::Few;
use super::decisions::Decisions;
use super::off_track::{Recovered, no_longer_off_track};
use super::slipped::{SlippedSince, Withdrawn};
use super::trend::{TrendPoint, trend};
use super::worst::{AgencyTroubles, SectionTroubles, agency_troubles, sections};
use crate::dashboards::Scope;
use crate::dashboards::bridge;
use crate::dashboards::figures::{Figure, of_actions};
use crate::dashboards::sheet::Sheet;
use crate::dashboards::since::Since;
use crate::error::QueryError;
use crate::paths::Paths;
use domain::progress::{Measure, overdue_milestones};
use store::View;

#[derive(Debug)]
pub struct ChairHome<'a> {
    /// The actions of the plans in force.
    pub now: Scope<'a>,
    pub figures: Vec<Figure>,
    /// The figures at the last meetings and now, the earliest first.
    pub trend: Vec<TrendPoint>,
    pub decisions: Decisions<'a>,
    /// Who leads an action, the worst first.
    pub agencies: Vec<AgencyTroubles>,
    /// The sections that several plans share, the worst first.
    pub sections: Vec<SectionTroubles>,
    /// Nothing where there is no earlier point to compare with.
    pub changes: Option<Changes<'a>>,
}

/// What changed since the earlier point.
#[derive(Debug)]
pub struct Changes<'a> {
    pub then: Scope<'a>,
    pub since: &'a Since,
    /// How the open actions of then became those of now.
    pub bridge: Sheet,
    pub no_longer_off_track: Few<Recovered<'a>>,
    pub slipped: SlippedSince<'a>,
    pub withdrawn: Withdrawn<'a>,
}

impl<'a> ChairHome<'a> {
    /// # Errors
    /// When the database does not answer.
    pub async fn of(view: &'a View, paths: &'a Paths, since: Option<&'a Since>) -> Result<ChairHome<'a>, QueryError> {
        let now = Scope::in_force(view, paths);
        let changes = match since {
            Some(since) => Some(Changes::of(&now, since).await?),
            None => None,
        };
        let then = changes.as_ref().map(|changes| &changes.then);
        Ok(ChairHome {
            figures: of_actions(&now, then),
            trend: trend(&now, since).await?,
            decisions: Decisions::of(&now, then).await?,
            agencies: agency_troubles(&now),
            sections: sections(&now),
            now,
            changes,
        })
    }
}

impl<'a> Changes<'a> {
    async fn of(now: &Scope<'a>, since: &'a Since) -> Result<Changes<'a>, QueryError> {
        let then = now.of_the_same_plans(&since.view, &since.paths);
        Ok(Changes {
            bridge: bridge::sheet(now, &then, since)?,
            no_longer_off_track: no_longer_off_track(now, &then).await?,
            slipped: SlippedSince::of(now, &then).await?,
            withdrawn: Withdrawn::of(now, &then).await?,
            then,
            since,
        })
    }
}

/// The numbers of the figures, in their order.
pub(super) fn numbers(of: &Scope<'_>) -> [usize; 5] {
    [
        of.count(Measure::Open),
        of.count(Measure::Completed),
        of.count(Measure::OffTrack),
        overdue_milestones(&of.counted),
        of.count(Measure::Silent),
    ]
}

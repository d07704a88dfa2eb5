//! For the chair: what changed in the plans in force since the last meeting, or between any two days.

use super::off_track::{Recovered, WentOffTrack, newly_off_track, no_longer_off_track};
use super::slipped::{SlippedSince, Withdrawn};
use super::{Few, SHOWN};
use crate::dashboards::Scope;
use crate::dashboards::bridge;
use crate::dashboards::figures::Figure;
use crate::dashboards::sheet::Sheet;
use crate::dashboards::since::Since;
use crate::error::QueryError;
use crate::paths::Paths;
use crate::words;
use domain::facts::ActionFacts;
use domain::progress::Measure;
use store::View;

#[derive(Debug)]
pub struct ChairHome<'a> {
    /// The actions of the plans in force.
    pub now: Scope<'a>,
    pub figures: Vec<Figure>,
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
    pub newly_off_track: Few<WentOffTrack<'a>>,
    pub no_longer_off_track: Few<Recovered<'a>>,
    pub slipped: SlippedSince<'a>,
    /// Actions that owed an update and sent none, the oldest last update first.
    pub silent: Few<&'a ActionFacts>,
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
        let figures = figures(&now, changes.as_ref().map(|changes| &changes.then));
        Ok(ChairHome { now, figures, changes })
    }
}

impl<'a> Changes<'a> {
    async fn of(now: &Scope<'a>, since: &'a Since) -> Result<Changes<'a>, QueryError> {
        let then = now.of_the_same_plans(&since.view, &since.paths);
        Ok(Changes {
            bridge: bridge::sheet(now, &then, since)?,
            newly_off_track: newly_off_track(now, &then).await?,
            no_longer_off_track: no_longer_off_track(now, &then).await?,
            slipped: SlippedSince::of(now, &then).await?,
            silent: silent(now),
            withdrawn: Withdrawn::of(now, &then).await?,
            then,
            since,
        })
    }
}

fn figures(now: &Scope<'_>, then: Option<&Scope<'_>>) -> Vec<Figure> {
    let of = format!("of {}", words::thousands(now.actions.len()));
    vec![
        Figure::of("Open actions", Measure::Open, now, then).with(Some(of)),
        Figure::of("Completed", Measure::Completed, now, then),
        Figure::of("Off track", Measure::OffTrack, now, then),
        Figure::overdue(now, then),
        Figure::of("Silent", Measure::Silent, now, then),
        Figure::of("Timeframe ended", Measure::TimeframeEnded, now, then),
        Figure::of("No lead", Measure::NoLead, now, then),
    ]
}

fn silent<'a>(now: &Scope<'a>) -> Few<&'a ActionFacts> {
    let mut found: Vec<&ActionFacts> =
        now.counted.iter().filter(|of| Measure::Silent.counts(of)).map(|of| of.action).collect();
    found.sort_by_key(|facts| (facts.last_report.map(|report| report.submitted), facts.reference));
    Few { all: found.len(), shown: found.into_iter().take(SHOWN).collect() }
}

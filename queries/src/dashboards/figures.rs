//! The five figures of a dashboard, each with its change and its rows.

use crate::dashboards::Scope;
use domain::progress::{Measure, overdue_milestones};

/// A number with its name, its change and the way to its rows.
#[derive(Clone, Debug)]
pub struct Figure {
    pub name: &'static str,
    pub number: usize,
    /// What it is part of: "of 57".
    pub of: Option<String>,
    /// The same number at the point that is compared.
    pub then: Option<usize>,
    pub rows: String,
}

impl Figure {
    /// A figure that counts actions.
    pub fn of(name: &'static str, measure: Measure, now: &Scope<'_>, then: Option<&Scope<'_>>) -> Figure {
        Figure {
            name,
            number: now.count(measure),
            of: None,
            then: then.map(|then| then.count(measure)),
            rows: now.rows(measure),
        }
    }

    /// The figure that counts milestones past their date.
    pub fn overdue(now: &Scope<'_>, then: Option<&Scope<'_>>) -> Figure {
        let count = |scope: &Scope<'_>| overdue_milestones(&scope.counted);
        Figure {
            name: "Milestones overdue",
            number: count(now),
            of: None,
            then: then.map(count),
            rows: now.list("/milestones", &[("due", "overdue")]),
        }
    }

    pub fn with(self, of: Option<String>) -> Figure {
        Figure { of, ..self }
    }
}

/// The five figures of any actions, as the chair's home and reports have them.
pub fn of_actions(now: &Scope<'_>, then: Option<&Scope<'_>>) -> Vec<Figure> {
    vec![
        Figure::of("Open actions", Measure::Open, now, then),
        Figure::of("Completed", Measure::Completed, now, then),
        Figure::of("Off track", Measure::OffTrack, now, then),
        Figure::overdue(now, then),
        Figure::of("Updates overdue", Measure::Silent, now, then),
    ]
}

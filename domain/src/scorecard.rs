//! What one lead carries: the figures that an agency is asked about. Each counts by the rule of
//! [`progress`](crate::progress), so each opens into as many rows.

use crate::facts::ActionFacts;
use crate::progress::{Judged, Measure, counted, slip_by};

/// The figures of the actions that someone leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scorecard {
    /// Every action that it leads, withdrawn ones too.
    pub leads: usize,
    pub open: usize,
    pub completed: usize,
    /// Open, and last reported Off track.
    pub off_track: usize,
    /// Open actions with a milestone past its date.
    pub overdue: usize,
    /// Owed a report and sent none.
    pub silent: usize,
    /// Days of slip over the milestones that still count.
    pub slip_days: i64,
}

/// One figure of a scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    Leads,
    Open,
    Completed,
    OffTrack,
    Overdue,
    Silent,
    SlipDays,
}

impl Figure {
    pub const ALL: [Figure; 7] = [
        Figure::Leads,
        Figure::Open,
        Figure::Completed,
        Figure::OffTrack,
        Figure::Overdue,
        Figure::Silent,
        Figure::SlipDays,
    ];
}

/// A figure that differs between two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureChange {
    pub figure: Figure,
    pub was: i64,
    pub is: i64,
}

impl Scorecard {
    /// The figures of these actions, judged by a day.
    pub fn of(actions: &[&ActionFacts], judged: Judged) -> Scorecard {
        let actions = counted(actions.iter().copied(), judged);
        let count = |measure: Measure| measure.count(&actions);
        Scorecard {
            leads: count(Measure::Tracked),
            open: count(Measure::Open),
            completed: count(Measure::Completed),
            off_track: count(Measure::OffTrack),
            overdue: count(Measure::Overdue),
            silent: count(Measure::Silent),
            slip_days: slip_by(&actions, |_| ()).values().map(|slip| slip.days).sum(),
        }
    }

    pub fn figure(&self, figure: Figure) -> i64 {
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        match figure {
            Figure::Leads => number(self.leads),
            Figure::Open => number(self.open),
            Figure::Completed => number(self.completed),
            Figure::OffTrack => number(self.off_track),
            Figure::Overdue => number(self.overdue),
            Figure::Silent => number(self.silent),
            Figure::SlipDays => self.slip_days,
        }
    }

    /// What differs from an earlier scorecard, each figure judged by the day of its own point.
    pub fn changes_since(&self, before: &Scorecard) -> Vec<FigureChange> {
        let change = |figure| FigureChange { figure, was: before.figure(figure), is: self.figure(figure) };
        Figure::ALL.into_iter().map(change).filter(|change| change.was != change.is).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::MilestoneStanding;
    use crate::reporting::{ReportingPeriod, ReportingRule, ReportingTerms};
    use crate::sample::{TODAY, action_facts, day, milestone_facts};

    const JUDGED: Judged = Judged {
        today: TODAY,
        rule: ReportingRule::always(ReportingTerms { every: ReportingPeriod::Quarter, days: 15 }),
    };

    #[test]
    fn each_figure_counts_as_its_measure_does() {
        let mut slipped = milestone_facts(day("2023-01-31"), MilestoneStanding::Open);
        slipped.original = day("2023-01-01");
        let mut late = action_facts();
        late.milestones = [slipped].into();
        let mut withdrawn = late.clone();
        withdrawn.is_withdrawn = true;
        let card = Scorecard::of(&[&late, &withdrawn], JUDGED);
        assert_eq!((card.leads, card.open, card.overdue, card.slip_days), (2, 1, 1, 30));
        assert_eq!(card.silent, Measure::Silent.count(&counted([&late, &withdrawn], JUDGED)));
    }

    #[test]
    fn only_figures_that_differ_are_changes() {
        let before = Scorecard { leads: 3, open: 3, slip_days: 10, ..Scorecard::default() };
        let now = Scorecard { leads: 3, open: 2, completed: 1, slip_days: 10, ..Scorecard::default() };
        let expected = [
            FigureChange { figure: Figure::Open, was: 3, is: 2 },
            FigureChange { figure: Figure::Completed, was: 0, is: 1 },
        ];
        assert_eq!(now.changes_since(&before), expected);
        assert_eq!(now.changes_since(&now), []);
    }

    #[test]
    fn a_lead_of_nothing_has_a_scorecard_of_noughts() {
        assert_eq!(Scorecard::of(&[], JUDGED), Scorecard::default());
    }
}

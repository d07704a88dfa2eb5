//! How the list of agencies is sorted.

use crate::lists::layout::{Choice, SortChoice};
use domain::scorecard::Figure;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgencySort {
    /// By type, the worst first, each component below its parent.
    #[default]
    Worst,
    /// By type and name, each component below its parent.
    Place,
    /// The most of a figure first, regardless of parents.
    Most(Figure),
    /// Those that support the most actions first.
    MostSupported,
}

impl AgencySort {
    /// Whether each component stands below its parent.
    pub const fn is_tree(self) -> bool {
        matches!(self, AgencySort::Worst | AgencySort::Place)
    }
}

impl Choice for AgencySort {
    const NAME: &'static str = "sort";
    const ALL: &'static [AgencySort] = &[
        AgencySort::Worst,
        AgencySort::Place,
        AgencySort::Most(Figure::Leads),
        AgencySort::Most(Figure::Open),
        AgencySort::Most(Figure::Completed),
        AgencySort::Most(Figure::OffTrack),
        AgencySort::Most(Figure::Overdue),
        AgencySort::Most(Figure::Silent),
        AgencySort::Most(Figure::SlipDays),
        AgencySort::MostSupported,
    ];

    fn code(self) -> &'static str {
        match self {
            AgencySort::Worst => "worst",
            AgencySort::Place => "place",
            AgencySort::Most(Figure::Leads) => "leads",
            AgencySort::Most(Figure::Open) => "open",
            AgencySort::Most(Figure::Completed) => "completed",
            AgencySort::Most(Figure::OffTrack) => "off-track",
            AgencySort::Most(Figure::Overdue) => "overdue",
            AgencySort::Most(Figure::Silent) => "silent",
            AgencySort::Most(Figure::SlipDays) => "slip",
            AgencySort::MostSupported => "supports",
        }
    }

    fn words(self) -> &'static str {
        match self {
            AgencySort::Worst => "Type, worst first",
            AgencySort::Place => "Agency",
            AgencySort::Most(Figure::Leads) => "Leads",
            AgencySort::Most(Figure::Open) => "Open",
            AgencySort::Most(Figure::Completed) => "Completed",
            AgencySort::Most(Figure::OffTrack) => "Off track",
            AgencySort::Most(Figure::Overdue) => "With overdue milestones",
            AgencySort::Most(Figure::Silent) => "Updates overdue",
            AgencySort::Most(Figure::SlipDays) => "Slip (days)",
            AgencySort::MostSupported => "Supports",
        }
    }
}

impl SortChoice for AgencySort {
    fn is_descending(self) -> bool {
        !self.is_tree()
    }
}

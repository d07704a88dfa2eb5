//! Identifiers, each a type of its own, so that a milestone cannot be asked for by the id of an action.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> $name {
                $name(id)
            }
        }
    )+};
}

ids! {
    /// A department, component, joint center or other office.
    AgencyId,
    /// A task force, working group, committee or council.
    BodyId,
    /// A published plan.
    PlanId,
    /// A pillar, goal, theme, principle or objective of a plan.
    NodeId,
    /// A priority action of a plan.
    ActionId,
    /// A lead or a supporting role, from its offer to its end.
    AssignmentId,
    /// A dated step of an action.
    MilestoneId,
    /// One progress update of an action.
    ReportId,
    /// A document that shows what was done.
    EvidenceId,
    /// A list that someone keeps under a name.
    SavedViewId,
    /// A relation between the actions of two plans.
    LinkId,
    /// A reporting period as the secretariat runs it.
    PeriodId,
    /// A number over time.
    IndicatorId,
    /// A meeting of a body, or an event that the plans refer to.
    MeetingId,
    /// A program, contact, document, mandate, vocabulary, calendar row or discrepancy.
    ReferenceId,
    /// Someone with an account.
    PersonId,
}

macro_rules! kinds {
    ($($kind:ident: $code:literal),+ $(,)?) => {
        /// The kinds of object that the record keeps; each has its own tables.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind { $($kind),+ }

        impl Kind {
            /// Every kind, parents before the children whose rows point at them.
            pub const ALL: [Kind; [$($code),+].len()] = [$(Kind::$kind),+];

            /// The name that ledger entries use.
            pub const fn code(self) -> &'static str {
                match self { $(Kind::$kind => $code),+ }
            }
        }
    };
}

kinds! {
    Agency: "agency",
    Body: "body",
    Person: "person",
    Reference: "reference",
    Indicator: "indicator",
    Meeting: "meeting",
    Plan: "plan",
    Node: "node",
    Action: "action",
    Assignment: "assignment",
    Milestone: "milestone",
    Report: "report",
    Evidence: "evidence",
    Link: "link",
    Period: "period",
}

impl Kind {
    /// The kind of that name. `None` for one that a later program has named.
    pub fn of_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The number of a version of one object, from 1. A form carries the version that it showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub u32);

impl Version {
    pub const FIRST: Version = Version(1);

    /// The version that follows this one.
    pub const fn next(self) -> Version {
        Version(self.0 + 1)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Version {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn an_id_is_written_as_it_is_read() {
        let id = ActionId(Uuid::from_u128(0x018d_9f3a_0000_7000_8000_0000_0000_0001));
        assert_eq!(id.to_string(), "018d9f3a-0000-7000-8000-000000000001");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(ActionId::from(Uuid::from(id)), id);
        assert!("DOJ-08".parse::<ActionId>().is_err());
    }

    #[test]
    fn every_kind_is_listed_once_and_has_the_code_that_contents_use() {
        assert_eq!(BTreeSet::from(Kind::ALL).len(), Kind::ALL.len());
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            assert_eq!(kind.to_string(), kind.code());
            assert_eq!(Kind::of_code(kind.code()), Some(kind));
        }
    }

    #[test]
    fn parents_stand_before_the_children_whose_rows_point_at_them() {
        let place = |kind| Kind::ALL.iter().position(|other| *other == kind).unwrap();
        let points_at = [
            (Kind::Body, Kind::Agency),
            (Kind::Person, Kind::Agency),
            (Kind::Meeting, Kind::Body),
            (Kind::Node, Kind::Plan),
            (Kind::Action, Kind::Node),
            (Kind::Assignment, Kind::Action),
            (Kind::Milestone, Kind::Action),
            (Kind::Report, Kind::Action),
            (Kind::Evidence, Kind::Milestone),
            (Kind::Link, Kind::Action),
        ];
        for (child, parent) in points_at {
            assert!(place(parent) < place(child), "{parent} before {child}");
        }
    }

    #[test]
    fn versions_count_from_one() {
        assert_eq!((Version::FIRST.to_string(), Version::FIRST.next()), ("1".to_owned(), Version(2)));
        assert_eq!("7".parse(), Ok(Version(7)));
        assert!("-1".parse::<Version>().is_err());
    }
}

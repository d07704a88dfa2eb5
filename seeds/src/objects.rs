//! The objects of the record that a plan file can contain.

use domain::action::Action;
use domain::agency::Agency;
use domain::assignment::Assignment;
use domain::body::Body;
use domain::indicator::Indicator;
use domain::link::Link;
use domain::meeting::Meeting;
use domain::object::{OfKind, Recorded};
use domain::plan::{Node, Plan};
use domain::reference::Reference;
use domain::update::Report;

/// A kind of object that a plan file can contain.
pub trait Importable: OfKind + Recorded + PartialEq {
    /// All objects of this kind.
    fn among(objects: &Objects) -> &[Self];
}

macro_rules! objects {
    ($($list:ident: $kind:ident),+ $(,)?) => {
        /// Objects of each kind, in no particular order.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Objects { $(pub $list: Vec<$kind>),+ }

        $(impl Importable for $kind {
            fn among(objects: &Objects) -> &[$kind] {
                &objects.$list
            }
        })+
    };
}

objects! {
    agencies: Agency,
    bodies: Body,
    references: Reference,
    indicators: Indicator,
    meetings: Meeting,
    plans: Plan,
    nodes: Node,
    actions: Action,
    assignments: Assignment,
    reports: Report,
    links: Link,
}

/// What an import compares a file with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Every object as it is now.
    pub now: Objects,
    /// Every object that an import made, as the last import left it. If that differs from `now`, users changed it.
    pub imported: Objects,
}

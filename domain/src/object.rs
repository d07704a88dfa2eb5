//! The sum of all kinds of object, so that store, ledger and verifier have one way to keep them.

mod upgrade;

pub use upgrade::{ContentFault, read_content};

use crate::action::Action;
use crate::agency::Agency;
use crate::assignment::Assignment;
use crate::body::Body;
use crate::evidence::Evidence;
use crate::ids::Kind;
use crate::indicator::Indicator;
use crate::link::Link;
use crate::meeting::Meeting;
use crate::milestone::Milestone;
use crate::person::Person;
use crate::plan::{Node, Plan};
use crate::reference::Reference;
use crate::update::Report;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A type whose values the record keeps in versions.
pub trait Versioned: Clone + Serialize + DeserializeOwned + Into<Object> + Send + Sync + 'static {
    type Id: Copy + Into<Uuid> + From<Uuid> + Send + Sync;
    const KIND: Kind;
    fn id(&self) -> Self::Id;
}

/// Something that can be saved: one object, or several that belong to one entry.
pub trait Recorded {
    /// The first is the subject of the entry.
    fn into_objects(self) -> Vec<Object>;
}

macro_rules! objects {
    ($($kind:ident: $id:ident),+ $(,)?) => {
        /// An object of any kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Object { $($kind($kind)),+ }

        impl Object {
            pub fn kind(&self) -> Kind {
                match self { $(Object::$kind(_) => Kind::$kind),+ }
            }

            pub fn id(&self) -> Uuid {
                match self { $(Object::$kind(object) => object.id.into()),+ }
            }

            /// The content as a JSON value, from which the canonical bytes are made.
            ///
            /// # Errors
            /// None that these types can cause; serde's signature asks for it.
            pub fn content(&self) -> Result<serde_json::Value, serde_json::Error> {
                match self { $(Object::$kind(object) => serde_json::to_value(object)),+ }
            }

            /// Reads a stored content of a kind, in whichever form it was written.
            ///
            /// # Errors
            /// [`ContentFault`] says why it cannot be read.
            pub fn read(kind: Kind, number: i64, body: &str) -> Result<Object, ContentFault> {
                match kind { $(Kind::$kind => read_content::<$kind>(number, body).map(Object::$kind)),+ }
            }
        }

        $(
            impl From<$kind> for Object {
                fn from(object: $kind) -> Object {
                    Object::$kind(object)
                }
            }

            impl Recorded for $kind {
                fn into_objects(self) -> Vec<Object> {
                    vec![self.into()]
                }
            }

            impl Versioned for $kind {
                type Id = crate::ids::$id;
                const KIND: Kind = Kind::$kind;
                fn id(&self) -> Self::Id {
                    self.id
                }
            }
        )+
    };
}

objects! {
    Agency: AgencyId,
    Body: BodyId,
    Person: PersonId,
    Reference: ReferenceId,
    Indicator: IndicatorId,
    Meeting: MeetingId,
    Plan: PlanId,
    Node: NodeId,
    Action: ActionId,
    Assignment: AssignmentId,
    Milestone: MilestoneId,
    Report: ReportId,
    Evidence: EvidenceId,
    Link: LinkId,
}

impl<T: Into<Object>> Recorded for Vec<T> {
    fn into_objects(self) -> Vec<Object> {
        self.into_iter().map(Into::into).collect()
    }
}

#[cfg(test)]
mod tests;

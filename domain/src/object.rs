//! The sum of all kinds of object, so that store, ledger and verifier have one way to keep them.

mod upgrade;

pub use upgrade::{ContentFault, read_content};

use crate::described::{BelongsTo, Described, ErasedWords, Upgrade};
use crate::ids::Kind;
use crate::text::TextError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use upgrade::form_of_today;
use uuid::Uuid;

/// A type whose values the record keeps in versions.
pub trait OfKind: Described + Clone + Serialize + DeserializeOwned + Into<Object> + Send + Sync + 'static {
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
    ($d:tt $($module:ident::$kind:ident: $id:ident),+ $(,)?) => {
        $(use crate::$module::$kind;)+

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

            /// By what it is decided who may see it.
            pub fn belongs_to(&self) -> BelongsTo {
                match self { $(Object::$kind(object) => object.belongs_to()),+ }
            }

            /// The texts by which it is found, what it is called first. None for kinds that are not searched.
            pub fn texts(&self) -> Vec<String> {
                match self { $(Object::$kind(object) => object.texts()),+ }
            }

            pub(crate) fn without_texts(&self, words: &ErasedWords) -> Result<Option<Object>, TextError> {
                match self { $(Object::$kind(object) => Ok(object.erased(words)?.map(Object::$kind))),+ }
            }
        }

        impl Kind {
            /// The number of the form in which a content of this kind is written today. Older forms are upgraded when they
            /// are read.
            pub fn schema(self) -> i64 {
                match self { $(Kind::$kind => form_of_today::<$kind>()),+ }
            }

            /// What brings a content of each earlier form to the next one.
            pub fn upgrades(self) -> &'static [Upgrade] {
                match self { $(Kind::$kind => $kind::UPGRADES),+ }
            }

            /// Whether only imports change it.
            pub const fn is_reference_data(self) -> bool {
                match self { $(Kind::$kind => <$kind as Described>::IS_REFERENCE_DATA),+ }
            }

            /// Where its hits stand among those of other kinds. `None` where it is not searched.
            pub const fn search_place(self) -> Option<u8> {
                match self { $(Kind::$kind => <$kind as Described>::SEARCH_PLACE),+ }
            }
        }

        /// The expression for the type of a kind: `with_kind!(kind, T => name_of::<T>())`. So anyone who describes kinds by a
        /// trait of their own needs no second list of them.
        #[macro_export]
        macro_rules! with_kind {
            ($d kind:expr, $d of:ident => $d does:expr) => {
                match $d kind {
                    $($crate::Kind::$kind => {
                        type $d of = $crate::$module::$kind;
                        $d does
                    })+
                }
            };
        }

        /// The expression for what an object holds, whatever its kind: `with_object!(object, it => it.columns())`.
        #[macro_export]
        macro_rules! with_object {
            ($d object:expr, $d it:ident => $d does:expr) => {
                match $d object { $($crate::Object::$kind($d it) => $d does),+ }
            };
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

            impl OfKind for $kind {
                type Id = crate::ids::$id;
                const KIND: Kind = Kind::$kind;
                fn id(&self) -> Self::Id {
                    self.id
                }
            }
        )+
    };
}

// The one list of the types behind the kinds. The dollar sign stands for itself in the macros that are made here.
objects! {
    $
    agency::Agency: AgencyId,
    body::Body: BodyId,
    person::Person: PersonId,
    reference::Reference: ReferenceId,
    indicator::Indicator: IndicatorId,
    meeting::Meeting: MeetingId,
    plan::Plan: PlanId,
    plan::Node: NodeId,
    action::Action: ActionId,
    assignment::Assignment: AssignmentId,
    milestone::Milestone: MilestoneId,
    update::Report: ReportId,
    evidence::Evidence: EvidenceId,
    link::Link: LinkId,
    period::Period: PeriodId,
}

impl<T: Into<Object>> Recorded for Vec<T> {
    fn into_objects(self) -> Vec<Object> {
        self.into_iter().map(Into::into).collect()
    }
}

#[cfg(test)]
mod tests;

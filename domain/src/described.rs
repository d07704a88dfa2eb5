//! What the record has to know of a kind of object, said once, beside its type: in which forms it was written, who may
//! see it, by which texts it is found, and what stands in for it where a law takes it out.

use crate::ids::{ActionId, PersonId, PlanId};
use crate::text::TextError;
use crate::vocabulary::Role;
use serde_json::Value;

mod words;

pub use words::{Erased, ErasedWords, TypedTexts};

/// Makes of a content of one form what the next form has.
pub type Upgrade = fn(&mut Value);

/// The description of a kind. How it lies in the database is said in the store; all else follows from this.
pub trait Described: Sized {
    /// What brings a content of each earlier form to the next one, from form 1 on. The form of today follows the last. A
    /// new form comes with a migration, so that no program meets one that it does not know in a database that it opens.
    const UPGRADES: &'static [Upgrade] = &[];

    /// Whether only imports change it, so that it has no rules of its own.
    const IS_REFERENCE_DATA: bool = false;

    /// Where its hits stand among those of other kinds. `None` where it is not searched.
    const SEARCH_PLACE: Option<u8> = None;

    /// By what it is decided who may see it.
    fn belongs_to(&self) -> BelongsTo;

    /// The texts by which it is found, what it is called first.
    fn texts(&self) -> Vec<String> {
        Vec::new()
    }

    /// The same content without what people typed: ids, codes, dates and numbers stay. `None` where all its texts come from
    /// plan files.
    ///
    /// # Errors
    /// When nothing can take the place of a text.
    fn erased(&self, _words: &ErasedWords) -> Result<Option<Self>, TextError> {
        Ok(None)
    }
}

/// What decides who may see an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BelongsTo {
    /// Anyone who reads at all sees it.
    Everybody,
    /// Anyone who sees the plan.
    Plan(PlanId),
    /// Anyone who sees the action.
    Action(ActionId),
    /// Anyone who sees both actions.
    Actions(ActionId, ActionId),
    /// It is this account, with this role.
    Account(PersonId, Role),
}

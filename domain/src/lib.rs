//! The rules of Concord: plans, their priority actions, who carries them, what was promised by when and how far it is.
//!
//! Nothing here reads a clock, a file or a network. Each rule is given the object, the actor and the day, and gives back
//! a [`Changed`] or a [`DomainError`]. No two modules use each other, whatever the way around. Read them in the order in
//! which they stand here.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `date`, `ids`, `text`, `vocabulary` | days and fiscal quarters, ids, texts that were checked, codes that many rules share |
//! | `described` | what the record has to know of a kind, said beside its type |
//! | `actor`, `agency`, `body`, `meeting`, `person` | who acts, for whom, and what each role may do |
//! | `action` to `update` | the plan, its actions, who carries them, milestones and status updates, each with its rules |
//! | `bounds`, `retraction`, `slippage`, `standing`, `verification` | what several of these rules ask |
//! | `indicator`, `reference` | what only imports change |
//! | `facts`, `progress`, `movement`, `gaps`, `signals`, `scorecard` | what is counted, and how points compare |
//! | `search`, `saved_view`, `visibility`, `security` | what is found, kept and seen by whom |
//! | `event`, `changed`, `error` | what happened, the proof that a rule decided it, what is refused |
//! | `object`, `import`, `opening`, `erasure` | what is stored, many at once, the first entry, what a law takes out |
//! | `ledger` | the log: entries, tree, signed heads, and their check |
//! | `sampling` | the sample that an auditor draws with a seed, and can draw again without this program |

pub mod date;
pub mod decision;
pub mod described;
pub mod ids;
pub mod text;
pub mod vocabulary;

pub mod actor;
pub mod agency;
pub mod body;
pub mod meeting;
pub mod period;
pub mod person;

pub mod action;
pub mod assignment;
pub mod bounds;
pub mod changed;
pub mod draft;
pub mod evidence;
pub mod link;
pub mod milestone;
pub mod plan;
pub mod reporting;
pub mod retraction;
pub mod slippage;
pub mod standing;
pub mod update;
pub mod verification;

pub mod indicator;
pub mod reference;

pub mod erasure;

pub mod facts;
pub mod gaps;
pub mod movement;
pub mod progress;
pub mod saved_view;
pub mod scorecard;
pub mod search;
pub mod security;
pub mod signals;
pub mod visibility;

pub mod error;
pub mod event;
pub mod import;
pub mod object;
pub mod opening;

#[cfg(feature = "ledger")]
pub mod ledger;
#[cfg(feature = "ledger")]
pub mod sampling;

#[cfg(test)]
mod sample;

pub use changed::Changed;
pub use date::Date;
pub use error::DomainError;
pub use event::Event;
pub use ids::{Kind, Version};
pub use object::{Object, OfKind};

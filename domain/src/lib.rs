//! The rules of Concord: plans, their priority actions, who carries them, what was promised by when and how far it is.
//!
//! Nothing here reads a clock, a file or a network. Each rule is given the object, the actor and the day, and gives back
//! a [`Changed`] or a [`DomainError`]. Read the modules in the order in which they stand here.

pub mod date;
pub mod ids;
pub mod text;

pub mod actor;
pub mod agency;
pub mod body;
pub mod meeting;
pub mod person;

pub mod action;
pub mod assignment;
pub mod evidence;
pub mod link;
pub mod milestone;
pub mod plan;
pub mod retraction;
pub mod slippage;
pub mod update;

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
pub mod object;

#[cfg(feature = "ledger")]
pub mod ledger;

#[cfg(test)]
mod sample;

pub use date::Date;
pub use error::DomainError;
pub use event::{Changed, Event};
pub use ids::{Kind, Version};
pub use object::{Object, Versioned};

//! What users and programs can do: each command as a value, without pages and without HTTP.
//!
//! A command is a constant, a [`Handler`]: its words and addresses, who may, and what it does with its input, which is parsed.
//! The page of its form, the post of a browser or a program, and the command line use the same one.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `command`, `handler`, `input`, `permit` | what a command is and is given, and who is told what when it is refused |
//! | `transaction` | what a command writes with: the record, or the tables outside it |
//! | `typed`, `at_field`, `uploads` | what was typed, which field a refusal is about, the file that came |
//! | `about` | what commands are done to, as it is now |
//! | `actions` to `own` | the commands, one file a feature |

mod at_field;
mod command;
mod handler;
mod input;
mod permit;
mod transaction;

pub mod about;
pub mod typed;
pub mod uploads;

pub mod accounts;
pub mod actions;
pub mod drafts;
pub mod evidence;
pub mod links;
pub mod milestones;
pub mod own;
pub mod periods;
pub mod roles;
pub mod sections;
pub mod updates;
pub mod views;

pub use at_field::at_its_field;
pub use command::Command;
pub use handler::{By, Doing, Done, Failure, Handler, May};
pub use input::{Grounded, Input, Reasoned, Shown};
pub use transaction::Transaction;

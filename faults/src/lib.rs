//! A disk that fails when a test says so, below SQLite. For tests only: the product does not use it.
//!
//! SQLite reads and writes through a layer that can be exchanged, its "VFS". [`Faults::in_folder`] puts one in front of
//! the usual layer, for every connection that this process opens from then on, whichever library opens it. It hands
//! everything on, shared memory included, and counts it. Files below a folder that somebody watches fail as was asked;
//! all others never do, so tests that run at the same time do not disturb each other.

mod disk;
mod file;
mod vfs;

pub use disk::{Code, Faults, Operation};

//! Undoing what was done by mistake, on the pages: who is offered what, and what stays visible.

mod actions;
mod erasures;
mod roles;
mod updates;

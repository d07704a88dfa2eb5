//! The database as an engine: its connections, its clock, and what it means when it fails. Nothing here knows the record.

pub(crate) mod away;
pub(crate) mod clock;
pub(crate) mod clock_watch;
pub(crate) mod connections;
pub(crate) mod pools;
pub(crate) mod room;
pub(crate) mod sqlite;
pub(crate) mod waiting;

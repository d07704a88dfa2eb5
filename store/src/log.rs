//! The audit log: signed heads, search, files, checks, and the one change that is made to what was recorded.

pub(crate) mod checks;
pub(crate) mod contents;
pub(crate) mod erasures;
pub(crate) mod export;
pub(crate) mod head_at;
pub(crate) mod search;
pub(crate) mod shown;
pub(crate) mod tied;
pub(crate) mod unsigned;
pub(crate) mod verify;

//! What memory keeps of the record, to count and to find. Each is brought forward from committed rows, and never ahead of
//! them.

pub(crate) mod reporting;
pub(crate) mod search;
pub(crate) mod snapshot;
pub(crate) mod timeline;

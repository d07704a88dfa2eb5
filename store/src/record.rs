//! Writing the record and reading it at a position: [`change::Change`] and [`view::View`], with what both do of each kind.

pub(crate) mod actions;
pub(crate) mod as_of;
pub(crate) mod assignments;
pub(crate) mod behind;
pub(crate) mod bulk;
pub(crate) mod change;
pub(crate) mod entries;
pub(crate) mod evidence;
pub(crate) mod files;
pub(crate) mod history;
pub(crate) mod links;
pub(crate) mod milestones;
pub(crate) mod periods;
pub(crate) mod plans;
pub(crate) mod reporting;
pub(crate) mod search;
pub(crate) mod timing;
pub(crate) mod updates;
pub(crate) mod view;
pub(crate) mod writing;

//! The words in the address of a list: looked up in the texts once, when the rows are asked for, and not at all where
//! an address has none.

use super::{ActionQuery, MilestoneQuery};
use crate::error::QueryError;
use domain::ids::{ActionId, MilestoneId};
use domain::search::Search;
use std::collections::BTreeSet;
use store::View;

/// What contains the words that a list is searched for, at one position.
#[derive(Debug)]
pub(super) enum Said<Id> {
    /// No words are asked for.
    Anything,
    By(BTreeSet<Id>),
}

impl<Id: Ord> Said<Id> {
    pub(super) fn holds(&self, id: &Id) -> bool {
        match self {
            Said::Anything => true,
            Said::By(ids) => ids.contains(id),
        }
    }
}

impl ActionQuery {
    pub(super) async fn said(&self, view: &View) -> Result<Said<ActionId>, QueryError> {
        let Some(text) = &self.text else { return Ok(Said::Anything) };
        Ok(Said::By(view.actions_that_say(&Search::read(text)).await?))
    }
}

impl MilestoneQuery {
    pub(super) async fn said(&self, view: &View) -> Result<Said<MilestoneId>, QueryError> {
        let Some(text) = &self.text else { return Ok(Said::Anything) };
        Ok(Said::By(view.milestones_that_say(&Search::read(text)).await?))
    }
}

//! Which actions and milestones say some words: what the words in the address of a list narrow it to.

use crate::error::StoreError;
use crate::record::view::View;
use domain::described::BelongsTo;
use domain::ids::{ActionId, Kind, MilestoneId};
use domain::search::{Folded, Search, searched};
use std::collections::{BTreeMap, BTreeSet};

impl View {
    /// The actions that the actor may see and that answer the search at this position: themselves, or with a milestone,
    /// a progress update or a document of theirs that answers it. A search for nothing finds none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn actions_that_say(&self, search: &Search) -> Result<BTreeSet<ActionId>, StoreError> {
        if search.is_empty() {
            return Ok(BTreeSet::new());
        }
        let texts = self.texts().await?;
        let mut found = BTreeSet::new();
        for (_, text) in searched().into_iter().flat_map(|kind| texts.at(kind, self.seq())) {
            let BelongsTo::Action(action) = text.belongs_to else { continue };
            // What was found already is not looked through again.
            if !found.contains(&action) && search.finds(&text.folded) && self.facts(action).is_ok() {
                found.insert(action);
            }
        }
        Ok(found)
    }

    /// The milestones that the actor may see and that answer the search at this position, together with the reference
    /// and the title of their action. A search for nothing finds none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn milestones_that_say(&self, search: &Search) -> Result<BTreeSet<MilestoneId>, StoreError> {
        if search.is_empty() {
            return Ok(BTreeSet::new());
        }
        let texts = self.texts().await?;
        let mut headings: BTreeMap<ActionId, Folded> = BTreeMap::new();
        let mut found = BTreeSet::new();
        for (id, text) in texts.at(Kind::Milestone, self.seq()) {
            let BelongsTo::Action(action) = text.belongs_to else { continue };
            let Ok(facts) = self.facts(action) else { continue };
            let heading = headings.entry(action).or_insert_with(|| Folded::of([&*facts.reference, &*facts.title]));
            if search.finds_among(&[&text.folded, heading]) {
                found.insert(MilestoneId(id));
            }
        }
        Ok(found)
    }
}

//! One milestone with its action, its documents and its history.

use crate::history::History;
use domain::assignment::Carriers;
use domain::evidence::Evidence;
use domain::facts::ActionFacts;
use domain::ids::MilestoneId;
use domain::milestone::Milestone;
use domain::plan::{Plan, Withdrawal};
use store::{StoreError, Versioned, View};

#[derive(Debug)]
pub struct MilestoneDossier<'a> {
    pub milestone: Milestone,
    /// Its action.
    pub facts: &'a ActionFacts,
    pub plan: &'a Plan,
    /// Why the action was withdrawn, where it was.
    pub action_withdrawn: Option<Withdrawal>,
    pub carriers: Carriers,
    /// Its own, the latest first.
    pub documents: Vec<Versioned<Evidence>>,
    pub history: History,
}

impl<'a> MilestoneDossier<'a> {
    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the reader may see.
    pub async fn of(view: &'a View, id: MilestoneId) -> Result<MilestoneDossier<'a>, StoreError> {
        let milestone = view.milestone(id).await?.value;
        let facts = view.facts(milestone.action)?;
        let mut documents = view.evidence(facts.id).await?;
        documents.retain(|seen| seen.value.milestone == Some(milestone.id));
        let action = if facts.is_withdrawn { Some(view.action(facts.id).await?.value) } else { None };
        Ok(MilestoneDossier {
            facts,
            plan: view.plan(facts.plan)?,
            action_withdrawn: action.and_then(|action| action.withdrawn),
            carriers: view.carriers(facts.id).await?,
            documents,
            history: History::of(view, view.history_of_milestone(&milestone).await?).await?,
            milestone,
        })
    }
}

//! Dates that slipped between two points, and commitments that were withdrawn: nothing of these is counted any more, so they
//! are named.

use super::SHOWN;
use crate::dashboards::Scope;
use crate::error::QueryError;
use domain::facts::ActionFacts;
use domain::ids::MilestoneId;
use domain::milestone::MilestoneState;
use domain::movement::{Slipped, slipped, withdrawn_since};
use domain::plan::Withdrawal;
use domain::slippage::Move;
use domain::text::Title;
use std::collections::HashMap;

/// Milestones, and ends of timeframes, that are due later than they were then.
#[derive(Clone, Debug)]
pub struct SlippedSince<'a> {
    /// The first of those that are not completed by now, most days first.
    pub shown: Vec<SlippedDate<'a>>,
    pub open_milestones: usize,
    pub open_ends: usize,
    /// How many of the open ones were planned since: their days count from the date first promised.
    pub planned_since: usize,
    pub completed_milestones: usize,
    pub completed_ends: usize,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct SlippedDate<'a> {
    pub facts: &'a ActionFacts,
    /// `None` for the end of the action's own timeframe.
    pub milestone: Option<(MilestoneId, Title)>,
    pub slipped: Slipped,
    /// The moves between the two points, whose days come to the days between its dates.
    pub moves: Vec<Move>,
}

impl<'a> SlippedSince<'a> {
    pub(super) async fn of(now: &Scope<'a>, then: &Scope<'_>) -> Result<SlippedSince<'a>, QueryError> {
        let (completed, open): (Vec<Slipped>, Vec<Slipped>) =
            slipped(&then.actions, &now.actions).into_iter().partition(|one| one.is_completed);
        let milestones = |slipped: &[Slipped]| slipped.iter().filter(|one| one.milestone.is_some()).count();
        Ok(SlippedSince {
            open_milestones: milestones(&open),
            open_ends: open.len() - milestones(&open),
            planned_since: open.iter().filter(|one| one.was_planned_since).count(),
            completed_milestones: milestones(&completed),
            completed_ends: completed.len() - milestones(&completed),
            shown: dates(now, open.into_iter().take(SHOWN).collect()).await?,
        })
    }
}

async fn dates<'a>(now: &Scope<'a>, shown: Vec<Slipped>) -> Result<Vec<SlippedDate<'a>>, QueryError> {
    let view = now.view;
    let milestones = view.milestone_texts(shown.iter().filter_map(|one| one.milestone).collect()).await?;
    let milestones: HashMap<_, _> = milestones.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
    let of_ends = shown.iter().filter(|one| one.milestone.is_none()).map(|one| one.action).collect();
    let actions = view.action_texts(of_ends).await?;
    let actions: HashMap<_, _> = actions.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
    let date = |slipped: Slipped| {
        let (milestone, moves) = match slipped.milestone {
            Some(id) => {
                let milestone = milestones.get(&id)?;
                (Some((id, milestone.title.clone())), &milestone.moves)
            }
            None => (None, &actions.get(&slipped.action)?.moves),
        };
        let moves = moves.get(slipped.moves_then..).unwrap_or_default().to_vec();
        Some(SlippedDate { facts: view.facts(slipped.action).ok()?, milestone, slipped, moves })
    };
    Ok(shown.into_iter().filter_map(date).collect())
}

/// Commitments that were withdrawn between the two points.
#[derive(Clone, Debug)]
pub struct Withdrawn<'a> {
    pub all: usize,
    /// How many of them are milestones.
    pub milestones: usize,
    pub shown: Vec<WithdrawnCommitment<'a>>,
}

/// An action or a milestone that was withdrawn, with its reason and the slip that it had.
#[derive(Clone, Debug)]
pub struct WithdrawnCommitment<'a> {
    pub facts: &'a ActionFacts,
    /// `None` for the action as a whole.
    pub milestone: Option<(MilestoneId, Title)>,
    pub withdrawal: Withdrawal,
    /// In days.
    pub slip: i64,
}

impl<'a> Withdrawn<'a> {
    pub(super) async fn of(now: &Scope<'a>, then: &Scope<'_>) -> Result<Withdrawn<'a>, QueryError> {
        let view = now.view;
        let found = withdrawn_since(&then.actions, &now.actions);
        let shown = || found.iter().take(SHOWN);
        let milestones = view.milestone_texts(shown().filter_map(|one| one.milestone).collect()).await?;
        let milestones: HashMap<_, _> = milestones.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
        let whole = shown().filter(|one| one.milestone.is_none()).map(|one| one.action).collect();
        let actions = view.action_texts(whole).await?;
        let actions: HashMap<_, _> = actions.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
        let rows = shown().filter_map(|one| {
            let (milestone, withdrawal) = match one.milestone {
                Some(id) => {
                    let milestone = milestones.get(&id)?;
                    let MilestoneState::Withdrawn(withdrawal) = &milestone.state else { return None };
                    (Some((id, milestone.title.clone())), withdrawal.clone())
                }
                None => (None, actions.get(&one.action)?.withdrawn.clone()?),
            };
            Some(WithdrawnCommitment { facts: view.facts(one.action).ok()?, milestone, withdrawal, slip: one.slip })
        });
        Ok(Withdrawn {
            all: found.len(),
            milestones: found.iter().filter(|one| one.milestone.is_some()).count(),
            shown: rows.collect(),
        })
    }
}

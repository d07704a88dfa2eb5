//! The rows of a query, compared with an earlier date where the query names one.

use super::bounds::ActionBounds;
use super::query::ActionQuery;
use super::said::Said;
use super::shape::Sort;
use crate::error::QueryError;
use crate::meeting_order::worst_first;
use crate::point::{earlier, judged};
use domain::decision::{Before, Needed};
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use domain::movement::{InList, ListBridge};
use std::collections::{BTreeMap, HashMap};
use store::View;

/// The rows of a list.
#[derive(Debug)]
pub struct Rows<'a> {
    /// In the order of the query.
    pub actions: Vec<&'a ActionFacts>,
    /// The earlier view, where one is compared.
    pub compared: Option<Compared>,
}

/// The earlier view of a list, and how the list changed since.
#[derive(Debug)]
pub struct Compared {
    pub then: View,
    /// Of the list without its filters by step and by decision.
    pub bridge: ListBridge<ActionId>,
}

impl ActionQuery {
    /// The actions that the reader may see and the query asks for.
    ///
    /// # Errors
    /// When the earlier date cannot be read, or is later than the date that is viewed.
    pub async fn rows<'a>(&self, view: &'a View) -> Result<Rows<'a>, QueryError> {
        let said = self.said(view).await?;
        let mut actions = self.select_saying(view, &said);
        let Some(since) = &self.since else {
            actions.retain(|action| self.needs_decision(view, action, Before::NotCompared));
            self.put_worst_first(view, &mut actions, None).await?;
            return Ok(Rows { actions, compared: None });
        };
        let then = earlier(view, since).await?;
        let said_then = self.said(&then).await?;
        let bridge = ListBridge::between(&self.in_list(&then, &said_then), &self.in_list(view, &said));
        if let Some(step) = self.step {
            actions.retain(|action| step.holds(then.facts(action.id).ok(), action));
        }
        actions.retain(|action| self.needs_decision(view, action, Before::Was(then.facts(action.id).ok())));
        self.put_worst_first(view, &mut actions, Some(&then)).await?;
        Ok(Rows { actions, compared: Some(Compared { then, bridge }) })
    }

    /// Puts what needs a decision in the order of a meeting, where that is asked for.
    async fn put_worst_first<'a>(
        &self,
        view: &'a View,
        actions: &mut [&'a ActionFacts],
        then: Option<&View>,
    ) -> Result<(), QueryError> {
        if self.layout.sort == Sort::Decision {
            let waiting = worst_first(view, actions.iter().copied(), then).await?;
            let place: HashMap<ActionId, usize> =
                waiting.iter().enumerate().map(|(place, (of, _))| (of.action.id, place)).collect();
            actions.sort_by_key(|action| place.get(&action.id).copied().unwrap_or(usize::MAX));
        }
        Ok(())
    }

    /// Whether the action needs such a decision as is asked for, if any.
    fn needs_decision(&self, view: &View, action: &ActionFacts, before: Before<'_>) -> bool {
        let Some(decision) = self.decision else { return true };
        Needed::of(action, before, judged(view)).is_some_and(|needed| decision.holds(&needed))
    }

    /// Every action that the reader may see, and whether the list holds it.
    fn in_list(&self, view: &View, said: &Said<ActionId>) -> BTreeMap<ActionId, InList> {
        let bounds = ActionBounds::of(self, view, said);
        let of = |action: &ActionFacts| InList {
            is_held: bounds.holds(self, view, action),
            is_withdrawn: action.is_withdrawn || action.is_retracted,
        };
        view.actions().chain(view.retracted_actions()).map(|action| (action.id, of(action))).collect()
    }
}

//! The list of date changes: one row a change, of the milestones and of the ends of timeframes that its address asks for.

use super::milestones::{ChangedFilter, MilestoneQuery, StateFilter};
use super::parts::{of_action, party_names};
use super::{ListQuery, PAGE};
use crate::error::{BadQuery, QueryError};
use crate::point::about;
use domain::facts::{ActionFacts, CommittedDate, MilestoneFacts, Status};
use domain::ids::{ActionId, MilestoneId};
use domain::movement::end_slipped_since;
use domain::progress::{DateChange, date_changes_since};
use domain::search::Search;
use domain::slippage::Move;
use reports::Table;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use store::{DateSources, StoreError, View};

/// What the address of the list asks for: the dates, and so their changes. A reason filters the changes themselves, and
/// with an earlier date only those are held that were made since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateChangeQuery {
    pub milestones: MilestoneQuery,
}

/// A change of a date with what the date is of.
#[derive(Clone, Copy, Debug)]
pub struct DateChangeRow<'a> {
    pub action: &'a ActionFacts,
    /// Blank for the end of the action's own timeframe.
    pub milestone: Option<&'a MilestoneFacts>,
    pub change: DateChange,
}

impl DateChangeRow<'_> {
    /// What the date is of.
    pub fn date(&self) -> DateOf {
        (self.action.id, self.milestone.map(|milestone| milestone.id))
    }
}

impl DateChangeQuery {
    /// # Errors
    /// As for the list of milestones.
    pub fn read(pairs: &[(String, String)]) -> Result<DateChangeQuery, BadQuery> {
        Ok(DateChangeQuery { milestones: MilestoneQuery::read(pairs)? })
    }

    /// The query as it is written in addresses, without page and without `as_of`. The list has one order and one set of
    /// columns.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        MilestoneQuery { layout: Default::default(), ..self.milestones.clone() }.pairs()
    }

    /// Whether it holds the dates that no longer count, and no others.
    pub fn is_of_withdrawn(&self) -> bool {
        self.milestones.state == Some(StateFilter::Withdrawn)
    }

    /// The page that is asked for, from 1.
    pub fn page(&self) -> usize {
        self.milestones.layout.page
    }

    /// The changes, most days later first.
    ///
    /// # Errors
    /// As for the list of milestones.
    pub async fn rows<'a>(&self, view: &'a View) -> Result<Vec<DateChangeRow<'a>>, QueryError> {
        self.milestones.check(view)?;
        let found = self.milestones.rows(view).await?;
        let then = found.compared.as_ref().map(|compared| &compared.then);
        let before = |action: &ActionFacts| then.and_then(|then| then.facts(action.id).ok());
        let mut rows: Vec<DateChangeRow<'a>> = Vec::new();
        for of in &found.milestones {
            let was = before(of.action)
                .and_then(|action| action.milestones.iter().find(|before| before.id == of.milestone.id));
            let made_then = was.map_or(0, |before| before.booked.len());
            self.take(&mut rows, (of.action, Some(of.milestone)), of.milestone.into(), made_then);
        }
        for action in self.ends(view, then).await? {
            let made_then = before(action).map_or(0, |before| before.end_booked.len());
            if let Some(end) = action.end_until_withdrawn() {
                self.take(&mut rows, (action, None), end, made_then);
            }
        }
        rows.sort_by_key(|row| Reverse(row.change.booked.days));
        Ok(rows)
    }

    fn take<'a>(
        &self,
        rows: &mut Vec<DateChangeRow<'a>>,
        (action, milestone): (&'a ActionFacts, Option<&'a MilestoneFacts>),
        date: CommittedDate,
        made_then: usize,
    ) {
        let is_asked = |change: &DateChange| self.milestones.reason.lets(|reason| change.booked.reason == reason);
        rows.extend(date_changes_since(date, made_then).filter(is_asked).map(|change| DateChangeRow {
            action,
            milestone,
            change,
        }));
    }

    /// The actions whose own end is asked for. What only milestones have, such as being due next, no end has.
    async fn ends<'a>(&self, view: &'a View, then: Option<&View>) -> Result<Vec<&'a ActionFacts>, QueryError> {
        let asked = &self.milestones;
        if asked.is_next || asked.due.is_some() {
            return Ok(Vec::new());
        }
        let said = match &asked.text {
            Some(text) => Some(view.actions_that_say(&Search::read(text)).await?),
            None => None,
        };
        let bounds = asked.bounds(view);
        let in_state = |action: &ActionFacts| match asked.state {
            None => true,
            Some(StateFilter::Open) => action.status().is_open(),
            Some(StateFilter::Completed) => action.status() == Status::Completed,
            Some(StateFilter::Withdrawn) => true,
        };
        let in_change = |action: &ActionFacts| {
            let before = then.and_then(|then| then.facts(action.id).ok());
            match asked.changed {
                None => true,
                Some(ChangedFilter::Any) => before.is_none_or(|before| before.end_booked != action.end_booked),
                Some(ChangedFilter::Later) => end_slipped_since(before, action).is_some(),
                Some(ChangedFilter::Withdrawn) => false,
            }
        };
        let is_asked = |action: &&ActionFacts| {
            action.is_withdrawn == self.is_of_withdrawn()
                && !action.end_booked.is_empty()
                && bounds.hold(action)
                && said.as_ref().is_none_or(|said| said.contains(&action.id))
                && in_state(action)
                && in_change(action)
        };
        Ok(view.actions().filter(is_asked).collect())
    }
}

/// The changes of a query as a table.
///
/// # Errors
/// As for the list of milestones.
pub async fn table_of_date_changes(view: &View, query: &DateChangeQuery) -> Result<Table, QueryError> {
    let found = query.rows(view).await?;
    written(view, &found, &query.pairs()).await
}

/// Every change of a date of some actions and of their milestones, withdrawn ones too, as a table. `pairs` is what they
/// were asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn date_changes_of(
    view: &View,
    actions: &[&ActionFacts],
    pairs: &[(&'static str, String)],
) -> Result<Table, QueryError> {
    let mut found = Vec::new();
    for action in actions.iter().copied() {
        for milestone in action.milestones.iter() {
            let changes = date_changes_since(milestone.into(), 0);
            found.extend(changes.map(|change| DateChangeRow { action, milestone: Some(milestone), change }));
        }
        let ends = action.end_until_withdrawn().into_iter().flat_map(|end| date_changes_since(end, 0));
        found.extend(ends.map(|change| DateChangeRow { action, milestone: None, change }));
    }
    written(view, &found, pairs).await
}

async fn written(
    view: &View,
    found: &[DateChangeRow<'_>],
    pairs: &[(&'static str, String)],
) -> Result<Table, QueryError> {
    let sources = sources_of(view, found).await?;
    let made = moves_of(view, found).await?;
    let rows: Vec<_> = found
        .iter()
        .filter_map(|row| {
            let DateChangeRow { action, milestone, change } = *row;
            Some(reports::date_changes::DateChangeRow {
                of: of_action(view, action)?,
                milestone,
                change,
                made: made.get(&row.date()).and_then(|moves| moves.get(change.place)),
                lead: action.lead.map(|lead| party_names(view, lead)),
                entry: sources.get(&row.date()).and_then(|sources| sources.of_date_change(change.place)),
            })
        })
        .collect();
    let about = about(view, ("date-changes", "Date changes"), pairs);
    reports::date_changes::table(about, &rows).map_err(QueryError::from)
}

/// What a date is of: an action, and of its milestones the one; none for the end of its own timeframe.
pub type DateOf = (ActionId, Option<MilestoneId>);

/// The milestones and the actions whose dates these are.
fn subjects(rows: &[DateChangeRow<'_>]) -> (Vec<MilestoneId>, Vec<ActionId>) {
    let milestones: BTreeSet<MilestoneId> = rows.iter().filter_map(|row| row.date().1).collect();
    let of_ends = rows.iter().filter(|row| row.milestone.is_none());
    let actions: BTreeSet<ActionId> = of_ends.map(|row| row.action.id).collect();
    (milestones.into_iter().collect(), actions.into_iter().collect())
}

/// The changes with what facts do not have: the day of each, and the sentence that gives its reason.
///
/// # Errors
/// When the database does not answer.
pub async fn moves_of(view: &View, rows: &[DateChangeRow<'_>]) -> Result<HashMap<DateOf, Vec<Move>>, StoreError> {
    let (milestones, actions) = subjects(rows);
    let milestones = view.milestone_texts(milestones).await?;
    let actions = view.action_texts(actions).await?;
    let of_milestones = milestones.into_iter().map(|seen| ((seen.value.action, Some(seen.value.id)), seen.value.moves));
    let of_actions = actions.into_iter().map(|seen| ((seen.value.id, None), seen.value.moves));
    Ok(of_milestones.chain(of_actions).collect())
}

/// The log entries behind the changes.
///
/// # Errors
/// When the database does not answer.
pub async fn sources_of(view: &View, rows: &[DateChangeRow<'_>]) -> Result<HashMap<DateOf, DateSources>, StoreError> {
    let (milestones, actions) = subjects(rows);
    let action_of: HashMap<MilestoneId, ActionId> =
        rows.iter().filter_map(|row| row.milestone.map(|milestone| (milestone.id, row.action.id))).collect();
    let of_milestones = view.milestone_sources(&milestones).await?;
    let of_milestones = of_milestones
        .into_iter()
        .filter_map(|(id, sources)| action_of.get(&id).map(|action| ((*action, Some(id)), sources)));
    let of_actions = view.action_date_sources(&actions).await?;
    Ok(of_milestones.chain(of_actions.into_iter().map(|(id, sources)| ((id, None), sources))).collect())
}

/// The rows of the page that is asked for.
pub fn on_page<'r, 'a>(query: &DateChangeQuery, rows: &'r [DateChangeRow<'a>]) -> &'r [DateChangeRow<'a>] {
    let from = query.milestones.layout().rows_before().min(rows.len());
    let to = from.saturating_add(PAGE).min(rows.len());
    rows.get(from..to).unwrap_or_default()
}

//! Every date change behind the sums, and what of them came after the date that is compared.

use super::super::number_of;
use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::error::QueryError;
use crate::lists::{DateChangeRow, DateOf, moves_of, sources_of};
use crate::words;
use domain::facts::{ActionFacts, CommittedDate, MilestoneFacts};
use domain::progress::date_changes_since;
use domain::slippage::Move;
use reports::Cell;
use reports::document::{Grid, Head};
use std::collections::{BTreeMap, HashMap};
use store::{DateSources, View};

/// A date change, with the days that count for it among those since the date that is compared.
pub(super) struct Changed<'a> {
    pub row: DateChangeRow<'a>,
    /// Nothing for a change that was there then, and where nothing is compared.
    pub since: Option<i64>,
}

/// What came after the date that is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SlipSince {
    /// Negative where dates were brought forward since.
    pub days: i64,
    pub changes: usize,
}

/// The changes of every date that counts, in the order of the actions.
pub(super) fn changed<'a>(now: &Scope<'a>, since: Option<&Since>) -> Vec<Changed<'a>> {
    let mut found = Vec::new();
    for action in now.facts().filter(|action| !action.is_withdrawn) {
        let before = since.and_then(|since| since.view.facts(action.id).ok());
        for milestone in action.standing_milestones() {
            let then = before.and_then(|before| before.milestones.iter().find(|of| of.id == milestone.id));
            let made_then = since.map(|_| then.map_or(0, |then| then.booked.len()));
            take(&mut found, (action, Some(milestone)), milestone.into(), made_then);
        }
        if let Some(end) = action.committed_end() {
            let made_then = since.map(|_| before.map_or(0, |before| before.end_booked.len()));
            take(&mut found, (action, None), end, made_then);
        }
    }
    found
}

fn take<'a>(
    found: &mut Vec<Changed<'a>>,
    (action, milestone): (&'a ActionFacts, Option<&'a MilestoneFacts>),
    date: CommittedDate,
    made_then: Option<usize>,
) {
    let since: BTreeMap<usize, i64> = made_then
        .into_iter()
        .flat_map(|made_then| date_changes_since(date, made_then))
        .map(|change| (change.place, i64::from(change.counted)))
        .collect();
    found.extend(date_changes_since(date, 0).map(|change| Changed {
        since: since.get(&change.place).copied(),
        row: DateChangeRow { action, milestone, change },
    }));
}

/// What came after the date that is compared, by whatever the changes are grouped by.
pub(super) fn since_by<K: Ord>(
    changes: &[Changed<'_>],
    group: impl Fn(&DateChangeRow<'_>) -> K,
) -> BTreeMap<K, SlipSince> {
    let mut groups: BTreeMap<K, SlipSince> = BTreeMap::new();
    for (row, days) in changes.iter().filter_map(|change| Some((&change.row, change.since?))) {
        let of = groups.entry(group(row)).or_default();
        of.days += days;
        of.changes += 1;
    }
    groups
}

/// Every change, with its day, the reason and the explanation that were given, and the log entry that made it.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn grid(view: &View, changes: &[Changed<'_>], since: Option<&Since>) -> Result<Grid, QueryError> {
    let rows: Vec<DateChangeRow<'_>> = changes.iter().map(|change| change.row).collect();
    let (made, sources) = (moves_of(view, &rows).await?, sources_of(view, &rows).await?);
    let mut heads = vec![
        Head::text("Action"),
        Head::text("Milestone or timeframe").wide(4),
        Head::text("Lead agency").wide(2),
        Head::text("Changed on"),
        Head::text("From"),
        Head::text("To"),
        Head::number("Days"),
        Head::number("Days counted"),
    ];
    heads.extend(since.map(|since| Head::number(since_head("Days counted", since)).wide(2)));
    heads.extend([Head::text("Reason").wide(3), Head::text("Explanation").wide(4), Head::number("Log entry")]);
    let rows = changes.iter().map(|change| row(view, change, (&made, &sources), since.is_some())).collect();
    Ok(Grid::new("Every date change", heads, rows))
}

/// "Days of slip since Feb. 13, 2024".
pub(super) fn since_head(what: &str, since: &Since) -> String {
    format!("{what} since {}", since.day_in_words())
}

fn row(
    view: &View,
    Changed { row, since }: &Changed<'_>,
    (made, sources): (&HashMap<DateOf, Vec<Move>>, &HashMap<DateOf, DateSources>),
    is_compared: bool,
) -> Vec<Cell> {
    let DateChangeRow { action, milestone, change } = row;
    let made = made.get(&row.date()).and_then(|moves| moves.get(change.place));
    let entry = sources.get(&row.date()).and_then(|sources| sources.of_date_change(change.place));
    let title = milestone.map_or_else(|| "End of the timeframe".to_owned(), |milestone| milestone.title.to_string());
    let lead = action.lead.map_or_else(|| "None".to_owned(), |lead| view.short_name(lead));
    let mut cells = vec![
        Cell::Text(action.reference.to_string()),
        Cell::Text(title),
        Cell::Text(lead),
        Cell::date(made.map(|made| made.on)),
        Cell::Date(change.from),
        Cell::Date(change.to),
        Cell::Integer(i64::from(change.booked.days)),
        Cell::Integer(i64::from(change.counted)),
    ];
    cells.extend(is_compared.then(|| since.map_or(Cell::Blank, Cell::Integer)));
    cells.extend([
        Cell::Text(words::move_reason(change.booked.reason).to_owned()),
        Cell::text(made.map(|made| &made.sentence)),
        entry.map_or(Cell::Blank, number_of),
    ]);
    cells
}

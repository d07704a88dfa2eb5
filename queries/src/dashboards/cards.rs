//! What a mark of a chart shows when it is pointed at: what and how many, how that changed, and the first rows behind it.
//! A card repeats what rows and table hold; it is nowhere the only place.

use super::Scope;
use super::charts::ChartScope;
use crate::lead_words;
use crate::paths::action_address;
use crate::words;
use domain::facts::ActionFacts;
use serde::Serialize;

/// How many rows a card names.
const NAMED: usize = 3;

/// The card of one mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Card {
    /// "Protection, delayed: 1".
    pub title: String,
    /// "1 more than on Feb. 13, 2024".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Names with their values, where a mark stands for several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<CardRow>,
    /// How many rows there are beside those.
    #[serde(skip_serializing_if = "is_none")]
    pub more: usize,
}

/// One row behind a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardRow {
    pub address: String,
    pub title: String,
    /// "OVC-HOUS2. Led by OVC. Slipped 275 days."
    pub said: String,
}

fn is_none(more: &usize) -> bool {
    *more == 0
}

impl Card {
    pub fn titled(title: String) -> Card {
        Card { title, ..Card::default() }
    }

    /// With the change of its number since the point that is compared, where there is one.
    pub fn changed(self, of: &ChartScope<'_>, number: i64, then: Option<i64>, unit: &str) -> Card {
        let day = of.then.as_ref().map(|then| then.day.as_str());
        let change = day.zip(then).map(|(day, then)| change(number - then, unit, day));
        Card { change, ..self }
    }

    /// With the first of its rows.
    pub fn with(self, rows: impl ExactSizeIterator<Item = CardRow>) -> Card {
        let more = rows.len().saturating_sub(NAMED);
        Card { rows: rows.take(NAMED).collect(), more, ..self }
    }

    /// Puts the card among those of its chart, and gives its place there.
    pub fn among(self, cards: &mut Vec<Card>) -> Option<usize> {
        cards.push(self);
        Some(cards.len() - 1)
    }
}

/// "1 more than on Feb. 13, 2024", "No change since Feb. 13, 2024". A unit follows its number: " day".
fn change(by: i64, unit: &str, day: &str) -> String {
    let size = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    let number = if unit.is_empty() { words::thousands(size) } else { words::count(size, unit) };
    match by {
        0 => format!("No change since {day}"),
        1.. => format!("{number} more than on {day}"),
        _ => format!("{number} fewer than on {day}"),
    }
}

impl Scope<'_> {
    /// An action as a card names it. `last` ends its words: "Slipped 275 days."
    pub(super) fn card_row(&self, action: &ActionFacts, last: &str) -> CardRow {
        let view = self.view;
        let led = |lead| format!("Led by {}", view.short_name(lead));
        let lead = action.lead.map_or_else(|| lead_words::no_lead(view, action), led);
        let last = if last.is_empty() { String::new() } else { format!(" {last}") };
        CardRow {
            address: action_address(view, self.paths, action),
            title: action.title.to_string(),
            said: format!("{}. {lead}.{last}", action.reference),
        }
    }

    /// The same, with its slip where there is some.
    pub(super) fn action_row(&self, action: &ActionFacts) -> CardRow {
        self.card_row(action, &slipped(action.slip()))
    }
}

/// "Slipped 275 days."
pub(super) fn slipped(days: i64) -> String {
    match usize::try_from(days) {
        Ok(days) if days > 0 => format!("Slipped {}.", words::count(days, "day")),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_names_the_day_that_is_compared() {
        assert_eq!(change(1, "", "Feb. 13, 2024"), "1 more than on Feb. 13, 2024");
        assert_eq!(change(-1_204, "day", "Feb. 13, 2024"), "1,204 days fewer than on Feb. 13, 2024");
        assert_eq!(change(0, "day", "Feb. 13, 2024"), "No change since Feb. 13, 2024");
    }

    #[test]
    fn a_card_names_three_rows_and_says_how_many_more_there_are() {
        let row = |number: usize| CardRow { address: String::new(), title: number.to_string(), said: String::new() };
        let card = |rows: usize| Card::titled("Justice".to_owned()).with((0..rows).map(row));
        assert_eq!((card(3).rows.len(), card(3).more), (3, 0));
        assert_eq!((card(7).rows.len(), card(7).more), (3, 4));
    }
}

//! The summary of a progress report: sentences that are made from its numbers.

use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::homes::agency_troubles;
use crate::words;
use domain::date::in_sentence;
use domain::movement::{OpenBridge, Slipped, open_slips};
use domain::progress::{Measure, overdue_milestones};

/// The earlier point with the same actions then.
pub(super) struct Compared<'a> {
    pub since: &'a Since,
    pub scope: &'a Scope<'a>,
}

impl Compared<'_> {
    /// "February 13, 2024".
    fn day(&self) -> String {
        in_sentence(self.scope.today())
    }
}

/// How many names a sentence lists before it says how many more there are.
const NAMED: usize = 3;

pub(super) fn sentences(now: &Scope<'_>, then: Option<&Compared<'_>>) -> Vec<String> {
    if now.actions.is_empty() {
        return vec!["No actions match.".to_owned()];
    }
    let mut said = vec![open(now, then), off_track(now), overdue(now, then), updates(now, then)];
    said.extend(then.map(|then| later(now, then)));
    said
}

/// "73 of 109 actions are open, 7 fewer than on February 13, 2024: 7 were completed."
fn open(now: &Scope<'_>, then: Option<&Compared<'_>>) -> String {
    let (open, all) = (now.count(Measure::Open), now.actions.len());
    let are = if open == 1 { "is" } else { "are" };
    let begins = format!("{} of {} {are} open", words::thousands(open), words::count(all, "action"));
    let Some(then) = then else { return format!("{begins}.") };
    let bridge = OpenBridge::between(&then.scope.actions, &now.actions);
    let made: Vec<String> = [
        ("added", &bridge.added),
        ("reopened", &bridge.reopened),
        ("completed", &bridge.completed),
        ("withdrawn", &bridge.withdrawn),
        ("retracted", &bridge.retracted),
    ]
    .into_iter()
    .filter(|(_, actions)| !actions.is_empty())
    .map(|(step, actions)| {
        let were = if actions.len() == 1 { "was" } else { "were" };
        format!("{} {were} {step}", words::thousands(actions.len()))
    })
    .collect();
    let made = if made.is_empty() { String::new() } else { format!(": {}", listed(&made)) };
    format!("{begins}, {} on {}{made}.", compared_with(bridge.opening, open), then.day())
}

/// "2 are off track: Coordinate U.S. Attorneys' offices (DOJ) and Expand services (HHS)."
fn off_track(now: &Scope<'_>) -> String {
    let troubled: Vec<String> = now
        .counted
        .iter()
        .filter(|of| Measure::OffTrack.counts(of))
        .map(|of| {
            let lead = of.action.lead.map_or_else(|| "no lead agency".to_owned(), |lead| now.view.short_name(lead));
            format!("{} ({}, {lead})", of.action.title, of.action.reference)
        })
        .collect();
    match troubled.len() {
        0 => "None is off track.".to_owned(),
        1 => format!("1 is off track: {}.", listed(&troubled)),
        number => format!("{} are off track: {}.", words::thousands(number), listed(&first_few(&troubled))),
    }
}

fn overdue(now: &Scope<'_>, then: Option<&Compared<'_>>) -> String {
    let number = overdue_milestones(&now.counted);
    let begins = match number {
        0 => "No milestone is overdue".to_owned(),
        1 => "1 milestone is overdue".to_owned(),
        number => format!("{} milestones are overdue", words::thousands(number)),
    };
    let Some(then) = then else { return format!("{begins}.") };
    format!("{begins}, {} on {}.", compared_with(overdue_milestones(&then.scope.counted), number), then.day())
}

/// "Updates are overdue for 21 actions, 2 more than on February 13, 2024; HHS leads 6 of them and Homeland Security 4."
fn updates(now: &Scope<'_>, then: Option<&Compared<'_>>) -> String {
    let number = now.count(Measure::Silent);
    let begins = match number {
        0 => "No status update is overdue".to_owned(),
        number => format!("Status updates are overdue for {}", words::count(number, "action")),
    };
    let compared =
        then.map(|then| format!(", {} on {}", compared_with(then.scope.count(Measure::Silent), number), then.day()));
    let mut owing: Vec<_> = agency_troubles(now).into_iter().filter(|of| of.troubles.updates_overdue > 0).collect();
    owing.sort_by_key(|of| (std::cmp::Reverse(of.troubles.updates_overdue), of.name.clone()));
    let most = owing.first().map(|of| of.troubles.updates_overdue);
    // Where several share the first place, none is singled out.
    let alone = owing.iter().filter(|of| Some(of.troubles.updates_overdue) == most).count() == 1;
    let worst = owing
        .first()
        .filter(|of| alone && of.troubles.updates_overdue < number)
        .map(|of| format!("; {} leads the most, {}", of.name, words::thousands(of.troubles.updates_overdue)));
    format!("{begins}{}{}.", compared.unwrap_or_default(), worst.unwrap_or_default())
}

/// "15 open due dates are later than on February 13, 2024, by 1,204 days in all."
fn later(now: &Scope<'_>, then: &Compared<'_>) -> String {
    let slips = now.facts().flat_map(|action| open_slips(then.scope.view.facts(action.id).ok(), action));
    let found: Vec<_> = slips.collect();
    let days: i64 = found.iter().map(Slipped::days).sum();
    let day = then.day();
    match found.len() {
        0 => format!("No open due date is later than on {day}."),
        1 => format!("1 open due date is later than on {day}, by {}.", in_days(days)),
        number => {
            format!("{} open due dates are later than on {day}, by {} in all.", words::thousands(number), in_days(days))
        }
    }
}

fn in_days(days: i64) -> String {
    words::count(usize::try_from(days).unwrap_or_default(), "day")
}

/// "7 fewer", "2 more", "no change": under a figure.
pub(super) fn change(then: usize, now: usize) -> String {
    match now.cmp(&then) {
        std::cmp::Ordering::Less => format!("{} fewer", words::thousands(then - now)),
        std::cmp::Ordering::Equal => "no change".to_owned(),
        std::cmp::Ordering::Greater => format!("{} more", words::thousands(now - then)),
    }
}

/// "7 fewer than", "as many as": before the day.
fn compared_with(then: usize, now: usize) -> String {
    if then == now { "as many as".to_owned() } else { format!("{} than", change(then, now)) }
}

/// "Open actions, from February 13, 2024 to September 30, 2024: 80 + 0 + 0 − 7 − 0 = 73."
pub(super) fn bridge_measure(now: &Scope<'_>, then: &Compared<'_>) -> String {
    let bridge = OpenBridge::between(&then.scope.actions, &now.actions);
    let mut sum = format!(
        "{} + {} + {} \u{2212} {} \u{2212} {}",
        bridge.opening,
        bridge.added.len(),
        bridge.reopened.len(),
        bridge.completed.len(),
        bridge.withdrawn.len()
    );
    let mut retracted = "";
    if !bridge.retracted.is_empty() {
        sum.push_str(&format!(" \u{2212} {}", bridge.retracted.len()));
        retracted = " \u{2212} retracted";
    }
    let (was, is) = (then.day(), in_sentence(now.today()));
    format!(
        "Open on {was} + added + reopened \u{2212} completed \u{2212} withdrawn{retracted} = open on {is}: {sum} = {}.",
        bridge.closing
    )
}

fn first_few(names: &[String]) -> Vec<String> {
    let mut few: Vec<String> = names.iter().take(NAMED).cloned().collect();
    if names.len() > NAMED {
        few.push(format!("{} more", names.len() - NAMED));
    }
    few
}

/// "a, b, and c".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [all @ .., last] => format!("{}, and {last}", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_said_as_people_say_it() {
        assert_eq!(change(80, 73), "7 fewer");
        assert_eq!(change(19, 21), "2 more");
        assert_eq!(change(2, 2), "no change");
        assert_eq!(format!("{} in February", compared_with(2, 2)), "as many as in February");
    }

    #[test]
    fn names_are_listed_with_commas_and_the_rest_is_counted() {
        let names = ["a", "b", "c", "d", "e"].map(str::to_owned);
        assert_eq!(listed(&first_few(&names)), "a, b, c, and 2 more");
        assert_eq!(listed(&names[..2]), "a and b");
    }
}

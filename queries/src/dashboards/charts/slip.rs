//! Where the slip comes from: by reason and cause, and by lead agency and section.

use super::ChartScope;
use super::groups::{code_of_lead, tops, tops_by_node};
use super::names::all_of;
use crate::dashboards::cards::{Card, slipped as in_slip};
use crate::dashboards::sheet::{Sheet, table};
use crate::error::QueryError;
use crate::paths::code_of;
use crate::words;
use domain::body::Party;
use domain::facts::ActionFacts;
use domain::ids::NodeId;
use domain::progress::{Counted, SlipOf, Slipped, slip_by, slip_by_reason};
use domain::slippage::{Cause, MoveReason, by_reason};
use reports::charts::{Bar, BarRow, Bars, Chart, Fill, Heat, HeatCell, Words};
use reports::{Cell, Column, Datatype};
use std::cmp::Reverse;
use std::collections::BTreeMap;

const fn text(name: &'static str, title: &'static str, definition: &'static str) -> Column {
    Column { name, title, datatype: Datatype::Text, definition, is_generated: false }
}

const fn number(name: &'static str, title: &'static str, definition: &'static str) -> Column {
    Column { name, title, datatype: Datatype::Integer, definition, is_generated: true }
}

const REASONS: [Column; 4] = [
    text("reason", "Reason", "Reason given for the date changes."),
    text("cause", "Cause", "Cause group for this reason."),
    number(
        "days",
        "Days",
        "Days of slip counted for this reason: those that its date changes were the first to add and that still count.",
    ),
    number("moves", "Date changes", "Number of date changes with this reason."),
];

pub(super) fn by_each_reason(of: &ChartScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let slipped = slip_by_reason(of.scope.facts());
    if slipped.is_empty() {
        return Ok(None);
    }
    let (days, moves): (i64, usize) =
        slipped.iter().fold((0, 0), |(days, moves), one| (days + one.days, moves + one.moves));
    let list = |one: &Slipped| of.scope.list("/date-changes", &[("reason", &code_of(one.reason))]);
    let mut behind = days_behind(of);
    let then = of.then.as_ref().map(|then| slip_by_reason(then.scope.facts()));
    let mut cards = Vec::new();
    let bar = |one: &Slipped| Bar {
        label: words::move_reason(one.reason).to_owned(),
        // A bar has no length below zero; its label gives the days as they are.
        value: u32::try_from(one.days).unwrap_or(0),
        said: days_in_words(one.days),
        fill: Fill::Slip,
        rows: Some(list(one)),
        card: reason_card(of, one, &mut behind, then.as_deref()).among(&mut cards),
    };
    let drawn: Vec<Slipped> = slipped.iter().filter(|one| one.days != 0).copied().collect();
    let bars = under_causes(&drawn, bar);
    let none = slipped.iter().filter(|one| one.days == 0).map(|one| words::move_reason(one.reason).to_lowercase());
    let none: Vec<String> = none.collect();
    let foot = (!none.is_empty()).then(|| format!("No days of slip: {}.", none.join(", ")));
    let title = most_slip(&slipped, days).unwrap_or_else(|| "Slip by reason".to_owned());
    let measure = format!(
        "Days between original and current due dates, by reason, grouped by cause. {} in {}.",
        days_in_words(days),
        words::count(moves, "date change")
    );
    let rows = slipped.iter().map(|one| {
        let (reason, cause) = (words::move_reason(one.reason), words::cause(one.reason.cause()));
        vec![
            Cell::Text(reason.to_owned()),
            Cell::Text(cause.to_owned()),
            Cell::Integer(one.days),
            Cell::count(one.moves),
        ]
    });
    let foot = foot.into_iter().collect();
    let words = Words { id: "reasons", title: title.clone(), description: measure.clone(), foot };
    Ok(Some(Sheet {
        id: "reasons",
        measure,
        rule: "slip",
        drawing: Chart::Bars(Bars { words, rows: bars }),
        cards,
        table: table(of.scope.view, ("reasons", "Slip in days by reason"), &of.query(), &REASONS, rows.collect())?,
        links: slipped.iter().map(|one| Some(list(one))).collect(),
        rows: (words::count(moves, "date change"), of.scope.list("/date-changes", &[])),
        is_wide: false,
        shows_progress: true,
        title,
    }))
}

/// The actions that have days of slip under a reason, with these days.
type Behind<'a> = BTreeMap<MoveReason, Vec<(i64, &'a ActionFacts)>>;

fn days_behind<'a>(of: &'a ChartScope<'_>) -> Behind<'a> {
    let mut behind = Behind::new();
    for facts in of.scope.facts() {
        for booked in facts.committed_dates().flat_map(|date| by_reason(&date.booked)) {
            let days = i64::from(booked.days);
            let actions = behind.entry(booked.reason).or_default();
            match actions.last_mut().filter(|(_, last)| last.id == facts.id) {
                Some((of_action, _)) => *of_action += days,
                None => actions.push((days, facts)),
            }
        }
    }
    behind
}

/// The actions with most days for the reason.
fn reason_card(of: &ChartScope<'_>, one: &Slipped, behind: &mut Behind<'_>, then: Option<&[Slipped]>) -> Card {
    let mut actions = behind.remove(&one.reason).unwrap_or_default();
    actions.sort_by_key(|(days, facts)| (Reverse(*days), facts.reference));
    let then = then.map(|then| then.iter().find(|was| was.reason == one.reason).map_or(0, |was| was.days));
    let (reason, days) = (words::move_reason(one.reason), days_in_words(one.days));
    let title = format!("{reason}: {days} in {}", words::count(one.moves, "date change"));
    let rows = actions.iter().map(|(days, facts)| of.scope.card_row(facts, &format!("{}.", days_in_words(*days))));
    Card::titled(title).changed(of, one.days, then, "day").with(rows)
}

/// The bars of each cause are together already; here they come under its name, with the days of all of them.
fn under_causes(slipped: &[Slipped], mut bar: impl FnMut(&Slipped) -> Bar) -> Vec<BarRow> {
    let mut rows = Vec::new();
    for of_cause in slipped.chunk_by(|one, next| one.reason.cause() == next.reason.cause()) {
        let days = of_cause.iter().map(|one| one.days).sum();
        let cause = of_cause.first().map(|one| words::capitalized(words::cause(one.reason.cause())));
        rows.extend(cause.map(|cause| BarRow::Heading(format!("{cause}: {}", days_in_words(days)))));
        rows.extend(of_cause.iter().map(&mut bar).map(BarRow::Bar));
    }
    rows
}

/// "764 of 4,252 days of slip were attributed to scope changes", by cause as the chart is grouped. Agencies choose the
/// reasons, so nothing is claimed to have caused the slip. Where causes tie, each is named.
fn most_slip(slipped: &[Slipped], all: i64) -> Option<String> {
    let cause_of = |one: &Slipped| one.reason.cause();
    let causes = slipped.chunk_by(|one, next| cause_of(one) == cause_of(next));
    let causes: Vec<(Cause, i64)> =
        causes.filter_map(|chunk| Some((cause_of(chunk.first()?), chunk.iter().map(|one| one.days).sum()))).collect();
    let most = causes.iter().map(|(_, days)| *days).max().filter(|most| *most > 0)?;
    let with_most = causes.iter().filter(|(_, days)| *days == most);
    let names: Vec<String> = with_most.map(|(cause, _)| attributed_to(*cause).to_owned()).collect();
    let (days, all) = (words::thousands(usize::try_from(most).ok()?), words::thousands(usize::try_from(all).ok()?));
    let each = if names.len() == 1 { "" } else { " each" };
    let were = if most == 1 && each.is_empty() { "was" } else { "were" };
    Some(format!("{days} of {all} days of slip{each} {were} attributed to {}", all_of(&names)))
}

/// What slip of a cause is attributed to. A plan can have many agencies, so none of them is "the" agency.
fn attributed_to(cause: Cause) -> &'static str {
    match cause {
        Cause::OwnWork => "reasons within an agency",
        Cause::AnotherAgency => "other agencies",
        Cause::Scope => "scope changes",
        Cause::External => "events outside an agency",
    }
}

fn days_in_words(days: i64) -> String {
    let number = words::thousands(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX));
    let sign = if days < 0 { "\u{2212}" } else { "" };
    let unit = if days.abs() == 1 { "day" } else { "days" };
    format!("{sign}{number} {unit}")
}

const CELLS: [Column; 7] = [
    text("lead", "Lead", "Current lead agency."),
    text("part", "Part", "Top-level section of the plan."),
    number("actions", "Actions", "Actions that are not withdrawn."),
    number("days", "Days", "Days from original to current dates, of milestones not withdrawn and ends of timeframes."),
    number("overdue", "Overdue", "Open milestones past their due date."),
    text("lead_code", "Lead code", "Code of the lead agency. Blank for no lead."),
    text("section", "Section", "Reference of that section of the plan."),
];

type Place = (Option<Party>, Option<NodeId>);

pub(super) fn by_lead_and_top_level(of: &ChartScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let view = of.scope.view;
    let tops_by_node = tops_by_node(of);
    let place = |facts: &ActionFacts| (facts.lead, tops_by_node.get(&facts.node).copied());
    let slips: BTreeMap<Place, SlipOf> = slip_by(&of.scope.counted, place);
    let (leads, parts) = (leads(&slips), tops(of));
    if slips.is_empty() || parts.is_empty() {
        return Ok(None);
    }
    let name = |lead: Option<Party>| lead.map_or_else(|| "No lead".to_owned(), |lead| view.short_name(lead));
    let part = |id: NodeId| view.node(id).map(|node| node.title.to_string()).unwrap_or_default();
    let list = |lead: Option<Party>, node: NodeId| {
        let lead = lead.map_or_else(|| "none".to_owned(), |lead| code_of_lead(of, lead));
        let node = view.node(node).map(|node| node.reference.to_string()).unwrap_or_default();
        of.scope.list("/date-changes", &[("led-by", &lead), ("node", &node)])
    };
    // Where no date changed there is nothing to open.
    let rows_of = |lead, node, slip: &SlipOf| (slip.changes > 0).then(|| list(lead, node));
    let mut slipped: BTreeMap<Place, Vec<&Counted<'_>>> = BTreeMap::new();
    for counted in of.scope.counted.iter().filter(|counted| counted.slip != 0 && !counted.action.is_withdrawn) {
        slipped.entry(place(counted.action)).or_default().push(counted);
    }
    let then = of.then.as_ref().map(|then| slip_by(&then.scope.counted, place));
    let mut cards = Vec::new();
    let mut cell = |lead, node| {
        let slip = slips.get(&(lead, Some(node)))?;
        let mut actions = slipped.remove(&(lead, Some(node))).unwrap_or_default();
        actions.sort_by_key(|counted| (Reverse(counted.slip), counted.action.reference));
        let title = format!("{}, {}: {}", name(lead), part(node), days_in_words(slip.days));
        let then = then.as_ref().map(|then| then.get(&(lead, Some(node))).map_or(0, |slip| slip.days));
        let rows = actions.iter().map(|counted| of.scope.card_row(counted.action, &in_slip(counted.slip)));
        let card = Card::titled(title).changed(of, slip.days, then, "day").with(rows);
        Some(HeatCell { days: slip.days, rows: rows_of(lead, node, slip), card: card.among(&mut cards) })
    };
    let found: Vec<(Option<Party>, NodeId, SlipOf)> = leads
        .iter()
        .flat_map(|lead| parts.iter().map(move |node| (*lead, *node)))
        .filter_map(|(lead, node)| slips.get(&(lead, Some(node))).map(|slip| (lead, node, *slip)))
        .collect();
    let title = gathers(&found, &name, &part).unwrap_or_else(|| format!("Slip by lead agency and {}", of.top_level()));
    let (days, changes) =
        slips.values().fold((0, 0), |(days, changes), slip| (days + slip.days, changes + slip.changes));
    let measure = format!(
        "Slip in days, by lead agency and {}: {} in all. 0 means no slip. Blank means no actions.",
        of.top_level(),
        days_in_words(days)
    );
    // A lead without any slip is named under the drawing; where no one slipped, all are drawn.
    let has_slip = |lead: &Option<Party>| found.iter().any(|(of, _, slip)| of == lead && slip.days != 0);
    let (drawn, none): (Vec<Option<Party>>, Vec<Option<Party>>) = leads.iter().partition(|lead| has_slip(lead));
    let (drawn, none) = if drawn.is_empty() { (none, drawn) } else { (drawn, none) };
    let actions_of =
        |lead: &Option<Party>| found.iter().filter(|(of, ..)| of == lead).map(|(.., slip)| slip.actions).sum();
    let none: Vec<String> =
        none.iter().map(|lead| format!("{} ({})", name(*lead), words::count(actions_of(lead), "action"))).collect();
    let foot = (!none.is_empty()).then(|| format!("No slip: {}.", none.join(", "))).into_iter().collect();
    let words = Words { id: "slip", title: title.clone(), description: measure.clone(), foot };
    let rows = found.iter().map(|(lead, node, slip)| {
        vec![
            Cell::Text(name(*lead)),
            Cell::Text(part(*node)),
            Cell::count(slip.actions),
            Cell::Integer(slip.days),
            Cell::count(slip.overdue),
            Cell::text(lead.map(|lead| code_of_lead(of, lead))),
            Cell::text(view.node(*node).map(|node| &node.reference)),
        ]
    });
    let heat = Heat {
        words,
        rows: drawn.iter().map(|lead| name(*lead)).collect(),
        columns: parts.iter().map(|node| part(*node)).collect(),
        cells: drawn.iter().map(|lead| parts.iter().map(|node| cell(*lead, *node)).collect()).collect(),
    };
    Ok(Some(Sheet {
        id: "slip",
        measure,
        rule: "slip",
        drawing: Chart::Heat(heat),
        cards,
        table: table(view, ("slip", "Slip in days by lead agency and top level"), &of.query(), &CELLS, rows.collect())?,
        links: found.iter().map(|(lead, node, slip)| rows_of(*lead, *node, slip)).collect(),
        rows: (words::count(changes, "date change"), of.scope.list("/date-changes", &[])),
        is_wide: false,
        shows_progress: true,
        title,
    }))
}

/// The leads, those with most actions first, and no lead last.
fn leads(slips: &BTreeMap<Place, SlipOf>) -> Vec<Option<Party>> {
    let mut actions: BTreeMap<Option<Party>, usize> = BTreeMap::new();
    for ((lead, _), slip) in slips {
        *actions.entry(*lead).or_default() += slip.actions;
    }
    let mut leads: Vec<(Option<Party>, usize)> = actions.into_iter().collect();
    leads.sort_by_key(|(lead, actions)| (lead.is_none(), Reverse(*actions), *lead));
    leads.into_iter().map(|(lead, _)| lead).collect()
}

/// "Largest slip: Justice, Prosecution (392 days)". Where several tie, each is named.
fn gathers(
    found: &[(Option<Party>, NodeId, SlipOf)],
    name: &dyn Fn(Option<Party>) -> String,
    part: &dyn Fn(NodeId) -> String,
) -> Option<String> {
    let most = found.iter().map(|(_, _, slip)| slip.days).max().filter(|most| *most > 0)?;
    let with_most = found.iter().filter(|(_, _, slip)| slip.days == most);
    let places: Vec<String> = with_most.map(|(lead, node, _)| format!("{}, {}", name(*lead), part(*node))).collect();
    let days = days_in_words(most);
    Some(match places.as_slice() {
        [one] => format!("Largest slip: {one} ({days})"),
        [_, _] | [_, _, _] => format!("Largest slip: {} ({days} each)", places.join("; ")),
        many => format!("Largest slip: {days} each in {} combinations of lead and section", many.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::AgencyId;
    use domain::slippage::MoveReason;
    use uuid::Uuid;

    fn most(days: &[(u128, i64)]) -> Option<String> {
        let slip = |days| SlipOf { days, actions: 1, changes: 1, overdue: 0 };
        let found: Vec<_> = days
            .iter()
            .map(|(lead, days)| {
                (Some(Party::Agency(AgencyId(Uuid::from_u128(*lead)))), NodeId(Uuid::nil()), slip(*days))
            })
            .collect();
        let name = |lead: Option<Party>| match lead {
            Some(Party::Agency(id)) => ["USTR", "DOL", "DHS", "State"]
                .get(usize::try_from(id.0.as_u128()).unwrap_or_default())
                .map_or_else(String::new, |name| (*name).to_owned()),
            Some(Party::Body(_)) | None => String::new(),
        };
        gathers(&found, &name, &|_| "Protection".to_owned())
    }

    #[test]
    fn a_tie_for_the_most_slip_names_each_of_them() {
        assert_eq!(most(&[(0, 31), (1, 30)]).as_deref(), Some("Largest slip: USTR, Protection (31 days)"));
        assert_eq!(
            most(&[(0, 31), (1, 31), (2, 31), (3, 1)]).as_deref(),
            Some("Largest slip: USTR, Protection; DOL, Protection; DHS, Protection (31 days each)")
        );
        assert_eq!(
            most(&[(0, 31), (1, 31), (2, 31), (3, 31)]).as_deref(),
            Some("Largest slip: 31 days each in 4 combinations of lead and section")
        );
        assert_eq!(most(&[(0, 0), (1, -4)]), None);
    }

    #[test]
    fn a_tie_of_reasons_names_each() {
        let slipped = |reason, days| Slipped { reason, days, moves: 1 };
        let tie = [slipped(MoveReason::Clearance, 40), slipped(MoveReason::Funding, 40)];
        let words = most_slip(&tie, 80);
        let both =
            "40 of 80 days of slip each were attributed to reasons within an agency and events outside an agency";
        assert_eq!(words.as_deref(), Some(both));
        let one = "40 of 40 days of slip were attributed to reasons within an agency";
        assert_eq!(most_slip(&tie[..1], 40).as_deref(), Some(one));
        let day = "1 of 1 days of slip was attributed to scope changes";
        assert_eq!(most_slip(&[slipped(MoveReason::ScopeChanged, 1)], 1).as_deref(), Some(day));
    }

    #[test]
    fn the_cause_with_most_days_is_named_though_one_reason_of_another_has_more() {
        let slipped = |reason, days| Slipped { reason, days, moves: 1 };
        let all = [
            slipped(MoveReason::Clearance, 40),
            slipped(MoveReason::Staffing, 30),
            slipped(MoveReason::ScopeChanged, 50),
        ];
        let words = "70 of 120 days of slip were attributed to reasons within an agency";
        assert_eq!(most_slip(&all, 120).as_deref(), Some(words));
    }
}

//! The slippage report: how far dates moved from the original ones, for which causes, whose, and every change behind each
//! sum. Compared with an earlier date, each sum stands beside what came after that date.

mod changed;

use super::frame::Frame;
use super::{ReportKind, tables};
use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::error::QueryError;
use crate::tree::top_of;
use crate::words;
use changed::{Changed, SlipSince, changed, since_by, since_head};
use domain::body::Party;
use domain::date::in_sentence;
use domain::facts::ActionFacts;
use domain::progress::{SlipOf, slip_by, slip_by_reason};
use reports::Cell;
use reports::document::{Document, Figure, Grid, Head, Part};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// # Errors
/// When the record cannot be read.
pub(super) async fn slippage(frame: &Frame<'_>) -> Result<Document, QueryError> {
    let (now, since) = (frame.now(), frame.since.as_ref());
    let all = changed(&now, since);
    let reasons = slip_by_reason(now.facts());
    let days: i64 = reasons.iter().map(|one| one.days).sum();
    let changes: usize = reasons.iter().map(|one| one.moves).sum();
    let of_since = since.map(|_| since_by(&all, |_| ()).remove(&()).unwrap_or_default());
    let mut parts = vec![
        Part::Figures(figures(&now, (days, changes), since.zip(of_since))),
        Part::chapter("summary", "Summary"),
        Part::Text(summary(&now, (days, changes), since.zip(of_since))),
    ];
    if changes > 0 {
        parts.push(Part::section("causes", "By cause and reason"));
        parts.push(Part::Grid(by_reason(&now, &all, since)));
        parts.push(Part::section("agencies", "By lead agency"));
        parts.push(Part::Grid(by_lead(&now, &all, since)));
        parts.push(Part::section("sections", "By section"));
        parts.push(Part::Grid(by_section(&now, &all, since)));
        parts.extend(left_out(&now));
        parts.push(Part::chapter("changes", "Every date change"));
        parts.push(Part::Note(EVERY_CHANGE.to_owned()));
        parts.extend(since.map(|_| Part::Note(SINCE.to_owned())));
        parts.push(Part::Grid(changed::grid(frame.view(), &all, since).await?));
    }
    let mut data = tables::of_actions(frame.view(), &frame.rows, &frame.found).await?;
    // What it is about comes first: the CSV has that table.
    data.sort_by_key(|table| table.about().name != "date-changes");
    Ok(frame.document(ReportKind::Slippage, "slippage", parts, data))
}

/// The date changes of a report that compares nothing, by cause and reason.
pub(super) fn causes(now: &Scope<'_>) -> Grid {
    by_reason(now, &[], None)
}

fn figures(now: &Scope<'_>, (days, changes): (i64, usize), since: Option<(&Since, SlipSince)>) -> Vec<Figure> {
    let dates = now.facts().flat_map(ActionFacts::committed_dates).filter(|date| date.slip() > 0).count();
    let figure = |name, number, change| Figure { change, ..Figure::count(name, number) };
    let days_since = since.map(|(since, of)| format!("{} since {}", words::signed(of.days), since.day_in_words()));
    let made_since =
        since.map(|(since, of)| format!("{} since {}", words::thousands(of.changes), since.day_in_words()));
    vec![
        figure("Days of slip", usize::try_from(days).unwrap_or_default(), days_since),
        figure("Dates later than originally due", dates, None),
        figure("Date changes", changes, made_since),
    ]
}

/// How many actions the tables leave out.
fn left_out(now: &Scope<'_>) -> Option<Part> {
    let withdrawn = now.facts().filter(|action| action.is_withdrawn).count();
    let are = if withdrawn == 1 { "is" } else { "are" };
    (withdrawn > 0)
        .then(|| Part::Note(format!("{} {are} left out of these tables.", words::count(withdrawn, "withdrawn action"))))
}

const EVERY_CHANGE: &str = "Days counted are those that a change adds to the slip of its date: fewer than its own where another change \
     of the same date reached those days first, or took them back. They add up to the days of slip above.";

const SINCE: &str = "Days counted since the compared date begin at the due date that was in effect then. They are negative where a date \
     was moved earlier since. They add up to the days since that date above.";

fn summary(now: &Scope<'_>, (days, changes): (i64, usize), since: Option<(&Since, SlipSince)>) -> String {
    if changes == 0 {
        return "No due date of these actions was changed.".to_owned();
    }
    let mut by_cause: Vec<(&str, i64)> = Vec::new();
    for one in slip_by_reason(now.facts()) {
        let cause = words::cause(one.reason.cause());
        match by_cause.iter_mut().find(|(of, _)| *of == cause) {
            Some((_, sum)) => *sum += one.days,
            None => by_cause.push((cause, one.days)),
        }
    }
    let causes = by_cause.iter().map(|(cause, days)| format!("{cause}, {}", in_days(*days)));
    let since = since.map(|(since, of)| {
        let day = in_sentence(since.view.position().day);
        match of.changes {
            0 => format!(" No date was changed since {day}."),
            number => format!(
                " Since {day}: {}, {} of slip.",
                words::count(number, "date change"),
                if of.days.abs() == 1 {
                    format!("{} day", of.days)
                } else {
                    format!("{} days", words::signed(of.days))
                },
            ),
        }
    });
    format!(
        "Due dates slipped {} in all, by {}. By the cause of the reasons that were given: {}.{}",
        in_days(days),
        words::count(changes, "date change"),
        causes.collect::<Vec<_>>().join("; "),
        since.unwrap_or_default(),
    )
}

fn in_days(days: i64) -> String {
    words::count(usize::try_from(days).unwrap_or_default(), "day")
}

/// The heads and the cells of what came after the date that is compared.
fn heads_since(since: Option<&Since>) -> Vec<Head> {
    let heads = |since| ["Days of slip", "Date changes"].map(|what| Head::number(since_head(what, since)));
    since.into_iter().flat_map(heads).collect()
}

fn cells_since(since: Option<&Since>, of: Option<SlipSince>) -> impl Iterator<Item = Cell> {
    let of = since.map(|_| of.unwrap_or_default());
    of.into_iter().flat_map(|of| [Cell::Integer(of.days), Cell::count(of.changes)])
}

fn sum_since<K>(groups: &BTreeMap<K, SlipSince>) -> SlipSince {
    let add =
        |sum: SlipSince, of: &SlipSince| SlipSince { days: sum.days + of.days, changes: sum.changes + of.changes };
    groups.values().fold(SlipSince::default(), add)
}

fn by_reason(now: &Scope<'_>, all: &[Changed<'_>], since: Option<&Since>) -> Grid {
    let slipped = slip_by_reason(now.facts());
    let of_since = since_by(all, |row| row.change.booked.reason);
    let mut total = vec![
        Cell::Text("Total".to_owned()),
        Cell::Blank,
        Cell::Integer(slipped.iter().map(|one| one.days).sum()),
        Cell::count(slipped.iter().map(|one| one.moves).sum()),
    ];
    total.extend(cells_since(since, Some(sum_since(&of_since))));
    let rows = slipped.iter().map(|one| {
        let mut row = vec![
            Cell::Text(words::capitalized(words::cause(one.reason.cause()))),
            Cell::Text(words::move_reason(one.reason).to_owned()),
            Cell::Integer(one.days),
            Cell::count(one.moves),
        ];
        row.extend(cells_since(since, of_since.get(&one.reason).copied()));
        row
    });
    let mut heads = vec![
        Head::text("Cause").wide(1),
        Head::text("Reason").wide(1),
        Head::number("Days of slip"),
        Head::number("Date changes"),
    ];
    heads.extend(heads_since(since));
    Grid::new("Slip by cause and reason", heads, rows.chain([total]).collect()).with_total()
}

fn by_lead(now: &Scope<'_>, all: &[Changed<'_>], since: Option<&Since>) -> Grid {
    let name = |lead: Option<Party>| lead.map_or_else(|| "No lead agency".to_owned(), |lead| now.view.short_name(lead));
    grouped(now, all, since, ("Slip by lead agency", "Lead agency"), |action| name(action.lead))
}

fn by_section(now: &Scope<'_>, all: &[Changed<'_>], since: Option<&Since>) -> Grid {
    let section = |action: &ActionFacts| {
        let plan = now.view.plan(action.plan).map(|plan| plan.short_title.to_string()).unwrap_or_default();
        let top = top_of(now.view, action.node).map(|top| format!("{} {}", top.reference, top.title));
        format!("{plan}: {}", top.unwrap_or_default())
    };
    grouped(now, all, since, ("Slip by section", "Section"), section)
}

/// The groups, most days first, and their sum.
fn grouped(
    now: &Scope<'_>,
    all: &[Changed<'_>],
    since: Option<&Since>,
    (name, of): (&str, &str),
    group: impl Fn(&ActionFacts) -> String,
) -> Grid {
    let mut groups: Vec<(String, SlipOf)> = slip_by(&now.counted, &group).into_iter().collect();
    let of_since = since_by(all, |row| group(row.action));
    groups.sort_by_key(|(name, of)| (Reverse(of.days), name.clone()));
    let row = |name: &str, of: SlipOf, of_since: Option<SlipSince>| {
        let mut row = vec![Cell::Text(name.to_owned()), Cell::Integer(of.days), Cell::count(of.changes)];
        row.extend(cells_since(since, of_since));
        row.extend([Cell::count(of.actions), Cell::count(of.overdue)]);
        row
    };
    let total = groups.iter().fold(SlipOf::default(), |sum, (_, of)| SlipOf {
        actions: sum.actions + of.actions,
        changes: sum.changes + of.changes,
        days: sum.days + of.days,
        overdue: sum.overdue + of.overdue,
    });
    let total = row("Total", total, Some(sum_since(&of_since)));
    let rows = groups.iter().map(|(name, of)| row(name, *of, of_since.get(name).copied())).chain([total]).collect();
    let mut heads = vec![Head::text(of).wide(1), Head::number("Days of slip"), Head::number("Date changes")];
    heads.extend(heads_since(since));
    heads.extend([Head::number("Actions"), Head::number("Milestones overdue")]);
    Grid::new(name, heads, rows).with_total()
}

//! The bridge of the open actions: open then + added + reopened - completed - withdrawn = open now.

use crate::dashboards::Scope;
use crate::dashboards::sheet::{Drawing, Sheet, table};
use crate::dashboards::since::Since;
use crate::error::QueryError;
use crate::words;
use domain::date::{in_sentence, in_table};
use domain::movement::OpenBridge;
use domain::progress::Measure;
use reports::charts::{Bridge, Step, StepKind, Words};
use reports::{Cell, Column, Datatype};

const COLUMNS: [Column; 2] = [
    Column {
        name: "step",
        title: "Step",
        datatype: Datatype::Text,
        definition: "A step from the first total to the last.",
        is_generated: true,
    },
    Column {
        name: "actions",
        title: "Actions",
        datatype: Datatype::Integer,
        definition: "How many actions the step adds; negative where it removes them.",
        is_generated: true,
    },
];

/// # Errors
/// When its table cannot be made.
pub fn sheet(now: &Scope<'_>, then: &Scope<'_>, since: &Since) -> Result<Sheet, QueryError> {
    let bridge = OpenBridge::between(&then.actions, &now.actions);
    let (was, is) = (since.day_in_words(), in_table(now.today()));
    let compared = since.as_of.to_string();
    let step = |name: &str| now.list("/actions", &[("since", &compared), ("step", name)]);
    let mut steps = vec![
        (was, StepKind::Total, bridge.opening, then.rows(Measure::Open)),
        ("Added".to_owned(), StepKind::Up, bridge.added.len(), step("added")),
        ("Reopened".to_owned(), StepKind::Up, bridge.reopened.len(), step("reopened")),
        ("Completed".to_owned(), StepKind::Down, bridge.completed.len(), step("completed")),
        ("Withdrawn".to_owned(), StepKind::Down, bridge.withdrawn.len(), step("withdrawn")),
    ];
    if !bridge.retracted.is_empty() {
        steps.push(("Retracted".to_owned(), StepKind::Down, bridge.retracted.len(), step("retracted")));
    }
    steps.push((is, StepKind::Total, bridge.closing, now.rows(Measure::Open)));
    let title = title(&bridge);
    let measure = format!(
        "Open actions in active plans, from {} to {}. Select a bar to see its actions.",
        in_sentence(then.today()),
        in_sentence(now.today())
    );
    let rows = steps.iter().map(|(name, kind, number, _)| {
        let number = i64::try_from(*number).unwrap_or(i64::MAX);
        vec![Cell::Text(name.clone()), Cell::Integer(if *kind == StepKind::Down { -number } else { number })]
    });
    let table =
        table(now.view, ("bridge", "Change in open actions"), &[("since", &compared)], &COLUMNS, rows.collect())?;
    let links = steps.iter().map(|(_, _, number, rows)| (*number > 0).then(|| rows.clone())).collect();
    let drawn = steps.iter().map(|(name, kind, number, rows)| Step {
        label: name.clone(),
        kind: *kind,
        number: *number as u32,
        rows: (*number > 0).then(|| rows.clone()),
        card: None,
    });
    let words = Words { id: "bridge", title: title.clone(), description: measure.clone(), foot: Vec::new() };
    Ok(Sheet {
        id: "bridge",
        measure,
        rule: "bridge",
        drawing: Drawing::Bridge(Bridge { words, steps: drawn.collect() }),
        cards: Vec::new(),
        table,
        links,
        rows: (
            words::count(bridge.changed(), "action"),
            now.list("/actions", &[("since", &compared), ("step", "any")]),
        ),
        is_wide: false,
        shows_progress: true,
        title,
    })
}

/// "Open actions fell from 49 to 42".
fn title(bridge: &OpenBridge) -> String {
    let (was, is) = (words::thousands(bridge.opening), words::thousands(bridge.closing));
    match bridge.closing.cmp(&bridge.opening) {
        std::cmp::Ordering::Less => format!("Open actions fell from {was} to {is}"),
        std::cmp::Ordering::Equal => format!("Open actions did not change: {is}"),
        std::cmp::Ordering::Greater => format!("Open actions rose from {was} to {is}"),
    }
}

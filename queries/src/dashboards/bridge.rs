//! The bridge of the open actions: open then + added + reopened - completed - withdrawn = open now.

use crate::dashboards::Scope;
use crate::dashboards::cards::Card;
use crate::dashboards::sheet::{Sheet, table};
use crate::dashboards::since::Since;
use crate::error::QueryError;
use crate::words;
use domain::date::{in_sentence, in_table};
use domain::ids::ActionId;
use domain::movement::OpenBridge;
use domain::progress::Measure;
use reports::charts::{Bridge, Chart, Step, StepKind, Words};
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
    let mut cards = Vec::new();
    let step = |kind, label: String, number: usize, rows: String, card| Step {
        label,
        kind,
        number: number as u32,
        rows: (number > 0).then_some(rows),
        card,
    };
    let mut steps = vec![step(StepKind::Total, was, bridge.opening, then.rows(Measure::Open), None)];
    for (name, code, kind, actions) in [
        ("Added", "added", StepKind::Up, &bridge.added),
        ("Reopened", "reopened", StepKind::Up, &bridge.reopened),
        ("Completed", "completed", StepKind::Down, &bridge.completed),
        ("Withdrawn", "withdrawn", StepKind::Down, &bridge.withdrawn),
        ("Retracted", "retracted", StepKind::Down, &bridge.retracted),
    ] {
        // Retracting is rare: without any there is no such step.
        if code != "retracted" || !actions.is_empty() {
            let rows = now.list("/actions", &[("since", &compared), ("step", code)]);
            let card = card(now, name, actions).among(&mut cards);
            steps.push(step(kind, name.to_owned(), actions.len(), rows, card));
        }
    }
    steps.push(step(StepKind::Total, is, bridge.closing, now.rows(Measure::Open), None));
    let title = title(&bridge);
    let measure = format!(
        "Open actions in active plans, from {} to {}. Select a bar to see its actions.",
        in_sentence(then.today()),
        in_sentence(now.today())
    );
    let rows = steps.iter().map(|step| {
        let number = i64::from(step.number);
        let signed = if step.kind == StepKind::Down { -number } else { number };
        vec![Cell::Text(step.label.clone()), Cell::Integer(signed)]
    });
    let table =
        table(now.view, ("bridge", "Change in open actions"), &[("since", &compared)], &COLUMNS, rows.collect())?;
    let links = steps.iter().map(|step| step.rows.clone()).collect();
    let words = Words { id: "bridge", title: title.clone(), description: measure.clone(), foot: Vec::new() };
    Ok(Sheet {
        id: "bridge",
        measure,
        rule: "bridge",
        drawing: Chart::Bridge(Bridge { words, steps }),
        cards,
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

/// The first actions of a step.
fn card(now: &Scope<'_>, step: &str, actions: &[ActionId]) -> Card {
    let of_step = now.actions.iter().filter(|facts| actions.contains(&facts.id));
    let rows: Vec<_> = of_step.map(|facts| now.action_row(facts)).collect();
    Card::titled(format!("{step}: {}", words::count(actions.len(), "action"))).with(rows.into_iter())
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

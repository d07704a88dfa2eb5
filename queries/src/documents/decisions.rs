//! What needs a decision, as the handout for a meeting has it: the rows of the chair's home, all of them.

use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::decision_words;
use crate::error::QueryError;
use crate::homes::{Decision, all_decisions};
use crate::tree::plan_name;
use crate::words;
use reports::Cell;
use reports::document::{Grid, Head, Part};

/// # Errors
/// When the database does not answer.
pub(super) async fn chapter(now: &Scope<'_>, since: Option<&Since>) -> Result<Vec<Part>, QueryError> {
    let decisions = all_decisions(now, since.map(|since| &since.view)).await?;
    let said = match decisions.len() {
        0 => "None of these actions needs a decision.".to_owned(),
        1 => "1 action needs a decision.".to_owned(),
        number => format!("{} actions need a decision, the worst first.", words::thousands(number)),
    };
    let table = (!decisions.is_empty()).then(|| Part::Grid(grid(now, &decisions)));
    let heading = [Part::chapter("decisions", "Needs a decision"), Part::Text(said)];
    Ok(heading.into_iter().chain(table).collect())
}

fn grid(now: &Scope<'_>, decisions: &[Decision<'_>]) -> Grid {
    let row = |decision: &Decision<'_>| {
        let facts = decision.needed.action;
        let action = format!("{} {} ({})", facts.reference, facts.title, plan_name(now.view, facts));
        let lead = facts.lead.map_or_else(|| "None".to_owned(), |lead| now.view.short_name(lead));
        vec![
            Cell::Text(action),
            Cell::Text(lead),
            Cell::Text(why(decision)),
            Cell::date(decision.since),
            Cell::Text(decision_words::ask(decision.needed.ask)),
        ]
    };
    let heads = vec![
        Head::text("Action").wide(3),
        Head::text("Lead agency").wide(1),
        Head::text("Why it is here").wide(3),
        Head::text("Since"),
        Head::text("Next step").wide(2),
    ];
    Grid::new("Needs a decision", heads, decisions.iter().map(row).collect())
}

/// "Off track; 2 overdue. “The contract was not signed.” (HHS, July 10, 2024)"
fn why(decision: &Decision<'_>) -> String {
    let of = &decision.needed;
    let reasons: Vec<String> = of.reasons.iter().map(|(reason, _)| decision_words::of_action(of, *reason)).collect();
    // An update speaks of its own day, so its words stand with it.
    let quoted = decision.said.as_ref().map(|said| format!("\u{201c}{}\u{201d} ({})", said.summary, said.by));
    let more = quoted.or_else(|| decision_words::note(decision));
    match more {
        Some(more) => format!("{}. {more}", reasons.join("; ")),
        None => reasons.join("; "),
    }
}

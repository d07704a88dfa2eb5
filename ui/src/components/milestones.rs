//! Milestones with both dates: the original due date and the current one.

use crate::components::mark::{Axis, Mark};
use crate::components::table::ScrollBox;
use crate::components::term::term_head;
use crate::reading::Reading;
use crate::words;
use domain::Date;
use domain::date::in_table;
use domain::facts::{ActionFacts, Verification};
use domain::ids::MilestoneId;
use domain::milestone::Milestone;
use leptos::prelude::*;
use queries::glossary;
use queries::milestone_words::{self, Completed};
use store::Versioned;

/// The table of an action's milestones. `gone` is the day on which the action was withdrawn, if it was.
pub fn milestones_table(
    reading: &Reading,
    milestones: &[Versioned<Milestone>],
    (facts, gone): (&ActionFacts, Option<Date>),
) -> AnyView {
    if milestones.is_empty() {
        return view! { <p class="c-quiet">"No milestones yet."</p> }.into_any();
    }
    let rows = milestones.iter().map(|seen| row(reading, &seen.value, (facts, gone))).collect_view();
    view! {
        <ScrollBox label="Milestones">
            <table class="c-t c-t--stack">
                <caption class="c-sr">"Milestones"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Milestone"</th>
                        <th scope="col">{term_head(&glossary::ORIGINAL_DUE_DATE, glossary::ORIGINAL_DUE_DATE.term)}</th>
                        <th scope="col">{term_head(&glossary::CURRENT_DUE_DATE, glossary::CURRENT_DUE_DATE.term)}</th>
                        <th scope="col" class="c-num">{term_head(&glossary::SLIP, "Slip (days)")}</th>
                        <th scope="col">"Completion"</th>
                        <th scope="col">"Verification"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </ScrollBox>
    }
    .into_any()
}

fn row(reading: &Reading, milestone: &Milestone, (facts, gone): (&ActionFacts, Option<Date>)) -> impl IntoView + use<> {
    let today = reading.view.position().day;
    let address = reading.paths.milestone(milestone.id);
    let original = in_table(milestone.original);
    let original =
        if milestone.due == milestone.original { original.into_any() } else { view! { <s>{original}</s> }.into_any() };
    let moves = milestone_words::moves(&milestone.moves).map(|words| view! { <span class="sub">{words}</span> });
    view! {
        <tr>
            <th scope="row"><a href=address>{milestone.title.to_string()}</a>{moves}</th>
            <td class="c-nowrap" data-l="Original due date">{original}</td>
            <td class="c-nowrap" data-l="Current due date">{in_table(milestone.due)}</td>
            <td class="c-num" data-l="Slip (days)">{signed(milestone.slip())}</td>
            <td data-l="Completion">{done(milestone, gone, today)}</td>
            <td class="c-nowrap" data-l="Verification">{verification(facts, milestone.id).map(|of| view! { <Mark of=Axis::Verification(of)/> })}</td>
        </tr>
    }
}

/// How far a completion is verified; blank until it is reported.
pub fn verification(facts: &ActionFacts, milestone: MilestoneId) -> Option<Verification> {
    let facts = facts.completed_milestones().find(|facts| facts.id == milestone)?;
    Some(Verification::of_claim(facts.is_verified, facts.evidence > 0))
}

/// When it was done, or how late it is, or how long there is.
pub fn done(milestone: &Milestone, gone: Option<Date>, today: Date) -> AnyView {
    let Completed { text, more, is_overdue } = milestone_words::completed(milestone, gone, today);
    match more {
        Some(more) if is_overdue => view! { <b>{text}</b>"; "{more} }.into_any(),
        Some(more) => view! { {text}" "<span class="sub">{more}</span> }.into_any(),
        None => text.into_any(),
    }
}

/// "+1,062", "0", "−5": with a true minus.
pub fn signed(days: i64) -> String {
    let sign = match days.signum() {
        1 => "+",
        -1 => "\u{2212}",
        _ => "",
    };
    format!("{sign}{}", words::thousands(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX)))
}

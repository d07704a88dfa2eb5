//! Milestones with both dates: the original due date and the current one.

use crate::components::mark::{Axis, Mark};
use crate::components::table::SCROLLS;
use crate::components::term::{term, term_as};
use crate::reading::Reading;
use crate::words;
use domain::Date;
use domain::date::in_table;
use domain::facts::{ActionFacts, Verification};
use domain::ids::MilestoneId;
use domain::milestone::{Completion, Milestone, MilestoneState};
use domain::slippage::Move;
use leptos::prelude::*;
use queries::glossary;
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
        <div class="c-scroll" tabindex="0" role="group" aria-label=SCROLLS>
            <table class="c-t c-t--stack">
                <caption class="c-sr">"Milestones"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Milestone"</th>
                        <th scope="col" aria-label=glossary::ORIGINAL_DUE_DATE.term>{term(&glossary::ORIGINAL_DUE_DATE)}</th>
                        <th scope="col" aria-label=glossary::CURRENT_DUE_DATE.term>{term(&glossary::CURRENT_DUE_DATE)}</th>
                        <th scope="col" class="c-num" aria-label="Slip (days)">{term_as(&glossary::SLIP, "Slip (days)")}</th>
                        <th scope="col">"Completion"</th>
                        <th scope="col">"Verification"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(reading: &Reading, milestone: &Milestone, (facts, gone): (&ActionFacts, Option<Date>)) -> impl IntoView + use<> {
    let today = reading.view.position().day;
    let address = reading.paths.milestone(milestone.id);
    let original = in_table(milestone.original);
    let original =
        if milestone.due == milestone.original { original.into_any() } else { view! { <s>{original}</s> }.into_any() };
    let moves = moves_in_words(&milestone.moves).map(|words| view! { <span class="sub">{words}</span> });
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

/// When it was done, or how late it is, or how long there is. Nothing more is due since the day on which its action was
/// withdrawn: `gone`.
pub fn done(milestone: &Milestone, gone: Option<Date>, today: Date) -> AnyView {
    match &milestone.state {
        MilestoneState::Completed(Completion { on, .. }) => {
            let late = (*on - milestone.due).num_days();
            let late =
                (late > 0).then(|| view! { " "<span class="sub">{words::count(late as usize, "day")}" late"</span> });
            view! { {in_table(*on)}{late} }.into_any()
        }
        MilestoneState::Withdrawn(withdrawal) => {
            let reason = withdrawal.reason.to_string();
            let late = (withdrawal.on - milestone.due).num_days();
            let late = (late > 0).then(|| format!("It was {} overdue. ", words::count(late as usize, "day")));
            view! { "Withdrawn "{in_table(withdrawal.on)}". "{late}<span class="sub">{reason}</span> }.into_any()
        }
        MilestoneState::Open if let Some(on) = gone => {
            let late = (on - milestone.due).num_days();
            let late = if late > 0 {
                format!(". It was {} overdue", words::count(late as usize, "day"))
            } else {
                String::new()
            };
            format!("Withdrawn with the action, {}{late}", in_table(on)).into_any()
        }
        MilestoneState::Open => match (milestone.due - today).num_days() {
            0 => "Due today".to_owned().into_any(),
            days if days > 0 => format!("Due in {}", words::count(days as usize, "day")).into_any(),
            days => view! { <b>"Not completed"</b>"; "{words::count(days.unsigned_abs() as usize, "day")}" overdue" }
                .into_any(),
        },
    }
}

/// "Date changed twice: 91 days later (funding, Mar. 22, 2024); 62 days later (clearance, June 28, 2024)".
fn moves_in_words(moves: &[Move]) -> Option<String> {
    let times = match moves.len() {
        0 => return None,
        1 => "Date changed once".to_owned(),
        2 => "Date changed twice".to_owned(),
        number => format!("Date changed {number} times"),
    };
    let each: Vec<String> = moves
        .iter()
        .map(|made| {
            let reason = words::move_reason(made.reason).to_lowercase();
            format!("{} ({reason}, {})", slip_in_words(made.days()), in_table(made.on))
        })
        .collect();
    Some(format!("{times}: {}", each.join("; ")))
}

/// "153 days later", "12 days earlier", "0 days".
pub fn slip_in_words(days: i64) -> String {
    let number = words::count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
    match days.signum() {
        1 => format!("{number} later"),
        -1 => format!("{number} earlier"),
        _ => number,
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

//! Commitments that were withdrawn between two points: nothing of them is counted any more, so they are named.

use super::block::block_with;
use super::moved::{SHOWN, lead};
use crate::components::action_table::action_address;
use crate::components::milestones::signed;
use crate::components::table::Column;
use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::error::AppError;
use crate::layout::Reading;
use crate::paths::borrowed;
use crate::words;
use domain::date::short;
use domain::milestone::MilestoneState;
use domain::movement::withdrawn_since;
use domain::plan::Withdrawal;
use leptos::prelude::*;
use std::collections::HashMap;

const WITHDRAWN: &[Column] = &[
    Column::text("Commitment"),
    Column::text("Lead"),
    Column::text("Withdrawn"),
    Column::number("Days of slip"),
    Column::text("Reason"),
];

/// Each action and milestone that was withdrawn since, with its reason and the slip that it had.
pub async fn since_then(
    reading: &Reading,
    now: &Scope<'_>,
    then: &Scope<'_>,
    since: &Since,
) -> Result<AnyView, AppError> {
    let view = &reading.view;
    let found = withdrawn_since(&then.actions, &now.actions);
    let shown = found.iter().take(SHOWN);
    let milestones = view.milestone_texts(shown.clone().filter_map(|one| one.milestone).collect()).await?;
    let milestones: HashMap<_, _> = milestones.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
    let whole = shown.clone().filter(|one| one.milestone.is_none()).map(|one| one.action).collect();
    let actions = view.action_texts(whole).await?;
    let actions: HashMap<_, _> = actions.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
    let rows = shown.filter_map(|one| {
        let facts = view.facts(one.action).ok()?;
        let (address, name, withdrawal): (String, String, Withdrawal) = match one.milestone {
            Some(id) => {
                let milestone = milestones.get(&id)?;
                let MilestoneState::Withdrawn(withdrawal) = &milestone.state else { return None };
                (reading.paths.milestone(id), milestone.title.to_string(), withdrawal.clone())
            }
            None => {
                let withdrawal = actions.get(&one.action)?.withdrawn.clone()?;
                (action_address(view, &reading.paths, facts), "The action as a whole".to_owned(), withdrawal)
            }
        };
        let row = view! {
            <tr>
                <th scope="row"><a href=address>{name}</a><span class="sub">{facts.reference.to_string()}" "{facts.title.to_string()}</span></th>
                <td data-l="Lead" class="c-nowrap">{lead(reading, facts)}</td>
                <td data-l="Withdrawn" class="c-nowrap">{short(withdrawal.on)}</td>
                <td data-l="Days of slip" class="c-num">{signed(one.slip)}</td>
                <td data-l="Reason">{withdrawal.reason.to_string()}</td>
            </tr>
        };
        Some(row.into_any())
    });
    let rows = rows.collect();
    let milestones = found.iter().filter(|one| one.milestone.is_some()).count();
    let point = || ("since", since.as_of.to_string());
    let of_milestones = (milestones > 0).then(|| {
        let asked = [("state", "withdrawn".to_owned()), point(), ("changed", "withdrawn".to_owned())];
        (format!("See the {}", words::count(milestones, "milestone")), now.list("/milestones", &borrowed(&asked)))
    });
    let actions = found.len() - milestones;
    let of_actions = (actions > 0).then(|| {
        let asked = [point(), ("step", "newly-withdrawn".to_owned())];
        (format!("See the {}", words::count(actions, "action")), now.list("/actions", &borrowed(&asked)))
    });
    let title = format!("Withdrawn: {}", words::count(found.len(), "commitment"));
    let more = of_milestones.into_iter().chain(of_actions).collect();
    Ok(block_with(title, (None, more), WITHDRAWN, rows, "No commitment was withdrawn."))
}

//! The blocks of the action page below its head.

use super::SHOWN;
use crate::paths::action_address;
use crate::words;
use commands::links::WITHDRAW_LINK;
use commands::updates::{RETRACT_REPORT, RETURN_REPORT, VERIFY_REPORT};
use domain::action::Action;
use domain::actor::Actor;
use domain::date::{in_table, range_in_table};
use domain::evidence::Evidence;
use domain::plan::Basis;
use domain::retraction::Retraction;
use domain::update::{Report, Review, ReviewOutcome};
use leptos::prelude::*;
use queries::dossiers::{ActionDossier, LinkedAction};
use queries::glossary;
use queries::periods::{Closings, Late};
use queries::{action_words, milestone_words};
use store::Versioned;
use ui::components::command_buttons::{row_links, way};
use ui::components::documents::documents_table;
use ui::components::mark::{Axis, Mark};
use ui::components::moves::moves_table;
use ui::components::prose::prose;
use ui::components::status::status;
use ui::components::table::ScrollBox;
use ui::components::term::{term, term_as};
use ui::layout::Reading;

/// The commitment, with what is known of it.
pub fn facts_of_promise(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let (action, view) = (&dossier.action, &reading.view);
    let strength = words::strength(action.strength);
    let section = dossier.above.last().map(|node| node.title.to_string()).unwrap_or_default();
    let number = action
        .official_number
        .as_ref()
        .map_or_else(|| format!("Unknown. {} is Concord's reference.", action.reference), ToString::to_string);
    let contributes = action.contributes_to.and_then(|node| view.node(node)).map(|node| {
        let plan = view.plan(node.plan).map(|plan| plan.short_title.to_string()).unwrap_or_default();
        view! { <div><dt>"Implements"</dt><dd>{plan}", "{node.title.to_string()}</dd></div> }
    });
    let recurs = action.recurrence.as_ref().map(|recurrence| {
        view! { <div><dt>"Recurs"</dt><dd>{recurrence.stated.to_string()}". Recurring actions are never marked complete."</dd></div> }
    });
    let note = action.note.as_ref().map(|note| view! { <div><dt>"Note"</dt><dd>{prose(note.as_str())}</dd></div> });
    let matching = if action.matches_published { "One" } else { "May combine or split several" };
    view! {
        <div class="c-promise">{prose(action.promise.as_str())}</div>
        <dl class="c-facts">
            <div><dt>{term(&glossary::STRENGTH)}</dt><dd>{strength}" "<span class="c-quiet">"("{term_as(&glossary::BASIS, words::basis(action.strength_basis))}")"</span></dd></div>
            <div><dt>"Timeframe"</dt><dd>{timeframe(dossier)}</dd></div>
            <div><dt>"Section"</dt><dd>{section}" "<span class="c-quiet">"("{words::basis(action.node_basis)}")"</span></dd></div>
            <div><dt>"Published actions covered"</dt><dd>{matching}</dd></div>
            <div><dt>"Plan's number"</dt><dd>{number}</dd></div>
            {recurs}
            {contributes}
            {note}
            <div><dt>"Source"</dt><dd>{action.source.to_string()}</dd></div>
        </dl>
    }
    .into_any()
}

fn timeframe(dossier: &ActionDossier<'_>) -> AnyView {
    let timeframe = &dossier.action.timeframe;
    let days = match (timeframe.starts, timeframe.ends) {
        (Some(starts), Some(ends)) => Some(range_in_table(starts, ends)),
        (Some(starts), None) => Some(format!("from {}, no end date", in_table(starts))),
        (None, Some(ends)) => Some(format!("by {}", in_table(ends))),
        (None, None) => None,
    };
    let basis = match timeframe.basis {
        // The basis is that of the original date, not of one that was changed since.
        _ if !dossier.action.moves.is_empty() => None,
        Basis::Unknown => None,
        basis => Some(words::basis(basis)),
    };
    let days =
        days.map(|days| view! { " ("{days}{basis.map(|basis| view! { <span class="c-quiet">"; "{basis}</span> })}")" });
    view! { {timeframe.stated.to_string()}{days}{end_changes(&dossier.action)} }.into_any()
}

/// The original end of the timeframe and every change of it, if it was changed.
fn end_changes(action: &Action) -> Option<AnyView> {
    let original = action.original_end().filter(|_| !action.moves.is_empty())?;
    let words = format!(
        "Original end date {}{}; {}, {}",
        in_table(original),
        match action.timeframe.basis {
            Basis::Unknown => String::new(),
            basis => format!(" ({})", words::basis(basis)),
        },
        words::count(action.moves.len(), "date change"),
        milestone_words::slip(action.slip())
    );
    Some(view! { <details class="c-more"><summary>{words}</summary>{moves_table(&action.moves)}</details> }.into_any())
}

pub fn updates_list(reading: &Reading, dossier: &ActionDossier<'_>, closings: &Closings) -> AnyView {
    if dossier.reports.is_empty() {
        return view! { <p class="c-quiet">"No status updates yet."</p> }.into_any();
    }
    let actor = reading.request.actor();
    let items = dossier
        .reports
        .iter()
        .map(|seen| {
            let report = &seen.value;
            let entry = reading.paths.entry(seen.born);
            let status = domain::facts::Status::shown(false, dossier.facts.recurs, Some(report.status));
            let verified = report.verified.as_ref().map(|verified| {
                view! { <p class="c-small c-quiet">"Verified by the secretariat, "{in_table(verified.on)}": "{verified.ground.to_string()}</p> }
            });
            let late = closings.said_of(seen, &dossier.reports).map(after_closing);
            let review = report.review.as_ref().map(reviewed);
            let offered = [
                (may_return(report, actor), RETURN_REPORT.command),
                (report.may_verify(actor).is_ok(), VERIFY_REPORT.command),
                (report.may_retract(actor, &dossier.carriers).is_ok(), RETRACT_REPORT.command),
            ];
            let offered = offered.into_iter().filter_map(|(may, command)| way(reading, may, command, &[&report.id]));
            let links = row_links(offered);
            if let Some(retraction) = &report.retracted {
                return retracted_update(reading, seen, retraction);
            }
            view! {
                <li>
                    <p class="when">{action_words::said_when(&reading.view, report)}", for "{report.quarter.named()}", "<a href=entry>"entry "{words::entry_number(seen.born)}</a>{links}</p>
                    <p class="c-marks">
                        <Mark of=Axis::Status(status)/>
                        {report.confidence.map(|confidence| view! { <Mark of=Axis::Confidence(confidence)/> })}
                    </p>
                    {prose(report.narrative.as_str())}
                    {late}
                    {review}
                    {verified}
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    let (first, rest): (Vec<_>, Vec<_>) = items.into_iter().enumerate().partition(|(place, _)| *place < SHOWN);
    let first = first.into_iter().map(|(_, item)| item).collect_view();
    let number = rest.len();
    let rest = rest.into_iter().map(|(_, item)| item).collect_view();
    view! {
        <ol class="c-timeline">{first}</ol>
        {(number > 0).then(|| view! { <details class="c-more"><summary>{format!("View {}", words::count(number, "earlier update"))}</summary><ol class="c-timeline">{rest}</ol></details> })}
    }
    .into_any()
}

/// A correction, or an update that came too late to count in its period.
fn after_closing(late: Late) -> AnyView {
    let closed = in_table(late.closed);
    let words = match late.corrects {
        Some(on) => format!("Corrects the update of {}. The period was closed on {closed}.", in_table(on)),
        None => format!("Late: the period was closed on {closed}."),
    };
    view! { <p class="c-small"><b>{words}</b></p> }.into_any()
}

/// Whether it can be returned: not again while it is returned.
fn may_return(report: &Report, actor: &Actor) -> bool {
    report.may_review(actor).is_ok() && report.returned().is_none()
}

/// What the secretariat said of the update, and what is missing where it was returned.
fn reviewed(review: &Review) -> AnyView {
    let (on, mark) = (in_table(review.on), Axis::Acceptance(review.acceptance()));
    let remark = match &review.outcome {
        ReviewOutcome::Accepted => None,
        ReviewOutcome::Returned(remark) => Some(view! { <div class="c-remark">{prose(remark.as_str())}</div> }),
    };
    view! { <p class="c-marks"><Mark of=mark/>" "<span class="c-small c-quiet">{on}</span></p>{remark} }.into_any()
}

/// Struck through, with the reason: it no longer counts.
fn retracted_update(reading: &Reading, seen: &Versioned<Report>, retraction: &Retraction) -> AnyView {
    let report = &seen.value;
    let entry = reading.paths.entry(seen.born);
    let confidence = report.confidence.map(|confidence| format!(", {}", words::confidence(confidence)));
    let marks = format!("{}{}", words::reported_status(report.status), confidence.unwrap_or_default());
    // The verification stays visible after the update was retracted.
    let verified = report.verified.as_ref().map(|verified| {
        let (on, how) = (in_table(verified.on), &verified.ground);
        let words = format!("Verified by the secretariat before it was retracted, {on}: {how}");
        view! { <p class="c-small c-quiet">{words}</p> }
    });
    let lines = report.narrative.as_str().lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<_> = lines.map(|line| view! { <p><s>{line.to_owned()}</s></p> }).collect();
    view! {
        <li>
            <p class="when">{action_words::said_when(&reading.view, report)}", for "{report.quarter.named()}", "<a href=entry>"entry "{words::entry_number(seen.born)}</a></p>
            <p><b>"Retracted "{in_table(retraction.on)}":"</b>" "{retraction.reason.to_string()}</p>
            <p><s>{marks}</s></p>
            {verified}
            <div class="c-prose">{lines}</div>
        </li>
    }
    .into_any()
}

pub fn evidence_table(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let shows = |document: &Evidence| match document.milestone {
        Some(id) => dossier
            .milestones
            .iter()
            .find(|milestone| milestone.value.id == id)
            .map_or_else(|| "Entire action".to_owned(), |milestone| milestone.value.title.to_string()),
        None => "Entire action".to_owned(),
    };
    documents_table(reading, &dossier.evidence, &dossier.carriers, Some(&shows))
}

pub fn links_table(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let view = &reading.view;
    let rows: Vec<_> = dossier
        .linked(view)
        .map(|LinkedAction { link, other, plan, is_from_here }| {
            let relation =
                if is_from_here { words::relation(link.relation) } else { words::relation_reversed(link.relation) };
            let address = action_address(view, &reading.paths, other);
            let note = link.note.as_ref().map_or_else(|| words::basis(link.basis).to_owned(), ToString::to_string);
            let may = link.may_withdraw(reading.request.actor()).is_ok();
            let withdraw = row_links(way(reading, may, WITHDRAW_LINK.command, &[&link.id]));
            view! {
                <tr>
                    <th scope="row"><a href=address>{other.title.to_string()}</a></th>
                    <td data-l="Plan">{plan.short_title.to_string()}</td>
                    <td data-l="Relationship">{relation}<span class="sub">{note}{withdraw}</span></td>
                    <td data-l="Status in that plan">{status(reading, other)}</td>
                </tr>
            }
        })
        .collect();
    if rows.is_empty() {
        return view! { <p class="c-quiet">"No linked actions."</p> }.into_any();
    }
    view! {
        <ScrollBox label="Related actions in other plans">
            <table class="c-t c-t--stack">
                <caption class="c-sr">"Related actions in other plans"</caption>
                <thead><tr><th scope="col">"Action"</th><th scope="col">"Plan"</th><th scope="col">"Relationship"</th><th scope="col">"Status in that plan"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </ScrollBox>
    }
    .into_any()
}

//! One milestone with its date changes: the original due date stays.

mod milestone_notes;

use crate::pages::action::happened::{about_document, about_milestone};
use crate::paths::action_address;
use crate::words;
use commands::evidence::ATTACH_EVIDENCE;
use commands::milestones::{
    COMPLETE_MILESTONE, FORECAST_MILESTONE, MOVE_MILESTONE, REOPEN_MILESTONE, VERIFY_COMPLETION, WITHDRAW_MILESTONE,
};
use domain::Date;
use domain::assignment::Carriers;
use domain::date::{in_sentence, in_table};
use domain::evidence::Evidence;
use domain::ids::MilestoneId;
use domain::milestone::{Milestone, MilestoneState};
use domain::plan::Withdrawal;
use leptos::prelude::*;
use milestone_notes::milestone_notes;
use queries::dossiers::MilestoneDossier;
use queries::glossary;
use queries::history::History;
use store::{HistoryEntry, Versioned};
use ui::components::Breadcrumb;
use ui::components::command_buttons::{command_buttons, way};
use ui::components::documents::{document_link, documents_table};
use ui::components::history::{About, history_table};
use ui::components::mark::{Axis, Mark, sample};
use ui::components::milestones::{done, verification};
use ui::components::moves::moves_table;
use ui::components::party::in_one_line;
use ui::components::term::term;
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;

#[component]
pub fn MilestonePage() -> impl IntoView {
    let id =
        path_part("milestone").and_then(|text| text.parse::<MilestoneId>().map_err(|_| ui::error::AppError::NotFound));
    page(async move |reading: Reading| {
        let view = &reading.view;
        let MilestoneDossier { milestone, facts, plan, action_withdrawn: withdrawal, carriers, documents, history } =
            MilestoneDossier::of(view, id?).await?;
        let attach = attach(&reading, &milestone, &carriers, (plan.code.as_str(), &facts.reference));
        let action = action_address(view, &reading.paths, facts);
        let above = vec![
            (plan.short_title.to_string(), reading.paths.plan(plan.code.as_str())),
            (format!("{} {}", facts.reference, facts.title), action),
        ];
        let verified = verification(facts, milestone.id);
        let today = view.position().day;
        let body = view! {
            <Breadcrumb above here="Milestone".to_owned()/>
            <div class="c-page">
                <div class="c-page__text">
                    <h1>{milestone.title.to_string()}{sample()}</h1>
                    <p>"Milestone for "<b>{facts.reference.to_string()}</b>" in "{plan.short_title.to_string()}"."</p>
                </div>
                {buttons(&reading, &milestone, &carriers)}
            </div>
            {withdrawal.map(|withdrawal| gone_with_its_action(&withdrawal))}
            <dl class="c-axes">
                <div><dt>{term(&glossary::ORIGINAL_DUE_DATE)}</dt><dd>{in_table(milestone.original)}<p>"Never changes"</p></dd></div>
                <div><dt>{term(&glossary::CURRENT_DUE_DATE)}</dt><dd>{in_table(milestone.due)}<p>{moved(&milestone)}</p></dd></div>
                <div><dt>{done_label(&milestone, carriers.withdrawn)}</dt><dd>{done(&milestone, carriers.withdrawn, today)}</dd></div>
                <div><dt>{term(&glossary::VERIFICATION)}</dt><dd>{verified.map(|of| view! { <Mark of=Axis::Verification(of)/> })}{ground(&reading, &milestone, &documents)}</dd></div>
            </dl>
            {milestone_notes(&milestone)}
            <section class="c-section"><h2>"Date changes"</h2>{moves_table(&milestone.moves)}</section>
            <section class="c-section" id="evidence">
                <div class="c-h2row"><h2>{term(&glossary::EVIDENCE)}</h2>{attach}</div>
                {documents_table(&reading, &documents, &carriers, None)}
            </section>
            <section class="c-section"><h2>"History"</h2>{history_table(&reading, &history, &|entry| about(&milestone, &documents, &history, entry))}</section>
        }
        .into_any();
        Ok(Page { title: milestone.title.to_string(), section: Section::Actions, body })
    })
}

/// Why the milestone is due no more.
fn gone_with_its_action(withdrawal: &Withdrawal) -> AnyView {
    let words = format!("The action was withdrawn on {}: {}", in_sentence(withdrawal.on), withdrawal.reason);
    view! { <p class="c-verdict"><b>{words}</b></p> }.into_any()
}

/// The page is about one milestone, so only lines about its documents name their thing.
fn about(milestone: &Milestone, documents: &[Versioned<Evidence>], history: &History, entry: &HistoryEntry) -> About {
    let (Some(subject), Some(event)) = (&entry.entry.leaf.entry().subject, &entry.entry.event) else {
        return About::default();
    };
    let document = documents.iter().map(|seen| &seen.value).find(|document| document.id.0 == subject.id);
    match document {
        Some(document) => about_document(document, event),
        None => About { thing: None, ..about_milestone(milestone, (history, entry), event) },
    }
}

/// The way to attach a document to this milestone, for those who may.
fn attach(
    reading: &Reading,
    milestone: &Milestone,
    carriers: &Carriers,
    (plan, reference): (&str, &str),
) -> Option<AnyView> {
    let is_withdrawn = matches!(milestone.state, MilestoneState::Withdrawn(_));
    let may = Evidence::may_attach(reading.request.actor(), carriers).is_ok() && !is_withdrawn;
    if reading.view.position().is_past() || !may {
        return None;
    }
    let command = ATTACH_EVIDENCE.command;
    let address = format!("{}?milestone={}", reading.paths.to(&command.page_about(&[&plan, &reference])), milestone.id);
    Some(view! { <a class="c-small" href=address>{command.title}</a> }.into_any())
}

/// What the field names: the day of completion, or that none comes any more.
fn done_label(milestone: &Milestone, gone: Option<Date>) -> &'static str {
    let is_withdrawn = gone.is_some() || matches!(milestone.state, MilestoneState::Withdrawn(_));
    if is_withdrawn { "Status" } else { "Completion" }
}

/// What the rules would take from this reader now.
fn buttons(reading: &Reading, milestone: &Milestone, carriers: &Carriers) -> Option<AnyView> {
    let (actor, today) = (reading.request.actor(), reading.view.position().day);
    let may_change = milestone.may_change(actor, carriers).is_ok();
    let offered = [
        (may_change, COMPLETE_MILESTONE.command),
        (may_change, MOVE_MILESTONE.command),
        (may_change, FORECAST_MILESTONE.command),
        (milestone.may_withdraw(actor, carriers, today).is_ok(), WITHDRAW_MILESTONE.command),
        (milestone.may_verify(actor, carriers).is_ok(), VERIFY_COMPLETION.command),
        (milestone.may_reopen(actor, carriers).is_ok(), REOPEN_MILESTONE.command),
    ];
    command_buttons(offered.into_iter().filter_map(|(may, command)| way(reading, may, command, &[&milestone.id])))
}

fn moved(milestone: &Milestone) -> String {
    match (milestone.moves.len(), milestone.slip()) {
        (0, _) => "Due date has not changed".to_owned(),
        (1, slip) => format!("Changed once: {}", words::days_later(slip)),
        (times, slip) => format!("Changed {times} times: {} in total", words::days_later(slip)),
    }
}

/// How it was verified, with the documents that were there to be read.
fn ground(reading: &Reading, milestone: &Milestone, documents: &[Versioned<Evidence>]) -> Option<AnyView> {
    let verified = milestone.completion()?.verified.as_ref()?;
    let was_there = |document: &&Evidence| document.attached <= verified.on && document.withdrawn.is_none();
    let read = documents.iter().map(|seen| &seen.value).filter(was_there);
    let read: Vec<AnyView> = read.map(|document| document_link(reading, document)).collect();
    let read = (!read.is_empty()).then(|| view! { <p>"Evidence: "{in_one_line(read)}</p> });
    Some(
        view! { <p>"Verified by the secretariat, "{in_table(verified.on)}": "{verified.ground.to_string()}</p>{read} }
            .into_any(),
    )
}

//! One action: its commitment, the responsible agencies, what was reported beside the evidence, and its history.

mod axes;
mod buttons;
mod carriers;
mod edits;
pub(crate) mod happened;
mod parts;
mod retracted;
mod said_and_shown;

use crate::words;
use axes::axes;
use buttons::{Block, buttons, first_button};
use carriers::carriers_table;
use domain::body::Party;
use domain::date::in_sentence;
use domain::gaps::LeadBasis;
use leptos::prelude::*;
use parts::{evidence_table, facts_of_promise, links_table, updates_list};
use queries::documents::ReportKind;
use queries::dossiers::{ActionDossier, MilestoneCounts};
use queries::periods::Closings;
use queries::{glossary, lead_words};
use retracted::{retracted, title};
use said_and_shown::said_and_shown;
use ui::components::Breadcrumb;
use ui::components::history::history_table;
use ui::components::milestones::milestones_table;
use ui::components::term::term;
use ui::components::withdrawn::withdrawn_in_words;
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;

/// How many rows of a growing list are shown at first; the rest is one click away.
const SHOWN: usize = 8;

#[component]
pub fn ActionPage() -> impl IntoView {
    let key = path_part("plan").and_then(|plan| Ok((plan, path_part("reference")?)));
    page(async move |reading: Reading| {
        let (plan, reference) = key?;
        let dossier = ActionDossier::of(&reading.view, &plan, &reference).await?;
        let closings = Closings::of(&reading.view).await?;
        let title = format!("{}, {}", dossier.action.reference, dossier.action.title);
        Ok(Page { title, section: Section::Actions, body: body(&reading, &dossier, &closings) })
    })
}

fn body(reading: &Reading, dossier: &ActionDossier<'_>, closings: &Closings) -> AnyView {
    let asked = [("plan", dossier.plan.code.to_string()), ("action", dossier.reference.clone())];
    let file = reading.paths.report(ReportKind::Action, &asked);
    view! {
        {head(reading, dossier)}
        {axes(reading, dossier)}
        <nav class="c-jump c-jump--plain" aria-label="On this page">
            <a href="#said-and-shown">"Reported vs. evidence"</a>
            <a href="#promise">"Commitment"</a>
            <a href="#milestones">"Milestones"</a>
            <a href="#updates">"Status updates"</a>
            <a href="#evidence">"Evidence"</a>
            <a href="#other-plans">"Related actions"</a>
            <a href="#history">"History"</a>
            <a href=file>{ReportKind::Action.title()}</a>
        </nav>
        <section class="c-chart" id="said-and-shown"><h2>{term(&glossary::REPORTED_VS_EVIDENCE)}</h2>{said_and_shown(reading, dossier)}</section>
        <div class="c-grid c-grid--57 c-block-gap" id="promise">
            <section class="c-chart c-block">
                <div class="c-h2row"><h2>"Commitment"</h2>{buttons(reading, dossier, Block::Promise)}</div>
                {facts_of_promise(reading, dossier)}
            </section>
            <section class="c-chart c-block">
                <div class="c-h2row"><h2>"Responsible agencies"</h2>{buttons(reading, dossier, Block::Carriers)}</div>
                {carriers_table(reading, (&dossier.assignments, &dossier.carriers), dossier.history.entries())}
            </section>
        </div>
        <section class="c-section" id="milestones">
            <div class="c-h2row"><h2>{milestones_title(reading, dossier)}</h2>{buttons(reading, dossier, Block::Milestones)}</div>
            {milestones_table(reading, &dossier.milestones, (dossier.facts, dossier.carriers.withdrawn))}
        </section>
        <section class="c-section" id="updates">
            <div class="c-h2row"><h2>"Status updates"</h2><span class="c-small c-quiet">{number_of_updates(dossier)}</span></div>
            {updates_list(reading, dossier, closings)}
        </section>
        <section class="c-section" id="evidence">
            <div class="c-h2row"><h2>{term(&glossary::EVIDENCE)}</h2>{buttons(reading, dossier, Block::Evidence)}</div>
            {evidence_table(reading, dossier)}
        </section>
        <section class="c-section" id="other-plans">
            <div class="c-h2row"><h2>"Related actions in other plans"</h2>{buttons(reading, dossier, Block::OtherPlans)}</div>
            {links_table(reading, dossier)}
        </section>
        <section class="c-section" id="history">
            <div class="c-h2row">
                <h2>"History"</h2>
                <span class="c-small c-quiet">{history_count(dossier.history.entries().len())}</span>
            </div>
            {history_table(reading, &dossier.history, &|entry| happened::about(dossier, entry))}
        </section>
    }
    .into_any()
}

fn head(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let (view, paths) = (&reading.view, &reading.paths);
    let mut above = vec![(dossier.plan.short_title.to_string(), paths.plan(dossier.plan.code.as_str()))];
    for node in &dossier.above {
        let address =
            paths.with_query("/actions", &[("plan", dossier.plan.code.as_str()), ("node", node.reference.as_str())]);
        above.push((node.title.to_string(), address));
    }
    let led = match dossier.facts.lead {
        Some(lead) => {
            let through = dossier.carriers.lead.as_ref().and_then(|lead| lead.through.as_ref());
            let through = through.map(|through| format!(" ({})", view.short_name(Party::Agency(through.agency))));
            format!("Lead agency: {}{}.", view.short_name(lead), through.unwrap_or_default())
        }
        None => match dossier.facts.lead_offered_to {
            Some(asked) => format!("Request to lead sent to {}. No response yet.", view.short_name(asked)),
            None if LeadBasis::of(dossier.facts) == LeadBasis::HandedBack => {
                "No lead agency: the role was handed back.".to_owned()
            }
            None => match dossier.led_until() {
                Some(on) => format!("No lead agency since {}.", in_sentence(on)),
                None => named_lead(reading, dossier),
            },
        },
    };
    let paraphrased = (dossier.action.wording == domain::action::Wording::Paraphrased)
        .then(|| view! { <span class="c-sample">{words::wording(dossier.action.wording)}</span> });
    let sample = reading.request.site.is_sample.then(|| view! { <span class="c-sample">"Demo data"</span> });
    view! {
        <Breadcrumb above here=dossier.action.reference.to_string()/>
        <div class="c-page">
            <div class="c-page__text">
                <h1>{title(dossier)}" "{paraphrased}</h1>
                <p><b>{dossier.action.reference.to_string()}</b>", "{dossier.plan.short_title.to_string()}". "{led}" "{sample}</p>
            </div>
            {first_button(reading, dossier)}
        </div>
        {withdrawn(dossier)}
        {retracted(reading, dossier)}
    }
    .into_any()
}

/// That no one leads it or was asked to, and whom Concord infers: the table of agencies names it too.
fn named_lead(reading: &Reading, dossier: &ActionDossier<'_>) -> String {
    let words = lead_words::no_lead(&reading.view, dossier.facts);
    let asked = dossier.facts.inferred_lead().map(|_| " No request sent.").unwrap_or_default();
    format!("{words}.{asked}")
}

fn withdrawn(dossier: &ActionDossier<'_>) -> Option<AnyView> {
    let withdrawal = dossier.action.withdrawn.as_ref()?;
    let words = format!("Withdrawn on {}: {}", in_sentence(withdrawal.on), withdrawal.reason);
    Some(view! { <p class="c-verdict"><b>{words}</b></p> }.into_any())
}

fn milestones_title(reading: &Reading, dossier: &ActionDossier<'_>) -> String {
    let MilestoneCounts { all, completed, overdue, withdrawn, withdrawn_slip } =
        dossier.milestone_counts(reading.view.position().day);
    let title = match (all, overdue) {
        (0, _) => "Milestones".to_owned(),
        _ if dossier.facts.is_withdrawn => {
            format!("Milestones: {completed} of {all} completed before the action was withdrawn")
        }
        (_, 0) => format!("Milestones: {completed} of {all} completed, none overdue"),
        _ => format!("Milestones: {completed} of {all} completed, {overdue} overdue"),
    };
    // Withdrawn milestones are counted nowhere else, so their slip is shown here.
    if withdrawn == 0 { title } else { format!("{title}; {}", withdrawn_in_words((withdrawn, withdrawn_slip))) }
}

/// "3 updates, 1 retracted".
fn number_of_updates(dossier: &ActionDossier<'_>) -> String {
    let retracted = dossier.reports.iter().filter(|seen| !seen.value.stands()).count();
    let standing = words::count(dossier.reports.len() - retracted, "update");
    if retracted == 0 { standing } else { format!("{standing}, {} retracted", words::thousands(retracted)) }
}

fn history_count(number: usize) -> String {
    words::count(number, "change")
}

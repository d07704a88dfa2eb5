//! What the agency reported, beside what dates and evidence show.

use crate::words;
use domain::date::in_sentence;
use domain::facts::Status;
use leptos::prelude::*;
use queries::action_words;
use queries::dossiers::ActionDossier;
use ui::components::mark::{Axis, Mark};
use ui::components::prose::prose;
use ui::layout::Reading;

pub fn said_and_shown(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let verdict = action_words::verdict(&reading.view, dossier);
    let shown =
        dossier.signals.iter().map(|signal| view! { <li>{action_words::signal(dossier, signal)}</li> }).collect_view();
    let shown = if dossier.facts.is_withdrawn {
        view! { <p class="c-quiet">"The action was withdrawn. Its dates no longer count."</p> }.into_any()
    } else if dossier.signals.is_empty() {
        view! { <p class="c-quiet">"No milestones, and no update overdue."</p> }.into_any()
    } else {
        view! { <ul class="c-dots">{shown}</ul> }.into_any()
    };
    view! {
        <div class="c-two">
            <div><h3>"What the agency reported"</h3>{said(reading, dossier)}</div>
            <div><h3>"What dates and evidence show"</h3>{shown}{happened_since(reading, dossier)}</div>
        </div>
        {verdict.map(|(verdict, rest)| view! { <p class="c-verdict"><b>{verdict}</b>" "{rest}</p> })}
    }
    .into_any()
}

/// How many of the things that happened since are shown; those before are in the history.
const SINCE_SHOWN: usize = 6;

fn happened_since(reading: &Reading, dossier: &ActionDossier<'_>) -> Option<AnyView> {
    let since = &dossier.since;
    let last = &dossier.last_report().filter(|_| !since.is_empty())?.value;
    let earlier = since.len().saturating_sub(SINCE_SHOWN);
    let shown = since.iter().skip(earlier);
    let shown =
        shown.map(|since| view! { <li>{action_words::since(&reading.view, dossier, since)}</li> }).collect_view();
    let earlier = (earlier > 0).then(|| {
        let number = if earlier == 1 { "1 more".to_owned() } else { format!("{earlier} more") };
        view! { <li>{number}" before these: "<a href="#history">"History"</a></li> }
    });
    Some(
        view! {
            <h3 class="c-block-gap">{format!("Since the update of {}", in_sentence(last.submitted))}</h3>
            <ul class="c-dots">{earlier}{shown}</ul>
        }
        .into_any(),
    )
}

fn said(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let Some(last) = dossier.last_report() else {
        let none = dossier.no_update_stands().map(|words| format!("{words}."));
        let none = none.unwrap_or_else(|| "No updates yet.".to_owned());
        return view! { <p class="c-quiet">{none}</p> }.into_any();
    };
    let report = &last.value;
    let native = report
        .native_word
        .as_ref()
        .map(|word| view! { <span class="c-quiet">" (plan's term: "{word.to_string()}")"</span> });
    let entry = reading.paths.entry(last.born);
    view! {
        <p class="c-marks">
            <Mark of=Axis::Status(Status::shown(false, dossier.facts.recurs, Some(report.status)))/>
            {report.confidence.map(|confidence| view! { <Mark of=Axis::Confidence(confidence)/> })}
            {native}
        </p>
        <blockquote class="c-promise">{prose(report.narrative.as_str())}</blockquote>
        <p class="c-small c-quiet">{action_words::said_when(&reading.view, report)}", for "{report.quarter.named()}", "<a href=entry>"entry "{words::entry_number(last.born)}</a></p>
    }
    .into_any()
}

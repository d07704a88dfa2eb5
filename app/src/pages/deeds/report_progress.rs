//! Reporting status, confidence and what was done, for the quarter that is owed. What was said last stands beside it.

use super::about::{AboutAction, said};
use super::both::Both;
use super::choices::{self, Choices};
use super::sheet::{Sheet, Subject};
use super::{FACTS_ONLY, form_page, path_action, unmade, unwritten, word_of};
use crate::actions::FORM_KEY;
use crate::actions::after_the_session::WRITER;
use crate::components::mark::{Axis, Mark};
use crate::error::AppError;
use crate::forms::{DeedForm, FormState, RadioField, TextArea, new_key};
use crate::layout::Reading;
use crate::paths::written;
use crate::words;
use domain::DomainError;
use domain::actor::Authority;
use domain::date::{FiscalQuarter, long};
use domain::facts::Status;
use domain::text::Narrative;
use domain::update::{Confidence, Report, ReportedStatus, Statement};
use leptos::prelude::*;
use store::Seen;

#[component]
pub fn ReportProgressPage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let last = reading.view.reports(about.id()).await?.into_iter().find(|seen| seen.value.stands());
        let offer = Offered::of(&reading, &about, last.as_ref())?;

        let state = FormState::of(&reading, "report");
        let both = both(&state, &offer, last.as_ref());
        let subject = subject(&reading, &about, last.as_ref());
        let back = subject.address.clone();
        let after = last.as_ref().map(|seen| seen.value.id.to_string()).unwrap_or_default();
        let target = vec![("action", about.id().to_string()), ("after", after)];
        let same = same_again(&reading, &offer, last.as_ref(), (back.clone(), target.clone()));
        let sheet = Sheet { title: "Report status", subject, state: state.clone(), both };
        sheet.draw(&reading, offer.asked.clone(), move |meanwhile| {
            let since = last.as_ref().map(|seen| format!(" since {}", long(seen.value.submitted)));
            let label = format!("What was done{}", since.unwrap_or_default());
            view! {
                <DeedForm
                    state=state.clone() action="/api/report_progress" refused="The report was not saved." button="Report"
                    back target
                >
                    {meanwhile}
                    {said_fields(&state, &offer, last.as_ref().map(|seen| &seen.value))}
                    <TextArea state name="narrative" label hint=FACTS_ONLY/>
                </DeedForm>
                {same}
            }
            .into_any()
        })
    })
}

/// What can be said now: the rule is asked about each quarter and each status.
struct Offered {
    asked: Result<Option<Authority>, DomainError>,
    /// The quarter of today and the one before it.
    recent: [FiscalQuarter; 2],
    /// Those of them that can be reported, with the days on which their reports are due.
    quarters: Choices,
    statuses: Vec<ReportedStatus>,
    chosen: FiscalQuarter,
}

impl Offered {
    fn of(reading: &Reading, about: &AboutAction, last: Option<&Seen<Report>>) -> Result<Offered, AppError> {
        let today = reading.view.position().day;
        let last = last.map(|seen| &seen.value);
        let plan = reading.view.plan(about.action.value.plan)?.state;
        let narrative = unwritten(Narrative::parse)?;
        let ask = |quarter, status| {
            let said = Statement { quarter, status, confidence: Confidence::OnTrack, narrative: narrative.clone() };
            let (actor, action) = (reading.request.actor(), (&about.action.value, plan));
            word_of(Report::submit(actor, action, &about.carriers, last, (unmade(), said), today))
        };
        let current = FiscalQuarter::of(today);
        let recent = [current.previous(), current];
        let quarters = recent.into_iter().filter(|quarter| ask(*quarter, ReportedStatus::InProgress).is_ok());
        let quarters: Vec<FiscalQuarter> = quarters.collect();
        let rule = reading.view.reporting_rule();
        let in_words = |quarter: FiscalQuarter| format!("{}, due {}", quarter.in_words(), long(rule.due(quarter)));
        Ok(Offered {
            asked: ask(current, ReportedStatus::InProgress),
            quarters: quarters.iter().map(|quarter| (quarter.to_string(), in_words(*quarter))).collect(),
            statuses: ReportedStatus::ALL.into_iter().filter(|status| ask(current, *status).is_ok()).collect(),
            chosen: first_unreported(&quarters, last.map(|report| report.quarter)).unwrap_or(current),
            recent,
        })
    }
}

/// The first quarter after the one that was reported last.
fn first_unreported(quarters: &[FiscalQuarter], last: Option<FiscalQuarter>) -> Option<FiscalQuarter> {
    quarters.iter().copied().find(|quarter| last.is_none_or(|last| last < *quarter))
}

/// The action, and what was said of it last.
fn subject(reading: &Reading, about: &AboutAction, last: Option<&Seen<Report>>) -> Subject {
    let mut subject = about.subject(reading);
    match last {
        None => subject.facts.push(("Last time", "Nobody has reported yet.".into_any())),
        Some(seen) => {
            let report = &seen.value;
            let when = format!("{}, for {}", long(report.submitted), report.quarter.in_words());
            subject.facts.push(("Last time", when.into_any()));
            subject.facts.extend(said(report));
            subject.since = Some(seen.since);
        }
    }
    subject
}

fn both(state: &FormState, offer: &Offered, last: Option<&Seen<Report>>) -> Vec<Both> {
    let last = last.map(|seen| &seen.value);
    let quarters: Choices = offer.recent.iter().map(|quarter| (quarter.to_string(), quarter.in_words())).collect();
    let statuses = choices::of(ReportedStatus::ALL, words::reported_status);
    let confidences = choices::of(Confidence::ALL, words::confidence);
    let quarter = last.map(|last| last.quarter.in_words());
    let status = last.map(|last| words::reported_status(last.status));
    let confidence = last.and_then(|last| last.confidence).map(words::confidence);
    vec![
        Both::choice(state, "quarter", "Quarter", quarter.as_deref(), &quarters),
        Both::choice(state, "status", "Status", status, &statuses),
        Both::choice(state, "confidence", "Confidence", confidence, &confidences),
        Both::optional(state, "narrative", "In words", last.map(|last| &last.narrative)),
    ]
}

/// Quarter, status and confidence; the last two as they were said last, since most quarters change little.
fn said_fields(state: &FormState, offer: &Offered, last: Option<&Report>) -> AnyView {
    let quarters = offer.quarters.iter().map(|(code, words)| (code.clone(), words.clone().into_any()));
    let quarters: Vec<(String, AnyView)> = quarters.collect();
    let statuses = offer.statuses.iter().map(|status| {
        let shown = Status::shown(false, false, Some(*status));
        (written(*status), view! { <Mark of=Axis::Status(shown)/> }.into_any())
    });
    let statuses: Vec<(String, AnyView)> = statuses.collect();
    let confidences = Confidence::ALL.into_iter().map(|confidence| {
        let mark = view! { <Mark of=Axis::Confidence(confidence)/> }.into_any();
        (written(confidence), mark)
    });
    let confidences: Vec<(String, AnyView)> = confidences.collect();
    let status = last.map(|last| written(last.status)).unwrap_or_default();
    let confidence = last.and_then(|last| last.confidence).map(written).unwrap_or_default();
    view! {
        <RadioField state=state.clone() name="quarter" legend="Quarter" choices=quarters recorded=offer.chosen.to_string()/>
        <RadioField state=state.clone() name="status" legend="Status" choices=statuses recorded=status/>
        <RadioField state=state.clone() name="confidence" legend="Confidence" choices=confidences recorded=confidence/>
    }
    .into_any()
}

/// One button for a quarter in which nothing changed: the same is said again, under today's date.
fn same_again(
    reading: &Reading,
    offer: &Offered,
    last: Option<&Seen<Report>>,
    (back, target): (String, Vec<(&'static str, String)>),
) -> Option<AnyView> {
    let last = last.map(|seen| &seen.value).filter(|last| last.quarter < offer.chosen)?;
    let confidence = written(last.confidence?);
    let status = offer.statuses.contains(&last.status).then(|| written(last.status))?;
    let said = [("quarter", offer.chosen.to_string()), ("status", status), ("confidence", confidence)];
    let said = said.into_iter().chain([("narrative", last.narrative.to_string())]);
    let writer = reading.request.who.person.id.to_string();
    let page = [("page", reading.request.path().to_owned()), ("back", back), (WRITER, writer), (FORM_KEY, new_key())];
    let hidden = page.into_iter().chain(target).chain(said);
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect::<Vec<_>>();
    let quarter = offer.chosen.in_words();
    let words = format!("For {quarter}, with the words of {}. It is recorded as said today.", long(last.submitted));
    Some(
        view! {
            <form class="c-form c-block-gap" method="post" action="/api/report_progress">
                <h2>"Nothing changed?"</h2>
                <p>{words}</p>
                {hidden}
                <div class="actions">
                    <button class="usa-button usa-button--outline" type="submit">"Nothing changed: report the same again"</button>
                </div>
            </form>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    fn quarter(text: &str) -> FiscalQuarter {
        text.parse().unwrap()
    }

    #[test]
    fn the_form_proposes_the_quarter_that_just_ended_until_it_is_reported() {
        let offered = [quarter("FY2024-Q3"), quarter("FY2024-Q4")];
        assert_eq!(first_unreported(&offered, None), Some(quarter("FY2024-Q3")));
        assert_eq!(first_unreported(&offered, Some(quarter("FY2024-Q1"))), Some(quarter("FY2024-Q3")));
        assert_eq!(first_unreported(&offered, Some(quarter("FY2024-Q3"))), Some(quarter("FY2024-Q4")));
        assert_eq!(first_unreported(&offered, Some(quarter("FY2024-Q4"))), None);
    }
}

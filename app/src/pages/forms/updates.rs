//! The forms of status updates. The last update is shown beside a new one.

mod draft;

use super::FACTS_ONLY;
use super::choices::Choices;
use super::field::Field;
use super::form_of::Asking;
use super::form_page::FormPage;
use super::thing::{for_action, said};
use crate::paths::{code_of, local};
use crate::words;
use commands::about::{AboutAction, AboutUpdate};
use commands::drafts::SAVE_DRAFT;
use commands::typed::{FORM_KEY, WRITER};
use commands::updates::REPORT_PROGRESS;
use domain::action::Action;
use domain::date::{FiscalQuarter, in_sentence};
use domain::draft::Draft;
use domain::facts::ActionFacts;
use domain::facts::Status;
use domain::update::{Confidence, Report, ReportedStatus};
use draft::{drafts_of, refused_draft, with_drafts};
use leptos::prelude::*;
use queries::dossiers::ActionDossier;
use queries::no_change;
use store::StoreError;
use ui::components::mark::{Axis, Mark};
use ui::components::prose::prose;
use ui::forms::new_key;
use ui::layout::Reading;

pub fn report<'a>(about: &'a AboutAction, form: FormPage<'a>) -> Asking<'a> {
    Box::pin(async move {
        let back = period_page(&form);
        let of_period = back.as_deref().and_then(|page| page.split('/').nth(2)?.parse().ok());
        let back = back.unwrap_or_else(|| form.heading.address.clone());
        let mut form = form.named_by(for_action(about)).back(back);
        let refused = refused_draft(form.reading);
        let is_refused_draft = refused.is_some();
        if let Some(state) = refused {
            form = form.refused_as(state, SAVE_DRAFT);
        }
        let (may_draft, draft) = drafts_of(form.reading, about).await?;
        let action = &about.action.value;
        let view = &form.reading.view;
        let mut dossiers = ActionDossier::of_all(view, &[view.facts(action.id)?]).await?;
        let dossier = dossiers.pop().ok_or(StoreError::NotFound)?;
        let none = if dossier.reports.is_empty() { "No updates yet." } else { "Every update so far was retracted." };
        let last = dossier.last_report();
        let mut offered = Offered::of(form.reading, action, last.map(|seen| &seen.value));
        offered.choose(of_period.or(draft.as_ref().map(|draft| draft.quarter)));
        let is_later = last.is_some_and(|last| last.value.quarter < offered.chosen);
        let repeated = is_later.then(|| no_change::no_change(view, &dossier, offered.chosen));
        let repeated = repeated.map(|repeated| repeated.map(|last| last.value.clone()));
        let last = last.cloned();
        let after = last.as_ref().map(|seen| seen.value.id.to_string()).unwrap_or_default();
        let since = last.as_ref().map(|seen| format!(" since {}", in_sentence(seen.value.submitted)));
        let last = last.map(|seen| (seen.since, seen.value));
        let mut form = form.hidden(vec![("after", after)]);
        match &last {
            None => form.heading.facts.push(("Last update", none.into_any())),
            Some((since, report)) => {
                let when = format!("{}, for {}", in_sentence(report.submitted), report.quarter.named());
                form.heading.facts.push(("Last update", when.into_any()));
                form.heading.facts.extend(said(report));
                if let Some((on, remark)) = report.returned() {
                    let remark = view! { <p>{in_sentence(on)}</p><div class="c-remark">{prose(remark.as_str())}</div> };
                    form.heading.facts.push(("Returned", remark.into_any()));
                }
                form.heading.since = Some(*since);
            }
        }
        let last = last.map(|(_, report)| report);
        if let [(code, words)] = offered.quarters.as_slice() {
            form.heading.facts.push(("Reporting period", words.clone().into_any()));
            form = form.hidden(vec![("quarter", code.clone())]);
        }
        // Who has begun to write has something to say.
        let repeated = repeated.filter(|_| draft.is_none());
        let no_change = repeated.and_then(|repeated| no_change(&form, &offered, action, repeated));
        if may_draft {
            form = with_drafts(form, about, draft.as_ref());
        }
        let draft = draft.as_ref();
        // A draft that was not saved is compared with the one that was saved in between.
        let last_summary = match is_refused_draft {
            true => typed(draft, "narrative"),
            false => last.as_ref().map(|report| report.narrative.to_string()),
        };
        let narrative = Field::lines("narrative", format!("Summary of progress{}", since.unwrap_or_default()));
        Ok(form
            .fields(report_fields(&offered, last.as_ref(), draft))
            .field(narrative.hint(FACTS_ONLY).now(last_summary).recorded(typed(draft, "narrative").unwrap_or_default()))
            .below(no_change))
    })
}

/// The page of the reporting period from which the form was opened: it leads back there.
pub fn period_page(form: &FormPage<'_>) -> Option<String> {
    let asked = form.state.typed("back").or_else(|| form.reading.request.query("from"))?;
    let page = local(&asked);
    page.starts_with("/periods/").then(|| page.to_owned())
}

/// What can be reported now: the rule is asked about each quarter and each status.
struct Offered {
    /// The quarters that can be reported, with the days on which their updates are due.
    quarters: Choices,
    statuses: Vec<ReportedStatus>,
    chosen: FiscalQuarter,
}

impl Offered {
    fn of(reading: &Reading, action: &Action, last: Option<&Report>) -> Offered {
        let (today, rule) = (reading.view.position().day, reading.view.reporting_rule());
        let current = FiscalQuarter::of(today);
        let facts = reading.view.facts(action.id).ok();
        let rule = rule.for_lead(facts.and_then(|facts| facts.lead));
        let owed_from = facts.map(ActionFacts::owed_from);
        let is_owed = |quarter: FiscalQuarter| owed_from.is_none_or(|first| first <= quarter);
        let may_be_for = |quarter: &FiscalQuarter| Report::may_be_for(*quarter, last, today).is_ok();
        let quarters: Vec<FiscalQuarter> = [current.previous(), current].into_iter().filter(may_be_for).collect();
        // A quarter before any update was due can be reported, and is not selected for the reader.
        let owed: Vec<FiscalQuarter> = quarters.iter().copied().filter(|quarter| is_owed(*quarter)).collect();
        let in_words = |quarter: FiscalQuarter| {
            let (period, due) = (rule.period_named(quarter), rule.due(quarter));
            if !rule.ends_a_period(quarter) || !is_owed(quarter) {
                return format!("{period}, no update due");
            }
            let is_received = last.is_some_and(|last| last.quarter >= quarter);
            let overdue = if due < today && !is_received { " (overdue)" } else { "" };
            format!("{period}, due {}{overdue}", in_sentence(due))
        };
        let may_say = |status: &ReportedStatus| Report::may_say(action, *status).is_ok();
        Offered {
            quarters: quarters.iter().map(|quarter| (quarter.to_string(), in_words(*quarter))).collect(),
            statuses: ReportedStatus::ALL.into_iter().filter(may_say).collect(),
            chosen: first_unreported(&owed, last.map(|report| report.quarter)).unwrap_or(current),
        }
    }
}

impl Offered {
    /// Selects the quarter of the page from which the form was opened, where it can be reported.
    fn choose(&mut self, quarter: Option<FiscalQuarter>) {
        let is_offered = |quarter: &FiscalQuarter| self.quarters.iter().any(|(code, _)| *code == quarter.to_string());
        if let Some(quarter) = quarter.filter(is_offered) {
            self.chosen = quarter;
        }
    }
}

/// The first quarter after the one that was reported last.
fn first_unreported(quarters: &[FiscalQuarter], last: Option<FiscalQuarter>) -> Option<FiscalQuarter> {
    quarters.iter().copied().find(|quarter| last.is_none_or(|last| last < *quarter))
}

/// What a draft has in a field.
fn typed(draft: Option<&Draft>, field: &str) -> Option<String> {
    draft?.fields.get(field).filter(|typed| !typed.is_empty()).cloned()
}

/// Quarter, status and confidence; the last two as last reported, since most quarters change little.
fn report_fields(offered: &Offered, last: Option<&Report>, draft: Option<&Draft>) -> Vec<Field> {
    let statuses = offered.statuses.iter().map(|status| {
        let mark = view! { <Mark of=Axis::Status(Status::shown(false, false, Some(*status)))/> }.into_any();
        (code_of(*status), words::reported_status(*status).to_owned(), mark)
    });
    let confidences = Confidence::ALL.into_iter().map(|confidence| {
        let mark = view! { <Mark of=Axis::Confidence(confidence)/> }.into_any();
        (code_of(confidence), words::confidence(confidence).to_owned(), mark)
    });
    let status = typed(draft, "status").or(last.map(|last| code_of(last.status))).unwrap_or_default();
    let last_confidence = last.and_then(|last| last.confidence).map(code_of);
    let confidence = typed(draft, "confidence").or(last_confidence).unwrap_or_default();
    // One period is no choice: a circle for it could only be left unset.
    let quarter = match offered.quarters.len() {
        1 => None,
        _ => Some(
            Field::radio("quarter", "Reporting period", offered.quarters.clone())
                .recorded(offered.chosen.to_string())
                .now(last.map(|last| last.quarter.named())),
        ),
    };
    let fields = [
        Field::radio_drawn("status", "Status", statuses.collect()).recorded(status),
        Field::radio_drawn("confidence", "Will you meet the due dates?", confidences.collect()).recorded(confidence),
    ];
    quarter.into_iter().chain(fields).collect()
}

/// One button for a quarter without changes: the last update is submitted again, under today's date.
fn no_change(
    form: &FormPage<'_>,
    offered: &Offered,
    action: &Action,
    repeated: Result<Report, Vec<String>>,
) -> Option<AnyView> {
    let last = match repeated {
        Ok(last) => last,
        Err(why) if why.is_empty() => return None,
        Err(why) => return Some(not_offered(why)),
    };

    let confidence = code_of(last.confidence?);
    let status = offered.statuses.contains(&last.status).then(|| code_of(last.status))?;
    let request = &form.reading.request;
    let hidden = [
        ("page", request.path().to_owned()),
        ("back", form.heading.address.clone()),
        (WRITER, request.who.person.id.to_string()),
        (FORM_KEY, new_key()),
        ("action", action.id.to_string()),
        ("after", last.id.to_string()),
        ("quarter", offered.chosen.to_string()),
        ("status", status),
        ("confidence", confidence),
        ("narrative", last.narrative.to_string()),
    ];
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).to_vec();
    let (last, quarter) = (in_sentence(last.submitted), offered.chosen.named());
    let words = format!("Submit your {last}, update again for {quarter}. It will carry today's date.");
    Some(
        view! {
            <form class="c-form c-block-gap" method="post" action=REPORT_PROGRESS.command.endpoint() data-no-change="">
                <h2>"No change?"</h2>
                <p>{words}</p>
                {hidden}
                <div class="actions">
                    <button class="usa-button usa-button--outline" type="submit">"Submit \"no change\" update"</button>
                </div>
            </form>
        }
        .into_any(),
    )
}

fn not_offered(why: Vec<String>) -> AnyView {
    let why = why.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <section class="c-block-gap">
            <h2>"No change?"</h2>
            <p>"Your last update can't be submitted again as it is:"</p>
            <ul class="c-dots">{why}</ul>
        </section>
    }
    .into_any()
}

pub fn discard<'a>(about: &'a AboutAction, form: FormPage<'a>) -> Asking<'a> {
    Box::pin(async move {
        let (_, draft) = drafts_of(form.reading, about).await?;
        let form = form.named_by(for_action(about));
        let form = form.note("What you wrote is deleted. It was never part of the record.");
        Ok(match draft {
            Some(draft) => form.fact("Draft", saved(&draft)),
            None => form,
        })
    })
}

/// The summary of a draft, which is what would be missed.
fn saved(draft: &Draft) -> AnyView {
    match draft.fields.get("narrative").filter(|text| !text.trim().is_empty()) {
        Some(text) => prose(text),
        None => "No summary yet.".into_any(),
    }
}

pub fn retract<'a>(_about: &AboutUpdate, form: FormPage<'a>) -> FormPage<'a> {
    let means = "The update stays on the page, struck through, with your reason. The previous update counts again.";
    form.note(means).reason()
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

//! The forms with which the secretariat runs reporting periods.

use super::choices::Choices;
use super::field::Field;
use super::form_page::FormPage;
use crate::paths::code_of;
use crate::words;
use commands::about::{AboutQuarter, AboutSchedule};
use commands::periods::{ALL, DAYS};
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::date::in_sentence;
use domain::reporting::ReportingPeriod;
use leptos::prelude::IntoAny;

pub fn schedule<'a>(about: &AboutSchedule, form: FormPage<'a>) -> FormPage<'a> {
    let rule = about.0;
    let first = rule.first_open(form.reading.view.position().day);
    let terms = rule.terms(first);
    let every = ReportingPeriod::ALL.map(|every| (code_of(every), words::capitalized(every.in_words())));
    let quarters = std::iter::successors(Some(first), |quarter| Some(quarter.next())).take(MOST_QUARTERS);
    let quarters: Choices = quarters.map(|quarter| (quarter.to_string(), quarter.named())).collect();
    let planned = rule.changes().iter().filter(|change| change.from > rule.next_due(form.reading.view.position().day));
    let planned: Vec<String> = planned
        .map(|change| format!("Starting {}: {}", change.from.named(), words::updates_due(change.terms)))
        .collect();
    let form = if planned.is_empty() { form } else { form.fact("Planned", planned.join(" ").into_any()) };
    form.note("Earlier periods keep the schedule that they had. A change planned for a later quarter is replaced.")
        .field(Field::radio("every", "Updates are due every", every.to_vec()).recorded(code_of(terms.every)))
        .field(Field::line(DAYS, "Days after the period ends").recorded(terms.days.to_string()))
        .field(
            Field::select("from", "Starting with", vec![(String::new(), quarters)], "Select a quarter")
                .hint("The first quarter for which no update is due yet, or a later one."),
        )
}

/// How many quarters ahead a schedule can begin.
const MOST_QUARTERS: usize = 8;

pub fn extend<'a>(about: &AboutQuarter, form: FormPage<'a>) -> FormPage<'a> {
    let view = &form.reading.view;
    let quarter = about.period.quarter;
    let asked = form.reading.request.query("agency");
    let chosen = asked.and_then(|code| view.agency_by_code(&code).ok()).map(|agency| agency.id.to_string());
    let next = about.rule.due(about.rule.following(quarter));
    let hint = format!("Before {}, when the next updates are due.", in_sentence(next));
    // Agencies whose own date is another one.
    let own = about.rule.agencies_with_more_time().into_iter().filter_map(|id| {
        let due = about.rule.for_agency(Some(id)).due(quarter);
        (due != about.rule.for_agency(None).due(quarter)).then(|| {
            let agency = view.short_name(Party::Agency(id));
            format!("{agency}: {}", in_sentence(due))
        })
    });
    let own: Vec<String> = own.collect();
    let form = if own.is_empty() { form } else { form.fact("Other dates", own.join("; ").into_any()) };
    let all = (String::new(), vec![(ALL.to_owned(), "All agencies".to_owned())]);
    let one = ("One agency, with its components".to_owned(), agencies(&form, quarter));
    form.field(Field::select("agency", "Agency", vec![all, one], "Select").recorded(chosen.unwrap_or_default()))
        .field(Field::date("due", "New due date").hint(hint))
        .reason()
}

/// The agencies that owe updates for the quarter.
fn agencies(form: &FormPage<'_>, quarter: FiscalQuarter) -> Choices {
    let view = &form.reading.view;
    let owes = |agency: &&domain::agency::Agency| !queries::periods::actions(view, agency, quarter).is_empty();
    let mut named: Choices =
        view.agencies().filter(owes).map(|agency| (agency.id.to_string(), agency.short_name.to_string())).collect();
    named.sort_by(|(_, a), (_, b)| a.cmp(b));
    named
}

pub fn instruct<'a>(about: &AboutQuarter, form: FormPage<'a>) -> FormPage<'a> {
    let now = about.period.instructions.as_ref().map(ToString::to_string).unwrap_or_default();
    let hint = "Shown to every agency above its updates for this period.";
    form.field(Field::lines("instructions", "Instructions").hint(hint).recorded(now).optional())
}

pub fn close<'a>(_about: &AboutQuarter, form: FormPage<'a>) -> FormPage<'a> {
    form.note(
        "The figures of this period stay as they are today. Agencies can still submit late updates and corrections; each \
         keeps its own date.",
    )
}

//! One meeting or event: when, of which group, what was said, and the link to Concord as of its end.

use crate::paths::Paths;
use crate::reference_words;
use domain::body::Party;
use domain::meeting::Meeting;
use domain::plan::PlanState;
use leptos::prelude::*;
use store::AsOf;
use ui::components::Breadcrumb;
use ui::components::fact::fact;
use ui::components::head::page_head;
use ui::components::meeting_table::{RecordedDays, as_of_link, why_not};
use ui::components::party::party_link;
use ui::components::prose::prose;
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;

#[component]
pub fn MeetingPage() -> impl IntoView {
    let code = path_part("meeting");
    page(async move |reading: Reading| {
        let meeting = reading.view.meeting_by_code(&code?)?;
        let days = RecordedDays::of(&reading);
        let kind = reference_words::meeting_kind(meeting.kind);
        let lead = format!("{kind}, {}.", reference_words::meeting_days(meeting));
        let above = vec![("Meetings".to_owned(), reading.paths.meetings())];
        let as_of_it = as_of_it(&reading, meeting, days).await?;
        let body = view! {
            <Breadcrumb above here=meeting.code.to_string()/>
            {page_head(meeting.title.as_str(), lead)}
            {facts(&reading, meeting, days)}
            {outcomes(meeting)}
            {as_of_it}
        }
        .into_any();
        Ok(Page { title: meeting.title.to_string(), section: Section::Meetings, body })
    })
}

fn facts(reading: &Reading, meeting: &Meeting, days: RecordedDays) -> AnyView {
    let link = |party| party_link(&reading.view, &reading.paths, party);
    let at_its_end = as_of_link(days, meeting, "View Concord as of this meeting");
    let at_its_end = at_its_end.unwrap_or_else(|| why_not(days, meeting).into_any());
    view! {
        <dl class="c-facts">
            {meeting.body.map(|body| fact("Group", link(Party::Body(body))))}
            {meeting.host.map(|host| fact("Host", link(Party::Agency(host))))}
            {fact("Summary", prose(meeting.summary.as_str()))}
            {fact("As of this meeting", at_its_end)}
            {fact("Code", meeting.code.to_string())}
            {fact("Source", meeting.source.to_string())}
        </dl>
    }
    .into_any()
}

/// What the meeting had before it: the commitments and the dashboard of each plan that was active at its end.
async fn as_of_it(reading: &Reading, meeting: &Meeting, days: RecordedDays) -> Result<Option<AnyView>, AppError> {
    if !days.hold(meeting) {
        return Ok(None);
    }
    let as_of = AsOf::Meeting(meeting.code.clone());
    let (view, then) = (reading.view.at(&as_of).await?, Paths::at(as_of));
    let plans = view.plans().into_iter().filter(|plan| plan.state == PlanState::InForce);
    let rows = plans.map(|plan| {
        let code = plan.code.as_str();
        let (commitments, dashboard) = (then.with_query("/actions", &[("plan", code)]), then.dashboard(code));
        let name = plan.short_title.to_string();
        view! { <li>{name.clone()}": "<a href=commitments>{format!("Commitments of {name}")}</a>", "<a href=dashboard>{format!("Dashboard of {name}")}</a></li> }
    });
    let rows = rows.collect_view();
    let drawn = view! { <section class="c-section" id="as-of"><h2>"Plans as of this meeting"</h2><ul class="c-dots">{rows}</ul></section> };
    Ok(Some(drawn.into_any()))
}

fn outcomes(meeting: &Meeting) -> AnyView {
    let outcomes: Vec<_> = meeting.outcomes.iter().map(|outcome| view! { <li>{outcome.to_string()}</li> }).collect();
    let drawn = if outcomes.is_empty() {
        view! { <p class="c-quiet">"None listed in the source."</p> }.into_any()
    } else {
        view! { <ul class="c-dots">{outcomes}</ul> }.into_any()
    };
    view! { <section class="c-section" id="outcomes"><h2>"Outcomes"</h2>{drawn}</section> }.into_any()
}

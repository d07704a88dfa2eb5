//! The progress report: figures, a summary, charts, who leads what, and every action; or in its place, as a handout for a
//! meeting, what needs a decision.

use super::frame::Frame;
use super::summary::{self, Compared};
use super::{ReportKind, action, decisions, definitions, plotted, tables};
use crate::dashboards::bridge;
use crate::dashboards::charts::{ChartScope, of_any, of_plan};
use crate::dashboards::{Scope, figures};
use crate::dossiers::ActionDossier;
use crate::error::QueryError;
use crate::words;
use reports::document::{Document, Figure, Part};

/// How many actions are read in one step.
const AT_ONCE: usize = 50;

/// # Errors
/// When the record cannot be read.
pub(super) async fn progress(frame: &Frame<'_>) -> Result<Document, QueryError> {
    let steps = if frame.query.is_summary { 0 } else { frame.found.len().div_ceil(AT_ONCE) };
    frame.setting.steps.expect(steps);
    let (now, then) = (frame.now(), frame.then());
    let compared = frame.since.as_ref().zip(then.as_ref()).map(|(since, scope)| Compared { since, scope });
    let mut parts = vec![
        Part::Figures(figures_of(&now, then.as_ref())),
        Part::chapter("summary", "Summary"),
        Part::Text(summary::sentences(&now, compared.as_ref()).join(" ")),
    ];
    if let Some(compared) = &compared {
        let mut bridge = plotted(bridge::sheet(&now, compared.scope, compared.since)?);
        bridge.measure = summary::bridge_measure(&now, compared);
        parts.push(Part::Chart(Box::new(bridge)));
    }
    parts.push(Part::section("coverage", "What this report covers"));
    parts.push(Part::Grid(tables::plans(&now)));
    parts.push(Part::Note(tables::PARTLY.to_owned()));
    parts.extend(charts(frame)?);
    if !frame.found.is_empty() {
        parts.push(Part::chapter("agencies", "Agencies, worst first"));
        parts.push(Part::Grid(tables::agencies(&now)));
        if frame.query.is_summary {
            parts.extend(decisions::chapter(&now, frame.since.as_ref()).await?);
        } else {
            parts.push(Part::chapter("actions", "Actions"));
            for some in frame.found.chunks(AT_ONCE) {
                frame.setting.steps.next()?;
                for dossier in ActionDossier::of_all(frame.view(), some).await? {
                    parts.extend(action::parts_of(frame.view(), &dossier));
                }
            }
        }
    }
    parts.extend(definitions::chapter());
    let data = tables::of_actions(frame.view(), &frame.rows, &frame.found).await?;
    let what = if frame.query.is_summary { "progress summary" } else { "progress" };
    Ok(frame.document(ReportKind::Progress, what, parts, data))
}

fn figures_of(now: &Scope<'_>, then: Option<&Scope<'_>>) -> Vec<Figure> {
    let all = words::thousands(now.actions.len());
    let figures = figures::of_actions(now, then).into_iter().enumerate();
    let figure = |(place, of): (usize, figures::Figure)| Figure {
        of: (place == 0).then(|| format!("of {all}")),
        change: of.then.map(|then| summary::change(then, of.number)),
        ..Figure::count(of.name, of.number)
    };
    figures.map(figure).collect()
}

/// The charts of the dashboard where one whole plan is asked for; otherwise those that any actions have.
fn charts(frame: &Frame<'_>) -> Result<Vec<Part>, QueryError> {
    let plan = frame.plan();
    let is_whole = plan.is_some() && frame.query.is_of_plans();
    let of = ChartScope { plan, scope: frame.now(), then: None };
    let sheets = if is_whole { of_plan(&of)? } else { of_any(&of)? };
    let drawn = sheets.into_iter().map(|sheet| Part::Chart(Box::new(plotted(sheet))));
    let drawn: Vec<Part> = drawn.collect();
    let head = (!drawn.is_empty()).then(|| Part::chapter("charts", "Charts"));
    Ok(head.into_iter().chain(drawn).collect())
}

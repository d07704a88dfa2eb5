//! The scorecard of an agency: what its page shows, for one who is asked about it. It counts the actions that the agency
//! and its components lead, by the rules of the page.

use super::frame::Frame;
use super::{ReportKind, definitions, slippage, summary, tables};
use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::dossiers::{AgencyRequest, Before, CardOf, cards_of, requests};
use crate::error::{BadQuery, QueryError};
use crate::homes::Troubles;
use crate::lists::{ActionQuery, Carried, roles_of};
use crate::reference_words;
use crate::tree::plan_name;
use crate::words;
use domain::agency::Agency;
use domain::date::{in_sentence, in_table};
use domain::facts::ActionFacts;
use domain::progress::Counted;
use domain::scorecard::{Figure, Scorecard};
use reports::Cell;
use reports::document::{Document, Figure as Shown, Grid, Head, Part};

/// # Errors
/// [`BadQuery::NoOneAgency`] where the lead that is asked for is no agency, and when the record cannot be read.
pub(super) async fn scorecard(frame: &Frame<'_>) -> Result<Document, QueryError> {
    let (view, now) = (frame.view(), frame.now());
    let code = frame.query.actions.lead.as_deref().unwrap_or_default();
    let agency = view.agency_by_code(code).map_err(|_| BadQuery::NoOneAgency)?;
    let carried = Carried::of_plans(view, frame.plans());
    let cards = cards_of(agency, &carried, frame.since.as_ref().map(|since| &since.view));
    let supported = supported(frame, code).await?;
    let waiting = waiting(frame, agency).await?;
    let [all, _] = &cards;

    let mut parts = vec![
        Part::Figures(Figure::ALL.map(|figure| shown(figure, all)).to_vec()),
        Part::chapter("summary", "Summary"),
        Part::Text(sentences(&now, agency, supported.len(), waiting.len()).join(" ")),
        Part::Grid(figures(frame, &cards)),
    ];
    parts.push(Part::chapter("leads", "Actions this agency leads"));
    parts.push(match now.counted.as_slice() {
        [] => Part::Text("It leads no actions in these plans.".to_owned()),
        led => Part::Grid(actions(&now, led)),
    });
    parts.push(Part::section("slip", "Slip by cause and reason"));
    parts.push(if has_date_changes(&now) {
        Part::Grid(slippage::causes(&now))
    } else {
        Part::Text("No due date of these actions was changed.".to_owned())
    });
    parts.push(Part::chapter("supports", "Actions this agency supports"));
    parts.push(match supported.as_slice() {
        [] => Part::Text("It supports no actions in these plans.".to_owned()),
        supported => Part::Grid(supports(&now, supported)),
    });
    parts.push(Part::chapter("requests", "Requests without a response"));
    parts.push(match waiting.as_slice() {
        [] => Part::Text("No request to this agency is waiting for a response.".to_owned()),
        waiting => Part::Grid(asked(&now, waiting)),
    });
    parts.extend(definitions::chapter());

    let mut data = tables::of_actions(view, &frame.rows, &frame.found).await?;
    let named: Vec<&ActionFacts> = frame.found.iter().chain(&supported).copied().collect();
    data.push(roles_of(view, &named, &frame.rows.pairs_of_rows()).await?);
    let document = frame.document(ReportKind::Scorecard, "scorecard", parts, data);
    let day = in_sentence(view.position().day);
    Ok(Document { title: format!("{}: scorecard as of {day}", agency.short_name), ..document })
}

/// The actions that the agency or one of its components supports, in the same plans.
async fn supported<'a>(frame: &Frame<'a>, code: &str) -> Result<Vec<&'a ActionFacts>, QueryError> {
    let plans = frame.plans();
    let query = ActionQuery { supporter: Some(code.to_owned()), ..ActionQuery::default() };
    let mut found = query.rows(frame.view()).await?.actions;
    found.retain(|facts| plans.contains(&facts.plan));
    Ok(found)
}

/// What the agency or one of its components was asked and has not answered, in the same plans.
async fn waiting<'a>(frame: &Frame<'a>, agency: &Agency) -> Result<Vec<AgencyRequest<'a>>, QueryError> {
    let (view, plans) = (frame.view(), frame.plans());
    let mut found = requests(view, &view.with_components(agency.id)).await?;
    found.retain(|one| one.assignment.is_unanswered() && plans.contains(&one.facts.plan));
    Ok(found)
}

fn has_date_changes(now: &Scope<'_>) -> bool {
    now.facts().flat_map(ActionFacts::committed_dates).any(|date| !date.booked.is_empty())
}

/// A figure of the agency with its components.
fn shown(figure: Figure, of: &CardOf) -> Shown {
    let number = number(&of.card, figure);
    let change = match &of.before {
        Before::NotCompared => None,
        Before::NotThere => Some("not in Concord then".to_owned()),
        Before::Was(before) => Some(summary::change(self::number(before, figure), number)),
    };
    Shown { change, ..Shown::count(words::scorecard_figure(figure), number) }
}

/// No figure is negative.
fn number(card: &Scorecard, figure: Figure) -> usize {
    usize::try_from(card.figure(figure)).unwrap_or_default()
}

fn sentences(now: &Scope<'_>, agency: &Agency, supported: usize, waiting: usize) -> Vec<String> {
    let led: Vec<&Counted<'_>> = now.counted.iter().collect();
    let troubles = Troubles::of(&led);
    let updates = match troubles.updates_due {
        0 => "No status update was due for them.".to_owned(),
        due => format!(
            "Of {} due for them, {} {} received.",
            words::count(due, "status update"),
            words::thousands(troubles.updates_received()),
            if troubles.updates_received() == 1 { "was" } else { "were" },
        ),
    };
    let requests = match waiting {
        0 => "No request is waiting for a response.".to_owned(),
        1 => "1 request is waiting for a response.".to_owned(),
        number => format!("{} requests are waiting for a response.", words::thousands(number)),
    };
    let (led, supported) = (words::count(led.len(), "action"), words::count(supported, "action"));
    let has_components = now.view.with_components(agency.id).len() > 1;
    let (leads, supports) = match has_components {
        true => (format!("{} and its components lead {led}.", agency.name), format!("They support {supported}.")),
        false => (format!("{} leads {led}.", agency.name), format!("It supports {supported}.")),
    };
    vec![leads, updates, supports, requests]
}

/// Every figure: now and then, and of the agency without its components.
fn figures(frame: &Frame<'_>, [all, alone]: &[CardOf; 2]) -> Grid {
    let then = frame.since.as_ref().map(Since::day_in_words);
    let before = match &all.before {
        Before::Was(before) => Some(before),
        Before::NotCompared | Before::NotThere => None,
    };
    let row = |figure: Figure| {
        let mut cells = vec![Cell::Text(words::scorecard_figure(figure).to_owned())];
        if then.is_some() {
            let was = before.map(|before| before.figure(figure));
            cells.push(was.map_or(Cell::Blank, Cell::Integer));
        }
        cells.push(Cell::Integer(all.card.figure(figure)));
        if then.is_some() {
            let change = before.map(|before| all.card.figure(figure) - before.figure(figure));
            cells.push(change.map_or(Cell::Blank, Cell::Integer));
        }
        cells.push(Cell::Integer(alone.card.figure(figure)));
        cells
    };
    let now = in_table(frame.view().position().day);
    let mut heads = vec![Head::text("Figure").wide(1)];
    heads.extend(then.clone().map(Head::number));
    heads.push(Head::number(now));
    heads.extend(then.is_some().then(|| Head::number("Change")));
    heads.push(Head::number("Agency only, without components"));
    Grid::new("Scorecard", heads, Figure::ALL.map(row).to_vec())
}

fn actions(now: &Scope<'_>, led: &[Counted<'_>]) -> Grid {
    let judged = now.judged();
    let row = |of: &Counted<'_>| {
        let facts = of.action;
        let update = facts.reporting(judged.today, judged.rule).map_or("None due", words::reporting);
        vec![
            Cell::Text(format!("{} {}", facts.reference, facts.title)),
            Cell::Text(plan_name(now.view, facts)),
            Cell::text(facts.lead.map(|lead| now.view.short_name(lead))),
            Cell::Text(words::status(of.status).to_owned()),
            Cell::text(facts.confidence().map(words::confidence)),
            Cell::date(facts.next_due()),
            Cell::count(of.overdue),
            Cell::Integer(of.slip),
            Cell::Text(update.to_owned()),
        ]
    };
    let heads = vec![
        Head::text("Action").wide(4),
        Head::text("Plan").wide(2),
        Head::text("Lead agency").wide(1),
        Head::text("Status"),
        Head::text("Confidence"),
        Head::text("Next due"),
        Head::number("Milestones overdue"),
        Head::number("Slip (days)"),
        Head::text("Update"),
    ];
    Grid::new("Actions led", heads, led.iter().map(row).collect())
}

fn supports(now: &Scope<'_>, supported: &[&ActionFacts]) -> Grid {
    let row = |facts: &&ActionFacts| {
        vec![
            Cell::Text(format!("{} {}", facts.reference, facts.title)),
            Cell::Text(plan_name(now.view, facts)),
            Cell::Text(facts.lead.map_or_else(|| "None".to_owned(), |lead| now.view.short_name(lead))),
            Cell::Text(words::status(facts.status()).to_owned()),
            Cell::date(facts.next_due()),
        ]
    };
    let heads = vec![
        Head::text("Action").wide(4),
        Head::text("Plan").wide(2),
        Head::text("Lead agency").wide(1),
        Head::text("Status"),
        Head::text("Next due"),
    ];
    Grid::new("Actions supported", heads, supported.iter().map(row).collect())
}

fn asked(now: &Scope<'_>, waiting: &[AgencyRequest<'_>]) -> Grid {
    let row = |AgencyRequest { facts, assignment }: &AgencyRequest<'_>| {
        let state = reference_words::assignment_state(&assignment.state, |party| now.view.short_name(party));
        vec![
            Cell::Text(format!("{} {}", facts.reference, facts.title)),
            Cell::Text(plan_name(now.view, facts)),
            Cell::Text(now.view.short_name(assignment.party)),
            Cell::Text(words::carrier_role(assignment.role).to_owned()),
            Cell::Text(state),
        ]
    };
    let heads = vec![
        Head::text("Action").wide(4),
        Head::text("Plan").wide(2),
        Head::text("Agency").wide(1),
        Head::text("Role"),
        Head::text("Status").wide(2),
    ];
    Grid::new("Requests without a response", heads, waiting.iter().map(row).collect())
}

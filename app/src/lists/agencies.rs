//! The scorecards of agencies: what each leads with its components, and the rows that each figure counts.

use super::{ActionQuery, about, rows_of};
use crate::error::AppError;
use domain::agency::Agency;
use domain::facts::ActionFacts;
use domain::progress::{Judged, Measure};
use domain::scorecard::{Figure, Scorecard};
use reports::agencies::AgencyRow;
use store::{AsOf, View};

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencyQuery {
    /// An earlier point with which the figures are compared.
    pub since: Option<AsOf>,
}

/// Whose actions a scorecard counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    WithComponents,
    ItselfOnly,
}

impl AgencyQuery {
    /// # Errors
    /// [`AppError::NotAPoint`] for a `since` that names no point of the record.
    pub fn read(pairs: &[(String, String)]) -> Result<AgencyQuery, AppError> {
        let since = pairs.iter().find(|(name, value)| name == "since" && !value.trim().is_empty());
        let since = since.map(|(_, value)| value.parse().map_err(AppError::NotAPoint)).transpose()?;
        Ok(AgencyQuery { since })
    }

    /// The query as it is written in addresses, without `as_of`.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        self.since.iter().map(|since| ("since", since.to_string())).collect()
    }
}

/// The figures of an agency.
pub fn scorecard(view: &View, code: &str, counted: Counted) -> Scorecard {
    let judged = Judged { today: view.position().day, rule: view.reporting_rule() };
    Scorecard::of(&led_by(code, counted).select(view), judged)
}

/// The actions that an agency supports with its components.
pub fn supported(code: &str) -> ActionQuery {
    ActionQuery { supporter: Some(code.to_owned()), ..ActionQuery::default() }
}

fn led_by(code: &str, counted: Counted) -> ActionQuery {
    let code = Some(code.to_owned());
    match counted {
        Counted::WithComponents => ActionQuery { lead: code, ..ActionQuery::default() },
        Counted::ItselfOnly => ActionQuery { led_by: code, ..ActionQuery::default() },
    }
}

/// The list whose rows a figure counts: its path and what is asked of it. Days of slip are those of milestones.
pub fn rows_of_figure(figure: Figure, code: &str, counted: Counted) -> (&'static str, Vec<(&'static str, String)>) {
    let lead = match counted {
        Counted::WithComponents => "lead",
        Counted::ItselfOnly => "led-by",
    };
    let mut pairs = vec![(lead, code.to_owned())];
    let measure = match figure {
        Figure::Leads => Measure::Tracked,
        Figure::Open => Measure::Open,
        Figure::Completed => Measure::Completed,
        Figure::OffTrack => Measure::OffTrack,
        Figure::Overdue => Measure::Overdue,
        Figure::Silent => Measure::Silent,
        Figure::SlipDays => {
            pairs.push(("sort", "slip".to_owned()));
            return ("/milestones", pairs);
        }
    };
    pairs.extend(rows_of(measure).iter().map(|(name, value)| (*name, (*value).to_owned())));
    ("/actions", pairs)
}

/// Every agency with its figures, by name.
///
/// # Errors
/// When a row does not fit the columns.
pub fn table_of_agencies(view: &View, query: &AgencyQuery) -> Result<reports::Table, AppError> {
    let mut agencies: Vec<&Agency> = view.agencies().collect();
    agencies.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    let code_of = |id: &domain::ids::AgencyId| view.agency(*id).map(|parent| parent.code.to_string());
    let row = |agency: &&'_ Agency| -> (Vec<String>, Scorecard, usize) {
        let code = agency.code.as_str();
        let supports: Vec<&ActionFacts> = supported(code).select(view);
        let belongs_to = agency.parents.iter().filter_map(code_of).collect();
        (belongs_to, scorecard(view, code, Counted::WithComponents), supports.len())
    };
    let rows: Vec<AgencyRow<'_>> = agencies
        .iter()
        .map(|agency| {
            let (belongs_to, scorecard, supports) = row(agency);
            AgencyRow { agency, belongs_to, scorecard, supports }
        })
        .collect();
    let about = about(view, ("agencies", "Agencies"), &query.pairs());
    reports::agencies::table(about, &rows).map_err(|error| AppError::internal(&error))
}

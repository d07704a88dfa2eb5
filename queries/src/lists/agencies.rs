//! The scorecards of agencies: what each leads with its components, and the rows that each figure counts.

mod sort;

pub use sort::AgencySort;

use super::layout::Choice;
use super::{PlanFilter, bounds, rows_of};
use crate::error::{BadQuery, QueryError};
use crate::point::{about, earlier, judged};
use domain::agency::Agency;
use domain::body::Party;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, AgencyId, Kind, PlanId};
use domain::plan::{Plan, PlanState};
use domain::progress::Measure;
use domain::scorecard::{Figure, Scorecard};
use reports::agencies::AgencyRow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use store::{AsOf, View};

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencyQuery {
    /// Words in the name or the code.
    pub text: Option<String>,
    /// Of which plans the actions are counted.
    pub plans: Plans,
    /// An earlier date with which the figures are compared.
    pub since: Option<AsOf>,
    pub sort: AgencySort,
}

/// Of which plans the actions are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Plans {
    /// Those active on the date that is viewed.
    #[default]
    InForce,
    /// Closed, superseded and draft ones too.
    All,
}

impl Plans {
    /// The name of this parameter in addresses. The default is left out.
    pub const NAME: &str = "plan";

    fn read(value: &str) -> Result<Plans, BadQuery> {
        match value {
            "in-force" => Ok(Plans::InForce),
            "all" => Ok(Plans::All),
            _ => Err(BadQuery::filter(Plans::NAME, value)),
        }
    }

    /// As it is written in addresses, where it is not the default.
    pub fn pair(self) -> Option<(&'static str, String)> {
        (self == Plans::All).then(|| (Plans::NAME, "all".to_owned()))
    }

    /// What the counts are of, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Plans::InForce => "in active plans",
            Plans::All => "in all plans",
        }
    }

    /// What lists of these actions are asked for.
    fn filter(self) -> Option<PlanFilter> {
        (self == Plans::InForce).then_some(PlanFilter::InForce)
    }

    /// The plans, as of the date that is viewed.
    fn of(self, view: &View) -> BTreeSet<PlanId> {
        let counts = |plan: &&Plan| self == Plans::All || plan.state == PlanState::InForce;
        view.plans().into_iter().filter(counts).map(|plan| plan.id).collect()
    }
}

/// An agency with its figures.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    pub agency: &'a Agency,
    /// With its components.
    pub card: Scorecard,
    /// How many actions it or one of its components supports.
    pub supports: usize,
}

impl Standing<'_> {
    /// By what the worst comes first.
    fn troubles(&self) -> Vec<i64> {
        [Figure::OffTrack, Figure::Overdue, Figure::Silent, Figure::SlipDays, Figure::Leads]
            .map(|figure| self.card.figure(figure))
            .to_vec()
    }
}

/// Whose actions a scorecard counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    WithComponents,
    ItselfOnly,
}

impl AgencyQuery {
    /// Everything that its addresses may ask for.
    pub const NAMES: [&str; 4] = ["q", "since", Plans::NAME, AgencySort::NAME];

    /// # Errors
    /// [`BadQuery::NotAPoint`] for a `since` that is not a date, [`BadQuery::NotAFilter`] for an unknown order.
    pub fn read(pairs: &[(String, String)]) -> Result<AgencyQuery, BadQuery> {
        let mut query = AgencyQuery::default();
        for (name, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            match name.as_str() {
                "q" => query.text = Some(value.trim().chars().take(200).collect()),
                "since" => query.since = Some(value.parse().map_err(BadQuery::from)?),
                Plans::NAME => query.plans = Plans::read(value)?,
                AgencySort::NAME => query.sort = AgencySort::read(value)?,
                _ => {}
            }
        }
        Ok(query)
    }

    /// The earlier view, with the same reader's permissions, where one is compared.
    ///
    /// # Errors
    /// When it cannot be read, or is later than the date that is viewed.
    pub async fn then(&self, view: &View) -> Result<Option<View>, QueryError> {
        match &self.since {
            Some(since) => Ok(Some(earlier(view, since).await?)),
            None => Ok(None),
        }
    }

    /// The query as it is written in addresses, without `as_of`.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let since = self.since.iter().map(|since| ("since", since.to_string()));
        let text = self.text.iter().map(|text| ("q", text.clone()));
        text.chain(self.plans.pair()).chain(since).chain(self.sort_pair()).collect()
    }

    /// The order as it is written in addresses, where it is not the default.
    pub fn sort_pair(&self) -> Option<(&'static str, String)> {
        (self.sort != AgencySort::default()).then(|| (AgencySort::NAME, self.sort.code().to_owned()))
    }

    /// The agencies whose name or code has the words.
    pub fn agencies<'a>(&self, view: &'a View) -> Vec<&'a Agency> {
        let words: Vec<String> =
            self.text.iter().flat_map(|text| text.split_whitespace()).map(str::to_lowercase).collect();
        let has_words = |agency: &&Agency| {
            let said = format!("{} {} {}", agency.name, agency.short_name, agency.code).to_lowercase();
            words.iter().all(|word| said.contains(word.as_str()))
        };
        view.agencies().filter(has_words).collect()
    }

    /// Those agencies with their figures: sorted by the chosen figure, or the worst first, then by name.
    pub fn standings<'a>(&self, carried: &Carried<'a>) -> Vec<Standing<'a>> {
        let mut found: Vec<Standing<'a>> =
            self.agencies(carried.view).into_iter().map(|agency| carried.standing(agency)).collect();
        found.sort_by_cached_key(|standing| {
            let numbers = match self.sort {
                AgencySort::Worst => standing.troubles(),
                AgencySort::Place => Vec::new(),
                AgencySort::Most(figure) => vec![standing.card.figure(figure)],
                AgencySort::MostSupported => vec![i64::try_from(standing.supports).unwrap_or(i64::MAX)],
            };
            (Reverse(numbers), standing.agency.name.clone(), standing.agency.code.clone())
        });
        found
    }
}

/// The actions of a view by responsible agency, read once for the scorecards of all agencies. A scorecard counts what the
/// list of actions holds for that agency in these plans.
#[derive(Debug)]
pub struct Carried<'a> {
    view: &'a View,
    plans: BTreeSet<PlanId>,
    led: BTreeMap<Party, Vec<&'a ActionFacts>>,
    supported: BTreeMap<Party, Vec<ActionId>>,
}

impl<'a> Carried<'a> {
    pub fn of(view: &'a View, plans: Plans) -> Carried<'a> {
        Carried::of_plans(view, plans.of(view))
    }

    /// The actions of the same plans as of an earlier date, whatever state the plans had then.
    pub fn of_the_same_plans<'b>(&self, then: &'b View) -> Carried<'b> {
        Carried::of_plans(then, self.plans.clone())
    }

    /// The actions of these plans.
    pub(crate) fn of_plans(view: &'a View, plans: BTreeSet<PlanId>) -> Carried<'a> {
        let mut carried = Carried { view, plans, led: BTreeMap::new(), supported: BTreeMap::new() };
        for facts in view.actions() {
            if !carried.plans.contains(&facts.plan) {
                continue;
            }
            if let Some(lead) = facts.lead {
                carried.led.entry(lead).or_default().push(facts);
            }
            for supporter in bounds::supporters(facts) {
                carried.supported.entry(supporter).or_default().push(facts.id);
            }
        }
        carried
    }

    /// The figures of an agency.
    pub fn scorecard(&self, agency: AgencyId, whose: Whose) -> Scorecard {
        let parties = match whose {
            Whose::WithComponents => self.view.with_components(agency),
            Whose::ItselfOnly => BTreeSet::from([agency]),
        };
        // An action has one lead, so nothing is counted twice.
        let led = parties.into_iter().filter_map(|agency| self.led.get(&Party::Agency(agency)));
        Scorecard::of(&led.flatten().copied().collect::<Vec<_>>(), judged(self.view))
    }

    /// The figures of an agency with its components, and what they support.
    pub fn standing<'b>(&self, agency: &'b Agency) -> Standing<'b> {
        let card = self.scorecard(agency.id, Whose::WithComponents);
        Standing { agency, card, supports: self.supports(agency.id) }
    }

    /// How many actions the agency supports with its components.
    pub fn supports(&self, agency: AgencyId) -> usize {
        let parties = self.view.with_components(agency).into_iter();
        let supported = parties.filter_map(|agency| self.supported.get(&Party::Agency(agency)));
        supported.flatten().collect::<BTreeSet<_>>().len()
    }
}

/// The list of the actions that an agency supports with its components.
pub fn rows_supported(code: &str, plans: Plans) -> Vec<(&'static str, String)> {
    within(plans).chain([("supporter", code.to_owned())]).collect()
}

fn within(plans: Plans) -> impl Iterator<Item = (&'static str, String)> {
    plans.filter().map(|plans| ("plan", plans.code().into_owned())).into_iter()
}

/// The list whose rows a figure counts: its path and what is asked of it. Days of slip are those of date changes.
pub fn rows_of_figure(
    figure: Figure,
    (code, whose, plans): (&str, Whose, Plans),
) -> (&'static str, Vec<(&'static str, String)>) {
    let lead = match whose {
        Whose::WithComponents => "lead",
        Whose::ItselfOnly => "led-by",
    };
    let mut pairs: Vec<_> = within(plans).chain([(lead, code.to_owned())]).collect();
    let measure = match figure {
        Figure::Leads => Measure::Tracked,
        Figure::Open => Measure::Open,
        Figure::Completed => Measure::Completed,
        Figure::OffTrack => Measure::OffTrack,
        Figure::Overdue => Measure::Overdue,
        Figure::Silent => Measure::Silent,
        Figure::SlipDays => {
            return ("/date-changes", pairs);
        }
    };
    pairs.extend(rows_of(measure).iter().map(|(name, value)| (*name, (*value).to_owned())));
    ("/actions", pairs)
}

/// Every agency with its figures, by name where no other order is asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn table_of_agencies(view: &View, query: &AgencyQuery) -> Result<reports::Table, QueryError> {
    let code_of = |id: &AgencyId| view.agency(*id).map(|parent| parent.code.to_string());
    let ids: Vec<_> = view.agencies().map(|agency| agency.id.0).collect();
    let entries = view.current_entries(Kind::Agency, &ids).await?;
    let row = |Standing { agency, card, supports }| AgencyRow {
        agency,
        belongs_to: agency.parents.iter().filter_map(code_of).collect(),
        scorecard: card,
        supports,
        entry: entries.get(&agency.id.0).copied(),
    };
    let rows: Vec<AgencyRow<'_>> = query.standings(&Carried::of(view, query.plans)).into_iter().map(row).collect();
    let title = match query.plans {
        Plans::InForce => "Agencies, counted in active plans",
        Plans::All => "Agencies, counted in all plans",
    };
    let about = about(view, ("agencies", title), &query.pairs());
    reports::agencies::table(about, &rows).map_err(QueryError::from)
}

//! Every agency with its components: the scorecard of the actions it leads, and how many it supports.

mod agency_tree;

use crate::components::compare::compare_form_with;
use crate::components::downloads::downloads;
use crate::components::filters::select;
use crate::components::scorecard::{counted_plans, scorecard_cells, scorecard_changes};
use crate::components::sort_head::sort_head;
use crate::components::table::Table;
use crate::layout::{Page, Reading, Section, page};
use crate::lists::{AgencyQuery, AgencySort, Carried, Choice, Plans, SortChoice, Standing, Whose, rows_supported};
use crate::{reference_words, words};
use agency_tree::{Place, branch, roots_by_kind};
use domain::agency::{Agency, AgencyKind};
use domain::date::in_sentence;
use domain::scorecard::Figure;
use domain::visibility::takes_files;
use leptos::prelude::*;
use store::View;

#[component]
pub fn AgenciesPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = AgencyQuery::read(&reading.request.query_without_as_of())?;
        let then = query.then(&reading.view).await?;
        let body = body(&reading, &query, then.as_ref());
        Ok(Page { title: "Agencies".to_owned(), section: Section::Agencies, body })
    })
}

fn body(reading: &Reading, query: &AgencyQuery, then: Option<&View>) -> AnyView {
    let all: Vec<&Agency> = reading.view.agencies().collect();
    let now = Carried::of(&reading.view, query.plans);
    let before = then.map(|then| (then, now.of_the_same_plans(then)));
    let sheet = ListOfAgencies { reading, query, now, then: before };
    let rows = match query.sort {
        AgencySort::Place => {
            roots_by_kind(&all).into_iter().map(|(kind, roots)| sheet.group(&all, kind, &roots)).collect()
        }
        _ => query.standings(&sheet.now).iter().map(|standing| sheet.sorted_row(standing)).collect(),
    };
    let lead =
        format!("{} agencies and offices. Each row includes the agency's components.", words::thousands(all.len()));
    let files = takes_files(reading.request.actor()).then(|| downloads(reading, "agencies", &query.pairs(), all.len()));
    view! {
        <div class="c-page">
            <div class="c-page__text"><h1>"Agencies"</h1><p>{lead}" "{counted_plans(reading, "/agencies", query)}</p></div>
            {files}
        </div>
        {form(reading, query)}
        {sheet.compared(&all)}
        <Table label="Agencies" rows heads=sheet.heads()/>
    }
    .into_any()
}

/// The heads that sort are out of sight on narrow screens, so the form sorts too.
fn form(reading: &Reading, query: &AgencyQuery) -> AnyView {
    let offered = |sort: &AgencySort| match sort {
        AgencySort::Place => (String::new(), "Type and name".to_owned()),
        AgencySort::Most(Figure::SlipDays) => (sort.code().to_owned(), "Slip (most first)".to_owned()),
        sort => (sort.code().to_owned(), format!("{} (most first)", sort.words())),
    };
    let choices = AgencySort::ALL.iter().map(offered).collect();
    let chosen = query.sort_pair().map(|(_, code)| code).unwrap_or_default();
    let sort = select(AgencySort::NAME, "Sort by", "", choices, &chosen);
    let plans = query.plans.pair().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let fields = view! { {plans}{sort} }.into_any();
    compare_form_with(reading, "/agencies", query.since.as_ref(), (query.pairs_without_since().as_slice(), fields))
}

struct ListOfAgencies<'a> {
    reading: &'a Reading,
    query: &'a AgencyQuery,
    now: Carried<'a>,
    then: Option<(&'a View, Carried<'a>)>,
}

impl ListOfAgencies<'_> {
    /// Agencies never leave the record, so nothing is withdrawn here.
    fn compared(&self, all: &[&Agency]) -> Option<AnyView> {
        let (then, carried) = self.then.as_ref()?;
        let added = all.iter().filter(|agency| then.agency(agency.id).is_none()).count();
        let changed = |agency: &&&Agency| {
            let card = |carried: &Carried<'_>| carried.scorecard(agency.id, Whose::WithComponents);
            then.agency(agency.id).is_some() && card(&self.now) != card(carried)
        };
        let changed = all.iter().filter(changed).count();
        let words = format!(
            "Since {}: {} added, {} changed. Each date's figures are calculated as of that date.",
            in_sentence(then.position().day),
            words::thousands(added),
            words::thousands(changed)
        );
        Some(view! { <p class="c-block-gap">{words}</p> }.into_any())
    }

    fn group(&self, all: &[&Agency], kind: AgencyKind, roots: &[&Agency]) -> AnyView {
        let rows: Vec<_> =
            roots.iter().flat_map(|root| branch(all, root)).map(|place| self.place_row(&place)).collect();
        let kinds = reference_words::agency_kinds(kind);
        let columns = AgencySort::ALL.len() + 1 + usize::from(self.then.is_some());
        view! {
            <tr class="grp">
                <th colspan=columns scope="rowgroup">{kinds}<span>{roots.len()}</span></th>
            </tr>
            {rows}
        }
        .into_any()
    }

    /// Each figure sorts the agencies by how many there are; the name leads back to the tree.
    fn heads(&self) -> AnyView {
        let address = |sort| {
            let sorted = AgencyQuery { sort, ..self.query.clone() };
            self.reading.paths.with_pairs("/agencies", &sorted.pairs())
        };
        let head = |sort: AgencySort| {
            let class = if sort.is_descending() { "c-num" } else { "" };
            match (sort, self.query.sort) {
                // A tree goes neither up nor down.
                (AgencySort::Place, AgencySort::Place) => view! { <th scope="col">{sort.words()}</th> }.into_any(),
                (sort, current) => sort_head(sort.words(), class, (sort, current), address),
            }
        };
        let mut heads: Vec<AnyView> = AgencySort::ALL.iter().map(|sort| head(*sort)).collect();
        heads.insert(1, view! { <th scope="col">"Code"</th> }.into_any());
        heads.extend(self.then.as_ref().map(|_| view! { <th scope="col">"Changed"</th> }.into_any()));
        heads.into_any()
    }

    /// A row outside the tree, with the agency's parents.
    fn sorted_row(&self, standing: &Standing<'_>) -> AnyView {
        let parents: Vec<String> = standing
            .agency
            .parents
            .iter()
            .filter_map(|id| self.reading.view.agency(*id))
            .map(|parent| parent.short_name.to_string())
            .collect();
        let note = (!parents.is_empty())
            .then(|| view! { <span class="sub">{format!("Part of {}", parents.join(", "))}</span> }.into_any());
        self.row(standing, String::new(), note)
    }

    fn place_row(&self, place: &Place<'_>) -> AnyView {
        // Beyond the third level the indentation stays, so that narrow screens keep room for the name.
        let class = format!("c-level-{}", place.depth.min(3));
        let standing = self.now.standing(place.agency);
        self.row(&standing, class, joint_note(&self.reading.view, place))
    }

    fn row(&self, standing: &Standing<'_>, class: String, note: Option<AnyView>) -> AnyView {
        let reading = self.reading;
        let Standing { agency, card, supports: number } = standing;
        let code = agency.code.as_str();
        let changed = self.then.as_ref().map(|(then, carried)| {
            let before = then.agency(agency.id).map(|_| carried.scorecard(agency.id, Whose::WithComponents));
            view! { <td data-l="Changed">{scorecard_changes(card, before.as_ref())}</td> }
        });
        view! {
            <tr class=class>
                <th scope="row"><a href=reading.paths.agency(code)>{agency.name.to_string()}</a>{note}</th>
                <td data-l="Code" class="c-nowrap">{code.to_owned()}</td>
                {scorecard_cells(reading, (code, Whose::WithComponents, self.query.plans), card)}
                <td data-l="Supports" class="c-num">{supports(reading, (code, self.query.plans), *number)}</td>
                {changed}
            </tr>
        }
        .into_any()
    }
}

/// Notes that a joint center is listed under its other parents too.
fn joint_note(view: &View, place: &Place<'_>) -> Option<AnyView> {
    if place.other_parents.is_empty() {
        return None;
    }
    let others =
        place.other_parents.iter().filter_map(|id| view.agency(*id)).map(|agency| agency.short_name.to_string());
    let words = format!("Shared with {}; listed under each.", others.collect::<Vec<_>>().join(", "));
    Some(view! { <span class="sub">{words}</span> }.into_any())
}

/// How many actions it supports, opening into them; none is a plain 0.
fn supports(reading: &Reading, (code, plans): (&str, Plans), number: usize) -> AnyView {
    if number == 0 {
        return "0".into_any();
    }
    let address = reading.paths.with_pairs("/actions", &rows_supported(code, plans));
    view! { <a href=address>{words::thousands(number)}</a> }.into_any()
}

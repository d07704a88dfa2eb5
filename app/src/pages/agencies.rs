//! Every agency with its components: the scorecard of the actions it leads, and how many it supports.

mod agency_tree;

use crate::lists::{AgencyQuery, AgencySort, Carried, Choice, Plans, SortChoice, Standing, Whose, rows_supported};
use crate::{reference_words, words};
use agency_tree::{Place, branch, roots_by_kind};
use domain::agency::{Agency, AgencyKind};
use domain::date::in_sentence;
use domain::scorecard::Figure;
use domain::visibility::takes_files;
use leptos::prelude::*;
use store::View;
use ui::components::compare::since_field;
use ui::components::downloads::downloads;
use ui::components::filter_line::FilterLine;
use ui::components::filters::{applied_filters, select};
use ui::components::list_table::{list_head, results_heading};
use ui::components::number_link::count_link;
use ui::components::scorecard::{counted_plans, scorecard_cells, scorecard_changes};
use ui::components::sort_head::sort_head;
use ui::layout::{Page, Reading, Section, page};

/// The figures that are columns.
const FIGURES: [Figure; Figure::ALL.len()] = Figure::ALL;

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
    let now = Carried::of(&reading.view, query.plans);
    let before = then.map(|then| (then, now.of_the_same_plans(then)));
    let standings = query.standings(&now);
    let all: Vec<&Agency> = standings.iter().map(|standing| standing.agency).collect();
    let sheet = ListOfAgencies { reading, query, now, then: before };
    let rows = match sheet.is_tree() {
        true => roots_by_kind(&all).into_iter().map(|(kind, roots)| sheet.group(&all, kind, &roots)).collect_view(),
        false => {
            vec![view! { <tbody>{standings.iter().map(|of| sheet.sorted_row(of)).collect_view()}</tbody> }.into_any()]
        }
    };
    let counts = view! {
        <b>{words::thousands(all.len())}</b>" agencies and offices. Each row includes the agency's components. "
        {counted_plans(reading, "/agencies", query)}
    };
    let files = takes_files(reading.request.actor()).then(|| downloads(reading, "agencies", &query.pairs(), all.len()));
    let table = match all.is_empty() {
        true => {
            let all = reading.paths.agencies();
            view! { <p class="c-empty">"No agencies match. "<a href=all>"Clear filters"</a></p> }.into_any()
        }
        false => view! {
            <div class="c-listed"><div class="c-scroll c-scroll--list">
                <table class="c-t c-t--stack c-t--list c-agencies" aria-label="Agencies">
                    <thead><tr>{sheet.heads()}</tr></thead>
                    {rows}
                </table>
            </div></div>
        }
        .into_any(),
    };
    view! {
        {list_head("Agencies", counts.into_any(), files)}
        {form(reading, query)}
        {applied(reading, query)}
        {sheet.compared(&all)}
        {results_heading()}
        {table}
    }
    .into_any()
}

/// The heads that sort are out of sight on narrow screens, so the form sorts too.
fn form(reading: &Reading, query: &AgencyQuery) -> AnyView {
    let offered = |sort: &AgencySort| match sort {
        AgencySort::Worst => (String::new(), sort.words().to_owned()),
        AgencySort::Place => (sort.code().to_owned(), "Type and name".to_owned()),
        AgencySort::Most(Figure::SlipDays) => (sort.code().to_owned(), "Slip (most first)".to_owned()),
        sort => (sort.code().to_owned(), format!("{} (most first)", sort.words())),
    };
    let choices = AgencySort::ALL.iter().map(offered).collect();
    let chosen = query.sort_pair().map(|(_, code)| code).unwrap_or_default();
    let line = FilterLine {
        reading,
        path: "/agencies",
        label: "Find, sort, and compare agencies".to_owned(),
        kept: query.plans.pair().into_iter().collect(),
        words: ("Name or code of an agency", query.text.clone()),
        picks: Vec::new(),
        more: (
            "Sort and compare",
            vec![
                select(AgencySort::NAME, "Sort by", "", choices, &chosen),
                since_field(query.since.as_ref(), reading.view.position().day),
            ],
            usize::from(query.since.is_some()),
        ),
        layout: Vec::new(),
    };
    line.draw()
}

/// The date that is compared with, which no button of the line says, and the way to remove what is set.
fn applied(reading: &Reading, query: &AgencyQuery) -> Option<AnyView> {
    let without = AgencyQuery { since: None, ..query.clone() };
    let compared = query.since.as_ref().map(|since| {
        (format!("Compared with {}", words::point(since)), reading.paths.with_pairs("/agencies", &without.pairs()))
    });
    let compared: Vec<(String, String)> = compared.into_iter().collect();
    reading.limits.add(compared.iter().map(|(words, _)| words.clone()));
    let is_set = query.text.is_some() || query.since.is_some();
    applied_filters(compared, is_set.then(|| reading.paths.agencies()))
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

    /// What is found by words may be anywhere in the tree.
    fn is_tree(&self) -> bool {
        self.query.sort.is_tree() && self.query.text.is_none()
    }

    /// The agencies of a kind. Each that has components is a body of its own: they are folded under it.
    fn group(&self, all: &[&Agency], kind: AgencyKind, roots: &[&Agency]) -> AnyView {
        let branches = roots.iter().map(|root| {
            let places = branch(all, root);
            let components = places.len() - 1;
            let rows = places.iter().map(|place| self.place_row(place, components)).collect_view();
            view! { <tbody>{rows}</tbody> }
        });
        let kinds = reference_words::agency_kinds(kind);
        // The name and the code stand before the figures.
        let columns = FIGURES.len() + 3 + usize::from(self.then.is_some());
        view! {
            <tbody>
                <tr class="grp">
                    <th colspan=columns scope="colgroup">{kinds}<span>{roots.len()}</span></th>
                </tr>
            </tbody>
            {branches.collect_view()}
        }
        .into_any()
    }

    /// Each figure sorts the agencies by how many there are; the name leads back to the tree.
    fn heads(&self) -> AnyView {
        let address = |sort| {
            let sorted = AgencyQuery { sort, ..self.query.clone() };
            self.reading.paths.with_pairs("/agencies", &sorted.pairs())
        };
        let head = |name, sort: AgencySort| {
            let class = if sort.is_descending() { "c-num" } else { "" };
            match self.query.sort == sort && sort.is_tree() {
                // A tree goes neither up nor down.
                true => view! { <th scope="col">{name}</th> }.into_any(),
                false => sort_head(name, class, (sort, self.query.sort), address),
            }
        };
        let figures = FIGURES.map(|figure| head(AgencySort::Most(figure).words(), AgencySort::Most(figure)));
        view! {
            {head("Agency", AgencySort::Worst)}
            <th scope="col">"Code"</th>
            {figures.into_iter().collect_view()}
            {head(AgencySort::MostSupported.words(), AgencySort::MostSupported)}
            {self.then.as_ref().map(|_| view! { <th scope="col">"Changed"</th> })}
        }
        .into_any()
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
        self.row(standing, "", note)
    }

    /// `components` is how many stand below the root of this branch.
    fn place_row(&self, place: &Place<'_>, components: usize) -> AnyView {
        // Beyond the third level the indentation stays, so that narrow screens keep room for the name.
        let class = ["c-level-0", "c-part c-level-1", "c-part c-level-2", "c-part c-level-3"][place.depth.min(3)];
        let standing = self.now.standing(place.agency);
        let note = match place.depth {
            0 if components > 0 => Some(fold(components, place.agency)),
            _ => joint_note(&self.reading.view, place),
        };
        self.row(&standing, class, note)
    }

    fn row(&self, standing: &Standing<'_>, class: &'static str, note: Option<AnyView>) -> AnyView {
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

/// What shows the components: while it is open the style sheet shows the rows below, so it works without a script.
fn fold(components: usize, root: &Agency) -> AnyView {
    let of = format!(" of {}", root.short_name);
    view! {
        <details class="c-fold">
            <summary>{words::count(components, "component")}<span class="usa-sr-only">{of}", listed below"</span></summary>
        </details>
    }
    .into_any()
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
    let address = reading.paths.with_pairs("/actions", &rows_supported(code, plans));
    count_link(number, &format!("Supports, {code}"), address)
}

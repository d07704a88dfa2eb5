//! A number proved: the rule that counts it, the point of the record, its rows, and the ledger entries behind each row.

use crate::components::Breadcrumb;
use crate::components::code::code;
use crate::components::fact::fact;
use crate::components::mark::sample;
use crate::components::pagination::{beyond_the_end, pagination};
use crate::components::table::{Column, Table};
use crate::error::AppError;
use crate::layout::{Page, Reading, Section, page};
use crate::lists::{ActionQuery, ListQuery, MilestoneQuery, MilestoneRow, PAGE};
use crate::paths::ActionKey;
use crate::words;
use domain::date::{long, short};
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use domain::ledger::Seq;
use domain::visibility::takes_files;
use leptos::prelude::*;
use std::collections::{BTreeSet, HashMap};

const ACTIONS: &[Column] = &[
    Column::text("Ref."),
    Column::text("Action"),
    Column::text("Counted as"),
    Column::text("Entries that made what is counted"),
];
const MILESTONES: &[Column] = &[
    Column::text("Milestone"),
    Column::text("Action"),
    Column::text("First promised"),
    Column::text("Now due"),
    Column::text("Entries that made what is counted"),
];

/// What is proved: rows of a list, and the parts of its address.
struct Proved {
    /// The list: `actions` or `milestones`.
    list: &'static str,
    thing: &'static str,
    pairs: Vec<(&'static str, String)>,
    page: usize,
    number: usize,
    columns: &'static [Column],
    rows: Vec<AnyView>,
}

/// `/proof/actions` with the query of the list of actions.
#[component]
pub fn ActionsProofPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = ActionQuery::read(&reading.request.query_without_as_of())?;
        query.check(&reading.view)?;
        let found = query.rows(&reading.view).await?.actions;
        let shown: Vec<&ActionFacts> = found.iter().copied().skip(query.layout.rows_before()).take(PAGE).collect();
        let behind = behind(&reading, shown.iter().map(|facts| facts.id)).await?;
        let rows = shown.iter().map(|facts| action_row(&reading, facts, behind.get(&facts.id))).collect();
        let (pairs, page, number) = (query.pairs(), query.layout.page, found.len());
        draw(&reading, Proved { list: "actions", thing: "action", pairs, page, number, columns: ACTIONS, rows }).await
    })
}

/// `/proof/milestones` with the query of the list of milestones.
#[component]
pub fn MilestonesProofPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = MilestoneQuery::read(&reading.request.query_without_as_of())?;
        query.check(&reading.view)?;
        let found = query.rows(&reading.view).await?.milestones;
        let shown: Vec<_> = found.iter().skip(query.layout.rows_before()).take(PAGE).collect();
        let behind = behind(&reading, shown.iter().map(|row| row.action.id)).await?;
        let rows = shown.iter().map(|row| milestone_row(&reading, row, behind.get(&row.action.id))).collect();
        let (pairs, page, number) = (query.pairs(), query.layout.page, found.len());
        draw(
            &reading,
            Proved { list: "milestones", thing: "milestone", pairs, page, number, columns: MILESTONES, rows },
        )
        .await
    })
}

async fn behind(
    reading: &Reading,
    actions: impl Iterator<Item = ActionId>,
) -> Result<HashMap<ActionId, BTreeSet<Seq>>, AppError> {
    let actions: BTreeSet<ActionId> = actions.collect();
    Ok(reading.view.entries_behind(&actions.into_iter().collect::<Vec<_>>()).await?)
}

async fn draw(reading: &Reading, proved: Proved) -> Result<Page, AppError> {
    let root = reading.request.site.store.head_at(reading.view.position().seq).await?.root;
    let number = words::count(proved.number, proved.thing);
    let list = reading.paths.with_pairs(&format!("/{}", proved.list), &proved.pairs);
    let pages = proved.number.div_ceil(PAGE);
    let address = |page: usize| {
        let mut pairs = proved.pairs.clone();
        pairs.push(("page", page.to_string()));
        reading.paths.with_pairs(&format!("/proof/{}", proved.list), &pairs)
    };
    let beyond = beyond_the_end(proved.page, pages, address);
    let numbers = pagination(proved.page, pages, address);
    let facts = point(reading, &proved, root.to_string());
    let rows = beyond.unwrap_or_else(|| {
        view! {
            <Table label="Rows and their entries" columns=proved.columns rows=proved.rows empty="No row is counted."/>
            {numbers}
        }
        .into_any()
    });
    let above = vec![(words::capitalized(proved.list), list.clone())];
    let title = format!("{number}, proved");
    let body = view! {
        <Breadcrumb above here="Proof".to_owned()/>
        <div class="c-page">
            <div class="c-page__text">
                <h1>{title.clone()}{sample()}</h1>
                <p>"Each row below is counted once. Beside it stand the entries of the ledger that made what is counted; "
                    "whoever holds the ledger can compute the number again."</p>
            </div>
        </div>
        {facts}
        <section class="c-section" id="rows">
            <div class="c-h2row"><h2>"Rows and their entries"</h2><a class="c-small" href=list>"The same rows as a list"</a></div>
            {rows}
        </section>
    }
    .into_any();
    Ok(Page { title, section: Section::Actions, body })
}

/// The rule, the point and the files from which the number can be computed again.
fn point(reading: &Reading, proved: &Proved, root: String) -> AnyView {
    let position = reading.view.position();
    let asked = proved.pairs.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", ");
    let asked = if asked.is_empty() { "everything".to_owned() } else { asked };
    let entry = words::thousands(position.seq.0 as usize);
    let files = takes_files(reading.request.actor()).then(|| {
        let csv = reading.paths.with_pairs(&format!("/exports/{}.csv", proved.list), &proved.pairs);
        let json = reading.paths.with_pairs(&format!("/exports/{}.json", proved.list), &proved.pairs);
        view! { <a href=csv download>"CSV"</a>" "<a href=json download>"JSON"</a>" of these rows; " }
    });
    let ledger = reading.paths.to("/exports/ledger.jsonl");
    view! {
        <dl class="c-facts">
            {fact("Asked for", asked)}
            {fact("Rule", view! { <a href=format!("{}#counting", reading.paths.to("/words"))>"How numbers are counted"</a> })}
            {fact("As of", view! { {long(position.day)}", "<a href=reading.paths.entry(position.seq)>"entry "{entry}</a> })}
            {fact("Root of the ledger there", code(root))}
            {fact("Files", view! { {files}<a href=ledger download>"the ledger"</a>" to that entry" })}
        </dl>
    }
    .into_any()
}

fn action_row(reading: &Reading, facts: &ActionFacts, entries: Option<&BTreeSet<Seq>>) -> AnyView {
    let judged = crate::dashboards::judged(&reading.view);
    let said = words::status(facts.status());
    let silent = facts.is_silent(judged.today, judged.rule).then_some(", silent");
    let lead = facts.lead.map_or_else(|| "no lead".to_owned(), |lead| reading.view.short_name(lead));
    view! {
        <tr>
            <td class="ref">{facts.reference.to_string()}</td>
            <th scope="row"><a href=action_address(reading, facts)>{facts.title.to_string()}</a></th>
            <td data-l="Counted as">{said}{silent}", "{lead}</td>
            <td data-l="Entries">{linked(reading, entries)}</td>
        </tr>
    }
    .into_any()
}

fn milestone_row(reading: &Reading, row: &MilestoneRow<'_>, entries: Option<&BTreeSet<Seq>>) -> AnyView {
    let MilestoneRow { action, milestone } = row;
    view! {
        <tr>
            <th scope="row"><a href=reading.paths.milestone(milestone.id)>{milestone.title.to_string()}</a></th>
            <td data-l="Action"><a href=action_address(reading, action)>{action.reference.to_string()}</a></td>
            <td data-l="First promised" class="c-nowrap">{short(milestone.original)}</td>
            <td data-l="Now due" class="c-nowrap">{short(milestone.due)}</td>
            <td data-l="Entries">{linked(reading, entries)}</td>
        </tr>
    }
    .into_any()
}

fn action_address(reading: &Reading, facts: &ActionFacts) -> String {
    let plan = reading.view.plan(facts.plan).map(|plan| plan.code.to_string()).unwrap_or_default();
    reading.paths.action(ActionKey { plan: &plan, reference: &facts.reference })
}

fn linked(reading: &Reading, entries: Option<&BTreeSet<Seq>>) -> AnyView {
    let link = |entry: &Seq| {
        view! { <a href=reading.paths.entry(*entry)>{words::thousands(entry.0 as usize)}</a>" " }
    };
    let links = entries.into_iter().flatten().map(link).collect_view();
    view! { <span class="c-entries">{links}</span> }.into_any()
}

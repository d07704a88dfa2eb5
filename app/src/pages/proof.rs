//! The sources of a number: the rule that counts it, the date that is viewed, its items, and behind each item the
//! versions from which it is read, with the log entry that decides. The page computes no hash: whether the log is whole is
//! the result of the last verification.

mod actions;
mod milestones;

pub use actions::ActionsProofPage;
pub use milestones::{DateChangesProofPage, MilestonesProofPage};

use crate::lists::PAGE;
use crate::paths::ActionKey;
use crate::words;
use domain::date::in_sentence;
use domain::facts::ActionFacts;
use domain::ledger::Seq;
use domain::visibility::takes_files;
use leptos::prelude::*;
use std::collections::BTreeSet;
use store::StoreError;
use ui::components::Breadcrumb;
use ui::components::code::code;
use ui::components::fact::fact;
use ui::components::mark::sample;
use ui::components::pagination::{beyond_the_end, pagination};
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;
use ui::layout::{Page, Reading, Section};

/// Whose sources are shown: rows of a list, and the parts of its address.
struct Sourced {
    /// The list: `actions`, `milestones` or `date-changes`.
    list: &'static str,
    /// The list as its page calls it.
    list_title: &'static str,
    thing: &'static str,
    pairs: Vec<(&'static str, String)>,
    /// What the rows are filtered by, in words.
    filters: Vec<String>,
    page: usize,
    number: usize,
    columns: &'static [ColumnHead],
    rows: Vec<AnyView>,
    /// Which versions are named: "every version of the milestone and of its documents".
    versions: &'static str,
    /// Which entries decide, in a sentence.
    decides: &'static str,
}

async fn draw(reading: &Reading, sourced: Sourced) -> Result<Page, AppError> {
    let root = reading.request.site.store.head_at(reading.view.position().seq).await?.root;
    let number = words::count(sourced.number, sourced.thing);
    let list = reading.paths.with_pairs(&format!("/{}", sourced.list), &sourced.pairs);
    let pages = sourced.number.div_ceil(PAGE);
    let address = |page: usize| {
        let mut pairs = sourced.pairs.clone();
        pairs.push(("page", page.to_string()));
        reading.paths.with_pairs(&format!("/proof/{}", sourced.list), &pairs)
    };
    let beyond = beyond_the_end(sourced.page, pages, address);
    let numbers = pagination(sourced.page, pages, address);
    let checked = last_check(reading).await?;
    let facts = point(reading, &sourced, root.to_string(), checked);
    let rows = beyond.unwrap_or_else(|| {
        view! {
            <Table label="Items and log entries" columns=sourced.columns rows=sourced.rows empty="No items match."/>
            {numbers}
        }
        .into_any()
    });
    let above = vec![(sourced.list_title.to_owned(), list.clone())];
    let title = format!("Sources for \u{201c}{number}\u{201d}");
    let body = view! {
        <Breadcrumb above here="Sources".to_owned()/>
        <div class="c-page">
            <div class="c-page__text">
                <h1>{title.clone()}{sample()}</h1>
                <p>"Each "{sourced.thing}" below is counted once. The log entries behind it are listed: "
                    {sourced.versions}". "{sourced.decides}" Anyone with the log can recalculate the number and verify "
                    "the entries against the signed checkpoint."</p>
            </div>
        </div>
        {facts}
        <section class="c-section" id="rows">
            <div class="c-h2row"><h2>"Items and log entries"</h2><a class="c-small" href=list>"View as list"</a></div>
            {rows}
        </section>
    }
    .into_any();
    Ok(Page { title, section: Section::Actions, body })
}

/// The rule, the date and the files from which the number can be calculated again.
fn point(reading: &Reading, sourced: &Sourced, root: String, checked: Option<AnyView>) -> AnyView {
    let position = reading.view.position();
    let filters = if sourced.filters.is_empty() { "None".to_owned() } else { sourced.filters.join("; ") };
    let entry = words::entry_number(position.seq);
    let takes = takes_files(reading.request.actor());
    let files = takes.then(|| {
        let csv = reading.paths.with_pairs(&format!("/exports/{}.csv", sourced.list), &sourced.pairs);
        let json = reading.paths.with_pairs(&format!("/exports/{}.json", sourced.list), &sourced.pairs);
        view! { <a href=csv download>"CSV"</a>" "<a href=json download>"JSON"</a>" of these items; " }
    });
    let ledger = reading.paths.to("/exports/ledger.jsonl");
    let contents = takes.then(|| {
        let address = reading.paths.to("/exports/contents.jsonl");
        view! { ", "<a href=address download>"salts and content"</a>" that you can see" }
    });
    view! {
        <dl class="c-facts">
            {fact("Filters", filters)}
            {fact("Rule", view! { <a href=format!("{}#counting", reading.paths.to("/words"))>"How numbers are counted"</a> })}
            {fact("As of", view! { {in_sentence(position.day)}", "<a href=reading.paths.entry(position.seq)>"log entry "{entry}</a> })}
            {fact("Fingerprint at this entry (root hash)", code(root))}
            {checked.map(|checked| fact("Last verification", checked))}
            {fact("Downloads", view! { {files}<a href=ledger download>"audit log"</a>" through this entry"{contents} })}
        </dl>
    }
    .into_any()
}

/// The result of the last verification of the whole log, for those who read it.
async fn last_check(reading: &Reading) -> Result<Option<AnyView>, AppError> {
    let last = match reading.view.last_check().await {
        Err(StoreError::NotFound) => return Ok(None),
        last => last?,
    };
    let Some(last) = last else {
        return Ok(Some("None yet. The server operator can run concord verify.".into_any()));
    };
    let result = if last.fault.is_none() { "No problems found" } else { "Problem found" };
    let (address, number) = (reading.paths.entry(last.to), words::entry_number(last.to));
    Ok(Some(
        view! { <b>{result}</b>", through "<a href=address>"log entry "{number}</a>", "{reading.view.zone().time(last.at)} }
            .into_any(),
    ))
}

fn action_address(reading: &Reading, facts: &ActionFacts) -> String {
    let plan = reading.view.plan(facts.plan).map(|plan| plan.code.to_string()).unwrap_or_default();
    reading.paths.action(ActionKey { plan: &plan, reference: &facts.reference })
}

/// Entries as links, each once and in their order.
fn linked(reading: &Reading, entries: impl IntoIterator<Item = Seq>) -> AnyView {
    let entries: BTreeSet<Seq> = entries.into_iter().collect();
    let link = |entry: Seq| {
        view! { <a href=reading.paths.entry(entry)>{words::entry_number(entry)}</a>" " }
    };
    let links = entries.into_iter().map(link).collect_view();
    view! { <span class="c-entries">{links}</span> }.into_any()
}

/// The entry that decides something: "Status: 1,204".
fn decided(reading: &Reading, what: Option<&'static str>, entry: Option<Seq>) -> Option<AnyView> {
    let entry = entry?;
    let what = what.map(|what| format!("{what}: "));
    let number = words::entry_number(entry);
    Some(view! { <span class="sub">{what}<a href=reading.paths.entry(entry)><b>{number}</b></a></span> }.into_any())
}

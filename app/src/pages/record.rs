//! The audit log: its signed checkpoint, and its entries with the newest first.

mod filter;

use crate::{sentences, words};
use domain::Event;
use domain::actor::Permission;
use domain::date::Zone;
use domain::ledger::Seq;
use domain::visibility::takes_files;
use filter::{RECORD, RecordFilter};
use leptos::prelude::*;
use queries::error::BadQuery;
use queries::glossary;
use store::{Authors, LoggedEntry, ShownEntry};
use ui::components::author::author;
use ui::components::code::code;
use ui::components::fact::fact;
use ui::components::head::page_head;
use ui::components::kinds::LinkedSubject;
use ui::components::pagination::pagination;
use ui::components::subject::subjects;
use ui::components::table::{ColumnHead, Table};
use ui::components::term::term_as;
use ui::components::withheld::withheld_row;
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};

/// Entries on one page of the list.
const PAGE: u64 = 50;

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Entry"),
    ColumnHead::text("Time"),
    ColumnHead::text("Account"),
    ColumnHead::text("Change"),
    ColumnHead::text("Item"),
];

#[component]
pub fn RecordPage() -> impl IntoView {
    page(async |reading: Reading| {
        let filter = RecordFilter::read(&reading).await?;
        let (entries, total) = found(&reading, &filter).await?;
        let pages = total.div_ceil(PAGE);
        let rows = rows(&reading, entries).await?;
        let numbers = pagination(asked_page(&reading)? as usize, pages as usize, |number| {
            let mut pairs = filter.pairs();
            pairs.push(("page", number.to_string()));
            reading.paths.with_pairs(RECORD, &pairs)
        });
        let fit = (!filter.is_empty()).then(|| format!("{} match these filters. ", entries_in_words(total)));
        let zone = reading.request.site.store.zone();
        let zone = if zone == Zone::NEW_YORK { "Eastern".to_owned() } else { format!("for {zone}") };
        let body = view! {
            {head(&reading)}
            {signed_head(&reading).await?}
            <section class="c-section" id="entries">
                <h2>{term_as(&glossary::LOG_ENTRY, "Log entries")}</h2>
                {filter.draw(&reading).await?}
                <p class="c-small c-quiet">
                    {fit}"Newest first. Times are "{zone}" (UTC in parentheses)."
                </p>
                <Table label="Log entries" columns=COLUMNS rows empty="No log entries match these filters."/>
                {numbers}
            </section>
        }
        .into_any();
        Ok(Page { title: "Audit log".to_owned(), section: Section::Record, body })
    })
}

fn head(reading: &Reading) -> AnyView {
    let entries = entries_in_words(reading.view.position().seq.tree_size().0);
    let lead = format!("{entries}. Every change adds an entry. Entries are never edited or removed.");
    let ledger = reading.paths.to("/exports/ledger.jsonl");
    let actor = reading.request.actor();
    let contents = takes_files(actor).then(|| {
        let address = reading.paths.to("/exports/contents.jsonl");
        view! { <a href=address download>"Download salts and content"</a> }
    });
    let access = actor.may(Permission::ReadAccessLog).then(|| {
        let address = reading.paths.to("/exports/access-log.csv");
        view! { <a href=address download>"Download access log"</a> }
    });
    view! {
        {page_head("Audit log", lead)}
        <div class="c-tools">
            <a class="usa-button usa-button--outline c-b" href=ledger>"Download audit log"</a>
            {contents}{access}
            <a href=reading.paths.to("/record/check")>"Check a file, or verify the log independently"</a>
        </div>
    }
    .into_any()
}

/// The current signed checkpoint. The past has none of its own here: the downloaded log of that point ends with one.
pub(in crate::pages) async fn signed_head(reading: &Reading) -> Result<AnyView, AppError> {
    let store = &reading.request.site.store;
    let key = store.key().verifier().to_string();
    let head = if reading.view.position().is_past() {
        let words = "This is the last line of the downloaded log. It covers these entries only.";
        view! {
            {fact("Entries", entries_in_words(reading.view.position().seq.tree_size().0))}
            {fact("Signed checkpoint", words)}
        }
        .into_any()
    } else {
        let head = store.head().await?;
        view! {
            {fact("Entries", entries_in_words(head.size.0))}
            {fact("Fingerprint (root hash)", code(head.root.to_string()))}
            {fact("Signed checkpoint", checkpoint(head.checkpoint))}
        }
        .into_any()
    };
    let view = view! {
        <section class="c-section" id="head">
            <h2>"Current "{term_as(&glossary::SIGNED_CHECKPOINT, "signed checkpoint")}</h2>
            <dl class="c-facts">{head}{fact("Public key", code(key))}</dl>
        </section>
    };
    Ok(view.into_any())
}

fn entries_in_words(number: u64) -> String {
    words::entries(usize::try_from(number).unwrap_or(usize::MAX))
}

fn checkpoint(text: String) -> AnyView {
    view! {
        <pre class="c-bytes">{text}</pre>
        <p class="c-small c-quiet">
            "Save a copy. It lets anyone show whether earlier entries were changed. "
            <a href="/ledger/checkpoint">"Download as a file"</a>
        </p>
    }
    .into_any()
}

/// The entries of the page that is asked for, the newest first, and how many there are on all pages.
async fn found(reading: &Reading, filter: &RecordFilter) -> Result<(Vec<ShownEntry>, u64), AppError> {
    let page = asked_page(reading)?;
    let last = reading.view.position().seq;
    let (entries, total) = if filter.is_empty() {
        // Every entry has its number, so a page is found without counting.
        let (first, last_on_page) = span(last, page);
        let mut entries = reading.view.shown_entries(first, last_on_page, PAGE).await?;
        entries.reverse();
        (entries, last.tree_size().0)
    } else {
        let found = reading.view.log(&filter.asked, (page - 1).saturating_mul(PAGE), PAGE).await?;
        // What is withheld fits no filter: that it did would tell something of it.
        (found.entries.into_iter().map(|entry| ShownEntry::Whole(Box::new(entry))).collect(), found.total)
    };
    if page > 1 && page > total.div_ceil(PAGE) {
        return Err(AppError::NotFound);
    }
    Ok((entries, total))
}

/// The page that the address asks for, from 1.
fn asked_page(reading: &Reading) -> Result<u64, AppError> {
    let Some(value) = reading.request.query("page") else { return Ok(1) };
    let refused = || BadQuery::filter("page", &value);
    match value.parse::<u64>().map_err(|_| refused())? {
        0 => Err(AppError::NotFound),
        // An offset that the databases count with.
        number if number > u64::from(u32::MAX) => Err(AppError::NotFound),
        number => Ok(number),
    }
}

/// The first and the last entry on a page of the list, counted from the newest.
fn span(last: Seq, page: u64) -> (Seq, Seq) {
    let newest = last.0.saturating_sub((page - 1).saturating_mul(PAGE));
    (Seq(newest.saturating_sub(PAGE - 1)), Seq(newest))
}

async fn rows(reading: &Reading, entries: Vec<ShownEntry>) -> Result<Vec<AnyView>, AppError> {
    let whole: Vec<&LoggedEntry> = entries.iter().filter_map(ShownEntry::whole).collect();
    let authors = reading.view.authors(whole.iter().copied()).await?;
    let mut subjects = subjects(reading, whole).await?;
    // An import is about all of its items; the first of them, which its entry names, would mislead.
    let is_import = |entry: &LoggedEntry| matches!(entry.event, Some(Event::Imported { .. }));
    let row = |entry: &ShownEntry| match entry {
        ShownEntry::Whole(entry) => {
            let subject = subjects.remove(&entry.leaf.entry().seq).filter(|_| !is_import(entry));
            row(reading, entry, (subject, &authors))
        }
        ShownEntry::Withheld(withheld) => withheld_row(reading, withheld),
    };
    Ok(entries.iter().map(row).collect())
}

fn row(reading: &Reading, logged: &LoggedEntry, (subject, authors): (Option<LinkedSubject>, &Authors)) -> AnyView {
    let entry = logged.leaf.entry();
    let at = entry.recorded_at.instant();
    let time = reading.request.site.store.zone().time_in_table(at);
    let written = entry.recorded_at.to_string();
    view! {
        <tr>
            <th scope="row"><a href=reading.paths.entry(entry.seq)>{words::entry_number(entry.seq)}</a></th>
            <td data-l="Time" class="c-nowrap">
                <time datetime=written>{time}</time><span class="sub">{at.format("(%H:%M:%S UTC)").to_string()}</span>
            </td>
            <td data-l="Account">{author(&reading.view, logged, authors)}</td>
            <td data-l="Change">{sentences::sentence(&reading.view, logged)}</td>
            <td data-l="Item">{subject.map(|subject| subject.link())}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_entries_join_without_a_gap_and_end_with_the_first() {
        assert_eq!(span(Seq(120), 1), (Seq(71), Seq(120)));
        assert_eq!(span(Seq(120), 2), (Seq(21), Seq(70)));
        assert_eq!(span(Seq(120), 3), (Seq(0), Seq(20)));
        assert_eq!(span(Seq(0), 1), (Seq(0), Seq(0)));
        assert_eq!(span(Seq(49), 1), (Seq(0), Seq(49)));
    }
}

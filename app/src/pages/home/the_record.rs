//! For the auditor: the signed checkpoint, when the log was last verified, and who downloaded what.

use super::block::block;
use crate::pages::record::signed_head;
use crate::paths::Paths;
use crate::security_query::SECURITY_LOG;
use crate::words;
use domain::date::in_sentence;
use leptos::prelude::*;
use queries::filter_words;
use queries::homes::RecordHome;
use reports::access_log::SENT_WHILE_READ;
use store::{AsOf, LedgerCheck, Taken};
use ui::components::fact::fact;
use ui::components::table::ColumnHead;
use ui::error::AppError;
use ui::layout::Reading;
use ui::request::not_cacheable;

const EXPORTS: &[ColumnHead] = &[
    ColumnHead::text("Downloaded"),
    ColumnHead::text("Account"),
    ColumnHead::text("File"),
    ColumnHead::text("Log entry"),
    ColumnHead::number("Rows"),
];

pub async fn body(reading: &Reading) -> Result<AnyView, AppError> {
    // Downloads and checks are shown up to the instant at which this is read, so it is read each time.
    not_cacheable();
    let home = RecordHome::of(&reading.view).await?;
    let position = reading.view.position();
    let size = position.seq.tree_size().0 as usize;
    let entries = if size == 1 { "1 entry".to_owned() } else { format!("{} entries", words::thousands(size)) };
    let day = in_sentence(reading.request.site.store.zone().day(position.recorded_at));
    Ok(view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"Audit log"</h1>
                <p><b>{entries}</b>". Latest: "{day}". Every change adds an entry. Entries are never edited or removed."</p>
            </div>
            <div class="c-tools">
                <a class="usa-button c-b" href=reading.paths.to("/exports/ledger.jsonl")>"Download audit log"</a>
                <a class="usa-button usa-button--outline c-b" href=reading.paths.record()>"View all entries"</a>
                <a href=reading.paths.to(SECURITY_LOG)>"Security log"</a>
            </div>
        </div>
        <div class="c-grid c-grid--2 c-grid--top">
            {signed_head(reading).await?}
            {last_check(reading, &home)}
        </div>
        <div class="c-block-gap">{exports(reading, &home)}</div>
    }
    .into_any())
}

fn last_check(reading: &Reading, home: &RecordHome) -> AnyView {
    let facts = match &home.last_check {
        Some(last) => verified(reading, last),
        None => view! {
            <p class="c-empty">"The audit log has not been verified yet. The server operator can run "<code>"concord verify"</code>"."</p>
        }
        .into_any(),
    };
    view! {
        <section class="c-section" id="verification">
            <h2>"Last verification"</h2>
            {facts}
            <p class="c-small c-quiet">
                <a href=reading.paths.to("/record/check")>"Check a file, or verify the log independently"</a>
            </p>
        </section>
    }
    .into_any()
}

fn verified(reading: &Reading, last: &LedgerCheck) -> AnyView {
    let after = reading.view.position().seq.0.saturating_sub(last.to.0) as usize;
    let since = match after {
        0 => "No entries since then.".to_owned(),
        1 => "1 newer entry is not verified.".to_owned(),
        number => format!("{} newer entries are not verified.", words::thousands(number)),
    };
    let entry = reading.paths.entry(last.to);
    let number = words::entry_number(last.to);
    let result = match &last.fault {
        None => "No problems found.".to_owned(),
        Some(fault) => format!("Problem found: {fault}"),
    };
    // The entry may have come after the point that is read.
    let paths = reading.paths.now();
    let broken = last.broken_entry().map(|entry| {
        let number = words::entry_number(entry);
        view! { " "<a href=paths.entry(entry)>{format!("Open log entry {number} (index {entry})")}</a> }
    });
    view! {
        <dl class="c-facts">
            {fact("Result", view! { <b>{result}</b>{broken} })}
            {fact("When", reading.view.zone().time(last.at))}
            {fact("Through entry", view! { <a href=entry>{number}</a>". "{since} })}
            {fact("Verified with", format!("Concord {}", last.version))}
        </dl>
    }
    .into_any()
}

fn exports(reading: &Reading, home: &RecordHome) -> AnyView {
    let rows: Vec<_> = home.taken.iter().map(|taken| row(reading, taken, home.name_of(taken.person))).collect();
    let title = "Recent downloads".to_owned();
    let file = |ending: &str| reading.paths.to(&format!("/exports/access-log.{ending}"));
    let whole = view! {
        <p class="c-small">
            "Full access log: "<a href=file("csv") download aria-label="Access log, CSV">"CSV"</a>" "
            <a href=file("json") download aria-label="Access log, JSON">"JSON"</a>
        </p>
    };
    let latest = block(title, None, EXPORTS, rows, "No downloads yet.");
    view! { {latest}{whole} }.into_any()
}

/// The link asks for the same file at the entry at which it was read.
fn row(reading: &Reading, taken: &Taken, who: &str) -> AnyView {
    let entry = reading.paths.entry(taken.position);
    let asked: Vec<(String, String)> = url::form_urlencoded::parse(taken.query.as_bytes())
        .filter(|(name, value)| name != "as_of" && !value.is_empty())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let filters = filter_words::of_file(&taken.what, &asked).join("; ");
    let filters = match (taken.is_withheld, filters.as_str()) {
        (false, _) => filters,
        (true, "") => "Rows withheld: they could reveal a draft".to_owned(),
        (true, filters) => format!("{filters}. Rows withheld: they could reveal a draft"),
    };
    let is_counted = !taken.is_withheld && taken.what != SENT_WHILE_READ;
    let number = is_counted.then(|| words::thousands(taken.rows as usize));
    let list = ["actions", "milestones"].into_iter().find(|list| taken.what.starts_with(list));
    let list = list.filter(|_| !taken.is_withheld);
    let rows = list.map(|list| {
        let address = Paths::at(AsOf::Entry(taken.position)).with_pairs(&format!("/{list}"), &asked);
        view! { " "<a href=address>"rows"</a> }
    });
    view! {
        <tr>
            <th scope="row" class="c-nowrap">{reading.view.zone().time_in_table(taken.at)}</th>
            <td data-l="Account">{who.to_owned()}</td>
            <td data-l="File">{taken.what.clone()}{rows}<span class="sub">{filters}</span></td>
            <td data-l="Log entry"><a href=entry>{words::entry_number(taken.position)}</a></td>
            <td data-l="Rows" class="c-num">{number}</td>
        </tr>
    }
    .into_any()
}

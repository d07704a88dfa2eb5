//! For the auditor: the head of the ledger, when the record was last checked, and who took what out of it.

use super::block::block;
use crate::components::fact::fact;
use crate::components::table::ColumnHead;
use crate::error::AppError;
use crate::layout::Reading;
use crate::pages::record::signed_head;
use crate::paths::Paths;
use crate::request::not_cacheable;
use crate::security_query::SECURITY_LOG;
use crate::words;
use domain::date::in_sentence;
use leptos::prelude::*;
use queries::homes::RecordHome;
use reports::access_log::SENT_WHILE_READ;
use store::{AsOf, LedgerCheck, Taken};

const EXPORTS: &[ColumnHead] = &[
    ColumnHead::text("When"),
    ColumnHead::text("Who"),
    ColumnHead::text("What"),
    ColumnHead::text("As of entry"),
    ColumnHead::number("Rows"),
];

pub async fn body(reading: &Reading) -> Result<AnyView, AppError> {
    // Downloads and checks are shown up to the instant at which this is read, so it is read anew each time.
    not_cacheable();
    let home = RecordHome::of(&reading.view).await?;
    let position = reading.view.position();
    let size = position.seq.tree_size().0 as usize;
    let entries = if size == 1 { "1 entry".to_owned() } else { format!("{} entries", words::thousands(size)) };
    let day = in_sentence(reading.request.site.store.zone().day(position.recorded_at));
    Ok(view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"The record"</h1>
                <p><b>{entries}</b>", the last of "{day}". Whatever changes adds one; none is ever edited or removed."</p>
            </div>
            <div class="c-tools">
                <a class="usa-button c-b" href=reading.paths.to("/exports/ledger.jsonl")>"Download the ledger"</a>
                <a class="usa-button usa-button--outline c-b" href=reading.paths.record()>"All entries"</a>
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
            <p class="c-empty">"Nobody has checked the whole record until this point. The operator runs "<code>"concord verify"</code>"."</p>
        }
        .into_any(),
    };
    view! {
        <section class="c-section" id="verification">
            <h2>"Last verification"</h2>
            {facts}
            <p class="c-small c-quiet">
                <a href=reading.paths.to("/record/check")>"How to check it without trusting this server"</a>
            </p>
        </section>
    }
    .into_any()
}

fn verified(reading: &Reading, last: &LedgerCheck) -> AnyView {
    let after = reading.view.position().seq.0.saturating_sub(last.to.0) as usize;
    let since = match after {
        0 => "Nothing was entered since.".to_owned(),
        1 => "1 entry came since and is not checked.".to_owned(),
        number => format!("{} entries came since and are not checked.", words::thousands(number)),
    };
    let entry = reading.paths.entry(last.to);
    let number = words::thousands(last.to.0 as usize);
    let result = match &last.fault {
        None => "The record is whole.".to_owned(),
        Some(fault) => format!("The record is not whole. {fault}"),
    };
    // The entry may have come after the point that is read.
    let paths = reading.paths.now();
    let broken = last.broken_entry().map(|entry| {
        let number = words::thousands(entry.0 as usize);
        view! { " "<a href=paths.entry(entry)>{format!("Open entry {number}")}</a> }
    });
    view! {
        <dl class="c-facts">
            {fact("Result", view! { <b>{result}</b>{broken} })}
            {fact("When", words::instant(last.at))}
            {fact("To entry", view! { <a href=entry>{number}</a>". "{since} })}
            {fact("By", format!("concord {}", last.version))}
        </dl>
    }
    .into_any()
}

fn exports(reading: &Reading, home: &RecordHome) -> AnyView {
    let rows: Vec<_> = home.taken.iter().map(|taken| row(reading, taken, home.name_of(taken.person))).collect();
    let title = "Taken out of the record lately".to_owned();
    let file = |ending: &str| reading.paths.to(&format!("/exports/access-log.{ending}"));
    let whole = view! {
        <p class="c-small">
            "The whole access log: "<a href=file("csv") download aria-label="Access log, CSV">"CSV"</a>" "
            <a href=file("json") download aria-label="Access log, JSON">"JSON"</a>
        </p>
    };
    let latest = block(title, None, EXPORTS, rows, "Nobody has taken a file until this point.");
    view! { {latest}{whole} }.into_any()
}

/// The link asks for the same file at the entry at which it was read.
fn row(reading: &Reading, taken: &Taken, who: &str) -> AnyView {
    let entry = reading.paths.entry(taken.position);
    let asked: Vec<(String, String)> = url::form_urlencoded::parse(taken.query.as_bytes())
        .filter(|(name, value)| name != "as_of" && !value.is_empty())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let filters = asked.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", ");
    let filters = match (taken.is_withheld, filters.as_str()) {
        (false, _) => filters,
        (true, "") => "Rows withheld: they could tell of a draft".to_owned(),
        (true, filters) => format!("{filters}. Rows withheld: they could tell of a draft"),
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
            <th scope="row" class="c-nowrap">{words::instant(taken.at)}</th>
            <td data-l="Who">{who.to_owned()}</td>
            <td data-l="What">{taken.what.clone()}{rows}<span class="sub">{filters}</span></td>
            <td data-l="As of entry"><a href=entry>{words::thousands(taken.position.0 as usize)}</a></td>
            <td data-l="Rows" class="c-num">{number}</td>
        </tr>
    }
    .into_any()
}

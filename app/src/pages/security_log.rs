//! The security log: who signed in, who was kept out, what was done to accounts, and what was downloaded.

use crate::security_query::{SECURITY_FILE, SECURITY_LOG, SecurityQuery};
use crate::words;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::security::SecurityEvent;
use leptos::prelude::*;
use queries::error::BadQuery;
use std::collections::HashMap;
use store::SecurityEntry;
use ui::components::date_field::DateField;
use ui::components::filters::select;
use ui::components::head::page_head;
use ui::components::pagination::{beyond_the_end, pagination};
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};
use ui::request::not_cacheable;

/// Entries on one page of the list.
const PAGE: u64 = 50;

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("When"),
    ColumnHead::text("Event"),
    ColumnHead::text("By"),
    ColumnHead::text("About"),
    ColumnHead::text("Network address"),
    ColumnHead::text("Details"),
];

/// Accounts by their ids.
type Names = HashMap<PersonId, String>;

#[component]
pub fn SecurityLogPage() -> impl IntoView {
    page(async |reading: Reading| {
        // What is shown changes with no entry of the record, so the page is drawn anew each time.
        not_cacheable();
        let query = SecurityQuery::read(&reading.request.query_without_as_of())?;
        let filter = query.filter(reading.request.site.store.zone());
        let size = reading.view.security_log_size(&filter).await?;
        let (shown, pages) = (asked_page(&reading)?, size.div_ceil(PAGE));
        let entries = reading.view.security_log(&filter, (shown - 1) * PAGE, PAGE).await?;
        let names = names(&reading).await?;
        let address = |page: usize| {
            let mut pairs = query.pairs();
            pairs.extend((page > 1).then(|| ("page", page.to_string())));
            reading.paths.with_pairs(SECURITY_LOG, &pairs)
        };
        let (shown, pages) =
            (usize::try_from(shown).unwrap_or(usize::MAX), usize::try_from(pages).unwrap_or(usize::MAX));
        let file = reading.paths.with_pairs(SECURITY_FILE, &query.pairs());
        let rows: Vec<_> = entries.iter().map(|entry| row(&reading, entry, &names)).collect();
        let table = beyond_the_end(shown, pages, address).unwrap_or_else(|| {
            view! { <Table label="Security log" columns=COLUMNS rows empty="No entry fits these filters."/> }.into_any()
        });
        let body = view! {
            {page_head("Security log", lead(size))}
            <div class="c-tools"><a class="usa-button usa-button--outline c-b" href=file>"Download as JSON Lines"</a></div>
            {form(&reading, &query, &names)}
            {table}
            {pagination(shown, pages, address)}
        }
        .into_any();
        Ok(Page { title: "Security log".to_owned(), section: Section::People, body })
    })
}

fn lead(size: u64) -> String {
    let entries = words::entries(usize::try_from(size).unwrap_or(usize::MAX));
    format!(
        "{entries}. Sign-ins, use of one-time links, account changes, downloads, and refusals. It never contains passwords or the links themselves."
    )
}

fn asked_page(reading: &Reading) -> Result<u64, AppError> {
    let Some(value) = reading.request.query("page") else { return Ok(1) };
    let number = value.parse().ok().filter(|number| (1..=1_000_000).contains(number));
    Ok(number.ok_or_else(|| BadQuery::filter("page", &value))?)
}

async fn names(reading: &Reading) -> Result<Names, AppError> {
    let people = reading.view.people().await?;
    Ok(people.into_iter().map(|seen| (seen.value.id, seen.value.name.to_string())).collect())
}

fn form(reading: &Reading, query: &SecurityQuery, names: &Names) -> AnyView {
    let as_of = reading.view.position().is_past().then(|| {
        view! { <input type="hidden" name="as_of" value=reading.paths.as_of().to_string()/> }
    });
    let events = SecurityEvent::ALL.map(|event| (event.code().to_owned(), words::security_event(event).to_owned()));
    let mut accounts: Vec<(String, String)> = names.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    accounts.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    let viewed = reading.view.position().day;
    let event = query.event.map(SecurityEvent::code).unwrap_or_default();
    let account = query.account.map(|account| account.to_string()).unwrap_or_default();
    view! {
        <form class="c-filter" method="get" action=SECURITY_LOG aria-label="Filter the security log">
            {as_of}
            <div class="c-filter__row">
                {select("event", "Event", "All events", events.to_vec(), event)}
                {select("account", "Account", "All accounts", accounts, &account)}
                <div>
                    <label for="f-place">"Network address"</label>
                    <input class="usa-input" id="f-place" name="place" value=query.place.clone()/>
                </div>
                <div><DateField id="f-from" name="from" label="From" value=query.from viewed/></div>
                <div><DateField id="f-to" name="to" label="To" value=query.to viewed/></div>
                <div class="btn"><button class="usa-button" type="submit">"Apply"</button></div>
            </div>
        </form>
        {(!query.pairs().is_empty()).then(|| view! {
            <p><a href=reading.paths.to(SECURITY_LOG)>"Clear all filters"</a></p>
        })}
    }
    .into_any()
}

fn row(reading: &Reading, entry: &SecurityEntry, names: &Names) -> AnyView {
    let time = |at: Instant| reading.request.site.store.zone().time_in_table(at);
    let event = entry.event.map_or_else(|| entry.code.clone(), |event| words::security_event(event).to_owned());
    let named = |account: Option<PersonId>| account.map(|id| names.get(&id).cloned().unwrap_or_else(|| id.to_string()));
    let repeated = (entry.times > 1).then(|| {
        let times = words::thousands(usize::try_from(entry.times).unwrap_or(usize::MAX));
        view! { <span class="sub">{format!("{times} times until {}", time(entry.last_at))}</span> }
    });
    view! {
        <tr>
            <th scope="row">{time(entry.at)}{repeated}</th>
            <td data-l="Event">{event}</td>
            <td data-l="By">{named(entry.person)}</td>
            <td data-l="About">{named(entry.about)}</td>
            <td data-l="Network address">{place(entry.place.as_deref())}</td>
            <td data-l="Details">{entry.detail.clone()}</td>
        </tr>
    }
    .into_any()
}

fn place(place: Option<&str>) -> Option<String> {
    Some(if place? == "command-line" { "Command line of the server".to_owned() } else { place?.to_owned() })
}

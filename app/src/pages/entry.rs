//! One entry of the record: what it says, every field of it, and the bytes that were hashed.

mod versions;

use crate::components::Breadcrumb;
use crate::components::author::author_in_full;
use crate::components::code::code;
use crate::components::fact::{fact, fact_if};
use crate::components::head::page_head;
use crate::components::prose::prose;
use crate::components::subject::subject;
use crate::components::table::{ColumnHead, Table};
use crate::components::withheld::withheld_facts;
use crate::error::AppError;
use crate::layout::{Page, Reading, Section, page};
use crate::paths::Paths;
use crate::request::path_part;
use crate::{sentences, words};
use domain::date::in_sentence;
use domain::ledger::{Entry, Hash, RecordedActor, RowVersion, Rows, Seq, Subject};
use leptos::prelude::*;
use serde_json::Value;
use store::{AsOf, LoggedEntry, ShownEntry, WithheldEntry};
use versions::Versions;

const PARTICULARS: &[ColumnHead] = &[ColumnHead::text("Field"), ColumnHead::text("Value")];
const ROWS: &[ColumnHead] =
    &[ColumnHead::text("Kind"), ColumnHead::text("Id"), ColumnHead::number("Version"), ColumnHead::text("Hash")];

#[component]
pub fn EntryPage() -> impl IntoView {
    let seq = path_part("seq");
    page(async move |reading: Reading| {
        let logged = match read(&reading, &seq?).await? {
            ShownEntry::Whole(logged) => *logged,
            ShownEntry::Withheld(withheld) => return Ok(withheld_page(&reading, &withheld)),
        };
        let entry = logged.leaf.entry();
        let number = words::thousands(entry.seq.0 as usize);
        let title = format!("Entry {number}");
        let above = vec![("The record".to_owned(), reading.paths.record())];
        let versions = Versions::of(&reading, entry).await?;
        let body = view! {
            <Breadcrumb above here=title.clone()/>
            {page_head(title.as_str(), sentences::sentence(&reading.view, &logged))}
            {neighbors(&reading, entry.seq)}
            {facts(&reading, &logged, versions.reasons()).await?}
            {versions.draw(&reading).await}
            {particulars(entry)}
            {rows(&entry.rows)}
            {bytes(&logged)}
        }
        .into_any();
        Ok(Page { title, section: Section::Record, body })
    })
}

fn withheld_page(reading: &Reading, entry: &WithheldEntry) -> Page {
    let title = format!("Entry {}", words::thousands(entry.seq.0 as usize));
    let above = vec![("The record".to_owned(), reading.paths.record())];
    let body = view! {
        <Breadcrumb above here=title.clone()/>
        {page_head(title.as_str(), "Not shown.")}
        {neighbors(reading, entry.seq)}
        {withheld_facts(entry)}
    }
    .into_any();
    Page { title, section: Section::Record, body }
}

/// An entry at or before the position of this page.
async fn read(reading: &Reading, seq: &str) -> Result<ShownEntry, AppError> {
    let seq = seq.parse().map(Seq).map_err(|_| AppError::NotFound)?;
    if seq > reading.view.position().seq {
        return Err(AppError::NotFound);
    }
    let found = reading.view.shown_entries(seq, seq, 1).await?;
    found.into_iter().next().ok_or(AppError::NotFound)
}

fn neighbors(reading: &Reading, seq: Seq) -> AnyView {
    let before = seq.0.checked_sub(1).map(|before| {
        view! { <a href=reading.paths.entry(Seq(before))>"The entry before"</a> }
    });
    let after = (seq < reading.view.position().seq).then(|| {
        view! { <a href=reading.paths.entry(Seq(seq.0 + 1))>"The entry after"</a> }
    });
    let as_of = Paths::at(AsOf::Entry(seq)).plans();
    view! {
        <nav class="c-jump" aria-label="Around this entry">
            {before}{after}<a href=as_of>"Read the record as of this entry"</a>
        </nav>
    }
    .into_any()
}

async fn facts(reading: &Reading, logged: &LoggedEntry, reasons: Vec<String>) -> Result<AnyView, AppError> {
    let entry = logged.leaf.entry();
    let at = entry.recorded_at.instant();
    let zone = reading.request.site.store.zone();
    let day = format!("{} in {zone}", in_sentence(zone.day(at)));
    let about = subject(reading, logged).await?;
    let authors = reading.view.authors([logged]).await?;
    let reasons = reasons.into_iter().map(|reason| fact("Reason given", prose(&reason)));
    let kept = reading.request.site.store.kept_leaf(entry.seq).await?;
    let view = view! {
        {(kept != logged.leaf.hash()).then(|| changed_entry(kept))}
        <dl class="c-facts">
            {fact("Recorded", with_note(entry.recorded_at.to_string(), Some(day)))}
            {fact("Who", author_in_full(&reading.view, logged, &authors))}
            {reasons.collect_view()}
            {fact_if("Account", actor_id(&entry.actor))}
            {fact("Event", code(entry.event.to_string()))}
            {fact_if("Agency", agency(reading, entry))}
            {about.map(|about| fact("About", about.link()))}
            {fact_if("Subject", entry.subject.as_ref().map(subject_id))}
            {fact("Leaf hash", code(logged.leaf.hash().to_string()))}
        </dl>
    };
    Ok(view.into_any())
}

/// The bytes of the entry are not those from which the tree was made.
fn changed_entry(kept: Hash) -> AnyView {
    view! {
        <div class="c-note" role="note">
            <strong>"This entry is not what was recorded."</strong>
            " The tree was made from the leaf hash "{code(kept.to_string())}", and these bytes have another. The database was \
             changed outside Concord."
        </div>
    }
    .into_any()
}

fn with_note(text: String, note: Option<String>) -> AnyView {
    view! { {text}{note.map(|note| view! { <p class="c-small c-quiet">{note}</p> })} }.into_any()
}

/// The id that the entry has for whoever acted: its name is content of the record, which this line does not hold.
fn actor_id(actor: &RecordedActor) -> Option<String> {
    match actor {
        RecordedActor::Operator => None,
        RecordedActor::Person { id, .. } => Some(id.to_string()),
    }
}

fn agency(reading: &Reading, entry: &Entry) -> Option<String> {
    let id = entry.agency?;
    let name = reading.view.agency(id.into()).map(|agency| agency.name.to_string());
    Some(name.unwrap_or_else(|| id.to_string()))
}

fn subject_id(subject: &Subject) -> String {
    format!("{} {}", subject.kind, subject.id)
}

fn particulars(entry: &Entry) -> Option<AnyView> {
    let fields = entry.particulars.fields();
    if fields.is_empty() {
        return None;
    }
    let rows: Vec<_> = fields
        .iter()
        .map(|(name, value)| {
            let value = code(plain(value));
            view! { <tr><th scope="row">{name.clone()}</th><td data-l="Value">{value}</td></tr> }.into_any()
        })
        .collect();
    let view = view! {
        <section class="c-section" id="particulars">
            <h2>"Particulars"</h2>
            <Table label="Particulars" columns=PARTICULARS rows/>
        </section>
    };
    Some(view.into_any())
}

/// A text without its quotation marks; everything else as JSON.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn rows(rows: &Rows) -> AnyView {
    let drawn = match rows {
        Rows::Listed(rows) => {
            let rows: Vec<_> = rows.iter().map(version_row).collect();
            view! { <Table label="Row versions" columns=ROWS rows empty="It made none."/> }.into_any()
        }
        Rows::ByRoot(root) => view! {
            <p>{words::count(root.count as usize, "row version")}" under the root "{code(root.root.to_string())}"."</p>
            <p class="c-small c-quiet">
                "So many are given by the root of their own tree; the ledger file lists each of them after this entry."
            </p>
        }
        .into_any(),
    };
    view! { <section class="c-section" id="rows"><h2>"Row versions that it made"</h2>{drawn}</section> }.into_any()
}

fn version_row(row: &RowVersion) -> AnyView {
    view! {
        <tr>
            <th scope="row">{row.kind.to_string()}</th>
            <td data-l="Id">{code(row.id.to_string())}</td>
            <td data-l="Version" class="c-num">{row.version.to_string()}</td>
            <td data-l="Hash">{code(row.hash.to_string())}</td>
        </tr>
    }
    .into_any()
}

fn bytes(logged: &LoggedEntry) -> AnyView {
    let text = logged.leaf.text().to_owned();
    let length = words::count(text.len(), "byte");
    view! {
        <section class="c-section" id="bytes">
            <h2>"The bytes that were hashed"</h2>
            <p class="c-small c-quiet">
                {length}" of canonical JSON. The leaf hash is SHA-256 over a zero byte and these."
            </p>
            <pre class="c-bytes">{text}</pre>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shown_without_its_quotation_marks() {
        assert_eq!(plain(&Value::from("2024-03-31")), "2024-03-31");
        assert_eq!(plain(&Value::from(91)), "91");
        assert_eq!(plain(&Value::Null), "null");
    }
}

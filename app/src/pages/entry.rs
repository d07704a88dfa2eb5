//! One log entry: its sentence, every field, and the content that was hashed.

mod versions;

use crate::paths::Paths;
use crate::{sentences, words};
use domain::ledger::{Entry, Hash, RecordedActor, RowVersion, Rows, Seq, Subject};
use leptos::prelude::*;
use serde_json::Value;
use store::{AsOf, LoggedEntry, ShownEntry, WithheldEntry};
use ui::components::Breadcrumb;
use ui::components::author::author_in_full;
use ui::components::code::code;
use ui::components::fact::{fact, fact_if};
use ui::components::head::page_head;
use ui::components::prose::prose;
use ui::components::subject::subject;
use ui::components::table::{ColumnHead, Table};
use ui::components::withheld::withheld_facts;
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;
use versions::{Versions, kind_in_words};

const PARTICULARS: &[ColumnHead] = &[ColumnHead::text("Field"), ColumnHead::text("Value")];
const ROWS: &[ColumnHead] =
    &[ColumnHead::text("Type"), ColumnHead::text("ID"), ColumnHead::number("Version"), ColumnHead::text("Hash")];

#[component]
pub fn EntryPage() -> impl IntoView {
    let seq = path_part("seq");
    page(async move |reading: Reading| {
        let logged = match read(&reading, &seq?).await? {
            ShownEntry::Whole(logged) => *logged,
            ShownEntry::Withheld(withheld) => return Ok(withheld_page(&reading, &withheld)),
        };
        let entry = logged.leaf.entry();
        let (name, title) = titles(entry.seq);
        let above = vec![("Audit log".to_owned(), reading.paths.record())];
        let versions = Versions::of(&reading, entry).await?;
        let body = view! {
            <Breadcrumb above here=name/>
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

/// "Log entry 1,231", and the same in full: "Log entry 1,231 (index 1,230 in files and addresses)".
fn titles(seq: Seq) -> (String, String) {
    let index = words::thousands(usize::try_from(seq.0).unwrap_or(usize::MAX));
    let name = format!("Log entry {}", words::entry_number(seq));
    let title = format!("{name} (index {index} in files and addresses)");
    (name, title)
}

fn withheld_page(reading: &Reading, entry: &WithheldEntry) -> Page {
    let (name, title) = titles(entry.seq);
    let above = vec![("Audit log".to_owned(), reading.paths.record())];
    let body = view! {
        <Breadcrumb above here=name/>
        {page_head(title.as_str(), "You don't have permission to see this entry.")}
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
        view! { <a href=reading.paths.entry(Seq(before))>"Previous entry"</a> }
    });
    let after = (seq < reading.view.position().seq).then(|| {
        view! { <a href=reading.paths.entry(Seq(seq.0 + 1))>"Next entry"</a> }
    });
    let as_of = Paths::at(AsOf::Entry(seq)).plans();
    view! {
        <nav class="c-jump" aria-label="Nearby entries">
            {before}{after}<a href=as_of>"View Concord as of this entry"</a>
        </nav>
    }
    .into_any()
}

async fn facts(reading: &Reading, logged: &LoggedEntry, reasons: Vec<String>) -> Result<AnyView, AppError> {
    let entry = logged.leaf.entry();
    let at = entry.recorded_at.instant();
    let zone = reading.request.site.store.zone();
    let in_files = format!("In files: {} (UTC)", entry.recorded_at);
    let about = subject(reading, logged).await?;
    let authors = reading.view.authors([logged]).await?;
    let reasons = reasons.into_iter().map(|reason| fact("Reason given", prose(&reason)));
    let kept = reading.request.site.store.kept_leaf(entry.seq).await?;
    let event = with_note(sentences::event_name(entry.event.as_str()), format!("In files: {}", entry.event));
    let view = view! {
        {(kept != logged.leaf.hash()).then(|| changed_entry(kept))}
        <dl class="c-facts">
            {fact("Time", with_note(zone.time(at), in_files))}
            {fact("Account", author_in_full(&reading.view, logged, &authors))}
            {reasons.collect_view()}
            {fact_if("Account ID", actor_id(&entry.actor))}
            {fact("Event", event)}
            {fact_if("Agency", agency(reading, entry))}
            {about.map(|about| fact("Item", about.link()))}
            {fact_if("Item ID", entry.subject.as_ref().map(subject_id))}
            {fact("Fingerprint (leaf hash)", code(logged.leaf.hash().to_string()))}
        </dl>
    };
    Ok(view.into_any())
}

/// The bytes of the entry are not those from which the tree was made.
fn changed_entry(kept: Hash) -> AnyView {
    view! {
        <div class="c-note" role="note">
            <strong>"This entry is not what was recorded."</strong>
            " The log was built with the leaf hash "{code(kept.to_string())}", but this content has a different one. The \
             database was changed outside Concord."
        </div>
    }
    .into_any()
}

fn with_note(text: String, note: String) -> AnyView {
    view! { {text}<p class="c-small c-quiet">{note}</p> }.into_any()
}

/// The ID of the account that acted. Its name is content of the record, which the entry does not hold.
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
            <h2>"Details"</h2>
            <p class="c-small c-quiet">"Names and values are those of the log file."</p>
            <Table label="Details" columns=PARTICULARS rows/>
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
            view! { <Table label="Item versions" columns=ROWS rows empty="None."/> }.into_any()
        }
        Rows::ByRoot(root) => view! {
            <p>{words::count(root.count as usize, "item version")}" under the root hash "{code(root.root.to_string())}"."</p>
            <p class="c-small c-quiet">
                "This entry created many versions. The log file lists each one after the entry."
            </p>
        }
        .into_any(),
    };
    view! { <section class="c-section" id="rows"><h2>"Item versions created by this entry"</h2>{drawn}</section> }
        .into_any()
}

fn version_row(row: &RowVersion) -> AnyView {
    view! {
        <tr>
            <th scope="row">{kind_in_words(row)}</th>
            <td data-l="ID">{code(row.id.to_string())}</td>
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
            <h2>"Hashed content"</h2>
            <p class="c-small c-quiet">
                {length}" of canonical JSON. Leaf hash = SHA-256(0x00 + content)."
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

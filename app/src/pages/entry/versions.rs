//! The versions that an entry made: what each changed, and the salt and the content from which its row hash is computed.

use crate::words;
use domain::ids::Kind;
use domain::ledger::{Content, Entry, RowIdentity, RowVersion, Salt, Seq, row_hash, salt_in_hex};
use domain::visibility::takes_files;
use leptos::prelude::*;
use serde_json::Value;
use store::{EntryVersion, Hashed, ShownContent};
use ui::components::code::code;
use ui::components::fact::fact;
use ui::components::fields::{FieldChange, changes, label, milestone_of, name_of, reasons, shown_in};
use ui::components::kinds::kind_name;
use ui::components::prose::prose;
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;
use ui::layout::Reading;

/// More are in the file alone.
const MOST_SHOWN: usize = 20;

const OF_FIRST: &[ColumnHead] = &[ColumnHead::text("Field"), ColumnHead::text("Content")];
const OF_LATER: &[ColumnHead] = &[ColumnHead::text("Field"), ColumnHead::text("Before"), ColumnHead::text("After")];

/// The versions of an entry as this reader may see them.
#[derive(Debug)]
pub struct Versions {
    since: Seq,
    /// How many the entry made, named or not.
    count: u64,
    versions: Vec<Version>,
}

#[derive(Debug)]
struct Version {
    of: EntryVersion,
    content: Value,
    changes: Vec<FieldChange>,
}

impl Versions {
    /// # Errors
    /// When the database does not answer.
    pub async fn of(reading: &Reading, entry: &Entry) -> Result<Versions, AppError> {
        let found = reading.view.versions_of_entry(entry.seq, &entry.rows).await?;
        let versions = found.into_iter().map(Version::of).collect();
        Ok(Versions { since: entry.seq, count: entry.rows.count(), versions })
    }

    /// The reasons that were given with the entry.
    pub fn reasons(&self) -> Vec<String> {
        let mut found: Vec<String> = self.versions.iter().flat_map(|version| reasons(&version.changes)).collect();
        found.dedup();
        found
    }

    /// What the entry changed. Nothing where it made no version.
    pub async fn draw(&self, reading: &Reading) -> Option<AnyView> {
        if self.count == 0 {
            return None;
        }
        let mut drawn = Vec::new();
        for version in self.versions.iter().take(MOST_SHOWN) {
            drawn.push(version.draw(reading, self.since).await);
        }
        let rest = self.count.saturating_sub(drawn.len() as u64);
        let rest = (rest > 0).then(|| {
            let shown = if drawn.is_empty() { "" } else { " more" };
            let count = words::count(usize::try_from(rest).unwrap_or(usize::MAX), "version");
            view! { <p class="c-block-gap">{count.replacen(' ', &format!("{shown} "), 1)}" are in the download."</p> }
        });
        let file = takes_files(reading.request.actor()).then(|| {
            let address = reading.paths.with_query("/exports/contents.jsonl", &[("entry", &self.since.to_string())]);
            view! { <a class="c-small" href=address download>"Download salts and content (JSON Lines)"</a> }
        });
        let view = view! {
            <section class="c-section" id="contents">
                <div class="c-h2row"><h2>"What this entry changed"</h2>{file}</div>
                {drawn}{rest}
            </section>
        };
        Some(view.into_any())
    }
}

/// What the object of a row is called. A kind that a later program has named keeps its code.
pub fn kind_in_words(row: &RowVersion) -> String {
    Kind::of_code(row.kind.as_str()).map_or_else(|| row.kind.to_string(), |kind| kind_name(kind).to_owned())
}

impl Version {
    fn of(of: EntryVersion) -> Version {
        let Some(shown) = &of.shown else { return Version { of, content: Value::Null, changes: Vec::new() } };
        // Both in the form of today, so that a field that only got another name is no change.
        let content = shown.object.content().unwrap_or_default();
        let before = shown.before.as_ref().and_then(|before| before.content().ok());
        let changes = changes(before.as_ref(), &content);
        Version { of, content, changes }
    }

    async fn draw(&self, reading: &Reading, since: Seq) -> AnyView {
        let row = &self.of.row;
        let kind = kind_in_words(row);
        let name = name_of(&self.content).map(|name| format!(": {name}"));
        let title = format!("{kind}{}, version {}", name.unwrap_or_default(), row.version);
        let Some(shown) = &self.of.shown else {
            let words = "You don't have permission to see this content. The log contains only its hash.";
            return view! { <h3>{title}</h3><p class="c-quiet">{words}</p> }.into_any();
        };
        let of_milestone = milestone_of(reading, &self.content).await;
        let of_milestone = of_milestone.map(|title| view! { <p class="c-small c-quiet">"Milestone: "{title}</p> });
        let is_first = shown.before.is_none();
        let rows: Vec<AnyView> = self.changes.iter().map(|change| field(reading, change, is_first)).collect();
        let columns = if is_first { OF_FIRST } else { OF_LATER };
        let name = format!("Content of {}", row.id);
        view! {
            <h3>{title.clone()}</h3>
            {of_milestone}
            <Table label=title columns rows empty="No changes to content."/>
            <details class="c-more">
                <summary>"Salt, content, and hash of this version"</summary>
                {hashed(reading, shown, &self.of, since, name)}
            </details>
        }
        .into_any()
    }
}

fn field(reading: &Reading, change: &FieldChange, is_first: bool) -> AnyView {
    let text = |value: &Option<Value>| value.as_ref().map(|value| prose(&shown_in(&reading.view, &change.path, value)));
    let before = (!is_first).then(|| view! { <td data-l="Before">{text(&change.before)}</td> });
    let after = if is_first { "Content" } else { "After" };
    view! {
        <tr><th scope="row">{label(&change.path)}</th>{before}<td data-l=after>{text(&change.after)}</td></tr>
    }
    .into_any()
}

/// From what the hash is computed, in the order in which it is; or that it was erased.
fn hashed(reading: &Reading, shown: &ShownContent, of: &EntryVersion, since: Seq, name: String) -> AnyView {
    let EntryVersion { row, .. } = of;
    let after = format!(r#","id":"{}","kind":"{}","since":{since},"version":{}}}"#, row.id, row.kind, row.version);
    let hash = || fact("Row hash", code(row.hash.to_string()));
    match &shown.hashed {
        Ok(Hashed { salt, content, .. }) => view! {
            <dl class="c-facts">
                {fact("Salt", code(salt_in_hex(salt)))}
                {hash()}
            </dl>
            {computed(row, since, salt, content)}
            <pre class="c-bytes" tabindex="0" role="region" aria-label=name>{format!("{{\"content\":{}{after}", content.as_str())}</pre>
        }
        .into_any(),
        Err(by) => {
            let (address, number) = (reading.paths.entry(*by), words::entry_number(*by));
            view! {
                <dl class="c-facts">{hash()}</dl>
                <p class="c-small c-quiet">
                    "Salt and content were erased under law; see "<a href=address>"log entry "{number}</a>
                    ". A replacement text is shown. The hash is still that of the recorded content."
                </p>
            }
            .into_any()
        }
    }
}

/// Whether the bytes have the hash that the log has, computed now.
fn computed(row: &RowVersion, since: Seq, salt: &Salt, content: &Content) -> AnyView {
    let identity = RowIdentity { kind: row.kind.clone(), id: row.id, version: row.version, since };
    let found = row_hash(salt, &identity, content);
    if found == row.hash {
        let words = "The row hash is SHA-256 over the 16 bytes of the salt and these bytes:";
        return view! { <p class="c-small c-quiet">{words}</p> }.into_any();
    }
    view! {
        <div class="c-note" role="note">
            <strong>"This content is not what was recorded."</strong>
            " SHA-256 over the salt and these bytes is "{code(found.to_string())}", and the log has the row hash above. "
            "The database was changed outside Concord."
        </div>
    }
    .into_any()
}

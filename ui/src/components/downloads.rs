//! The rows of a list as files.

use crate::paths::Paths;
use crate::reading::Reading;
use crate::words;
use leptos::prelude::*;
use queries::documents::{ReportKind, ReportQuery};

/// The way to a report of what a page shows.
pub fn report_link(reading: &Reading, kind: ReportKind, pairs: &[(&'static str, String)]) -> AnyView {
    let address = reading.paths.report(kind, pairs);
    let label = kind.title();
    view! { <a class="usa-button usa-button--outline c-b" href=address>{label}</a> }.into_any()
}

/// Links to the files of a list: `list` is its name in addresses, `pairs` its query.
pub fn downloads(reading: &Reading, list: &str, pairs: &[(&'static str, String)], rows: usize) -> AnyView {
    let address = |ending: &str| reading.paths.with_pairs(&format!("/exports/{list}.{ending}"), pairs);
    let proof = Paths::proof(&reading.paths.with_pairs(&format!("/{list}"), pairs));
    let proof =
        proof.map(|proof| view! { <a class="usa-button usa-button--outline c-b" href=proof>"Show sources"</a> });
    // Of an empty list there is nothing to download.
    let files = (rows > 0).then(|| {
        view! {
            <details class="c-pick c-pick--end" name="filter" data-menu="">
                <summary>"Download"</summary>
                <div class="c-pick__panel">
                    <p class="c-quiet">{words::count(rows, "row")}</p>
                    <ul>
                        <li><a href=address("csv") download>"CSV"</a></li>
                        <li><a href=address("json") download>"JSON"</a></li>
                        <li><a href=address("csv-metadata.json") download>"Column definitions"</a></li>
                    </ul>
                </div>
            </details>
        }
    });
    let report = (list == "actions" && rows > 0).then(|| {
        let asked: Vec<_> = pairs.iter().filter(|(name, _)| ReportQuery::knows(name)).cloned().collect();
        report_link(reading, ReportKind::Progress, &asked)
    });
    view! { <div class="c-tools">{proof}{report}{files}</div> }.into_any()
}

/// Files of what belongs to the actions that a list is asked for, and of what a recomputation needs beside them.
pub fn more_downloads(reading: &Reading, pairs: &[(&'static str, String)]) -> AnyView {
    let of_actions = [
        ("updates", "Status updates"),
        ("evidence", "Evidence"),
        ("verifications", "Verifications"),
        ("roles", "Roles"),
    ];
    let of_all = [
        ("date-changes", "Date changes"),
        ("plans", "Plans with published numbers"),
        ("sections", "Sections of plans"),
        ("rules", "Rules of counting"),
    ];
    let item = |list: &str, words: &'static str, pairs: &[(&'static str, String)]| {
        let address = |ending: &str| reading.paths.with_pairs(&format!("/exports/{list}.{ending}"), pairs);
        let label = |ending: &str| format!("{words}, {ending}");
        view! {
            <li>
                {words}": "<a href=address("csv") download aria-label=label("CSV")>"CSV"</a>" "
                <a href=address("json") download aria-label=label("JSON")>"JSON"</a>
            </li>
        }
    };
    let of_these = of_actions.map(|(list, words)| item(list, words, pairs)).collect_view();
    let of_all = of_all.map(|(list, words)| item(list, words, &[])).collect_view();
    view! {
        <details class="c-more c-noprint">
            <summary>"More downloads"</summary>
            <div class="c-prose c-small">
                <p>"Of these actions:"</p>
                <ul>{of_these}</ul>
                <p>"Of the whole record:"</p>
                <ul>{of_all}</ul>
            </div>
        </details>
    }
    .into_any()
}

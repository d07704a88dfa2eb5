//! The one menu of a chart: its rows, its table, how it is counted, its sources, and its files.

use crate::dashboards::sheet::Sheet;
use crate::paths::Paths;
use crate::reading::Reading;
use leptos::prelude::*;

/// The files of a chart: the ending of the address, and what the link says.
const FILES: [(&str, &str); 4] =
    [("svg", "Download SVG"), ("png", "Download PNG"), ("csv", "Download CSV"), ("json", "Download JSON")];

/// `files` is the address of the downloads, without the ending.
pub(super) fn menu(reading: &Reading, sheet: &Sheet, files: &str) -> AnyView {
    let (rows, address) = sheet.rows.clone();
    let paths = &reading.paths;
    // Each chart has the same menu, so its links are read with its title.
    let named = |words: &str| format!("{words}: {}", sheet.title);
    let rule = format!("{}#counting-{}", paths.to("/words"), sheet.rule);
    let proof = Paths::proof(&address)
        .map(|proof| view! { <li><a href=proof aria-label=named("Show sources")>"Show sources"</a></li> });
    let downloads = domain::visibility::takes_files(reading.request.actor()).then(|| {
        let file = |(ending, words): (&str, &'static str)| {
            let address = paths.to(&format!("{files}.{ending}"));
            view! { <li><a href=address download aria-label=named(words)>{words}</a></li> }
        };
        view! { <ul>{FILES.map(file).into_iter().collect_view()}</ul> }
    });
    view! {
        <details class="c-menu c-more-about" data-menu="">
            <summary aria-label=format!("More about: {}", sheet.title)>
                <svg width="20" height="4" viewBox="0 0 20 4" aria-hidden="true" focusable="false">
                    <circle cx="2" cy="2" r="2"></circle>
                    <circle cx="10" cy="2" r="2"></circle>
                    <circle cx="18" cy="2" r="2"></circle>
                </svg>
            </summary>
            <div class="c-menu__panel">
                <ul>
                    <li><a href=address>{format!("See {rows}")}</a></li>
                    <li><a href=format!("#numbers-{}", sheet.id) data-table="" aria-label=named("Show as a table")>"Show as a table"</a></li>
                    <li><a href=rule aria-label=named("How it is counted")>"How it is counted"</a></li>
                    {proof}
                </ul>
                {downloads}
            </div>
        </details>
    }
    .into_any()
}

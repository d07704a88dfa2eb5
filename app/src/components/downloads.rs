//! The rows of a list as files.

use crate::layout::Reading;
use crate::paths::Paths;
use crate::words;
use leptos::prelude::*;

/// Links to the files of a list: `list` is its name in addresses, `pairs` its query.
pub fn downloads(reading: &Reading, list: &str, pairs: &[(&'static str, String)], rows: usize) -> AnyView {
    let address = |ending: &str| reading.paths.with_pairs(&format!("/exports/{list}.{ending}"), pairs);
    let proof = Paths::proof(&reading.paths.with_pairs(&format!("/{list}"), pairs));
    let proof = proof.map(|proof| view! { <a class="c-small" href=proof>"Prove this number"</a> });
    let rows = if rows == 1 {
        "Download this row".to_owned()
    } else {
        format!("Download these {} rows", words::thousands(rows))
    };
    view! {
        <div class="c-tools">
            {proof}
            <span class="c-small c-quiet">{rows}</span>
            <a class="usa-button usa-button--outline c-b" href=address("csv") download>"CSV"</a>
            <a class="usa-button usa-button--outline c-b" href=address("json") download>"JSON"</a>
        </div>
    }
    .into_any()
}

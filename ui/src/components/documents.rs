//! The documents of an action or of one of its milestones: where each is, what backs it, and what can be done with it.

use crate::components::command_buttons::{row_links, way};
use crate::components::mark::{Axis, Mark};
use crate::components::table::ScrollBox;
use crate::reading::Reading;
use commands::about::completed;
use commands::evidence::{VERIFY_EVIDENCE, WITHDRAW_EVIDENCE};
use domain::assignment::Carriers;
use domain::date::in_table;
use domain::evidence::{Evidence, Held};
use domain::facts::Verification;
use domain::visibility::takes_files;
use leptos::prelude::*;
use store::Versioned;

/// A document's title, leading to it: to where it is, or to the file that the record keeps.
pub fn document_link(reading: &Reading, document: &Evidence) -> AnyView {
    let title = document.title.to_string();
    match &document.at {
        Held::Link { address, sha256 } => {
            let hash =
                sha256.as_ref().map(|hash| view! { <span class="sub c-hash">"SHA-256 "{hash.to_string()}</span> });
            let address = address.to_string();
            view! { <a href=address rel="noopener noreferrer external">{title}</a>{hash} }.into_any()
        }
        Held::File(file) => {
            let said = format!("{}, {}, {}", file.media_type.words(), size_in_words(file.bytes), file.name);
            let link = if takes_files(reading.request.actor()) {
                let address = reading.paths.to(&format!("/evidence/{}/file", document.id));
                view! { <a href=address download>{title}</a> }.into_any()
            } else {
                title.into_any()
            };
            let hash = file.sha256.to_string();
            view! { {link}<span class="sub">{said}</span><span class="sub c-hash">"SHA-256 "{hash}</span> }.into_any()
        }
    }
}

/// "1.2 MB".
pub fn size_in_words(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} kB", bytes.div_ceil(1_024)),
        _ => {
            let tenths = bytes * 10 / 1_048_576;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// The table of documents. `shows` names what each supports, where they support different things.
pub fn documents_table(
    reading: &Reading,
    documents: &[Versioned<Evidence>],
    carriers: &Carriers,
    shows: Option<&dyn Fn(&Evidence) -> String>,
) -> AnyView {
    if documents.is_empty() {
        return view! { <p class="c-quiet">"No evidence attached."</p> }.into_any();
    }
    let rows = documents.iter().map(|seen| row(reading, &seen.value, carriers, shows)).collect_view();
    let head = shows.map(|_| view! { <th scope="col">"Evidence for"</th> });
    view! {
        <ScrollBox label="Evidence">
            <table class="c-t c-t--stack">
                <caption class="c-sr">"Evidence"</caption>
                <thead><tr><th scope="col">"Document"</th>{head}<th scope="col">"Dated"</th><th scope="col">"Attached"</th><th scope="col">"Verification"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </ScrollBox>
    }
    .into_any()
}

fn row(
    reading: &Reading,
    document: &Evidence,
    carriers: &Carriers,
    shows: Option<&dyn Fn(&Evidence) -> String>,
) -> AnyView {
    let actor = reading.request.actor();
    let state = match &document.withdrawn {
        Some(withdrawal) => format!("Withdrawn {}: {}", in_table(withdrawal.on), withdrawal.reason).into_any(),
        None if document.verified.is_some() => {
            view! { <Mark of=Axis::Verification(Verification::Verified)/> }.into_any()
        }
        // The document is the evidence, so it is not marked as having some.
        None => view! { <span class="c-quiet">"Not verified"</span> }.into_any(),
    };
    let milestones = reading.view.facts(document.action).map_or(&[][..], |facts| &facts.milestones);
    let completed = completed(milestones, document.milestone);
    let offered = [
        (document.may_verify(actor).is_ok(), VERIFY_EVIDENCE.command),
        (document.may_withdraw(actor, carriers, completed).is_ok(), WITHDRAW_EVIDENCE.command),
    ];
    let offered = offered.into_iter().filter_map(|(may, command)| way(reading, may, command, &[&document.id]));
    let links = row_links(offered);
    let shows = shows.map(|shows| view! { <td data-l="Evidence for">{shows(document)}</td> });
    view! {
        <tr>
            <th scope="row">{document_link(reading, document)}</th>
            {shows}
            <td class="c-nowrap" data-l="Dated">{in_table(document.dated)}</td>
            <td class="c-nowrap" data-l="Attached">{in_table(document.attached)}</td>
            <td data-l="Verification">{state}{links}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::size_in_words;

    #[test]
    fn a_size_is_said_in_the_unit_that_people_read() {
        assert_eq!(size_in_words(900), "900 bytes");
        assert_eq!(size_in_words(1_025), "2 kB");
        assert_eq!(size_in_words(26_214_400), "25.0 MB");
        assert_eq!(size_in_words(1_363_149), "1.3 MB");
    }
}

//! The status terms of published reports, and the terms of Concord that they mean.

use crate::words::capitalized;
use domain::facts::{Reporting, Status, Verification};
use domain::reference::{Meaning, NativeWord, Reference, ReferenceContent};
use domain::text::{Narrative, Title};
use leptos::prelude::*;
use ui::components::mark::{Axis, Mark};
use ui::components::table::{ColumnHead, Table};
use ui::reading::Reading;

const COLUMNS: &[ColumnHead] = &[ColumnHead::text("Source term"), ColumnHead::text("Concord term")];

/// Every vocabulary as a table of its terms, with the plans that use it.
pub fn vocabularies(reading: &Reading, references: &[Reference]) -> AnyView {
    let drawn: Vec<_> = references.iter().filter_map(|reference| vocabulary(reading, reference)).collect();
    view! {
        <section class="c-section" id="vocabularies">
            <h2>"Status terms of published reports"</h2>
            <p class="c-small c-quiet">
                "Plans use their own status terms. Lists and charts use Concord's; downloads include both."
            </p>
            {drawn}
        </section>
    }
    .into_any()
}

fn vocabulary(reading: &Reading, reference: &Reference) -> Option<AnyView> {
    let ReferenceContent::Vocabulary { words, other_lists, basis } = &reference.content else { return None };
    let rows: Vec<_> = words.iter().map(word_row).collect();
    let label = format!("Status terms: {}", in_words(reference.code.as_str()));
    let view = view! {
        <h3 class="c-block-gap">{label.clone()}</h3>
        {used_by(reading, reference)}
        <Table label columns=COLUMNS rows empty="Terms unknown."/>
        {other_lists.iter().map(other_list).collect_view()}
        {ground(basis, reference)}
    };
    Some(view.into_any())
}

/// "FSAP status report" for FSAP-STATUS-REPORT.
fn in_words(code: &str) -> String {
    match code.split_once('-') {
        Some((name, rest)) if name.len() <= 4 => format!("{name} {}", rest.replace('-', " ").to_lowercase()),
        _ => capitalized(&code.replace('-', " ").to_lowercase()),
    }
}

fn used_by(reading: &Reading, reference: &Reference) -> Option<AnyView> {
    let plans = reading.view.plans();
    let using = plans.iter().filter(|plan| plan.vocabulary.as_ref() == Some(&reference.code));
    let names: Vec<String> = using.map(|plan| plan.short_title.to_string()).collect();
    if names.is_empty() {
        return None;
    }
    Some(view! { <p class="c-small c-quiet">"Used by "{names.join(", ")}"."</p> }.into_any())
}

fn word_row(native: &NativeWord) -> AnyView {
    view! {
        <tr>
            <th scope="row">{native.word.to_string()}</th>
            <td data-l="Concord term">{meaning(native.means)}</td>
        </tr>
    }
    .into_any()
}

fn meaning(means: Option<Meaning>) -> AnyView {
    match means {
        Some(Meaning::Reported(reported)) => {
            let status = Status::shown(false, false, Some(reported));
            view! { <Mark of=Axis::Status(status)/> }.into_any()
        }
        Some(Meaning::CompletedAndVerified) => view! {
            <Mark of=Axis::Status(Status::Completed)/>" and "<Mark of=Axis::Verification(Verification::Verified)/>
        }
        .into_any(),
        Some(Meaning::Withdrawn) => view! { <Mark of=Axis::Status(Status::Withdrawn)/> }.into_any(),
        Some(Meaning::NeverReported) => view! { <Mark of=Axis::Reporting(Reporting::NeverReported)/> }.into_any(),
        None => "None (not a status of an action)".into_any(),
    }
}

fn other_list((name, words): &(Title, Vec<Title>)) -> AnyView {
    let words: Vec<String> = words.iter().map(ToString::to_string).collect();
    view! { <p class="c-small">{name.to_string()}": "{words.join("; ")}"."</p> }.into_any()
}

fn ground(basis: &Narrative, reference: &Reference) -> AnyView {
    view! { <p class="c-small c-quiet">"Basis: "{capitalized(basis.as_str())}". Source: "{reference.source.to_string()}"."</p> }
        .into_any()
}

//! A workpaper: the form that asks for a sample, and the page that shows what is drawn before it is downloaded.

use crate::words;
use domain::date::{in_field, in_sentence};
use domain::visibility::takes_workpapers;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use queries::error::QueryError;
use queries::paths::action_address;
use queries::workpapers::{FILE, PAGE, Sampled, SelectedItem, Selection, StratifyBy, WorkpaperQuery, select};
use store::AsOf;
use ui::components::Breadcrumb;
use ui::components::code::code;
use ui::components::date_field::{DateInput, date_hint};
use ui::components::filters::{leads, plans, select_with_id};
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};

const HOLDS: &str = "A sample of actions, milestones, or log entries, drawn with a seed. The zip file has the report on each \
                     item, every version of it, and the proof that each is in the signed log. Anyone can check it without \
                     Concord.";

/// The form, for those who draw samples. It leads to a page that shows what is drawn.
pub fn form(reading: &Reading) -> Option<AnyView> {
    if !takes_workpapers(reading.request.actor()) {
        return None;
    }
    let section = view! {
        <section class="c-section c-reports" id="workpaper">
            <h2>"Workpaper"</h2>
            <p>{HOLDS}</p>
            {fields(reading, &[])}
        </section>
    };
    Some(section.into_any())
}

/// The form with what was asked for. Filters that it has no field for are kept.
fn fields(reading: &Reading, pairs: &[(String, String)]) -> AnyView {
    let view = &reading.view;
    let set = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let id = |name: &str| format!("workpaper-{name}");
    let of = Sampled::ALL.map(|of| (of.code().to_owned(), words::capitalized(of.words()))).to_vec();
    let by = StratifyBy::ALL.map(|by| (by.code().to_owned(), words::capitalized(by.words()))).to_vec();
    let shown = ["of", "plan", "lead", "size", "by", "seed"];
    let kept = pairs.iter().filter(|(name, _)| !shown.contains(&name.as_str()));
    let kept: Vec<_> =
        kept.map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> }).collect();
    let as_of = match reading.paths.as_of() {
        AsOf::Now => String::new(),
        AsOf::Day(day) => in_field(*day),
        other => other.to_string(),
    };
    let size = if set("size").is_empty() { "10" } else { set("size") }.to_owned();
    view! {
        <form method="get" action=PAGE class="c-filter" aria-label="Workpaper">
            {kept}
            <div class="c-filter__row">
                {select_with_id(id("of"), ("of", "What to sample"), "", of, set("of"))}
                {select_with_id(id("plan"), ("plan", "Plan"), "All plans", plans(view), set("plan"))}
                {select_with_id(id("lead"), ("lead", "Lead agency"), "Any lead agency", leads(view), set("lead"))}
                {select_with_id(id("by"), ("by", "Groups"), "No groups", by, set("by"))}
                <div>
                    <label for=id("size")>"Size (1 to 100)"</label>
                    <input
                        class="usa-input" id=id("size") name="size" type="number" min="1" max=WorkpaperQuery::LARGEST.to_string()
                        required value=size
                    />
                </div>
                <div>
                    <label for=id("seed")>"Seed (a word or number)"</label>
                    <input
                        class="usa-input" id=id("seed") name="seed" required maxlength="60" autocomplete="off"
                        value=set("seed").to_owned()
                    />
                </div>
                <div>
                    <label for=id("as-of")>"As of (end of day)"</label>
                    <span class="c-date__hint" id=id("as-of-hint")>{date_hint(view.position().day)}</span>
                    <DateInput id=id("as-of") name="as_of" value=as_of described=Some(id("as-of-hint"))/>
                </div>
                <div class="btn"><button class="usa-button" type="submit">"View sample"</button></div>
            </div>
        </form>
    }
    .into_any()
}

/// `/reports/workpaper`: what a seed draws, with the file to download.
#[component]
pub fn WorkpaperPage() -> impl IntoView {
    page(async |reading: Reading| {
        if !takes_workpapers(reading.request.actor()) {
            return Err(AppError::NotFound);
        }
        let pairs = reading.request.query_without_as_of();
        let body = match drawn(&reading, &pairs).await {
            // Nothing was asked for yet.
            _ if pairs.is_empty() => ().into_any(),
            Ok(body) => body,
            // What was typed stays in the fields.
            Err(QueryError::BadQuery(cause)) => refused(&cause.to_string()),
            Err(cause) => return Err(cause.into()),
        };
        let above = vec![("Reports".to_owned(), reading.paths.to("/reports"))];
        let body = view! {
            <Breadcrumb above here="Workpaper".to_owned()/>
            <h1>"Workpaper"</h1>
            <p>{HOLDS}</p>
            <div class="c-reports">{fields(&reading, &pairs)}</div>
            {body}
        }
        .into_any();
        Ok(Page { title: "Workpaper".to_owned(), section: Section::Reports, body })
    })
}

/// Nothing was drawn: why.
fn refused(words: &str) -> AnyView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::BAD_REQUEST);
    }
    view! {
        <div class="usa-alert usa-alert--error" role="alert" tabindex="-1" autofocus>
            <div class="usa-alert__body">
                <h2 class="usa-alert__heading">"No sample was drawn"</h2>
                <p class="usa-alert__text">{words.to_owned()}</p>
            </div>
        </div>
    }
    .into_any()
}

async fn drawn(reading: &Reading, pairs: &[(String, String)]) -> Result<AnyView, QueryError> {
    let query = WorkpaperQuery::read(pairs)?;
    let selection = select(&reading.view, &query).await?;
    let address = reading.paths.with_pairs(FILE, &query.pairs());
    let day = in_sentence(reading.view.position().day);
    let items = selection.items.len();
    let all = (items < query.size)
        .then(|| format!(" You asked for {}; there are no more, so all of them are in the sample.", query.size));
    let same = if reading.view.position().as_of == AsOf::Now {
        "The sample follows the record of today. The workpaper names the address that draws this one again."
    } else {
        "The same address draws the same sample."
    };
    let said = format!(
        "{} of {} {} as of {day}, drawn with the seed {}. {same}",
        words::thousands(items),
        words::thousands(selection.population.len()),
        query.of().words(),
        query.seed
    );
    let withheld = (selection.withheld > 0).then(|| {
        let number = words::thousands(usize::try_from(selection.withheld).unwrap_or(usize::MAX));
        view! { <p>{format!("Not in the population: {number} log entries about items that you can't see.")}</p> }
    });
    Ok(view! {
        <h2>"Sample"</h2>
        <p>{said}{all}</p>
        {withheld}
        <p><a class="usa-button c-b" href=address>"Download workpaper"</a></p>
        {query.by.map(|by| groups(&selection, by))}
        {table(reading, &query, &selection)}
    }
    .into_any())
}

fn groups(selection: &Selection<'_>, by: StratifyBy) -> AnyView {
    const COLUMNS: &[ColumnHead] =
        &[ColumnHead::text("Group"), ColumnHead::number("Items"), ColumnHead::number("Drawn")];
    let row = |of: &domain::sampling::Stratum| {
        view! {
            <tr>
                <th scope="row" data-l="Group">{of.code.clone()}</th>
                <td class="c-num" data-l="Items">{words::thousands(of.population)}</td>
                <td class="c-num" data-l="Drawn">{words::thousands(of.drawn)}</td>
            </tr>
        }
        .into_any()
    };
    let rows = selection.sample.strata.iter().map(row).collect();
    let label = format!("Groups by {}", by.words());
    view! { <h3>{label.clone()}</h3><Table label columns=COLUMNS rows/> }.into_any()
}

fn table(reading: &Reading, query: &WorkpaperQuery, selection: &Selection<'_>) -> AnyView {
    const COLUMNS: &[ColumnHead] = &[
        ColumnHead::number("No."),
        ColumnHead::text("Item"),
        ColumnHead::text("Group"),
        ColumnHead::text("Rank (SHA-256 of seed and id)"),
    ];
    let rows = selection.items.iter().zip(&selection.sample.drawn).enumerate().map(|(index, (item, drawn))| {
        let group = if query.by.is_some() { drawn.stratum.clone() } else { "None".to_owned() };
        view! {
            <tr>
                <td class="c-num" data-l="No.">{words::thousands(index + 1)}</td>
                <th scope="row" data-l="Item"><a href=address(reading, item)>{name(reading, item)}</a></th>
                <td data-l="Group">{group}</td>
                <td data-l="Rank">{code(drawn.rank.to_string())}</td>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect();
    view! { <h3>"Items"</h3><Table label="Items of the sample" columns=COLUMNS rows/> }.into_any()
}

fn name(reading: &Reading, item: &SelectedItem<'_>) -> String {
    match item {
        SelectedItem::Entry(_) => item.title(),
        SelectedItem::Action(_) | SelectedItem::Milestone(_) => {
            format!("{} {}", item.label(&reading.view).replace('/', " "), item.title())
        }
    }
}

fn address(reading: &Reading, item: &SelectedItem<'_>) -> String {
    match item {
        SelectedItem::Action(facts) => action_address(&reading.view, &reading.paths, facts),
        SelectedItem::Milestone(row) => reading.paths.milestone(row.milestone.id),
        SelectedItem::Entry(seq) => reading.paths.entry(*seq),
    }
}

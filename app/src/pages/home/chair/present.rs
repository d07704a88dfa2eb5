//! The home presented at a meeting: one block a screen, each with an address of its own, without navigation.

use super::{courses, decisions, open_actions, recovered, worst};
use crate::words;
use domain::date::in_sentence;
use leptos::prelude::*;
use queries::dashboards::figures::Figure;
use queries::homes::{ChairHome, Changes};
use store::AsOf;
use ui::components::chart::{chart, shared_by_charts};
use ui::components::figures::Figures;
use ui::components::table::Table;
use ui::layout::{PRESENT, Page, Reading, Section, help_links};
use ui::request::site;

/// Rows of a table on one screen. What does not fit goes on to the next one, never smaller.
const ROWS: usize = 5;
const AGENCIES: usize = 10;

/// Which screen is shown, and of what.
pub struct Screen {
    /// Of the page that is presented.
    pub address: &'static str,
    /// From 1.
    pub number: usize,
    /// The title of the page.
    pub title: String,
}

/// What one screen holds.
#[derive(Clone, Copy)]
enum Block {
    Figures,
    /// The rows of the table from here on.
    Decisions(usize),
    Agencies,
    Sections,
    Recovered,
    OpenActions,
}

/// The screen that is asked for, if the page is to be presented.
pub fn asked(reading: &Reading) -> Option<usize> {
    reading
        .request
        .asks(PRESENT)
        .then(|| reading.request.query(PRESENT))
        .map(|number| number.and_then(|number| number.parse().ok()).filter(|number| *number > 0).unwrap_or(1))
}

/// The point that is compared, as links write it.
fn since(reading: &Reading) -> Option<String> {
    let asked = reading.request.query("since")?;
    Some(asked.parse::<AsOf>().map_or(asked, |as_of| as_of.to_string()))
}

/// The address of one screen.
pub fn address(reading: &Reading, of: &'static str, number: usize) -> String {
    let since = since(reading);
    let number = number.to_string();
    let mut pairs: Vec<(&str, &str)> = since.iter().map(|since| ("since", since.as_str())).collect();
    pairs.push((PRESENT, &number));
    reading.paths.with_query(of, &pairs)
}

pub fn page(reading: &Reading, home: &ChairHome<'_>, screen: Screen) -> Page {
    let blocks = blocks(home);
    let number = screen.number.min(blocks.len());
    let block = blocks.get(number.saturating_sub(1)).copied().unwrap_or(Block::Figures);
    let finding = title(home, block);
    let body = view! {
        <div class="c-present">
            {head(reading, home, &screen, number, blocks.len())}
            <h1>{finding.clone()}</h1>
            {draw(reading, home, block)}
            {foot(reading, home)}
        </div>
        <script src=format!("{}/present.js", site().assets) type="module"></script>
    }
    .into_any();
    Page { title: finding, section: Section::Presented, body }
}

/// The screens in their order: what has nothing to show is left out.
fn blocks(home: &ChairHome<'_>) -> Vec<Block> {
    let decisions = (0..home.decisions.rows.shown.len()).step_by(ROWS).map(Block::Decisions);
    let mut blocks = vec![Block::Figures];
    blocks.extend(decisions);
    blocks.extend((!home.agencies.is_empty()).then_some(Block::Agencies));
    blocks.extend((!home.sections.is_empty()).then_some(Block::Sections));
    let changes = home.changes.as_ref();
    blocks.extend(changes.filter(|changes| changes.no_longer_off_track.all > 0).map(|_| Block::Recovered));
    blocks.extend(changes.map(|_| Block::OpenActions));
    blocks
}

fn title(home: &ChairHome<'_>, block: Block) -> String {
    let all = home.decisions.rows.all;
    match block {
        Block::Figures => finding(&home.figures),
        Block::Decisions(from) => {
            let shown = home.decisions.rows.shown.len();
            let to = (from + ROWS).min(shown);
            let needed =
                if all == 1 { "1 action needs".to_owned() } else { format!("{} actions need", words::thousands(all)) };
            match (from, to) {
                (0, to) if to == all => format!("{needed} a decision"),
                (0, to) => format!("{needed} a decision; the {to} worst"),
                (from, to) if from + 1 == to => format!("{needed} a decision: number {to}"),
                (from, to) if to == shown && to < all => {
                    format!("{needed} a decision: {} to {to}; the others are in the list", from + 1)
                }
                (from, to) => format!("{needed} a decision: {} to {to}", from + 1),
            }
        }
        Block::Agencies => match home.agencies.len() {
            all if all > AGENCIES => format!("Agencies, worst first: {AGENCIES} of {all}"),
            _ => "Agencies, worst first".to_owned(),
        },
        Block::Sections => "Sections across plans".to_owned(),
        Block::Recovered => {
            let all = home.changes.as_ref().map_or(0, |changes| changes.no_longer_off_track.all);
            format!("{} no longer reported off track", words::count(all, "action"))
        }
        Block::OpenActions => home.changes.as_ref().map(|changes| changes.bridge.title.clone()).unwrap_or_default(),
    }
}

/// "7 fewer actions are open; 7 more milestones are overdue"; where neither changed or none is compared, "73 open actions;
/// 10 overdue milestones".
fn finding(figures: &[Figure]) -> String {
    let changed = |place: usize| {
        let figure = figures.get(place)?;
        let then = figure.then?;
        let (more, number) = (figure.number > then, figure.number.abs_diff(then));
        let which = if more { "more" } else { "fewer" };
        let are = if number == 1 { "is" } else { "are" };
        let (thing, state) = match place {
            0 => ("action", "open"),
            _ => ("milestone", "overdue"),
        };
        let things = if number == 1 { thing.to_owned() } else { format!("{thing}s") };
        (number > 0).then(|| format!("{} {which} {things} {are} {state}", words::thousands(number)))
    };
    let found: Vec<String> = [0, 3].into_iter().filter_map(changed).collect();
    if !found.is_empty() {
        return found.join("; ");
    }
    let number = |place: usize, thing: &str| {
        let number = figures.get(place).map_or(0, |figure| figure.number);
        words::count(number, thing)
    };
    format!("{}; {}", number(0, "open action"), number(3, "overdue milestone"))
}

fn draw(reading: &Reading, home: &ChairHome<'_>, block: Block) -> AnyView {
    let of_changes = |draw: &dyn Fn(&Changes<'_>) -> AnyView| home.changes.as_ref().map(draw).into_any();
    match block {
        Block::Figures => view! {
            <Figures figures=home.figures.clone() since=None courses=courses(home)/>
            {home.changes.as_ref().map(|changes| view! { <div class="c-open">{open_actions::steps(changes)}</div> })}
        }
        .into_any(),
        Block::Decisions(from) => {
            let shown = home.decisions.rows.shown.iter().skip(from).take(ROWS);
            let rows = shown.map(|decision| decisions::row(reading, home.now.today(), decision)).collect();
            view! { <div class="c-decisions"><Table label=title(home, block) columns=decisions::COLUMNS rows/></div> }
                .into_any()
        }
        Block::Agencies => view! { {worst::agencies(reading, home, AGENCIES)}{worst::period(home)} }.into_any(),
        Block::Sections => view! { {worst::sections(home)}{worst::period(home)} }.into_any(),
        Block::Recovered => of_changes(&|changes| recovered::block(reading, &home.now, changes).into_any()),
        Block::OpenActions => of_changes(&|changes| {
            view! {
                {shared_by_charts()}
                {chart(reading, &changes.bridge, "/exports/charts/bridge", 2)}
            }
            .into_any()
        }),
    }
}

/// What is presented, which screen of how many, and the ways on.
fn head(reading: &Reading, home: &ChairHome<'_>, screen: &Screen, number: usize, of: usize) -> AnyView {
    let to = |number: usize| address(reading, screen.address, number);
    let previous = match number {
        1 => view! { <span class="c-quiet">"Previous"</span> }.into_any(),
        _ => view! { <a rel="prev" href=to(number - 1)>"Previous"</a> }.into_any(),
    };
    let next = if number < of {
        view! { <a rel="next" href=to(number + 1)>"Next"</a> }.into_any()
    } else {
        view! { <span class="c-quiet">"Next"</span> }.into_any()
    };
    let since = since(reading);
    let pairs: Vec<(&str, &str)> = since.iter().map(|since| ("since", since.as_str())).collect();
    let stop = reading.paths.with_query(screen.address, &pairs);
    view! {
        <header class="c-present__head">
            <p><b>{screen.title.clone()}</b>" "{period(home)}</p>
            <nav aria-label="Screens">
                <span>{format!("{number} of {of}")}</span>
                {previous}
                {next}
                <a href=stop data-stop="">"Stop presenting"</a>
            </nav>
        </header>
    }
    .into_any()
}

fn period(home: &ChairHome<'_>) -> String {
    let now = in_sentence(home.now.today());
    home.changes
        .as_ref()
        .map_or_else(|| now.clone(), |changes| format!("{} to {now}", in_sentence(changes.then.today())))
}

fn foot(reading: &Reading, home: &ChairHome<'_>) -> AnyView {
    let position = home.now.view.position();
    let as_of = format!("As of {} (log entry {}).", in_sentence(position.day), words::entry_number(position.seq));
    let sample = site().is_sample.then_some("Demonstration site. Progress is fictional.");
    view! { <footer class="c-present__foot"><p>{as_of}</p><p>{sample}</p><p>{help_links(&reading.paths)}</p></footer> }
        .into_any()
}

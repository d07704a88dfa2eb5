//! The patterns of textured fills, and the samples of fills for the keys of a page.

use super::palette::{BLUE, EDGE, GOLD, HEAT, Paint, Pattern, QUIET, RED, Surface, WHITE, all_on_page, state_paint};
use domain::progress::State;

/// The sprite that the drawings of a page refer to; it is in the page once.
///
/// It takes no room but is not `display: none`: inside of that, patterns vanish. The class `c-sprite` takes it out of
/// the flow.
pub fn patterns() -> String {
    let open = r#"<svg xmlns="http://www.w3.org/2000/svg" class="c-sprite" width="0" height="0" aria-hidden="true" focusable="false">"#;
    format!("{open}{}</svg>", all_on_page(&definitions("p-")))
}

/// The sample of a state for the key of a chart in the page, 15 by 10 pixels. The word beside it is its name.
pub fn state_swatch(state: State) -> String {
    swatch(&state_paint(state))
}

/// A class of the heat map, as its key shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatClass {
    /// "61–180 days".
    pub words: &'static str,
    pub swatch: String,
}

/// The classes of the heat map, from the lightest.
pub fn heat_key() -> [HeatClass; 5] {
    HEAT.each_ref().map(|class| HeatClass { words: class.words, swatch: swatch(&class.paint) })
}

pub(super) fn id(pattern: Pattern, prefix: &str) -> String {
    let name = match pattern {
        Pattern::Stripes => "recurring",
        Pattern::Lines => "blocked",
        Pattern::Hatch => "withdrawn",
        Pattern::Grid => "no-report",
        Pattern::Rules(BLUE) => "in-progress-overdue",
        Pattern::Rules(GOLD) => "delayed-overdue",
        Pattern::Rules(RED) => "blocked-overdue",
        Pattern::Rules(_) => "no-update-overdue",
        Pattern::Dashes(BLUE) => "recurring-overdue",
        Pattern::Dashes(_) => "not-started-overdue",
    };
    format!("{prefix}{name}")
}

pub(super) fn definitions(prefix: &str) -> String {
    let tilted = |pattern, size: u8, degrees: i8, content: String| {
        let id = id(pattern, prefix);
        let turn = if degrees == 0 { String::new() } else { format!(r#" patternTransform="rotate({degrees})""#) };
        format!(
            r#"<pattern id="{id}" width="{size}" height="{size}" patternUnits="userSpaceOnUse"{turn}>{content}</pattern>"#
        )
    };
    let ground = |size: u8, color| format!(r#"<rect width="{size}" height="{size}" fill="{color}"/>"#);
    let stripes = format!(r#"{}<rect width="3" height="6" fill="{BLUE}"/>"#, ground(6, WHITE));
    let lines = format!(r#"{}<rect width="1.8" height="7" fill="{WHITE}"/>"#, ground(7, RED));
    let hatch = format!(r#"{}<rect width="1.2" height="5" fill="{QUIET}"/>"#, ground(5, WHITE));
    let rules = |color| {
        let rule = format!(r#"{}<rect y="3" width="5" height="1.6" fill="{color}"/>"#, ground(5, WHITE));
        tilted(Pattern::Rules(color), 5, 0, rule)
    };
    let dashes = |color| {
        let dash = format!(r#"{}<rect y="3" width="5" height="1.6" fill="{color}"/>"#, ground(8, WHITE));
        tilted(Pattern::Dashes(color), 8, 0, dash)
    };
    let grid = format!(r#"{}<path d="M0 3.5h7M3.5 0v7" stroke="{EDGE}" stroke-width="0.8"/>"#, ground(7, WHITE));
    format!(
        "<defs>{}{}{}{}{}{}</defs>",
        tilted(Pattern::Stripes, 6, 45, stripes),
        tilted(Pattern::Lines, 7, -45, lines),
        tilted(Pattern::Hatch, 5, -45, hatch),
        tilted(Pattern::Grid, 7, 45, grid),
        [BLUE, GOLD, RED, QUIET].map(rules).concat(),
        [BLUE, QUIET].map(dashes).concat()
    )
}

fn swatch(paint: &Paint) -> String {
    let fill = match paint.surface {
        Surface::Plain(color) => color.to_owned(),
        Surface::Patterned(pattern) => format!("url(#{})", id(pattern, "p-")),
    };
    let rect = match paint.outline {
        Some(outline) => format!(
            r#"<rect x="0.75" y="0.75" width="13.5" height="8.5" fill="{fill}" stroke="{outline}" stroke-width="1.5"/>"#
        ),
        None => format!(r#"<rect width="15" height="10" fill="{fill}"/>"#),
    };
    let rect = all_on_page(&rect);
    format!(r#"<svg width="15" height="10" viewBox="0 0 15 10" aria-hidden="true" focusable="false">{rect}</svg>"#)
}

//! In the dark theme fills and letters keep what they have on white: they differ by lightness, and can be read.

use super::super::palette::{HEAT, Paint, Surface, THEMED, on_page, paint, state_paint};
use super::super::{Fill, Place, Width, patterns, state_swatch};
use super::fills::{contrast, lightness};
use super::samples::every_kind;
use domain::progress::State;
use std::collections::BTreeMap;

const THEME: &str = include_str!("../../../../style/_theme.scss");

/// The custom properties of one block of the theme, by name.
fn tokens(block: &str) -> BTreeMap<String, String> {
    let lines = block.lines().filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": "));
    lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn light() -> BTreeMap<String, String> {
    tokens(THEME.split_once("@mixin light").unwrap().1.split_once('}').unwrap().0)
}

fn dark() -> BTreeMap<String, String> {
    tokens(THEME.split_once("@mixin dark").unwrap().1.split_once('}').unwrap().0)
}

/// What a color of a file is in the dark theme.
fn in_the_dark(color: &str) -> String {
    let name = on_page(color).strip_prefix("var(--").unwrap().strip_suffix(')').unwrap();
    dark()[name].clone()
}

fn every_paint() -> Vec<Paint> {
    let others = [Fill::Slip, Fill::Quiet, Fill::Reduction, Fill::Addition].map(paint);
    let classes = HEAT.each_ref().map(|class| class.paint);
    State::ALL.map(state_paint).into_iter().chain(others).chain(classes).collect()
}

#[test]
fn what_is_written_on_a_fill_can_be_read_in_the_dark() {
    for paint in every_paint() {
        let ground = match (paint.plate, paint.surface) {
            (Some(color), _) | (None, Surface::Plain(color)) => in_the_dark(color),
            (None, Surface::Patterned(_)) => panic!("Letters are lost in a pattern: {paint:?}"),
        };
        let letters = in_the_dark(paint.letters);
        assert!(contrast(&letters, &ground) >= 4.5, "{letters} on {ground}: {paint:?}");
    }
}

#[test]
fn words_beside_marks_and_outlines_are_seen_in_the_dark() {
    let dark = dark();
    for (name, least) in [("ink", 7.0), ("quiet", 7.0), ("completed", 4.5), ("in-progress", 4.5), ("blocked", 4.5)] {
        assert!(contrast(&dark[name], &dark["paper"]) >= least, "{name}");
    }
    for name in ["rule-strong", "axis", "delayed", "at-risk", "focus"] {
        assert!(contrast(&dark[name], &dark["paper"]) >= 3.0, "{name}");
    }
}

#[test]
fn fills_differ_by_lightness_in_the_dark() {
    let plain = |paint: &Paint| match paint.surface {
        Surface::Plain(color) => Some(lightness(&in_the_dark(color))),
        Surface::Patterned(_) => None,
    };
    let mut states: Vec<f64> = State::ALL.map(state_paint).iter().filter_map(plain).collect();
    states.sort_by(f64::total_cmp);
    assert!(states.windows(2).all(|pair| pair[1] - pair[0] >= 18.0), "{states:?}");
    let classes: Vec<f64> = HEAT.iter().filter_map(|class| plain(&class.paint)).collect();
    assert!(classes.windows(2).all(|pair| pair[1] - pair[0] >= 15.0), "{classes:?}");
}

#[test]
fn pages_name_every_color_and_files_hold_it() {
    for sample in every_kind("c", "Justice") {
        let on_page_only = (sample.draw)(Width::Half, Place::Page).unwrap();
        assert!(!on_page_only.contains("\"#"), "{}: {on_page_only}", sample.kind);
        let file = (sample.draw)(Width::Half, Place::File).unwrap();
        assert!(file.contains("\"#") && !file.contains("var("), "{}: {file}", sample.kind);
    }
    assert!(!patterns().contains("\"#"));
    assert!(State::ALL.into_iter().all(|state| !state_swatch(state).contains("\"#")));
}

#[test]
fn the_light_theme_has_the_colors_of_files() {
    let light = light();
    for (color, name) in THEMED {
        assert_eq!(light[name.trim_start_matches("var(--").trim_end_matches(')')], color, "{name}");
    }
    assert_eq!(light.keys().collect::<Vec<_>>(), dark().keys().collect::<Vec<_>>());
}

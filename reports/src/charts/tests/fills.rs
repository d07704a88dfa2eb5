//! Fills differ by lightness, so that they can be told apart in gray and by everybody.

use super::super::palette::{HEAT, Pattern, Surface, heat_paint, state_paint};
use super::super::{Fill, palette};
use domain::progress::State;

/// L* of CIE 1976, from 0 (black) to 100 (white).
pub(super) fn lightness(color: &str) -> f64 {
    let y = luminance(color);
    if y > 0.008856 { 116.0 * y.cbrt() - 16.0 } else { 903.3 * y }
}

/// Relative luminance as WCAG 2 defines it.
fn luminance(color: &str) -> f64 {
    let channel = |from: usize| {
        let value = f64::from(u8::from_str_radix(&color[from..from + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

pub(super) fn contrast(one: &str, other: &str) -> f64 {
    let (light, dark) = (luminance(one).max(luminance(other)), luminance(one).min(luminance(other)));
    (light + 0.05) / (dark + 0.05)
}

#[test]
fn solid_fills_of_states_are_at_least_18_apart() {
    let solid = State::ALL.into_iter().filter_map(|state| match state_paint(state).surface {
        Surface::Plain(color) => Some(lightness(color)),
        Surface::Patterned(_) => None,
    });
    let mut solid: Vec<f64> = solid.collect();
    solid.sort_by(f64::total_cmp);
    assert_eq!(solid.len(), 4);
    assert!(solid.windows(2).all(|pair| pair[1] - pair[0] >= 18.0), "{solid:?}");
}

#[test]
fn neighbors_in_a_stack_differ_by_lightness_or_by_texture() {
    for pair in State::ALL.windows(2) {
        let (one, other) = (state_paint(pair[0]), state_paint(pair[1]));
        let differ = match (one.surface, other.surface) {
            (Surface::Plain(one), Surface::Plain(other)) => (lightness(one) - lightness(other)).abs() >= 18.0,
            (one, other) => one != other,
        };
        assert!(differ, "{pair:?}");
    }
}

#[test]
fn no_two_states_have_the_same_fill() {
    for (place, state) in State::ALL.into_iter().enumerate() {
        let paint = state_paint(state);
        assert!(State::ALL.into_iter().skip(place + 1).all(|other| state_paint(other) != paint), "{state:?}");
        assert_eq!(
            state.is_overdue,
            matches!(paint.surface, Surface::Patterned(Pattern::Rules(_) | Pattern::Dashes(_))),
            "{state:?}"
        );
    }
}

#[test]
fn days_of_slip_are_colored_in_classes_at_least_15_apart() {
    let classes = HEAT.each_ref().map(|class| match class.paint.surface {
        Surface::Plain(color) => lightness(color),
        Surface::Patterned(_) => panic!("A heat class is plain."),
    });
    let [none, slipped @ ..] = classes;
    assert!(slipped.windows(2).all(|pair| pair[0] - pair[1] >= 15.0), "{classes:?}");
    // The class without slip is white. Its neighbor is nearer, but yellow, and both carry an outline and their number.
    assert!(none - slipped[0] >= 9.0 && HEAT[..2].iter().all(|class| class.paint.outline.is_some()));
}

#[test]
fn what_is_written_on_a_fill_can_be_read() {
    let states = State::ALL.map(state_paint);
    let others = [Fill::Slip, Fill::Quiet, Fill::Reduction, Fill::Addition].map(palette::paint);
    let classes = HEAT.each_ref().map(|class| class.paint);
    for paint in states.into_iter().chain(others).chain(classes) {
        let ground = match (paint.plate, paint.surface) {
            (Some(plate), _) => plate,
            (None, Surface::Plain(color)) => color,
            (None, Surface::Patterned(_)) => panic!("Letters are lost in a pattern: {paint:?}"),
        };
        assert!(contrast(paint.letters, ground) >= 4.5, "{paint:?}");
    }
}

#[test]
fn days_fall_into_the_class_that_the_key_says() {
    for (days, class) in
        [(-400, 0), (0, 0), (1, 1), (60, 1), (61, 2), (180, 2), (181, 3), (300, 3), (301, 4), (9000, 4)]
    {
        assert_eq!(heat_paint(days), HEAT[class].paint, "{days}");
    }
}

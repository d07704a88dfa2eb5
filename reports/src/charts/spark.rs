//! The course of one figure in the space of a word: no letters, no links. The numbers stand beside it in a table.

use super::drawing::px;
use std::fmt::Write;

/// In pixels.
const WIDTH: f32 = 104.0;
const HEIGHT: f32 = 32.0;
/// Room for a dot at each edge.
const AROUND: f32 = 4.0;

/// A number on a day. `at` counts days from any one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SparkPoint {
    pub at: i32,
    pub number: usize,
}

/// A line over the points with an axis at 0: open dots, and a filled one at the last. Empty for fewer than two points.
pub fn sparkline(points: &[SparkPoint]) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    if points.len() < 2 {
        return String::new();
    }
    let days = (last.at - first.at).max(1) as f32;
    let most = points.iter().map(|point| point.number).max().unwrap_or_default().max(1) as f32;
    let x = |point: &SparkPoint| AROUND + (point.at - first.at) as f32 / days * (WIDTH - 2.0 * AROUND);
    let bottom = HEIGHT - AROUND;
    let y = |point: &SparkPoint| bottom - point.number as f32 / most * (HEIGHT - 2.0 * AROUND);
    let line: Vec<String> = points.iter().map(|point| format!("{},{}", px(x(point)), px(y(point)))).collect();
    let mut svg = format!(
        r#"<svg class="c-spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true" focusable="false">"#
    );
    // Writing into a string cannot fail.
    let _ = write!(svg, r#"<path class="c-spark__axis" d="M0 {0}H{WIDTH}"/>"#, px(bottom));
    let _ = write!(svg, r#"<polyline class="c-spark__line" points="{}"/>"#, line.join(" "));
    for (place, point) in points.iter().enumerate() {
        let class = if place + 1 == points.len() { "c-spark__now" } else { "c-spark__dot" };
        let _ = write!(svg, r#"<circle class="{class}" cx="{}" cy="{}" r="3"/>"#, px(x(point)), px(y(point)));
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(numbers: &[usize]) -> String {
        let points: Vec<SparkPoint> =
            (0..).zip(numbers).map(|(at, number)| SparkPoint { at, number: *number }).collect();
        sparkline(&points)
    }

    #[test]
    fn a_course_begins_at_zero_and_ends_in_a_filled_dot() {
        let svg = drawn(&[0, 10, 5]);
        assert!(svg.contains(r#"points="4,28 52,4 100,16""#), "{svg}");
        assert_eq!(svg.matches("c-spark__dot").count(), 2);
        assert_eq!(svg.matches("c-spark__now").count(), 1);
    }

    #[test]
    fn one_point_is_no_course() {
        assert_eq!(drawn(&[7]), "");
        assert_eq!(drawn(&[]), "");
    }

    #[test]
    fn a_course_of_zeros_lies_on_the_axis() {
        assert!(drawn(&[0, 0]).contains(r#"points="4,28 100,28""#));
    }
}

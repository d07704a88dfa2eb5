//! Lines go where there are points, and nowhere else.

use super::super::scale::Scale;
use super::samples::{curves, words};
use super::{Element, elements, named};
use crate::charts::{Curve, CurveStyle, Curves, Place, Width};

fn drawn(style: CurveStyle, points: &[Option<f64>]) -> Vec<Element> {
    let labels = (0..points.len()).map(|place| place.to_string()).collect();
    let curve = Curve { style, points: points.to_vec(), end: None };
    let chart = Curves { words: words("c", "Investigations"), labels, curves: vec![curve], readings: vec![] };
    elements(&chart.draw(Width::Half, Place::Page).unwrap())
}

#[test]
fn no_line_goes_across_a_break() {
    let points = [Some(1.0), Some(2.0), None, Some(3.0), Some(4.0), Some(5.0)];
    let elements = drawn(CurveStyle::Done, &points);
    let lines: Vec<usize> =
        named(&elements, "path").iter().map(|path| path.get("d").unwrap().matches(['M', 'L']).count()).collect();
    assert_eq!(lines, [2, 3]);
}

#[test]
fn a_number_that_is_none_is_a_break() {
    let points = [Some(1.0), Some(f64::NAN), Some(f64::INFINITY), Some(4.0)];
    let elements = drawn(CurveStyle::Measured, &points);
    assert_eq!(named(&elements, "path").len(), 0);
    assert_eq!(named(&elements, "circle").len(), 2);
}

#[test]
fn quoted_points_are_open_and_never_joined() {
    let elements = drawn(CurveStyle::Quoted, &[Some(1.0), Some(2.0), Some(3.0)]);
    assert_eq!(named(&elements, "path").len(), 0);
    let circles = named(&elements, "circle");
    assert_eq!(circles.len(), 3);
    assert!(circles.iter().all(|circle| circle.get("fill") == Some("var(--paper)")));
}

#[test]
fn a_measurement_between_two_breaks_can_be_seen() {
    for style in [CurveStyle::Promised, CurveStyle::Done, CurveStyle::Measured, CurveStyle::Quoted] {
        assert_eq!(named(&drawn(style, &[None, Some(2.0), None]), "circle").len(), 1, "{style:?}");
        assert_eq!(named(&drawn(style, &[Some(2.0)]), "circle").len(), 1, "{style:?}");
    }
}

#[test]
fn each_curve_has_the_line_of_its_style() {
    let elements = elements(&curves("c", "Justice").draw(Width::Half, Place::Page).unwrap());
    let strokes: Vec<_> =
        named(&elements, "path").iter().map(|path| (path.get("stroke"), path.get("stroke-dasharray"))).collect();
    assert_eq!(strokes, [(Some("var(--quiet)"), Some("6 4")), (Some("var(--in-progress)"), None)]);
}

#[test]
fn words_at_the_ends_do_not_meet() {
    let curve = || Curve {
        style: CurveStyle::Done,
        points: vec![Some(1.0), Some(5.0)],
        end: Some("71 completed by Sept. 30, 2024".into()),
    };
    let chart = Curves {
        words: words("c", "Equal ends"),
        labels: vec!["2023".into(), "2024".into()],
        curves: vec![curve(), curve(), curve()],
        readings: vec![],
    };
    let elements = elements(&chart.draw(Width::Half, Place::Page).unwrap());
    let ends = named(&elements, "text").into_iter().filter(|text| text.get("fill") == Some("var(--completed)"));
    let heights: Vec<f32> = ends.map(|text| text.get("y").unwrap().parse().unwrap()).collect();
    assert_eq!(heights.len(), 9);
    assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= 15.9), "{heights:?}");
}

#[test]
fn axes_hold_0_have_round_numbers_and_end_with_the_data() {
    let scale = |values: &[f64]| Scale::over(values.iter().copied());
    let numbers = |values: &[f64]| scale(values).lines().map(|line| line.0).collect::<Vec<_>>();
    assert_eq!(numbers(&[126.0]), ["100", "50", "0"]);
    assert_eq!(numbers(&[100.0]), ["100", "75", "50", "25", "0"]);
    assert_eq!(numbers(&[1900.0, 400.0]), ["1,500", "1,000", "500", "0"]);
    assert_eq!(numbers(&[0.0]), ["1", "0"]);
    assert_eq!(numbers(&[3.0]), ["3", "2", "1", "0"]);
    assert_eq!(numbers(&[0.7]), ["0.6", "0.4", "0.2", "0"]);
    assert_eq!(numbers(&[-3.0, 6.0]), ["6", "4", "2", "0", "−2"]);
    assert_eq!(numbers(&[27_600_000.0]), ["20,000,000", "10,000,000", "0"]);
    assert_eq!((scale(&[126.0]).high(), scale(&[-3.0, 6.0]).low()), (126.0, -3.0));
}

#[test]
fn each_point_of_an_axis_can_be_pointed_at_and_tells_where_its_lines_are() {
    let readings = ["2022: 1", "2023: 2", "2024: no value"].map(str::to_owned).to_vec();
    let chart = Curves {
        words: words("c", "Investigations"),
        labels: ["2022", "2023", "2024"].map(str::to_owned).to_vec(),
        curves: vec![Curve { style: CurveStyle::Done, points: vec![Some(1.0), Some(2.0), None], end: None }],
        readings,
    };
    let drawn = elements(&chart.draw(Width::Half, Place::Page).unwrap());
    let titles: Vec<&str> = named(&drawn, "title").iter().map(|title| title.text.as_str()).collect();
    assert_eq!(titles, ["2022: 1", "2023: 2", "2024: no value"]);
    let columns: Vec<&Element> =
        named(&drawn, "rect").into_iter().filter(|rect| rect.get("data-line").is_some()).collect();
    let points: Vec<&str> = columns.iter().map(|column| column.get("data-points").unwrap()).collect();
    // The highest is at the top of the plot, half of it half way down.
    assert_eq!(points, ["116", "10", ""]);
    let file = chart.draw(Width::Half, Place::File).unwrap();
    assert!(!file.contains("data-") && !file.contains("no value"));
}

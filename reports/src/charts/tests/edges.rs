//! Little, much, nothing and the unusual.

use super::samples::{
    bars, bars_under_a_heading, bridge, curves, each_bar, heat, rows, stacks, timeline, timeline_of, words,
};
use super::{Element, WIDTHS, elements, named};
use crate::charts::*;
use domain::progress::State;
use proptest::prelude::*;

#[test]
fn a_chart_without_rows_is_no_drawing() {
    let id = "c";
    let none = [
        Bars { rows: vec![], ..bars(id, "") }.draw(Width::Half, Place::File),
        Stacks { rows: vec![], ..stacks(id, "") }.draw(Width::Half, Place::File),
        Curves { curves: vec![], ..curves(id, "") }.draw(Width::Half, Place::File),
        Curves { labels: vec![], ..curves(id, "") }.draw(Width::Half, Place::File),
        Heat { rows: vec![], ..heat(id, "") }.draw(Width::Half, Place::File),
        Heat { columns: vec![], ..heat(id, "") }.draw(Width::Half, Place::File),
        Timeline { groups: vec![], ..timeline(id, "") }.draw(Width::Half, Place::File),
        Bridge { steps: vec![], ..bridge(id, "") }.draw(Width::Half, Place::File),
    ];
    assert!(none.into_iter().all(|drawn| drawn.unwrap().is_empty()));
}

#[test]
fn bars_of_0_have_a_number_and_no_mark() {
    let mut chart = bars("c", "Justice");
    for bar in each_bar(&mut chart) {
        (bar.value, bar.said) = (0, "0 days".into());
    }
    let elements = elements(&chart.draw(Width::Half, Place::Page).unwrap());
    assert_eq!(named(&elements, "a").len(), 0);
    assert_eq!(named(&elements, "text").iter().filter(|text| text.text == "0 days").count(), 4);
}

#[test]
fn one_beside_four_hundred_is_still_seen() {
    for width in WIDTHS {
        let mut chart = stacks("c", "Justice");
        chart.rows.truncate(1);
        chart.rows[0].segments = State::ALL.map(|state| Segment { state, number: 1, rows: rows(), card: None }).into();
        chart.rows[0].segments[0].number = 400;
        let elements = elements(&chart.draw(width, Place::Page).unwrap());
        assert_eq!(named(&elements, "a").len(), State::ALL.len(), "{width:?}");
        for rect in drawn_rects(&elements) {
            assert!(number(rect, "width") >= 0.5, "{width:?}");
        }
    }
}

#[test]
fn thirty_rows_stand_closer_and_none_is_left_out() {
    for width in WIDTHS {
        let mut chart = bars("c", "Justice");
        chart.rows = vec![chart.rows[0].clone(); 30];
        let drawn = elements(&chart.draw(width, Place::Page).unwrap());
        assert_eq!(named(&drawn, "a").len(), 30);
        assert_eq!(size(&drawn[0]).1, 902.0);
    }
}

#[test]
fn a_long_label_is_shortened_in_the_drawing_and_whole_in_the_title_of_its_mark() {
    let long = "Intelligence-led targeting of transnational criminal networks";
    for width in [Width::Half, Width::Narrow] {
        let elements = elements(&bars("c", long).draw(width, Place::Page).unwrap());
        let names = named(&elements, "text").into_iter().filter(|text| text.get("font-weight").is_none());
        for name in names {
            assert!(name.text.ends_with('…') && long.starts_with(name.text.trim_end_matches('…')), "{}", name.text);
        }
        let titles: Vec<&str> = named(&elements, "title").iter().map(|title| title.text.as_str()).collect();
        assert!(titles.contains(&format!("{long}: 498 days").as_str()), "{titles:?}");
    }
}

#[test]
fn every_letter_stands_inside_its_drawing() {
    for text in [
        "Justice",
        "Homeland Security, 12 of 12",
        "نص عربي",
        "A label of sixty characters, longer than any that has room",
    ] {
        for (sample, width) in super::every_kind("c", text).iter().flat_map(|one| WIDTHS.map(|width| (one, width))) {
            let drawn = elements(&(sample.draw)(width, Place::Page).unwrap());
            let (whole, height) = size(&drawn[0]);
            for letters in named(&drawn, "text") {
                let (starts, ends) = extent(letters);
                assert!(starts >= -0.5 && ends <= whole + 0.5, "{} {width:?} {}", sample.kind, letters.text);
                assert!((9.0..=height).contains(&number(letters, "y")), "{} {}", sample.kind, letters.text);
            }
        }
    }
}

#[test]
fn no_two_texts_of_a_drawing_meet() {
    for text in ["Justice", "Homeland Security, 12 of 12"] {
        for (sample, width) in super::every_kind("c", text).iter().flat_map(|one| WIDTHS.map(|width| (one, width))) {
            let drawn = elements(&(sample.draw)(width, Place::Page).unwrap());
            let texts = named(&drawn, "text");
            for (place, one) in texts.iter().enumerate() {
                for other in &texts[place + 1..] {
                    let (a, b) = (extent(one), extent(other));
                    let is_same_line = (number(one, "y") - number(other, "y")).abs() < 12.0;
                    let meet = is_same_line && a.0 < b.1 && b.0 < a.1;
                    assert!(!meet, "{} {width:?}: {} {}", sample.kind, one.text, other.text);
                }
            }
        }
    }
}

#[test]
fn what_moved_earlier_is_not_gold_and_what_did_not_move_has_no_bar() {
    let fills = |first, due| {
        let elements = elements(&timeline_of(first, due, false).draw(Width::Half, Place::Page).unwrap());
        let bars = drawn_rects(&elements).into_iter().filter(|rect| number(rect, "height") < 11.0);
        bars.map(|rect| rect.get("fill").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(fills("2024-08-31", "2024-12-01"), [Some("var(--delayed)".to_owned())]);
    assert_eq!(fills("2024-12-01", "2024-08-31"), [Some("var(--paper)".to_owned())]);
    assert_eq!(fills("2024-12-01", "2024-12-01"), []);
}

#[test]
fn what_was_due_more_than_a_year_ago_is_an_arrow_and_says_since_when() {
    for (due, corners) in [("2024-02-01", 4), ("2021-12-01", 3)] {
        for width in WIDTHS {
            let elements = elements(&timeline_of("2021-06-01", due, true).draw(width, Place::Page).unwrap());
            // The bar began before the days shown too: its arrow comes first, and no tick stands at the edge.
            let paths = named(&elements, "path");
            let corners_of = |path: &Element| path.get("d").unwrap().matches(['M', 'L']).count();
            assert_eq!(paths.iter().map(|path| corners_of(path)).collect::<Vec<_>>(), [3, corners], "{due}");
        }
    }
    let drawn = timeline_of("2021-06-01", "2021-12-01", true).draw(Width::Full, Place::Page).unwrap();
    assert!(drawn.contains(">1,034 days overdue, slipped 183 days</text>"), "{drawn}");
    assert!(drawn.contains("<title>Justice: due Dec. 1, 2021, originally June 1, 2021; 1,034 days overdue"), "{drawn}");
    // On a phone the worst of it is at the end of the line of the name.
    let narrow = timeline_of("2021-06-01", "2021-12-01", true).draw(Width::Narrow, Place::Page).unwrap();
    let words: Vec<_> = named(&elements(&narrow), "text").into_iter().map(|text| text.text.clone()).collect();
    assert!(words.contains(&"1,034 days overdue".to_owned()), "{words:?}");
}

#[test]
fn the_days_of_a_timeline_are_fitted_to_its_milestones() {
    let month = |text: &str| text.split_once(". ").is_some_and(|(_, year)| year.len() == 4);
    let months = |first, due| {
        let elements = elements(&timeline_of(first, due, false).draw(Width::Half, Place::Page).unwrap());
        named(&elements, "text").iter().map(|text| text.text.clone()).filter(|text| month(text)).collect::<Vec<_>>()
    };
    assert_eq!(months("2024-12-15", "2024-12-15"), ["Oct. 2024", "Nov. 2024", "Dec. 2024"]);
    assert_eq!(months("2024-12-15", "2026-09-30"), ["Jan. 2025", "Jan. 2026"]);
}

#[test]
fn a_date_with_many_milestones_is_one_row_with_their_number() {
    let drawn = timeline("c", "Justice 11, HHS 3").draw(Width::Full, Place::Page).unwrap();
    assert!(drawn.contains("<title>Justice 11, HHS 3. Due Dec. 3, 2024: 25</title>"), "{drawn}");
    let drawn = elements(&drawn);
    assert_eq!(named(&drawn, "text").iter().filter(|text| text.text == "25").count(), 1);
    assert_eq!(named(&drawn, "rect").iter().filter(|rect| rect.get("rx").is_some()).count(), 1);
}

#[test]
fn a_file_says_under_its_drawing_what_the_page_says() {
    let mut chart = bars("c", "Justice");
    let height = |chart: &Bars, place| size(&elements(&chart.draw(Width::Half, place).unwrap())[0]).1;
    let (page, file) = (height(&chart, Place::Page), height(&chart, Place::File));
    chart.words.foot = vec!["None are completed.".to_owned(), "Demonstration: progress is fictional.".to_owned()];
    assert_eq!((height(&chart, Place::Page), height(&chart, Place::File)), (page, file + 44.0));
    let drawn = chart.draw(Width::Half, Place::File).unwrap();
    assert!(drawn.contains(">None are completed.</text>") && drawn.contains(">Demonstration: progress is fictional.<"));
}

#[test]
fn in_a_page_a_mark_names_its_card_and_its_place_in_the_key() {
    let mut chart = stacks("c", "Justice");
    chart.rows[0].segments[1].card = Some(7);
    let drawn = elements(&chart.draw(Width::Half, Place::Page).unwrap());
    let marks = named(&drawn, "a");
    assert_eq!((marks[1].get("data-card"), marks[1].get("data-key")), (Some("7"), Some("1")));
    assert_eq!((marks[0].get("data-card"), marks[0].get("data-key")), (None, Some("0")));
    assert!(!chart.draw(Width::Half, Place::File).unwrap().contains("data-"));
}

#[test]
fn a_bridge_that_does_not_add_up_is_refused() {
    let mut chart = bridge("c", "Open actions");
    chart.steps[4].number = 43;
    let refused = chart.draw(Width::Side, Place::Page).unwrap_err();
    assert_eq!(refused.to_string(), "The steps before \"Open actions\" come to 42, where it says 43.");
}

#[test]
fn a_bar_says_its_number_alone_where_the_unit_has_no_room() {
    let elements = elements(&bars("c", "Justice").draw(Width::Narrow, Place::Page).unwrap());
    let bold = named(&elements, "text").into_iter().filter(|text| text.get("font-weight").is_some());
    assert_eq!(bold.map(|text| text.text.as_str()).collect::<Vec<_>>(), ["498", "1", "0", "1,204"]);
}

#[test]
fn a_heat_map_of_many_columns_is_wider_than_asked_and_keeps_its_numbers() {
    let mut chart = heat("c", "Justice");
    chart.columns = vec!["Prevention".into(); 10];
    chart.cells = vec![vec![Some(HeatCell { days: 1234, rows: None, card: None }); 10]; 3];
    let elements = elements(&chart.draw(Width::Narrow, Place::Page).unwrap());
    let numbers: Vec<_> = named(&elements, "text").into_iter().filter(|text| text.text == "1,234").collect();
    assert_eq!(numbers.len(), 30);
    assert!(numbers[..10].windows(2).all(|pair| extent(pair[0]).1 + 4.0 < extent(pair[1]).0));
    assert!(size(&elements[0]).0 > 288.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_people_wrote_and_counted_the_drawing_is_xml(
        text in any::<String>(),
        values in prop::collection::vec(any::<u32>(), 1..9),
        points in prop::collection::vec(prop::option::of(any::<f64>()), 1..9),
        days in prop::collection::vec(prop::option::of(any::<i32>()), 1..9),
    ) {
        let bar = |value: &u32| Bar { label: text.clone(), value: *value, said: text.clone(), fill: Fill::Slip, rows: None, card: None };
        let cell = |days: &Option<i32>| days.map(|days| HeatCell { days: days.into(), rows: rows(), card: None });
        let curve = Curve { style: CurveStyle::Measured, points: points.clone(), end: Some(text.clone()) };
        let labels = vec![text.clone(); points.len()];
        let cells = vec![days.iter().map(cell).collect()];
        let columns = vec![text.clone(); days.len()];
        for width in WIDTHS {
            let words = || words("c", &text);
            elements(&Bars { words: words(), rows: values.iter().map(bar).map(BarRow::Bar).collect() }.draw(width, Place::File).unwrap());
            let curves = Curves { words: words(), labels: labels.clone(), curves: vec![curve.clone()], readings: labels.clone() };
            // Nothing that can be drawn is no drawing.
            let _ = elements(&curves.draw(width, Place::File).unwrap());
            let (cells, columns) = (cells.clone(), columns.clone());
            let heat = Heat { words: words(), rows: vec![text.clone()], columns, cells };
            elements(&heat.draw(width, Place::Page).unwrap());
        }
    }
}

#[test]
fn a_heading_stands_above_its_bars_and_is_none_itself() {
    let with = bars_under_a_heading("c", "Within the agency: 499 days");
    let without = Bars { rows: with.rows[1..].to_vec(), ..with.clone() };
    let count = |bars: &Bars, name: &str| {
        let drawn = bars.draw(Width::Half, Place::Page).unwrap();
        elements(&drawn).iter().filter(|element| element.name == name).count()
    };
    for name in ["a", "title"] {
        assert_eq!(count(&with, name), count(&without, name), "{name}");
    }
    assert_eq!(count(&with, "text"), count(&without, "text") + 1);
}

#[test]
fn the_keys_show_every_fill() {
    let legend = ["0 days", "1\u{2013}60 days", "61\u{2013}180 days", "181\u{2013}300 days", "more than 300 days"];
    assert_eq!(heat_key().map(|class| class.words), legend);
    for swatch in State::ALL.map(state_swatch).into_iter().chain(heat_key().map(|class| class.swatch)) {
        assert_eq!(elements(&swatch).len(), 2);
    }
    let file = stacks("c", "Justice").draw(Width::Half, Place::File).unwrap();
    // A file explains the fills that it has, and no others.
    let drawn = ["Completed", "In progress", "Blocked", "Recurring", "Not started"];
    for state in State::ALL.map(crate::words::state) {
        assert_eq!(file.contains(&format!(">{state}</text>")), drawn.contains(&state), "{state}");
    }
    let described =
        Bars { words: Words { description: "Days by cause".into(), ..words("c", "Slip") }, ..bars("c", "") };
    assert!(described.draw(Width::Half, Place::File).unwrap().contains(">Days by cause</text>"));
}

fn drawn_rects(elements: &[Element]) -> Vec<&Element> {
    named(elements, "rect").into_iter().filter(|rect| rect.get("x").is_some()).collect()
}

/// How wide and how high a drawing is, in its own pixels.
fn size(drawing: &Element) -> (f32, f32) {
    let view: Vec<f32> = drawing.get("viewBox").unwrap().split(' ').map(|part| part.parse().unwrap()).collect();
    (view[2], view[3])
}

fn number(element: &Element, key: &str) -> f32 {
    element.get(key).unwrap().parse().unwrap()
}

/// Where a text begins and ends, as wide as it is drawn.
fn extent(text: &Element) -> (f32, f32) {
    let weight = if text.get("font-weight").is_some() { lettering::Weight::Bold } else { lettering::Weight::Regular };
    let (x, width) = (number(text, "x"), lettering::width(&text.text, weight));
    match text.get("text-anchor") {
        Some("middle") => (x - width / 2.0, x + width / 2.0),
        Some("end") => (x - width, x),
        _ => (x, x + width),
    }
}

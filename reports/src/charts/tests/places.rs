//! A mark stands in the row and the column of its names, and is as large as its number.

use super::samples::{bars, bridge, each_bar, heat, stacks};
use super::{Element, elements};
use crate::charts::*;

/// The rectangle of each mark, with the title of the mark.
fn marks(svg: &str) -> Vec<(String, Vec<f32>)> {
    let elements: Vec<Element> = elements(svg);
    let is_link = |place: &usize| elements[*place].name == "a";
    let of = |place: usize| {
        let rect = elements[place..].iter().find(|element| element.name == "rect").unwrap();
        let place_of = ["x", "y", "width", "height"].map(|key| rect.get(key).unwrap().parse().unwrap());
        (elements[place + 1].text.clone(), place_of.to_vec())
    };
    (0..elements.len()).filter(is_link).map(of).collect()
}

fn of<'a>(marks: &'a [(String, Vec<f32>)], title: &str) -> &'a [f32] {
    &marks.iter().find(|mark| mark.0 == title).unwrap().1
}

#[test]
fn a_bar_stands_in_the_row_of_its_name_and_is_as_long_as_its_number() {
    let mut chart = bars("c", "Cause");
    for (row, bar) in each_bar(&mut chart).enumerate() {
        bar.label = format!("Cause {row}");
    }
    let marks = marks(&chart.draw(Width::Half, Place::Page).unwrap());
    let (first, last) = (of(&marks, "Cause 0: 498 days"), of(&marks, "Cause 3: 1,204 days"));
    assert!((first[1] - 7.0).abs() < 0.2 && (last[1] - 3.0 * 36.0 - 7.0).abs() < 0.2, "{marks:?}");
    assert!((first[2] / last[2] - 498.0 / 1204.0).abs() < 0.01, "{marks:?}");
}

#[test]
fn marks_follow_each_other_from_the_top_down_and_from_the_left() {
    let drawn = [
        bars("c", "Cause").draw(Width::Half, Place::Page),
        stacks("c", "Lead").draw(Width::Half, Place::Page),
        heat("c", "Lead").draw(Width::Half, Place::Page),
    ];
    for svg in drawn {
        let marks = marks(&svg.unwrap());
        // Outlines make marks of one row differ by less than a pixel: rows are 34 pixels high or more.
        let places: Vec<(i32, i32)> = marks.iter().map(|(_, at)| ((at[1] / 10.0) as i32, at[0] as i32)).collect();
        assert!(places.is_sorted(), "{marks:?}");
    }
}

#[test]
fn segments_follow_each_other_in_the_row_of_their_stack() {
    let mut chart = stacks("c", "Lead");
    (chart.rows[0].label, chart.rows[1].label) = ("Justice".into(), "State".into());
    let marks = marks(&chart.draw(Width::Full, Place::Page).unwrap());
    let (completed, progress) = (of(&marks, "Justice, Completed: 3"), of(&marks, "Justice, In progress: 14"));
    assert!((progress[0] - completed[0] - completed[2] - 1.5).abs() < 0.2, "{marks:?}");
    assert!(((progress[2] + 1.5) / (completed[2] + 1.5) - 14.0 / 3.0).abs() < 0.02, "{marks:?}");
    assert!(of(&marks, "State, Not started: 8")[1] > completed[1] + completed[3]);
}

#[test]
fn a_cell_stands_in_its_row_and_column() {
    let mut chart = heat("c", "");
    chart.rows = ["Justice", "State", "HHS"].map(str::to_owned).into();
    chart.columns = ["Prevention", "Protection"].map(str::to_owned).into();
    let marks = marks(&chart.draw(Width::Half, Place::Page).unwrap());
    let corner = of(&marks, "Justice, Prevention: 0 days");
    let (right, below) = (of(&marks, "Justice, Protection: 392 days"), of(&marks, "HHS, Prevention: 61 days"));
    assert!(right[0] > corner[0] + corner[2] && (right[1] - corner[1]).abs() < 1.0, "{marks:?}");
    assert!((below[0] - corner[0]).abs() < 1.0 && below[1] > corner[1] + corner[3] + 30.0, "{marks:?}");
    assert_eq!(of(&marks, "State, Protection: −12 days")[1].round(), (corner[1] + 34.0).round());
}

#[test]
fn a_step_begins_where_the_one_before_it_ended() {
    let mut chart = bridge("c", "");
    for (place, step) in chart.steps.iter_mut().enumerate() {
        step.label = format!("Step {place}");
    }
    let marks = marks(&chart.draw(Width::Side, Place::Page).unwrap());
    let (before, down, after) = (of(&marks, "Step 0: 49"), of(&marks, "Step 3: −9"), of(&marks, "Step 4: 42"));
    assert!((before[3] / after[3] - 49.0 / 42.0).abs() < 0.01, "{marks:?}");
    assert!((down[1] + down[3] - after[1]).abs() < 0.2, "{marks:?}");
}

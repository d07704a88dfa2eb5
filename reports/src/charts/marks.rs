//! The marks of the statuses, drawn into a chart: the same shapes as beside the words of the page.

use super::Place;
use super::drawing::px;
use super::palette::{BLUE, GOLD, NAVY, QUIET, RED, all_on_page};
use domain::facts::Status;

/// In pixels, as high as wide.
pub(super) const MARK: f32 = 14.0;

/// The mark of a status with its left upper corner at that place.
pub(super) fn status(status: Status, place: Place, x: f32, y: f32) -> String {
    let (color, shape) = shape(status);
    let (x, y) = (px(x), px(y));
    let svg =
        format!(r#"<svg x="{x}" y="{y}" width="14" height="14" viewBox="0 0 16 16" color="{color}">{shape}</svg>"#);
    match place {
        Place::Page => all_on_page(&svg),
        Place::File => svg,
    }
}

const fn shape(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::NotStarted => {
            (QUIET, r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>"#)
        }
        Status::InProgress => (
            BLUE,
            r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/>"#,
        ),
        Status::Completed => (
            NAVY,
            r##"<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M4.6 8.2 7 10.6l4.5-4.9" fill="none" stroke="#ffffff" stroke-width="2"/>"##,
        ),
        Status::Recurring => (
            BLUE,
            r#"<path d="M13.4 9.6A5.7 5.7 0 1 1 12 4" fill="none" stroke="currentColor" stroke-width="2.2"/><path d="M14.6 1v6H8.6z" fill="currentColor"/>"#,
        ),
        Status::Delayed => (GOLD, r#"<path d="M2 1.5h12L8 8zM2 14.5h12L8 8z" fill="currentColor"/>"#),
        Status::Blocked => {
            (RED, r##"<path d="M1.5 1.5h13v13h-13z" fill="currentColor"/><path d="M4 6.6h8v2.8H4z" fill="#ffffff"/>"##)
        }
        Status::NoReport => (
            QUIET,
            r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="2.4 2.3"/>"#,
        ),
        Status::Withdrawn => {
            (QUIET, r#"<path d="m3 3 10 10M13 3 3 13" fill="none" stroke="currentColor" stroke-width="2.4"/>"#)
        }
    }
}

//! Word, shape and color, always the three: the marks of the five axes.

use crate::request::site;
use crate::words;
use domain::facts::{Reporting, Status, Verification};
use domain::update::{Acceptance, Confidence};
use leptos::prelude::*;

/// A value of one of the five axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    Status(Status),
    Confidence(Confidence),
    Reporting(Reporting),
    Verification(Verification),
    Acceptance(Acceptance),
}

impl Axis {
    pub fn word(self) -> &'static str {
        match self {
            Axis::Status(status) => words::status(status),
            Axis::Confidence(confidence) => words::confidence(confidence),
            Axis::Reporting(reporting) => words::reporting(reporting),
            Axis::Verification(verification) => words::verification(verification),
            Axis::Acceptance(acceptance) => words::acceptance(acceptance),
        }
    }

    /// The name of its shape in `marks.svg`, and of its class.
    fn shape(self) -> &'static str {
        match self {
            Axis::Status(Status::NotStarted) => "not-started",
            Axis::Status(Status::NoReport) => "no-report",
            Axis::Status(Status::InProgress) => "in-progress",
            Axis::Status(Status::Completed) => "completed",
            Axis::Status(Status::Delayed) => "delayed",
            Axis::Status(Status::Blocked) => "blocked",
            Axis::Status(Status::Withdrawn) => "withdrawn",
            Axis::Status(Status::Recurring) => "recurring",
            Axis::Confidence(Confidence::OnTrack) => "on-track",
            Axis::Confidence(Confidence::AtRisk) => "at-risk",
            Axis::Confidence(Confidence::OffTrack) => "off-track",
            Axis::Reporting(Reporting::Current) => "current",
            Axis::Reporting(Reporting::Stale) => "stale",
            Axis::Reporting(Reporting::NeverReported) => "never",
            Axis::Verification(Verification::Claimed) => "claimed",
            Axis::Verification(Verification::EvidenceAttached) => "evidence",
            Axis::Verification(Verification::Verified) => "verified",
            Axis::Acceptance(Acceptance::Awaiting) => "awaiting",
            Axis::Acceptance(Acceptance::Accepted) => "accepted",
            Axis::Acceptance(Acceptance::Returned) => "returned",
        }
    }
}

#[component]
pub fn Mark(
    of: Axis,
    /// The word beside the mark, where it is not the one of the axis.
    #[prop(optional)]
    word: Option<&'static str>,
) -> impl IntoView {
    shaped(of.shape(), word.unwrap_or(of.word()).to_owned())
}

/// A shape of `marks.svg` and the words beside it.
pub fn shaped(shape: &'static str, words: String) -> AnyView {
    let address = format!("{}/marks.svg#m-{shape}", site().assets);
    view! {
        <span class=format!("c-mark c-mark--{shape}")>
            <svg viewBox="0 0 16 16" aria-hidden="true"><use href=address></use></svg>
            {words}
        </span>
    }
    .into_any()
}

/// The tag beside progress that is made up. Nothing in a record of real progress.
pub fn sample() -> Option<AnyView> {
    site().is_sample.then(|| view! { " "<span class="c-sample">"Demo data"</span> }.into_any())
}

//! How a task force writes its days: as Americans do, or day first. One setting of the process.

use std::str::FromStr;
use std::sync::OnceLock;

/// How days are written and read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateStyle {
    /// February 13, 2024; Feb. 13, 2024; 02/13/2024.
    #[default]
    Us,
    /// 13 February 2024; 13 Feb 2024. A day in numbers with slashes is read only where it can mean one day.
    International,
}

/// The text names no style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Choose us or international.")]
pub struct NotADateStyle;

/// Set once, before the first page: what writes a day has no request and no setting at hand.
static CHOSEN: OnceLock<DateStyle> = OnceLock::new();

impl DateStyle {
    /// The style of this process; `us` unless [`choose`](Self::choose) was called.
    pub fn chosen() -> DateStyle {
        CHOSEN.get().copied().unwrap_or_default()
    }

    /// Sets the style of this process. Only the first call counts, so no page differs from the one before.
    pub fn choose(self) {
        CHOSEN.get_or_init(|| self);
    }

    pub fn code(self) -> &'static str {
        match self {
            DateStyle::Us => "us",
            DateStyle::International => "international",
        }
    }
}

impl FromStr for DateStyle {
    type Err = NotADateStyle;
    fn from_str(text: &str) -> Result<DateStyle, NotADateStyle> {
        [DateStyle::Us, DateStyle::International].into_iter().find(|style| style.code() == text).ok_or(NotADateStyle)
    }
}

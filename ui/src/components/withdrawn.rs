//! Milestones that were withdrawn: they count under nothing else, so they are counted apart wherever others are counted.

use crate::words::{count, thousands};

/// "2 withdrawn, 153 days of slip".
pub fn withdrawn_in_words((number, slip): (usize, i64)) -> String {
    let days = count(usize::try_from(slip.unsigned_abs()).unwrap_or(usize::MAX), "day");
    let sign = if slip < 0 { "\u{2212}" } else { "" };
    format!("{} withdrawn, {sign}{days} of slip", thousands(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn withdrawn_milestones_are_said_with_their_slip() {
        assert_eq!(withdrawn_in_words((2, 153)), "2 withdrawn, 153 days of slip");
        assert_eq!(withdrawn_in_words((1, 1)), "1 withdrawn, 1 day of slip");
        assert_eq!(withdrawn_in_words((1_204, -31)), "1,204 withdrawn, \u{2212}31 days of slip");
    }
}

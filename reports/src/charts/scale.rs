//! A value axis that reaches over 0, ends with its data, and has round numbers at its lines.

use super::lettering::counted;

/// Round numbers at even steps, of which one is 0, from the lowest of the data to the highest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    step: f64,
    low: f64,
    high: f64,
}

/// How many steps an axis has at most from 0 to its largest number.
const STEPS: f64 = 4.0;

impl Scale {
    /// Reaches over all values, and over 0.
    pub fn over(values: impl Iterator<Item = f64>) -> Scale {
        let (low, high) = values
            .filter(|value| value.is_finite())
            .fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let step = round_up((high.max(-low)) / STEPS);
        // Where all is 0 there is still an axis.
        Scale { step, low, high: if high > low { high } else { step } }
    }

    pub fn low(&self) -> f64 {
        self.low
    }

    pub fn high(&self) -> f64 {
        self.high
    }

    /// How far down a value is, as a share of the axis.
    pub fn down(&self, value: f64) -> f32 {
        ((self.high - value) / (self.high - self.low)) as f32
    }

    /// The labels of the lines, from the top down, and how far down each is.
    pub fn lines(&self) -> impl Iterator<Item = (String, f32)> {
        let lines = |end: f64| (end / self.step + 1e-9).floor() as i64;
        let (above, below) = (lines(self.high), lines(-self.low));
        (-below..=above).rev().map(|line| line as f64 * self.step).map(|value| (in_words(value), self.down(value)))
    }
}

/// The next of 1, 2, 2.5, 5 and 10 times a power of ten.
fn round_up(step: f64) -> f64 {
    if step <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(step.log10().floor());
    let round = [1.0, 2.0, 2.5, 5.0].into_iter().find(|round| step <= round * power * (1.0 + 1e-9));
    round.unwrap_or(10.0) * power
}

/// "1,250", "0.25", "−5".
fn in_words(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let whole = counted(value.abs().trunc() as u64);
    let part = format!("{:.6}", value.abs().fract());
    match part.trim_start_matches('0').trim_end_matches('0') {
        "." | "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}{part}"),
    }
}

//! What was measured of the last release, so that a change that makes something slower is found.
//!
//! Milliseconds of two days differ with the machine, so they are compared after what the bare route took on each day.

use crate::failure::Failure;
use crate::measure::SizeResult;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A median may be so many times that of the last release.
const MOST: f64 = 1.25;

/// Differences below this are those of the clock and of chance, in milliseconds.
const CHANCE: f64 = 0.1;

/// Medians in milliseconds, by what was measured: "small: Home".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// Of the server.
    pub medians: BTreeMap<String, f64>,
    /// Of the bare route with the same bytes.
    pub bare: BTreeMap<String, f64>,
}

impl Baseline {
    pub fn of(results: &[SizeResult]) -> Baseline {
        let mut baseline = Baseline::default();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        for result in results {
            let name = |what: &str| format!("{}: {what}", result.size);
            for page in &result.pages {
                baseline.medians.insert(name(page.name), ms(page.now.alone.median));
                baseline.bare.insert(name(page.name), ms(page.bare.alone.median));
            }
            for (what, (median, _)) in &result.at_new_positions {
                baseline.medians.insert(name(&format!("{what} at a new position")), ms(*median));
            }
            for file in &result.files {
                baseline.medians.insert(name(&format!("Report as {}", file.format)), ms(file.took));
            }
            baseline.medians.insert(name("Numbers at a new position"), ms(result.numbers.0));
            baseline.medians.insert(name("Reads of a busy day"), ms(result.mixed.reads.median));
            baseline.medians.insert(name("Writes of a busy day"), ms(result.mixed.writes.median));
        }
        baseline
    }

    fn file(folder: &Path) -> PathBuf {
        folder.join("baseline.json")
    }

    /// Keeps it for later runs on this machine.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, folder: &Path) -> Result<(), Failure> {
        let file = Baseline::file(folder);
        fs::write(&file, serde_json::to_vec_pretty(self)?).map_err(Failure::file(&file))
    }

    /// What was kept last.
    ///
    /// # Errors
    /// When nothing was, or it is not readable.
    pub fn saved(folder: &Path) -> Result<Baseline, Failure> {
        let file = Baseline::file(folder);
        Ok(serde_json::from_slice(&fs::read(&file).map_err(Failure::file(&file))?)?)
    }

    /// What is slower than it was, each with a sentence.
    pub fn slower_than(&self, before: &Baseline) -> Vec<String> {
        let machine = self.machine_against(before);
        let slower = self.medians.iter().filter_map(|(name, now)| {
            let then = before.medians.get(name)? * machine;
            let is_slower = *now > then * MOST && now - then > CHANCE;
            is_slower.then(|| format!("{name}: {now:.2} ms, {:.2} times the last release ({then:.2} ms)", now / then))
        });
        slower.collect()
    }

    /// How many times as long as then the same work takes on this machine: the middle one of the bare routes.
    fn machine_against(&self, before: &Baseline) -> f64 {
        let times = self.bare.iter().filter_map(|(name, now)| Some(now / before.bare.get(name)?));
        let mut times: Vec<f64> = times.filter(|times| times.is_finite() && *times > 0.0).collect();
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Baseline;

    fn baseline(list: f64, page: f64, bare: f64) -> Baseline {
        let named = |pairs: &[(&str, f64)]| pairs.iter().map(|(name, ms)| ((*name).to_owned(), *ms)).collect();
        Baseline {
            medians: named(&[("small: List", list), ("small: Page", page)]),
            bare: named(&[("small: List", bare)]),
        }
    }

    #[test]
    fn what_takes_more_than_a_quarter_longer_is_named() {
        let slower = baseline(2.6, 1.0, 0.2).slower_than(&baseline(2.0, 1.0, 0.2));
        assert_eq!(slower, ["small: List: 2.60 ms, 1.30 times the last release (2.00 ms)"]);
    }

    #[test]
    fn a_slower_machine_makes_nothing_slower_than_it_was() {
        assert!(baseline(4.0, 2.0, 0.4).slower_than(&baseline(2.0, 1.0, 0.2)).is_empty());
    }

    #[test]
    fn chance_is_not_called_slower() {
        assert!(baseline(2.0, 0.25, 0.2).slower_than(&baseline(2.0, 0.17, 0.2)).is_empty());
    }
}

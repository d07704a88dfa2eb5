//! A sample that is drawn with a seed, so that anyone can draw it again, with no program but `sha256sum`.
//!
//! Each item has a *rank*: the SHA-256 of the seed, a line feed and the id of the item. The items with the lowest ranks are
//! taken. Where the sample is stratified, its places are first shared out among the strata by the method of equal
//! proportions, and each stratum gives its lowest ranks. No random numbers are drawn, so the sample of a seed is the same on
//! every machine and in every version; `docs/ledger.md` states each step.

use crate::ledger::Hash;
use std::collections::BTreeMap;
use std::fmt;

/// The word or number that an auditor types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed(String);

/// A text that is no seed. Other characters have several spellings in bytes, or mean something to a shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "Enter a seed of 1 to {} letters (A to Z), digits, hyphens, periods, or underscores. Example: 2024",
    Seed::MOST
)]
pub struct NotASeed;

impl Seed {
    /// The most characters.
    pub const MOST: usize = 60;

    /// # Errors
    /// [`NotASeed`] for a blank or long text, and for other characters.
    pub fn parse(text: &str) -> Result<Seed, NotASeed> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
        if text.is_empty() || text.len() > Seed::MOST || !text.bytes().all(is_plain) {
            return Err(NotASeed);
        }
        Ok(Seed(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The rank of an item: SHA-256 over the seed, 0x0A and the id.
    pub fn rank(&self, id: &str) -> Hash {
        Hash::of(&[self.0.as_bytes(), b"\n", id.as_bytes()])
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An item that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The UUID of an object, or the `seq` of a log entry in decimal.
    pub id: String,
    /// The code of its stratum; the same for all where the sample is not stratified.
    pub stratum: String,
}

/// An item that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub id: String,
    pub stratum: String,
    pub rank: Hash,
}

/// How many items a stratum has, and how many of them were drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    pub code: String,
    pub population: usize,
    pub drawn: usize,
}

/// What was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// By stratum, and within each the lowest rank first.
    pub drawn: Vec<Drawn>,
    /// By their codes, byte by byte.
    pub strata: Vec<Stratum>,
}

/// Why nothing was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SamplingError {
    #[error("There is nothing to sample: no item fits.")]
    Empty,
    #[error(
        "A sample of {size} can't have an item of each of the {strata} groups. Choose a size of at least {strata}, or don't \
         stratify."
    )]
    FewerThanStrata { size: usize, strata: usize },
}

/// Draws `size` items, or all where there are not so many. In which order the population comes makes no difference.
///
/// # Errors
/// [`SamplingError`] where there is no item, or fewer places than strata.
pub fn draw(seed: &Seed, size: usize, population: &[Candidate]) -> Result<Sample, SamplingError> {
    let mut by_stratum: BTreeMap<&str, Vec<Drawn>> = BTreeMap::new();
    for Candidate { id, stratum } in population {
        let item = Drawn { id: id.clone(), stratum: stratum.clone(), rank: seed.rank(id) };
        by_stratum.entry(stratum).or_default().push(item);
    }
    if population.is_empty() {
        return Err(SamplingError::Empty);
    }
    let sizes: Vec<usize> = by_stratum.values().map(Vec::len).collect();
    if size < sizes.len() {
        return Err(SamplingError::FewerThanStrata { size, strata: sizes.len() });
    }
    let shares = shares(size.min(population.len()), &sizes);
    let mut sample = Sample { drawn: Vec::new(), strata: Vec::new() };
    for ((code, mut items), share) in by_stratum.into_iter().zip(shares) {
        items.sort_by(|a, b| (a.rank, &a.id).cmp(&(b.rank, &b.id)));
        sample.strata.push(Stratum { code: code.to_owned(), population: items.len(), drawn: share });
        items.truncate(share);
        sample.drawn.append(&mut items);
    }
    Ok(sample)
}

/// Shares places out by the method of equal proportions, by which seats of the House of Representatives are apportioned
/// (2 U.S.C. 2a): one for each stratum, then each further place to the stratum of n items and a places with the largest
/// n^2 / (a * (a + 1)), of equal ones the first. A stratum whose items are all taken gets no further place.
fn shares(places: usize, sizes: &[usize]) -> Vec<usize> {
    let mut shares = vec![1; sizes.len()];
    for _ in sizes.len()..places {
        let mut best: Option<usize> = None;
        for (index, size) in sizes.iter().enumerate() {
            let is_before = best.is_none_or(|best| comes_before((*size, shares[index]), (sizes[best], shares[best])));
            if shares[index] < *size && is_before {
                best = Some(index);
            }
        }
        let Some(best) = best else { break };
        shares[best] += 1;
    }
    shares
}

/// Whether the first stratum, of so many items and places, has the larger claim. Compared without fractions.
const fn comes_before((items, places): (usize, usize), (other_items, other_places): (usize, usize)) -> bool {
    square(items) * divisor(other_places) > square(other_items) * divisor(places)
}

const fn square(items: usize) -> u128 {
    (items as u128) * (items as u128)
}

const fn divisor(places: usize) -> u128 {
    (places as u128) * (places as u128 + 1)
}

#[cfg(test)]
mod tests;

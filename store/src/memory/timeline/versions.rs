//! The versions of one value, each from the entry on that made it.

use domain::ledger::Seq;

/// What something was from each entry on that changed it, in the order of the entries.
///
/// Versions join without a gap (what leaves is withdrawn, not closed), so that of a position is the last that begins there or
/// before.
#[derive(Debug)]
pub(crate) struct Versions<T>(Vec<(Seq, T)>);

impl<T> Default for Versions<T> {
    fn default() -> Self {
        Versions(Vec::new())
    }
}

impl<T> Versions<T> {
    /// The version at a position; none before the first.
    pub fn at(&self, p: Seq) -> Option<&T> {
        let later = self.0.partition_point(|(since, _)| *since <= p);
        let (_, value) = self.0.get(later.checked_sub(1)?)?;
        Some(value)
    }

    pub fn last(&self) -> Option<&T> {
        self.0.last().map(|(_, value)| value)
    }

    /// Each with its entry, the last one first.
    pub fn newest_first(&self) -> impl Iterator<Item = (Seq, &T)> {
        self.0.iter().rev().map(|(since, value)| (*since, value))
    }

    /// The entry that made the first one.
    pub fn born(&self) -> Option<Seq> {
        self.0.first().map(|(since, _)| *since)
    }

    /// Adds a version. They are added in the order of their entries; of one entry only the last is kept.
    pub fn push(&mut self, since: Seq, value: T) {
        match self.0.last_mut() {
            Some((of, last)) if *of == since => *last = value,
            _ => self.0.push((since, value)),
        }
    }

    /// The same, unless it is what the last one is.
    pub fn push_where_new(&mut self, since: Seq, value: T)
    where
        T: PartialEq,
    {
        if self.last() != Some(&value) {
            self.push(since, value);
        }
    }

    /// Gives back the memory that was set aside for more.
    pub fn shrink_to_fit(&mut self) {
        self.0.shrink_to_fit();
    }
}

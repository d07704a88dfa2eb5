//! Wrong tries by place of the network, counted in memory: beyond some, a place is not looked at for a while.

use crate::passwords::guessing::place;
use moka::sync::Cache;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How long a place waits after its first wrong try, when it went beyond the limit.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(600);

/// Wrong tries of one place that are looked at in that time. An office may be one place.
const MOST: u32 = 20;

/// Places that are remembered. Those that tried last stay.
const MOST_PLACES: u64 = 100_000;

/// The wrong tries of each place. Clones share them.
#[derive(Clone, Debug)]
pub struct WrongTries(Cache<String, Arc<AtomicU32>>);

impl Default for WrongTries {
    fn default() -> Self {
        WrongTries(Cache::builder().max_capacity(MOST_PLACES).time_to_live(FORGOTTEN_AFTER).build())
    }
}

impl WrongTries {
    /// Whether a try from an address of the network is looked at.
    pub fn lets_try(&self, client: &str) -> bool {
        self.0.get(&place(client)).is_none_or(|tries| tries.load(Ordering::Relaxed) < MOST)
    }

    /// Counts one that was wrong.
    pub fn count(&self, client: &str) {
        self.0.get_with(place(client), Arc::default).fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_tried_too_often_waits_and_no_other_does() {
        let tries = WrongTries::default();
        for _ in 0..MOST {
            assert!(tries.lets_try("192.0.2.1"));
            tries.count("192.0.2.1");
        }
        assert!(!tries.lets_try("192.0.2.1"));
        assert!(tries.lets_try("192.0.2.2"));
    }
}

//! How far the making of a document has come, and whether it is still wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The steps of one document that is being made. Every clone tells of the same document: its maker takes the steps, and
/// whoever waits for it watches or cancels them.
#[derive(Clone, Debug, Default)]
pub struct Steps(Arc<State>);

#[derive(Debug, Default)]
struct State {
    begun: AtomicUsize,
    expected: AtomicUsize,
    is_canceled: AtomicBool,
}

/// The document is no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This was canceled.")]
pub struct Canceled;

impl Steps {
    /// There will be so many more steps than were expected until now.
    pub fn expect(&self, more: usize) {
        self.0.expected.fetch_add(more, Ordering::Relaxed);
    }

    /// Begins the next step.
    ///
    /// # Errors
    /// When the document is no longer wanted.
    pub fn next(&self) -> Result<(), Canceled> {
        if self.0.is_canceled.load(Ordering::Relaxed) {
            return Err(Canceled);
        }
        self.0.begun.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Whether the first step has begun.
    pub fn have_begun(&self) -> bool {
        self.0.begun.load(Ordering::Relaxed) > 0
    }

    /// The document is no longer wanted: the next step is not begun.
    pub fn cancel(&self) {
        self.0.is_canceled.store(true, Ordering::Relaxed);
    }

    /// How many steps are over, and of how many that are expected.
    pub fn over(&self) -> (usize, usize) {
        let (begun, expected) = (self.0.begun.load(Ordering::Relaxed), self.0.expected.load(Ordering::Relaxed));
        (begun.saturating_sub(1).min(expected), expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_over_when_the_next_one_begins() {
        let (maker, watcher) = {
            let steps = Steps::default();
            (steps.clone(), steps)
        };
        maker.expect(3);
        assert_eq!(watcher.over(), (0, 3));
        assert_eq!(maker.next(), Ok(()));
        assert_eq!(watcher.over(), (0, 3), "the first has only begun");
        assert_eq!(maker.next(), Ok(()));
        assert_eq!(watcher.over(), (1, 3));
    }

    #[test]
    fn no_step_begins_after_a_document_was_canceled() {
        let steps = Steps::default();
        steps.expect(2);
        assert_eq!(steps.next(), Ok(()));
        steps.clone().cancel();
        assert_eq!(steps.next(), Err(Canceled));
        assert_eq!(steps.over(), (0, 2));
    }
}

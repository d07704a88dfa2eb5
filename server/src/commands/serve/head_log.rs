//! The head of the ledger in the log, so that one lies where neither the database nor the key does.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ledger::TreeSize;
use store::Head;

/// How often a head is logged that does not change.
const AT_LEAST_EVERY: TimeDelta = TimeDelta::hours(24);

/// What was logged last, and when.
#[derive(Debug, Default)]
pub struct HeadLog(Option<(TreeSize, DateTime<Utc>)>);

impl HeadLog {
    /// Logs a head that is new, and the same one again after a day.
    pub fn see(&mut self, head: &Head, now: DateTime<Utc>) {
        if self.is_due(head.size, now) {
            log(head);
            self.0 = Some((head.size, now));
        }
    }

    fn is_due(&self, size: TreeSize, now: DateTime<Utc>) -> bool {
        self.0.is_none_or(|(logged, at)| logged != size || now - at >= AT_LEAST_EVERY)
    }
}

/// Logs a head, with the signed text that `concord verify --checkpoint` takes.
pub fn log(head: &Head) {
    let checkpoint = head.checkpoint.as_str();
    tracing::info!(entries = head.size.0, root = %head.root, checkpoint, "The signed checkpoint of the audit log");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Cli;
    use crate::commands::record::Record;
    use clap::Parser;
    use std::io;
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_head_is_logged_when_it_changes_and_once_a_day() {
        let logged = Utc::now();
        let log = HeadLog(Some((TreeSize(7), logged)));
        assert!(HeadLog::default().is_due(TreeSize::EMPTY, logged), "the first one");
        assert!(log.is_due(TreeSize(8), logged), "a new one");
        assert!(!log.is_due(TreeSize(7), logged + TimeDelta::hours(23)));
        assert!(log.is_due(TreeSize(7), logged + TimeDelta::hours(24)));
    }

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn the_logged_head_has_its_size_its_root_and_its_signature() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("concord.db").display());
        let Cli { command, config } = Cli::try_parse_from(["concord", "migrate", "--database-url", &url]).unwrap();
        Cli { command, config: config.clone() }.run(&mut Vec::new()).await.unwrap();
        let head = Record::open(&config).await.unwrap().store.head().await.unwrap();
        let lines = Lines::default();
        let written = lines.clone();
        let to_lines = tracing_subscriber::fmt().json().flatten_event(true).with_writer(move || written.clone());
        tracing::subscriber::with_default(to_lines.finish(), || HeadLog::default().see(&head, Utc::now()));
        let line: serde_json::Value = serde_json::from_slice(&lines.0.lock().unwrap()).unwrap();
        assert_eq!(line["entries"], 1);
        assert_eq!(line["root"], head.root.to_string());
        assert_eq!(line["checkpoint"], head.checkpoint);
    }
}

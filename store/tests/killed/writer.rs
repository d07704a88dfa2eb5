//! The process that is killed, and whoever kills it.

use crate::engine::runtime;
use crate::record::open;
use crate::words::{day, title};
use crate::world::objects::{JUSTICE_LIAISON, TRAINING};
use domain::actor::Actor;
use domain::ids::MilestoneId;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;
use store::Store;
use uuid::Uuid;

/// Names the file to a process of this program that is to write.
pub const FILE: &str = "CONCORD_TEST_KILLED_WRITER";
const WRITERS: usize = 4;
/// Every so many writes the head is shown too.
const SHOWS_HEAD_EVERY: usize = 20;

/// What a writer said before it was killed.
#[derive(Default)]
pub struct Said {
    pub saved: BTreeSet<Uuid>,
    /// Signed heads, by the number of entries.
    pub heads: BTreeMap<u64, String>,
}

impl Said {
    pub fn extend(&mut self, more: Said) {
        self.saved.extend(more.saved);
        self.heads.extend(more.heads);
    }

    fn take(&mut self, line: &str) {
        if let Some(id) = line.strip_prefix("saved ") {
            self.saved.insert(id.parse().unwrap());
        } else if let Some((size, head)) = line.strip_prefix("head ").and_then(|head| head.split_once(' ')) {
            self.heads.insert(size.parse().unwrap(), serde_json::from_str(head).unwrap());
        }
    }
}

/// Starts a process that writes, kills it a random moment after so many writes were acknowledged, and returns all that it
/// said.
pub fn write_until_killed(file: PathBuf, round: u64, writes: usize) -> Said {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", thread::current().name().unwrap(), "--nocapture"]);
    let mut process = command.env(FILE, file).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut said, mut lines) = (Said::default(), BufReader::new(process.stdout.take().unwrap()));
    while said.saved.len() < writes {
        let line = whole_line(&mut lines).expect("the writer ended before it was killed");
        said.take(&line);
    }
    thread::scope(|scope| {
        // It is not held up by a full pipe until it is killed.
        let rest = scope.spawn(|| std::iter::from_fn(|| whole_line(&mut lines)).collect::<Vec<_>>());
        thread::sleep(moment(round));
        process.kill().unwrap();
        process.wait().unwrap();
        rest.join().unwrap().iter().for_each(|line| said.take(line));
    });
    said
}

/// A line that was ended: what was cut off by the kill was not said.
fn whole_line(lines: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    line.strip_suffix('\n').map(str::to_owned)
}

/// Between 0 and 20 ms, spread over the rounds: a kill falls before, into or after a commit.
fn moment(round: u64) -> Duration {
    Duration::from_micros((round * 7_919) % 20_000)
}

/// Plans milestones until it is killed, and says of each that it was saved.
pub fn write(file: &Path) {
    // Ends the line that the test program may have begun.
    say("");
    runtime().block_on(async {
        let store = open(file).await;
        let justice = store.actor(JUSTICE_LIAISON).await.unwrap().0;
        let writers = (0..WRITERS).map(|_| tokio::spawn(write_on(store.clone(), justice.clone())));
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
    });
}

async fn write_on(store: Store, justice: Actor) {
    for number in 1.. {
        let id = Uuid::now_v7();
        let mut change = store.change(&justice).await.unwrap();
        let name = title(&format!("Milestone {id}"));
        change.plan_milestone(MilestoneId(id), TRAINING, name, day("2024-06-30"), None).await.unwrap();
        change.commit().await.unwrap();
        say(&format!("saved {id}"));
        if number % SHOWS_HEAD_EVERY == 0 {
            let head = store.head().await.unwrap();
            say(&format!("head {} {}", head.size.0, serde_json::to_string(&head.checkpoint).unwrap()));
        }
    }
}

/// In one piece, before anything else is done.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

//! Several people who plan milestones through the form, until the server is killed under them.

use crate::running::{Running, ask};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::Duration;

const WRITERS: usize = 4;

/// The cookie of the Justice liaison. It stays good from one start of the server to the next.
pub struct Session(String);

impl Session {
    pub fn sign_in(address: &str) -> Session {
        let form = "address=justice%40demo.concord.example&password=demonstration";
        let answer = post(address, "/sign-in", "", form).unwrap();
        let cookie =
            answer.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("set-cookie: ").map(str::to_owned));
        let cookie = cookie.unwrap_or_else(|| panic!("Not signed in: {answer}"));
        Session(cookie.split(';').next().unwrap().to_owned())
    }
}

/// What the writers of one round share.
struct Round<'a> {
    number: u64,
    address: String,
    session: &'a Session,
    action: &'a str,
    /// Set before the kill: what fails from then on was not acknowledged.
    ends: AtomicBool,
    acknowledged: Mutex<Vec<String>>,
}

/// Writes until so many were acknowledged, kills the server a random moment later, and returns the milestones that were
/// acknowledged, by their ids in hexadecimal.
pub fn write_until_killed(server: Running, session: &Session, action: &str, number: u64, writes: usize) -> Vec<String> {
    let (ends, acknowledged) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let round = Round { number, address: server.address().to_owned(), session, action, ends, acknowledged };
    thread::scope(|scope| {
        let writers = (0..WRITERS).map(|writer| {
            scope.spawn({
                let round = &round;
                move || round.write(writer)
            })
        });
        let writers: Vec<_> = writers.collect();
        // A writer that was refused has ended with a panic, which the scope hands on.
        while round.count() < writes && !writers.iter().any(ScopedJoinHandle::is_finished) {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(moment(number));
        round.ends.store(true, Ordering::SeqCst);
        drop(server);
    });
    round.acknowledged.into_inner().unwrap()
}

impl Round<'_> {
    fn write(&self, writer: usize) {
        for milestone in 0.. {
            let title = format!("Kill+{},+writer+{writer},+milestone+{milestone}", self.number);
            match plan(&self.address, self.session, self.action, &title) {
                Ok(id) => self.acknowledged.lock().unwrap().push(id),
                Err(_) if self.ends.load(Ordering::SeqCst) => return,
                Err(refusal) => panic!("{title}: {refusal}"),
            }
        }
    }

    fn count(&self) -> usize {
        self.acknowledged.lock().unwrap().len()
    }
}

/// The id of the milestone, once the server has said that it is planned.
fn plan(address: &str, session: &Session, action: &str, title: &str) -> Result<String, String> {
    let form = format!("action={action}&title={title}&due=2025-03-31&page=%2F&back=%2F");
    let answer = post(address, "/api/plan_milestone", &session.0, &form).map_err(|cause| cause.to_string())?;
    let location =
        answer.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("location: ").map(str::to_owned));
    let id = location.as_deref().and_then(|location| location.strip_prefix("/milestones/"));
    match id {
        Some(id) if answer.starts_with("HTTP/1.1 302") => Ok(id.replace('-', "")),
        _ => Err(answer),
    }
}

fn post(address: &str, path: &str, cookie: &str, form: &str) -> std::io::Result<String> {
    let begin = format!(
        "POST {path} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nAccept: text/html\r\n\
         Sec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n"
    );
    ask(address, &begin, form)
}

/// Between 0 and 20 ms, spread over the rounds: a kill falls before, into or after a commit.
fn moment(round: u64) -> Duration {
    Duration::from_micros((round * 7_919) % 20_000)
}

//! What is measured of one database: every page, its yardstick, memory and start.

use crate::bare;
use crate::failure::Failure;
use crate::files::{self, FileResult};
use crate::filler::task_force::{CHAIR, PLAN, reference};
use crate::load::{Connection, Speed, Target, empty_histogram, speed};
use crate::mixed::{self, Mixed};
use crate::place::{Place, remove_database, url_of};
use crate::process::{Memory, Server};
use crate::size::Size;
use chrono::Utc;
use domain::text::MailAddress;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use store::Clock;

/// How many connections ask at once when the server is busy.
pub const MANY: usize = 16;

/// How it is measured.
#[derive(Clone, Debug)]
pub struct How<'a> {
    /// The program `concord`, built to be fast.
    pub program: &'a Path,
    pub place: &'a Place,
    /// How long each address is asked.
    pub time: Duration,
}

/// One address, asked by one reader and by many.
#[derive(Clone, Copy, Debug)]
pub struct Timed {
    pub alone: Speed,
    pub busy: Speed,
}

/// One page with what it is compared with.
#[derive(Clone, Debug)]
pub struct PageResult {
    pub name: &'static str,
    /// Bytes of the body as they were sent.
    pub bytes: usize,
    pub now: Timed,
    /// The same page of the middle of the record, where a page of the past exists.
    pub past: Speed,
    /// A route that has the bytes already.
    pub bare: Timed,
}

/// Everything that is known of one database afterwards.
#[derive(Clone, Debug)]
pub struct SizeResult {
    pub size: Size,
    pub entries: u64,
    pub file_bytes: u64,
    /// From the start of the process until an address that reads nothing had answered.
    pub first_answer: Duration,
    /// The same until the dashboard had.
    pub first_counting: Duration,
    pub memory: Memory,
    pub pages: Vec<PageResult>,
    /// Pages at positions not requested before: median and 99 of 100 of each.
    pub at_new_positions: Vec<(&'static str, (Duration, Duration))>,
    pub mixed: Mixed,
    /// Those of a progress report of all actions, where one is measured.
    pub files: Vec<FileResult>,
    /// Its numbers alone.
    pub numbers: (Duration, Duration),
}

/// How many positions are visited once each.
const POSITIONS: u64 = 100;

/// The liaison of the first agency, who submits updates while others read.
const LIAISON: &str = "liaison-0@bench.concord.example";

/// The mixed load takes so many times as long as one address.
const MIXED: u32 = 5;

/// Measures one database, with a server of its own.
///
/// # Errors
/// When a server does not start, or an answer is not the page.
pub async fn measure(how: &How<'_>, size: Size) -> Result<SizeResult, Failure> {
    let served = how.place.served();
    remove_database(&served);
    fs::copy(how.place.filled(size), &served).map_err(Failure::file(&served))?;
    let file_bytes = fs::metadata(&served).map_err(Failure::file(&served))?.len();
    let ([cookie, liaison], entries) = sign_in(how.place, &served).await?;
    let dashboard = format!("/plans/{PLAN}/dashboard");

    how.place.forget_kept_head()?;
    let mut server = start(how, &served, cookie).await?;
    let (_, first_answer) = server.first_answer("/sign-in").await?;
    let (_, first_counting) = server.first_answer(&dashboard).await?;
    let mut pages = Vec::new();
    let drawn_anew = [
        ("Home", "/".to_owned()),
        ("Dashboard", dashboard.clone()),
        ("List of actions", "/actions".to_owned()),
        ("One action", format!("/actions/{PLAN}/{}", reference(42))),
    ];
    let file = ("CSV of actions", "/exports/actions.csv".to_owned());
    for (name, address) in drawn_anew.iter().chain([&file]) {
        println!("  {name}");
        pages.push(page(how, &server, (*name, address), entries).await?);
    }
    let mut at_new_positions = Vec::new();
    for (turn, (name, address)) in (0..).zip(&drawn_anew) {
        at_new_positions.push((*name, asked_at_new_positions(&server, address, entries, turn).await?));
    }
    let memory = server.memory()?;
    println!("  Mixed");
    let liaison = Target { cookie: liaison, ..server.target.clone() };
    let mixed = mixed::mixed(&server.target, (&liaison, size.shape().actions), how.time * MIXED).await?;
    drop(server);
    let numbers = crate::numbers::at_new_positions(how.place, &served).await?;
    let files = if size.has_reports() { files::files(how.program, how.place, &served)? } else { Vec::new() };
    remove_database(&served);
    Ok(SizeResult {
        size,
        entries,
        file_bytes,
        first_answer,
        first_counting,
        memory,
        pages,
        at_new_positions,
        mixed,
        files,
        numbers,
    })
}

async fn page(
    how: &How<'_>,
    server: &Server,
    (name, address): (&'static str, &str),
    entries: u64,
) -> Result<PageResult, Failure> {
    let answer = Connection::open(&server.target).await?.ask(address).await?;
    let now = timed(how, server, address).await?;
    let past = speed(&server.target, &format!("{address}?as_of=entry:{}", entries / 2), 1, how.time).await?;

    let body = how.place.served().with_extension("body");
    fs::write(&body, &answer.body).map_err(Failure::file(&body))?;
    let own = std::env::current_exe()?;
    let mut command = Command::new(own);
    command.arg("bare").arg("--body").arg(&body);
    command.arg("--content-type").arg(text(answer.content_type.as_ref()));
    if answer.content_encoding.is_some() {
        command.arg("--content-encoding").arg(text(answer.content_encoding.as_ref()));
    }
    let mut yardstick = Server::start(&mut command, server.target.cookie.clone()).await?;
    yardstick.first_answer(bare::ADDRESS).await?;
    let bare = timed(how, &yardstick, bare::ADDRESS).await?;
    fs::remove_file(&body).map_err(Failure::file(&body))?;
    Ok(PageResult { name, bytes: answer.body.len(), now, past, bare })
}

async fn timed(how: &How<'_>, server: &Server, address: &str) -> Result<Timed, Failure> {
    let alone = speed(&server.target, address, 1, how.time).await?;
    let busy = speed(&server.target, address, MANY, how.time).await?;
    Ok(Timed { alone, busy })
}

/// A page as of entries far from each other, each once. `turn` counts the pages: each has positions of its own.
async fn asked_at_new_positions(
    server: &Server,
    address: &str,
    entries: u64,
    turn: u64,
) -> Result<(Duration, Duration), Failure> {
    let mut connection = Connection::open(&server.target).await?;
    let mut times = empty_histogram();
    let first = entries / 10;
    for number in 1..=POSITIONS {
        // Multiples of a prime: no entry comes twice, and none lies beside the one before.
        let entry = first + (turn * POSITIONS + number) * 1_000_003 % (entries - first);
        let answer = connection.ask(&format!("{address}?as_of=entry:{entry}")).await?;
        times.saturating_record(u64::try_from(answer.took.as_micros()).unwrap_or(u64::MAX));
    }
    let at = |quantile| Duration::from_micros(times.value_at_quantile(quantile));
    Ok((at(0.5), at(0.99)))
}

async fn start(how: &How<'_>, database: &Path, cookie: String) -> Result<Server, Failure> {
    let mut command = Command::new(how.program);
    command.arg("serve").arg("--database-url").arg(url_of(database));
    command.arg("--signing-key-file").arg(how.place.key_file());
    command.env("CONCORD_LOG", "warn");
    Server::start(&mut command, cookie).await
}

/// Begins sessions for the accounts of the measurement. Gives their cookies, and how many entries the record has.
async fn sign_in(place: &Place, database: &Path) -> Result<([String; 2], u64), Failure> {
    let store = place.store(database, Clock::Machine).await?;
    let mut cookies = [CHAIR, LIAISON].map(str::to_owned);
    for account in &mut cookies {
        let person = store.person_by_address(&MailAddress::parse(account)?).await?;
        let person = person.ok_or(Failure::Missing("The filled database has no account of the measurement."))?;
        *account = format!("concord={}", store.begin_session(Some(person.id), Utc::now()).await?.text());
    }
    let entries = store.head().await?.size.0;
    store.close().await?;
    Ok((cookies, entries))
}

fn text(value: Option<&http::HeaderValue>) -> String {
    value.and_then(|value| value.to_str().ok()).unwrap_or("application/octet-stream").to_owned()
}

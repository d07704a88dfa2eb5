//! A busy day: readers over all pages, without a pause, while somebody submits an update each second. Every update makes
//! pages be drawn again, so this is slower than asking for cached pages, and nearer to what people meet.

use crate::failure::Failure;
use crate::filler::task_force::{PLAN, lead_of, reference};
use crate::load::{Connection, Speed, Target, empty_histogram, speed_of};
use hdrhistogram::Histogram;
use http::StatusCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many read at once.
pub const READERS: usize = 16;

/// From one update to the next.
const EVERY: Duration = Duration::from_secs(1);

/// How long readers and writer waited.
#[derive(Clone, Copy, Debug)]
pub struct Mixed {
    pub reads: Speed,
    pub writes: Speed,
}

/// Every page that a chair can open from the navigation, and some behind them.
fn addresses() -> Vec<String> {
    let action = |number: usize| format!("/actions/{PLAN}/{}", reference(number));
    let pages = [
        "/",
        "/since",
        "/plans",
        "/actions",
        "/actions?status=delayed",
        "/actions?q=hotline",
        "/milestones",
        "/date-changes",
        "/agencies",
        "/agencies/AG03",
        "/bodies/GROUP",
        "/meetings",
        "/meetings/GROUP-2",
        "/indicators",
        "/sources",
        "/record",
        "/words",
        "/search?q=training",
    ];
    let mut addresses: Vec<String> = pages.map(str::to_owned).into();
    addresses.extend([format!("/plans/{PLAN}"), format!("/plans/{PLAN}/dashboard")]);
    addresses.extend([5, 42, 77, 150].map(action));
    addresses
}

/// Reads and writes for that long. `writer` is the liaison of the first agency, in a database of so many actions.
///
/// # Errors
/// When any answer is not what it should be.
pub async fn mixed(reader: &Target, (writer, actions): (&Target, usize), time: Duration) -> Result<Mixed, Failure> {
    let began = Instant::now();
    let (addresses, next) = (Arc::new(addresses()), Arc::new(AtomicU64::new(0)));
    let mut readers = JoinSet::new();
    for _ in 0..READERS {
        let (target, addresses, next) = (reader.clone(), addresses.clone(), next.clone());
        readers.spawn(async move { read_until(&target, &addresses, &next, began + time).await });
    }
    let writer = writer.clone();
    let writing = tokio::spawn(async move { write_until(&writer, actions, began + time).await });
    let mut reads = empty_histogram();
    while let Some(reader) = readers.join_next().await {
        reads += reader??;
    }
    let seconds = began.elapsed().as_secs_f64();
    let writes = writing.await??;
    Ok(Mixed { reads: speed_of(&reads, seconds, 0), writes: speed_of(&writes, seconds, 0) })
}

/// The readers go through the pages together, each taking the next one.
async fn read_until(
    target: &Target,
    addresses: &[String],
    next: &AtomicU64,
    end: Instant,
) -> Result<Histogram<u64>, Failure> {
    let mut connection = Connection::open(target).await?;
    let mut times = empty_histogram();
    while Instant::now() < end {
        let place = next.fetch_add(1, Ordering::Relaxed) % addresses.len() as u64;
        let Some(address) = usize::try_from(place).ok().and_then(|place| addresses.get(place)) else { continue };
        record(&mut times, connection.ask(address).await?.took);
    }
    Ok(times)
}

/// One update after the other, through the form, as browsers send it: of each action that the writer's agency leads, and
/// then from the first again.
async fn write_until(target: &Target, actions: usize, end: Instant) -> Result<Histogram<u64>, Failure> {
    let mut connection = Connection::open(target).await?;
    let mut times = empty_histogram();
    let mut next = tokio::time::interval(EVERY);
    for action in (0..actions).filter(|action| lead_of(*action) == 0).cycle() {
        next.tick().await;
        if Instant::now() >= end {
            break;
        }
        let page = format!("/actions/{PLAN}/{}/report", reference(action));
        let form = connection.ask_plain(&page).await?;
        let answer = connection.send("/api/report_progress", &filled_in(form.text()?)).await?;
        if answer.status != StatusCode::SEE_OTHER && answer.status != StatusCode::FOUND {
            return Err(Failure::Refused { address: page, status: answer.status });
        }
        record(&mut times, answer.took);
    }
    Ok(times)
}

/// What the page of the form holds for it, and what a liaison would type.
fn filled_in(page: &str) -> Vec<(String, String)> {
    let form = page.split_once("action=\"/api/report_progress\"").map_or("", |(_, form)| form);
    // Another form below submits the last update again.
    let form = form.split("</form>").next().unwrap_or_default();
    let mut fields: Vec<(String, String)> = Vec::new();
    for input in form.split("<input").skip(1).filter_map(|input| input.split('>').next()) {
        let value = |name: &str| {
            let (_, rest) = input.split_once(&format!(" {name}=\""))?;
            rest.split('"').next().map(str::to_owned)
        };
        let (Some(name), Some(given)) = (value("name"), value("value")) else { continue };
        let is_given = value("type").as_deref() == Some("hidden") || name == "quarter";
        if is_given && !fields.iter().any(|(known, _)| *known == name) {
            fields.push((name, given));
        }
    }
    let typed = [("status", "in-progress"), ("confidence", "on-track"), ("narrative", "Work went on as planned.")];
    fields.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    fields
}

fn record(times: &mut Histogram<u64>, took: Duration) {
    times.saturating_record(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
}

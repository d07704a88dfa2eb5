//! The results as the tables of docs/performance.md.

use crate::files::FileResult;
use crate::load::Speed;
use crate::measure::{MANY, PageResult, SizeResult};
use crate::mixed::Mixed;
use crate::size::Size;
use std::fmt::Write;
use std::time::Duration;

/// The results of one database, in Markdown.
pub fn of_size(result: &SizeResult) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    write_size(&mut out, result).ok();
    out
}

/// What a longer history costs, in Markdown; blank where not both databases were measured.
pub fn of_growth(results: &[SizeResult]) -> String {
    let mut out = String::new();
    write_growth(&mut out, results).ok();
    out
}

fn write_size(out: &mut String, result: &SizeResult) -> std::fmt::Result {
    let shape = result.size.shape();
    writeln!(
        out,
        "\n### {}: {} actions, {} milestones, {} updates, {} entries, {} MB\n",
        result.size,
        shape.actions,
        shape.milestones(),
        shape.updates(),
        result.entries,
        result.file_bytes / 1_000_000
    )?;
    writeln!(
        out,
        "| Page | Sent | p50 | p99 | a second | p50, {MANY} readers | p99 | a second | of the bare route, 1 | {MANY} | past : now |"
    )?;
    writeln!(out, "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")?;
    for page in &result.pages {
        write_page(out, page)?;
    }
    writeln!(out, "\n| What | Reached |\n| --- | --- |")?;
    writeln!(out, "| first answer after the start | {} |", words(result.first_answer))?;
    writeln!(out, "| first dashboard after the start | {} |", words(result.first_counting))?;
    writeln!(
        out,
        "| resident memory after all this; the most | {} MB; {} MB |",
        result.memory.now / 1_000_000,
        result.memory.most / 1_000_000
    )?;
    let (median, p99) = result.numbers;
    writeln!(out, "| numbers of a dashboard at a new position, p50; p99 | {}; {} |", words(median), words(p99))?;
    for (page, (median, p99)) in &result.at_new_positions {
        let page = page.to_lowercase();
        writeln!(out, "| {page} at a new position, whole, p50; p99 | {}; {} |", words(*median), words(*p99))?;
    }
    let Mixed { reads, writes } = result.mixed;
    for (what, speed) in [("reads", reads), ("writes", writes)] {
        let (median, p99, rate) = (words(speed.median), words(speed.p99), speed.rate);
        writeln!(out, "| busy day, {what}: p50; p99; a second | {median}; {p99}; {rate:.0} |")?;
    }
    for file in &result.files {
        let FileResult { format, bytes, took, most } = *file;
        let (took, most, bytes) = (words(took), most / 1_000_000, bytes / 1_000);
        writeln!(
            out,
            "| progress report of all actions as {format}, command line: time; most memory; file | {took}; {most} MB; \
             {bytes} kB |"
        )?;
    }
    Ok(())
}

fn write_page(out: &mut String, page: &PageResult) -> std::fmt::Result {
    let speed = |speed: Speed| {
        let refused = if speed.refused > 0 { format!(" ({} refused)", speed.refused) } else { String::new() };
        format!("{} | {} | {:.*}{refused}", words(speed.median), words(speed.p99), places(speed.rate), speed.rate)
    };
    let share = |ours: Speed, bare: Speed| format!("{:.2}", ours.rate / bare.rate);
    let past = page.past.median.as_secs_f64() / page.now.alone.median.as_secs_f64();
    writeln!(
        out,
        "| {} | {:.1} kB | {} | {} | {} | {} | {past:.2} |",
        page.name,
        page.bytes as f64 / 1000.0,
        speed(page.now.alone),
        speed(page.now.busy),
        share(page.now.alone, page.bare.alone),
        share(page.now.busy, page.bare.busy),
    )
}

/// What ten times the history costs, where both databases were measured.
fn write_growth(out: &mut String, results: &[SizeResult]) -> std::fmt::Result {
    let of = |size: Size| results.iter().find(|result| result.size == size);
    let (Some(young), Some(large)) = (of(Size::Young), of(Size::Large)) else { return Ok(()) };
    writeln!(out, "\n### Ten times the history\n\n| Page | p50 large : young |\n| --- | --- |")?;
    for (before, after) in young.pages.iter().zip(&large.pages) {
        let grown = after.now.alone.median.as_secs_f64() / before.now.alone.median.as_secs_f64();
        writeln!(out, "| {} | {grown:.2} |", after.name)?;
    }
    let grown =
        |before: (Duration, Duration), after: (Duration, Duration)| after.0.as_secs_f64() / before.0.as_secs_f64();
    writeln!(out, "| Numbers of a dashboard at a new position | {:.2} |", grown(young.numbers, large.numbers))?;
    for ((page, before), (_, after)) in young.at_new_positions.iter().zip(&large.at_new_positions) {
        writeln!(out, "| {page} at a new position, whole | {:.2} |", grown(*before, *after))?;
    }
    Ok(())
}

/// Slow answers are less than one a second: then a place behind the point says more than a nought.
fn places(rate: f64) -> usize {
    usize::from(rate < 10.0)
}

fn words(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    if ms < 10.0 { format!("{ms:.2} ms") } else { format!("{ms:.0} ms") }
}

#[cfg(test)]
mod tests {
    use super::words;
    use std::time::Duration;

    #[test]
    fn short_times_keep_two_places() {
        assert_eq!(words(Duration::from_micros(1_234)), "1.23 ms");
        assert_eq!(words(Duration::from_millis(212)), "212 ms");
    }
}

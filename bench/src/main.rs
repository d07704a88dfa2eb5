//! Measures the server on filled databases. `cargo xtask bench` builds everything and starts this.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "This is a command line: its words are its result.")]

mod bare;
mod baseline;
mod failure;
mod files;
mod filler;
mod load;
mod measure;
mod mixed;
mod numbers;
mod place;
mod process;
mod size;
mod table;

use bare::Bare;
use baseline::Baseline;
use clap::{Args, Parser, Subcommand};
use failure::Failure;
use measure::How;
use place::Place;
use size::Size;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// That of the server: the numbers are measured in this process.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measure the server on filled databases.
#[derive(Debug, Parser)]
struct CommandLine {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Fill missing databases, serve each, and measure
    Run(Run),
    /// Only fill
    Fill(Fill),
    /// Serve one file, as the baseline
    Bare(Bare),
}

#[derive(Debug, Args)]
struct Fill {
    /// The folder of the filled databases, which are kept between runs
    #[arg(long)]
    folder: PathBuf,
    /// Only this database (can be repeated): small, young, or large
    #[arg(long, value_enum)]
    only: Vec<Size>,
}

#[derive(Debug, Args)]
struct Run {
    #[command(flatten)]
    fill: Fill,
    /// The program to measure
    #[arg(long)]
    program: PathBuf,
    /// How long to request each address, by one reader and by many
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Keep the medians, as those of a release
    #[arg(long)]
    save: bool,
    /// Fail where something takes more than 1.25 times as long as what was kept last
    #[arg(long)]
    check: bool,
}

impl Fill {
    fn sizes(&self) -> Vec<Size> {
        if self.only.is_empty() { Size::ALL.to_vec() } else { self.only.clone() }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match CommandLine::parse().what {
        What::Run(run) => run.run().await,
        What::Fill(fill) => fill.run().await.map(drop),
        What::Bare(bare) => bare.serve().await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

impl Fill {
    async fn run(&self) -> Result<Place, Failure> {
        let place = Place::open(&self.folder)?;
        filler::fill(&place, &self.sizes()).await?;
        Ok(place)
    }
}

impl Run {
    async fn run(&self) -> Result<(), Failure> {
        let place = self.fill.run().await?;
        let how = How { program: &self.program, place: &place, time: Duration::from_secs(self.seconds) };
        let mut results = Vec::new();
        for size in self.fill.sizes() {
            println!("Measuring the {size} database");
            let result = measure::measure(&how, size).await?;
            println!("{}", table::of_size(&result));
            results.push(result);
        }
        println!("{}", table::of_growth(&results));
        self.compare(&Baseline::of(&results))
    }

    /// With the last release, as far as it is asked for.
    fn compare(&self, now: &Baseline) -> Result<(), Failure> {
        let folder = &self.fill.folder;
        if self.check {
            let slower = now.slower_than(&Baseline::saved(folder)?);
            if !slower.is_empty() {
                return Err(Failure::Slower(slower.join("\n")));
            }
            println!("Nothing is slower than in the last release.");
        }
        if self.save { now.save(folder) } else { Ok(()) }
    }
}

//! Why a command of the project could not go on, in words that say what to do next.

use std::{io, path::PathBuf, process::ExitStatus};

/// Every way in which `cargo xtask` stops.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command line asked for something that does not exist.
    #[error("{0}\nSee `cargo xtask --help`.")]
    Usage(String),
    /// A program that the step needs is neither here nor could be installed.
    #[error("{what} not found. {advice}")]
    Missing { what: String, advice: String },
    /// A program that should be here could not be started.
    #[error("Couldn't start `{program}`: {cause}")]
    NotStarted { program: String, cause: io::Error },
    /// A program ran and said that it failed. Its own messages are above this line.
    #[error("{what}: `{program}` ended with {status}")]
    Ended { what: String, program: String, status: ExitStatus },
    /// A file or folder could not be read or written.
    #[error("{}: {cause}", path.display())]
    File { path: PathBuf, cause: io::Error },
    /// A program answered in a form that this version of `xtask` does not know.
    #[error("Couldn't read {what}: {cause}")]
    NotUnderstood { what: String, cause: String },
    /// The temporary PostgreSQL did not come up.
    #[error("PostgreSQL did not start within {seconds} seconds. Its log says:\n{log}")]
    DatabaseNotReady { seconds: u64, log: String },
    /// What the browser downloads has grown over the budget.
    #[error("The {title} is {size} bytes in brotli; the budget is {budget}. Check what a new island or crate adds.")]
    OverBudget { title: &'static str, size: usize, budget: usize },
    /// The step needs what an earlier step could not make.
    #[error("skipped, because {because}")]
    Skipped { because: &'static str },
    /// Ctrl-C, or a signal to end.
    #[error("Interrupted")]
    Interrupted,
}

impl Failure {
    /// For `map_err` after an operation on `path`.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |cause| Self::File { path, cause }
    }

    /// For `map_err` after reading the answer of a program or a file of another tool.
    pub fn not_understood<E: std::fmt::Display>(what: impl Into<String>) -> impl FnOnce(E) -> Self {
        let what = what.into();
        move |cause| Self::NotUnderstood { what, cause: cause.to_string() }
    }
}

//! The log: on standard error, as text for a person at a terminal and as JSON lines for everything else.
//!
//! It names things by their ids. Names, addresses, what people typed, cookies, links and passwords do not go into it.

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// Begins to log what the filter lets through. The filter was read before, so it is one.
pub fn start(filter: &str) {
    let filter = EnvFilter::new(filter);
    let is_terminal = std::io::stderr().is_terminal();
    // A line that cannot be written is lost: saying so on the same closed pipe would be a panic.
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).log_internal_errors(false);
    if is_terminal { log.init() } else { log.json().flatten_event(true).init() }
}

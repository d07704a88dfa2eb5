//! The plan file, its import, the real plans that the product ships, and the demonstration's sample progress.
//!
//! `format` is the file as it is written, `read` and `check` find every fault in it with its `place`, `import` brings it
//! together with what the record says, `real` has the files that are shipped, and `demo` plays the sample progress.

pub mod check;
pub mod demo;
pub mod fault;
pub mod format;
pub mod import;
pub mod objects;
pub mod place;
pub mod read;
pub mod real;
pub mod report;

mod load;

pub use load::{ImportError, RealPlansError, import, load_real_plan, load_real_plans};

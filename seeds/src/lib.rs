//! The plan file, its import, the real plans that the product ships, and the demonstration's sample progress.
//!
//! `format` describes the file, `read` and `check` find every fault in it with its `place`, `import` merges it with the
//! record, `real` has the files that Concord ships, and `demo` makes the sample progress.

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

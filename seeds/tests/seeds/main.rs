//! Plan files, as somebody who writes one meets them: read, checked, imported, imported again.

mod checking;
mod importing;
mod reading;
mod real_plans;
mod record;
mod world;

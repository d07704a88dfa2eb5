//! The schema, forward only. A migration that has been released is never edited.

use sea_orm_migration::prelude::*;

mod apply;
mod ddl;
mod guards;
mod m20261121_000001_record;
mod m20261121_000002_access;
mod m20261128_000003_heartbeat;
mod m20261128_000005_submissions;
mod m20261128_000006_verifications;
mod m20261128_000007_security_log;
mod m20261128_000008_evidence_files;
mod m20261128_000009_retractions;
mod m20261128_000010_log_filters;
mod m20261128_000011_action_dates;
mod m20261128_000012_room;
mod m20261128_000013_uncounted_downloads;
mod m20261129_000014_reading;
mod m20261130_000015_report_files;
mod m20261130_000016_periods;
mod m20261130_000017_drafts;
mod m20261130_000018_reviews;

pub use guards::{FoundTrigger, Guard, guards};
mod m20261128_000004_clock;

pub use apply::{Refusal, State, bring_up_to_date, state};

/// All migrations, in the order in which they are applied.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_record::Migration),
            Box::new(m20261121_000002_access::Migration),
            Box::new(m20261128_000003_heartbeat::Migration),
            Box::new(m20261128_000005_submissions::Migration),
            Box::new(m20261128_000006_verifications::Migration),
            Box::new(m20261128_000004_clock::Migration),
            Box::new(m20261128_000007_security_log::Migration),
            Box::new(m20261128_000008_evidence_files::Migration),
            Box::new(m20261128_000009_retractions::Migration),
            Box::new(m20261128_000010_log_filters::Migration),
            Box::new(m20261128_000011_action_dates::Migration),
            Box::new(m20261128_000012_room::Migration),
            Box::new(m20261128_000013_uncounted_downloads::Migration),
            Box::new(m20261129_000014_reading::Migration),
            Box::new(m20261130_000015_report_files::Migration),
            Box::new(m20261130_000016_periods::Migration),
            Box::new(m20261130_000017_drafts::Migration),
            Box::new(m20261130_000018_reviews::Migration),
        ]
    }
}

//! The machine's own clocks, asked of the kernel itself: what is set in the environment of a process does not change them.

use super::Shown;
use chrono::{DateTime, TimeDelta};
use domain::date::Instant;
use rustix::time::{ClockId, Timespec, clock_gettime};

/// The time of day.
pub(super) fn wall() -> Instant {
    let now = clock_gettime(ClockId::Realtime);
    DateTime::from_timestamp(now.tv_sec, u32::try_from(now.tv_nsec).unwrap_or(0)).unwrap_or_default()
}

pub(super) fn shown() -> Shown {
    Shown { wall: wall(), running: passed(clock_gettime(RUNNING)), boot: boot() }
}

/// With the time that the machine was asleep.
#[cfg(target_os = "linux")]
const RUNNING: ClockId = ClockId::Boottime;
#[cfg(not(target_os = "linux"))]
const RUNNING: ClockId = ClockId::Monotonic;

fn passed(time: Timespec) -> TimeDelta {
    TimeDelta::new(time.tv_sec, u32::try_from(time.tv_nsec).unwrap_or(0)).unwrap_or_default()
}

/// The kernel of Linux makes a number for each of its starts. Elsewhere there is none, and a service may be kept from it
/// (`ProcSubset=pid`): [`ClockGuard`](crate::ClockGuard) says so.
fn boot() -> String {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned()
}

//! The life of the server: it answers, does its upkeep once a minute, and stops when it is told to.

use super::connections;
use super::head_log::{self, HeadLog};
use crate::commands::clock;
use crate::commands::error::CommandError;
use crate::commands::kept_head::KeptHead;
use crate::commands::record::Record;
use crate::passwords::guessing;
use crate::router::{AppState, router};
use chrono::{TimeDelta, Utc};
use domain::actor::Actor;
use std::time::Duration;
use store::{AsOf, ClockGuard, ClockState, Store, StoreError};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};
use ui::request::REFUSED_FORMS_ARE_KEPT;

/// How often the signed checkpoint is saved, and expired sessions and old sign-in attempts are deleted.
const KEEP_HOUSE_EVERY: Duration = Duration::from_secs(60);

/// How long a form that was saved is told from a new one. A page that stayed open longer may save its form again.
const SUBMISSIONS_ARE_KNOWN: TimeDelta = TimeDelta::days(7);

/// How long the head of a request may take to come, and how long a connection waits for the next one.
const HEAD_MAY_TAKE: Duration = Duration::from_secs(20);

/// How long requests that have begun may take after the server was told to end.
const GRACE: Duration = Duration::from_secs(10);

/// How long it may take to note which files of reports were given up.
const FILES_MAY_TAKE: Duration = Duration::from_secs(2);

/// Serves until it is told to end, and leaves the record closed with its last head kept.
///
/// # Errors
/// When the record cannot be closed.
pub async fn serve(
    listener: TcpListener,
    state: AppState,
    record: Record,
    security_log_is_kept: TimeDelta,
    stopped: watch::Receiver<bool>,
) -> Result<(), CommandError> {
    // Before the first page, which says so where the clock does not agree. It is logged with what is done every minute.
    let _ = state.site.store.clock_state().await;
    log_clock_guard(&state.site.store).await;
    let warming = tokio::spawn(warm_up(state.clone()));
    let house = tokio::spawn(keep_house(state.clone(), record.kept_head.clone(), security_log_is_kept));
    let (streaming, ending) = (state.clone(), stopped.clone());
    tokio::spawn(async move {
        wait_for(ending).await;
        streaming.live.end();
    });
    let files = state.files.clone();
    tokio::select! {
        () = connections::accept(listener, router(state), HEAD_MAY_TAKE, stopped.clone()) => {}
        () = grace_is_over(stopped) => tracing::warn!("Stopped requests that ran past the limit"),
    }
    if timeout(FILES_MAY_TAKE, files.stop()).await.is_err() {
        tracing::warn!("Couldn't note in time that files of reports were given up");
    }
    house.abort();
    // It may be keeping the head at this moment, as the closing record does: the two must not write at once.
    let _ = house.await;
    // Nor may it begin to read once the database is closed: that would open the file again.
    warming.abort();
    let _ = warming.await;
    log_last_head(&record).await;
    record.close().await
}

/// Becomes true at the first SIGINT, SIGTERM or SIGHUP. From here on none of them ends the process by itself. The settings
/// are in the environment, which cannot be changed for a running process: so SIGHUP ends the server as SIGTERM does.
///
/// # Errors
/// When the machine does not let us listen to signals.
pub fn stop_on_signal() -> std::io::Result<watch::Receiver<bool>> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let mut hangup = signal(SignalKind::hangup())?;
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {}, _ = hangup.recv() => {} }
        tracing::info!("Shutting down");
        stop.send_replace(true);
        // Late waiters are told too.
        stop.closed().await;
    });
    Ok(stopped)
}

pub(super) async fn wait_for(mut stopped: watch::Receiver<bool>) {
    // It fails only without a sender, which lives as long as there is a receiver.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Until what is counted is read again where it could not be.
const WARM_UP_AGAIN: Duration = Duration::from_secs(5);

async fn grace_is_over(stopped: watch::Receiver<bool>) {
    wait_for(stopped).await;
    sleep(GRACE).await;
}

/// Reads what is counted, and then what is searched, into memory while the first visitors sign in, so that their first page
/// need not wait for it. A request would give up after its time, so this goes on until it is done.
async fn warm_up(state: AppState) {
    while let Err(fault) = read_ahead(&state).await {
        tracing::warn!(error = %fault, "Couldn't read the counted data yet");
        sleep(WARM_UP_AGAIN).await;
    }
}

async fn read_ahead(state: &AppState) -> Result<(), StoreError> {
    state.site.store.view(&Actor::Operator, &AsOf::Now).await?.read_texts().await
}

async fn keep_house(state: AppState, kept_head: KeptHead, security_log_is_kept: TimeDelta) {
    let mut head_log = HeadLog::default();
    let mut ticks = interval(KEEP_HOUSE_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let (store, now) = (&state.site.store, Utc::now());
        match kept_head.keep(store).await {
            Ok(head) => head_log.see(&head, now),
            Err(fault) => tracing::error!(error = %fault, "Couldn't save the signed checkpoint"),
        }
        look_at_clock(store).await;
        if let Err(fault) = store.forget_expired_sessions(now, state.limits).await {
            tracing::warn!(error = %fault, "Couldn't delete expired sessions");
        }
        if let Err(fault) = store.forget_expired_invitations(now).await {
            tracing::warn!(error = %fault, "Couldn't delete expired one-time links");
        }
        if let Err(fault) = store.forget_submissions_until(now - SUBMISSIONS_ARE_KNOWN).await {
            tracing::warn!(error = %fault, "Couldn't delete the keys of old forms");
        }
        if let Err(fault) = store.forget_notices_until(now - REFUSED_FORMS_ARE_KEPT).await {
            tracing::warn!(error = %fault, "Couldn't delete old refused forms");
        }
        if let Err(fault) = store.forget_report_files_until(store.now()).await {
            tracing::warn!(error = %fault, "Couldn't delete files of reports that were kept long enough");
        }
        if let Err(fault) = store.forget_security_until(store.now() - security_log_is_kept).await {
            tracing::warn!(error = %fault, "Couldn't delete old entries of the security log");
        }
        if let Err(fault) = guessing::forget_old(store, now).await {
            tracing::warn!(error = %fault, "Couldn't delete expired sign-in attempts");
        }
    }
}

/// Nothing else reports it: a guard that is missing refuses nothing.
async fn log_clock_guard(store: &Store) {
    match store.clock_guard().await {
        Ok(ClockGuard::Holds) => {}
        Ok(missing) => tracing::warn!("{} {}", clock::guard_words(missing), clock::GUARD_ADVICE),
        Err(fault) => tracing::warn!(error = %fault, "Couldn't find out whether a clock that is set ahead is noticed"),
    }
}

/// What pages say of the clock is what is found here, at the latest a minute ago.
async fn look_at_clock(store: &Store) {
    match store.clock_state().await {
        Ok(ClockState::Agrees) => {}
        Ok(state) if state.lets_write() => tracing::warn!("{}", clock::words(state)),
        Ok(state) => tracing::error!("{} `concord clock --help` says what to do.", clock::words(state)),
        Err(fault) => tracing::warn!(error = %fault, "Couldn't compare the clock with the record"),
    }
}

async fn log_last_head(record: &Record) {
    if let Ok(head) = record.store.head().await {
        head_log::log(&head);
    }
}

//! What happens to PostgreSQL, and what people are told meanwhile.

use crate::cluster::Cluster;
use crate::engine::runtime;
use crate::machine::SmallDisk;
use crate::task_force::{ANSWERS_WITHIN, Answer, TaskForce};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use std::time::{Duration, Instant};
use store::StoreError;

const PEOPLE: usize = 4;
/// Of a server that has few.
const CONNECTIONS: usize = 8;

#[test]
fn nothing_answered_as_saved_is_lost_when_postgresql_is_killed_five_times() {
    let mut cluster = Cluster::new(&[]);
    cluster.begin();
    runtime().block_on(async {
        let task_force = TaskForce::begin(&cluster).await;
        for _ in 0..5 {
            let at_work = task_force.go_on_submitting(PEOPLE);
            task_force.until_saved_more(20).await;
            cluster.kill();
            // Long enough for everybody to be told that it is away.
            tokio::time::sleep(Duration::from_millis(300)).await;
            at_work.stop().await;
            cluster.start();
            task_force.submit_until_saved().await;
        }
        task_force.holds("Killed").await;
        task_force.everybody_was_answered();
    });
}

#[test]
fn while_postgresql_is_killed_a_submission_is_refused_soon() {
    let mut cluster = Cluster::new(&[]);
    cluster.begin();
    runtime().block_on(async {
        let task_force = TaskForce::begin(&cluster).await;
        cluster.kill();
        assert_eq!(task_force.submit_at_once(PEOPLE).await, [Answer::Refused; PEOPLE]);
        refuses_a_server_that_opens(&task_force).await;
        cluster.start();
        task_force.submit_until_saved().await;
        task_force.holds("Away").await;
        task_force.everybody_was_answered();
    });
}

#[test]
fn while_postgresql_is_frozen_a_submission_is_answered_soon_and_nothing_answered_as_saved_is_lost() {
    let mut cluster = Cluster::new(&[]);
    cluster.begin();
    runtime().block_on(async {
        let task_force = TaskForce::begin(&cluster).await;
        for _ in 0..2 {
            let at_work = task_force.go_on_submitting(PEOPLE);
            task_force.until_saved_more(20).await;
            let frozen = cluster.freeze();
            let answers = task_force.submit_at_once(PEOPLE).await;
            drop(frozen);
            at_work.stop().await;
            assert!(!answers.contains(&Answer::Saved), "{answers:?}");
            task_force.submit_until_saved().await;
        }
        task_force.holds("Frozen").await;
        task_force.everybody_was_answered();
    });
}

#[test]
fn without_a_free_connection_a_submission_is_refused_soon_and_the_next_one_lands() {
    let mut cluster = Cluster::new(&[&format!("max_connections={CONNECTIONS}"), "superuser_reserved_connections=0"]);
    cluster.begin();
    runtime().block_on(async {
        let task_force = TaskForce::begin(&cluster).await;
        let other = connect(&cluster.url()).await.unwrap();
        // More at once than there are connections: who has none waits for one of the others.
        assert!(task_force.submit_at_once(3 * PEOPLE).await.contains(&Answer::Saved));
        let others = take_every_connection(other, &cluster.url()).await;
        let answers = task_force.submit_at_once(PEOPLE).await;
        assert!(!answers.contains(&Answer::Saved), "{answers:?}");
        refuses_a_server_that_opens(&task_force).await;
        for other in others {
            other.close().await.unwrap();
        }
        task_force.submit_until_saved().await;
        task_force.holds("Out of connections").await;
        task_force.everybody_was_answered();
    });
}

#[test]
fn on_a_full_disk_a_submission_is_refused_soon_and_with_room_again_the_next_one_lands() {
    let mut cluster = Cluster::new(&["max_wal_size=4MB", "min_wal_size=2MB"]);
    let Some(disk) = SmallDisk::at(&cluster.data(), 96, cluster.account()) else {
        println!("NOT DONE: PostgreSQL on a full disk. Only root can add a small disk (`mount -t tmpfs`).");
        return;
    };
    cluster.begin();
    runtime().block_on(async {
        let task_force = TaskForce::begin(&cluster).await;
        task_force.submit_until_saved().await;
        disk.fill();
        // Pages and pieces of the log that are there already still take some.
        let mut refused = 0;
        for _ in 0..5_000 {
            refused += usize::from(task_force.submit().await != Answer::Saved);
            if refused == 3 {
                break;
            }
        }
        assert_eq!(refused, 3, "the disk never ran out");
        disk.make_room();
        cluster.start_if_it_ended();
        for _ in 0..20 {
            task_force.submit_until_saved().await;
        }
        task_force.holds("Out of disk").await;
        task_force.everybody_was_answered();
    });
}

/// A row that is written over needs no room on the disk, and the log has some: only a form finds none.
#[test]
fn on_a_full_disk_a_server_is_not_ready_until_there_is_room_for_one_more_form() {
    let mut cluster = Cluster::with_log_apart(&[]);
    let Some(disk) = SmallDisk::at(&cluster.data(), 96, cluster.account()) else {
        println!("NOT DONE: PostgreSQL on a full disk. Only root can add a small disk (`mount -t tmpfs`).");
        return;
    };
    cluster.begin();
    runtime().block_on(async {
        let task_force = TaskForce::begin(&cluster).await;
        let store = &task_force.world.store;
        disk.fill();
        let proven = store.prove_that_it_writes().await;
        assert!(matches!(proven, Err(StoreError::Full(_))), "Before anybody submits: {proven:?}");
        disk.make_room();
        store.prove_that_it_writes().await.unwrap();

        // Proved a moment ago. Somebody who submits finds out sooner than the next proof is due.
        disk.fill();
        while task_force.submit().await == Answer::Saved {}
        let proven = store.prove_that_it_writes().await;
        assert!(matches!(proven, Err(StoreError::Full(_))), "After a form was refused: {proven:?}");
        disk.make_room();
        store.prove_that_it_writes().await.unwrap();
        task_force.submit_until_saved().await;
        task_force.holds("Out of room").await;
        task_force.everybody_was_answered();
    });
}

/// A server that starts now is told soon that there is no database.
async fn refuses_a_server_that_opens(task_force: &TaskForce) {
    let begin = Instant::now();
    let opened = tokio::time::timeout(ANSWERS_WITHIN, task_force.open_again()).await;
    assert!(opened.is_ok_and(|opened| opened.is_err()), "a server that starts still waits after {:?}", begin.elapsed());
}

/// Somebody else's programs take every connection there is, also those that the store has.
async fn take_every_connection(first: DatabaseConnection, url: &str) -> Vec<DatabaseConnection> {
    let end_those_of_the_store = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                                  WHERE backend_type = 'client backend' AND application_name <> 'others'";
    let (mut others, begin) = (vec![first], Instant::now());
    while others.len() < CONNECTIONS {
        assert!(begin.elapsed() < Duration::from_secs(20), "the others have {} connections", others.len());
        others[0].execute_unprepared(end_those_of_the_store).await.unwrap();
        others.extend(connect(url).await);
    }
    others
}

/// `None` where there is no connection left.
async fn connect(url: &str) -> Option<DatabaseConnection> {
    let mut options = ConnectOptions::new(format!("{url}?application_name=others"));
    options.sqlx_logging(false).max_connections(1).min_connections(1);
    options.connect_timeout(Duration::from_millis(500)).acquire_timeout(Duration::from_millis(500));
    Database::connect(options).await.ok()
}

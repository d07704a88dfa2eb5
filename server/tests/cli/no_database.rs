//! A database that cannot be reached: each command says why, within seconds, and never shows the password.

use crate::place::Place;
use std::net::TcpListener;
use std::time::{Duration, Instant};

const KEY: [&str; 3] = ["verify", "--signing-key-file", "concord.key"];

/// What a command says of the database at an address.
fn refusal(address: &str) -> String {
    let begun = Instant::now();
    let ran = Place::empty().run_with(&KEY, &[("CONCORD_DATABASE_URL", address)]);
    assert!(begun.elapsed() < Duration::from_secs(20), "it took {:?}", begun.elapsed());
    let refusal = ran.refused(2);
    assert!(!refusal.contains("hunter2"), "{refusal}");
    refusal
}

#[test]
fn where_nothing_listens_the_command_says_that_the_connection_is_refused() {
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let said = refusal(&format!("postgres://concord:hunter2@127.0.0.1:{port}/concord"));
    assert!(said.starts_with(&format!("postgres://concord@127.0.0.1:{port}/concord: ")), "{said}");
    assert!(said.contains("the connection is refused: nothing listens at that address and port"), "{said}");
}

#[test]
fn a_server_that_accepts_a_connection_and_says_nothing_is_not_waited_for() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let said = refusal(&format!("postgres://concord:hunter2@127.0.0.1:{port}/concord"));
    assert!(said.contains("it accepts the connection and does not answer"), "{said}");
}

#[test]
fn a_database_that_the_server_does_not_have_is_named_as_the_cause() {
    let server = std::env::var("CONCORD_TEST_POSTGRES")
        .expect("CONCORD_TEST_POSTGRES names a server: `cargo xtask test` starts one");
    let (server, _) = server.rsplit_once('/').unwrap();
    let said = refusal(&format!("{server}/concord_that_is_not_there"));
    assert!(said.contains("the server has no database of that name"), "{said}");
    assert!(said.contains(": The database refused the connection.\n"), "{said}");
}

#[test]
fn a_server_that_has_no_tls_refuses_the_connection_and_is_not_said_to_be_silent() {
    let server = std::env::var("CONCORD_TEST_POSTGRES")
        .expect("CONCORD_TEST_POSTGRES names a server: `cargo xtask test` starts one");
    let said = refusal(&format!("{server}?sslmode=require"));
    assert!(said.contains(": The database refused the connection.\n") && said.contains("no TLS connection"), "{said}");
}

#[test]
fn a_way_of_tls_that_does_not_exist_is_refused_before_anybody_is_asked() {
    let said = refusal("postgres://concord:hunter2@db.example/concord?sslmode=sometimes");
    assert!(said.contains("sslmode must be disable, allow, prefer, require, verify-ca, or verify-full"), "{said}");
}

#[test]
fn an_address_that_does_not_read_is_refused_without_showing_it() {
    for address in ["postgres://concord:hunter2@[::1/concord", "mysql://concord:hunter2@db.example/concord", "hunter2"]
    {
        let said = refusal(address);
        assert!(said.contains("CONCORD_DATABASE_URL must be ") && !said.contains("hunter2"), "{said}");
    }
}

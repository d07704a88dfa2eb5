//! The upgrade rehearsal: records that released versions left are opened, migrated, verified, shown and written on, and the
//! migration is killed on the way.

pub mod fill;
pub mod frozen;

use crate::engine::{Engine, Seat};
use crate::migrating::kill_after;
use crate::running::{Running, SERVE, ask};
use fill::give_key;
use frozen::{freeze, released, thaw};
use std::path::{Path, PathBuf};
use std::time::Instant;
use tokio::runtime::Runtime;

on_both_engines! {
    a_record_of_every_released_schema_is_migrated_verified_shown_and_written_on,
    a_record_of_a_released_schema_is_whole_though_its_migration_was_killed_at_twenty_moments,
    a_record_is_filled_with_something_of_every_kind_for_later_versions,
    a_record_whose_key_is_not_in_its_place_is_not_migrated,
}

/// How many entries a frozen record has, as it was left.
const ENTRIES: u32 = 15;

/// Pages of a frozen record, and what each of them shows of it.
const SHOWN: [(&str, &str); 14] = [
    ("/", "Curriculum written"),
    ("/plans", "Plan 2024"),
    ("/plans/PLAN-2024", "Protection"),
    ("/actions", "A-01"),
    ("/actions?as_of=2024-03-01", "A-01"),
    ("/actions/PLAN-2024/A-01", "The first draft is out."),
    ("/actions/PLAN-2024/A-02", "The leases"),
    ("/milestones", "Curriculum written"),
    ("/agencies/DOJ", "Department of Justice"),
    ("/meetings", "Senior Policy Operating Group"),
    ("/indicators", "Calls answered"),
    ("/sources", "A guide for prosecutors"),
    ("/search?q=curriculum", "Curriculum"),
    ("/record", "entr"),
];

fn a_record_of_every_released_schema_is_migrated_verified_shown_and_written_on(engine: Engine) {
    let new = Seat::empty(engine);
    new.run(&["migrate"]).succeeded();
    for release in released() {
        let seat = thaw(engine, &release);
        seat.run(&["migrate"]).succeeded();
        assert_eq!(seat.schema(), new.schema(), "{}", release.display());
        assert_whole(&seat, ENTRIES);
        let server = Running::begin(seat.command(&SERVE));
        let cookie = sign_in(server.address());
        for (page, shown) in SHOWN {
            let answer = get(&server, &cookie, page);
            assert!(answer.contains(shown), "{page} does not show {shown}: {answer}");
        }
        assert!(server.terminate().success());
        // Records that did not state when updates are due state it when they are served.
        let stated = seat.texts("SELECT event FROM ledger WHERE event = 'reporting-rule-changed'").len();
        let entries = ENTRIES + u32::try_from(stated).unwrap();
        let new_account = ["user", "add", "ana@agency.example", "--name", "Ana", "--role", "auditor"];
        seat.run(&new_account).succeeded();
        assert_whole(&seat, entries + 1);
    }
}

fn a_record_of_a_released_schema_is_whole_though_its_migration_was_killed_at_twenty_moments(engine: Engine) {
    const KILLS: u32 = 20;
    let new = Seat::empty(engine);
    new.run(&["migrate"]).succeeded();
    for release in released() {
        let whole = thaw(engine, &release);
        let begun = Instant::now();
        whole.run(&["migrate"]).succeeded();
        let takes = begun.elapsed();
        let frozen = thaw(engine, &release);
        for kill in 0..KILLS {
            let seat = frozen.copy();
            give_key(&seat);
            kill_after(&seat, takes * kill / KILLS);
            seat.run(&["migrate"]).succeeded();
            assert_eq!(seat.schema(), new.schema(), "{}, killed at {kill} of {KILLS}", release.display());
            assert_whole(&seat, ENTRIES);
        }
    }
}

fn a_record_whose_key_is_not_in_its_place_is_not_migrated(engine: Engine) {
    let seat = thaw(engine, &released()[0]);
    let before = seat.schema();
    std::fs::rename(seat.place.path("concord.db.key"), seat.place.path("elsewhere.key")).unwrap();
    let refusal = seat.run(&["migrate"]).refused(2);
    assert!(refusal.starts_with("Signing key not found at concord.db.key."), "{refusal}");
    assert_eq!(seat.schema(), before);
    std::fs::rename(seat.place.path("elsewhere.key"), seat.place.path("concord.db.key")).unwrap();
    seat.run(&["migrate"]).succeeded();
}

#[test]
fn an_operator_backs_up_what_an_earlier_version_left_with_the_new_program_and_restores_it() {
    let seat = thaw(Engine::Sqlite, &released()[0]);
    let before = seat.schema();
    let said = seat.run(&["backup", "before.db"]).succeeded();
    assert!(said.starts_with(&format!("Backup before.db verified: {ENTRIES} log entries, ")), "{said}");
    assert_eq!(seat.schema(), before, "The database stayed as it was");
    assert!(!seat.place.path("before.db.unfinished.trial").exists());
    std::fs::remove_file(seat.place.path("concord.db")).unwrap();
    seat.run(&["restore", "before.db"]).succeeded();
    assert_whole(&seat, ENTRIES);
}

/// What later versions are tried with. It is written into the folder that CONCORD_FREEZE names, where one is named.
fn a_record_is_filled_with_something_of_every_kind_for_later_versions(engine: Engine) {
    let seat = Seat::empty(engine);
    give_key(&seat);
    Runtime::new().unwrap().block_on(fill::fill(&seat.whole_url()));
    // With what earlier versions did not know.
    assert_whole(&seat, ENTRIES + 1);
    for kind in domain::ids::Kind::ALL {
        let contents = format!("SELECT CAST(count(*) AS text) FROM {}_contents", kind.code());
        assert_ne!(seat.texts(&contents), ["0"], "There is no {kind}");
    }
    let server = Running::begin(seat.command(&SERVE));
    get(&server, &sign_in(server.address()), "/exports/actions.csv");
    assert!(server.terminate().success());
    if let Some(folder) = std::env::var_os("CONCORD_FREEZE") {
        freeze(engine, &seat, &PathBuf::from(folder).join(last_migration(&seat)));
    }
}

fn last_migration(seat: &Seat) -> PathBuf {
    let last = seat.texts("SELECT version FROM seaql_migrations ORDER BY version DESC LIMIT 1").remove(0);
    Path::new(&last).to_owned()
}

#[track_caller]
fn assert_whole(seat: &Seat, entries: u32) {
    let said = seat.run(&["verify"]).succeeded();
    assert!(said.starts_with(&format!("No problems found.\nEntries:       {entries}\n")), "{said}");
}

fn get(server: &Running, cookie: &str, page: &str) -> String {
    let answer = ask(server.address(), &format!("GET {page} HTTP/1.1\r\nCookie: {cookie}\r\n"), "").unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{page}: {answer}");
    answer
}

/// The cookie of the Justice liaison.
fn sign_in(address: &str) -> String {
    let form = format!("address=jo%40agency.example.gov&password={}", fill::PASSWORD.replace(' ', "+"));
    let begin = "POST /sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nAccept: text/html\r\n\
                 Sec-Fetch-Site: same-origin\r\n";
    let answer = ask(address, begin, &form).unwrap();
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
    let cookie = cookie.unwrap_or_else(|| panic!("Not signed in: {answer}"));
    cookie.split(';').next().unwrap().to_owned()
}

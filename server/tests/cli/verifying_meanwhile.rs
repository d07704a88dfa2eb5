//! `concord verify` while people write.

use crate::engine::{Engine, Seat};
use crate::upgrades::fill::{give_key, open, person};
use domain::actor::{Actor, Role};
use domain::person::Person;
use domain::text::MailAddress;
use std::sync::atomic::{AtomicBool, Ordering};
use store::Clock;
use tokio::runtime::Runtime;

on_both_engines! {
    a_check_made_while_people_write_is_kept_to_the_entry_that_it_read_last,
}

const CHECKS: usize = 5;

fn a_check_made_while_people_write_is_kept_to_the_entry_that_it_read_last(engine: Engine) {
    let seat = Seat::empty(engine);
    give_key(&seat);
    seat.run(&["migrate"]).succeeded();
    let is_over = AtomicBool::new(false);
    let (printed, kept) = std::thread::scope(|scope| {
        let writer = scope.spawn(|| add_accounts_until(&seat, &is_over));
        let checked: (Vec<u64>, Vec<u64>) = (0..CHECKS).map(|_| check(&seat)).unzip();
        is_over.store(true, Ordering::SeqCst);
        writer.join().unwrap();
        checked
    });
    assert!(printed.first() < printed.last(), "People wrote meanwhile: {printed:?}");
    assert_eq!(kept, printed);
}

/// How many entries a check says that it read, and how many the check that was kept has.
fn check(seat: &Seat) -> (u64, u64) {
    let said = seat.run(&["verify"]).succeeded();
    let printed = said.lines().find_map(|line| line.strip_prefix("Entries:")).unwrap().trim().parse().unwrap();
    let position = "SELECT CAST(position + 1 AS text) FROM verifications ORDER BY sequence DESC LIMIT 1";
    (printed, seat.texts(position)[0].parse().unwrap())
}

fn add_accounts_until(seat: &Seat, is_over: &AtomicBool) {
    Runtime::new().unwrap().block_on(async {
        let store = open(&seat.whole_url(), &Clock::Machine).await;
        for number in 0.. {
            if is_over.load(Ordering::SeqCst) {
                break;
            }
            let mut change = store.change(&Actor::Operator).await.unwrap();
            let address = MailAddress::parse(&format!("auditor{number}@agency.example.gov")).unwrap();
            let id = change.new_id();
            let auditor = Person { id, address, ..person("olga", Role::Auditor, None) };
            change.add_person(auditor).await.unwrap();
            change.commit().await.unwrap();
        }
        store.close().await.unwrap();
    });
}

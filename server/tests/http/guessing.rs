//! Guessing a password gets slower with each guess, for one account as for many, one by one and all at once.

use crate::browser::Browser;
use crate::html;
use crate::world::{PASSWORD, Who, World};
use futures::future::join_all;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use server::passwords::guessing::forget_old;
use store::Target;

/// How many of the guesses were looked at. Those that have to wait are not counted.
async fn looked_at(world: &World, target: &Target) -> u32 {
    world.store.guesses(target).await.unwrap().map_or(0, |guesses| guesses.failed)
}

/// Guesses at an account from where a browser is that nothing else is said of.
fn from_here(who: Who) -> Target {
    Target::account_from(&who.address(), "192.0.2.1")
}

/// Lets time go by for all who guessed.
async fn pass(world: &World, minutes: i64) {
    world.tamper(&format!("UPDATE guesses SET last_at = last_at - {}", minutes * 60_000_000)).await;
}

#[tokio::test]
async fn of_a_thousand_guesses_in_a_row_at_one_account_at_most_a_hundred_are_looked_at() {
    let world = World::begin().await;
    let mut browser = world.visitor();
    for number in 0..1_000 {
        browser.sign_in(&Who::Justice.address(), &format!("guess {number}")).await;
    }
    let looked_at = looked_at(&world, &from_here(Who::Justice)).await;
    assert!((5..=100).contains(&looked_at), "{looked_at}");
}

#[tokio::test]
async fn of_two_hundred_guesses_at_once_hardly_more_are_looked_at_than_one_after_the_other() {
    let world = World::begin().await;
    let guesses = (0..200).map(|number| {
        let mut browser = world.visitor();
        async move { browser.sign_in(&Who::Justice.address(), &format!("guess {number}")).await }
    });
    join_all(guesses).await;
    let looked_at = looked_at(&world, &from_here(Who::Justice)).await;
    assert!((5..=12).contains(&looked_at), "{looked_at}");
}

#[tokio::test]
async fn trying_one_password_on_many_accounts_from_one_place_is_slowed_down_too() {
    let world = World::begin().await;
    let mut browser = world.visitor();
    for number in 0..300 {
        browser.sign_in(&format!("somebody{number}@agency.example.gov"), "Winter2024!").await;
    }
    let looked_at = looked_at(&world, &Target::place("192.0.2.1")).await;
    assert!((30..=60).contains(&looked_at), "{looked_at}");
}

async fn words_after(browser: &mut Browser, password: &str) -> String {
    let answer = browser.sign_in(&Who::Justice.address(), password).await;
    html::words(browser.get(answer.location()).await.text())
}

#[tokio::test]
async fn whoever_guessed_too_often_is_told_to_wait_and_gets_in_after_that() {
    let world = World::begin().await;
    let mut browser = world.visitor();
    for _ in 0..5 {
        assert!(words_after(&mut browser, "wrong").await.contains("Email or password is incorrect."));
    }
    assert!(words_after(&mut browser, PASSWORD).await.contains("Too many failed attempts. Try again in 1 minute."));
    pass(&world, 1).await;
    assert_eq!(browser.sign_in(&Who::Justice.address(), PASSWORD).await.location(), "/");
    // The right password ends the matter: five wrong ones are free again.
    assert_eq!(looked_at(&world, &from_here(Who::Justice)).await, 0);
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_slowed_down_in_the_same_words() {
    let world = World::begin().await;
    for address in [Who::Justice.address(), "nobody@agency.example.gov".to_owned()] {
        let mut browser = world.visitor().at([198, 51, 100, 7]);
        for _ in 0..6 {
            browser.sign_in(&address, "wrong").await;
        }
        let page = browser.get("/sign-in").await;
        assert!(html::words(page.text()).contains("Too many failed attempts. Try again in 1 minute."), "{address}");
    }
}

#[tokio::test]
async fn guesses_at_one_account_keep_nobody_else_out() {
    let world = World::begin().await;
    let mut attacker = world.visitor().at([198, 51, 100, 9]);
    for _ in 0..20 {
        attacker.sign_in(&Who::Justice.address(), "wrong").await;
    }
    assert_eq!(world.visitor().sign_in(&Who::Health.address(), PASSWORD).await.location(), "/");
}

/// Wrong passwords of a whole year must not add up until a single one keeps an office out for a quarter of an hour.
#[tokio::test]
async fn guesses_of_long_ago_are_forgotten() {
    let world = World::begin().await;
    let mut browser = world.visitor();
    for round in 0..12 {
        for number in 0..5 {
            browser.sign_in(&format!("somebody{round}.{number}@agency.example.gov"), "wrong").await;
        }
        pass(&world, 25 * 60).await;
    }
    browser.sign_in(&Who::Health.address(), "wrong").await;
    assert_eq!(browser.sign_in(&Who::Health.address(), PASSWORD).await.location(), "/");
}

/// What an attacker who waits each time would get in a day: far too few to find anything.
#[tokio::test]
async fn a_patient_guesser_gets_five_guesses_an_hour() {
    let world = World::begin().await;
    let mut browser = world.visitor();
    let mut looked_at = 0;
    for minute in 0..300 {
        let words = words_after(&mut browser, &format!("guess {minute}")).await;
        looked_at += u32::from(!words.contains("Too many failed attempts."));
        pass(&world, 1).await;
    }
    assert!((20..=40).contains(&looked_at), "{looked_at} in five hours");
}

/// Whoever knows an address could keep its owner out otherwise, on the day of a meeting.
#[tokio::test]
async fn guesses_from_one_place_keep_the_owner_of_the_account_out_nowhere_else() {
    let world = World::begin().await;
    let mut attacker = world.visitor().at([198, 51, 100, 9]);
    for minute in 0..600 {
        attacker.sign_in(&Who::Chair.address(), &format!("guess {minute}")).await;
        pass(&world, 1).await;
    }
    assert!(looked_at(&world, &Target::account(&Who::Chair.address())).await > 0);
    assert_eq!(world.visitor().sign_in(&Who::Chair.address(), PASSWORD).await.location(), "/");
    // The owner's right password is no help to the attacker.
    assert!(looked_at(&world, &Target::account_from(&Who::Chair.address(), "198.51.100.9")).await >= 5);
}

#[tokio::test]
async fn guesses_from_many_places_at_one_account_are_slowed_down_too() {
    let world = World::begin().await;
    for place in 0..200 {
        world.visitor().at([198, 51, 100, place]).sign_in(&Who::Justice.address(), "wrong").await;
    }
    let looked_at = looked_at(&world, &Target::account(&Who::Justice.address())).await;
    assert!((100..=125).contains(&looked_at), "{looked_at}");
}

/// Whoever guesses from everywhere else takes no place away from which the owner works.
#[tokio::test]
async fn where_the_owner_signed_in_lately_guesses_from_elsewhere_keep_nobody_out() {
    let world = World::begin().await;
    let address = Who::Chair.address();
    assert_eq!(world.visitor().sign_in(&address, PASSWORD).await.location(), "/");
    for _ in 0..150 {
        world.store.note_failed_guess(&Target::account(&address), 0, chrono::Utc::now()).await.unwrap();
    }
    let elsewhere = world.visitor().at([198, 51, 100, 9]).sign_in(&address, PASSWORD).await;
    assert!(elsewhere.location().starts_with("/sign-in"), "a place that the account does not know waits");
    assert_eq!(world.visitor().sign_in(&address, PASSWORD).await.location(), "/");
    for number in 0..20 {
        world.visitor().sign_in(&address, &format!("guess {number}")).await;
    }
    let looked_at = looked_at(&world, &from_here(Who::Chair)).await;
    assert!(looked_at <= 6, "{looked_at}: what is guessed from the known place is slowed down as anywhere");
}

#[tokio::test]
async fn a_person_who_is_signed_in_works_on_whatever_is_guessed_at_the_account() {
    let world = World::begin().await;
    let mut chair = world.signed_in(Who::Chair).await;
    let address = Who::Chair.address();
    for _ in 0..20 {
        for target in [from_here(Who::Chair), Target::account(&address)] {
            world.store.note_failed_guess(&target, 0, chrono::Utc::now()).await.unwrap();
        }
    }
    let refused = world.visitor().sign_in(&address, PASSWORD).await;
    assert!(refused.location().starts_with("/sign-in"));
    assert_eq!(chair.get("/actions").await.status, http::StatusCode::OK);
}

#[tokio::test]
async fn guesses_that_no_longer_count_are_taken_away_by_the_server() {
    let world = World::begin().await;
    world.visitor().sign_in(&Who::Justice.address(), "wrong").await;
    pass(&world, 30).await;
    world.visitor().at([198, 51, 100, 9]).sign_in(&Who::Health.address(), "wrong").await;
    pass(&world, 30).await;
    forget_old(&world.store, chrono::Utc::now()).await.unwrap();
    assert_eq!(looked_at(&world, &from_here(Who::Justice)).await, 0);
    assert_eq!(kept_targets(&world).await, 3, "those of half an hour ago stay");
    pass(&world, 30).await;
    forget_old(&world.store, chrono::Utc::now()).await.unwrap();
    assert_eq!(kept_targets(&world).await, 0);
}

/// Whatever the targets are of.
async fn kept_targets(world: &World) -> i64 {
    let connection = world.raw().await;
    let counted = Statement::from_string(connection.get_database_backend(), "SELECT count(*) AS n FROM guesses");
    connection.query_one_raw(counted).await.unwrap().unwrap().try_get("", "n").unwrap()
}

/// Signs in wrongly behind a proxy, which says where the client is.
async fn guess_from(world: &World, forwarded: &str) {
    let request = crate::browser::request(http::Method::POST, "/sign-in")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-forwarded-for", forwarded);
    let form = crate::browser::fields(&[("address", "x@agency.example.gov"), ("password", "x"), ("next", "/")]);
    world.visitor().send(request, crate::browser::encoded(&form)).await;
}

#[tokio::test]
async fn the_place_is_what_the_last_trusted_proxy_says_and_not_what_the_client_claims() {
    let world = World::with(ui::cookie::CookieKind::Secure, &["192.0.2.1".parse().unwrap()]).await;
    for number in 0..3 {
        guess_from(&world, &format!("203.0.113.{number}, 198.51.100.4")).await;
    }
    assert_eq!(looked_at(&world, &Target::place("198.51.100.4")).await, 3);
    assert_eq!(kept_targets(&world).await, 3, "one account, one place, and the account from that place");
}

/// Each customer of IPv6 has at least so many addresses.
#[tokio::test]
async fn all_addresses_of_one_network_of_ipv6_are_one_place() {
    let world = World::with(ui::cookie::CookieKind::Secure, &["192.0.2.1".parse().unwrap()]).await;
    for number in 1..=40 {
        guess_from(&world, &format!("2001:db8:1:2::{number}")).await;
    }
    let looked_at = looked_at(&world, &Target::account("x@agency.example.gov")).await;
    assert!((5..=12).contains(&looked_at), "{looked_at}");
}

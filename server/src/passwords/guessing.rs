//! Guessing gets slower with each wrong guess: at an account from one place, from that place, and at the account at all.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::PersonId;
use std::net::{IpAddr, Ipv6Addr};
use store::{Guesses, Store, StoreError, Target};
use tokio::sync::Mutex;

/// Wrong guesses an hour that cost nothing, at one account from one place. A person who mistypes is not delayed, and
/// guesses from there keep the person out nowhere else.
const FROM_ONE_PLACE_AT_ONE_ACCOUNT: u32 = 5;

/// From one place many people may sign in.
const FROM_ONE_PLACE: u32 = 30;

/// Against guessing from many places at once. It lies far above what one place can do to an account in an hour, because
/// beyond it the account's owner waits as well.
const AT_ONE_ACCOUNT: u32 = 100;

/// When there was no guess for so long, everything is forgotten.
const REMEMBERED: TimeDelta = TimeDelta::hours(1);

/// Targets that are remembered: those that were guessed at most often, and last. Beyond them a client that guesses from many
/// places at accounts that there are not would fill the disk.
const MOST_TARGETS: u64 = 100_000;

/// One at a time, so that many guesses sent at once are counted like those sent one after the other.
static COUNTING: Mutex<()> = Mutex::const_new(());

/// One guess, and all that it counts against.
#[derive(Clone, Debug)]
pub struct Guess {
    from_place_at_account: Target,
    from_place: Target,
    at_account: Target,
}

/// What the earlier guesses at a target mean for the next one.
struct Count<'a> {
    target: &'a Target,
    faded: u32,
    wait: Option<TimeDelta>,
}

impl Guess {
    /// A guess at the account with that address, whether or not there is one, from an address of the network.
    pub fn new(account: &str, client: &str) -> Guess {
        let place = place(client);
        Guess {
            from_place_at_account: Target::account_from(account, &place),
            from_place: Target::place(&place),
            at_account: Target::account(account),
        }
    }

    /// Counts the guess before it is looked at, or says how long to wait until it may be. A right one is taken off again.
    /// From a place that the account knows there is no wait for what is guessed elsewhere.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn admit(
        &self,
        store: &Store,
        is_known_place: bool,
        now: DateTime<Utc>,
    ) -> Result<Option<TimeDelta>, StoreError> {
        let _turn = COUNTING.lock().await;
        let counts = [
            count(store, &self.from_place_at_account, FROM_ONE_PLACE_AT_ONE_ACCOUNT, now).await?,
            count(store, &self.from_place, FROM_ONE_PLACE, now).await?,
            count(store, &self.at_account, AT_ONE_ACCOUNT, now).await?,
        ];
        let counting = if is_known_place { &counts[..2] } else { &counts };
        let longest = counting.iter().filter_map(|count| count.wait).max();
        if longest.is_none() {
            for Count { target, faded, .. } in counts {
                store.note_failed_guess(target, faded, now).await?;
            }
        }
        Ok(longest)
    }

    /// After a right password nothing counts against the account from this place any more, and this guess against
    /// nothing. What was guessed elsewhere still counts there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn was_right(&self, store: &Store) -> Result<(), StoreError> {
        store.forget_guesses(&self.from_place_at_account).await?;
        store.take_back_guess(&self.from_place).await?;
        store.take_back_guess(&self.at_account).await
    }
}

/// For so long an account knows a place from which its owner signed in.
const KNOWN: TimeDelta = TimeDelta::days(30);

/// Whether the owner of the account signed in from the place lately. Who guesses from many others does not keep the owner out
/// there; what is guessed from this place counts as everywhere.
///
/// # Errors
/// When the database does not answer.
pub async fn knows_place(store: &Store, account: Option<PersonId>, client: &str) -> Result<bool, StoreError> {
    let Some(account) = account else { return Ok(false) };
    // The security log has the record's own clock.
    let from = store.signed_in_from(account, store.now() - KNOWN).await?;
    Ok(from.iter().any(|known| place(known) == place(client)))
}

/// Takes away what no longer counts. Called now and then by the server.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_old(store: &Store, now: DateTime<Utc>) -> Result<(), StoreError> {
    store.forget_guesses_until(now - REMEMBERED).await?;
    store.forget_guesses_beyond(MOST_TARGETS).await
}

/// The network that a client is in. A client with an IPv6 address has all 2^64 that begin alike, so these are one place.
pub(crate) fn place(client: &str) -> String {
    match client.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).to_string(),
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => client.to_owned(),
    }
}

async fn count<'a>(store: &Store, target: &'a Target, free: u32, now: DateTime<Utc>) -> Result<Count<'a>, StoreError> {
    Ok(match store.guesses(target).await? {
        Some(guesses) => Count { target, faded: faded(guesses, free, now), wait: wait(guesses, free, now) },
        None => Count { target, faded: 0, wait: None },
    })
}

/// Guesses are forgotten one by one at the pace at which they are free, so that the mistakes of an office do not add up
/// over a day, and a few of an attacker who never stops do not add up to a wait for everyone.
fn faded(guesses: Guesses, free: u32, now: DateTime<Utc>) -> u32 {
    let since = now - guesses.last;
    if since >= REMEMBERED {
        return guesses.failed;
    }
    u32::try_from(since.num_seconds() / pace(free).num_seconds()).unwrap_or(0)
}

/// Beyond the free guesses each wrong one doubles the wait, up to the time in which one is forgotten.
fn wait(guesses: Guesses, free: u32, now: DateTime<Utc>) -> Option<TimeDelta> {
    let beyond = guesses.failed.checked_sub(free)?;
    let doubled = TimeDelta::seconds(1_i64 << beyond.min(20));
    let until = guesses.last + doubled.min(pace(free));
    (until > now).then(|| until - now)
}

/// The time for one guess when so many an hour are free.
fn pace(free: u32) -> TimeDelta {
    TimeDelta::seconds(3_600 / i64::from(free))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(free: u32, failed: [u32; 5]) -> [Option<i64>; 5] {
        let now = Utc::now();
        failed.map(|failed| wait(Guesses { failed, last: now }, free, now).map(|wait| wait.num_seconds()))
    }

    #[test]
    fn each_wrong_guess_beyond_five_doubles_the_wait_up_to_twelve_minutes() {
        let waits = waits(FROM_ONE_PLACE_AT_ONE_ACCOUNT, [4, 5, 6, 9, 40]);
        assert_eq!(waits, [None, Some(1), Some(2), Some(16), Some(12 * 60)]);
    }

    #[test]
    fn guesses_from_many_places_make_the_owner_wait_no_longer_than_half_a_minute_or_so() {
        let waits = waits(AT_ONE_ACCOUNT, [20, 99, 100, 105, 10_000]);
        assert_eq!(waits, [None, None, Some(1), Some(32), Some(36)]);
    }

    #[test]
    fn wrong_guesses_are_forgotten_one_in_twelve_minutes_and_all_after_an_hour() {
        let now = Utc::now();
        let after = |minutes| {
            let guesses = Guesses { failed: 9, last: now - TimeDelta::minutes(minutes) };
            faded(guesses, FROM_ONE_PLACE_AT_ONE_ACCOUNT, now)
        };
        assert_eq!([-3, 0, 11, 12, 59, 60].map(after), [0, 0, 0, 1, 4, 9]);
    }

    #[test]
    fn addresses_of_one_network_of_ipv6_are_one_place() {
        assert_eq!(place("2001:db8:1:2:3:4:5:6"), place("2001:db8:1:2::1"));
        assert_ne!(place("2001:db8:1:2::1"), place("2001:db8:1:3::1"));
        assert_eq!(place("::ffff:192.0.2.1"), "192.0.2.1");
        assert_ne!(place("192.0.2.1"), place("192.0.2.2"));
        assert_eq!(place("unknown"), "unknown");
    }
}

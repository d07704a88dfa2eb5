//! Passwords: argon2id, a few at a time, and slower after each wrong guess.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::LazyLock;
use store::{Guesses, Store, StoreError, Target};
use tokio::sync::{Mutex, Semaphore};

/// The shortest password that is taken (NIST SP 800-63B-4 asks for 15 where it is the only factor, 8 otherwise; a
/// one-time link and the slow-down on guessing stand beside it).
pub const SHORTEST: usize = 12;

/// Longer ones would only cost time.
const LONGEST: usize = 256;

/// Passwords that are tried first wherever people guess, in lower case, of those long enough to be taken at all.
const COMMON: &[&str] = &[
    "123456789012",
    "1234567890123",
    "12345678901234",
    "123456123456",
    "111111111111",
    "000000000000",
    "aaaaaaaaaaaa",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopasdf",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "administrator",
    "administrator1",
    "letmeinletmein",
    "iloveyouiloveyou",
    "welcome12345",
    "changeme1234",
    "concordconcord",
    "trustno1trustno1",
    "abcdefghijkl",
    "abcdefghijklmnop",
    "correcthorsebatterystaple",
];

/// Hashing takes 19 MiB and some 20 ms: no more at once than the machine bears.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// Why a new password was not taken. The code stands in the address of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    Short,
    Common,
    Different,
}

impl Unfit {
    pub const fn code(self) -> &'static str {
        match self {
            Unfit::Short => "short",
            Unfit::Common => "common",
            Unfit::Different => "different",
        }
    }
}

/// # Errors
/// [`Unfit`] says what is wrong with it.
pub fn check(password: &str, again: &str) -> Result<(), Unfit> {
    if password != again {
        return Err(Unfit::Different);
    }
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Err(Unfit::Short);
    }
    if COMMON.contains(&password.to_lowercase().as_str()) { Err(Unfit::Common) } else { Ok(()) }
}

/// The hash to keep, in PHC form, with the cost of RFC 9106's second choice as OWASP lowers it (19 MiB, 2 passes).
///
/// # Errors
/// When the machine has no random numbers.
pub async fn hash(password: String) -> Result<String, StoreError> {
    let damaged = |error: &dyn std::fmt::Display| StoreError::Damaged(error.to_string());
    let _place = AT_ONCE.acquire().await.map_err(|error| damaged(&error))?;
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| error.to_string())
    });
    hashed.await.map_err(|error| damaged(&error))?.map_err(StoreError::Damaged)
}

/// Whether the password is right. Without a hash, one of nobody is checked all the same, so that the time does not say
/// whether there is an account.
///
/// # Errors
/// When the machine has no random numbers.
pub async fn is_right(password: String, hash: Option<String>) -> Result<bool, StoreError> {
    let known = hash.is_some();
    let hash = match hash {
        Some(hash) => hash,
        None => nobodys().await?,
    };
    let damaged = |error: &dyn std::fmt::Display| StoreError::Damaged(error.to_string());
    let _place = AT_ONCE.acquire().await.map_err(|error| damaged(&error))?;
    let checked = tokio::task::spawn_blocking(move || {
        let password: String = password.chars().take(LONGEST).collect();
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(checked.await.map_err(|error| damaged(&error))? && known)
}

async fn nobodys() -> Result<String, StoreError> {
    static NOBODYS: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    NOBODYS.get_or_try_init(|| hash("nobody has this password".to_owned())).await.cloned()
}

/// Wrong guesses at one target that cost nothing. After them each wrong guess doubles the wait.
const FREE_GUESSES: u32 = 5;
/// From one place many people may sign in.
const FREE_GUESSES_FROM_ONE_PLACE: u32 = 30;
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// Guesses that lie further back than this no longer count.
const REMEMBERED: TimeDelta = TimeDelta::hours(1);

/// One at a time, so that many guesses sent at once are counted like those sent one after the other.
static COUNTING: Mutex<()> = Mutex::const_new(());

/// Counts a guess before it is looked at, or says how long to wait until it may be. A right one is taken off again.
///
/// # Errors
/// When the database does not answer.
pub async fn admit(
    store: &Store,
    account: &Target,
    place: &Target,
    now: DateTime<Utc>,
) -> Result<Option<TimeDelta>, StoreError> {
    let _turn = COUNTING.lock().await;
    let mut longest = None;
    for (target, free) in [(account, FREE_GUESSES), (place, FREE_GUESSES_FROM_ONE_PLACE)] {
        match store.guesses(target).await? {
            Some(guesses) if now - guesses.last > REMEMBERED => store.forget_guesses(target).await?,
            Some(guesses) => longest = Ord::max(longest, wait(guesses, free, now)),
            None => {}
        }
    }
    if longest.is_none() {
        store.note_failed_guess(account, now).await?;
        store.note_failed_guess(place, now).await?;
    }
    Ok(longest)
}

/// After a right password nothing counts against the account any more, and this guess not against the place.
///
/// # Errors
/// When the database does not answer.
pub async fn forget(store: &Store, account: &Target, place: &Target) -> Result<(), StoreError> {
    store.forget_guesses(account).await?;
    store.take_back_guess(place).await
}

fn wait(guesses: Guesses, free: u32, now: DateTime<Utc>) -> Option<TimeDelta> {
    let beyond = guesses.failed.checked_sub(free)?;
    let seconds = 1_i64.checked_shl(beyond.min(20)).unwrap_or(i64::MAX);
    let until = guesses.last + TimeDelta::seconds(seconds).min(LONGEST_WAIT);
    (until > now).then(|| until - now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_common_and_mistyped_passwords_are_not_taken() {
        assert_eq!(check("elevensigns", "elevensigns"), Err(Unfit::Short));
        assert_eq!(check("Password1234", "Password1234"), Err(Unfit::Common));
        assert_eq!(check("a few plain words", "a few plain word"), Err(Unfit::Different));
        assert_eq!(check("a few plain words", "a few plain words"), Ok(()));
    }

    #[test]
    fn each_wrong_guess_beyond_five_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        let now = Utc::now();
        let wait_after = |failed| wait(Guesses { failed, last: now }, FREE_GUESSES, now).map(|wait| wait.num_seconds());
        assert_eq!([4, 5, 6, 9, 40].map(wait_after), [None, Some(1), Some(2), Some(16), Some(900)]);
    }

    #[tokio::test]
    async fn a_password_is_right_only_with_its_own_hash() {
        let hash = hash("a few plain words".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(is_right("a few plain words".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!is_right("a few plain word".to_owned(), Some(hash)).await.unwrap());
        assert!(!is_right("nobody has this password".to_owned(), None).await.unwrap());
    }
}

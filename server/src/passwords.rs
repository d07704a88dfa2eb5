//! Passwords: which are taken, and argon2id, a few at a time.

pub mod guessing;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use serde::Deserialize;
use std::fmt;
use std::sync::LazyLock;
use store::StoreError;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zxcvbn::{Score, zxcvbn};

/// A password as it was typed. It is printed nowhere.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Password(String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

impl From<String> for Password {
    fn from(text: String) -> Password {
        Password(text)
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Password {
        Password(text.to_owned())
    }
}

/// The shortest password that is taken (NIST SP 800-63B-4 asks for 15 where it is the only factor, 8 otherwise; a
/// one-time link and the slow-down on guessing stand beside it).
pub const SHORTEST: usize = 12;

/// Longer ones would only cost time.
const LONGEST: usize = 256;

/// Hashing takes 19 MiB and some 20 ms: no more at once than the machine bears. Who signs in does not queue behind who
/// sets a password.
static CHECKED_AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));
static SET_AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

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

    /// What to do about it, at the field.
    pub const fn words(self) -> &'static str {
        match self {
            Unfit::Short => "Use 12 to 256 characters.",
            Unfit::Common => "This password is easy to guess. Choose several unrelated words.",
            Unfit::Different => "The passwords don't match. Enter the same password twice.",
        }
    }
}

/// A password that is easy to guess is refused: a common one, one of names that `known` gives, or one of a pattern such as
/// a row of keys (NIST SP 800-63B-4, 3.1.1.2).
///
/// # Errors
/// [`Unfit`] says what is wrong with it.
pub fn check(password: &Password, again: &Password, known: &[&str]) -> Result<(), Unfit> {
    if password != again {
        return Err(Unfit::Different);
    }
    let length = password.0.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Err(Unfit::Short);
    }
    let known: Vec<String> = known.iter().flat_map(|text| words(text)).collect();
    let mut rest: String = words(&password.0).concat();
    known.iter().filter(|word| word.len() >= SHORTEST_NAME).for_each(|word| rest = rest.replace(word.as_str(), ""));
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let plain: String = password.0.nfkc().collect();
    if rest.len() < LEAST_BESIDE_NAMES || zxcvbn(&plain, &known).score() < Score::Four {
        return Err(Unfit::Common);
    }
    Ok(())
}

/// A part of a name or an address that is shorter is a part of other words too.
const SHORTEST_NAME: usize = 3;

/// So many letters and digits are left of a password, in bytes, when names and address of its account are taken out.
const LEAST_BESIDE_NAMES: usize = 8;

/// The words of a text in lower case, without accents and signs.
fn words(text: &str) -> Vec<String> {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The hash to keep, in PHC form, with the cost of RFC 9106's second choice as OWASP lowers it (19 MiB, 2 passes).
///
/// # Errors
/// When the machine has no random numbers.
pub async fn hash(password: impl Into<Password>) -> Result<String, StoreError> {
    let Password(password) = password.into();
    let damaged = |error: &dyn fmt::Display| StoreError::Damaged(error.to_string());
    let _place = SET_AT_ONCE.acquire().await.map_err(|error| damaged(&error))?;
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| error.to_string())
    });
    hashed.await.map_err(|error| damaged(&error))?.map_err(StoreError::Damaged)
}

/// Whether the password is right. Without a hash, one of no account is checked anyway, so that the time does not say
/// whether there is an account.
///
/// # Errors
/// When the machine has no random numbers.
pub async fn is_right(password: Password, hash: Option<String>) -> Result<bool, StoreError> {
    let known = hash.is_some();
    let hash = match hash {
        Some(hash) => hash,
        None => nobodys().await?,
    };
    let damaged = |error: &dyn fmt::Display| StoreError::Damaged(error.to_string());
    let _place = CHECKED_AT_ONCE.acquire().await.map_err(|error| damaged(&error))?;
    let checked = tokio::task::spawn_blocking(move || {
        let password: String = password.0.chars().take(LONGEST).collect();
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(checked.await.map_err(|error| damaged(&error))? && known)
}

async fn nobodys() -> Result<String, StoreError> {
    static NOBODYS: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    NOBODYS.get_or_try_init(|| hash("nobody has this password")).await.cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_common_and_mistyped_passwords_are_not_taken() {
        let known = ["ana.lopez@justice.example.gov", "Ana Lopez"];
        let check = |password: &str, again: &str| check(&password.into(), &again.into(), &known);
        assert_eq!(check("elevensigns", "elevensigns"), Err(Unfit::Short));
        let of_the_account = ["Ana.Lopez2026", "ana.lopez@justice.example.gov", "Ána López 2026", "lopez-ana-justice"];
        let easy = ["Password1234", "aaaaaaaaaaaa", "qwertyuiop123", "justicejustice", "ＰＡＳＳＷＯＲＤ１２３４"];
        for easy in of_the_account.into_iter().chain(easy) {
            assert_eq!(check(easy, easy), Err(Unfit::Common), "{easy}");
        }
        assert_eq!(check("a few plain words", "a few plain word"), Err(Unfit::Different));
        assert_eq!(check("a few plain words", "a few plain words"), Ok(()));
    }

    #[test]
    fn a_password_is_not_printed() {
        let printed = format!("{:?}", Password::from("a few plain words"));
        assert_eq!(printed, "Password(..)");
    }

    #[tokio::test]
    async fn a_password_is_right_only_with_its_own_hash() {
        let hash = hash("a few plain words").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(is_right("a few plain words".into(), Some(hash.clone())).await.unwrap());
        assert!(!is_right("a few plain word".into(), Some(hash)).await.unwrap());
        assert!(!is_right("nobody has this password".into(), None).await.unwrap());
    }
}

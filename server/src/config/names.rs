//! Settings in the environment whose names were mistyped: without a refusal they would go unread and unnoticed.

use super::{Config, ConfigFault};
use clap::{Args, Command};
use std::ffi::OsString;

/// Variables that begin as settings do, and are for building and testing Concord.
const FOR_DEVELOPING: [&str; 10] = [
    "CONCORD_BIN",
    "CONCORD_BINARY",
    "CONCORD_CHROMIUM",
    "CONCORD_DEMO_DATABASE",
    "CONCORD_DEMO_POSTGRES",
    "CONCORD_DEMO_POSTGRES_KEY",
    "CONCORD_PICTURES",
    "CONCORD_RESULTS",
    "CONCORD_SITE",
    "CONCORD_TEST_POSTGRES",
];

/// How many letters may be wrong in a name that does not begin with `CONCORD_`.
const SLIPS: usize = 2;

/// Whether every variable that is meant for Concord is one of its settings.
///
/// # Errors
/// Names those that are not, each with the nearest name that there is.
pub fn check_names(environment: impl IntoIterator<Item = OsString>) -> Result<(), ConfigFault> {
    let settings = settings();
    let mut unknown: Vec<(String, String)> = environment
        .into_iter()
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| !settings.contains(name) && !FOR_DEVELOPING.contains(&name.as_str()))
        .filter_map(|name| meant(&name, &settings).map(|nearest| (name, nearest)))
        .collect();
    unknown.sort_unstable();
    if unknown.is_empty() { Ok(()) } else { Err(ConfigFault::UnknownNames { unknown }) }
}

/// The setting that a name was probably meant to be, if it was meant to be one.
fn meant(name: &str, settings: &[String]) -> Option<String> {
    let name = name.to_uppercase();
    let distance = |setting: &&String| strsim::damerau_levenshtein(&name, setting);
    let nearest = settings.iter().min_by_key(distance)?;
    (name.starts_with("CONCORD_") || distance(&nearest) <= SLIPS).then(|| nearest.clone())
}

/// The names of all settings.
fn settings() -> Vec<String> {
    let all = Config::augment_args(Command::new("concord"));
    all.get_arguments()
        .filter_map(|setting| setting.get_env())
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(names: &[&str]) -> Option<String> {
        check_names(names.iter().map(OsString::from)).err().map(|fault| fault.to_string())
    }

    #[test]
    fn a_mistyped_name_is_refused_with_the_nearest_right_one() {
        for (wrong, right) in [
            ("CONCORD_LOGS", "CONCORD_LOG"),
            ("CONCORD_PUBLIC_ULR", "CONCORD_PUBLIC_URL"),
            ("concord_zone", "CONCORD_ZONE"),
            ("CONCRD_LISTEN", "CONCORD_LISTEN"),
            ("CONCORD_DATABASE", "CONCORD_DATABASE_URL"),
        ] {
            let refusal = refusal(&[wrong]).unwrap_or_default();
            let expected = format!("{wrong} is not a Concord setting. Did you mean {right}?");
            assert!(refusal.starts_with(&expected), "{refusal}");
        }
    }

    #[test]
    fn settings_and_what_is_not_meant_for_concord_are_left_alone() {
        assert_eq!(refusal(&["PATH", "HOME", "CONCORDE", "LANG", "CONCORD_SITE", "CONCORD_TEST_POSTGRES"]), None);
        let settings = settings();
        assert!(settings.len() >= 13, "{settings:?}");
        assert_eq!(refusal(&settings.iter().map(String::as_str).collect::<Vec<_>>()), None);
    }
}

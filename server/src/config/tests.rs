//! What is refused, and whether the refusal names the setting.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use clap::{CommandFactory, Parser};

#[derive(Debug, Parser)]
struct Program {
    #[command(flatten)]
    config: Config,
}

fn config(arguments: &[&str]) -> Config {
    read(arguments).unwrap()
}

fn read(arguments: &[&str]) -> Result<Config, String> {
    let arguments = std::iter::once("concord").chain(arguments.iter().copied());
    Program::try_parse_from(arguments).map(|program| program.config).map_err(|fault| fault.to_string())
}

#[test]
fn without_any_setting_the_server_keeps_a_file_here_and_serves_this_machine() {
    let config = config(&[]);
    assert_eq!(config.database_url.to_string(), "sqlite://concord.db");
    assert_eq!(config.signing_key_file(), Ok(PathBuf::from("concord.db.key")));
    assert_eq!(config.public_url(config.listen).unwrap().origin(), "http://127.0.0.1:3000");
    assert_eq!(config.new_record_name().unwrap().as_str(), "127.0.0.1/concord");
    assert_eq!(config.reporting_terms(), ReportingTerms::default());
    assert_eq!(config.session_limits().idle, TimeDelta::minutes(30));
    assert_eq!(config.session_limits().absolute, TimeDelta::hours(12));
    assert!(config.trusted_proxy.is_empty());
}

#[test]
fn a_wrong_value_is_refused_with_the_name_of_the_setting_and_what_is_right() {
    for (flag, value, expected) in [
        ("--database-url", "mysql://host/db", "CONCORD_DATABASE_URL must be sqlite://"),
        ("--database-url", "sqlite://", "CONCORD_DATABASE_URL must be sqlite://"),
        ("--database-url", "sqlite://a.db?mode=ro", "CONCORD_DATABASE_URL must be sqlite://"),
        (
            "--database-url",
            "sqlite:///tmp",
            "names a folder. Add the name of a file, for example sqlite:///tmp/concord.db",
        ),
        ("--database-url", "sqlite://data/", "CONCORD_DATABASE_URL names a folder."),
        ("--database-url", "postgres://host", "CONCORD_DATABASE_URL must be postgres://"),
        ("--database-url", "postgres://ana:a#b@host/db", "Write special characters of the password as percent codes"),
        ("--listen", "localhost", "CONCORD_LISTEN must be an IP address and port"),
        ("--public-url", "concord.example.gov", "CONCORD_PUBLIC_URL must be https:// and a host"),
        ("--public-url", "https://concord.example.gov/pitf", "CONCORD_PUBLIC_URL must be https:// and a host"),
        ("--public-url", "https://concord.example.gov:0", "CONCORD_PUBLIC_URL must be https:// and a host"),
        ("--public-url", "http://concord.example.gov", "CONCORD_PUBLIC_URL must begin with https://"),
        ("--record-name", "our record", "CONCORD_RECORD_NAME: the name of a log"),
        ("--trusted-proxy", "10.0.0.0/8", "CONCORD_TRUSTED_PROXY must be one or more IP addresses"),
        ("--trusted-proxy", "0.0.0.0", "which isn't the address of a machine"),
        ("--trusted-proxy", "10.0.0.5,::", "which isn't the address of a machine"),
        ("--database-url", "postgres://host/db?sslmode=maybe", "sslmode must be disable, allow, prefer, require"),
        ("--database-url", "postgres://host/db?sslmod=verify-full", "an option after the question mark is unknown"),
        ("--database-url", "postgres://host/db?sslmode=verify-full&sslmode=disable", "an option is given twice"),
        ("--database-url", "postgres://host/db?sslrootcert=/etc/ca.pem", "without sslmode=verify-full"),
        ("--database-url", "postgres://host/db&sslmode=verify-full", "must be postgres://user:password@host/database"),
        ("--task-force", " ", "CONCORD_TASK_FORCE must be one line of text"),
        ("--zone", "New York", "CONCORD_ZONE must be an IANA time zone"),
        ("--dates", "european", "CONCORD_DATES must be us or international"),
        ("--help-contact", "the help desk", "CONCORD_HELP_CONTACT must be an email address or an https:// address"),
        ("--help-contact", "javascript:a@b.c", "CONCORD_HELP_CONTACT must be an email address or an https:// address"),
        ("--reports-every", "month", "CONCORD_REPORTS_EVERY must be quarter, half-year, or year"),
        ("--report-days", "-1", "CONCORD_REPORT_DAYS must be a whole number of days from 0 to 180"),
        ("--session-idle-minutes", "0", "CONCORD_SESSION_IDLE_MINUTES must be a whole number of minutes from 1 to 720"),
        ("--session-hours", "1.5", "CONCORD_SESSION_HOURS must be a whole number of hours from 1 to 168"),
        ("--log", "server=loud", "CONCORD_LOG must be error, warn, info, debug, trace, or off"),
    ] {
        let refusal = read(&[&format!("{flag}={value}")]).unwrap_err();
        assert!(refusal.contains(expected), "{flag} {value}: {refusal}");
    }
}

#[test]
fn with_postgresql_the_place_of_the_key_has_to_be_said() {
    let postgres = ["--database-url", "postgres://concord@db.example/concord"];
    let refusal = config(&postgres).signing_key_file().unwrap_err();
    assert!(refusal.to_string().starts_with("CONCORD_SIGNING_KEY_FILE (--signing-key-file) is not set."));
    let said = config(&[&postgres[..], &["--signing-key-file", "/etc/concord/key"]].concat());
    assert_eq!(said.signing_key_file(), Ok(PathBuf::from("/etc/concord/key")));
}

#[test]
fn a_server_for_other_machines_has_to_say_how_browsers_reach_it() {
    let open = config(&["--listen", "0.0.0.0:3000"]);
    let refusal = open.public_url(open.listen).unwrap_err();
    assert!(refusal.to_string().starts_with("CONCORD_PUBLIC_URL (--public-url) is not set."), "{refusal}");
    let said = config(&["--listen", "0.0.0.0:3000", "--public-url", "https://concord.example.gov"]);
    assert_eq!(said.public_url(said.listen).unwrap().origin(), "https://concord.example.gov");
    assert_eq!(said.new_record_name().unwrap().as_str(), "concord.example.gov/concord");
}

#[test]
fn the_password_of_a_database_is_shown_nowhere() {
    let config = config(&["--database-url", "postgres://concord:hunter2@db.example/concord?password=hunter2"]);
    for shown in [config.database_url.to_string(), format!("{config:?}")] {
        assert!(shown.contains("postgres://concord@db.example/concord"), "{shown}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}

#[test]
fn several_proxies_are_separated_by_commas() {
    let config = config(&["--trusted-proxy", "10.0.0.5, 2001:db8::1"]);
    assert_eq!(config.trusted_proxy, ["10.0.0.5".parse::<IpAddr>().unwrap(), "2001:db8::1".parse().unwrap()]);
}

/// The settings that the help of a command names, by their variables.
fn shown_by(command: &str) -> Vec<String> {
    let refused = crate::commands::Cli::try_parse_from(["concord", command, "--help"]).unwrap_err();
    let help = refused.to_string();
    let after = help.split("[env: ").skip(1);
    after.filter_map(|rest| rest.split(['=', ']']).next()).map(str::to_owned).collect()
}

#[test]
fn the_help_of_serve_shows_every_setting_and_that_of_other_commands_none_of_the_server() {
    let settings = Program::command();
    let all = settings.get_arguments().filter_map(|setting| setting.get_env());
    let all: Vec<String> = all.map(|name| name.display().to_string()).collect();
    let shown = shown_by("serve");
    assert!(all.len() >= 13, "{all:?}");
    for setting in all {
        assert_eq!(shown.iter().filter(|name| **name == setting).count(), 1, "{setting}");
    }
    for command in ["migrate", "import", "export", "verify", "backup", "restore", "user"] {
        let shown = shown_by(command);
        assert!(shown.iter().any(|name| name == "CONCORD_DATABASE_URL"), "{command}: {shown:?}");
        assert!(!shown.iter().any(|name| name == "CONCORD_SESSION_HOURS"), "{command}: {shown:?}");
        assert!(!shown.iter().any(|name| name == "CONCORD_LISTEN"), "{command}: {shown:?}");
    }
}

#[test]
fn a_setting_of_the_server_is_taken_before_and_after_the_command() {
    for arguments in
        [["--session-hours", "3", "serve"], ["serve", "--session-hours", "3"], ["migrate", "--session-hours", "3"]]
    {
        let arguments = std::iter::once("concord").chain(arguments);
        let cli = crate::commands::Cli::try_parse_from(arguments).unwrap();
        assert_eq!(cli.config.session_hours, 3);
    }
}

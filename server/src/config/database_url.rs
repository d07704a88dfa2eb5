//! Where the database is: a file, or a server.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The address of the database. Shown without its password, wherever it is shown.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Sqlite { file: PathBuf },
    Postgres { url: url::Url },
}

/// Why a text names no database that Concord can keep a record in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotADatabaseUrl {
    #[error(
        "CONCORD_DATABASE_URL must be sqlite:// and the path of a file without the characters ? % #, for example \
         sqlite://concord.db or sqlite:///var/lib/concord/concord.db, or postgres://user:password@host/database"
    )]
    NoDatabase,
    #[error("CONCORD_DATABASE_URL names a folder. Add the name of a file, for example {0}/concord.db")]
    Folder(String),
    #[error(
        "CONCORD_DATABASE_URL must be postgres://user:password@host/database. Write special characters of the password as \
         percent codes: @ as %40, : as %3A, / as %2F, ? as %3F, # as %23, % as %25"
    )]
    NoServer,
    #[error(
        "CONCORD_DATABASE_URL: sslmode must be disable, allow, prefer, require, verify-ca, or verify-full. Only verify-full \
         checks that the server is the right one"
    )]
    UnknownTls,
    #[error(
        "CONCORD_DATABASE_URL: an option after the question mark is unknown. Use sslmode, sslrootcert, sslcert, sslkey, \
         application_name, options, or statement-cache-capacity"
    )]
    UnknownOption,
    #[error("CONCORD_DATABASE_URL: an option is given twice after the question mark. Remove one")]
    OptionTwice,
    #[error(
        "CONCORD_DATABASE_URL: sslrootcert has no effect without sslmode=verify-full or verify-ca. Add one of them"
    )]
    UncheckedAuthority,
}

/// What the driver reads beside the parts of the address; it passes over every other name with a warning.
const OPTIONS: [&str; 18] = [
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
];

/// What `sslmode` may be (<https://www.postgresql.org/docs/current/libpq-ssl.html>).
const TLS: [&str; 6] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

impl FromStr for DatabaseUrl {
    type Err = NotADatabaseUrl;
    fn from_str(text: &str) -> Result<DatabaseUrl, NotADatabaseUrl> {
        if let Some(file) = text.strip_prefix("sqlite://") {
            if file.is_empty() || file.contains(['?', '%', '#']) || file == ":memory:" {
                return Err(NotADatabaseUrl::NoDatabase);
            }
            if file.ends_with('/') || Path::new(file).is_dir() {
                return Err(NotADatabaseUrl::Folder(text.trim_end_matches('/').to_owned()));
            }
            return Ok(DatabaseUrl::of_file(Path::new(file)));
        }
        let is_of_a_server = ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        let no_database = if is_of_a_server { NotADatabaseUrl::NoServer } else { NotADatabaseUrl::NoDatabase };
        let Ok(url) = url::Url::parse(text) else { return Err(no_database) };
        let is_known = |name: &str| OPTIONS.contains(&name) || name.starts_with("options[");
        if url.query_pairs().any(|(name, _)| !is_known(&name)) {
            return Err(NotADatabaseUrl::UnknownOption);
        }
        let names: Vec<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
        if names.iter().enumerate().any(|(place, name)| names[..place].contains(name)) {
            return Err(NotADatabaseUrl::OptionTwice);
        }
        let names_authority =
            ["sslrootcert", "ssl-root-cert", "ssl-ca"].iter().any(|name| names.iter().any(|n| n == name));
        let is_checked = url.query_pairs().any(|(_, value)| ["verify-full", "verify-ca"].contains(&&*value));
        if names_authority && !is_checked {
            return Err(NotADatabaseUrl::UncheckedAuthority);
        }
        let mut options = url.query_pairs();
        if options.any(|(name, value)| ["sslmode", "ssl-mode"].contains(&&*name) && !TLS.contains(&&*value)) {
            return Err(NotADatabaseUrl::UnknownTls);
        }
        let names_a_database = url.has_host() && url.path().len() > 1 && !url.path().contains(['&', '=']);
        match url.scheme() {
            "postgres" | "postgresql" if names_a_database => Ok(DatabaseUrl::Postgres { url }),
            _ => Err(no_database),
        }
    }
}

impl DatabaseUrl {
    pub fn of_file(file: &Path) -> DatabaseUrl {
        DatabaseUrl::Sqlite { file: file.to_owned() }
    }

    /// As a database library reads it, with the password. Not to be shown.
    pub fn with_password(&self) -> String {
        match self {
            DatabaseUrl::Sqlite { file } => format!("sqlite://{}", file.display()),
            DatabaseUrl::Postgres { url } => url.to_string(),
        }
    }
}

/// Without the password and without options, among which a password can stand as well.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DatabaseUrl::Sqlite { .. } => f.write_str(&self.with_password()),
            DatabaseUrl::Postgres { url } => {
                let mut shown = url.clone();
                // Refused only for addresses without a host, which were not accepted.
                let _ = shown.set_password(None);
                shown.set_query(None);
                write!(f, "{shown}")
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

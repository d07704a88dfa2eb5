//! Settings that conflict, each named as an operator sets it.

use std::net::SocketAddr;
use thiserror::Error;

/// Why settings that are right by themselves are refused together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigFault {
    #[error(
        "CONCORD_SIGNING_KEY_FILE (--signing-key-file) is not set. PostgreSQL requires it. Use a file only the \
         server's account can read."
    )]
    KeyFileNotSaid,
    #[error(
        "CONCORD_PUBLIC_URL (--public-url) is not set. It is required when the server listens on {listening}: browsers \
         need its address. Example: https://concord.example.gov"
    )]
    PublicUrlNotSaid { listening: SocketAddr },
    #[error(
        "CONCORD_LISTEN (--listen) is {listen}. The demonstration uses public passwords, so it accepts only local \
         connections: 127.0.0.1:3000"
    )]
    DemonstrationOffLoopback { listen: SocketAddr },
    #[error(
        "CONCORD_PUBLIC_URL (--public-url) is {url}. The demonstration uses public passwords, so it accepts only local \
         connections. Remove the setting."
    )]
    DemonstrationInPublic { url: String },
    #[error(
        "CONCORD_RECORD_NAME (--record-name) is {asked}, but the key in the signing key file belongs to {of_key}. The \
         name can't be changed. Remove the setting, or set CONCORD_SIGNING_KEY_FILE to the key file of {asked}."
    )]
    OtherRecordName { asked: String, of_key: String },
    #[error(
        "CONCORD_ZONE (--zone) is {asked}, but this database uses {begun_in}. The time zone can't be changed, because past \
         due dates would shift."
    )]
    OtherZone { asked: String, begun_in: String },
    #[error("{} `concord serve --help` shows every setting.", mistyped(unknown))]
    UnknownNames { unknown: Vec<(String, String)> },
    #[error("LEPTOS_WATCH is for development only. Unset it before you start the server.")]
    LeptosWatch,
}

/// Each name that is no setting, with the nearest that is.
fn mistyped(unknown: &[(String, String)]) -> String {
    let each = |(name, nearest): &(String, String)| format!("{name} is not a Concord setting. Did you mean {nearest}?");
    unknown.iter().map(each).collect::<Vec<_>>().join("\n")
}

//! Settings that do not fit each other, each named as an operator sets it.

use std::net::SocketAddr;
use thiserror::Error;

/// Why settings that are right by themselves are refused together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigFault {
    #[error(
        "CONCORD_SIGNING_KEY_FILE (--signing-key-file) is not set. With PostgreSQL it is needed, because there is no \
         database file to keep the key beside. Name a file that only the server's own user reads."
    )]
    KeyFileNotSaid,
    #[error(
        "CONCORD_PUBLIC_URL (--public-url) is not set. It is needed when the server listens on {listening}, because it \
         says how browsers reach it: https://concord.example.gov"
    )]
    PublicUrlNotSaid { listening: SocketAddr },
    #[error(
        "CONCORD_LISTEN (--listen) is {listen}. The demonstration has passwords that everybody knows, so it listens on \
         this machine only: 127.0.0.1:3000"
    )]
    DemonstrationOffLoopback { listen: SocketAddr },
    #[error(
        "CONCORD_PUBLIC_URL (--public-url) is {url}. The demonstration has passwords that everybody knows, so its \
         address is one of this machine: leave the setting out"
    )]
    DemonstrationInPublic { url: String },
    #[error(
        "CONCORD_RECORD_NAME (--record-name) is {asked}, but the key in the signing key file is that of {of_key}. The \
         name of a record does not change: leave the setting out, or name the key file of {asked}."
    )]
    OtherRecordName { asked: String, of_key: String },
    #[error(
        "CONCORD_ZONE (--zone) is {asked}, but the record was begun in {begun_in}. The zone of a record does not change, \
         because days that were judged would change with it."
    )]
    OtherZone { asked: String, begun_in: String },
    #[error("{} `concord serve --help` shows every setting.", mistyped(unknown))]
    UnknownNames { unknown: Vec<(String, String)> },
    #[error("LEPTOS_WATCH is set. It is for developing and makes pages load scripts from elsewhere: unset it.")]
    LeptosWatch,
}

/// Each name that is no setting, with the nearest that is.
fn mistyped(unknown: &[(String, String)]) -> String {
    let each = |(name, nearest): &(String, String)| {
        format!("{name} is not a setting of Concord. The nearest name is {nearest}.")
    };
    unknown.iter().map(each).collect::<Vec<_>>().join("\n")
}

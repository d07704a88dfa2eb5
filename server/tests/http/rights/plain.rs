//! Every address that is neither a page nor a server function.

use super::{EXPORTS, PUBLIC, Rights, SECURITY, SIGNED_IN, SUMMARIES};
use axum::http::Method;

/// An address as the router has it, what is asked of it, and who gets it.
#[derive(Clone, Debug)]
pub struct PlainRow(pub &'static str, pub Method, pub Rights);

pub const PLAIN: &[PlainRow] = &[
    PlainRow("/sign-in", Method::POST, PUBLIC),
    PlainRow("/sign-out", Method::POST, PUBLIC),
    PlainRow("/sign-out-everywhere", Method::POST, PUBLIC),
    PlainRow("/settings/password", Method::POST, PUBLIC),
    PlainRow("/welcome", Method::POST, PUBLIC),
    PlainRow("/exports/actions.csv", Method::GET, EXPORTS),
    PlainRow("/exports/actions.csv-metadata.json", Method::GET, EXPORTS),
    PlainRow("/exports/actions.json", Method::GET, EXPORTS),
    PlainRow("/exports/milestones.csv", Method::GET, SUMMARIES),
    PlainRow("/exports/milestones.json", Method::GET, SUMMARIES),
    PlainRow("/exports/agencies.csv", Method::GET, SUMMARIES),
    PlainRow("/exports/agencies.json", Method::GET, SUMMARIES),
    PlainRow("/exports/plans/{plan}/charts/{chart}", Method::GET, EXPORTS),
    PlainRow("/exports/indicators/{indicator}/{chart}", Method::GET, SUMMARIES),
    PlainRow("/exports/charts/{chart}", Method::GET, SUMMARIES),
    PlainRow("/exports/security-log.jsonl", Method::GET, SECURITY),
    PlainRow("/exports/ledger.jsonl", Method::GET, SIGNED_IN),
    PlainRow("/exports/contents.jsonl", Method::GET, SUMMARIES),
    PlainRow("/session/ends", Method::GET, SIGNED_IN),
    PlainRow("/session/continue", Method::POST, SIGNED_IN),
    PlainRow("/live", Method::GET, SIGNED_IN),
    PlainRow("/ledger/checkpoint", Method::GET, PUBLIC),
    PlainRow("/ledger/key", Method::GET, PUBLIC),
    PlainRow("/healthz", Method::GET, PUBLIC),
    PlainRow("/readyz", Method::GET, PUBLIC),
    PlainRow("/robots.txt", Method::GET, PUBLIC),
    PlainRow("/assets/{digest}/{*name}", Method::GET, PUBLIC),
];

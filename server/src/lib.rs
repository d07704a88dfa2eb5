//! The server: command line, configuration, router, sign-in, middleware, process life.

pub mod assets;
pub mod attempts;
pub mod away;
pub mod commands;
pub mod compression;
pub mod config;
mod entity_tag;
pub mod exports;
pub mod health;
pub mod kept;
pub mod live;
pub mod middleware;
pub mod own_password;
pub mod passwords;
pub mod request_log;
pub mod router;
pub mod security_log;
pub mod session;
mod session_end;
pub mod sign_in;
pub mod telemetry;
pub mod uploads;

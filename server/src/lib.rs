//! The server: command line, configuration, router, sign-in, middleware, process life.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `commands`, `config`, `telemetry` | the command line, its settings, what is logged |
//! | `router`, `middleware`, `request_log`, `compression`, `entity_tag`, `page_cache`, `prefetch` | the way of every request |
//! | `sign_in`, `session`, `session_end`, `passwords`, `own_password`, `attempts` | who may get in |
//! | `exports`, `faces`, `document_check`, `file_check`, `uploads`, `security_log`, `assets` | files that go out and come in |
//! | `health`, `away`, `live` | whether it is up, what is said when the database is not, and open pages |

pub mod assets;
pub mod attempts;
pub mod away;
pub mod commands;
pub mod compression;
pub mod config;
pub mod document_check;
mod entity_tag;
pub mod exports;
pub mod faces;
pub mod file_check;
pub mod health;
pub mod live;
pub mod middleware;
pub mod own_password;
pub mod page_cache;
pub mod passwords;
mod posted_forms;
mod prefetch;
pub mod request_log;
pub mod router;
pub mod security_log;
pub mod session;
mod session_end;
pub mod sign_in;
pub mod telemetry;
pub mod uploads;
pub mod workpapers;

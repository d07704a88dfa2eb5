//! What people see and ask: pages, islands and the doors through which forms come in.
//!
//! The only `cfg` lines stand here, so that a page cannot grow the browser's program by mistake.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `routes`, `shell`, `layout`, `request`, `paths`, `cookie` | which page answers, and what stands around each |
//! | `pages` | one file or folder a page; `pages::deeds` has the forms |
//! | `actions`, `forms`, `notice` | the doors through which forms come in, and what is said of them |
//! | `lists`, `dashboards`, `security_query` | what an address asks for, and the rows and charts that answer |
//! | `components`, `islands` | parts that pages share; what wakes in the browser |
//! | `words`, `sentences`, `reference_words`, `error` | what users read |

// The type of a page nests as deep as its HTML.
#![recursion_limit = "256"]

pub mod islands;

#[cfg(feature = "ssr")]
pub mod actions;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod cookie;
#[cfg(feature = "ssr")]
pub mod dashboards;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod layout;
#[cfg(feature = "ssr")]
pub mod lists;
#[cfg(feature = "ssr")]
pub mod notice;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod paths;
#[cfg(feature = "ssr")]
pub mod reference_words;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod security_query;
#[cfg(feature = "ssr")]
pub mod sentences;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod words;

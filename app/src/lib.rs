//! What people see and ask: pages, islands, and how forms come in.
//!
//! The only `cfg` lines stand here, so that a page cannot grow the browser's program by mistake.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `routes`, `shell`, `layout`, `policy` | which page answers, and what stands around each |
//! | `request`, `request_id`, `reading`, `cookie` | who asks, for what, and what a page reads from |
//! | `pages` | one file or folder a page; `pages::forms` has those of forms |
//! | `commands`, `forms`, `notice` | how forms come in, their fields, and what is said of them |
//! | `components`, `islands` | parts that pages share; what wakes in the browser |
//! | `error` | why a page or form could not do what was asked |
//!
//! What pages show is asked of the crate `queries`; what forms do is done by the crate `commands`.

// The type of a page nests as deep as its HTML.
#![recursion_limit = "256"]

pub mod islands;

#[cfg(feature = "ssr")]
pub mod commands;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod cookie;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod layout;
#[cfg(feature = "ssr")]
pub mod notice;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod policy;
#[cfg(feature = "ssr")]
pub mod reading;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod request_id;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;

#[cfg(feature = "ssr")]
pub(crate) use queries::{dashboards, lists, paths, point, reference_words, security_query, sentences, tree, words};

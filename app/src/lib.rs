//! What people see and ask: pages, islands, and how forms come in.
//!
//! The only `cfg` lines stand here, so that a page cannot grow the browser's program by mistake.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `routes`, `shell` | which page answers, and the document around each |
//! | `pages` | one file or folder a page; `pages::forms` has those of forms |
//! | `islands` | what wakes in the browser |
//!
//! What pages share is in the crate `ui`, what they show is asked of `queries`, and what forms do is done by `commands`.

// The type of a page nests as deep as its HTML.
#![recursion_limit = "256"]

pub mod islands;

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;

#[cfg(feature = "ssr")]
pub(crate) use queries::{dashboards, lists, paths, point, reference_words, security_query, sentences, tree, words};

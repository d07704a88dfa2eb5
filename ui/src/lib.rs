//! What every page stands on: who asks and for what, the layout around pages, the parts that they share, and how forms come
//! in and are answered.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `layout`, `policy` | what stands around each page |
//! | `request`, `request_id`, `reading`, `cookie` | who asks, for what, and what a page reads from |
//! | `commands`, `forms`, `notice` | how forms come in, their fields, and what is said of them |
//! | `components` | parts that pages share |
//! | `error` | why a page or form could not do what was asked |
//!
//! The pages are in the crate `app`. They are apart, so that a page that changes does not compile all of this again.

// The type of a page nests as deep as its HTML.
#![recursion_limit = "256"]

pub mod commands;
pub mod components;
pub mod cookie;
pub mod error;
pub mod forms;
pub mod layout;
pub mod notice;
pub mod policy;
pub mod reading;
pub mod request;
pub mod request_id;

pub(crate) use queries::{dashboards, lists, paths, reference_words, sentences, tree, words};

//! What is asked of the record, and the answers as plain values: lists, dashboards, scorecards. Pages, files and the command
//! line show the same ones.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `lists` | what the addresses of lists ask for, their rows, scorecards, and the tables that files are made from |
//! | `dashboards` | figures and charts; they count the rows of lists |
//! | `security_query` | what is asked of the security log |
//! | `reading` | what lists and dashboards both ask of a view |
//! | `paths` | the address of every page, and how a query is written in one |
//! | `words`, `sentences`, `reference_words` | what things are called where people read them |
//! | `error` | why a question was not answered |

pub mod dashboards;
pub mod error;
pub mod lists;
pub mod paths;
pub mod reading;
pub mod reference_words;
pub mod security_query;
pub mod sentences;
pub mod words;

//! What is asked of the record, and the answers as plain values: lists, dashboards, scorecards, dossiers. Pages, files and the command
//! line show the same ones.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `lists` | what the addresses of lists ask for, their rows, scorecards, and the tables that files are made from |
//! | `dashboards` | figures and charts; they count the rows of lists |
//! | `dossiers`, `history` | all that belongs to one thing: an action, a milestone, an agency |
//! | `homes` | what waits for each role |
//! | `coverage` | how well the entries of a plan match what was published |
//! | `security_query` | what is asked of the security log |
//! | `point`, `tree` | of which point of the record an answer is; where a thing stands in its plan |
//! | `paths` | the address of every page, and how a query is written in one |
//! | `words`, `sentences`, `reference_words`, `decision_words` | what things are called where people read them |
//! | `error` | why a question was not answered |

pub mod coverage;
pub mod dashboards;
pub mod decision_words;
pub mod dossiers;
pub mod error;
pub mod glossary;
pub mod history;
pub mod homes;
pub mod lists;
pub mod paths;
pub mod point;
pub mod reference_words;
pub mod security_query;
pub mod sentences;
pub mod tree;
pub mod words;

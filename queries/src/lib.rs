//! What is asked of the record, and the answers as plain values: lists, dashboards, scorecards, dossiers. Pages, files and the command
//! line show the same ones.
//!
//! | Modules | Hold |
//! | --- | --- |
//! | `lists` | what the addresses of lists ask for, their rows, scorecards, and the tables that files are made from |
//! | `dashboards` | figures and charts; they count the rows of lists |
//! | `dossiers`, `history` | all that belongs to one thing: an action, a milestone, an agency |
//! | `verdicts` | how the last updates of actions compare with what is shown |
//! | `homes` | what waits for each role |
//! | `periods`, `no_change` | what agencies submit for a reporting period |
//! | `documents` | reports that people take away |
//! | `workpapers` | samples that auditors draw, and what ties each item to the signed log |
//! | `coverage` | how well the entries of a plan match what was published |
//! | `security_query` | what is asked of the security log |
//! | `meeting_order` | what needs a decision, the worst first |
//! | `top_level` | agencies with everything below them |
//! | `point`, `tree` | of which point of the record an answer is; where a thing stands in its plan |
//! | `paths` | the address of every page, and how a query is written in one |
//! | `words`, `sentences`, and those that end in `_words` | what things are called where people read them |
//! | `error` | why a question was not answered |

pub mod action_words;
pub mod coverage;
pub mod dashboards;
pub mod decision_words;
pub mod documents;
pub mod dossiers;
pub mod error;
pub mod filter_words;
pub mod glossary;
pub mod history;
pub mod homes;
pub mod lead_words;
pub mod lists;
mod meeting_order;
pub mod milestone_words;
pub mod no_change;
pub mod paths;
pub mod periods;
pub mod point;
pub mod reference_words;
mod report_kind;
pub mod security_query;
pub mod sentences;
mod top_level;
pub mod tree;
pub mod verdicts;
pub mod words;
pub mod workpapers;

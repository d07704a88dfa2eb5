//! Parts that several pages share.

pub mod action_table;
pub mod agency_tree;
pub mod asked;
pub mod breadcrumb;
pub mod carriers;
pub mod chart;
pub mod citations;
pub mod code;
pub mod columns_chooser;
pub mod compare;
pub mod deed_buttons;
pub mod downloads;
pub mod fact;
pub mod filters;
pub mod head;
pub mod history;
pub mod indicator_table;
pub mod island_scripts;
pub mod lens;
pub mod mark;
pub mod meeting_table;
pub mod milestones;
pub mod owned;
pub mod pagination;
pub mod party;
pub mod scorecard;
pub mod search_field;
pub mod seats;
pub mod status;
pub mod subject;
pub mod table;
pub mod views_bar;
pub mod vocabularies;

pub use breadcrumb::Breadcrumb;
pub use mark::Mark;

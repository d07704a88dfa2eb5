//! What stands beside the record: who may get in, what people set for themselves, who took what away. No entry of the log
//! says any of it.

pub(crate) mod accounts;
pub(crate) mod downloads;
pub(crate) mod drafts;
pub(crate) mod kept_forms;
pub(crate) mod notices;
pub(crate) mod own_sessions;
pub(crate) mod people;
pub(crate) mod preferences;
pub(crate) mod report_files;
pub(crate) mod request_context;
pub(crate) mod saved_views;
pub(crate) mod security_log;
pub(crate) mod sessions;
pub(crate) mod submissions;
pub(crate) mod unrecorded;

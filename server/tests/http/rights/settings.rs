//! The forms of what people set for themselves, and of one-time links. They write nothing into the record.

use super::commands::CommandRow;
use super::{DRAFTING, KEEPING_ACCOUNTS, KEEPING_LIAISONS, OWN_VIEWS, SIGNED_IN};
use crate::targets::Thing;

pub const SETTINGS: &[CommandRow] = &[
    CommandRow {
        function: "/api/save_settings",
        page: "/settings",
        rights: SIGNED_IN,
        done_to: Thing::Action,
        fields: &[("single_keys", "off"), ("read_as_text", "off"), ("announces", "on")],
        then: "/settings",
    },
    CommandRow {
        function: "/api/save_view",
        page: "/views/new",
        rights: SIGNED_IN,
        done_to: Thing::Action,
        fields: &[("list", "/actions"), ("query", "sort=slip"), ("name", "Most slip first")],
        then: "/actions?sort=slip",
    },
    CommandRow {
        function: "/api/rename_view",
        page: "/views/{view}/rename",
        rights: OWN_VIEWS,
        done_to: Thing::SavedView,
        fields: &[("id", "{view}"), ("name", "Another name")],
        then: "/views",
    },
    CommandRow {
        function: "/api/remove_view",
        page: "/views/{view}/remove",
        rights: OWN_VIEWS,
        done_to: Thing::SavedView,
        fields: &[("id", "{view}")],
        then: "/views",
    },
    // A session of the agency's own liaison.
    CommandRow {
        function: "/api/end_session",
        page: "/settings/sessions/{session}/end",
        rights: OWN_VIEWS,
        done_to: Thing::Session,
        fields: &[("id", "{session}")],
        then: "/settings",
    },
    // What the agency's own liaison has begun to write.
    CommandRow {
        function: "/api/discard_draft",
        page: "/actions/{plan}/{reference}/discard-draft",
        rights: DRAFTING,
        done_to: Thing::Action,
        fields: &[("action", "{id}")],
        then: "/actions/{plan}/{reference}",
    },
    // One-time links of accounts stand beside the record as well.
    CommandRow {
        function: "/api/make_link",
        page: "/people/{person}/link",
        rights: KEEPING_LIAISONS,
        done_to: Thing::Account,
        fields: &[("id", "{id}")],
        then: "/people",
    },
    CommandRow {
        function: "/api/make_link",
        page: "/people/{person}/link",
        rights: KEEPING_ACCOUNTS,
        done_to: Thing::OfficeAccount,
        fields: &[("id", "{id}")],
        then: "/people",
    },
];

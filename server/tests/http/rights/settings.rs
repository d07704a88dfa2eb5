//! The forms of what people set for themselves. They write nothing into the record.

use super::deeds::Deed;
use super::{OWN_VIEWS, SIGNED_IN};
use crate::targets::Thing;

pub const SETTINGS: &[Deed] = &[
    Deed {
        function: "/api/save_settings",
        page: "/settings",
        rights: SIGNED_IN,
        done_to: Thing::Action,
        fields: &[("single_keys", "off")],
        then: "/settings",
    },
    Deed {
        function: "/api/save_view",
        page: "/views/new",
        rights: SIGNED_IN,
        done_to: Thing::Action,
        fields: &[("list", "/actions"), ("query", "sort=slip"), ("name", "Most slip first")],
        then: "/actions?sort=slip",
    },
    Deed {
        function: "/api/rename_view",
        page: "/views/{view}/rename",
        rights: OWN_VIEWS,
        done_to: Thing::SavedView,
        fields: &[("id", "{view}"), ("name", "Another name")],
        then: "/views",
    },
    Deed {
        function: "/api/remove_view",
        page: "/views/{view}/remove",
        rights: OWN_VIEWS,
        done_to: Thing::SavedView,
        fields: &[("id", "{view}")],
        then: "/views",
    },
];

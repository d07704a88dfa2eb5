//! Renaming and deleting saved lists. The command that saves one knows the lists, so it is beside them.

use crate::about::AboutView;
use crate::command::Command;
use crate::handler::{Handler, done};
use crate::input::Input;
use crate::typed::Fields;
use domain::ids::SavedViewId;
use domain::text::Title;
use store::UnrecordedChange;

#[derive(Clone, Debug)]
pub struct RenameView {
    pub of: SavedViewId,
    pub name: Title,
}

impl Input for RenameView {
    fn read(fields: &mut Fields<'_>) -> Option<RenameView> {
        let name = fields.text("name", Title::parse);
        Some(RenameView { of: fields.hidden("id")?, name: name? })
    }
}

pub const RENAME_VIEW: Handler<AboutView, RenameView, UnrecordedChange> = Handler {
    command: Command {
        name: "rename_view",
        page: "/views/:view/rename",
        title: "Rename view",
        refused: "The view was not renamed.",
        done: "View renamed.",
    },
    may: |about, by| about.0.may_change(by.actor).map(|()| None),
    apply: |it, change| done(async move { change.rename_view(it.of, &it.name).await }),
};

#[derive(Clone, Debug)]
pub struct RemoveView {
    pub of: SavedViewId,
}

impl Input for RemoveView {
    fn read(fields: &mut Fields<'_>) -> Option<RemoveView> {
        fields.hidden("id").map(|of| RemoveView { of })
    }
}

pub const REMOVE_VIEW: Handler<AboutView, RemoveView, UnrecordedChange> = Handler {
    command: Command {
        name: "remove_view",
        page: "/views/:view/remove",
        title: "Delete view",
        refused: "The view was not deleted.",
        done: "View deleted.",
    },
    may: |about, by| about.0.may_change(by.actor).map(|()| None),
    apply: |it, change| done(change.remove_view(it.of)),
};

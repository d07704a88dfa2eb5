//! A table in its own box, which has a name, takes the focus and scrolls where the page is too narrow.

use leptos::prelude::*;

/// The head of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnHead {
    name: &'static str,
    is_number: bool,
}

impl ColumnHead {
    pub const fn text(name: &'static str) -> ColumnHead {
        ColumnHead { name, is_number: false }
    }

    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// A column whose figures are aligned right.
    pub const fn number(name: &'static str) -> ColumnHead {
        ColumnHead { name, is_number: true }
    }
}

/// On a narrow screen each row becomes a block: its cells name their column in `data-l`, and empty ones vanish.
#[component]
pub fn Table(
    /// What the table shows: the name of its box, different from the others of the page.
    #[prop(into)]
    label: String,
    #[prop(optional)] columns: &'static [ColumnHead],
    rows: Vec<AnyView>,
    /// The heads, where they do more than name `columns`.
    #[prop(optional)]
    heads: Option<AnyView>,
    /// Shown instead of a table without rows.
    #[prop(default = "No information as of this date.")]
    empty: &'static str,
) -> impl IntoView {
    if rows.is_empty() {
        return view! { <div class="c-empty"><p>{empty}</p></div> }.into_any();
    }
    let names = || {
        let head = |column: &ColumnHead| {
            let class = column.is_number.then_some("c-num");
            view! { <th scope="col" class=class>{column.name}</th> }
        };
        columns.iter().map(head).collect_view().into_any()
    };
    let heads = heads.unwrap_or_else(names);
    view! {
        <div class="c-scroll" tabindex="0" role="region" aria-label=label>
            <table class="c-t c-t--stack">
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

//! A table with a name, in its own box, which takes the focus and scrolls where the page is too narrow.

use leptos::prelude::*;

/// The name of a box that scrolls, for those who come to it with the keyboard. Where nothing scrolls a script takes the
/// stop and the name away.
pub fn scrolls(what: &str) -> String {
    format!("{what} (scrolls sideways)")
}

/// The box around a table. `label` says what the table shows.
#[component]
pub fn ScrollBox(#[prop(into)] label: String, children: Children) -> AnyView {
    view! { <div class="c-scroll" tabindex="0" role="group" aria-label=scrolls(&label)>{children()}</div> }.into_any()
}

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
    /// What the table shows: its name, different from the others of the page.
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
        <ScrollBox label=label.clone()>
            <table class="c-t c-t--stack" aria-label=label>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </ScrollBox>
    }
    .into_any()
}

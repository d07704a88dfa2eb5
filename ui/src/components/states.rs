//! How many actions have each status, and of how many an update is overdue, in one line: the same numbers as in charts.

use crate::components::mark::{Axis, Mark};
use crate::dashboards::Scope;
use crate::words;
use domain::facts::Reporting;
use domain::progress::{Counted, StateCounts};
use leptos::prelude::*;

/// One number: the mark beside it, its word, and the address of its rows.
#[derive(Clone, Debug)]
pub struct StateRow {
    pub mark: Axis,
    pub number: usize,
    pub address: String,
}

/// The statuses of some actions of a scope, those without any left out. `asked` is what a list is asked for to hold these
/// actions.
pub fn by_status(scope: &Scope<'_>, asked: &[(&'static str, String)], counts: &StateCounts) -> Vec<StateRow> {
    let counted = counts.by_status().filter(|(_, number)| *number > 0);
    let row =
        |(status, number)| StateRow { mark: Axis::Status(status), number, address: scope.with_status(asked, status) };
    counted.map(row).collect()
}

/// Those of them with an update overdue, whatever their status; none where there are none.
pub fn overdue(scope: &Scope<'_>, asked: &[(&'static str, String)], counts: &StateCounts) -> Option<StateRow> {
    let number = Some(counts.overdue()).filter(|number| *number > 0)?;
    Some(StateRow { mark: Axis::Reporting(Reporting::Stale), number, address: scope.with_update_overdue(asked) })
}

/// Both in one line; each number opens into its rows.
pub fn states<'a>(
    scope: &Scope<'_>,
    asked: &[(&'static str, String)],
    actions: impl IntoIterator<Item = &'a Counted<'a>>,
) -> AnyView {
    let counts = StateCounts::of_actions(actions);
    let item = |before: &'static str, StateRow { mark, number, address }: StateRow| {
        let label = format!("{}: {}", words::thousands(number), mark.word());
        view! { <li>{before}<Mark of=mark/>" "<a href=address aria-label=label>{words::thousands(number)}</a></li> }
    };
    let items: Vec<_> = by_status(scope, asked, &counts).into_iter().map(|row| item("", row)).collect();
    let overdue = overdue(scope, asked, &counts).map(|row| item("Of these: ", row));
    view! { {items}{overdue} }.into_any()
}

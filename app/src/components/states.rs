//! How many actions are in each state, in one line: the same states that dashboards draw, so that a plan, its sections, and
//! its charts say the same numbers.

use crate::components::mark::{Axis, Mark};
use crate::dashboards::Scope;
use crate::words;
use domain::facts::Reporting;
use domain::progress::{Counted, State, StateCounts};
use leptos::prelude::*;

/// The mark of a state. An overdue update has the mark of overdue reporting.
pub fn state_mark(state: State) -> AnyView {
    match state {
        State::Status(status) => view! { <Mark of=Axis::Status(status)/> }.into_any(),
        State::Silent => view! { <Mark of=Axis::Reporting(Reporting::Stale) word=words::state(state)/> }.into_any(),
    }
}

/// The states of some actions of a scope, those without any left out; each number opens into its rows. `asked` is what a
/// list is asked for to hold these actions.
pub fn states<'a>(
    scope: &Scope<'_>,
    asked: &[(&'static str, String)],
    actions: impl IntoIterator<Item = &'a Counted<'a>>,
) -> AnyView {
    let counts = StateCounts::of_actions(actions);
    let items = counts.iter().filter(|(_, number)| *number > 0).map(|(state, number)| {
        let label = format!("{}: {}", words::thousands(number), words::state(state));
        let address = scope.in_state(asked, state);
        view! { <li>{state_mark(state)}" "<a href=address aria-label=label>{words::thousands(number)}</a></li> }
    });
    items.collect_view().into_any()
}

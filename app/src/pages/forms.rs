//! The pages of forms, one a command: what the command is done to, and its fields. Each asks the rule whether it would
//! permit the command, and shows why not.

mod both;
mod choices;
mod field;
mod form_of;
mod form_page;
mod names;
mod table;
mod thing;

pub(crate) mod accounts;
pub(crate) mod action_fields;
pub(crate) mod actions;
pub(crate) mod calls;
pub(crate) mod evidence;
pub(crate) mod links;
pub(crate) mod milestones;
pub(crate) mod own;
pub(crate) mod periods;
pub(crate) mod reviews;
pub(crate) mod roles;
pub(crate) mod sections;
pub(crate) mod updates;
pub(crate) mod views;

pub mod own_account;

pub(crate) use form_of::{FormOf, asking, form, ground, reason};
pub use names::Names;
pub use table::{COMMANDS, CommandForm};
pub(crate) use thing::Thing;

use leptos::prelude::*;
use leptos::tachys::view::iterators::StaticVec;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::{NestedRoute, ParamSegment, PossibleRouteMatch, SsrMode, StaticSegment};
use std::future::Future;
use std::sync::Arc;
use ui::error::AppError;
use ui::layout::{Page, Reading, page};

/// The hint of every text in which a person could be named needlessly.
const FACTS_ONLY: &str = "Program information only. Don't include anything that could identify a person.";

/// A page that holds a form. It takes up only the refusal of a form of its own: the session keeps one notice, and
/// another window may have left it for another page.
fn form_page<F>(body: impl FnOnce(Reading) -> F + Send + 'static) -> impl IntoView
where
    F: Future<Output = Result<Page, AppError>> + Send,
{
    page(move |reading: Reading| {
        let here = reading.request.path().to_owned();
        let refusal = reading.refusal.filter(|refusal| refusal.typed.get("page") == Some(&here));
        body(Reading { refusal, ..reading })
    })
}

/// The routes of every form, each as its command has it.
#[component(transparent)]
pub fn FormRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    let routes: Vec<AnyNestedRoute> = COMMANDS.iter().map(route).collect();
    StaticVec::from(routes).into_any_nested_route()
}

fn route(of: &&'static dyn CommandForm) -> AnyNestedRoute {
    let of: &'static dyn CommandForm = *of;
    let view = move || {
        let names = Names::of_the_address();
        form_page(move |reading| of.page(reading, names)).into_any()
    };
    NestedRoute::new(pattern(of.command().page), view).ssr_mode(SsrMode::Async).into_any_nested_route()
}

type Pattern = Arc<dyn PossibleRouteMatch + Send + Sync>;

/// The path of a page as the router matches it, part after part.
fn pattern(path: &'static str) -> Pattern {
    let segment = |part: &'static str| -> Pattern {
        match part.strip_prefix(':') {
            Some(name) => Arc::new(ParamSegment(name)),
            None => Arc::new(StaticSegment(part)),
        }
    };
    let segments = path.split('/').filter(|part| !part.is_empty()).map(segment);
    segments.fold(Arc::new(()) as Pattern, |before, segment| Arc::new((before, segment)))
}

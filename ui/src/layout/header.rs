//! From the top edge to the navigation: banner, name, search, account, and the date that is viewed. On a narrow screen it
//! is one row: menu and search are popovers there, which open, close with Escape and give the focus back without a script.

use super::Section;
use crate::components::lens::Lens;
use crate::components::search_field::SearchField;
use crate::paths::Paths;
use crate::request::{Request, site};
use crate::words;
use domain::Date;
use domain::actor::Role;
use domain::body::{Body, Party};
use domain::date::in_sentence;
use leptos::prelude::*;
use store::{Preferences, View};

/// The header of a page for someone signed in, who has set whether single keys work and whether pages announce changes.
#[component]
pub fn Header(request: Request, view: View, current: Section, preferences: Preferences) -> AnyView {
    let paths = request.paths();
    let has_key = preferences.single_keys;
    let announces = if preferences.announces { "polite" } else { "off" };
    let is_now = !view.position().is_past();
    view! {
        <header class="c-head">
            <div class="c-wrap c-head__in">
                <button class="c-head__open c-head__menu" type="button" popovertarget="menu">"Menu"</button>
                <TaskForceName home=paths.home() short=short_name(&view)/>
                <div class="c-head__sheet" id="find" popover=""><SearchField request=request.clone() has_key/></div>
                <div class="c-head__sheet" id="menu" popover="">
                    <Account request=request.clone() view=view.clone()/>
                    <Navigation current paths role=request.role()/>
                </div>
                {is_now.then(|| view! { <p class="c-live" data-live="" aria-live=announces tabindex="-1"></p> })}
                <Lens request=request.clone() view=view.clone()/>
                <button class="c-head__open c-head__find" type="button" popovertarget="find">"Search"</button>
            </div>
            <script src=format!("{}/menus.js", site().assets) type="module"></script>
            <script src=format!("{}/dates.js", site().assets) type="module"></script>
        </header>
    }
    .into_any()
}

#[component]
pub fn Banner() -> AnyView {
    let words = if site().is_sample {
        // The last day of the sample progress (`seeds`).
        let starts = Date::from_ymd_opt(2024, 9, 30).map(in_sentence);
        view! {
            <strong>"Demonstration site."</strong>
            <span class="c-wide">"Plans and agencies are real."</span>
            <span>"All progress is fictional."</span>
            <span class="c-wide">"Today's date here starts at "{starts}"."</span>
        }
        .into_any()
    } else {
        view! {
            <span>"Tracks national plans, agency commitments, and progress."</span>
            <span class="c-wide">"Each page shows its \"as of\" date."</span>
        }
        .into_any()
    };
    view! { <section class="c-banner" aria-label="About this site"><div class="c-wrap">{words}</div></section> }
        .into_any()
}

/// `short` is shown in its place where room is short; the whole name is still read out there.
#[component]
pub fn TaskForceName(home: String, #[prop(optional)] short: Option<String>) -> AnyView {
    let name = site().task_force.to_string();
    let class = if short.is_some() { "c-head__full" } else { "" };
    let short = short.map(|short| view! { " "<span class="c-narrow">{short}</span> });
    view! { <p class="c-head__name"><a href=home><span class=class>{name}</span>{short}</a></p> }.into_any()
}

/// The code of the task force among the interagency groups of the record, or else the name of the program.
fn short_name(view: &View) -> String {
    let own = |body: &&Body| body.name.as_str() == &*site().task_force;
    view.bodies().find(own).map_or_else(|| "Concord".to_owned(), |body| body.code.to_string())
}

/// A menu: who is signed in, settings, and the way out.
#[component]
fn Account(request: Request, view: View) -> AnyView {
    let person = &request.who.person;
    let role = match person.agency {
        Some(agency) => format!("{}, {}", words::role(person.role), view.short_name(Party::Agency(agency))),
        None => words::role(person.role).to_owned(),
    };
    let name = person.name.to_string();
    view! {
        <details class="c-menu c-head__account" data-menu="">
            <summary>{role}</summary>
            <div class="c-menu__panel">
                <p>"Signed in as "<bdi>{name}</bdi></p>
                <a href=request.paths().to("/settings")>"Settings"</a>
                <form method="post" action="/sign-out"><button class="usa-button usa-button--unstyled" type="submit">"Sign out"</button></form>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn Navigation(current: Section, paths: Paths, role: Option<Role>) -> AnyView {
    let mut entries = vec![
        (Section::Home, "Home", paths.home()),
        (Section::Plans, "Plans", paths.plans()),
        (Section::Actions, "Actions", paths.actions()),
        (Section::Milestones, "Milestones", paths.to("/milestones")),
        (Section::Agencies, "Agencies", paths.agencies()),
        (Section::Meetings, "Meetings", paths.meetings()),
        (Section::Reports, "Reports", paths.to("/reports")),
        (Section::Indicators, "Indicators", paths.indicators()),
        (Section::Sources, "Sources", paths.sources()),
        (Section::Record, "Audit log", paths.record()),
    ];
    if matches!(role, Some(Role::Administrator | Role::Secretariat | Role::Auditor)) {
        entries.push((Section::People, "Accounts", paths.people()));
    }
    view! {
        <nav class="c-nav" aria-label="Main">
            <ul>
                {entries.into_iter().map(|(section, name, address)| {
                    let is_current = (section == current).then_some("page");
                    view! { <li><a href=address aria-current=is_current data-key=key_of(section)>{name}</a></li> }
                }).collect_view()}
            </ul>
        </nav>
    }
    .into_any()
}

/// The key that goes to a part after `g`, for those who have not turned single keys off.
const fn key_of(section: Section) -> Option<&'static str> {
    match section {
        Section::Home => Some("h"),
        Section::Plans => Some("p"),
        Section::Actions => Some("a"),
        Section::Milestones => Some("m"),
        Section::Agencies => Some("g"),
        Section::Meetings => Some("e"),
        Section::Reports => Some("r"),
        Section::Record => Some("l"),
        Section::Indicators | Section::Sources | Section::People | Section::None | Section::Presented => None,
    }
}

//! Help: whom to ask, and where the answers are. Its link is at the same place on each page, also before sign-in.

use crate::paths::Paths;
use leptos::prelude::*;
use ui::components::head::page_head;
use ui::layout::page_for_anybody;
use ui::request::site;

#[component]
pub fn HelpPage() -> impl IntoView {
    page_for_anybody("Help", |paths| {
        view! {
            {page_head("Help", "Whom to ask, and where to find answers.")}
            <div class="c-prose">
                <h2>"Ask for help"</h2>
                <p>{contact()}</p>
                <p>
                    "Include the address of the page, what you did, and what you saw. If the page shows a request \
                     number, include it. Don't include anything that could identify a victim."
                </p>
                <h2>"If you can't sign in"</h2>
                <p>
                    "Each account gets a one-time link for choosing a password. Ask for a new link if yours expired or \
                     if you forgot your password."
                </p>
                {tasks(paths)}
            </div>
        }
        .into_any()
    })
}

/// Whom to ask: the address that the operator has set, or the secretariat.
pub fn contact() -> AnyView {
    match site().help_contact {
        Some(contact) if contact.starts_with("https://") => {
            view! { "Contact the help desk at "<a href=contact.to_string()>{contact.to_string()}</a>"." }.into_any()
        }
        Some(contact) => view! { "Email "<a href=format!("mailto:{contact}")>{contact.to_string()}</a>"." }.into_any(),
        None => "Contact the secretariat of your task force, or an administrator of this site.".into_any(),
    }
}

fn tasks(paths: &Paths) -> AnyView {
    let to = |path: &str| paths.to(path);
    view! {
        <h2>"Common tasks"</h2>
        <ul>
            <li><a href=paths.home()>"Home"</a>" lists what is due for you and links to each form."</li>
            <li>
                "To submit a status update, change a due date, or attach evidence, open the "
                <a href=to("/actions")>"action"</a>" and use the buttons next to its parts."
            </li>
            <li>"To see any page at an earlier date or meeting, use \"As of\" at the top of the page."</li>
            <li>"To take numbers with you, use Download above a list, or the menu of a chart."</li>
            <li>"To see what a number counts, select it. To see the log entries behind it, select Show sources."</li>
        </ul>
        <h2>"Find answers"</h2>
        <ul>
            <li><a href=to("/words")>"Glossary"</a>": what each term means, and how each number is counted."</li>
            <li>
                <a href=to("/record/check")>"Check a file"</a>
                ": find out whether a log, a report, or a checkpoint from Concord is whole and unchanged."
            </li>
            <li><a href=to("/settings")>"Settings"</a>": keyboard shortcuts, charts as text, announcements."</li>
            <li><a href=to("/accessibility")>"Accessibility statement"</a></li>
        </ul>
    }
    .into_any()
}

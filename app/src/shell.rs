//! The document around every page.

use crate::routes::App;
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use ui::request::site;

/// The document, with its title and styles. Its one script follows the record; an island brings its own, and every page
/// works without.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let assets = site().assets;
    let asset = |name: &str| format!("{assets}/{name}");
    // Nothing of a page is written out for the browser to start from, but what stands in an island.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    provide_context(options);
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=asset("concord.css")/>
                <link rel="icon" type="image/svg+xml" href=asset("favicon.svg")/>
                <script type="module" src=asset("live.js")></script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

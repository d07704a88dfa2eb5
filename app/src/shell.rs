//! The document around every page.

use crate::request::site;
use crate::routes::App;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// The document, with its title and styles. Scripts only start the islands; every page works without them.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let assets = site().assets;
    let asset = |name: &str| format!("{assets}/{name}");
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <link rel="stylesheet" href=asset("concord.css")/>
                <link rel="icon" type="image/svg+xml" href=asset("favicon.svg")/>
                <HydrationScripts options=options islands=true root=assets.to_string()/>
                <script type="module" src=asset("live.js") nonce=use_nonce()></script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

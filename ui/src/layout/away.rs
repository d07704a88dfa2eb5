//! The page that answers a form which the database did not take: what is so, and everything that was typed, so that it
//! can be sent again. It needs no database, so it has no navigation.

use super::header::Banner;
use super::open_foot;
use crate::error::Outcome;
use crate::notice::is_typed;
use crate::request::Site;
use crate::words::{capitalized, written_out};
use domain::date::FiscalQuarter;
use leptos::prelude::*;

/// What the page lets a browser load: no script at all.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                          form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The whole document. `action` is where the form was sent, `typed` its fields as they came.
pub fn typed_again(site: &Site, action: &str, outcome: Outcome, typed: Vec<(String, String)>) -> String {
    let owner = Owner::new();
    let body = owner.with(|| {
        // What the parts that stand on every page read from.
        provide_context(site.clone());
        body(site, action, outcome, typed).to_html()
    });
    let assets = &site.assets;
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <title>Error: {} | Concord</title>\
         <link rel=\"stylesheet\" href=\"{assets}/concord.css\">\
         <link rel=\"icon\" type=\"image/svg+xml\" href=\"{assets}/favicon.svg\"></head>\
         <body>{body}</body></html>",
        outcome.heading()
    )
}

fn body(site: &Site, action: &str, outcome: Outcome, typed: Vec<(String, String)>) -> impl IntoView {
    // A password does not go back over the line.
    let (secret, open): (Vec<_>, Vec<_>) = typed.into_iter().partition(|(name, _)| is_secret(name));
    let about = open.iter().find(|(name, _)| name == "page").and_then(|(_, page)| about(page));
    let (hidden, shown): (Vec<_>, Vec<_>) = open.into_iter().partition(|(name, value)| !is_typed(name, value));
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let shown = shown.into_iter().map(|(name, value)| field(name, value));
    let hint = (!secret.is_empty()).then(|| view! { <p>"Type passwords again: they are not sent back."</p> });
    let secret = secret.into_iter().map(|(name, _)| secret_field(name));
    view! {
        <Banner/>
        <header class="c-head">
            <div class="c-wrap c-head__in"><p class="c-head__name"><a href="/">{site.task_force.to_string()}</a></p></div>
        </header>
        <main id="main">
            <div class="c-wrap">
                <div class="c-page"><div class="c-page__text">
                    <h1>{outcome.heading()}</h1>
                    <div role="alert" tabindex="-1" autofocus>
                        <p>{outcome.to_string()}</p>
                        <p>{outcome.advice()}</p>
                        {(outcome == Outcome::SignedOut).then(|| view! {
                            <p><a href="/sign-in" target="_blank" rel="noopener">"Sign in (opens a new tab)"</a></p>
                        })}
                        {hint}
                    </div>
                    {about.map(|about| view! { <p>{about}</p> })}
                </div></div>
                <form class="c-form" method="post" action=action.to_owned()>
                    {hidden.collect_view()}
                    {shown.collect_view()}
                    {secret.collect_view()}
                    <div class="actions"><button class="usa-button" type="submit">"Submit again"</button></div>
                </form>
            </div>
        </main>
        {open_foot()}
    }
}

fn field(name: String, value: String) -> AnyView {
    let label = label(&name);
    let id = format!("again-{name}");
    let is_long = is_of_several_lines(&name) || value.contains('\n') || value.len() > 60;
    let control = if is_selected(&name) {
        let shown = view! { <input class="usa-input" type="text" id=id.clone() value=in_words(&value) readonly/> };
        view! { {shown}<input type="hidden" name=name value=value/> }.into_any()
    } else if is_long {
        view! { <textarea class="usa-textarea" id=id.clone() name=name>{written_out(&value)}</textarea> }.into_any()
    } else {
        view! { <input class="usa-input" type="text" id=id.clone() name=name value=value/> }.into_any()
    };
    view! { <div class="usa-form-group"><label class="usa-label" for=id>{label}</label>{control}</div> }.into_any()
}

fn secret_field(name: String) -> AnyView {
    let (label, id) = (label(&name), format!("again-{name}"));
    view! {
        <div class="usa-form-group">
            <label class="usa-label" for=id.clone()>{label}</label>
            <input class="usa-input" type="password" id=id name=name/>
        </div>
    }
    .into_any()
}

fn is_secret(name: &str) -> bool {
    matches!(name, "password" | "again" | "current_password")
}

/// What is typed into several lines in its own form.
fn is_of_several_lines(name: &str) -> bool {
    matches!(name, "narrative" | "promise" | "note" | "sentence" | "ground")
}

/// What is selected in a form and not typed: it goes back as it came.
fn is_selected(name: &str) -> bool {
    matches!(name, "quarter" | "status" | "confidence" | "role" | "relation" | "strength")
}

/// A code as a person reads it: `in-progress` is "In progress", `FY2024-Q4` is "FY 2024 Q4".
fn in_words(code: &str) -> String {
    let quarter: Option<FiscalQuarter> = code.parse().ok();
    quarter.map_or_else(|| capitalized(&code.replace('-', " ")), FiscalQuarter::short)
}

/// "Action DOJ-02 of NAP-2021", where the page of the form says so.
fn about(page: &str) -> Option<String> {
    let mut parts = page.strip_prefix("/actions/")?.split('/');
    let (plan, reference) = (parts.next()?, parts.next()?);
    Some(format!("Action {reference} of {plan}"))
}

/// The name of a field as a person reads it: `due_date` is "Due date".
fn label(name: &str) -> String {
    match name {
        "narrative" => return "Summary of progress".to_owned(),
        "quarter" => return "Reporting period".to_owned(),
        "other" => return "Other action".to_owned(),
        "ground" => return "How you verified this".to_owned(),
        _ => {}
    }
    let words = name.replace('_', " ");
    let (first, rest) = words.split_at(words.chars().next().map_or(0, char::len_utf8));
    format!("{}{rest}", first.to_uppercase())
}

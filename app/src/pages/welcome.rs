//! Where a one-time link leads: a new account chooses its password.

use commands::typed::FORM_KEY;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use store::Token;
use ui::forms::{FieldError, Summary, new_key};
use ui::layout::open_page;
use ui::notice::Refusal;
use ui::request::path_part;
use ui::request::{query_value, site};

#[component]
pub fn WelcomePage() -> impl IntoView {
    let token = path_part("token").ok().and_then(|text| Token::parse(&text));
    let parts = use_context::<http::request::Parts>();
    let refused = parts.and_then(|parts| query_value(&parts, "refused"));
    let has_refusal = refused.is_some();
    let drawn = async move {
        let good = match &token {
            Some(token) => site().store.invited(token, chrono::Utc::now()).await.ok().flatten().is_some(),
            None => false,
        };
        match token.filter(|_| good) {
            Some(token) => {
                let refusal = refused.and_then(|code| refusal(&code));
                view! { <PasswordForm token=token.text() refusal/> }.into_any()
            }
            None => dead_link(),
        }
    };
    let title = if has_refusal { "Error: Set password" } else { "Set password" };
    open_page(title, view! { <Suspense>{Suspend::new(drawn)}</Suspense> })
}

/// A link that opens nothing any more. It is not said which of these it is: whoever tries links learns nothing.
fn dead_link() -> AnyView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
    view! {
        <h1>"This link has expired or was already used"</h1>
        <p>
            "A newer link may have replaced it. If you chose a password with it, "
            <a href="/sign-in">"sign in"</a>". Otherwise, ask the secretariat or an administrator for a new link."
        </p>
    }
    .into_any()
}

/// Passwords never come back; only a code in the address says what was wrong with them.
fn refusal(code: &str) -> Option<Refusal> {
    let words = match code {
        "short" => "Use at least 12 characters.",
        "common" => "This password is easy to guess. Choose several unrelated words.",
        "different" => "The passwords don't match. Enter the same password twice.",
        _ => return None,
    };
    let mut fields = domain::error::FieldErrors::default();
    fields.add("password", words);
    Some(Refusal {
        form: "welcome".to_owned(),
        heading: None,
        words: None,
        fields,
        typed: std::collections::BTreeMap::new(),
        changed_meanwhile: false,
    })
}

#[component]
fn PasswordForm(token: String, refusal: Option<Refusal>) -> impl IntoView {
    view! {
        <div class="c-page">
            <div class="c-page__text"><h1>"Set password"</h1><p>"This link works one time. Use at least 12 characters. A phrase of several words works well."</p></div>
        </div>
        <form class="c-form c-form--narrow" method="post" action="/welcome">
            <Summary refusal=refusal.clone() title="Your password was not set." labels=vec![("password", "New password".to_owned())]/>
            <input type="hidden" name="token" value=token/>
            <input type="hidden" name=FORM_KEY value=new_key()/>
            <label class="usa-label" for="password">"New password"</label>
            <FieldError refusal field="password"/>
            <input class="usa-input" id="password" name="password" type="password" autocomplete="new-password" required minlength="12"/>
            <label class="usa-label" for="again">"Confirm new password"</label>
            <input class="usa-input" id="again" name="again" type="password" autocomplete="new-password" required minlength="12"/>
            <div class="actions"><button class="usa-button" type="submit">"Set password"</button></div>
        </form>
    }
}

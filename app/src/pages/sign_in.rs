//! Where people sign in. The page says what this is, and does not say which addresses have accounts.

use crate::paths::local;
use crate::words;
use domain::error::FieldErrors;
use http::header::SET_COOKIE;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use std::collections::BTreeMap;
use store::Ended;
use ui::cookie::{RefusedSignIn, WhyRefused};
use ui::error::AppError;
use ui::forms::{FieldError, Summary};
use ui::layout::{DoneNotice, open_page};
use ui::notice::Refusal;
use ui::request::{Visitor, query_value, site, visitor};

/// In the address of this page: the form that sets a password came twice, and set it the first time.
pub const ALREADY_SUBMITTED: (&str, &str) = ("told", "already-submitted");

/// The same: it has just set the password.
pub const PASSWORD_SET: (&str, &str) = ("told", "password-set");

#[component]
pub fn SignInPage() -> impl IntoView {
    let parts = use_context::<http::request::Parts>();
    let asked = |name: &str| parts.as_ref().and_then(|parts| query_value(parts, name));
    let next = asked("next").unwrap_or_default();
    let was_told = asked(ALREADY_SUBMITTED.0);
    let next = local(&next).to_owned();
    let drawn = async move {
        let refusal = left_refusal().await;
        let typed = refusal.as_ref().and_then(|refusal| refusal.typed.get("address").cloned());
        let address = match typed {
            Some(typed) => typed,
            None => former_address().await.unwrap_or_default(),
        };
        view! { <SignInForm next refusal address/> }
    };
    let told = match was_told.as_deref() {
        Some(told) if told == ALREADY_SUBMITTED.1 => {
            Some(format!("{} Sign in with the password that you chose.", AppError::AlreadySubmitted))
        }
        Some(told) if told == PASSWORD_SET.1 => Some("Your password is set. Sign in with it.".to_owned()),
        _ => None,
    };
    let told = told.map(|words| view! { <DoneNotice words/> });
    let told = view! { {told}{about_session(&visitor())} };
    open_page("Sign in", view! { {told}<Suspense>{Suspend::new(drawn)}</Suspense> })
}

/// Why the last session ended, or that this one continues, where a signed-in reader opens this page.
fn about_session(visitor: &Visitor) -> Option<AnyView> {
    let (minutes, hours) = (site().limits.idle.num_minutes(), site().limits.absolute.num_hours());
    let words = match (&visitor.who, visitor.ended) {
        (Some(who), _) => {
            let words = format!("You are signed in as {}. To use another account, sign in below.", who.person.name);
            return Some(view! { <p class="c-note">{words}" "<a href="/">"Go to home page"</a></p> }.into_any());
        }
        (None, Some(Ended::Idle)) => {
            format!("You were signed out because you were inactive for {}.", count(minutes, "minute"))
        }
        (None, Some(Ended::Longest)) => {
            format!("You were signed out because a session lasts at most {}.", count(hours, "hour"))
        }
        (None, Some(Ended::Gone)) => {
            "You were signed out. The session was ended on another device, or the account or its password changed."
                .to_owned()
        }
        (None, None) => return None,
    };
    Some(view! { <p class="c-note" role="status">{words}</p> }.into_any())
}

fn count(number: i64, thing: &str) -> String {
    words::count(usize::try_from(number).unwrap_or_default(), thing)
}

/// What a refused sign-in leaves for this page, or a form that came when its session had ended. It is said once.
async fn left_refusal() -> Option<Refusal> {
    if let Some(refused) = refused_sign_in() {
        return Some(refused);
    }
    let former = visitor().former?;
    let is_kept = site().store.keeps_a_form(&former).await.ok()?;
    let words = "Your session ended before you submitted the form. Sign in again. We kept what you typed.";
    is_kept.then(|| refusal(words.to_owned(), BTreeMap::new()))
}

/// The address of the account whose session ended in this browser, so that it need not be typed again.
async fn former_address() -> Option<String> {
    let former = visitor().former?;
    let address = site().store.address_of_former(&former).await.ok()??;
    Some(address.to_string())
}

fn refused_sign_in() -> Option<Refusal> {
    let (cookie, parts) = (site().cookie, use_context::<http::request::Parts>()?);
    let RefusedSignIn { why, address } = cookie.refusal(&parts.headers)?;
    if let Some(response) = use_context::<ResponseOptions>() {
        response.append_header(SET_COOKIE, cookie.clear_refusal());
    }
    let words = match why {
        WhyRefused::Wrong => "Email or password is incorrect. Try again.".to_owned(),
        WhyRefused::Wait { minutes } => format!("Too many failed attempts. Try again in {}.", in_minutes(minutes)),
    };
    Some(refusal(words, BTreeMap::from([("address".to_owned(), address)])))
}

/// "1 minute", "12 minutes".
pub fn in_minutes(minutes: u16) -> String {
    if minutes <= 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") }
}

fn refusal(words: String, typed: BTreeMap<String, String>) -> Refusal {
    let (form, fields) = ("sign-in".to_owned(), FieldErrors::default());
    Refusal { form, heading: None, words: Some(words), fields, typed, changed_meanwhile: false }
}

#[component]
fn SignInForm(next: String, refusal: Option<Refusal>, address: String) -> impl IntoView {
    let name = site().task_force.to_string();
    view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"Sign in"</h1>
                <p>
                    "Concord tracks the actions of the "{name}": who leads each action, when it is due, its status, and the evidence."
                </p>
            </div>
        </div>
        <form class="c-form c-form--narrow" method="post" action="/sign-in">
            <Summary refusal=refusal.clone() title="Sign-in failed." labels=vec![("address", "Email address".to_owned())]/>
            <input type="hidden" name="next" value=next/>
            <label class="usa-label" for="address">"Email address"</label>
            <FieldError refusal=refusal.clone() field="address"/>
            <input class="usa-input" id="address" name="address" type="email" autocomplete="username" required value=address/>
            <label class="usa-label" for="password">"Password"</label>
            <FieldError refusal field="password"/>
            <input class="usa-input" id="password" name="password" type="password" autocomplete="current-password" required/>
            <div class="actions"><button class="usa-button" type="submit">"Sign in"</button></div>
        </form>
        <p class="c-block-gap">"Forgot your password? Ask the secretariat or an administrator for a new link."</p>
        <p class="c-small c-quiet c-block-gap">
            "Public audit files: "<a href="/ledger/checkpoint">"signed checkpoint"</a>", "<a href="/ledger/key">"public key"</a>"."
        </p>
    }
}

//! Changing one's own password. The current one is asked, and a wrong one counts as a guess.

use crate::passwords::guessing::Guess;
use crate::passwords::{self, Password, Unfit};
use crate::router::AppState;
use crate::sign_in::{failure, minutes_of, note, see_other};
use app::pages::forms::own_account::{PASSWORD_FORM, PASSWORD_PAGE};
use app::pages::sign_in::in_minutes;
use axum::Form;
use axum::extract::{Extension, State};
use axum::response::Response;
use chrono::Utc;
use domain::error::FieldErrors;
use domain::security::SecurityEvent;
use queries::paths::{Paths, SIGN_IN};
use serde::Deserialize;
use std::collections::BTreeMap;
use store::{FormKey, StoreError, Token};
use ui::error::AppError;
use ui::notice::{Notice, Refusal};
use ui::request::{SignedIn, Visitor};

#[derive(Debug, Deserialize)]
pub struct OwnPasswordForm {
    current_password: Password,
    password: Password,
    again: Password,
    /// Who opened the form.
    #[serde(default)]
    writer: String,
    #[serde(default)]
    form_key: String,
}

/// What became of the form.
enum Outcome {
    Changed,
    /// The same form came before, and changed the password then.
    ByThisForm,
    Refused {
        field: &'static str,
        words: String,
    },
    /// Another account opened it, which is no longer signed in here.
    AnotherPersons,
}

/// Changes the password of the account that is signed in. This session goes on, the others end.
pub async fn change_password(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Form(form): Form<OwnPasswordForm>,
) -> Response {
    let (Some(who), Some(token)) = (&visitor.who, &visitor.token) else {
        return see_other(&Paths::default().with_query(SIGN_IN, &[("next", PASSWORD_PAGE)]), None);
    };
    let answered = match change(&state, &visitor, (who, token), form).await {
        Ok(outcome) => tell(&state, token, outcome).await,
        Err(error) => Err(error),
    };
    answered.unwrap_or_else(failure)
}

async fn change(
    state: &AppState,
    visitor: &Visitor,
    (who, token): (&SignedIn, &Token),
    form: OwnPasswordForm,
) -> Result<Outcome, StoreError> {
    let (store, person) = (&state.site.store, &who.person);
    if !form.writer.is_empty() && form.writer != person.id.to_string() {
        return Ok(Outcome::AnotherPersons);
    }
    // Asked first: the current password of a form that comes again is the one before.
    let key = form.form_key.parse::<FormKey>().ok();
    if let Some(key) = &key
        && store.was_submitted(key).await?
    {
        return Ok(Outcome::ByThisForm);
    }
    if let Err(unfit) = passwords::check(&form.password, &form.again, &[person.address.as_str(), person.name.as_str()])
    {
        let field = if unfit == Unfit::Different { "again" } else { "password" };
        return Ok(Outcome::Refused { field, words: unfit.words().to_owned() });
    }
    let guess = Guess::new(person.address.as_str(), visitor.place());
    if let Some(wait) = guess.admit(store, true, Utc::now()).await? {
        let words = format!("Too many failed attempts. Try again in {}.", in_minutes(minutes_of(wait)));
        return Ok(Outcome::Refused { field: "current_password", words });
    }
    let current = store.password_hash(person.id).await?;
    if !passwords::is_right(form.current_password, current).await? {
        note(store, visitor, SecurityEvent::PasswordRefused).await?;
        let words = "This is not your current password.".to_owned();
        return Ok(Outcome::Refused { field: "current_password", words });
    }
    guess.was_right(store).await?;
    let hash = passwords::hash(form.password).await?;
    match store.change_password(person.id, &hash, token, key, Utc::now()).await {
        Ok(()) => {
            note(store, visitor, SecurityEvent::PasswordChanged).await?;
            Ok(Outcome::Changed)
        }
        Err(StoreError::AlreadySubmitted) => Ok(Outcome::ByThisForm),
        Err(error) => Err(error),
    }
}

/// Says on the next page what became of the form. No password is kept for it.
async fn tell(state: &AppState, token: &Token, outcome: Outcome) -> Result<Response, StoreError> {
    let store = &state.site.store;
    let settings = Paths::default().settings();
    let (page, notice) = match outcome {
        Outcome::Changed => {
            (settings.as_str(), Notice::Done("Your password was changed. Your other sessions were ended.".to_owned()))
        }
        Outcome::ByThisForm => (settings.as_str(), Notice::Done(AppError::AlreadySubmitted.to_string())),
        Outcome::Refused { field, words } => {
            let mut fields = FieldErrors::default();
            fields.add(field, words);
            (PASSWORD_PAGE, Notice::Refused(refusal(None, fields)))
        }
        Outcome::AnotherPersons => {
            let words = AppError::AnotherPersons.to_string();
            (PASSWORD_PAGE, Notice::Refused(refusal(Some(words), FieldErrors::default())))
        }
    };
    if page != PASSWORD_PAGE {
        store.forget_notice(token, PASSWORD_PAGE).await?;
    }
    store.leave_notice(token, page, &notice.written(), Utc::now()).await?;
    Ok(see_other(page, None))
}

fn refusal(words: Option<String>, fields: FieldErrors) -> Refusal {
    let typed = BTreeMap::from([("page".to_owned(), PASSWORD_PAGE.to_owned())]);
    Refusal { form: PASSWORD_FORM.to_owned(), heading: None, words, fields, typed, changed_meanwhile: false }
}

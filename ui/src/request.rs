//! Who asks, for which page, at which point of the record. Being signed in is a value, never an `if`.

use crate::cookie::CookieKind;
use crate::error::AppError;
use crate::notice::Notice;
use crate::paths::{Paths, path_of};
use chrono::{TimeDelta, Utc};
use commands::Transaction;
use domain::actor::{Actor, Role};
use domain::date::Instant;
use domain::person::Person;
use domain::security::SecurityEvent;
use http::request::Parts;
use leptos::prelude::{WithUntracked, use_context};
use leptos_router::hooks::use_params_map;
use queries::dashboards::drawings::Drawings;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{
    AsOf, Ended, FormKey, Left, Preferences, SecurityNote, SessionEnds, SessionLimits, SessionName, Store, StoreError,
    Submission, Token, Told, View,
};

/// How long a page shows a refused form again with what was typed.
pub const REFUSED_FORMS_ARE_KEPT: TimeDelta = TimeDelta::hours(1);

/// What the server gives to every page: the record, and what stands on every page.
#[derive(Clone, Debug)]
pub struct Site {
    pub store: Store,
    /// The name of the task force, at the top of every page.
    pub task_force: Arc<str>,
    /// Whom to ask for help: an email address, or one that begins with `https://`.
    pub help_contact: Option<Arc<str>>,
    /// Whether the progress in this record is made up.
    pub is_sample: bool,
    pub cookie: CookieKind,
    /// Scheme, host and port of this site as browsers know it: what one-time links begin with.
    pub public_origin: Arc<str>,
    /// How long sessions last.
    pub limits: SessionLimits,
    /// `/assets/..` with a digest in it, so that browsers may keep what is below it.
    pub assets: Arc<str>,
    /// Charts that were drawn already.
    pub drawings: Drawings,
}

/// Whoever sent the request. The server's session layer puts it into the request.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    pub token: Option<Token>,
    pub who: Option<Arc<SignedIn>>,
    /// When the session ends.
    pub ends: Option<SessionEnds>,
    /// Whether a page of the session still has something to say.
    pub has_notice: bool,
    /// Why the session is over that the browser still names.
    pub ended: Option<Ended>,
    /// That session, while the database still knows it. It opens nothing: it can only keep a form for its own person.
    pub former: Option<Token>,
    /// The address of the network that the request comes from.
    pub place: Option<Arc<str>>,
    /// Why it could not be found out who this is, where the record did not answer.
    pub failure: Option<AppError>,
}

impl Visitor {
    /// From where the request comes, as it is written in the security log.
    pub fn place(&self) -> &str {
        self.place.as_deref().unwrap_or("unknown")
    }

    /// # Errors
    /// [`AppError::SignInRequired`], or why it could not be found out who this is.
    pub fn signed_in(&self) -> Result<Arc<SignedIn>, AppError> {
        match &self.failure {
            Some(failure) => Err(failure.clone()),
            None => self.who.clone().ok_or(AppError::SignInRequired),
        }
    }
}

/// Whether the server may keep an answer and hand it out again, to the same reader of the same record. A page allows it;
/// whatever is new in each answer forbids it, before or after.
#[derive(Clone, Debug, Default)]
pub struct Cacheable(Arc<CacheableState>);

#[derive(Debug, Default)]
struct CacheableState {
    allowed: AtomicBool,
    forbidden: AtomicBool,
}

impl Cacheable {
    /// Lets the answer be handed out again: it was drawn whole, from the record and what stands beside it alone.
    pub fn allow(&self) {
        self.0.allowed.store(true, Ordering::Relaxed);
    }

    /// Whether it was allowed and nothing forbade it.
    pub fn is_allowed(&self) -> bool {
        self.0.allowed.load(Ordering::Relaxed) && !self.0.forbidden.load(Ordering::Relaxed)
    }
}

/// Says that something in this answer must not stand in another: the id of a form, a nonce, what is said once.
pub fn not_cacheable() {
    if let Some(cacheable) = parts().extensions.get::<Cacheable>() {
        cacheable.0.forbidden.store(true, Ordering::Relaxed);
    }
}

/// A signed-in person, with rights as they are now.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub actor: Actor,
    pub person: Person,
}

/// A form that came with a request.
#[derive(Clone, Debug, Default)]
pub struct SentForm {
    /// The path of its page.
    pub page: String,
    /// Under which it is saved once. A program that sends no key is not protected from sending twice.
    pub submission: Option<Submission>,
}

/// A request of a signed-in person.
#[derive(Clone, Debug)]
pub struct Request {
    pub site: Site,
    pub who: Arc<SignedIn>,
    pub as_of: AsOf,
    form: SentForm,
    token: Token,
    has_notice: bool,
    place: Option<Arc<str>>,
    parts: Parts,
}

/// The signed-in person's request, or the refusal to go on without one.
///
/// # Errors
/// [`AppError::SignInRequired`], and [`AppError::BadQuery`] for an `as_of` that names nothing.
pub fn signed_in() -> Result<Request, AppError> {
    let request = signed_in_as_of_now()?;
    let as_of = match query_value(&request.parts, "as_of") {
        None => AsOf::Now,
        Some(text) if text.is_empty() => AsOf::Now,
        Some(text) => text.parse::<AsOf>()?,
    };
    Ok(Request { as_of, ..request })
}

/// The same, whatever point of the record the address asks for.
///
/// # Errors
/// [`AppError::SignInRequired`].
pub fn signed_in_as_of_now() -> Result<Request, AppError> {
    let (site, visitor, parts) = (site(), visitor(), parts());
    let who = visitor.signed_in()?;
    let Visitor { token, has_notice, place, .. } = visitor;
    let token = token.ok_or(AppError::SignInRequired)?;
    Ok(Request { site, who, as_of: AsOf::Now, form: SentForm::default(), token, has_notice, place, parts })
}

/// What the server gives to every page.
pub fn site() -> Site {
    leptos::prelude::expect_context()
}

/// Who sent the request, signed in or not.
pub fn visitor() -> Visitor {
    parts().extensions.get::<Visitor>().cloned().unwrap_or_default()
}

fn parts() -> Parts {
    use_context().unwrap_or_else(|| http::Request::new(()).into_parts().0)
}

/// A value of the query, decoded, the first of its name.
pub fn query_value(parts: &Parts, name: &str) -> Option<String> {
    query_pairs(parts).into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

fn query_pairs(parts: &Parts) -> Vec<(String, String)> {
    let query = parts.uri.query().unwrap_or_default();
    serde_urlencoded::from_str(query).unwrap_or_default()
}

/// A part of the path, by its name in the route.
///
/// # Errors
/// [`AppError::NotFound`] where the route has no such part.
pub fn path_part(name: &str) -> Result<String, AppError> {
    use_params_map().with_untracked(|params| params.get(name)).ok_or(AppError::NotFound)
}

impl Request {
    pub fn actor(&self) -> &Actor {
        &self.who.actor
    }

    pub fn role(&self) -> Option<Role> {
        self.who.actor.role()
    }

    /// Opens the record for reading, at the point that the address asks for.
    ///
    /// # Errors
    /// As [`Store::view`].
    pub async fn view(&self) -> Result<View, AppError> {
        Ok(self.site.store.view(self.actor(), &self.as_of).await?)
    }

    /// The same request with the form that came with it.
    pub fn with_form(self, form: SentForm) -> Request {
        Request { form, ..self }
    }

    /// Begins to write, to save the form that came. Writing is always now, whatever the reader looks at.
    ///
    /// # Errors
    /// As [`Transaction::begin`] and [`Transaction::submit`].
    pub async fn begin<On: Transaction>(&self) -> Result<On, StoreError> {
        let mut on = On::begin(&self.site.store, self.actor()).await?;
        on.comes_from(self.place.as_deref());
        if let Some(submission) = &self.form.submission {
            on.submit(submission, Utc::now()).await?;
        }
        Ok(on)
    }

    /// What the next page says of the form that came.
    pub fn told(&self, words: String, page: &str) -> Told<'_> {
        let (of, page) = (self.form.page.clone(), path_of(page).to_owned());
        let key = self.form.submission.as_ref().map(|submission| submission.key.clone());
        Told { token: &self.token, of, page, notice: Notice::Done(words).written(), key, at: Utc::now() }
    }

    /// A one-time link, whole, and what to do with it. It is said once.
    pub fn about_link(&self, link: &Token) -> String {
        let origin = &self.site.public_origin;
        format!(
            "Send this link only to the account's owner. It works one time, expires in 72 hours, and won't be shown again: {origin}/welcome/{}",
            link.text()
        )
    }

    /// Says on a page that the form which came was saved before, and with it what was said of its first sending: that may
    /// be the one-time link of a new account, on a page that a double click left before anybody read it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tell_of_the_first(&self, page: &str, key: Option<&FormKey>) -> Result<(), AppError> {
        let told = AppError::AlreadySubmitted.to_string();
        let of_form = match key {
            Some(key) => self.site.store.notice_of_form(&self.token, key, Utc::now()).await?,
            None => None,
        };
        let left = match of_form {
            Some(left) => Some(left),
            None => self.site.store.notice(&self.token, page).await?,
        };
        let words = match left.and_then(|left| fresh(&left)) {
            Some(Notice::Done(words)) if words.starts_with(&told) => words,
            Some(Notice::Done(words)) => format!("{told} {words}"),
            Some(Notice::Refused(_) | Notice::Kept(_)) | None => told,
        };
        self.leave(page, &Notice::Done(words)).await
    }

    /// Lets the server hand this page out again.
    pub fn may_be_kept(&self) {
        if let Some(cacheable) = self.parts.extensions.get::<Cacheable>() {
            cacheable.allow();
        }
    }

    /// What the person has set for the pages.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn preferences(&self) -> Result<Preferences, AppError> {
        Ok(self.site.store.preferences(self.who.person.id).await?)
    }

    /// Writes into the security log that this reader was refused something for which the role has no permission.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_refusal(&self, of: &str) -> Result<(), AppError> {
        let note = SecurityNote::of(SecurityEvent::PermissionRefused, self.who.person.id, self.place.as_deref());
        Ok(self.site.store.note_security(&note.with_detail(of)).await?)
    }

    /// The session in which the request was made.
    pub fn session(&self) -> SessionName {
        SessionName::of(&self.token)
    }

    /// Addresses that keep the point of the record.
    pub fn paths(&self) -> Paths {
        Paths::at(self.as_of.clone())
    }

    /// The path of this page, without its query.
    pub fn path(&self) -> &str {
        self.parts.uri.path()
    }

    /// A value of this page's query, decoded. Blank counts as absent.
    pub fn query(&self, name: &str) -> Option<String> {
        query_value(&self.parts, name).filter(|value| !value.trim().is_empty())
    }

    /// Whether a name stands in this page's query, with a value or without one.
    pub fn asks(&self, name: &str) -> bool {
        query_pairs(&self.parts).iter().any(|(key, _)| key == name)
    }

    /// All of this page's query, in its order, without `as_of`.
    ///
    /// A date has one spelling in links, however it was typed.
    pub fn query_without_as_of(&self) -> Vec<(String, String)> {
        let pairs = query_pairs(&self.parts).into_iter().filter(|(key, value)| key != "as_of" && !value.is_empty());
        let spelled = |(key, value): (String, String)| {
            let one = match key.as_str() {
                "since" => value.parse::<AsOf>().ok().map(|point| point.to_string()),
                "from" | "to" => domain::date::parse(&value).map(|day| day.to_string()),
                _ => None,
            };
            (key, one.unwrap_or(value))
        };
        pairs.map(spelled).collect()
    }

    /// Leaves a notice for a page of this session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn leave(&self, page: &str, notice: &Notice) -> Result<(), AppError> {
        Ok(self.site.store.leave_notice(&self.token, page, &notice.written(), Utc::now()).await?)
    }

    /// Takes away what was left for a page.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget(&self, page: &str) -> Result<(), AppError> {
        Ok(self.site.store.forget_notice(&self.token, page).await?)
    }

    /// What was left for this page, and when. What was done is said once, and so is why a form was refused; what was typed
    /// into it is kept, also when the page is loaded again, until the form is done or an hour has passed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notice(&self) -> Result<Option<(Notice, Instant)>, AppError> {
        // Known since the request arrived, and most sessions have none.
        if !self.has_notice {
            return Ok(None);
        }
        let Some(left) = self.site.store.notice(&self.token, self.path()).await? else { return Ok(None) };
        not_cacheable();
        let notice = fresh(&left);
        let (store, path) = (&self.site.store, self.path());
        let written = match &notice {
            Some(Notice::Kept(_)) => Ok(()),
            Some(Notice::Refused(refusal)) if refusal.holds_text() => {
                let kept = Notice::Kept(refusal.clone()).written();
                store.leave_notice(&self.token, path, &kept, left.at).await
            }
            _ => store.forget_notice(&self.token, path).await,
        };
        if let Err(error) = written {
            // The page is read all the same. Where nothing can be written, it says this once more.
            tracing::warn!(%error, "A notice that was shown could not be forgotten");
        }
        Ok(notice.map(|notice| (notice, left.at)))
    }
}

/// A notice that is not too old to be said.
fn fresh(left: &Left) -> Option<Notice> {
    let is_fresh = Utc::now() - left.at < REFUSED_FORMS_ARE_KEPT;
    Notice::read(&left.notice).filter(|_| is_fresh)
}

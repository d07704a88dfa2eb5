//! What stands on every page: banner, header with the as-of lens, band of the past, notice, foot.

mod another_date;
pub mod away;
mod clock;
mod failure;
mod header;
mod not_yet;

use crate::reading::Limits;
pub use crate::reading::Reading;
use clock::clock_notice;
pub use failure::{explained, failure};
use header::{Banner, Header, TaskForceName};

use crate::components::due::{NextDue, next_due};
use crate::error::AppError;
use crate::notice::Notice;
use crate::paths::Paths;
use crate::policy::set_security_policy;
use crate::request::{Request, signed_in, signed_in_as_of_now, site};
use crate::words::{self, written_out};
use http::{HeaderValue, StatusCode};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;
use std::future::Future;
use store::{AsOf, LedgerCheck, Position, Preferences, View};

/// The parts of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Home,
    Plans,
    Actions,
    Milestones,
    Agencies,
    Meetings,
    Reports,
    Indicators,
    Sources,
    Record,
    People,
    /// A page that no part of the navigation leads to.
    None,
    /// A page that is presented at a meeting: it stands alone, without header and foot.
    Presented,
}

/// The name in the address of a page that is presented; its value is the number of the screen.
pub const PRESENT: &str = "present";

/// What a page hands to the layout.
#[expect(missing_debug_implementations, reason = "a view cannot be shown")]
pub struct Page {
    pub title: String,
    pub section: Section,
    pub body: AnyView,
}

/// A page for a signed-in reader. Whoever is not signed in is sent to the sign-in page and back.
pub fn page<F>(body: impl FnOnce(Reading) -> F + Send + 'static) -> impl IntoView
where
    F: Future<Output = Result<Page, AppError>> + Send,
{
    set_security_policy();
    let drawn = async move {
        match read(body).await {
            Ok(drawn) => drawn,
            Err(AppError::SignInRequired) => {
                send_to(&sign_in_address());
                ().into_any()
            }
            Err(error) => explained(&error).await,
        }
    };
    view! { <Suspense>{Suspend::new(drawn)}</Suspense> }
}

async fn read<F>(body: impl FnOnce(Reading) -> F) -> Result<AnyView, AppError>
where
    F: Future<Output = Result<Page, AppError>>,
{
    let request = signed_in()?;
    let (done, refusal, kept_since) = match request.notice().await? {
        Some((Notice::Done(words), _)) => (Some(words), None, None),
        Some((Notice::Refused(refusal), _)) => (None, Some(refusal), None),
        Some((Notice::Kept(refusal), at)) => (None, Some(refusal.without_faults()), Some(at)),
        None => (None, None, None),
    };
    let view = request.view().await?;
    let preferences = request.preferences().await?;
    let limits = Limits::default();
    let (paths, limited) = (request.paths(), limits.clone());
    let reading = Reading {
        paths,
        request: request.clone(),
        view: view.clone(),
        refusal,
        kept_since,
        preferences,
        limits: limited,
    };
    let has_errors = reading.refusal.is_some() && reading.kept_since.is_none();
    let next = match &done {
        Some(done) => next_due(&reading, done).await?,
        None => None,
    };
    let page = body(reading).await?;
    let fault = request.site.store.standing_fault().await?;
    request.may_be_kept();
    Ok(frame(&request, &view, page, Around { done, next, has_errors, preferences, limits: limits.in_words(), fault }))
}

/// What the layout says and does beside the page itself.
#[derive(Default)]
struct Around {
    /// What was done just before.
    done: Option<String>,
    /// What a liaison has to do next, said after what was done.
    next: Option<NextDue>,
    has_errors: bool,
    preferences: Preferences,
    /// What the page is limited to, for its title.
    limits: Option<String>,
    /// What the newest check of the record found to be broken. It is of now, whatever point is read.
    fault: Option<LedgerCheck>,
}

fn frame(request: &Request, view: &View, page: Page, around: Around) -> AnyView {
    let Around { done, next, has_errors, preferences, limits, fault } = around;
    let position = view.position().clone();
    let title = title_of(&page.title, limits, has_errors, &position);
    let paths = request.paths();
    // Open pages that show the record as of now follow it from here.
    let entry = (!position.is_past()).then(|| position.seq.to_string());
    if page.section == Section::Presented {
        let session = format!("{}/session.js", request.site.assets);
        return view! {
            <Title text=title/>
            {clock_notice()}
            <main id="main">
                <div class="c-wrap">
                    {fault.map(|fault| view! { <StandingFault fault paths=paths.now()/> })}
                    {page.body}
                </div>
            </main>
            <script src=session type="module"></script>
        }
        .into_any();
    }
    view! {
        <Title text=title/>
        <a class="usa-skipnav" href="#main">"Skip to main content"</a>
        <Banner/>
        <Header request=request.clone() view=view.clone() current=page.section preferences/>
        {position.is_past().then(|| view! { <Band request=request.clone() view=view.clone()/> })}
        {clock_notice()}
        <main id="main" data-entry=entry>
            <div class="c-wrap">
                {done.map(|words| view! { <DoneNotice words next/> })}
                {page.body}
            </div>
        </main>
        <Foot words=as_of_words(view) paths fault/>
        <script src=format!("{}/session.js", request.site.assets) type="module"></script>
    }
    .into_any()
}

/// What windows and tabs are called: the page, what it is limited to, and the date that is viewed where it is not today.
fn title_of(title: &str, limits: Option<String>, has_errors: bool, position: &Position) -> String {
    let error_mark = if has_errors { "Error: " } else { "" };
    let limits = limits.map(|words| format!(" ({words})")).unwrap_or_default();
    let then = position.is_past().then(|| format!(", as of {}", domain::date::in_sentence(position.day)));
    written_out(&format!("{error_mark}{title}{limits}{} | Concord", then.unwrap_or_default()))
}

/// A page for anybody: no record, no navigation.
pub fn open_page(title: &str, body: impl IntoView + 'static) -> impl IntoView {
    set_security_policy();
    view! {
        <Title text=written_out(&format!("{title} | Concord"))/>
        <a class="usa-skipnav" href="#main">"Skip to main content"</a>
        <Banner/>
        <header class="c-head">
            <div class="c-wrap c-head__in"><TaskForceName home="/".to_owned()/></div>
        </header>
        {clock_notice()}
        <main id="main"><div class="c-wrap">{body.into_any()}</div></main>
        {open_foot()}
    }
}

/// The foot of a page for anybody.
fn open_foot() -> AnyView {
    view! { <footer class="c-foot"><div class="c-wrap"><p>{help_links(&Paths::default())}</p></div></footer> }
        .into_any()
}

/// Where help is, in the same place on each page: the end of its foot (WCAG 3.2.6).
pub fn help_links(paths: &Paths) -> AnyView {
    view! { <a href=paths.to("/help")>"Help"</a>" "<a href=paths.to("/accessibility")>"Accessibility"</a> }.into_any()
}

/// A page that anybody may read: with everything around it for a signed-in reader.
pub fn page_for_anybody(title: &'static str, body: impl FnOnce(&Paths) -> AnyView + Send + 'static) -> AnyView {
    if signed_in_as_of_now().is_err() {
        return open_page(title, body(&Paths::default())).into_any();
    }
    let page = page(async move |reading: Reading| {
        let body = body(&reading.paths);
        Ok(Page { title: title.to_owned(), section: Section::None, body })
    });
    page.into_any()
}

/// Sends whoever asks to another page. (`leptos_axum::redirect` does so only for those who say that they take HTML.)
fn send_to(address: &str) {
    let (Some(response), Ok(address)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(address)) else {
        return;
    };
    response.set_status(StatusCode::FOUND);
    response.insert_header(http::header::LOCATION, address);
}

/// The sign-in page, and back here afterwards.
fn sign_in_address() -> String {
    let here = use_context::<http::request::Parts>().map(|parts| parts.uri.to_string()).unwrap_or_default();
    match crate::paths::local(&here) {
        "/" => "/sign-in".to_owned(),
        here => Paths::default().with_query("/sign-in", &[("next", here)]),
    }
}

/// The band that says, on every page, that this is the past.
#[component]
fn Band(request: Request, view: View) -> AnyView {
    let position = view.position();
    let day = domain::date::in_sentence(position.day);
    let (title, then) = match position.as_of {
        // Within a day it is not the date alone that says what is shown.
        AsOf::Entry(_) | AsOf::Instant(_) => (
            format!("You are viewing Concord as of {day} (log entry {}). ", words::entry_number(position.seq)),
            "This is what Concord showed then.",
        ),
        _ => (format!("You are viewing Concord as of {day}. "), "This is what Concord showed on that date."),
    };
    let query = request.query_without_as_of();
    let back = Paths::default().with_pairs(request.path(), &query);
    view! {
        <section class="c-band" aria-label="Date being viewed">
            <div class="c-wrap">
                <p><strong>{title}</strong>{then}" You can't make changes in this view."</p>
                <a href=back>"Return to today"</a>
            </div>
        </section>
    }
    .into_any()
}

/// It has the focus, like a refusal, so that the person who saved is told where they are.
#[component]
pub fn DoneNotice(words: String, #[prop(optional_no_strip)] next: Option<NextDue>) -> AnyView {
    let next = next.map(|next| view! { " "<a href=next.address>{next.words}</a> });
    view! {
        <div class="usa-alert usa-alert--success usa-alert--slim c-done" role="status" tabindex="-1" autofocus>
            <div class="usa-alert__body"><p class="usa-alert__text">{words}{next}</p></div>
        </div>
    }
    .into_any()
}

/// The same on every page, so that pages can be handed out again.
fn how_long_a_session_lasts() -> String {
    let limits = site().limits;
    let count = |number: i64, thing| words::count(usize::try_from(number).unwrap_or_default(), thing);
    let (idle, longest) = (count(limits.idle.num_minutes(), "minute"), count(limits.absolute.num_hours(), "hour"));
    format!("You are signed out {idle} after your last page, and {longest} after you signed in.")
}

fn as_of_words(view: &View) -> String {
    let position = view.position();
    format!("As of {} (log entry {}).", domain::date::in_sentence(position.day), words::entry_number(position.seq))
}

#[component]
fn Foot(words: String, paths: Paths, fault: Option<LedgerCheck>) -> AnyView {
    view! {
        <footer class="c-foot">
            <div class="c-wrap">
                {fault.map(|fault| view! { <StandingFault fault paths=paths.now()/> })}
                <p>{words}</p>
                <p class="c-noprint">
                    <a href=paths.to("/record/check")>"Check a file"</a>" "
                    <a href=paths.to("/words")>"Glossary"</a>" "
                    {help_links(&paths)}
                </p>
                <p class="c-small c-quiet c-noprint">{how_long_a_session_lasts()}</p>
            </div>
        </footer>
    }
    .into_any()
}

/// Says to every signed-in reader that a check failed, and where. What exactly was found can name what not everybody sees,
/// so that is on the home of the auditor only.
#[component]
fn StandingFault(fault: LedgerCheck, paths: Paths) -> AnyView {
    let entry = fault.broken_entry().map(|entry| {
        let number = words::entry_number(entry);
        view! { " The first log entry that doesn't match: "<a href=paths.entry(entry)>{format!("log entry {number}")}</a>"." }
    });
    let at = site().store.zone().time(fault.at);
    let (what, found) = match fault.lacks_only_guards() {
        true => ("A guard of the record is missing or changed.", format!(" A check on {at} found the record whole.")),
        false => ("The record is not whole.", format!(" A check on {at} found a fault.")),
    };
    view! {
        <p class="c-foot__fault">
            <strong>{what}</strong>
            {found}
            {entry}
        </p>
    }
    .into_any()
}

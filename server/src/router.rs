//! Every address of the server on one screen, and the layers that each request passes.

use crate::attempts::WrongTries;
use crate::health::Readiness;
use crate::live::Live;
use crate::page_cache::PageCache;
use crate::uploads::Places;
use crate::{
    assets, away, compression, exports, file_check, health, live, middleware, own_password, page_cache, posted_forms,
    prefetch, request_log, session, session_end, sign_in, uploads,
};
use app::pages::check::CHECK_PAGE;
use app::pages::forms::COMMANDS;
use app::pages::forms::own_account::PASSWORD_PAGE;
use app::routes::App;
use app::shell::shell;
use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use queries::dashboards::drawings::Drawings;
use queries::security_query::SECURITY_FILE;
use std::net::{IpAddr, SocketAddr};
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;
use store::{SessionLimits, Store};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use ui::commands::Posted;
use ui::commands::drafts::DRAFTS;
use ui::cookie::CookieKind;
use ui::forms::DISCARD;
use ui::policy::without_nonce;
use ui::request::Site;

/// No answer takes longer.
pub(crate) const LONGEST_ANSWER: Duration = Duration::from_secs(30);

/// What every handler is given. Cheap to clone: each request does, once for every layer that it passes.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Parts>);

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What stands in the state.
#[derive(Debug)]
pub struct Parts {
    pub site: Site,
    pub leptos: LeptosOptions,
    /// How far the record has come, for open pages.
    pub live: Live,
    /// Pages that were drawn already.
    pub pages: PageCache,
    pub readiness: Readiness,
    /// One-time links that were tried and are not good, by place.
    pub wrong_links: WrongTries,
    /// Files that are being taken in.
    pub places: Places,
    pub limits: SessionLimits,
    /// Scheme, host and port of this site as browsers know it.
    pub public_origin: String,
    /// Proxies whose word about the client's address is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// How long a reader waits for a file of a report before it is made in the background.
    pub file_wait: Duration,
    /// Files of reports that are being made.
    pub files: exports::Files,
    /// Who downloads how much at once.
    pub turns: exports::Turns,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> LeptosOptions {
        state.leptos.clone()
    }
}

/// What the server is set up with, parsed.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    pub task_force: String,
    /// Whom to ask for help: an email address, or one that begins with `https://`.
    pub help_contact: Option<String>,
    pub is_sample: bool,
    pub limits: SessionLimits,
    pub cookie: CookieKind,
    pub public_origin: String,
    pub trusted_proxies: Vec<IpAddr>,
    /// How long a reader waits for a file of a report before it is made in the background.
    pub file_wait: Duration,
}

impl AppState {
    /// Begins to follow the record: call it within the runtime that serves.
    pub fn new(store: Store, settings: HttpSettings) -> AppState {
        let live = Live::follow(store.clone());
        let site = Site {
            store,
            task_force: settings.task_force.into(),
            help_contact: settings.help_contact.map(Into::into),
            is_sample: settings.is_sample,
            cookie: settings.cookie,
            public_origin: settings.public_origin.as_str().into(),
            limits: settings.limits,
            assets: assets::ADDRESS.as_str().into(),
            drawings: Drawings::default(),
        };
        AppState(Arc::new(Parts {
            site,
            leptos: LeptosOptions::builder().output_name("concord").site_pkg_dir("pkg").build(),
            live,
            pages: PageCache::default(),
            readiness: Readiness::default(),
            wrong_links: WrongTries::default(),
            places: Places::default(),
            limits: settings.limits,
            public_origin: settings.public_origin,
            trusted_proxies: settings.trusted_proxies,
            file_wait: settings.file_wait,
            files: exports::Files::default(),
            turns: exports::Turns::default(),
        }))
    }

    /// Where a request comes from: the peer, or what a trusted proxy says of it. Only the last address of
    /// `X-Forwarded-For` that is not a trusted proxy counts; the earlier ones can be forged.
    pub fn client_address(&self, peer: Option<SocketAddr>, headers: &HeaderMap) -> String {
        let Some(peer) = peer.map(|peer| peer.ip()) else { return "unknown".to_owned() };
        if !self.trusted_proxies.contains(&peer) {
            return peer.to_string();
        }
        let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let addresses: Vec<IpAddr> =
            forwarded.flat_map(|value| value.split(',')).filter_map(|text| text.trim().parse().ok()).collect();
        let client = addresses.into_iter().rev().find(|address| !self.trusted_proxies.contains(address));
        client.unwrap_or(peer).to_string()
    }
}

/// An address that is not a page: its path, what is asked of it, and what answers.
#[derive(Debug)]
pub struct Plain(pub &'static str, pub Method, pub(crate) MethodRouter<AppState>);

/// Every address beside the pages and the server functions. The test of routes and roles walks this list too.
pub fn plain_routes() -> Vec<Plain> {
    let mut routes = exports::list_files();
    routes.extend(other_routes());
    routes
}

fn other_routes() -> Vec<Plain> {
    vec![
        Plain("/sign-in", Method::POST, post(sign_in::sign_in)),
        Plain("/sign-out", Method::POST, post(sign_in::sign_out)),
        Plain("/sign-out-everywhere", Method::POST, post(sign_in::sign_out_everywhere)),
        Plain(PASSWORD_PAGE, Method::POST, post(own_password::change_password)),
        Plain("/welcome", Method::POST, post(sign_in::set_password)),
        Plain(DISCARD, Method::POST, post(posted_forms::discard)),
        Plain(CHECK_PAGE, Method::POST, post(file_check::check_file)),
        Plain("/ledger/consistency/{size}", Method::GET, get(file_check::consistency)),
        Plain("/exports/plans/{plan}/charts/{chart}", Method::GET, get(exports::plan_chart)),
        Plain("/exports/indicators/{indicator}/{chart}", Method::GET, get(exports::indicator_chart)),
        Plain("/exports/charts/{chart}", Method::GET, get(exports::bridge_chart)),
        Plain("/exports/reports/{report}", Method::GET, get(exports::report_file)),
        Plain("/exports/files/{file}", Method::GET, get(exports::made_file)),
        Plain("/reports/files/{file}/cancel", Method::POST, post(exports::cancel_file)),
        Plain(queries::workpapers::FILE, Method::GET, get(exports::workpaper)),
        Plain(SECURITY_FILE, Method::GET, get(exports::security_log)),
        Plain("/exports/ledger.jsonl", Method::GET, get(exports::ledger)),
        Plain("/exports/contents.jsonl", Method::GET, get(exports::contents)),
        Plain("/session/ends", Method::GET, get(session_end::ends)),
        Plain("/session/continue", Method::POST, post(session_end::go_on)),
        Plain("/evidence/{document}/file", Method::GET, get(exports::evidence_file)),
        Plain("/live", Method::GET, get(live::live)),
        Plain("/ledger/checkpoint", Method::GET, get(health::checkpoint)),
        Plain("/ledger/key", Method::GET, get(health::key)),
        Plain("/healthz", Method::GET, get(health::healthz)),
        Plain("/readyz", Method::GET, get(health::readyz)),
        Plain("/robots.txt", Method::GET, get(assets::robots)),
        Plain("/assets/{digest}/{*name}", Method::GET, get(assets::asset)),
    ]
}

/// Addresses for which it is not asked whose session it is: they answer the same to everyone, so also when the database
/// does not; or asking must not count as use of the session.
const FOR_ANYBODY: [&str; 7] = [
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/ledger/checkpoint",
    "/ledger/key",
    "/assets/{digest}/{*name}",
    "/session/ends",
];

/// The whole server.
pub fn router(state: AppState) -> Router {
    let (for_anybody, others): (Vec<_>, Vec<_>) =
        plain_routes().into_iter().partition(|Plain(path, ..)| FOR_ANYBODY.contains(path));
    let headers = axum::middleware::from_fn_with_state(state.clone(), middleware::security_headers);
    let for_anybody = routed(for_anybody).layer(
        ServiceBuilder::new()
            .layer(axum::middleware::from_fn(request_log::log))
            .layer(headers)
            .layer(CatchPanicLayer::new())
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_ANSWER))
            .layer(axum::middleware::from_fn_with_state(state.clone(), middleware::same_origin)),
    );
    pages_and_forms(&state, others).merge(for_anybody).with_state(state)
}

fn routed(routes: Vec<Plain>) -> Router<AppState> {
    routes.into_iter().fold(Router::new(), |router, Plain(path, _, handler)| router.route(path, handler))
}

/// What is answered to a person.
fn pages_and_forms(state: &AppState, plain: Vec<Plain>) -> Router<AppState> {
    let pages = generate_route_list(App);
    let (options, context) = (state.leptos.clone(), page_context(state.site.clone()));
    Router::new()
        .leptos_routes_with_context(state, pages, context, move || shell(options.clone()))
        .merge(routed(plain))
        .merge(commands())
        .fallback(nothing_here)
        .layer(
            ServiceBuilder::new()
                .layer(axum::middleware::from_fn(request_log::log))
                .layer(axum::middleware::from_fn_with_state(state.clone(), middleware::security_headers))
                .layer(CatchPanicLayer::new())
                .layer(axum::middleware::from_fn_with_state(state.clone(), middleware::same_origin))
                .layer(axum::middleware::from_fn(middleware::plain_paths_only))
                .layer(axum::middleware::from_fn(middleware::plain_forms_only))
                .layer(axum::middleware::from_fn_with_state(state.clone(), away::give_back_what_was_typed))
                .layer(axum::middleware::from_fn(middleware::answered_in_time))
                .layer(axum::middleware::from_fn_with_state(state.clone(), session::arrive))
                .layer(axum::middleware::from_fn(prefetch::serve))
                .layer(axum::middleware::from_fn_with_state(state.clone(), exports::note))
                .layer(axum::middleware::from_fn_with_state(state.clone(), page_cache::serve))
                .layer(compression::layer())
                .layer(axum::middleware::from_fn(compression::whole))
                .layer(axum::middleware::from_fn_with_state(state.clone(), session::recognize))
                .layer(axum::middleware::from_fn_with_state(state.clone(), exports::take_turns))
                .layer(axum::middleware::from_fn_with_state(state.clone(), uploads::take_in)),
        )
}

/// Where the forms of commands are posted to.
fn commands() -> Router<AppState> {
    let drafts: &'static dyn Posted = &DRAFTS;
    let commands = COMMANDS.iter().map(|of| *of as &'static dyn Posted);
    commands.chain([drafts]).fold(Router::new(), |router, of| {
        let answer = move |State(state): State<AppState>, request: axum::extract::Request| async move {
            posted_forms::answer(of, state, request).await
        };
        router.route(&of.command().endpoint(), post(answer))
    })
}

/// The page for an address that has none.
async fn nothing_here(State(state): State<AppState>, request: axum::extract::Request) -> impl IntoResponse {
    let options = state.leptos.clone();
    let render =
        leptos_axum::render_app_async_with_context(page_context(state.site.clone()), move || shell(options.clone()));
    render(request).await
}

/// What every page finds around it.
pub(crate) fn page_context(site: Site) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        provide_context(site.clone());
        without_nonce();
    }
}

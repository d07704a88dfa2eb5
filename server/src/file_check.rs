//! `/record/check`: a file that a reader has is checked, and not kept. Logs and checkpoints are checked as a browser does it;
//! a report is made again from the record, as its reader may see it, and compared.

use crate::document_check::{self, CheckError, Checked};
use crate::router::{AppState, page_context};
use crate::sign_in::{failure, see_other};
use app::pages::check::{CHECK_PAGE, CHECKPOINT, KEY, Posted};
use app::shell::shell;
use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Path, Request, State};
use axum::response::{IntoResponse, Response};
use checker::{
    Asked, Compared, Continuation, FileKind, Known, Outcome, Verdict, of_report, recognize, size_of_checkpoint,
};
use commands::uploads::{FILE, Upload};
use domain::error::FieldErrors;
use domain::ledger::TreeSize;
use domain::security::SecurityEvent;
use leptos::prelude::provide_context;
use queries::error::QueryError;
use queries::paths::{Paths, SIGN_IN};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use store::{SecurityNote, Store, StoreError};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use ui::error::AppError;
use ui::request::{SignedIn, Visitor};

/// A check takes a core for as long as it lasts, so that one is made after the other. Few wait: each has its file in memory,
/// and there are places for few ([`crate::uploads::Places`]).
static AT_A_TIME: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(1)));

/// The right to check now. It ends with the value.
async fn turn() -> Result<OwnedSemaphorePermit, AppError> {
    Arc::clone(&AT_A_TIME).acquire_owned().await.map_err(|error| AppError::internal(&error))
}

/// `POST /record/check`: a file, and what it is to be compared with. Answers with the page that says what was found.
pub async fn check_file(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let who = match visitor.signed_in() {
        Ok(who) => who,
        Err(AppError::SignInRequired) => {
            return see_other(&Paths::default().with_query(SIGN_IN, &[("next", CHECK_PAGE)]), None);
        }
        Err(error) => return (error.status(), error.to_string()).into_response(),
    };
    let (parts, body) = request.into_parts();
    // A layer before has read it: the fields are few and small.
    let fields = to_bytes(body, usize::MAX).await.ok();
    let fields: BTreeMap<String, String> =
        fields.and_then(|bytes| serde_urlencoded::from_bytes(&bytes).ok()).unwrap_or_default();
    let upload = parts.extensions.get::<Arc<Upload>>().cloned();
    let posted = match posted(&state, &who, &fields, upload).await {
        Ok(posted) => posted,
        Err(error) => return (error.status(), error.to_string()).into_response(),
    };
    if let Posted::Checked(verdict) = &posted
        && let Err(error) = note(&state.site.store, &visitor, &who, verdict).await
    {
        return failure(error);
    }
    page(&state, Request::from_parts(parts, Body::empty()), posted).await
}

/// The page, with what was found.
async fn page(state: &AppState, request: Request, posted: Posted) -> Response {
    let (around, options) = (page_context(state.site.clone()), state.leptos.clone());
    let context = move || {
        around();
        provide_context(posted.clone());
    };
    leptos_axum::render_app_async_with_context(context, move || shell(options.clone()))(request).await.into_response()
}

async fn posted(
    state: &AppState,
    who: &Arc<SignedIn>,
    fields: &BTreeMap<String, String>,
    upload: Option<Arc<Upload>>,
) -> Result<Posted, AppError> {
    let typed = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let server_key = state.site.store.key().verifier().to_string();
    let asked = Asked { key: typed(KEY), checkpoint: typed(CHECKPOINT), server_key };
    let mut wrong = FieldErrors::default();
    match upload.as_deref() {
        Some(Upload::File { .. }) => {}
        Some(Upload::TooLarge { .. }) => wrong.add(
            FILE,
            "Choose a smaller file: this server checks files of at most 30 MB. A larger log can be checked in a browser with \
             scripts on, or with the command concord verify.",
        ),
        None => wrong.add(FILE, "Choose a file."),
    }
    let known = asked.read().unwrap_or_else(|faults| {
        faults.checkpoint.into_iter().for_each(|words| wrong.add(CHECKPOINT, words));
        faults.key.into_iter().for_each(|words| wrong.add(KEY, words));
        Known::default()
    });
    if !wrong.is_empty() {
        return Ok(Posted::Refused { asked, fields: wrong });
    }
    let (store, publisher, who) = (state.site.store.clone(), state.site.task_force.clone(), Arc::clone(who));
    let (turn, runtime) = (turn().await?, Handle::current());
    let checked = tokio::task::spawn_blocking(move || {
        // A check goes on to its end where nobody waits for it any more, and keeps its turn.
        let _turn = turn;
        match upload.as_deref() {
            Some(Upload::File { name, content }) => {
                runtime.block_on(verdict(&store, &publisher, &who, (name.as_str(), content.as_slice()), &known))
            }
            // It was refused before.
            _ => Err(AppError::NotAForm),
        }
    });
    let verdict = checked.await.map_err(|error| AppError::internal(&error))??;
    Ok(Posted::Checked(Box::new(verdict)))
}

/// Takes a core for as long as it lasts.
async fn verdict(
    store: &Store,
    publisher: &str,
    who: &SignedIn,
    (name, content): (&str, &[u8]),
    known: &Known,
) -> Result<Verdict, AppError> {
    let kind = recognize(name, content);
    let continuation = match size_of_checkpoint(content).filter(|_| kind == FileKind::Checkpoint) {
        Some(size) => Some(continuation(store, TreeSize(size)).await?),
        None => None,
    };
    let key = store.key().verifier();
    let server = continuation.as_ref().map(|answer| (&key, answer));
    match checker::check(name, content, known, server, |_| {}) {
        Some(verdict) => Ok(verdict),
        None => report(store, publisher, who, (name, content)).await,
    }
}

/// What an account of this role may see decides what is compared.
async fn report(
    store: &Store,
    publisher: &str,
    who: &SignedIn,
    (name, content): (&str, &[u8]),
) -> Result<Verdict, AppError> {
    match document_check::check(store, publisher, &who.actor, content).await {
        Ok(Checked { address, verdict }) => Ok(of_report(name, Some(&address), &compared(verdict))),
        Err(CheckError::NotAReport) => Ok(Verdict::not_ours(name)),
        Err(CheckError::Query(QueryError::Store(error))) => match AppError::from(error) {
            error @ AppError::Away(_) => Err(error),
            error => Ok(of_report(name, None, &Compared::NotCompared { why: error.to_string() })),
        },
        Err(error) => Ok(of_report(name, None, &Compared::NotCompared { why: error.to_string() })),
    }
}

fn compared(verdict: document_check::Verdict) -> Compared {
    match verdict {
        document_check::Verdict::Same => Compared::Same,
        document_check::Verdict::SameText => Compared::SameText,
        document_check::Verdict::Differs(difference) => {
            let document_check::Difference { place, file, record } = difference;
            Compared::Differs { place, file, record }
        }
    }
}

/// The security log has that a file was compared with the record, and how it ended; not what it is called.
async fn note(store: &Store, visitor: &Visitor, who: &SignedIn, verdict: &Verdict) -> Result<(), StoreError> {
    let ended = match verdict.outcome {
        Outcome::Whole => "no difference",
        Outcome::Unsigned => "no difference in what could be checked",
        Outcome::Broken => "a difference",
        Outcome::Unchecked => "not checked",
    };
    let note = SecurityNote::of(SecurityEvent::FileChecked, who.person.id, Some(visitor.place()));
    store.note_security(&note.with_detail(ended)).await
}

/// `GET /ledger/consistency/{size}`: the newest signed checkpoint, and the proof that the log of that size is its beginning,
/// so that a browser can check an older checkpoint without sending it.
pub async fn consistency(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(size): Path<u64>,
) -> Response {
    let answer = async {
        visitor.signed_in()?;
        let _turn = turn().await?;
        continuation(&state.site.store, TreeSize(size)).await
    };
    match answer.await {
        Ok(answer) => Json(answer).into_response(),
        Err(AppError::SignInRequired) => see_other(SIGN_IN, None),
        Err(error) => (error.status(), error.to_string()).into_response(),
    }
}

async fn continuation(store: &Store, older: TreeSize) -> Result<Continuation, AppError> {
    let (head, proof) = store.consistency(older).await?;
    let proof = proof.iter().map(ToString::to_string).collect();
    Ok(Continuation { checkpoint: head.checkpoint, proof })
}

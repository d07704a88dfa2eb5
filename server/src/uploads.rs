//! The forms that carry a file: their fields go on as those of every form, and the file beside them.

use crate::away;
use crate::router::AppState;
use app::pages::check::{CHECK_PAGE, MOST_CHECKED_BYTES};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use commands::evidence::ATTACH_EVIDENCE;
use commands::uploads::{FILE, Upload};
use domain::evidence::MOST_FILE_BYTES;
use domain::ids::PersonId;
use domain::ledger::Hash;
use futures::StreamExt;
use futures::stream::{self, BoxStream};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use moka::sync::Cache;
use multer::{Constraints, Field, Multipart, SizeLimit};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use ui::error::AppError;
use ui::request::Visitor;

/// A form that carries a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FileForm {
    /// The largest file that is taken, in bytes.
    most: u64,
    /// What is said of a larger one, before any of it is read.
    too_large: &'static str,
    /// What is said where no place comes free.
    busy: &'static str,
}

/// Evidence becomes part of the record.
const EVIDENCE: FileForm = FileForm {
    most: MOST_FILE_BYTES,
    too_large: "The file is too large: a file has at most 25 MB. Nothing was saved. Go back, and choose a smaller one.",
    busy: "Other files are being uploaded. Go back and submit the form again in 1 minute. It is saved once.",
};

/// A file to check is read once.
const TO_CHECK: FileForm = FileForm {
    most: MOST_CHECKED_BYTES,
    too_large: "The file is too large: this server checks files of at most 30 MB. It was not read. A larger log can be checked \
                in a browser with scripts on, or with the command concord verify.",
    busy: "Other files are being checked. Go back and check the file again in 1 minute.",
};

impl FileForm {
    /// How much of one request is read: the largest file, its fields, and enough beyond to say that a file is too large.
    const fn most_read(self) -> u64 {
        2 * self.most + MOST_OF_FIELDS
    }
}

/// The fields of the form together have no more bytes.
const MOST_OF_FIELDS: u64 = 64 * 1024;

/// How long a file may take to come.
const SLOWEST_FILE: Duration = Duration::from_secs(120);

/// How long nothing may come of it.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How long a form waits for its place.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Whether a request brings a form with a file.
pub fn brings_a_file(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    form_with_a_file(method, path, headers).is_some()
}

/// The form with a file that a request brings. Other forms never do.
fn form_with_a_file(method: &Method, path: &str, headers: &HeaderMap) -> Option<FileForm> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_multipart = kind.split(';').next().is_some_and(|kind| kind.trim() == "multipart/form-data");
    if *method != Method::POST || !is_multipart {
        return None;
    }
    match path {
        CHECK_PAGE => Some(TO_CHECK),
        path if path == ATTACH_EVIDENCE.command.endpoint() => Some(EVIDENCE),
        _ => None,
    }
}

/// Takes fields and file apart. Comes after it is known who sends, so that visitors who are not signed in cannot fill memory: of
/// theirs the fields alone are kept, and given back after signing in.
pub async fn take_in(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(form) = form_with_a_file(request.method(), request.uri().path(), request.headers()) else {
        return next.run(request).await;
    };
    if declared_length(request.headers()).is_some_and(|length| length > form.most_read()) {
        return (StatusCode::PAYLOAD_TOO_LARGE, form.too_large).into_response();
    }
    let who = request.extensions().get::<Visitor>().and_then(|visitor| visitor.who.as_ref()).map(|who| who.person.id);
    let Some(_place) = state.places.take(who).await else { return busy(form) };
    let (mut parts, body) = request.into_parts();
    let taken = tokio::time::timeout(SLOWEST_FILE, take_apart(&parts.headers, body, (form, who.is_some()))).await;
    let Ok(taken) = taken else { return StatusCode::REQUEST_TIMEOUT.into_response() };
    let Some(Taken { mut fields, upload }) = taken else {
        return (StatusCode::BAD_REQUEST, AppError::NotAForm.to_string()).into_response();
    };
    // With another file it is another form, and the same one sent twice is the same.
    if let Some(Upload::File { name, content }) = &upload {
        fields.push(("file_sent".to_owned(), format!("{} {name}", Hash::of(&[content]))));
    }
    if let Some(upload) = upload {
        parts.extensions.insert(Arc::new(upload));
    }
    let Ok(encoded) = serde_urlencoded::to_string(&fields) else {
        return (StatusCode::BAD_REQUEST, AppError::NotAForm.to_string()).into_response();
    };
    let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
    parts.headers.insert(header::CONTENT_TYPE, kind);
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(encoded.len()));
    let plain = Request::from_parts(parts, Body::from(encoded));
    away::give_back_what_was_typed(State(state), plain, next).await
}

/// The length of a body as its sender gives it, before any of it is read.
fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn busy(form: FileForm) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "30")], form.busy).into_response()
}

/// The places of files that are being taken in: each lies in memory until it is stored.
#[derive(Debug)]
pub struct Places {
    of_accounts: Arc<Semaphore>,
    /// Of those who are not signed in only fields are kept. They have places of their own, so that they keep
    /// no signed-in account waiting.
    of_visitors: Arc<Semaphore>,
    /// One place an account: with more it could take all of them. A form that is sent twice waits for itself.
    of_each: Cache<PersonId, Arc<Semaphore>>,
}

impl Default for Places {
    fn default() -> Places {
        Places {
            of_accounts: Arc::new(Semaphore::new(4)),
            of_visitors: Arc::new(Semaphore::new(16)),
            of_each: Cache::builder().max_capacity(10_000).time_to_idle(2 * SLOWEST_FILE).build(),
        }
    }
}

impl Places {
    /// The right to send a file now: it ends with the value. `None` where none came free in time.
    async fn take(&self, person: Option<PersonId>) -> Option<Vec<OwnedSemaphorePermit>> {
        let Some(id) = person else {
            return Some(vec![Arc::clone(&self.of_visitors).try_acquire_owned().ok()?]);
        };
        let own = self.of_each.get_with(id, || Arc::new(Semaphore::new(1)));
        let both = async { Some(vec![own.acquire_owned().await.ok()?, self.any().await?]) };
        tokio::time::timeout(LONGEST_WAIT, both).await.ok()?
    }

    async fn any(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.of_accounts).acquire_owned().await.ok()
    }
}

/// A body that fails when nothing of it comes for too long.
fn without_long_pauses(body: Body) -> BoxStream<'static, io::Result<Bytes>> {
    let chunks = stream::try_unfold(body.into_data_stream(), |mut chunks| async move {
        match tokio::time::timeout(LONGEST_PAUSE, chunks.next()).await {
            Err(_) => Err(io::Error::from(io::ErrorKind::TimedOut)),
            Ok(None) => Ok(None),
            Ok(Some(chunk)) => chunk.map(|chunk| Some((chunk, chunks))).map_err(io::Error::other),
        }
    });
    chunks.boxed()
}

/// What came: the fields in their order, and the file, where one was chosen.
struct Taken {
    fields: Vec<(String, String)>,
    upload: Option<Upload>,
}

/// `None` for what this form does not send: a field twice, a name that is none, too much.
async fn take_apart(headers: &HeaderMap, body: Body, (of, keeps_the_file): (FileForm, bool)) -> Option<Taken> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let boundary = multer::parse_boundary(kind).ok()?;
    let limits = SizeLimit::new().whole_stream(of.most_read());
    let constraints = Constraints::new().size_limit(limits);
    let mut form = Multipart::with_constraints(without_long_pauses(body), boundary, constraints);
    let mut taken = Taken { fields: Vec::new(), upload: None };
    let mut left = MOST_OF_FIELDS;
    while let Some(field) = form.next_field().await.ok()? {
        let name = field.name().filter(|name| crate::middleware::is_field_name(name))?.to_owned();
        let is_known = taken.fields.iter().any(|(other, _)| *other == name);
        if is_known || (name == FILE && taken.upload.is_some()) || name == "file_sent" {
            return None;
        }
        if name == FILE {
            taken.upload = upload(field, of.most, keeps_the_file).await?;
        } else {
            let text = text(field, left).await?;
            left -= text.len() as u64;
            taken.fields.push((name, text));
        }
    }
    Some(taken)
}

async fn text(mut field: Field<'_>, most: u64) -> Option<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.ok()? {
        if (bytes.len() + chunk.len()) as u64 > most {
            return None;
        }
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).ok()
}

/// A browser sends a field without a name of a file where none was chosen. What is too large, or not kept, is read on and
/// dropped, so that the browser gets an answer.
async fn upload(mut field: Field<'_>, most: u64, keeps_it: bool) -> Option<Option<Upload>> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let (mut content, mut is_too_large) = (Vec::new(), false);
    while let Some(chunk) = field.chunk().await.ok()? {
        is_too_large |= (content.len() + chunk.len()) as u64 > most;
        if is_too_large || !keeps_it {
            content = Vec::new();
        } else {
            content.extend_from_slice(&chunk);
        }
    }
    Some(match (name.is_empty(), is_too_large) {
        (true, _) => None,
        (false, true) => Some(Upload::TooLarge { name }),
        (false, false) => Some(Upload::File { name, content }),
    })
}

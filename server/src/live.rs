//! Open pages follow the record: one stream of events a browser, which says how far the record has come.
//!
//! A stream says the number of the newest entry and nothing else. The page then requests what changed, with the rights of
//! its reader.

mod streams;

use crate::router::AppState;
use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use chrono::Utc;
use domain::ids::PersonId;
use domain::ledger::Seq;
use futures::stream::{self, Stream};
use http::{HeaderName, HeaderValue, StatusCode, header};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use store::{SessionLimits, Store, Token};
use streams::{Seat, Streams};
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, sleep, sleep_until};
use ui::request::Visitor;

/// How often the record is asked how far it has come. Other processes write to it too, so it has to be asked.
const ASK_EVERY: Duration = Duration::from_secs(1);

/// How often a stream looks whether its session still lasts, and says that it is there.
const HEARTBEAT: Duration = Duration::from_secs(3);

/// What every stream listens to. The asking ends with the last of its clones, or when it is told to.
#[derive(Clone, Debug)]
pub struct Live {
    newest: watch::Receiver<Newest>,
    end: Arc<Notify>,
    streams: Streams,
}

/// How far the record has come, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Newest {
    NotKnown,
    Entry(Seq),
    /// The server ends: streams let go, so that it need not wait for them.
    Ending,
}

impl Live {
    /// Begins to ask the record.
    pub fn follow(store: Store) -> Live {
        let (sender, newest) = watch::channel(Newest::NotKnown);
        let end = Arc::new(Notify::new());
        tokio::spawn(ask(store, sender, Arc::clone(&end)));
        Live { newest, end, streams: Streams::default() }
    }

    /// Ends every stream.
    pub fn end(&self) {
        self.end.notify_one();
    }
}

async fn ask(store: Store, newest: watch::Sender<Newest>, end: Arc<Notify>) {
    loop {
        // Without listeners there is nothing to find out: one receiver is that of the state itself.
        if newest.receiver_count() > 1
            && let Ok(head) = store.head().await
            && let Some(last) = head.size.position()
        {
            newest.send_if_modified(|known| std::mem::replace(known, Newest::Entry(last)) != Newest::Entry(last));
        }
        tokio::select! {
            () = newest.closed() => return,
            () = end.notified() => {
                newest.send_replace(Newest::Ending);
                return;
            }
            () = sleep(ASK_EVERY) => {}
        }
    }
}

/// `GET /live`: the stream of a reader who is signed in. It ends with the session, within a heartbeat.
pub async fn live(State(state): State<AppState>, visitor: Option<Extension<Visitor>>) -> Response {
    let visitor = visitor.map(|Extension(visitor)| visitor).unwrap_or_default();
    let (Ok(who), Some(token)) = (visitor.signed_in(), visitor.token) else {
        // Not a redirection: an event source would follow it to a page.
        return (StatusCode::UNAUTHORIZED, "Sign in to receive updates.").into_response();
    };
    let seat = match state.live.streams.take(&token) {
        Ok(seat) => seat,
        Err(status) => {
            return (status, [(header::RETRY_AFTER, "60")], "Too many pages are open.").into_response();
        }
    };
    let listener = Listener {
        _seat: seat,
        newest: state.live.newest.clone(),
        told: None,
        store: state.site.store.clone(),
        session: Session { token, person: who.person.id, limits: state.limits },
        next_heartbeat: Instant::now() + HEARTBEAT,
    };
    let mut response = Sse::new(events(listener)).into_response();
    // A proxy that collects an answer before it hands it on would hold events back.
    response.headers_mut().insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

/// One stream.
struct Listener {
    /// Given back when the stream ends.
    _seat: Seat,
    newest: watch::Receiver<Newest>,
    told: Option<Seq>,
    store: Store,
    session: Session,
    next_heartbeat: Instant,
}

struct Session {
    token: Token,
    person: PersonId,
    limits: SessionLimits,
}

fn events(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listener, async |mut listener| {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    })
}

impl Listener {
    /// The next event, or the end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let newest = *self.newest.borrow_and_update();
            match newest {
                Newest::Ending => return None,
                Newest::Entry(entry) if self.told != Some(entry) => {
                    self.told = Some(entry);
                    return Some(Event::default().event("entry").data(entry.to_string()));
                }
                Newest::Entry(_) | Newest::NotKnown => {}
            }
            tokio::select! {
                changed = self.newest.changed() => changed.ok()?,
                () = sleep_until(self.next_heartbeat) => {
                    self.next_heartbeat = Instant::now() + HEARTBEAT;
                    return self.session.lasts(&self.store).await.then(|| Event::default().comment("here"));
                }
            }
        }
    }
}

impl Session {
    /// A stream without a reader must not keep a session from idling out, so it does not count as use. Where the
    /// database does not answer, the stream ends, and the page asks again.
    async fn lasts(&self, store: &Store) -> bool {
        let lasts = store.session_lasts(&self.token, Utc::now(), self.limits).await.unwrap_or(false);
        lasts && store.actor(self.person).await.is_ok()
    }
}

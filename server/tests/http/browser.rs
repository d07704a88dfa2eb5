//! A browser and a program, as far as the server can tell: the headers that each sends, and the cookie between requests.

use crate::world::ORIGIN;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{ACCEPT, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN as ORIGIN_HEADER, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode, request};
use futures::StreamExt;
use futures::stream::BoxStream;
use std::net::SocketAddr;
use tower::ServiceExt;
use url::form_urlencoded::Serializer;

/// What a browser says that it takes when somebody opens a page or sends a form.
const PAGES: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// The fields of a form, in the order in which they are sent.
pub type Fields = Vec<(String, String)>;

/// Fields from literals.
pub fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// One browser with its cookie.
#[derive(Clone, Debug)]
pub struct Browser {
    app: Router,
    /// `name=value` of the session, as the server set it last.
    pub cookie: Option<String>,
    /// The same of a sign-in that was refused.
    pub refused: Option<String>,
    place: SocketAddr,
}

impl Browser {
    pub fn new(app: Router) -> Browser {
        Browser { app, cookie: None, refused: None, place: SocketAddr::from(([192, 0, 2, 1], 40_000)) }
    }

    /// The same browser at another address of the network.
    pub fn at(self, place: [u8; 4]) -> Browser {
        Browser { place: SocketAddr::from((place, 40_000)), ..self }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::get(path).header(ACCEPT, PAGES).header("sec-fetch-site", "same-origin");
        self.send(request, Body::empty()).await
    }

    /// Sends a form of this site.
    pub async fn post(&mut self, path: &str, fields: &Fields) -> Answer {
        let from_here = [("origin", ORIGIN), ("sec-fetch-site", "same-origin")];
        self.post_from(&from_here, path, fields).await
    }

    /// Sends a form with other words about where it comes from.
    pub async fn post_from(&mut self, from: &[(&str, &str)], path: &str, fields: &Fields) -> Answer {
        let request = from.iter().fold(Request::post(path), |request, (name, value)| request.header(*name, *value));
        let request = request.header(ACCEPT, PAGES).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, encoded(fields)).await
    }

    /// Opens the page of a form, types into it, sends it, and follows to the page that comes then.
    pub async fn send_form(&mut self, page: &str, function: &str, typed: &[(&str, &str)]) -> Answer {
        let form = crate::html::form(self.get(page).await.text(), function).unwrap();
        let form = typed.iter().fold(form, |form, (name, value)| form.with(name, value));
        let sent = self.post(function, &form.fields).await;
        let to = sent.location().to_owned();
        self.get(&to).await
    }

    /// Calls a server function as a program does, which wants no page.
    pub async fn call(&mut self, path: &str, fields: &Fields) -> Answer {
        let request = Request::post(path).header(ORIGIN_HEADER, ORIGIN).header(ACCEPT, "application/json");
        self.send(request.header(CONTENT_TYPE, "application/x-www-form-urlencoded"), encoded(fields)).await
    }

    /// Any request, with the cookie. Keeps the cookie that comes back.
    pub async fn send(&mut self, request: request::Builder, body: Body) -> Answer {
        let cookies = self.cookie.iter().chain(&self.refused);
        let request = cookies.fold(request, |request, cookie| request.header(COOKIE, cookie));
        let request = request.extension(ConnectInfo(self.place)).body(body).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        // A stream has no end to wait for: its first event is the answer.
        let is_stream = parts.headers.get(CONTENT_TYPE).is_some_and(|of| of == "text/event-stream");
        let body = match is_stream {
            true => body.into_data_stream().next().await.unwrap().unwrap().to_vec(),
            false => to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        };
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        self.keep_cookies(&answer);
        answer
    }

    /// Opens a stream of events, each as it is sent.
    pub async fn stream(&self, path: &str) -> (StatusCode, BoxStream<'static, String>) {
        let request = self.cookie.iter().fold(Request::get(path), |request, cookie| request.header(COOKIE, cookie));
        let request = request.extension(ConnectInfo(self.place)).body(Body::empty()).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let events = response.into_body().into_data_stream();
        (status, events.map(|event| String::from_utf8(event.unwrap().to_vec()).unwrap()).boxed())
    }

    /// Sends the sign-in form.
    pub async fn sign_in(&mut self, address: &str, password: &str) -> Answer {
        self.post("/sign-in", &fields(&[("address", address), ("password", password), ("next", "")])).await
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for set in answer.headers.get_all(SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let kept = (!pair.ends_with('=')).then(|| pair.to_owned());
            if pair.split('=').next().unwrap().ends_with("-refused") {
                self.refused = kept;
            } else {
                self.cookie = kept;
            }
        }
    }
}

/// Form fields as the body of a request.
pub fn encoded(fields: &Fields) -> Body {
    Body::from(Serializer::new(String::new()).extend_pairs(fields).finish())
}

/// A request line, for what is neither a page nor a form.
pub fn request(method: Method, path: &str) -> request::Builder {
    Request::builder().method(method).uri(path)
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// The page without the marks that the framework leaves between texts.
    pub fn drawn(&self) -> String {
        self.text().replace("<!>", "")
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// A header as text; blank when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where the browser is sent; blank when it stays.
    pub fn location(&self) -> &str {
        if self.status.is_redirection() { self.header(LOCATION.as_str()) } else { "" }
    }
}

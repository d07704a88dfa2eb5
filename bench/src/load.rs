//! Asks over connections that stay open, as browsers do, and remembers how long each answer took.

use crate::failure::Failure;
use hdrhistogram::Histogram;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, HOST};
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Who is asked, and as whom.
#[derive(Clone, Debug)]
pub struct Target {
    pub server: SocketAddr,
    /// The whole `Cookie` header.
    pub cookie: String,
}

/// An answer as it came over the wire.
#[derive(Clone, Debug)]
pub struct Answer {
    pub content_type: Option<http::HeaderValue>,
    pub content_encoding: Option<http::HeaderValue>,
    pub status: StatusCode,
    pub body: Bytes,
    pub took: Duration,
}

impl Answer {
    /// The page as a browser reads it.
    ///
    /// # Errors
    /// When it was compressed: ask for it with [`Connection::ask_plain`].
    pub fn text(&self) -> Result<&str, Failure> {
        std::str::from_utf8(&self.body).map_err(|_| Failure::Missing("A page is not the text that it should be."))
    }
}

/// How fast an address was answered.
#[derive(Clone, Copy, Debug)]
pub struct Speed {
    pub median: Duration,
    /// 99 of 100 answers came within.
    pub p99: Duration,
    /// Answers in a second, over all connections.
    pub rate: f64,
    /// How often the server said that it is too busy. These are in none of the numbers above.
    pub refused: u64,
}

/// One open connection.
#[derive(Debug)]
pub struct Connection {
    target: Target,
    sender: SendRequest<Full<Bytes>>,
}

impl Connection {
    /// # Errors
    /// When nothing listens there.
    pub async fn open(target: &Target) -> Result<Connection, Failure> {
        let stream = TcpStream::connect(target.server).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // It ends with the sender; a fault is reported to the one that waits for the answer.
        tokio::spawn(connection);
        Ok(Connection { target: target.clone(), sender })
    }

    /// Asks as browsers do, and reads the answer to its end.
    ///
    /// # Errors
    /// When the answer does not come, or is not the page.
    pub async fn ask(&mut self, address: &str) -> Result<Answer, Failure> {
        let request = self.request(Method::GET, address).header(ACCEPT_ENCODING, "gzip, deflate, br, zstd");
        self.page(address, request.body(Full::default())?).await
    }

    /// The same for a reader who takes no compressed answers.
    ///
    /// # Errors
    /// As [`ask`](Connection::ask).
    pub async fn ask_plain(&mut self, address: &str) -> Result<Answer, Failure> {
        let request = self.request(Method::GET, address).body(Full::default())?;
        self.page(address, request).await
    }

    /// Sends a form from a page of the same site, and gives whatever comes back.
    ///
    /// # Errors
    /// When the answer does not come.
    pub async fn send(&mut self, address: &str, fields: &[(String, String)]) -> Result<Answer, Failure> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .request(Method::POST, address)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "text/html")
            .body(Full::from(body))?;
        self.answer(request).await
    }

    fn request(&self, method: Method, address: &str) -> http::request::Builder {
        let request = Request::builder().method(method).uri(address);
        request.header(HOST, self.target.server.to_string()).header(COOKIE, &self.target.cookie)
    }

    async fn page(&mut self, address: &str, request: Request<Full<Bytes>>) -> Result<Answer, Failure> {
        let answer = self.answer(request).await?;
        match answer.status {
            StatusCode::OK => Ok(answer),
            status => Err(Failure::Refused { address: address.to_owned(), status }),
        }
    }

    async fn answer(&mut self, request: Request<Full<Bytes>>) -> Result<Answer, Failure> {
        let began = Instant::now();
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let (head, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        let took = began.elapsed();
        Ok(Answer {
            content_type: head.headers.get(CONTENT_TYPE).cloned(),
            content_encoding: head.headers.get(CONTENT_ENCODING).cloned(),
            status: head.status,
            body,
            took,
        })
    }
}

/// Asks one address for a while over so many connections at once.
///
/// # Errors
/// When any answer is not the page.
pub async fn speed(target: &Target, address: &str, connections: usize, time: Duration) -> Result<Speed, Failure> {
    let mut workers = JoinSet::new();
    let began = Instant::now();
    for _ in 0..connections {
        let (target, address) = (target.clone(), address.to_owned());
        workers.spawn(async move { ask_until(&target, &address, began + time).await });
    }
    let (mut all, mut refused) = (empty_histogram(), 0);
    while let Some(worker) = workers.join_next().await {
        let (times, of_worker) = worker??;
        all += times;
        refused += of_worker;
    }
    Ok(speed_of(&all, began.elapsed().as_secs_f64(), refused))
}

/// What the times of all answers come to, that came within so many seconds.
pub fn speed_of(times: &Histogram<u64>, seconds: f64, refused: u64) -> Speed {
    Speed {
        median: Duration::from_micros(times.value_at_quantile(0.5)),
        p99: Duration::from_micros(times.value_at_quantile(0.99)),
        rate: times.len() as f64 / seconds,
        refused,
    }
}

/// How long each answer took, and how often there was none because the server was too busy.
async fn ask_until(target: &Target, address: &str, end: Instant) -> Result<(Histogram<u64>, u64), Failure> {
    let mut connection = Connection::open(target).await?;
    let (mut times, mut refused) = (empty_histogram(), 0);
    loop {
        match connection.ask(address).await {
            Ok(answer) => times.saturating_record(u64::try_from(answer.took.as_micros()).unwrap_or(u64::MAX)),
            Err(Failure::Refused { status, .. }) if status == StatusCode::SERVICE_UNAVAILABLE => refused += 1,
            Err(failure) => return Err(failure),
        }
        if Instant::now() >= end {
            return Ok((times, refused));
        }
    }
}

/// Microseconds up to a minute, to three digits.
pub fn empty_histogram() -> Histogram<u64> {
    const LONGEST: u64 = 60_000_000;
    Histogram::new_with_max(LONGEST, 3).expect("the bounds are fixed above and are good ones")
}

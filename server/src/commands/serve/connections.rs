//! Accepting connections. axum does not say how long the head of a request may take, so hyper is asked here: a client that sends
//! half of one would hold a connection for as long as he likes.

use super::life::wait_for;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;
use tower::ServiceExt;

/// How long nothing is accepted where the machine has no more connections to give.
const AFTER_A_FAULT: Duration = Duration::from_secs(1);

/// Accepts connections until it is told to stop, and returns when all have ended.
pub async fn accept(listener: TcpListener, router: Router, head_may_take: Duration, stopped: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = wait_for(stopped.clone()) => break,
            // Those that ended are let go.
            Some(_) = connections.join_next() => continue,
        };
        match accepted {
            Ok((stream, peer)) => {
                connections.spawn(answer(stream, peer, router.clone(), head_may_take, stopped.clone()));
            }
            Err(cause) => {
                tracing::error!(error = %cause, "Couldn't accept a connection");
                sleep(AFTER_A_FAULT).await;
            }
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

async fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    head_may_take: Duration,
    stopped: watch::Receiver<bool>,
) {
    // Without it, what is streamed waits for acknowledgements: 40 ms a page.
    if let Err(cause) = stream.set_nodelay(true) {
        tracing::debug!(error = %cause, "A connection keeps its delay");
    }
    let service = router.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head_may_take);
    let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = wait_for(stopped) => {
            // What was begun is answered.
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(cause) = ended {
        tracing::debug!(error = %cause, "A connection broke off");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::time::{Instant, timeout};

    async fn server(head_may_take: Duration) -> (SocketAddr, watch::Sender<bool>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        let whose = |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() };
        let slow = || async {
            sleep(Duration::from_millis(300)).await;
            "late"
        };
        let router = Router::new().route("/", get(whose)).route("/slow", get(slow));
        tokio::spawn(accept(listener, router, head_may_take, stopped));
        (address, stop)
    }

    async fn all_of(stream: &mut TcpStream) -> String {
        let mut answer = Vec::new();
        timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await.unwrap().unwrap();
        String::from_utf8(answer).unwrap()
    }

    #[tokio::test]
    async fn half_a_head_is_not_waited_for() {
        let (address, _stop) = server(Duration::from_millis(200)).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let begun = Instant::now();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.unwrap();
        let answer = all_of(&mut stream).await;
        assert!(!answer.contains(" 200 "), "{answer}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    }

    #[tokio::test]
    async fn a_whole_head_is_answered_with_where_it_came_from() {
        let (address, _stop) = server(Duration::from_secs(20)).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        let answer = all_of(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("127.0.0.1"), "{answer}");
    }

    #[tokio::test]
    async fn what_was_begun_when_the_server_ends_is_answered() {
        let (address, stop) = server(Duration::from_secs(20)).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        sleep(Duration::from_millis(100)).await;
        stop.send_replace(true);
        let answer = all_of(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("late"), "{answer}");
    }
}

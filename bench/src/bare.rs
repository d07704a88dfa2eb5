//! The yardstick: a bare axum route that answers with bytes that are there already, in a process of its own.

use crate::failure::Failure;
use axum::Router;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::serve::ListenerExt;
use std::fs;
use std::path::Path;
use tokio::net::TcpListener;

/// The address of the route.
pub const ADDRESS: &str = "/bare";

/// What the bare route answers with, as its command line names it.
#[derive(Clone, Debug, clap::Args)]
pub struct Bare {
    /// The file with the body of the answer
    #[arg(long)]
    body: std::path::PathBuf,
    #[arg(long)]
    content_type: String,
    #[arg(long)]
    content_encoding: Option<String>,
    #[arg(long)]
    listen: std::net::SocketAddr,
}

impl Bare {
    /// Serves until it is ended.
    ///
    /// # Errors
    /// When the file cannot be read or the address not be listened on.
    pub async fn serve(self) -> Result<(), Failure> {
        let body = Bytes::from(read(&self.body)?);
        let mut headers = HeaderMap::new();
        if let Ok(kind) = self.content_type.parse() {
            headers.insert(CONTENT_TYPE, kind);
        }
        if let Some(Ok(encoding)) = self.content_encoding.map(|encoding| encoding.parse()) {
            headers.insert(CONTENT_ENCODING, encoding);
        }
        let router = Router::new().route(ADDRESS, get(async move || (headers, body).into_response()));
        let listener = TcpListener::bind(self.listen).await?;
        let without_delay = listener.tap_io(|stream| {
            // Without it, answers of several writes wait for each other; a socket that refuses is served as it is.
            stream.set_nodelay(true).ok();
        });
        Ok(axum::serve(without_delay, router).await?)
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(Failure::file(file))
}

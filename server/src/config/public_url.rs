//! How browsers reach the server: the origin of its pages.

use domain::ledger::LogName;
use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;
use ui::cookie::CookieKind;
use url::{Host, Url};

/// Scheme, host and port. With TLS, except for a host that is this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

/// Why a text is not the public address of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPublicUrl {
    #[error(
        "CONCORD_PUBLIC_URL must be https:// and a host, with a port if needed. Example: https://concord.example.gov"
    )]
    NotAnOrigin,
    #[error(
        "CONCORD_PUBLIC_URL must begin with https://, because passwords and cookies are sent there. Only an address of \
         this machine may begin with http://"
    )]
    WithoutTls,
}

impl FromStr for PublicUrl {
    type Err = NotAPublicUrl;
    fn from_str(text: &str) -> Result<PublicUrl, NotAPublicUrl> {
        let url = Url::parse(text).map_err(|_| NotAPublicUrl::NotAnOrigin)?;
        let is_bare =
            url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        let names_a_place = url.has_host() && url.port() != Some(0);
        if !is_bare || url.password().is_some() || !names_a_place {
            return Err(NotAPublicUrl::NotAnOrigin);
        }
        match url.scheme() {
            "https" => Ok(PublicUrl(url)),
            "http" if is_this_machine(&url) => Ok(PublicUrl(url)),
            "http" => Err(NotAPublicUrl::WithoutTls),
            _ => Err(NotAPublicUrl::NotAnOrigin),
        }
    }
}

impl PublicUrl {
    /// The address of a server that only this machine reaches.
    pub fn of_loopback(listening: SocketAddr) -> PublicUrl {
        let text = format!("http://{listening}");
        PublicUrl(Url::parse(&text).expect("a numeric address with a port is the host of an address"))
    }

    /// As browsers send it in `Origin`, without a slash at its end.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The name of the record that is kept there, unless another is set.
    pub fn record_name(&self) -> LogName {
        let host = self.0.host_str().unwrap_or_default();
        LogName::parse(&format!("{host}/concord")).expect("hosts can't contain spaces or plus signs")
    }

    /// Browsers accept a cookie for TLS only with TLS.
    pub fn cookie(&self) -> CookieKind {
        if self.0.scheme() == "https" { CookieKind::Secure } else { CookieKind::Loopback }
    }

    pub fn is_this_machine(&self) -> bool {
        is_this_machine(&self.0)
    }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin())
    }
}

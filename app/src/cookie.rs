//! The cookie that carries the token of a session.

use http::{HeaderMap, HeaderValue, header};
use store::Token;

/// How the session cookie is called and protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieKind {
    /// `__Host-`, Secure: on every address but a loopback one without TLS.
    Secure,
    /// Browsers refuse `__Host-` without TLS, so the demonstration's cookie has another name.
    Loopback,
}

impl CookieKind {
    const fn name(self) -> &'static str {
        match self {
            CookieKind::Secure => "__Host-concord",
            CookieKind::Loopback => "concord",
        }
    }

    /// The header that hands out a token.
    pub fn set(self, token: &Token) -> HeaderValue {
        self.header(&token.text(), "")
    }

    /// The header that takes the token back.
    pub fn clear(self) -> HeaderValue {
        self.header("", "; Max-Age=0")
    }

    fn header(self, value: &str, end: &str) -> HeaderValue {
        let secure = if self == CookieKind::Secure { "; Secure" } else { "" };
        let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{end}", self.name());
        HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
    }

    /// The token that a request carries.
    pub fn token(self, headers: &HeaderMap) -> Option<Token> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.name()).and_then(|(_, value)| Token::parse(value))
    }
}

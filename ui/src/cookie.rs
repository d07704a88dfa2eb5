//! The cookies of this site: the token of a session, and for a moment what the sign-in page has to say.

use http::{HeaderMap, HeaderValue, header};
use store::Token;
use url::form_urlencoded::{byte_serialize, parse};

/// How the cookies are called and protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieKind {
    /// `__Host-`, Secure: on every address but a loopback one without TLS.
    Secure,
    /// Browsers refuse `__Host-` without TLS, so the demonstration's cookies have other names.
    Loopback,
}

/// A sign-in that was refused, as the sign-in page says it once. The browser keeps it, so that nobody can fill the
/// database by being refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedSignIn {
    pub why: WhyRefused,
    /// The address that was typed.
    pub address: String,
}

/// Why a sign-in was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyRefused {
    Wrong,
    /// After too many failed attempts.
    Wait {
        minutes: u16,
    },
}

/// How long the browser keeps it, in seconds.
const REFUSAL_IS_KEPT: u32 = 300;

/// A longer address is typed again: browsers keep no more than 4 kB in a cookie.
const LONGEST_ADDRESS: usize = 1_000;

impl CookieKind {
    const fn name(self) -> &'static str {
        match self {
            CookieKind::Secure => "__Host-concord",
            CookieKind::Loopback => "concord",
        }
    }

    const fn refusal_name(self) -> &'static str {
        match self {
            CookieKind::Secure => "__Host-concord-refused",
            CookieKind::Loopback => "concord-refused",
        }
    }

    /// The header that hands out a token.
    pub fn set(self, token: &Token) -> HeaderValue {
        self.header(self.name(), &token.text(), "")
    }

    /// The header that takes the token back.
    pub fn clear(self) -> HeaderValue {
        self.header(self.name(), "", "; Max-Age=0")
    }

    /// The header that lets the browser keep a refused sign-in for the sign-in page.
    pub fn set_refusal(self, refused: &RefusedSignIn) -> HeaderValue {
        let why = match refused.why {
            WhyRefused::Wrong => "wrong".to_owned(),
            WhyRefused::Wait { minutes } => format!("wait{minutes}"),
        };
        let address: String = byte_serialize(refused.address.as_bytes()).collect();
        let address = if address.len() > LONGEST_ADDRESS { "" } else { address.as_str() };
        self.header(self.refusal_name(), &format!("{why}.{address}"), &format!("; Max-Age={REFUSAL_IS_KEPT}"))
    }

    /// The header that makes the browser forget it.
    pub fn clear_refusal(self) -> HeaderValue {
        self.header(self.refusal_name(), "", "; Max-Age=0")
    }

    fn header(self, name: &str, value: &str, end: &str) -> HeaderValue {
        let secure = if self == CookieKind::Secure { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{end}");
        HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
    }

    /// The token that a request carries.
    pub fn token(self, headers: &HeaderMap) -> Option<Token> {
        value(headers, self.name()).and_then(Token::parse)
    }

    /// The refused sign-in that a request carries.
    pub fn refusal(self, headers: &HeaderMap) -> Option<RefusedSignIn> {
        let (why, address) = value(headers, self.refusal_name())?.split_once('.')?;
        let why = match why {
            "wrong" => WhyRefused::Wrong,
            why => WhyRefused::Wait { minutes: why.strip_prefix("wait")?.parse().ok()? },
        };
        let address = parse(address.as_bytes()).next().map(|(address, _)| address.into_owned()).unwrap_or_default();
        Some(RefusedSignIn { why, address })
    }
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    fn sent_back(set: &HeaderValue) -> HeaderMap {
        let pair = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        HeaderMap::from_iter([(header::COOKIE, pair.parse().unwrap())])
    }

    #[test]
    fn what_was_typed_comes_back_from_the_browser_whatever_it_was() {
        for (why, address) in [
            (WhyRefused::Wrong, "jo@agency.gov"),
            (WhyRefused::Wait { minutes: 12 }, "a b; c=d, \"e\" & \u{e9}\u{4e2d}+%"),
            (WhyRefused::Wrong, ""),
        ] {
            let refused = RefusedSignIn { why, address: address.to_owned() };
            let set = CookieKind::Secure.set_refusal(&refused);
            assert_eq!(CookieKind::Secure.refusal(&sent_back(&set)), Some(refused), "{set:?}");
            assert_eq!(CookieKind::Secure.token(&sent_back(&set)), None);
        }
    }

    #[test]
    fn what_a_browser_made_up_says_nothing() {
        for made_up in ["", "wrong", "wait.x", "wait-1.x", "hello.x", "wait99999.x"] {
            let sent = HeaderMap::from_iter([(
                header::COOKIE,
                HeaderValue::try_from(format!("concord-refused={made_up}")).unwrap(),
            )]);
            assert_eq!(CookieKind::Loopback.refusal(&sent), None, "{made_up}");
        }
    }
}

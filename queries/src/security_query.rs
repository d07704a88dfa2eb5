//! What is asked of the security log, read from an address: the same for its page and for the file of it.

use crate::error::BadQuery;
use domain::Date;
use domain::date::Zone;
use domain::ids::PersonId;
use domain::security::SecurityEvent;
use store::SecurityFilter;

/// The page of the security log.
pub const SECURITY_LOG: &str = "/security-log";

/// The file with its entries.
pub const SECURITY_FILE: &str = "/exports/security-log.jsonl";

/// A query of the security log. Everything by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityQuery {
    pub event: Option<SecurityEvent>,
    /// The account that acted, or that it was done to.
    pub account: Option<PersonId>,
    /// The address of the network.
    pub place: Option<String>,
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl SecurityQuery {
    /// The names that its address may have.
    pub const NAMES: [&str; 6] = ["event", "account", "place", "from", "to", "page"];

    /// # Errors
    /// [`BadQuery::NotAFilter`] for a value that there is not.
    pub fn read(pairs: &[(String, String)]) -> Result<SecurityQuery, BadQuery> {
        let mut query = SecurityQuery::default();
        for (name, value) in pairs.iter().map(|(name, value)| (name.as_str(), value.trim())) {
            if value.is_empty() {
                continue;
            }
            match name {
                "event" => query.event = Some(known("event", value, SecurityEvent::from_code(value))?),
                "account" => query.account = Some(known("account", value, value.parse().ok())?),
                "place" => query.place = Some(value.to_owned()),
                "from" => query.from = Some(BadQuery::date("From", value)?),
                "to" => query.to = Some(BadQuery::date("To", value)?),
                _ => {}
            }
        }
        Ok(query)
    }

    /// As it stands in an address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let pairs = [
            ("event", self.event.map(|event| event.code().to_owned())),
            ("account", self.account.map(|account| account.to_string())),
            ("place", self.place.clone()),
            ("from", day(self.from)),
            ("to", day(self.to)),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// Days are those of the task force's zone.
    pub fn filter(&self, zone: Zone) -> SecurityFilter {
        SecurityFilter {
            event: self.event,
            account: self.account,
            place: self.place.clone(),
            from: self.from.map(|day| zone.start_of(day)),
            until: self.to.and_then(|day| day.succ_opt()).map(|day| zone.start_of(day)),
            after: None,
        }
    }
}

fn known<T>(name: &'static str, value: &str, found: Option<T>) -> Result<T, BadQuery> {
    found.ok_or_else(|| BadQuery::filter(name, value))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_last_day_is_asked_for_whole() {
        let query = SecurityQuery::read(&pairs(&[("from", "June 3, 2024"), ("to", "2024-06-03")])).unwrap();
        let filter = query.filter(Zone::NEW_YORK);
        assert_eq!(filter.from.unwrap().to_rfc3339(), "2024-06-03T04:00:00+00:00");
        assert_eq!(filter.until.unwrap().to_rfc3339(), "2024-06-04T04:00:00+00:00");
    }

    #[test]
    fn a_filter_that_there_is_not_is_refused_and_a_blank_one_is_none() {
        let refused = SecurityQuery::read(&pairs(&[("event", "guessed")])).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "\"guessed\" isn't a valid value for \"event\". Remove the filter and try again."
        );
        assert_eq!(SecurityQuery::read(&pairs(&[("event", " "), ("from", "")])).unwrap(), SecurityQuery::default());
        let asked = [("event", "signed-in"), ("place", "192.0.2.1")];
        let query = SecurityQuery::read(&pairs(&asked)).unwrap();
        assert_eq!(query.pairs(), asked.map(|(name, value)| (name, value.to_owned())));
    }
}

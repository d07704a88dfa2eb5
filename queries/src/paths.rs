//! The address of every page, with the point of the record kept on it.

use crate::report_kind::ReportKind;
use domain::date::FiscalQuarter;
use domain::facts::ActionFacts;
use domain::ids::MilestoneId;
use domain::ledger::Seq;
use store::{AsOf, View};

/// The path of the sign-in page.
pub const SIGN_IN: &str = "/sign-in";

/// Makes addresses at one point of the record.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    as_of: AsOf,
}

/// The record's own key of an action: its plan's code and its reference in the plan.
#[derive(Clone, Copy, Debug)]
pub struct ActionKey<'a> {
    pub plan: &'a str,
    pub reference: &'a str,
}

impl Paths {
    pub fn at(as_of: AsOf) -> Paths {
        Paths { as_of }
    }

    /// The same addresses as of now.
    pub fn now(&self) -> Paths {
        Paths::default()
    }

    pub fn as_of(&self) -> &AsOf {
        &self.as_of
    }

    /// A path of this site, with the point of the record.
    pub fn to(&self, path: &str) -> String {
        self.with_query(path, &[])
    }

    /// The same with a query. Empty values are left out.
    pub fn with_query(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        if self.as_of != AsOf::Now {
            query.append_pair("as_of", &self.as_of.to_string());
        }
        let query = query.finish().replace("%3A", ":");
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The same with pairs that own their text, as the lists write them and as addresses are read.
    pub fn with_pairs<Name: AsRef<str>>(&self, path: &str, pairs: &[(Name, String)]) -> String {
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_ref(), value.as_str())).collect();
        self.with_query(path, &pairs)
    }

    pub fn home(&self) -> String {
        self.to("/")
    }

    pub fn plans(&self) -> String {
        self.to("/plans")
    }

    pub fn plan(&self, code: &str) -> String {
        self.to(&format!("/plans/{code}"))
    }

    /// The charts of a plan.
    pub fn dashboard(&self, code: &str) -> String {
        self.to(&format!("/plans/{code}/dashboard"))
    }

    pub fn actions(&self) -> String {
        self.to("/actions")
    }

    pub fn action(&self, key: ActionKey<'_>) -> String {
        self.to(&action(key))
    }

    /// Where the number of rows of a list is proved, from the address of the list. `None` for what is no list.
    pub fn proof(list: &str) -> Option<String> {
        ["/actions", "/milestones", "/date-changes"].contains(&path_of(list)).then(|| format!("/proof{list}"))
    }

    pub fn milestone(&self, id: MilestoneId) -> String {
        self.to(&format!("/milestones/{id}"))
    }

    pub fn periods(&self) -> String {
        self.to("/periods")
    }

    /// A reporting period, of all agencies.
    pub fn period(&self, quarter: FiscalQuarter) -> String {
        self.to(&format!("/periods/{quarter}"))
    }

    /// What is due from an agency in a reporting period.
    pub fn agency_period(&self, quarter: FiscalQuarter, agency: &str) -> String {
        self.to(&format!("/periods/{quarter}/{agency}"))
    }

    pub fn agencies(&self) -> String {
        self.to("/agencies")
    }

    pub fn agency(&self, code: &str) -> String {
        self.to(&format!("/agencies/{code}"))
    }

    pub fn meetings(&self) -> String {
        self.to("/meetings")
    }

    pub fn meeting(&self, code: &str) -> String {
        self.to(&format!("/meetings/{code}"))
    }

    pub fn body(&self, code: &str) -> String {
        self.to(&format!("/bodies/{code}"))
    }

    pub fn indicators(&self) -> String {
        self.to("/indicators")
    }

    pub fn indicator(&self, code: &str) -> String {
        self.to(&format!("/indicators/{code}"))
    }

    pub fn sources(&self) -> String {
        self.to("/sources")
    }

    /// A report of a kind, with what it is asked for.
    pub fn report<Name: AsRef<str>>(&self, kind: ReportKind, pairs: &[(Name, String)]) -> String {
        self.with_pairs(&format!("/reports/{}", kind.code()), pairs)
    }

    pub fn record(&self) -> String {
        self.to("/record")
    }

    /// One entry of the record.
    pub fn entry(&self, seq: Seq) -> String {
        self.to(&format!("/record/{seq}"))
    }

    pub fn people(&self) -> String {
        self.to("/people")
    }

    pub fn settings(&self) -> String {
        self.to("/settings")
    }
}

fn action(key: ActionKey<'_>) -> String {
    format!("/actions/{}/{}", key.plan, key.reference)
}

/// What stands for the reference in addresses: another action may have that of one that was retracted.
pub fn reference_in_addresses(facts: &ActionFacts) -> String {
    if facts.is_retracted { facts.id.to_string() } else { facts.reference.to_string() }
}

/// The address of an action's own page.
pub fn action_address(view: &View, paths: &Paths, facts: &ActionFacts) -> String {
    let plan = view.plan(facts.plan).map(|plan| plan.code.as_str()).unwrap_or_default();
    paths.action(ActionKey { plan, reference: &reference_in_addresses(facts) })
}

/// Pairs of a query as addresses take them.
pub fn borrowed<'a>(pairs: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    pairs.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// A code as serde writes it.
pub fn code_of(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A local path to come back to after signing in. Anything that could lead elsewhere becomes the home page.
pub fn local(next: &str) -> &str {
    // An address is made of printable ASCII; anything else would not even fit into the header that leads there.
    let is_address = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_local = is_address && next.starts_with('/') && !next.starts_with("//");
    if is_local { next } else { "/" }
}

/// An address without its query and its place in the page.
pub fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_keeps_the_point_of_the_record() {
        let paths = Paths::at(AsOf::Entry(Seq(1204)));
        assert_eq!(paths.plan("NAP-2021"), "/plans/NAP-2021?as_of=entry:1204");
        assert_eq!(
            paths.with_query("/actions", &[("q", "a b&c"), ("lead", "")]),
            "/actions?q=a+b%26c&as_of=entry:1204"
        );
        assert_eq!(paths.now().actions(), "/actions");
    }

    #[test]
    fn after_signing_in_nobody_is_sent_elsewhere() {
        for next in
            ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb", "/\u{e9}"]
        {
            assert_eq!(local(next), "/", "{next}");
        }
        assert_eq!(local("/actions?status=blocked"), "/actions?status=blocked");
    }
}

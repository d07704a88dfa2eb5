//! What the file of a report says of itself in its properties, so that it can be checked.

use super::Source;

/// Begins the keyword.
const BEGINS: &str = "Concord report: ";
/// Between the address, which has no space, and the name of the record.
const OF: &str = " of ";

/// How the address of each report begins.
const REPORTS: &str = "/reports/";

/// The report that a file is, and of which record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The address that the report was made from, with the site where the file names one.
    pub address: String,
    /// The origin of the ledger.
    pub record: String,
}

impl Stated {
    /// The keyword that a file gets: `Concord report: https://concord.example.gov/reports/progress?plan=NAP-2021 of
    /// concord.example.gov/pitf`.
    pub fn keyword(source: &Source) -> String {
        format!("{BEGINS}{}{OF}{}", source.full_address(), source.record)
    }

    /// The site that the file names, and the address there.
    pub fn site_and_address(&self) -> (Option<&str>, &str) {
        match self.address.split_at_checked(self.address.find(REPORTS).unwrap_or_default()) {
            Some((site, address)) if !site.is_empty() => (Some(site), address),
            _ => (None, &self.address),
        }
    }

    /// What such a keyword says. `None` for the keyword of another program.
    pub fn read(keyword: &str) -> Option<Stated> {
        let (address, record) = keyword.strip_prefix(BEGINS)?.split_once(OF)?;
        Some(Stated { address: address.to_owned(), record: record.to_owned() })
    }

    /// Text of XML as it is read.
    pub fn from_xml(text: &str) -> Option<Stated> {
        Stated::read(&text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
    }
}

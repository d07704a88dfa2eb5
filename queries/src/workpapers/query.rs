//! What the address of a workpaper asks for.

use crate::error::BadQuery;
use crate::filter_words;
use crate::lists::{ActionQuery, ListQuery, MilestoneQuery};
use domain::Date;
use domain::date::in_table;
use domain::sampling::Seed;
use workpaper::Sampled;

/// A sample that an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkpaperQuery {
    pub population: Population,
    /// How many items, 1 to [`WorkpaperQuery::LARGEST`].
    pub size: usize,
    pub by: Option<StratifyBy>,
    pub seed: Seed,
}

/// From what is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Population {
    /// Any filter of the list of actions.
    Actions(Box<ActionQuery>),
    /// Any filter of the list of milestones.
    Milestones(Box<MilestoneQuery>),
    /// Log entries of the days from and to.
    Entries { from: Option<Date>, to: Option<Date> },
}

/// By what a sample is stratified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StratifyBy {
    Plan,
    /// The lead of the action now.
    Lead,
    /// Of an action, its status; of a milestone, whether it is open, completed or withdrawn.
    Status,
}

impl StratifyBy {
    pub const ALL: [StratifyBy; 3] = [StratifyBy::Plan, StratifyBy::Lead, StratifyBy::Status];

    pub const fn code(self) -> &'static str {
        match self {
            StratifyBy::Plan => "plan",
            StratifyBy::Lead => "lead",
            StratifyBy::Status => "status",
        }
    }

    pub const fn words(self) -> &'static str {
        match self {
            StratifyBy::Plan => "plan",
            StratifyBy::Lead => "lead agency",
            StratifyBy::Status => "status",
        }
    }
}

/// What every workpaper is asked for, beside its filters.
const OWN: [&str; 4] = ["of", "size", "by", "seed"];
const OF_ENTRIES: [&str; 2] = ["from", "to"];

impl WorkpaperQuery {
    /// The largest sample.
    pub const LARGEST: usize = 100;

    /// Whether an address may ask for it. Which filters fit what is sampled, [`WorkpaperQuery::read`] says.
    pub fn knows(name: &str) -> bool {
        let of_lists = ActionQuery::NAMES.contains(&name) || MilestoneQuery::NAMES.contains(&name);
        OWN.contains(&name) || OF_ENTRIES.contains(&name) || of_lists
    }

    /// Reads the query of an address.
    ///
    /// # Errors
    /// [`BadQuery`] for a size, a seed or a filter that is none, or a filter of something else than what is sampled.
    pub fn read(pairs: &[(String, String)]) -> Result<WorkpaperQuery, BadQuery> {
        let value = |name: &str| {
            let found = pairs.iter().find(|(of, value)| of == name && !value.trim().is_empty());
            found.map(|(_, value)| value.trim())
        };
        let of = match value("of") {
            None => Sampled::Actions,
            Some(code) => {
                let found = Sampled::ALL.into_iter().find(|of| of.code() == code);
                found.ok_or_else(|| BadQuery::filter("of", code))?
            }
        };
        let by = match value("by") {
            None => None,
            Some(code) => {
                let found = StratifyBy::ALL.into_iter().find(|by| by.code() == code);
                Some(found.ok_or_else(|| BadQuery::filter("by", code))?)
            }
        };
        let size = value("size").and_then(|size| size.parse().ok()).filter(|size| (1..=Self::LARGEST).contains(size));
        let size = size.ok_or(BadQuery::NotASampleSize { most: Self::LARGEST })?;
        let seed = Seed::parse(value("seed").unwrap_or_default())?;
        let (population, own): (Population, &[&str]) = match of {
            Sampled::Actions => {
                let query = ActionQuery::read(pairs)?.without_layout();
                (Population::Actions(Box::new(query)), &ActionQuery::NAMES)
            }
            Sampled::Milestones => {
                let query = MilestoneQuery { layout: Default::default(), ..MilestoneQuery::read(pairs)? };
                (Population::Milestones(Box::new(query)), &MilestoneQuery::NAMES)
            }
            Sampled::Entries => {
                let from = value("from").map(|day| BadQuery::date("From", day)).transpose()?;
                let to = value("to").map(|day| BadQuery::date("To", day)).transpose()?;
                (Population::Entries { from, to }, &OF_ENTRIES)
            }
        };
        let is_set = |(_, value): &&(String, String)| !value.trim().is_empty();
        let fits = |name: &str| OWN.contains(&name) || own.contains(&name);
        if let Some((name, _)) = pairs.iter().filter(is_set).find(|(name, _)| Self::knows(name) && !fits(name)) {
            return Err(BadQuery::NoSuchSampleFilter { name: name.clone(), of: of.words() });
        }
        if of == Sampled::Entries && by.is_some() {
            return Err(BadQuery::NoSuchSampleFilter { name: "by".to_owned(), of: of.words() });
        }
        Ok(WorkpaperQuery { population, size, by, seed })
    }

    /// What is sampled.
    pub const fn of(&self) -> Sampled {
        match self.population {
            Population::Actions(_) => Sampled::Actions,
            Population::Milestones(_) => Sampled::Milestones,
            Population::Entries { .. } => Sampled::Entries,
        }
    }

    /// What the population is limited to, as it is written in addresses.
    pub fn filters(&self) -> Vec<(&'static str, String)> {
        match &self.population {
            Population::Actions(query) => query.pairs(),
            Population::Milestones(query) => query.pairs(),
            Population::Entries { from, to } => {
                let pairs = [("from", *from), ("to", *to)].into_iter();
                pairs.filter_map(|(name, day)| Some((name, day?.to_string()))).collect()
            }
        }
    }

    /// The same in words.
    pub fn filters_in_words(&self) -> Vec<String> {
        match &self.population {
            Population::Actions(query) => filter_words::of_actions(query),
            Population::Milestones(query) => filter_words::of_milestones(query),
            Population::Entries { from, to } => {
                let pairs = [("Recorded from", *from), ("Recorded to", *to)].into_iter();
                pairs.filter_map(|(label, day)| Some(format!("{label}: {}", in_table(day?)))).collect()
            }
        }
    }

    /// As it is written in addresses, without `as_of`.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("of", self.of().code().to_owned())];
        pairs.extend(self.filters());
        pairs.push(("size", self.size.to_string()));
        pairs.extend(self.by.map(|by| ("by", by.code().to_owned())));
        pairs.push(("seed", self.seed.to_string()));
        pairs
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    fn read(query: &str) -> Result<WorkpaperQuery, BadQuery> {
        WorkpaperQuery::read(&serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap())
    }

    #[test]
    fn a_query_is_written_as_it_is_read() {
        for query in [
            "of=actions&plan=NAP-2021&lead=DOJ&status=open&size=10&by=lead&seed=2024",
            "of=milestones&plan=in-force&state=open&size=1&by=status&seed=x",
            "of=entries&from=2024-01-01&to=2024-06-30&size=100&seed=OIG-1",
        ] {
            let read = read(query).unwrap();
            assert_eq!(serde_urlencoded::to_string(read.pairs()).unwrap(), query);
            let pairs: Vec<(String, String)> =
                read.pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            assert!(pairs.iter().all(|(name, _)| WorkpaperQuery::knows(name)), "{query}");
            assert_eq!(WorkpaperQuery::read(&pairs), Ok(read));
        }
        assert_eq!(read("size=5&seed=7").unwrap().of(), Sampled::Actions);
    }

    #[test]
    fn what_cannot_be_sampled_is_said_in_plain_words() {
        for (query, words) in [
            ("seed=1", "Enter a size from 1 to 100."),
            ("seed=1&size=0", "Enter a size from 1 to 100."),
            ("seed=1&size=101", "Enter a size from 1 to 100."),
            ("size=10", "Enter a seed of 1 to 60 letters"),
            ("size=10&seed=two+words", "Enter a seed of 1 to 60 letters"),
            ("size=10&seed=1&of=agencies", "\"agencies\" isn't a valid value for \"of\""),
            ("size=10&seed=1&by=color", "\"color\" isn't a valid value for \"by\""),
            (
                "size=10&seed=1&of=entries&plan=NAP-2021",
                "A sample of log entries can't be limited or grouped by \"plan\"",
            ),
            ("size=10&seed=1&of=entries&by=lead", "A sample of log entries can't be limited or grouped by \"by\""),
            (
                "size=10&seed=1&of=milestones&status=open",
                "A sample of milestones can't be limited or grouped by \"status\"",
            ),
            ("size=10&seed=1&from=2024-01-01", "A sample of actions can't be limited or grouped by \"from\""),
        ] {
            let refused = read(query).unwrap_err().to_string();
            assert!(refused.starts_with(words), "{query}: {refused}");
        }
        assert!(read("size=10&seed=1&of=entries&plan=&by=").is_ok(), "blank fields of a form");
    }
}

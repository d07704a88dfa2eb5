//! The status updates of an action, of which only the last one is counted.

use crate::memory::timeline::columns::{ActionColumns, ReportColumns};
use crate::memory::timeline::versions::Versions;
use domain::Date;
use domain::facts::ReportFacts;
use domain::ids::ReportId;
use domain::ledger::Seq;

#[derive(Debug, Default)]
pub(super) struct Reports {
    /// Each report as it is after the last entry that was added, in the order in which they entered the record.
    all: Vec<OneReport>,
    /// Which report was the last one that stood, by its place among them, and what it said, from which entry on; none
    /// where every report was retracted.
    last: Versions<Option<(u32, ReportFacts)>>,
}

#[derive(Debug)]
struct OneReport {
    id: ReportId,
    facts: ReportFacts,
    is_retracted: bool,
}

impl Reports {
    /// The last report is found as a change of the record finds it: of two that are alike in day and
    /// quarter the one that entered the record later, which the greatest that stands last is. A report is never edited but
    /// may be verified, and a source may be imported again, so all of them are asked. One that was retracted is never the
    /// last.
    pub fn put(&mut self, id: ReportId, since: Seq, columns: &ReportColumns) {
        let facts = columns.facts();
        match self.all.iter_mut().find(|report| report.id == id) {
            Some(report) => {
                report.facts = facts;
                report.is_retracted |= columns.is_retracted;
            }
            None => self.all.push(OneReport { id, facts, is_retracted: columns.is_retracted }),
        }
        let standing = (0..).zip(&self.all).filter(|(_, report)| !report.is_retracted);
        let last = standing.max_by_key(|(_, report)| (report.facts.submitted, report.facts.quarter));
        self.last.push_where_new(since, last.map(|(place, report)| (place, report.facts)));
    }

    pub fn shrink_to_fit(&mut self) {
        self.all.shrink_to_fit();
        self.last.shrink_to_fit();
    }

    /// The last report that stood at the position.
    pub fn last_at(&self, p: Seq) -> Option<ReportId> {
        let (place, _) = (*self.last.at(p)?)?;
        Some(self.at(place)?.id)
    }

    /// What it said.
    pub fn facts_at(&self, p: Seq) -> Option<ReportFacts> {
        let (_, facts) = (*self.last.at(p)?)?;
        Some(facts)
    }

    /// The last entry at which an update of another status than that of the last one stood, leaving out what was retracted
    /// since. What the last one claims was claimed since.
    pub fn claimed_after(&self) -> Option<Seq> {
        let (_, claimed) = (*self.last.last()?)?;
        let mut of_another = self.last.newest_first().filter(|(_, last)| {
            last.is_some_and(|(place, facts)| {
                let is_retracted = self.at(place).is_some_and(|report| report.is_retracted);
                facts.status != claimed.status && !is_retracted
            })
        });
        of_another.next().map(|(since, _)| since)
    }

    /// The day of the first update of the unbroken run, up to the last one, of updates that say the action is off track.
    pub fn off_track_since(&self, action: &ActionColumns) -> Option<Date> {
        let (_, last) = (*self.last.last()?)?;
        if action.is_withdrawn || !last.is_off_track(action.recurs) {
            return None;
        }
        let standing = self.all.iter().filter(|report| !report.is_retracted);
        let mut standing: Vec<ReportFacts> = standing.map(|report| report.facts).collect();
        standing.sort_by_key(|facts| (facts.submitted, facts.quarter));
        let run = standing.into_iter().rev().take_while(|facts| facts.is_off_track(action.recurs));
        run.last().map(|facts| facts.submitted)
    }

    fn at(&self, place: u32) -> Option<&OneReport> {
        self.all.get(usize::try_from(place).ok()?)
    }
}

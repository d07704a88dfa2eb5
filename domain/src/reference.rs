//! What the data depends on: programs, contacts, documents, mandates, status vocabularies, the reporting calendar and
//! the places where sources disagree. Small rows that are read whole and never counted.

use crate::described::{BelongsTo, Described, Erased, ErasedWords};
use crate::ids::{AgencyId, BodyId, ReferenceId};
use crate::text::{Citation, Code, Narrative, Title};
use crate::vocabulary::ReportedStatus;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    pub id: ReferenceId,
    pub code: Code,
    pub source: Citation,
    pub content: ReferenceContent,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum ReferenceContent {
    /// A program, campaign, tool or grant of an agency.
    Program {
        name: Title,
        kind: Title,
        owner: AgencyId,
        summary: Narrative,
        /// What else in the record stands for it, in words.
        tracked_as: Narrative,
    },
    /// A published number that anyone may call.
    Contact { name: Title, value: Title, owner: AgencyId },
    /// A document that the sources refer to. `date` is as precise as its source.
    Document { title: Title, owner: AgencyId, date: Option<Title> },
    /// A law or order, and the bodies that it authorizes.
    Mandate { title: Title, authorizes: Vec<BodyId> },
    /// The status words of a kind of report, and which of ours they mean.
    Vocabulary { words: Vec<NativeWord>, other_lists: Vec<(Title, Vec<Title>)>, basis: Narrative },
    /// A fixed point of the year. `position` orders them.
    Calendar { position: u32, when: Title, what: Narrative },
    /// Where a source says something that another contradicts.
    Discrepancy { position: u32, item: Title, said_by: Citation, says: Narrative, issue: Narrative, basis: Narrative },
}

/// A status word as a plan's own reports use it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NativeWord {
    pub word: Title,
    pub means: Option<Meaning>,
}

/// What a native word means in the words of this record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "of")]
pub enum Meaning {
    Reported(ReportedStatus),
    /// Reported complete, and found to be so by someone else.
    CompletedAndVerified,
    Withdrawn,
    NeverReported,
}

impl Reference {
    /// The vocabulary's word for a status, where it has one.
    pub fn native_word_for(&self, status: ReportedStatus) -> Option<&Title> {
        let ReferenceContent::Vocabulary { words, .. } = &self.content else { return None };
        words.iter().find(|native| native.means == Some(Meaning::Reported(status))).map(|native| &native.word)
    }
}

impl Described for Reference {
    const IS_REFERENCE_DATA: bool = true;
    const SEARCH_PLACE: Option<u8> = Some(11);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Everybody
    }

    fn texts(&self) -> Vec<String> {
        let code = self.code.to_string();
        match &self.content {
            ReferenceContent::Program { name, kind, summary, tracked_as, .. } => {
                vec![name.to_string(), code, kind.to_string(), summary.to_string(), tracked_as.to_string()]
            }
            ReferenceContent::Contact { name, value, .. } => vec![name.to_string(), code, value.to_string()],
            ReferenceContent::Document { title, .. } | ReferenceContent::Mandate { title, .. } => {
                vec![title.to_string(), code]
            }
            ReferenceContent::Vocabulary { words, basis, .. } => {
                let words: Vec<String> = words.iter().map(|native| native.word.to_string()).collect();
                vec![code, words.join(", "), basis.to_string()]
            }
            ReferenceContent::Calendar { when, what, .. } => vec![what.to_string(), when.to_string()],
            ReferenceContent::Discrepancy { item, says, issue, basis, .. } => {
                vec![item.to_string(), says.to_string(), issue.to_string(), basis.to_string()]
            }
        }
    }

    /// A number that anyone may call can turn out to be that of a person.
    fn erased(&self, words: &ErasedWords) -> Erased<Option<Reference>> {
        let ReferenceContent::Contact { owner, .. } = self.content else { return Ok(None) };
        let content = ReferenceContent::Contact { name: words.text()?, value: words.text()?, owner };
        Ok(Some(Reference { source: words.text()?, content, ..self.clone() }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::{code, narrative, source, title};
    use uuid::Uuid;

    fn reference(content: ReferenceContent) -> Reference {
        Reference { id: ReferenceId(Uuid::nil()), code: code("VOC-FSAP"), source: source(), content }
    }

    fn native(word: &str, means: Option<Meaning>) -> NativeWord {
        NativeWord { word: title(word), means }
    }

    #[test]
    fn a_status_has_the_word_of_the_plans_own_reports_where_they_have_one() {
        let words = vec![
            native("Closed - Implemented", Some(Meaning::CompletedAndVerified)),
            native("Priority", None),
            native("Open", Some(Meaning::Reported(ReportedStatus::InProgress))),
            native("Closed - Not Implemented", Some(Meaning::Withdrawn)),
        ];
        let basis = narrative("As its reports use them.");
        let vocabulary = reference(ReferenceContent::Vocabulary { words, other_lists: vec![], basis });
        assert_eq!(vocabulary.native_word_for(ReportedStatus::InProgress), Some(&title("Open")));
        for status in ReportedStatus::ALL.into_iter().filter(|status| *status != ReportedStatus::InProgress) {
            assert_eq!(vocabulary.native_word_for(status), None, "{status:?}");
        }
    }

    #[test]
    fn only_a_vocabulary_has_words() {
        let calendar = reference(ReferenceContent::Calendar {
            position: 1,
            when: title("Oct. 1"),
            what: narrative("The year begins."),
        });
        assert_eq!(calendar.native_word_for(ReportedStatus::InProgress), None);
    }
}

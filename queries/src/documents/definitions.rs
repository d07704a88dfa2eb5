//! What the words of a report mean: the glossary of the pages.

use crate::glossary::DEFINITIONS;
use reports::document::{Fact, Part};

pub(super) fn chapter() -> [Part; 2] {
    let facts = DEFINITIONS.iter().map(|of| Fact::new(of.term, of.meaning)).collect();
    [Part::chapter("definitions", "Definitions"), Part::Facts(facts)]
}

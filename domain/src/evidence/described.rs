//! What the record knows of documents.

use super::{Evidence, Held};
use crate::described::{BelongsTo, Described, Erased, ErasedWords, TypedTexts, Upgrade};
use crate::text::WebLink;
use serde_json::{Value, json};

impl Described for Evidence {
    const UPGRADES: &'static [Upgrade] = &[link_of_a_document];
    const SEARCH_PLACE: Option<u8> = Some(4);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Action(self.action)
    }

    fn texts(&self) -> Vec<String> {
        vec![self.title.to_string(), self.at.named().to_owned()]
    }

    fn erased(&self, words: &ErasedWords) -> Erased<Option<Evidence>> {
        Ok(Some(Evidence {
            title: words.text()?,
            // A file goes with its content, so that nothing of it is left to point to.
            at: Held::link(WebLink::parse("https://erased.invalid/")?),
            verified: self.verified.erased(words)?,
            withdrawn: self.withdrawn.erased(words)?,
            ..self.clone()
        }))
    }
}

/// In form 1 every document was a link, and nothing was said of what stands there.
fn link_of_a_document(content: &mut Value) {
    let Some(fields) = content.as_object_mut() else { return };
    let address = fields.remove("link").unwrap_or_default();
    fields.insert("at".to_owned(), json!({ "is": "link", "address": address, "sha256": null }));
}

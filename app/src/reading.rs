//! What a page reads from.

use crate::notice::Refusal;
use crate::paths::Paths;
use crate::request::Request;
use store::View;

/// Who asks, and what that person sees at that point of the record.
#[derive(Debug)]
pub struct Reading {
    pub request: Request,
    pub view: View,
    pub paths: Paths,
    /// A form of this page that was refused, with what was typed.
    pub refusal: Option<Refusal>,
}

impl Reading {
    /// The refusal of one form of this page.
    pub fn refusal_of(&self, form: &str) -> Option<Refusal> {
        self.refusal.clone().filter(|refusal| refusal.form == form)
    }
}

//! What the next page of a session says once: what was done, or a refused form with everything that was typed.

use crate::error::AppError;
use domain::DomainError;
use domain::error::FieldErrors;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// What was done, in words.
    Done(String),
    Refused(Refusal),
    /// A form that was refused, on a page that has said so: what was typed is there again, without the faults.
    Kept(Refusal),
}

/// A form that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The name of the form, as in its address.
    pub form: String,
    /// What was not saved, where it is not the whole form.
    #[serde(default)]
    pub heading: Option<String>,
    /// Why, in words, where it is not about single fields.
    pub words: Option<String>,
    pub fields: FieldErrors,
    /// Everything that was typed, by the name of its field.
    pub typed: BTreeMap<String, String>,
    /// Whether somebody else saved meanwhile: the page shows both texts.
    pub changed_meanwhile: bool,
}

impl Notice {
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn read(written: &str) -> Option<Notice> {
        serde_json::from_str(written).ok()
    }
}

impl Refusal {
    /// The refusal of a form, with what was typed into it.
    pub fn of(form: &str, error: &AppError, typed: BTreeMap<String, String>) -> Refusal {
        let (words, fields) = match error {
            AppError::Refused(DomainError::Invalid(fields)) => (None, fields.clone()),
            other => (Some(other.to_string()), FieldErrors::default()),
        };
        let changed_meanwhile = *error == AppError::ChangedMeanwhile;
        let heading = (*error == AppError::SubmittedDifferently).then(|| "Your changes were not saved.".to_owned());
        Refusal { form: form.to_owned(), heading, words, fields, typed, changed_meanwhile }
    }

    /// Whether something was typed or selected in the form, so that it is worth keeping.
    pub fn holds_text(&self) -> bool {
        let names_a_thing = |name: &str| matches!(name, "action" | "plan" | "plan_code" | "after");
        let is_of_the_page = |name: &str| OF_THE_PAGE.contains(&name) || names_a_thing(name);
        self.typed.iter().any(|(name, value)| !is_of_the_page(name) && !value.is_empty())
    }

    /// The same form without its faults: it is judged again when it is submitted again.
    pub fn without_faults(self) -> Refusal {
        Refusal { fields: FieldErrors::default(), ..self }
    }
}

/// Fields that pages put into forms by themselves.
const OF_THE_PAGE: [&str; 9] = ["page", "writer", "back", "form_key", "id", "version", "seen", "next", "token"];

/// Whether a field of a form was typed or selected: the page puts its own fields there, and the ids of things.
pub fn is_typed(name: &str, value: &str) -> bool {
    !OF_THE_PAGE.contains(&name) && !value.is_empty() && value.parse::<uuid::Uuid>().is_err()
}

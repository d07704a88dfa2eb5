//! What a refused form says: its faults above it, each leading to its field, and the words at a field.

use crate::notice::Refusal;
use crate::request::site;
use crate::words::capitalized;
use domain::date::Instant;
use leptos::prelude::*;

/// The faults of a refused form, at its top. It takes the focus without a script, and links to each field.
#[component]
pub fn Summary(
    refusal: Option<Refusal>,
    /// What did not happen: "The due date was not changed."
    #[prop(into)]
    title: String,
    /// The label of each field, by its name.
    #[prop(optional)]
    labels: Vec<(&'static str, String)>,
) -> impl IntoView {
    refusal.map(|refusal| {
        let faults: Vec<_> = refusal
            .fields
            .iter()
            .map(|fault| {
                // What users don't type has no place on the page to go to, and no label.
                let is_shown = labels.is_empty() || labels.iter().any(|(name, _)| *name == fault.field);
                if !is_shown {
                    return view! { <li>{fault.words.clone()}</li> }.into_any();
                }
                let address = format!("#{}", fault.field);
                view! { <li><a href=address>{named(&labels, &fault.field, &fault.words)}</a></li> }.into_any()
            })
            .collect();
        let title = refusal.heading.unwrap_or(title);
        let number = match faults.len() {
            0 => String::new(),
            1 => "There is 1 error on this page. ".to_owned(),
            number => format!("There are {number} errors on this page. "),
        };
        view! {
            <div class="usa-alert usa-alert--error" role="alert" tabindex="-1" autofocus>
                <div class="usa-alert__body">
                    <h2 class="usa-alert__heading">{number}{title}</h2>
                    {refusal.words.map(|words| view! { <p class="usa-alert__text">{words}</p> })}
                    {(!faults.is_empty()).then(|| view! { <ul class="usa-alert__text usa-list usa-list--unstyled">{faults}</ul> })}
                </div>
            </div>
        }
    })
}

/// What was typed into a form that was refused before, and has waited since. It is no error of this visit.
#[component]
pub fn Kept(refusal: Refusal, since: Instant) -> impl IntoView {
    let began = site().store.zone().time(since);
    let words = format!("You began this form on {began}. It was not saved. What you entered is still here.");
    view! {
        <div class="usa-alert usa-alert--warning">
            <div class="usa-alert__body">
                <p class="usa-alert__text">{words}</p>
                {refusal.words.map(|words| view! { <p class="usa-alert__text">{words}</p> })}
            </div>
        </div>
    }
}

/// In the summary, words that fit any field follow the label of theirs: "Due date: enter a date. Example: 11/30/2024". After
/// a label that is a question, all words are its answer.
fn named(labels: &[(&'static str, String)], field: &str, words: &str) -> String {
    let label = labels.iter().find(|(name, _)| *name == field).map(|(_, label)| label.clone());
    if let Some(question) = label.as_ref().filter(|label| label.ends_with('?')) {
        return format!("{question} {words}");
    }
    let begins = ["Enter ", "Remove ", "This date ", "This field ", "Use "];
    let fits_any = begins.into_iter().find_map(|begin| Some((begin, words.strip_prefix(begin)?)));
    let Some((begin, rest)) = fits_any else { return words.to_owned() };
    let label = label.unwrap_or_else(|| capitalized(&field.replace('_', " ")));
    format!("{label}: {}{rest}", begin.to_lowercase())
}

/// The words at one field of a refused form.
#[component]
pub fn FieldError(refusal: Option<Refusal>, field: &'static str) -> impl IntoView {
    let words = refusal.and_then(|refusal| refusal.fields.at(field).map(str::to_owned));
    words.map(|words| view! { <span class="usa-error-message" id=format!("{field}-error")>{words}</span> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::error::FieldErrors;

    fn drawn(labels: Vec<(&'static str, String)>) -> String {
        let mut fields = FieldErrors::default();
        fields.add("due", "Enter a date.");
        fields.add("quarter", "Select a reporting period.");
        let refusal = Refusal {
            form: "move_milestone".to_owned(),
            heading: None,
            words: None,
            fields,
            typed: Default::default(),
            changed_meanwhile: false,
        };
        Owner::new().with(|| view! { <Summary refusal=Some(refusal) title="Not saved." labels/> }.to_html())
    }

    #[test]
    fn a_label_that_is_a_question_stands_before_what_to_answer() {
        let labels =
            [("confidence", "Will you meet the due dates?".to_owned()), ("title", "Document title".to_owned())];
        let said = |field, words| named(&labels, field, words);
        let answer = "Select on track, at risk, or off track.";
        assert_eq!(said("confidence", answer), format!("Will you meet the due dates? {answer}"));
        assert_eq!(said("title", "Enter a title."), "Document title: enter a title.");
    }

    /// A link to a field that nobody sees leads nowhere, and its name says nothing to those who did not type it.
    #[test]
    fn the_list_of_errors_leads_to_fields_that_are_on_the_page() {
        let html = drawn(vec![("due", "Due date".to_owned())]);
        assert!(html.contains("There are 2 errors on this page."), "{html}");
        assert!(html.contains("href=\"#due\"") && html.contains("Due date: enter a date."), "{html}");
        assert!(html.contains("Select a reporting period.") && !html.contains("#quarter"), "{html}");
    }
}

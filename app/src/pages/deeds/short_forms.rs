//! The forms of one text that many deeds share: a reason for what leaves, a ground for what is verified.

use super::FACTS_ONLY;
use crate::forms::{DeedForm, FormState, TextArea};
use leptos::prelude::*;

/// Where a short form goes, and what it says.
#[derive(Clone, Copy, Debug)]
pub struct Deed {
    /// The path of the server function.
    pub action: &'static str,
    /// What did not happen, when the form was refused.
    pub refused: &'static str,
    /// The deed, on the button.
    pub button: &'static str,
}

/// A form that asks why. What leaves stays in the record with this reason.
#[component]
pub fn ReasonForm(
    state: FormState,
    label: &'static str,
    deed: Deed,
    back: String,
    target: Vec<(&'static str, String)>,
    /// Both texts, when somebody else saved meanwhile.
    children: Children,
) -> impl IntoView {
    let hint = format!("Required. One sentence; it stays in the record. {FACTS_ONLY}");
    let Deed { action, refused, button } = deed;
    view! {
        <DeedForm state=state.clone() action refused button back target>
            {children()}
            <TextArea state name="reason" label hint/>
        </DeedForm>
    }
}

/// A form that asks on what ground a claim is found to hold.
#[component]
pub fn GroundForm(
    state: FormState,
    deed: Deed,
    back: String,
    target: Vec<(&'static str, String)>,
    /// Both texts, when somebody else saved meanwhile.
    children: Children,
) -> impl IntoView {
    let hint = "Required. What you saw or read that shows it. It stands beside the claim, with today's date.";
    let Deed { action, refused, button } = deed;
    view! {
        <DeedForm state=state.clone() action refused button back target>
            {children()}
            <TextArea state name="ground" label="Ground" hint/>
        </DeedForm>
    }
}

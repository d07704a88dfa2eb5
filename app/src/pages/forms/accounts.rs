//! The forms of accounts.

use super::choices;
use super::field::Field;
use super::form_page::FormPage;
use super::thing::accounts_heading;
use crate::words;
use commands::By;
use commands::about::AboutAccount;
use commands::accounts::roles_to_add;
use domain::person::Person;
use leptos::prelude::*;
use ui::layout::Reading;

pub fn add<'a>(_about: &(), form: FormPage<'a>) -> FormPage<'a> {
    let heading = accounts_heading(form.reading);
    let fields = account_fields(form.reading, None);
    form.under(heading)
        .note("After you add the account, send its owner the one-time link that Concord shows you.")
        .fields(fields)
}

pub fn change<'a>(about: &AboutAccount, form: FormPage<'a>) -> FormPage<'a> {
    let fields = account_fields(form.reading, Some(&about.account.value));
    let form = form.note("Changing the email address or role signs the account out everywhere.");
    own(about, form).fields(fields)
}

/// What an account is: name, address, role, agency. `recorded` is the account as it is now, where there is one.
fn account_fields(reading: &Reading, recorded: Option<&Person>) -> [Field; 4] {
    let by = By::new(reading.request.actor(), reading.view.position().day);
    let roles = choices::of(roles_to_add(by), words::role);
    let of = |fact: &dyn Fn(&Person) -> String| recorded.map(fact).unwrap_or_default();
    let agency = Field::select("agency", "Agency (required for a liaison)", choices::agencies(&reading.view), "None");
    let agency = agency.hint("A liaison represents this agency and its components.").optional();
    let address = Field::line_of("email", "address", "Email address").hint("Used to sign in.");
    [
        Field::line("name", "Name").recorded(of(&|person| person.name.to_string())),
        address.recorded(of(&|person| person.address.to_string())),
        Field::radio("role", "Role", roles).recorded(of(&|person| person.role.code().to_owned())),
        agency.recorded(of(&|person| person.agency.map(|id| id.to_string()).unwrap_or_default())),
    ]
}

/// A note when the form is about the reader's own account.
fn own<'a>(about: &AboutAccount, form: FormPage<'a>) -> FormPage<'a> {
    if form.reading.request.actor().person() == Some(about.account.value.id) {
        form.part(view! { <p><b>"This is your own account."</b></p> }.into_any())
    } else {
        form
    }
}

pub fn disable<'a>(about: &AboutAccount, form: FormPage<'a>) -> FormPage<'a> {
    let means = "The account's user is signed out everywhere and can't sign in. Their entries stay on record. You can enable the \
                 account again.";
    own(about, form.note(means))
}

pub fn enable<'a>(_about: &AboutAccount, form: FormPage<'a>) -> FormPage<'a> {
    form.note("This person can sign in again with the same password.")
}

pub fn link<'a>(about: &AboutAccount, form: FormPage<'a>) -> FormPage<'a> {
    let form = form.named_by(vec![("id", about.account.value.id.to_string())]);
    let means = "The account's owner must open the link within 72 hours and set a password. The current password works \
                 until then. Earlier links stop working now.";
    form.note(means)
}

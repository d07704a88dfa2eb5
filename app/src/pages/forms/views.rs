//! The forms of saved lists.

use super::field::Field;
use super::form_of::Asking;
use super::form_page::FormPage;
use super::thing::{Heading, views_heading};
use crate::lists::SavedList;
use crate::words;
use commands::about::AboutView;
use domain::actor::Permission;

pub fn save<'a>(_about: &'a (), form: FormPage<'a>) -> Asking<'a> {
    Box::pin(async move {
        let reading = form.reading;
        let asked = |name: &str| form.state.value(name, &reading.request.query(name).unwrap_or_default());
        let (path, query) = (asked("list"), asked("query"));
        let here = if reading.view.position().is_past() { reading.paths.as_of().to_string() } else { String::new() };
        let point = form.state.value("point", &here);
        let list = SavedList::of_path(&path).unwrap_or(SavedList::Actions);
        let query = list.canonical(&query)?;
        let hidden = vec![("list", list.path().to_owned()), ("query", query), ("point", point.clone())];
        let as_of = (!point.is_empty()).then(|| point_field(&point));
        let shares = reading.request.actor().may(Permission::ShareViews).then(shared_field);
        let above = vec![("Saved views".to_owned(), reading.paths.to("/views"))];
        // It is no part of the record, so it can be done from any day that is viewed.
        Ok(form
            .under(Heading { above, ..views_heading() }.named(list.name()))
            .at_any_point()
            .back(list.path().to_owned())
            .named_by(hidden)
            .field(Field::line("name", "Name of the view").hint("Example: Justice, off track"))
            .fields(as_of)
            .fields(shares))
    })
}

fn point_field(point: &str) -> Field {
    let as_of = point.parse().map_or_else(|_| point.to_owned(), |point| words::point(&point));
    let choices = vec![
        ("no".to_owned(), "Current information each time".to_owned()),
        ("yes".to_owned(), format!("Always as of {as_of}")),
    ];
    Field::radio("with_point", "Show", choices).recorded("yes")
}

fn shared_field() -> Field {
    let choices = vec![("no".to_owned(), "You".to_owned()), ("yes".to_owned(), "All signed-in users".to_owned())];
    Field::radio("shared", "Visible to", choices).recorded("no")
}

pub fn rename<'a>(about: &AboutView, form: FormPage<'a>) -> FormPage<'a> {
    form.field(Field::line("name", "Name of the view").recorded(about.0.name.to_string()))
}

pub fn remove<'a>(_about: &AboutView, form: FormPage<'a>) -> FormPage<'a> {
    form.note("This deletes the saved view only. The list doesn't change.")
}

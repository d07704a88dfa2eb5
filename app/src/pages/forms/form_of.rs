//! A command with the fields of its form.

use super::form_page::FormPage;
use super::names::Names;
use super::thing::Thing;
use commands::{By, Handler};
use futures::future::BoxFuture;
use ui::error::AppError;
use ui::layout::{Page, Reading};

/// A form on its way, where something is asked of the record for its fields.
pub type Asking<'a> = BoxFuture<'a, Result<FormPage<'a>, AppError>>;

/// A command, and what its form asks.
#[derive(Debug)]
pub struct FormOf<A: 'static, I: 'static, On: 'static> {
    pub handler: &'static Handler<A, I, On>,
    fields: Fields<A>,
}

#[derive(Debug)]
enum Fields<A> {
    Plain(for<'a> fn(&A, FormPage<'a>) -> FormPage<'a>),
    Asking(for<'a> fn(&'a A, FormPage<'a>) -> Asking<'a>),
}

/// A form with these fields.
pub const fn form<A, I, On>(
    handler: &'static Handler<A, I, On>,
    fields: for<'a> fn(&A, FormPage<'a>) -> FormPage<'a>,
) -> FormOf<A, I, On> {
    FormOf { handler, fields: Fields::Plain(fields) }
}

/// The same, where something is asked of the record for the fields.
pub const fn asking<A, I, On>(
    handler: &'static Handler<A, I, On>,
    fields: for<'a> fn(&'a A, FormPage<'a>) -> Asking<'a>,
) -> FormOf<A, I, On> {
    FormOf { handler, fields: Fields::Asking(fields) }
}

/// A form that asks why.
pub const fn reason<A, I, On>(handler: &'static Handler<A, I, On>) -> FormOf<A, I, On> {
    form(handler, |_, form| form.reason())
}

/// A form that asks how a claim was verified.
pub const fn ground<A, I, On>(handler: &'static Handler<A, I, On>) -> FormOf<A, I, On> {
    form(handler, |_, form| form.ground())
}

impl<A: Thing, I, On> FormOf<A, I, On> {
    /// The page of the form.
    ///
    /// # Errors
    /// Not found, or not permitted to this reader.
    pub async fn page(&self, reading: Reading, names: Names) -> Result<Page, AppError> {
        let about = A::at(&reading, &names).await?;
        let asked = (self.handler.may)(&about, By::new(reading.request.actor(), reading.view.position().day));
        let form = FormPage::new((&reading, &names), self.handler.command, &about);
        let form = match self.fields {
            Fields::Plain(fields) => fields(&about, form),
            Fields::Asking(fields) => fields(&about, form).await?,
        };
        form.draw(asked)
    }
}

//! A command as everything that leads to it knows it.

use std::fmt::Display;

/// The words and addresses of a command, in one place: its route, its form, the buttons that lead there and its
/// handler read them here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name in every layer: `withdraw_milestone`. The form is posted to `/api/withdraw_milestone`.
    pub name: &'static str,
    /// The path of the page with its form. A name after a colon stands for what the form is about.
    pub page: &'static str,
    /// Verb and object: on the button that leads to the page, as the title there, and on the button of the form.
    pub title: &'static str,
    /// What did not happen, where the form is refused.
    pub refused: &'static str,
    /// What was done, on the page that comes next.
    pub done: &'static str,
}

impl Command {
    /// Where the form is posted to.
    pub fn endpoint(&self) -> String {
        format!("/api/{}", self.name)
    }

    /// The path of the page with its form, about what is named, in the order of the path.
    pub fn page_about(&self, names: &[&dyn Display]) -> String {
        let mut names = names.iter();
        let part = |part: &str| match part.strip_prefix(':') {
            Some(_) => names.next().map(ToString::to_string).unwrap_or_default(),
            None => part.to_owned(),
        };
        self.page.split('/').map(part).collect::<Vec<_>>().join("/")
    }
}

#[cfg(test)]
mod tests {
    use crate::actions::WITHDRAW_ACTION;

    #[test]
    fn the_form_of_an_action_is_found_by_its_plan_and_its_reference() {
        let command = WITHDRAW_ACTION.command;
        assert_eq!(command.page_about(&[&"NAP-2021", &"DOJ-02"]), "/actions/NAP-2021/DOJ-02/withdraw");
        assert_eq!(command.endpoint(), "/api/withdraw_action");
    }
}

//! One filter of a list in the line of its filters: a button that says what is set and opens the values. It works as a
//! disclosure; a script closes it with Escape.

use leptos::prelude::*;

/// Of which values how many may be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    /// Several, in boxes; none of them lets everything through.
    Several,
    /// One, or the value that lets everything through, with its words.
    One(&'static str),
}

/// A filter: its name in addresses, its label, its values with their words, and those that are set.
#[derive(Clone, Debug)]
pub struct Pick {
    name: &'static str,
    label: &'static str,
    values: Vec<(String, String)>,
    set: Vec<String>,
    takes: Takes,
}

/// Longer words than these are counted instead, so that the filters stay in one line.
const ROOM: usize = 24;

/// From so many values on a script offers a field that narrows them.
const MANY: usize = 12;

impl Pick {
    /// `set` is written as in addresses, with commas between several.
    pub fn several(name: &'static str, label: &'static str, values: Vec<(String, String)>, set: &str) -> Pick {
        Pick::new(name, label, values, set.split(','), Takes::Several)
    }

    /// `any` are the words of the value that lets everything through.
    pub fn one(
        name: &'static str,
        (label, any): (&'static str, &'static str),
        values: Vec<(String, String)>,
        set: &str,
    ) -> Pick {
        Pick::new(name, label, values, std::iter::once(set), Takes::One(any))
    }

    fn new<'a>(
        name: &'static str,
        label: &'static str,
        mut values: Vec<(String, String)>,
        set: impl Iterator<Item = &'a str>,
        takes: Takes,
    ) -> Pick {
        let set: Vec<String> = set.filter(|value| !value.is_empty()).map(str::to_owned).collect();
        // What a link asked for stays set, also where it is not among the values.
        for other in &set {
            if values.iter().all(|(value, _)| value != other) {
                values.push((other.clone(), other.clone()));
            }
        }
        Pick { name, label, values, set, takes }
    }

    pub fn is_set(&self) -> bool {
        !self.set.is_empty()
    }

    /// "Status", "Status: Delayed, Blocked", "Status: 3 selected".
    pub fn words(&self) -> String {
        let words: Vec<&str> =
            self.values.iter().filter(|(value, _)| self.set.contains(value)).map(|(_, words)| words.trim()).collect();
        let said = words.join(", ");
        match words.len() {
            0 => self.label.to_owned(),
            1 => format!("{}: {said}", self.label),
            2 | 3 if said.len() <= ROOM => format!("{}: {said}", self.label),
            number => format!("{}: {number} selected", self.label),
        }
    }

    pub fn draw(self) -> AnyView {
        let words = self.words();
        let class = if self.is_set() { "c-pick c-pick--set" } else { "c-pick" };
        let is_long = self.values.len() > MANY;
        let any = match self.takes {
            Takes::Several => None,
            Takes::One(words) => Some(self.value("", words)),
        };
        let values = self.values.iter().map(|(value, words)| self.value(value, words)).collect_view();
        view! {
            <details class=class name="filter" data-menu="">
                <summary>{words}</summary>
                <div class="c-pick__panel">
                    <fieldset class="usa-fieldset" data-narrow=is_long.then_some("")>
                        <legend class="usa-sr-only">{self.label}</legend>
                        {any}{values}
                    </fieldset>
                    {apply()}
                </div>
            </details>
        }
        .into_any()
    }

    fn value(&self, value: &str, words: &str) -> AnyView {
        let id = format!("f-{}-{}", self.name, if value.is_empty() { "any" } else { value });
        let (kind, class) = match self.takes {
            Takes::Several => ("checkbox", "usa-checkbox"),
            Takes::One(_) => ("radio", "usa-radio"),
        };
        let is_set = if value.is_empty() { self.set.is_empty() } else { self.set.iter().any(|set| set == value) };
        view! {
            <div class=class>
                <input class=format!("{class}__input") type=kind id=id.clone() name=self.name value=value.to_owned() checked=is_set/>
                <label class=format!("{class}__label") for=id>{words.to_owned()}</label>
            </div>
        }
        .into_any()
    }
}

/// The button at the end of a panel: the filters are one form.
pub fn apply() -> AnyView {
    view! { <button class="usa-button c-b-s" type="submit">"Apply"</button> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(set: &str) -> String {
        let values = ["Not started", "In progress", "Delayed", "Blocked", "Completed"];
        let values = values.map(|words| (words.to_lowercase().replace(' ', "-"), words.to_owned())).to_vec();
        Pick::several("status", "Status", values, set).words()
    }

    #[test]
    fn a_filter_says_what_is_set_and_counts_what_is_long() {
        assert_eq!(statuses(""), "Status");
        assert_eq!(statuses("in-progress"), "Status: In progress");
        assert_eq!(statuses("blocked,delayed"), "Status: Delayed, Blocked");
        assert_eq!(statuses("not-started,in-progress,completed"), "Status: 3 selected");
        assert_eq!(statuses("not-started,in-progress,completed,blocked"), "Status: 4 selected");
        assert_eq!(statuses("of-a-link"), "Status: of-a-link");
    }
}

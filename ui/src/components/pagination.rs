//! The way to the other pages of a list.

use leptos::prelude::*;

/// The pages around the one that is shown, the first and the last. Nothing where there is one page.
pub fn pagination(page: usize, pages: usize, address: impl Fn(usize) -> String) -> Option<AnyView> {
    if pages < 2 || page > pages {
        return None;
    }
    let arrow = |to: usize, name: &'static str| {
        let label = format!("{name} page");
        view! {
            <li class="usa-pagination__item usa-pagination__arrow">
                <a class="usa-pagination__link" href=address(to) aria-label=label>
                    <span class="usa-pagination__link-text">{name}</span>
                </a>
            </li>
        }
    };
    let before = (page > 1).then(|| arrow(page - 1, "Previous"));
    let after = (page < pages).then(|| arrow(page + 1, "Next"));
    let numbers = shown(page, pages).into_iter().map(|number| match number {
        Some(number) => number_item(number, number == page, address(number)),
        None => gap(),
    });
    let view = view! {
        <nav class="usa-pagination" aria-label="Pagination">
            <ul class="usa-pagination__list">{before}{numbers.collect_view()}{after}</ul>
        </nav>
    };
    Some(view.into_any())
}

/// What a page says that lies beyond the last one: that there is none, and where the list ends.
pub fn beyond_the_end(page: usize, pages: usize, address: impl Fn(usize) -> String) -> Option<AnyView> {
    if pages == 0 || page <= pages {
        return None;
    }
    let words = format!("Page {page} doesn't exist. The last page is ");
    Some(view! { <p class="c-empty">{words}<a href=address(pages)>{pages}</a>"."</p> }.into_any())
}

/// Represents the pages between two numbers.
fn gap() -> AnyView {
    view! { <li class="usa-pagination__item usa-pagination__overflow"><span>"\u{2026}"</span></li> }.into_any()
}

fn number_item(number: usize, is_current: bool, address: String) -> AnyView {
    let class = if is_current { "usa-pagination__button usa-current" } else { "usa-pagination__button" };
    let current = is_current.then_some("page");
    let label = format!("Page {number}");
    view! {
        <li class="usa-pagination__item usa-pagination__page-no">
            <a class=class href=address aria-label=label aria-current=current>{number}</a>
        </li>
    }
    .into_any()
}

/// The numbers that are shown; `None` stands for those left out between two.
fn shown(page: usize, pages: usize) -> Vec<Option<usize>> {
    let mut shown = Vec::new();
    let mut last = 0;
    for number in (1..=pages).filter(|number| *number == 1 || *number == pages || number.abs_diff(page) <= 1) {
        if number > last + 1 {
            shown.push(None);
        }
        shown.push(Some(number));
        last = number;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(page: usize, pages: usize) -> String {
        let words =
            shown(page, pages).into_iter().map(|number| number.map_or("..".to_owned(), |number| number.to_string()));
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_first_the_last_and_the_neighbors_of_a_page_are_shown() {
        assert_eq!(numbers(1, 2), "1 2");
        assert_eq!(numbers(1, 9), "1 2 .. 9");
        assert_eq!(numbers(5, 9), "1 .. 4 5 6 .. 9");
        assert_eq!(numbers(9, 9), "1 .. 8 9");
        assert_eq!(numbers(3, 5), "1 2 3 4 5");
    }

    #[test]
    fn a_list_of_one_page_has_no_way_to_others() {
        assert!(pagination(1, 1, |_| String::new()).is_none());
        assert!(pagination(1, 0, |_| String::new()).is_none());
    }
}

//! The accessibility statement, and the report behind it: each WCAG criterion with what was found and by which test.

mod report;

use crate::pages::help::contact;
use crate::paths::Paths;
use leptos::prelude::*;
use report::{Row, levels};
use ui::components::Breadcrumb;
use ui::components::head::page_head;
use ui::components::table::{ColumnHead, Table};
use ui::layout::page_for_anybody;

const REPORT: &str = "/accessibility/conformance";

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Criterion"),
    ColumnHead::text("Conformance"),
    ColumnHead::text("Remarks"),
    ColumnHead::text("Tested by"),
];

#[component]
pub fn AccessibilityPage() -> impl IntoView {
    page_for_anybody("Accessibility statement", |paths| {
        view! {
            {page_head("Accessibility statement", "How this site can be used, what is known not to work, and whom to tell.")}
            <div class="c-prose">
                {measured(paths)}
                {offered(paths)}
                {known()}
                <h2>"Tell us about a barrier"</h2>
                <p>{contact()}" Include the address of the page, the browser, and the assistive technology that you use."</p>
                <p>"You can get any number or text on this site in another form. Ask at the same address."</p>
            </div>
        }
        .into_any()
    })
}

fn measured(paths: &Paths) -> AnyView {
    let levels = levels();
    let said = |words: &str| {
        levels.iter().flat_map(|level| &level.rows).filter(|row| row.conformance == words).count().to_string()
    };
    view! {
        <h2>"What we measure against"</h2>
        <p>
            "The standard is the Web Content Accessibility Guidelines (WCAG) 2.2, Level AA. It includes what Section 508 \
             requires of web pages. Of its criteria, Concord supports "{said("Supports")}", partially supports "
            {said("Partially supports")}", and does not support "{said("Does not support")}"; "{said("Not applicable")}
            " do not apply. The "
            <a href=paths.to(REPORT)>"accessibility conformance report"</a>" lists each one with its test."
        </p>
        <p>
            "Checked November 29, 2026, by automated tests in Chromium: with axe on each page, at 320 and 1,280 pixels, in \
             light and dark colors, in forced colors, by keyboard, with scripts on and off. People who use assistive \
             technology every day have not tested this version yet."
        </p>
    }
    .into_any()
}

fn offered(paths: &Paths) -> AnyView {
    view! {
        <h2>"What you can set"</h2>
        <ul>
            <li>
                "In "<a href=paths.to("/settings")>"Settings"</a>": single-key shortcuts on or off, charts read as text \
                 (the table of each chart is open), and whether an open page announces updates."
            </li>
            <li>"On your device: dark colors, high contrast, larger text, and reduced motion. Pages follow them."</li>
            <li>"Each page works with the keyboard alone and with scripts off."</li>
            <li>"Each chart has a table with the same numbers, and downloads as CSV and JSON."</li>
        </ul>
    }
    .into_any()
}

fn known() -> AnyView {
    view! {
        <h2>"Known limits"</h2>
        <ul>
            <li>
                "Documents that agencies attach, and the sources that pages link to, are made by others. We don't check \
                 them for accessibility."
            </li>
            <li>"A chart that is downloaded as PNG has no text alternative. Its CSV file has the numbers."</li>
            <li>"With scripts off, an open menu closes only with the button that opened it."</li>
            <li>"Names and quotations in other languages that come from a plan are not marked as such."</li>
            <li>"The calendar next to a date field is that of the browser. The date can be typed instead."</li>
            <li>"A session ends 12 hours after sign-in even while it is used, unless the operator sets another time. \
                 What was typed is kept."</li>
        </ul>
    }
    .into_any()
}

#[component]
pub fn ConformancePage() -> impl IntoView {
    page_for_anybody("Accessibility conformance report", |paths| {
        let above = vec![("Accessibility statement".to_owned(), paths.to("/accessibility"))];
        let sections = levels().into_iter().map(|level| {
            let rows = level.rows.into_iter().map(row).collect();
            view! {
                <section class="c-section">
                    <h2>{level.title.clone()}</h2>
                    <Table label=level.title columns=COLUMNS rows/>
                </section>
            }
        });
        view! {
            <Breadcrumb above here="Conformance report".to_owned()/>
            {page_head("Accessibility conformance report", "Each criterion of WCAG 2.2, Levels A and AA: what was found, and the test that holds it.")}
            {sections.collect_view()}
        }
        .into_any()
    })
}

fn row(row: Row) -> AnyView {
    view! {
        <tr>
            <th scope="row">{row.criterion}</th>
            <td data-l="Conformance">{row.conformance}</td>
            <td data-l="Remarks">{row.remarks}</td>
            <td data-l="Tested by">{row.tests}</td>
        </tr>
    }
    .into_any()
}

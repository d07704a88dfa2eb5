//! Files of reports that take longer to make: how far each is, and all of the reader's that are kept.

use crate::words;
use leptos::prelude::*;
use store::{FileId, FileState, ReportFile};
use ui::components::Breadcrumb;
use ui::components::documents::size_in_words;
use ui::components::head::page_head;
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;

/// The page with all files of the reader.
pub const ALL_FILES: &str = "/reports/files";

const COLUMNS: &[ColumnHead] =
    &[ColumnHead::text("Report"), ColumnHead::text("Format"), ColumnHead::text("Requested"), ColumnHead::text("State")];

/// The page that shows how far a file is.
pub fn page_of(id: &FileId) -> String {
    format!("{ALL_FILES}/{}", id.text())
}

/// Where a file that was made can be taken.
fn address_of(id: &FileId) -> String {
    format!("/exports/files/{}", id.text())
}

/// Where a file that is underway can be canceled.
fn cancel_of(id: &FileId) -> String {
    format!("{}/cancel", page_of(id))
}

/// `/reports/files`.
#[component]
pub fn ReportFilesPage() -> impl IntoView {
    page(async |reading: Reading| {
        let files = reading.view.report_files().await?;
        let underway = files.iter().filter(|file| file.state.is_underway()).count();
        let rows = files.iter().map(|file| row(&reading, file)).collect::<Vec<_>>();
        let lead = "Files that take longer than a second to make. Each is kept for 1 hour, for you only.";
        let most = (underway >= store::MOST_UNDERWAY).then(|| {
            view! {
                <p class="c-note">
                    {format!("{} files are being made for you, the most at a time. Wait until one is ready, or cancel one.", store::MOST_UNDERWAY)}
                </p>
            }
        });
        let body = view! {
            <Breadcrumb above=vec![("Reports".to_owned(), reading.paths.to("/reports"))] here="Your files".to_owned()/>
            {page_head("Your files", lead)}
            {most}
            <Table label="Your files" columns=COLUMNS rows empty="No files. Open a report and select a format."/>
        }
        .into_any();
        Ok(Page { title: "Your files".to_owned(), section: Section::Reports, body })
    })
}

fn row(reading: &Reading, file: &ReportFile) -> AnyView {
    let asked = reading.view.zone().time(file.asked);
    view! {
        <tr>
            <th scope="row"><a href=page_of(&file.id)>{file.title.clone()}</a></th>
            <td data-l="Format">{file.format.clone()}</td>
            <td data-l="Requested">{asked}</td>
            <td data-l="State">{state(file.state)}</td>
        </tr>
    }
    .into_any()
}

/// How far a file is, in a few words.
fn state(of: FileState) -> String {
    match of {
        FileState::Waiting { .. } => "Waiting".to_owned(),
        FileState::Making { over, steps } => format!("Step {} of {steps}", over.saturating_add(1).min(steps)),
        FileState::Made { bytes } => format!("Ready, {}", size_in_words(bytes)),
        FileState::Failed | FileState::Stopped => "Not made".to_owned(),
        FileState::Canceled => "Canceled".to_owned(),
    }
}

/// `/reports/files/..`: one file.
#[component]
pub fn ReportFilePage() -> impl IntoView {
    let id = path_part("file");
    page(async move |reading: Reading| {
        let id: FileId = id?.parse().map_err(|_| AppError::NotFound)?;
        let file = reading.view.report_file(&id).await?.ok_or(AppError::NotFound)?;
        let above =
            vec![("Reports".to_owned(), reading.paths.to("/reports")), ("Your files".to_owned(), ALL_FILES.to_owned())];
        let title = format!("{} ({})", file.title, file.format);
        let asked = format!("Requested {}.", reading.view.zone().time(file.asked));
        // A script asks now and then; without one the reader does.
        let script = file.state.is_underway().then(|| {
            view! { <script src=format!("{}/files.js", reading.request.site.assets) type="module"></script> }
        });
        let body = view! {
            <Breadcrumb above here=file.title.clone()/>
            {page_head(title.clone(), asked)}
            <p class="usa-sr-only" role="status" data-file-said></p>
            {how_far(&reading, &file)}
            {script}
        }
        .into_any();
        Ok(Page { title, section: Section::Reports, body })
    })
}

/// What the script replaces when the state changes.
fn how_far(reading: &Reading, file: &ReportFile) -> AnyView {
    let again = file.request.clone();
    let (code, shown) = match file.state {
        FileState::Waiting { ahead } => {
            let files = words::count(usize::try_from(ahead).unwrap_or(usize::MAX), "file");
            let is = if ahead == 1 { "is" } else { "are" };
            let place = if ahead == 0 { "It is next.".to_owned() } else { format!("{files} {is} made first.") };
            ("waiting", view! { <h2>"Waiting"</h2><p data-file-place>{place}</p>{underway(file)} }.into_any())
        }
        FileState::Making { over, steps } => {
            let step = state(FileState::Making { over, steps });
            let making = view! {
                <h2>"Being made"</h2>
                <p><label for="file-steps" data-file-step>{step}</label></p>
                <progress class="c-steps" id="file-steps" max=steps.to_string() value=over.to_string()></progress>
                {underway(file)}
            };
            ("making", making.into_any())
        }
        FileState::Made { bytes } => {
            let until = reading.view.zone().time(file.kept_until);
            let label = format!("Download {}", file.format);
            let made = view! {
                <h2>"Ready"</h2>
                <p>{format!("{}. Kept until {until}.", size_in_words(bytes))}</p>
                <div class="c-tools c-block-gap"><a class="usa-button" href=address_of(&file.id) download>{label}</a></div>
            };
            ("made", made.into_any())
        }
        FileState::Failed => ("failed", not_made(file.why.clone().unwrap_or_default(), again)),
        FileState::Stopped => {
            ("stopped", not_made("The server was stopped before the file was made.".to_owned(), again))
        }
        FileState::Canceled => ("canceled", not_made("You canceled this file.".to_owned(), again)),
    };
    view! { <section class="c-section" data-file-state=code>{shown}</section> }.into_any()
}

/// What can be done while a file is not ready.
fn underway(file: &ReportFile) -> AnyView {
    view! {
        <p>"You can leave this page. The file will be in Your files for 1 hour."</p>
        <div class="c-tools c-block-gap">
            <a class="usa-button usa-button--outline" href=page_of(&file.id) data-file-again>"Check again"</a>
            <form method="post" action=cancel_of(&file.id)>
                <button class="usa-button usa-button--outline" type="submit">"Cancel file"</button>
            </form>
        </div>
    }
    .into_any()
}

fn not_made(why: String, again: String) -> AnyView {
    view! {
        <h2>"Not made"</h2>
        <p>{why}</p>
        <div class="c-tools c-block-gap"><a class="usa-button" href=again>"Make it again"</a></div>
    }
    .into_any()
}

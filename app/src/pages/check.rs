//! How to check the record without trusting the server that keeps it.

use crate::components::Breadcrumb;
use crate::components::head::page_head;
use crate::layout::{Page, Reading, Section, page};
use domain::visibility::takes_files;
use leptos::prelude::*;

const LEAD: &str = "Every change adds an entry to a signed log. With the log as a file, anybody can check it: with no \
                    database, no account and no word of this server.";

#[component]
pub fn CheckPage() -> impl IntoView {
    page(async |reading: Reading| {
        let above = vec![("The record".to_owned(), reading.paths.record())];
        let ledger = reading.paths.to("/exports/ledger.jsonl");
        let contents = takes_files(reading.request.actor()).then(|| reading.paths.to("/exports/contents.jsonl"));
        let key = reading.request.site.store.key().verifier().to_string();
        let body = view! {
            <Breadcrumb above here="How to check it".to_owned()/>
            {page_head("How to check this record", LEAD)}
            <div class="c-prose">
                <Steps ledger key/>
                <WhatIsChecked/>
                <WithAnotherProgram contents/>
                <WhatItDoesNotShow/>
            </div>
        }
        .into_any();
        Ok(Page { title: "How to check this record".to_owned(), section: Section::Record, body })
    })
}

#[component]
fn Steps(ledger: String, key: String) -> impl IntoView {
    view! {
        <h2>"In three steps"</h2>
        <ol>
            <li>
                <a href=ledger>"Download the ledger"</a>
                " as ledger.jsonl. It holds every entry and ends with a signed head."
            </li>
            <li>
                "Check the file with the program of this product, on any machine:"
                <pre class="c-bytes">"concord verify ledger.jsonl"</pre>
            </li>
            <li>
                "Compare with what you kept. A head that you saved earlier, or that stands printed on a document, \
                 shows whether anything before it was changed or cut off; the key shows whose log it is:"
                <pre class="c-bytes">"concord verify ledger.jsonl --checkpoint old-head.txt --key '"{key}"'"</pre>
            </li>
        </ol>
        <p>
            "Today's head is open to everybody, without signing in: "
            <a href="/ledger/checkpoint">"checkpoint"</a>", "<a href="/ledger/key">"key"</a>
            ". Take key and older head from somewhere else than the file that you check."
        </p>
    }
}

#[component]
fn WhatIsChecked() -> impl IntoView {
    view! {
        <h2>"What is checked"</h2>
        <ul>
            <li>"Entries are numbered 0, 1, 2 without a gap, and none is recorded before the one above it."</li>
            <li>"Each entry is spelled in the one way that it can be (canonical JSON, RFC 8785)."</li>
            <li>"The versions of each object go on without a gap, so none was left out."</li>
            <li>"All entries together give the root that was signed (the Merkle tree of RFC 9162, with SHA-256)."</li>
            <li>"The head is signed by the key (C2SP checkpoint and signed note, Ed25519)."</li>
            <li>"An older head, where you give one, is the head of the beginning of this log."</li>
        </ul>
        <p>"The answer is one line: no fault, or the first line and entry at which the file breaks."</p>
    }
}

/// `contents` is the file with salt and content, for those who take files.
#[component]
fn WithAnotherProgram(contents: Option<String>) -> impl IntoView {
    let contents = match contents {
        Some(address) => view! { <a href=address>"the contents as a file"</a>" have them all" }.into_any(),
        None => "whoever takes files has them all in one".into_any(),
    };
    view! {
        <h2>"With a program that we did not write"</h2>
        <p>
            "The format is the field's own and is described byte by byte in docs/ledger.md, which comes with the \
             product, together with a good file, a bad file and the answers to expect. In short:"
        </p>
        <ul>
            <li>
                "Each line of the file that begins with {\"entry\": is one entry. The bytes between that and the last \
                 ,\"leaf\": are a leaf; the hash after them names the line, and proves nothing by itself."
            </li>
            <li>
                "The hash of a leaf is SHA-256 over a zero byte and the leaf; that of a node is SHA-256 over a byte 1 \
                 and the two hashes below it."
            </li>
            <li>
                "The root over all leaves is the third line of the signed head, in base64; the second line is the \
                 number of entries."
            </li>
        </ul>
        <p>
            "Titles, reasons and names are not in the log: only a hash stands for them, made with 16 random bytes so \
             that nobody can find a text by trying. What you may see you can tie to its hash: the page of each entry \
             shows salt and content, and "{contents}"."
        </p>
        <ul>
            <li>
                "Each line of the contents that begins with {\"content\": is one version of an object. The bytes between \
                 that and the last ,\"hash\": are its content."
            </li>
            <li>
                "SHA-256 over the 16 bytes of the salt and "
                <code class="c-hash">
                    "{\"content\":content,\"id\":id,\"kind\":kind,\"since\":entry,\"version\":version}"
                </code>" is the hash that the entry gives for that version."
            </li>
        </ul>
    }
}

#[component]
fn WhatItDoesNotShow() -> impl IntoView {
    view! {
        <h2>"What it does not show"</h2>
        <ul>
            <li>
                "That what was said is true, or that everything was said. It shows that nothing was changed or removed \
                 since."
            </li>
            <li>
                "What the host of this server did after the newest head that somebody else kept. So keep heads, and \
                 print them."
            </li>
            <li>"That the clock was right. A head that you received shows that its entries existed by then."</li>
        </ul>
    }
}

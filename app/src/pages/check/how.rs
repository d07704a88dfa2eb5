//! How to verify the audit log without trusting the server that keeps it, nor its pages.

use leptos::prelude::*;

#[component]
pub(super) fn Steps(ledger: String, key: String) -> impl IntoView {
    view! {
        <h2>"Verify with the Concord program"</h2>
        <ol>
            <li>
                <a href=ledger>"Download the audit log"</a>
                " as ledger.jsonl. It contains every entry and ends with a signed checkpoint."
            </li>
            <li>
                "Verify the file with the Concord program on any computer:"
                <pre class="c-bytes">"concord verify ledger.jsonl"</pre>
            </li>
            <li>
                "Compare with a checkpoint you saved or printed earlier. It shows whether anything before it was \
                 changed or removed; the public key shows whose log it is:"
                <pre class="c-bytes">"concord verify ledger.jsonl --checkpoint old-checkpoint.txt --key '"{key}"'"</pre>
            </li>
        </ol>
        <p>
            "The current checkpoint is public, without signing in: "
            <a href="/ledger/checkpoint">"signed checkpoint"</a>", "<a href="/ledger/key">"public key"</a>
            ". Get the public key and the older checkpoint from a source other than this file."
        </p>
    }
}

#[component]
pub(super) fn WhatIsChecked() -> impl IntoView {
    view! {
        <h2>"What is verified in a log"</h2>
        <ul>
            <li>"In the file, entries are numbered 0, 1, 2 without a gap (screens count from 1), and none is dated before \
                 the one above it."</li>
            <li>"Each entry is in canonical JSON (RFC 8785)."</li>
            <li>"No version of any item is missing."</li>
            <li>"All entries together give the signed root hash (the Merkle tree of RFC 9162, with SHA-256)."</li>
            <li>"The checkpoint is signed with the key (C2SP checkpoint and signed note, Ed25519)."</li>
            <li>"An older checkpoint, if you give one, matches the beginning of this log."</li>
        </ul>
        <p>"The result is one line: no problems, or the first line and entry with a problem."</p>
    }
}

/// `contents` is the file with salt and content, for those who can download files.
#[component]
pub(super) fn WithAnotherProgram(contents: Option<String>) -> impl IntoView {
    let contents = match contents {
        Some(address) => view! { <a href=address>"the contents file"</a>" has them all" }.into_any(),
        None => "accounts that can download files get them all in one file".into_any(),
    };
    view! {
        <h2>"Verify with other software"</h2>
        <p>
            "The format follows published standards and is described byte by byte in docs/ledger.md, which comes with \
             Concord, with a good file, a bad file, and the results to expect. In short:"
        </p>
        <ul>
            <li>
                "Each line of the file that begins with {\"entry\": is one entry. The bytes between that and the last \
                 ,\"leaf\": are a leaf; the hash after them names the line, and proves nothing by itself."
            </li>
            <li>
                "The hash of a leaf is SHA-256 over a zero byte and the leaf; the hash of a node is SHA-256 over a \
                 byte 1 and the two hashes below it."
            </li>
            <li>
                "The root hash over all leaves is the third line of the signed checkpoint, in base64; the second line \
                 is the number of entries."
            </li>
        </ul>
        <p>
            "Titles, reasons, and names are not in the log. The log contains only salted hashes (16 random bytes), so \
             the text can't be guessed. You can match any text that you are permitted to see to its hash: the page of \
             each entry shows salt and content, and "{contents}"."
        </p>
        <ul>
            <li>
                "Each line of the contents that begins with {\"content\": is one version of an item. The bytes between \
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
pub(super) fn WhatItDoesNotShow() -> impl IntoView {
    view! {
        <h2>"What verification does not show"</h2>
        <ul>
            <li>
                "That an update is true or complete. Verification shows that nothing was changed or removed since."
            </li>
            <li>
                "What the host of this server did after the newest checkpoint that someone else saved. Save \
                 checkpoints, and print them."
            </li>
            <li>"That the clock was right. A checkpoint that you received shows that its entries existed by then."</li>
        </ul>
    }
}

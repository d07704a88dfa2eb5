//! The steps of a check by hand, with commands that can be run in the folder and what each of them prints.

use crate::about::{About, ItemEntry};
use crate::contents::{Contents, Item, ProvenEntry, TiedContent};
use crate::names::{CONTENTS, LOG, ROWS};
use domain::ledger::{Rows, Seq, TreeSize, node_hash};
use domain::text::thousands;

/// One entry of one item, and one content that it made, where there is any.
struct Example<'a> {
    folder: &'a str,
    entry: &'a ProvenEntry,
    line: usize,
    content: Option<(usize, &'a TiedContent)>,
}

pub(super) fn steps(about: &About, contents: &Contents) -> String {
    let mut text = format!("{HEAD}{}{SIGNATURE}", sample(about));
    let Some(example) = example(about, contents) else {
        text.push_str("4. and 5. The log entries here are hashes only, so there is no entry to compute.\n");
        return text;
    };
    text.push_str(&entry(&example, contents.checkpoint.unverified().size));
    if let Some(of) = &example.content {
        text.push_str(&content(&example, of));
    }
    text
}

const HEAD: &str = "HOW TO CHECK IT WITHOUT CONCORD\n\n\
     Unpack the zip file into an empty folder, and run the commands there. All of it but the signature at once:\n\n    \
     python3 check.py\n\n\
     By hand:\n\n\
     1. The files are those that were made.\n\n    \
     sha256sum -c manifest-sha256.txt\n\n";

const SIGNATURE: &str = "3. The checkpoint was signed with the key. openssl says \"Signature Verified Successfully\".\n\n    \
     mkdir -p signature\n    \
     { printf 302a300506032b6570032100 | xxd -r -p; cut -d + -f 3- public-key.txt | base64 -d | tail -c 32; } \
     > signature/key.der\n    \
     sed -n 1,3p checkpoint.txt > signature/text\n    \
     sed -n 5p checkpoint.txt | cut -d ' ' -f 3 | base64 -d | tail -c 64 > signature/signature\n    \
     openssl pkeyutl -verify -pubin -keyform DER -inkey signature/key.der -rawin -in signature/text \
     -sigfile signature/signature\n\n";

fn sample(about: &About) -> String {
    let Some(ItemEntry { id, rank, .. }) = about.items.first() else { return String::new() };
    let seed = &about.asked.seed;
    let shares = if about.asked.stratified_by.is_some() {
        "   How many of each group: one each; then each further place to the group of n items and a places with the\n   \
         largest n * n / (a * (a + 1)), of equal ones the first by its code; a group whose items are all drawn gets none.\n   \
         This is the method of equal proportions (2 U.S.C. 2a).\n"
    } else {
        ""
    };
    format!(
        "2. The sample is the one of the seed. The rank of an item is the SHA-256 of the seed, a line feed, and its id. The\n   \
         lowest ranks of each group are drawn.\n{shares}\n   \
         Item 1:\n\n    \
         printf '%s\\n%s' {seed} {id} | sha256sum\n    \
         = {rank}\n\n   \
         Every rank, by group, the lowest first; selection.csv has the first ones of each group:\n\n    \
         tail -n +2 population.csv | while IFS=, read -r id group label; do \
         echo \"$group,$(printf '%s\\n%s' {seed} \"$id\" | sha256sum | cut -c 1-64),$id\"; done | LC_ALL=C sort\n\n"
    )
}

fn entry(of: &Example<'_>, size: TreeSize) -> String {
    let (file, line, seq) = (format!("{}/{LOG}", of.folder), of.line, of.entry.seq());
    let mut text = format!(
        "4. A log entry is in the log that was signed. Example: entry {seq} of {file}, line {line}.\n   \
         Its leaf hash is the SHA-256 of a zero byte and the bytes of the entry:\n\n    \
         {{ printf '\\000'; sed -n {line}p {file} | LC_ALL=C sed 's/^{{\"entry\"://; \
         s/,\"leaf\":\"[0-9a-f]*\",\"proof\":\\[[^]]*\\]}}$//' | tr -d '\\n'; }} | sha256sum\n    \
         = {}\n\n   \
         The proof leads from it to the root. Each step hashes the byte 1, the left hash, and the right hash; on which\n   \
         side the hash of the proof is follows from the number of the entry and the size of the log, {}\n   \
         (RFC 9162, section 2.1.3.2):\n\n",
        of.entry.leaf_hash(),
        thousands(size.0)
    );
    let (mut node, mut way) = (of.entry.leaf_hash(), Way { index: seq.0, last: size.0.saturating_sub(1) });
    for sibling in of.entry.proof() {
        let (left, right) = if way.is_left() { (*sibling, node) } else { (node, *sibling) };
        node = node_hash(&left, &right);
        text.push_str(&format!("    printf 01{left}{right} | xxd -r -p | sha256sum\n    = {node}\n"));
    }
    text.push_str(
        "\n   The last hash is the root. The third line of the checkpoint has the same, in base64:\n\n    \
         sed -n 3p checkpoint.txt | base64 -d | xxd -p -c 32\n",
    );
    text.push_str(&format!("    = {node}\n\n"));
    text
}

/// Where the other hash of the next step stands.
struct Way {
    index: u64,
    last: u64,
}

impl Way {
    /// Goes one step up, and says whether the other hash is the left one.
    fn is_left(&mut self) -> bool {
        let is_left = self.index & 1 == 1 || self.index == self.last;
        while is_left && self.index & 1 == 0 && self.index != 0 {
            self.up();
        }
        self.up();
        is_left
    }

    fn up(&mut self) {
        self.index >>= 1;
        self.last >>= 1;
    }
}

fn content(of: &Example<'_>, (line, content): &(usize, &TiedContent)) -> String {
    let file = format!("{}/{CONTENTS}", of.folder);
    let salt = domain::ledger::salt_in_hex(&content.salt);
    let (hash, kind, version) = (content.hash, &content.row.kind, content.row.version);
    let is_by_root =
        matches!(of.entry, ProvenEntry::Whole { leaf, .. } if matches!(leaf.entry().rows, Rows::ByRoot(_)));
    let named_in = if is_by_root { ROWS } else { LOG };
    let by_root = if is_by_root {
        "   This entry gives its versions by a root. The row in rows.jsonl, between \"row\": and ,\"rows_of\":, is a leaf of\n   \
         the tree with that root and count; its proof is checked as in step 4, with the number \"index\".\n"
    } else {
        ""
    };
    format!(
        "5. A content is the one that was hashed. Example: {kind}, version {version}, line {line} of {file}.\n   \
         Its row hash is the SHA-256 of the 16 bytes of the salt and of these bytes:\n\n    \
         {{ printf {salt} | xxd -r -p; sed -n {line}p {file} | LC_ALL=C sed \
         's/,\"hash\":\"[0-9a-f]*\",\"id\":\"\\([^\"]*\\)\",\"kind\":\"\\([^\"]*\\)\",\"salt\":\"[0-9a-f]*\",\"schema\":[0-9]*,\
         \"since\":\\([0-9]*\\),\"version\":\\([0-9]*\\)}}$/,\"id\":\"\\1\",\"kind\":\"\\2\",\"since\":\\3,\"version\":\\4}}/' \
         | tr -d '\\n'; }} | sha256sum\n    \
         = {hash}\n\n   \
         The log entry of step 4 names this hash beside the same id, kind, and version:\n\n    \
         grep -c {hash} {}/{named_in}\n    \
         = 1\n{by_root}\n",
        of.folder
    )
}

/// The first content whose entry is here whole; without one, the first whole entry.
fn example<'a>(about: &'a About, contents: &'a Contents) -> Option<Example<'a>> {
    let items = || about.items.iter().zip(&contents.items);
    let of = |item: &'a Item, seq: Seq| item.entries.iter().zip(1..).find(|(entry, _)| entry.seq() == seq);
    let is_whole = |entry: &ProvenEntry| matches!(entry, ProvenEntry::Whole { .. });
    let with_content = items().find_map(|(about, item)| {
        item.contents.iter().zip(1..).find_map(|(content, number)| {
            let (entry, line) = of(item, content.row.since).filter(|(entry, _)| is_whole(entry))?;
            Some(Example { folder: &about.folder, entry, line, content: Some((number, content)) })
        })
    });
    with_content.or_else(|| {
        items().find_map(|(about, item)| {
            let (entry, line) = item.entries.iter().zip(1..).find(|(entry, _)| is_whole(entry))?;
            Some(Example { folder: &about.folder, entry, line, content: None })
        })
    })
}

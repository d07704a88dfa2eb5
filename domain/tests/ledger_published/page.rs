//! The worked example of `docs/ledger.md`, computed.

use crate::sample::{CHANGED, IMPORT, SALT, SEED, SHOWN, Sample, content, identity, key};
use domain::ledger::{
    Hash, Rows, TreeSize, VerifyOptions, consistency_proof, content_line, inclusion_proof, leaf_hash, node_hash,
    row_hash, verify_file,
};

pub const BEGIN: &str = "<!-- worked example: computed by domain/tests/ledger_published, do not edit -->\n";
pub const END: &str = "<!-- end of the worked example -->\n";

pub fn worked_example(sample: &Sample) -> String {
    [
        the_key(),
        a_row(),
        a_content_line(),
        a_leaf(sample),
        an_import(sample),
        the_tree(sample),
        proofs(sample),
        heads(sample),
        answers(sample),
    ]
    .concat()
}

fn block(text: &str) -> String {
    format!("\n```text\n{}\n```\n", text.trim_end_matches('\n'))
}

fn the_key() -> String {
    let verifier = key().verifier();
    format!(
        "\n### Key\n\nThe secret of the sample is the 32 bytes `{}`. Its id is `{}`. Its public key:\n{}",
        hex::encode(SEED),
        verifier.id(),
        block(&verifier.to_string()),
    )
}

fn a_row() -> String {
    let row = identity(1, SHOWN);
    let (kind, id, version, since) = (&row.kind, row.id, row.version, row.since);
    let content = content();
    let whole = format!(
        r#"{{"content":{},"id":"{id}","kind":"{kind}","since":{since},"version":{version}}}"#,
        content.as_str()
    );
    format!(
        "\n### Row hash\n\nVersion 1 of a milestone, made by entry {SHOWN}, with the salt `{}` and this content:\n{}\n\
         The bytes that follow the salt:\n{}\nThe row hash, SHA-256 over the 16 bytes of the salt and these bytes:\n{}",
        hex::encode(SALT),
        block(content.as_str()),
        block(&whole),
        block(&row_hash(&SALT, &row, &content).to_string()),
    )
}

fn a_content_line() -> String {
    let (row, content) = (identity(1, SHOWN), content());
    let line = content_line(&row, (&SALT, 1), &content, &row_hash(&SALT, &row, &content));
    format!(
        "\n### Line of the contents\n\nThe same version in the file of contents. What stands between `{{\"content\":` and the last \
         `,\"hash\":` is the content from which the row hash above was computed, and entry {SHOWN} below gives that hash beside \
         the same id, kind and version:\n{}",
        block(&line),
    )
}

fn a_leaf(sample: &Sample) -> String {
    let leaf = sample.leaf(SHOWN);
    format!(
        "\n### Leaf\n\nEntry {SHOWN}, {} bytes, which stand in line 6 of `good.jsonl` between `{{\"entry\":` and `,\"leaf\":`:\n{}\nIts leaf hash, SHA-256 over 0x00 and these bytes:\n{}",
        leaf.text().len(),
        block(leaf.text()),
        block(&leaf.hash().to_string()),
    )
}

fn an_import(sample: &Sample) -> String {
    let first = serde_json_canonicalizer::to_string(&sample.imported[0]).unwrap();
    let Rows::ByRoot(root) = sample.leaf(IMPORT).entry().rows else {
        panic!("entry {IMPORT} gives its rows by their root")
    };
    format!(
        "\n### Rows by root\n\nThe first of the {} rows of entry {IMPORT}:\n{}\nIts leaf hash:\n{}\nThe root over all of them, in their order:\n{}",
        root.count,
        block(&first),
        block(&leaf_hash(first.as_bytes()).to_string()),
        block(&root.root.to_string()),
    )
}

fn the_tree(sample: &Sample) -> String {
    let hashes = sample.hashes();
    let rows = (0..=hashes.len()).map(|size| {
        let leaf = hashes.get(size).map_or_else(|| "none".to_owned(), |leaf| format!("`{leaf}`"));
        format!("| {size} | {leaf} | `{}` |\n", sample.root_at(size))
    });
    format!(
        "\n### Tree\n\n| n | leaf hash of entry n | root of the first n entries |\n| --- | --- | --- |\n{}\n\
         The node above entries 0 and 1 is `{}`, which is also the root at 2.\n",
        rows.collect::<String>(),
        node_hash(&hashes[0], &hashes[1]),
    )
}

fn proofs(sample: &Sample) -> String {
    let hashes = sample.hashes();
    let listed = |path: Vec<Hash>| block(&path.iter().map(|hash| format!("{hash}\n")).collect::<String>());
    format!(
        "\n### Proofs\n\nThat entry {SHOWN} is in the tree of 6 entries:\n{}\nThat the tree of 3 entries is the beginning of the tree of 6:\n{}",
        listed(inclusion_proof(&hashes, SHOWN).unwrap()),
        listed(consistency_proof(&hashes, TreeSize(3)).unwrap()),
    )
}

fn heads(sample: &Sample) -> String {
    format!(
        "\n### Checkpoints\n\nThe signed checkpoint of `good.jsonl`:\n{}\nAn earlier checkpoint of the same record, saved when it had 3 entries:\n{}",
        block(sample.head_at(6).text()),
        block(sample.older().text()),
    )
}

fn answers(sample: &Sample) -> String {
    let good = verify_file(sample.good().as_bytes(), &VerifyOptions::default()).unwrap();
    let recorded = |at: Option<domain::ledger::RecordedAt>| at.map(|at| at.to_string()).unwrap_or_default();
    let fault = |file: String, older| {
        verify_file(file.as_bytes(), &VerifyOptions { expected_key: None, older }).unwrap_err().to_string()
    };
    let (bad, rehashed) = (sample.bad(), sample.bad_with_its_leaf_hash());
    format!(
        "\n### Expected answers\n\n\
         | File | Earlier checkpoint given | Answer |\n| --- | --- | --- |\n\
         | `good.jsonl` | none, or the one above | no fault: {} entries, recorded {} to {}, root `{}` |\n\
         | `bad.jsonl` | none, or the one above | {} |\n\
         | `bad.jsonl`, with the hash on line 7 recomputed | none | {} |\n\
         | the same | the one above | {} |\n\n\
         The two files differ in one word: the reason of the date change in entry {CHANGED}. If the hash beside the entry is \
         changed as well, the root shows it.\n",
        good.entries,
        recorded(good.first_recorded_at),
        recorded(good.last_recorded_at),
        good.root,
        fault(bad, None),
        fault(rehashed.clone(), None),
        fault(rehashed, Some(sample.older())),
    )
}

//! `README.txt`: what the workpaper holds, and how to check it without Concord, with an example from its own numbers.

mod example;

use crate::about::{About, Sampled};
use crate::contents::Contents;
use domain::date::in_sentence;
use domain::text::thousands;

pub(crate) fn readme(about: &About, contents: &Contents) -> String {
    let parts =
        [head(about, contents), items(about), holds(about), example::steps(about, contents), limits(about, contents)];
    parts.join("\n")
}

fn head(about: &About, contents: &Contents) -> String {
    let asked = &about.asked;
    let (drawn, what) = (about.items.len(), asked.of.words());
    let limited = if asked.filters.is_empty() { "everything".to_owned() } else { asked.filters.join("; ") };
    let all = if asked.size > about.population {
        format!(" ({} were asked for: all are here)", asked.size)
    } else {
        String::new()
    };
    let stratified = match &asked.stratified_by {
        Some(by) => format!("stratified by {by}: proportional, at least one of each group"),
        None => "simple random".to_owned(),
    };
    let sample = if asked.demonstration { "\nDemonstration: the progress in this record is fictional.\n" } else { "" };
    let withheld = if asked.of == Sampled::Entries {
        format!("Not in it:   {} log entries that the account sees only as a hash\n", thousands(asked.withheld))
    } else {
        String::new()
    };
    format!(
        "WORKPAPER: {drawn} of {population} {what}\n{publisher}\n{sample}\n\
         As of:       {day} ({as_of}), log entry {screen} on screens, {entry} in files\n\
         Population:  {population} {what}: {limited}\n{withheld}\
         Sample:      {drawn}{all}, {stratified}\n\
         Seed:        {seed}\n\
         Address:     {address}\n\
         Public key:  {key}\n\n\
         Screens count log entries from 1. Files, addresses, and commands count from 0.\n",
        population = thousands(about.population as u64),
        publisher = asked.publisher,
        day = in_sentence(asked.judged_on),
        as_of = asked.as_of,
        screen = thousands(about.entry.number()),
        entry = about.entry,
        seed = asked.seed,
        address = asked.address,
        key = contents.key,
    )
}

fn items(about: &About) -> String {
    let mut text = String::new();
    if about.asked.stratified_by.is_some() {
        text.push_str("GROUPS\n\n");
        for of in &about.strata {
            text.push_str(&format!("  {}: {} of {}\n", of.code, of.drawn, thousands(of.population as u64)));
        }
        text.push('\n');
    }
    text.push_str("ITEMS\n\n");
    for item in &about.items {
        text.push_str(&format!("  {}. {} {}\n     {}\n", item.number, item.label, item.title, item.folder));
        if !item.erased.is_empty() {
            text.push_str(&format!("     Contents erased under law: {}\n", item.erased.len()));
        }
        if item.left_out > 0 {
            text.push_str(&format!(
                "     {} further contents of this entry are left out; /exports/contents.jsonl?entry={} has them\n",
                thousands(item.left_out),
                item.id
            ));
        }
    }
    text
}

fn holds(about: &About) -> String {
    let action_file = match about.asked.of {
        Sampled::Actions => "  action-file.pdf, .json  the report on the action: everything about it, to be read\n",
        Sampled::Milestones => "  action-file.pdf, .json  the report on the action that the milestone belongs to\n",
        Sampled::Entries => "",
    };
    format!(
        "FILES\n\n  \
         manifest-sha256.txt     SHA-256 of every other file\n  \
         workpaper.json          what was asked for and what was drawn\n  \
         population.csv          everything that could be drawn, with its group (stratum)\n  \
         selection.csv           what was drawn, with its rank\n  \
         checkpoint.txt          the signed checkpoint: the state of the log at that point\n  \
         public-key.txt          the key that signed it\n  \
         ledger.md               the format of the log, with every rule\n  \
         check.py                a check in Python, without other software\n\n\
         In the folder of each item:\n\n\
         {action_file}  \
         log.jsonl               the log entries concerned, each with the proof that it is in the signed log\n  \
         contents.jsonl          every version of the item and of what belongs to it, with its salt\n  \
         rows.jsonl              where an entry made more than 200 versions: the proof that these are among them\n"
    )
}

fn limits(about: &About, contents: &Contents) -> String {
    let withheld = contents.items.iter().flat_map(|item| &item.entries);
    let withheld = withheld.filter(|entry| matches!(entry, crate::ProvenEntry::Withheld { .. })).count();
    let mut text = "WHAT THIS DOES NOT SHOW\n\n\
         - Whose key public-key.txt is. Get the key, and a checkpoint saved earlier, from another source.\n\
         - That population.csv is complete and each item in the right group. The record decides that: make the same\n  \
         workpaper again at the address above.\n\
         - That what was reported is true, or what was recorded after this point.\n"
        .to_owned();
    if about.asked.of != Sampled::Entries {
        text.push_str(
            "- That the action files say what the record said: they are tied to the list of hashes, and only the contents\n  \
             are tied to the log. Where the record is kept, concord verify --document compares them.\n",
        );
    }
    if withheld > 0 {
        text.push_str(&format!(
            "- {} log entries are here as a hash only, because they also made something that the account may not see.\n  \
             Contents of these entries fit the hash beside them, which the entry doesn't show.\n",
            thousands(withheld as u64)
        ));
    }
    text
}

//! Compiles the server anew when the site that it embeds was built anew.

#![allow(clippy::print_stdout, reason = "A build script speaks to cargo on its standard output.")]

fn main() {
    println!("cargo::rerun-if-env-changed=CONCORD_SITE");
    if let Ok(site) = std::env::var("CONCORD_SITE") {
        println!("cargo::rerun-if-changed={site}");
    }
}

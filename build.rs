//! Rebuilds the crate when a rule page or a table under `rules/` is added, changed or removed.

fn main() {
    println!("cargo::rerun-if-changed=rules");
}

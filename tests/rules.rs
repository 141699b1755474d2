//! Runs every example of the rule pages as a test of its own: `cargo test --test rules -- CIT-010`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use soat::app::rules::Trials;
use soat::check::coded_names;
use soat::rules::{CheckSpec, RuleSet};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut tests = vec![Trial::test("pages and coded checks name each other", pages_and_checks)];
    match Trials::load(&dir) {
        Ok(trials) => {
            let trials = Arc::new(trials);
            for trial in trials.all() {
                let trials = Arc::clone(&trials);
                tests.push(Trial::test(trial.name.clone(), move || trials.run(&trial).map_err(Failed::from)));
            }
        }
        Err(error) => {
            let message = error.to_string();
            tests.push(Trial::test("pages load", move || Err(Failed::from(message))));
        }
    }
    libtest_mimic::run(&arguments, tests).exit_code()
}

/// Every coded check has a page, and no two pages call one; that every page's check is there is said on loading.
fn pages_and_checks() -> Result<(), Failed> {
    let set = RuleSet::builtin().map_err(|error| error.to_string())?;
    let mut called: Vec<String> = set
        .iter()
        .filter_map(|rule| match &rule.front.check {
            CheckSpec::Coded(name) => Some(name.clone()),
            _ => None,
        })
        .collect();
    called.sort();
    let mut known: Vec<String> = coded_names().collect();
    known.sort();
    if called == known { Ok(()) } else { Err(format!("pages call {called:?}\nchecks are {known:?}").into()) }
}

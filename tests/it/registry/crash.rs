//! An ingest that is killed loses nothing that it reported as stored.
//!
//! The test runs its own program again as a writer, by the name of the test below, and kills it.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use soat::document::Role;
use soat::registry::{Outcome, Store};

use super::{citation, citing, document, ubnd};

const REGISTRY: &str = "SOAT_TEST_KILLED_REGISTRY";
const DOCUMENTS: usize = 400;
const BATCH: usize = 20;

fn paper(number: usize) -> soat::document::Document {
    let cited = citation(Role::Basis, &format!("{}/QĐ-UBND", number + 1), "2016-08-30");
    let title = format!("Quyết định thứ {number}");
    citing(document(&format!("{number}/QĐ-UBND"), "2016-08-30", ubnd("quang-tri"), &title), vec![cited; 8])
}

/// Stores what is missing, batch by batch, and says after each how many are stored for sure.
fn write(path: &Path, mut say: impl FnMut(usize)) -> usize {
    let mut store = Store::create_or_open(path).unwrap();
    let mut added = 0;
    for start in (1..=DOCUMENTS).step_by(BATCH) {
        let mut batch = store.begin().unwrap();
        for number in start..start + BATCH {
            let put = batch.put(&paper(number), &number.to_string()).unwrap();
            added += usize::from(put.outcome == Outcome::Added);
        }
        batch.commit().unwrap();
        say(start + BATCH - 1);
    }
    added
}

#[test]
fn writer_to_be_killed() {
    if let Some(path) = std::env::var_os(REGISTRY) {
        write(Path::new(&path), |stored| {
            let mut out = std::io::stdout().lock();
            writeln!(out, "stored {stored}").and_then(|()| out.flush()).unwrap();
        });
    }
}

/// Starts the writer, kills it after a while, and returns how many documents it said to be stored.
fn killed_after(path: &Path, wait: Duration) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["registry::crash::writer_to_be_killed", "--exact", "--nocapture"])
        .env(REGISTRY, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said = |line: &str| line.rsplit_once("stored ").and_then(|(_, count)| count.parse::<usize>().ok());
    let first = lines.find_map(|line| said(&line));
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.filter_map(|line| said(&line)).last().or(first).unwrap_or(0)
}

#[test]
fn what_was_reported_stored_outlives_the_writer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let mut before = 0;
    for round in 0..5 {
        let said = killed_after(&path, Duration::from_millis(7 * round));
        let store = Store::open_read_only(&path).unwrap();
        store.verify().unwrap();
        let kept = usize::try_from(store.len().unwrap()).unwrap();
        assert!(kept >= said && kept >= before, "kept {kept}, said {said}, before {before}");
        assert_eq!(kept % BATCH, 0, "half a batch was stored");
        before = kept;
    }
    assert_eq!(write(&path, |_| ()), DOCUMENTS - before);
    let store = Store::open_read_only(&path).unwrap();
    assert_eq!(usize::try_from(store.len().unwrap()).unwrap(), DOCUMENTS);
    assert_eq!(store.relations_from("quang-tri/5/QĐ-UBND/2016-08-30").unwrap().len(), 8);
}

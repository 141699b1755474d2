//! Holds the invariants of `ARCHITECTURE.md` that the compiler cannot: layers, file sizes, forbidden calls, module
//! docs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, lowest layer first: a room may import those of lower layers and those named beside it.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("sqlite", &[]),
    ("document", &["text"]),
    ("lexicon", &["text", "document"]),
    ("ingest", &["text"]),
    ("mend", &["text"]),
    ("parse", &["text", "document", "lexicon"]),
    ("rules", &["text", "document", "lexicon"]),
    ("registry", &["sqlite", "text", "document", "lexicon"]),
    ("ledger", &["sqlite"]),
    ("overlap", &["text", "document", "lexicon", "registry"]),
    ("compare", &["text", "document"]),
    ("search", &["text", "document", "lexicon"]),
    ("check", &["text", "document", "lexicon", "parse", "rules", "registry", "overlap"]),
    ("audit", &["text", "document", "lexicon", "registry", "overlap"]),
    (
        "report",
        &[
            "text", "document", "lexicon", "rules", "registry", "ledger", "overlap", "compare", "search", "check",
            "audit",
        ],
    ),
    (
        "app",
        &[
            "text", "document", "lexicon", "ingest", "mend", "parse", "rules", "registry", "overlap", "search",
            "check", "audit", "report", "ledger", "sqlite",
        ],
    ),
    ("lsp", &["text", "app", "check", "rules", "registry"]),
    (
        "serve",
        &["text", "document", "app", "report", "compare", "search", "check", "audit", "rules", "registry", "ledger"],
    ),
    (
        "cli",
        &[
            "text", "document", "app", "report", "compare", "check", "audit", "rules", "registry", "ledger", "lsp",
            "serve",
        ],
    ),
];

/// Files longer than 500 lines, each with the reason; this list only shrinks.
const LONG: &[(&str, &str)] = &[];

/// Calls that read the world, and the rooms that may make them.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("SystemTime::now", &["app", "cli"]),
    ("Instant::now", &["app", "cli"]),
    ("Zoned::now", &["app", "cli"]),
    ("Timestamp::now", &["app", "cli"]),
    ("std::env::", &["app", "cli"]),
    ("std::fs::", &["ingest", "registry", "search", "rules", "app", "cli"]),
    ("std::net::", &["serve", "cli"]),
    ("println!", &["cli"]),
    ("todo!(", &[]),
    ("unimplemented!(", &[]),
];

#[test]
fn imports_go_down_the_table_only() {
    let mut wrong = Vec::new();
    for (room, allowed) in ROOMS {
        for (path, text) in rust_files(&root().join("src").join(room)) {
            for (line, code) in code_lines(&text) {
                for used in rooms_named(code) {
                    if used != *room && !allowed.contains(&used) {
                        wrong.push(format!("{}:{line}: `{room}` may not import `{used}`", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_table() {
    let mut rooms: Vec<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    rooms.sort();
    let mut table: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    table.sort_unstable();
    assert_eq!(rooms, table);
}

#[test]
fn files_are_short() {
    let mut wrong = Vec::new();
    for (path, text) in all_rust_files() {
        let name = relative(&path);
        let lines = text.lines().count();
        let excused = LONG.iter().any(|(file, _)| *file == name);
        if lines > 500 && !excused {
            wrong.push(format!("{name}: {lines} lines, more than 500"));
        }
        if lines <= 500 && excused {
            wrong.push(format!("{name}: {lines} lines: take it off the list of long files"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_world_is_read_in_its_rooms_only() {
    let mut wrong = Vec::new();
    for (room, _) in ROOMS {
        for (path, text) in rust_files(&root().join("src").join(room)) {
            for (line, code) in code_lines(outside_tests(&text)) {
                for (call, rooms) in FORBIDDEN {
                    if code.contains(call) && !rooms.contains(room) {
                        wrong.push(format!("{}:{line}: `{call}` has no place in `{room}`", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = all_rust_files()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| relative(&path))
        .collect();
    assert!(silent.is_empty(), "no module documentation: {silent:?}");
}

#[test]
fn modules_are_named_after_things() {
    let refused = ["utils", "util", "helper", "helpers", "manager", "common", "misc"];
    let wrong: Vec<String> = all_rust_files()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| {
            path.iter().any(|part| {
                let name = part.to_string_lossy();
                refused.contains(&name.trim_end_matches(".rs"))
            })
        })
        .map(|path| relative(&path))
        .collect();
    assert!(wrong.is_empty(), "named after no thing: {wrong:?}");
}

#[test]
fn main_is_thin() {
    let lines = fs::read_to_string(root().join("src/main.rs")).unwrap().lines().count();
    assert!(lines <= 40, "src/main.rs has {lines} lines");
}

#[test]
fn every_decision_is_in_the_index() {
    let index = fs::read_to_string(root().join("docs/decisions/README.md")).unwrap();
    for entry in fs::read_dir(root().join("docs/decisions")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name == "README.md" || index.contains(&name), "{name} is not in docs/decisions/README.md");
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

fn all_rust_files() -> Vec<(PathBuf, String)> {
    ["src", "tests", "benches", "examples"].iter().flat_map(|folder| rust_files(&root().join(folder))).collect()
}

fn rust_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            files.push((path, text));
        }
    }
    files
}

/// The lines of code with their 1-based numbers, comments left out.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The part of a file before its inline test module.
fn outside_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// The rooms named as `crate::room` in a line of code.
fn rooms_named(code: &str) -> impl Iterator<Item = &str> {
    code.match_indices("crate::").filter_map(move |(at, prefix)| {
        let rest = code.get(at + prefix.len()..)?;
        let end = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
        rest.get(..end).filter(|name| ROOMS.iter().any(|(room, _)| room == name))
    })
}

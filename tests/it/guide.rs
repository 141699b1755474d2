//! The user guide: every console block in it is run, and prints what it shows.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One command of a console block.
#[derive(Debug, Default)]
struct Step {
    arguments: Vec<String>,
    /// Line of the page, 1-based.
    line: usize,
    code: i32,
    shown: Vec<String>,
}

/// What a page asks for, in its order.
enum Part {
    /// A file that it shows, to be written under that name.
    File(String, String),
    Step(Step),
}

fn pages(language: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide").join(language);
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    assert!(!pages.is_empty());
    pages
}

fn parts(page: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = page.lines().zip(1..);
    while let Some((line, _)) = lines.next() {
        let fence = line.len() - line.trim_start_matches('`').len();
        let Some(info) = line.get(fence..).filter(|_| fence >= 3) else { continue };
        let block: Vec<(&str, usize)> = lines.by_ref().take_while(|(line, _)| *line != "`".repeat(fence)).collect();
        if let Some((_, name)) = info.split_once("file=") {
            let text = block.iter().fold(String::new(), |text, (line, _)| text + line + "\n");
            parts.push(Part::File(name.to_owned(), text));
        } else if info == "console" {
            parts.extend(steps(&block).into_iter().map(Part::Step));
        }
    }
    parts
}

fn steps(block: &[(&str, usize)]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (text, line) in block {
        if let Some(command) = text.strip_prefix("$ soat") {
            let arguments = shlex::split(command).unwrap_or_else(|| panic!("line {line}: {command}"));
            steps.push(Step { arguments, line: *line, ..Step::default() });
            continue;
        }
        let step = steps.last_mut().unwrap_or_else(|| panic!("line {line}: output without a command"));
        match text.strip_prefix("? ") {
            Some(code) => step.code = code.parse().unwrap(),
            None => step.shown.push((*text).to_owned()),
        }
    }
    steps
}

/// Returns whether the output is what is shown, where `…` stands for any lines, or within a line for any words.
fn agrees(shown: &[String], printed: &[&str]) -> bool {
    let Some((first, rest)) = shown.split_first() else { return printed.is_empty() };
    if first == "…" {
        return (0..=printed.len()).any(|skipped| agrees(rest, printed.get(skipped..).unwrap_or_default()));
    }
    printed.split_first().is_some_and(|(line, after)| line_agrees(first, line) && agrees(rest, after))
}

fn line_agrees(shown: &str, printed: &str) -> bool {
    let Some((start, mut rest)) = shown.split_once('…') else { return shown == printed.trim_end() };
    let Some(mut left) = printed.strip_prefix(start) else { return false };
    while let Some((middle, after)) = rest.split_once('…') {
        let Some(at) = left.find(middle) else { return false };
        left = left.get(at + middle.len()..).unwrap_or_default();
        rest = after;
    }
    left.ends_with(rest)
}

/// Runs a command in `folder` and returns what is wrong with it.
fn run(step: &Step, folder: &Path) -> Option<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
    let output = command.args(&step.arguments).current_dir(folder).env_remove("LANG").output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = printed.lines().collect();
    if output.status.code() == Some(step.code) && (step.shown.is_empty() || agrees(&step.shown, &lines)) {
        return None;
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Some(format!(
        "line {}: {:?} ended with {:?} and printed\n{printed}{said}",
        step.line,
        step.arguments,
        output.status.code()
    ))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy(&path, &copied) } else { std::fs::copy(&path, &copied).map(drop).unwrap() }
    }
}

fn check(page: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), &folder.path().join("corpus"));
    let mut wrong = String::new();
    for part in parts(&std::fs::read_to_string(page).unwrap()) {
        match part {
            Part::File(name, text) => {
                let path = folder.path().join(name);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, text).unwrap();
            }
            Part::Step(step) => {
                if let Some(fault) = run(&step, folder.path()) {
                    let _ = writeln!(wrong, "{}, {fault}", page.display());
                }
            }
        }
    }
    wrong
}

fn check_all(language: &str) {
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let checks: Vec<_> = pages(language).into_iter().map(|page| scope.spawn(move || check(&page))).collect();
        checks.into_iter().map(|check| check.join().unwrap()).collect()
    });
    let wrong = wrong.concat();
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_vietnamese_guide_is_true() {
    check_all("vi");
}

#[test]
fn the_english_guide_is_true() {
    check_all("en");
}

/// The names under `heading` in the help of the program.
fn helped(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_soat")).args(arguments).env("COLUMNS", "4000").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_guide_has_every_command_and_format() {
    let help = helped(&["--help"]);
    let (_, after) = help.split_once("Commands:\n").unwrap();
    let listed =
        after.split("\n\n").next().unwrap().lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let commands: BTreeSet<&str> =
        listed.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    let formats =
        help.split_once("--format <FORMAT>").and_then(|(_, rest)| rest.split_once("possible values: ")).unwrap().1;
    let formats: BTreeSet<&str> = formats.split(']').next().unwrap().split(',').map(str::trim).collect();
    assert!(commands.contains("check") && formats.contains("sarif"), "{help}");
    for (language, of_commands, of_formats) in
        [("vi", "cac-lenh.md", "dinh-dang.md"), ("en", "commands.md", "formats.md")]
    {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide").join(language);
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let (on_commands, on_formats) = (read(of_commands), read(of_formats));
        for command in &commands {
            assert!(on_commands.contains(&format!("## `soat {command}`")), "{of_commands} lacks soat {command}");
        }
        for format in &formats {
            assert!(on_formats.contains(&format!("| `{format}` |")), "{of_formats} lacks {format}");
        }
    }
}

#[test]
fn what_is_left_out_may_be_anything() {
    let shown = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    assert!(agrees(&shown(&["a", "…", "d"]), &["a", "b", "c", "d"]) && agrees(&shown(&["…"]), &[]));
    assert!(!agrees(&shown(&["a", "…", "d"]), &["a", "b"]) && !agrees(&shown(&["a"]), &["a", "b"]));
    assert!(line_agrees("1 … 3", "1 2 3") && !line_agrees("1 … 3", "1 2 4") && !line_agrees("2", "1"));
}

//! `soat watch`: an answer beside every draft that is saved.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const DRAFT: &str = "corpus/drafts/dong-thap-2024-qd-doan-kiem-tra.docx";
const TEXT: &str = "corpus/drafts/bac-ninh-2018-ct-ky-luat.txt";

fn watch(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
    command.args(["watch", folder.to_str().unwrap(), "--no-config", "--lang", "vi"]);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Waits until a file is there that has grown no more, at most a minute.
fn wait_for(path: &Path) {
    let start = Instant::now();
    while !path.exists() {
        assert!(start.elapsed() < Duration::from_mins(1), "{} does not come", path.display());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_first_pass_answers_every_draft_once() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("con");
    fs::create_dir(&inner).unwrap();
    fs::copy(DRAFT, folder.path().join("qd.docx")).unwrap();
    fs::copy(TEXT, inner.join("ct.txt")).unwrap();
    fs::write(folder.path().join("~$qd.docx"), "x").unwrap();
    fs::write(folder.path().join("hỏng.docx"), b"PK\x03\x04 cut off").unwrap();
    for _ in 0..2 {
        let run = watch(folder.path()).arg("--once").output().unwrap();
        assert!(run.status.success(), "{run:?}");
        let (told, said) = (String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap());
        assert_eq!(told.lines().count(), 2, "{told}");
        assert!(told.contains("qd.gopy.docx") && told.contains("ct.gopy.txt"), "{told}");
        assert!(said.contains("hỏng.docx"), "{said}");
    }
    let mut names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["con", "hỏng.docx", "qd.docx", "qd.gopy.docx", "~$qd.docx"]);
    let report = fs::read_to_string(inner.join("ct.gopy.txt")).unwrap();
    assert!(report.contains("ct.txt") && !report.contains('\u{1b}'), "{report}");
}

/// A running watch; it ends with the test.
struct Watch(Child);

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
#[test]
fn a_saved_draft_is_answered_and_saved_again_answered_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut process = watch(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (told, said) = (process.stdout.take().unwrap(), process.stderr.take().unwrap());
    let mut running = Watch(process);
    let mut told = BufReader::new(told).lines();
    let mut said = BufReader::new(said).lines();
    assert!(said.next().unwrap().unwrap().contains("đang theo dõi"));
    // As Word saves: another name first, its lock beside it, then the draft's own name.
    fs::write(folder.path().join("~$qd.docx"), "lock").unwrap();
    fs::copy(DRAFT, folder.path().join("~WRD0001.tmp")).unwrap();
    fs::rename(folder.path().join("~WRD0001.tmp"), folder.path().join("qd.docx")).unwrap();
    assert!(told.next().unwrap().unwrap().contains("qd.docx: "));
    let answer = folder.path().join("qd.gopy.docx");
    wait_for(&answer);
    let first = fs::read(&answer).unwrap();
    // One that vanishes at once is no trouble.
    fs::write(folder.path().join("mat.txt"), "x").unwrap();
    fs::remove_file(folder.path().join("mat.txt")).unwrap();
    fs::copy(TEXT, folder.path().join("ct.txt")).unwrap();
    assert!(told.next().unwrap().unwrap().contains("ct.gopy.txt"));
    // Saved again with other words: the answer is laid over the earlier one.
    fs::copy("corpus/drafts/bac-ninh-2022-kh-tuyen-truyen.docx", folder.path().join("qd.docx")).unwrap();
    assert!(told.next().unwrap().unwrap().contains("qd.gopy.docx"));
    assert_ne!(fs::read(&answer).unwrap(), first);
    assert!(Command::new("kill").args(["-INT", &running.0.id().to_string()]).status().unwrap().success());
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
    assert!(told.next().is_none(), "its own answers are no drafts");
}

//! LibreOffice reads and writes again what soat annotates: rejecting all changes in its copy gives the original, accepting all what we mean,
//! every comment is there, and `soat decisions` reads it.

use std::path::{Path, PathBuf};
use std::process::Command;

use soat::app::decisions::{Verdict, read};
use soat::text::Place;

use crate::decisions::{annotated, draft};
use crate::word::{accepted, changed_parts, part, parts, rejected};

fn soffice() -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join("soffice")).find(|file| file.is_file())
}

/// Drafts of the corpus, and a made one of many changes.
fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    let drafts = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/drafts");
    for entry in std::fs::read_dir(drafts).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|own| own == "docx") {
            files.push((path.file_stem().unwrap().to_str().unwrap().to_owned(), path));
        }
    }
    let made = folder.join("du-thao.docx");
    std::fs::write(&made, draft()).unwrap();
    files.push(("made".to_owned(), made));
    files.sort();
    files
}

/// The words of a file, whatever stands between them; those of the margin are numbers of pages, which are counted anew.
fn words(bytes: &[u8]) -> String {
    let source = soat::ingest::read("a.docx", bytes).unwrap();
    let blocks = source.blocks().iter().filter(|block| block.place != Place::Margin);
    blocks.flat_map(|block| source.slice(block.span).split_whitespace()).collect::<Vec<_>>().join(" ")
}

fn with_story(bytes: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    changed_parts(bytes, &[("word/document.xml", &change(&part(bytes, "word/document.xml")))])
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is passed over says so")]
fn libreoffice_agrees_with_every_annotated_file() {
    let Some(soffice) = soffice() else {
        eprintln!("skipped: there is no soffice");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let place = |kind: &str, name: &str| folder.path().join(kind).join(format!("{name}.docx"));
    let files = files(folder.path());
    assert!(files.len() > 10);
    let mut given = Vec::new();
    for kind in ["original", "annotated", "accepted"] {
        std::fs::create_dir(folder.path().join(kind)).unwrap();
    }
    for (name, path) in &files {
        let copy = annotated(path);
        for (kind, bytes) in
            [("original", std::fs::read(path).unwrap()), ("accepted", with_story(&copy, accepted)), ("annotated", copy)]
        {
            let file = folder.path().join(kind).join(format!("{kind}-{name}.docx"));
            std::fs::write(&file, bytes).unwrap();
            given.push(file);
        }
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let mut command = Command::new(soffice);
    command.arg(profile).args(["--headless", "--norestore", "--convert-to", "docx", "--outdir"]);
    let run = command.arg(folder.path().join("made")).args(&given).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut changed = 0;
    for (name, _) in &files {
        let made = |kind: &str| std::fs::read(place("made", &format!("{kind}-{name}"))).unwrap();
        let (original, annotated) = (words(&made("original")), made("annotated"));
        let ours = std::fs::read(folder.path().join("annotated").join(format!("annotated-{name}.docx"))).unwrap();
        let comments = |bytes: &[u8]| {
            let part = parts(bytes).remove("word/comments.xml").unwrap_or_default();
            String::from_utf8(part).unwrap().matches("<w:comment ").count()
        };
        assert_eq!(comments(&annotated), comments(&ours), "{name}: comments");
        assert_eq!(words(&with_story(&annotated, rejected)), original, "{name}: all rejected");
        let taken = words(&with_story(&annotated, accepted));
        assert_eq!(taken, words(&made("accepted")), "{name}: all accepted");
        changed += usize::from(taken != original);
        if comments(&ours) == 0 {
            continue;
        }
        let decisions = read("a.docx", &annotated).unwrap();
        assert_eq!(decisions.len(), comments(&ours), "{name}: decisions");
        assert!(decisions.iter().all(|decision| decision.verdict == Verdict::Open), "{name}: {decisions:#?}");
    }
    assert!(changed > 4, "changes were seen in {changed} files only");
}

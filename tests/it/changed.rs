//! `soat check --changed-since REV`: only what changed in the working folder.

use std::path::Path;
use std::process::Command as Program;

use assert_cmd::Command;

const TEXT: &str = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nSố: 12/QĐ-UBND\nQuảng Trị, ngày 8 tháng 3 năm 2021\nQUYẾT ĐỊNH\nVề việc kiện toàn\n";

fn git(folder: &Path, arguments: &[&str]) {
    let run = Program::new("git").arg("-C").arg(folder).args(arguments).output().unwrap();
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
}

fn check(folder: &Path, revision: &str) -> Command {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(["check", ".", "--format", "junit", "--exit-zero", "--no-config"]);
    command.arg(format!("--changed-since={revision}"));
    command.current_dir(folder);
    command
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is passed over says so")]
fn only_what_changed_and_what_is_new_is_checked() {
    if Program::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: there is no git");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let write = |name: &str, text: &str| {
        std::fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
        std::fs::write(root.join(name), text).unwrap();
    };
    git(root, &["init", "-q"]);
    for name in ["giữ nguyên.txt", "dự thảo/sửa.txt", "tên cũ.txt", "xóa.txt"] {
        write(name, &format!("{TEXT}{name}\n"));
    }
    write(".gitignore", "bỏ-qua.txt\n");
    git(root, &["add", "-A"]);
    git(root, &["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]);
    let none = check(root, "HEAD").output().unwrap();
    assert_eq!(none.status.code(), Some(0), "{}", String::from_utf8_lossy(&none.stderr));
    write("dự thảo/sửa.txt", &format!("{TEXT}khác\n"));
    write("dự thảo/mới.txt", TEXT);
    write("bỏ-qua.txt", TEXT);
    git(root, &["mv", "tên cũ.txt", "tên mới.txt"]);
    std::fs::remove_file(root.join("xóa.txt")).unwrap();
    let output = check(root, "HEAD").output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    let mut checked: Vec<&str> =
        report.lines().filter_map(|line| line.trim().strip_prefix("<testsuite name=\"")?.split('"').next()).collect();
    checked.sort_unstable();
    assert_eq!(checked, ["./dự thảo/mới.txt", "./dự thảo/sửa.txt", "./tên mới.txt"]);
}

#[test]
fn what_git_cannot_tell_is_an_error_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), TEXT).unwrap();
    let error = |command: &mut Command| {
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(error(check(folder.path(), "HEAD").env("PATH", "")).contains("cần chương trình git"));
    assert!(error(&mut check(folder.path(), "HEAD")).contains("không nằm trong kho git"));
    git(folder.path(), &["init", "-q"]);
    assert!(error(&mut check(folder.path(), "--output=x")).contains("không có phiên bản \"--output=x\""));
}

//! Archives and letters: their members are documents, and a bad one costs only itself.

use std::io::{Cursor, Write as _};

use soat::ingest::{IngestError, members, read};
use zip::unstable::write::FileOptionsExt as _;
use zip::write::{FullFileOptions, SimpleFileOptions};
use zip::{CompressionMethod, ZipWriter};

use super::package::{docx, p, zip};

/// The documents of a file: each name with its text, or why it could not be had.
fn documents(name: &str, bytes: &[u8]) -> Vec<(String, Result<String, IngestError>)> {
    let mut found = Vec::new();
    members(name, bytes, &mut |name, bytes| {
        let text = bytes.and_then(|bytes| Ok(read(name, bytes)?.text().to_owned()));
        found.push((name.to_owned(), text));
    });
    found
}

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn an_archive_gives_its_documents_and_a_bad_one_costs_only_itself() {
    let word = docx(&p("Điều 1."));
    let bytes = packed(&[
        ("Dự thảo/qd.docx", &word),
        ("hong.docx", b"PK\x03\x04"),
        ("__MACOSX/._qd.docx", b"x"),
        ("~$qd.docx", b"x"),
        ("anh.exe", b"MZ"),
        ("..\\..\\ghi-chu.txt", "một".as_bytes()),
    ]);
    let found = documents("ho-so.zip", &bytes);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["ho-so.zip/Dự thảo/qd.docx", "ho-so.zip/hong.docx", "ho-so.zip/ghi-chu.txt"]);
    assert_eq!(found[0].1, Ok("Điều 1.\n".to_owned()));
    assert!(matches!(found[1].1, Err(IngestError::Damaged(_))));
    assert_eq!(found[2].1, Ok("một\n".to_owned()));
}

#[test]
fn a_word_file_is_no_archive_and_an_empty_archive_says_so() {
    let word = docx(&p("Điều 1."));
    assert_eq!(documents("qd.zip", &word), [("qd.zip".to_owned(), Ok("Điều 1.\n".to_owned()))]);
    let empty = zip(&[("a.exe", "x")]);
    assert_eq!(documents("a.zip", &empty), [("a.zip".to_owned(), Err(IngestError::NoMembers))]);
}

#[test]
fn archives_are_opened_two_deep() {
    let one = packed(&[("a.txt", b"a")]);
    let two = packed(&[("one.zip", &one)]);
    let three = packed(&[("two.zip", &two), ("b.txt", b"b")]);
    assert_eq!(documents("two.zip", &two), [("two.zip/one.zip/a.txt".to_owned(), Ok("a\n".to_owned()))]);
    let found = documents("three.zip", &three);
    assert_eq!(found[0], ("three.zip/two.zip/one.zip".to_owned(), Err(IngestError::Nested(2))));
    assert_eq!(found[1].1, Ok("b\n".to_owned()));
}

#[test]
fn bombs_and_passwords_are_refused_by_member() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("bom.txt", SimpleFileOptions::default()).unwrap();
    writer.write_all(&vec![b'a'; 20 << 20]).unwrap();
    let locked: FullFileOptions = FullFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .with_deprecated_encryption(b"mat khau")
        .unwrap();
    writer.start_file("mat.txt", locked).unwrap();
    writer.write_all(b"x").unwrap();
    writer.start_file("sau.txt", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"sau").unwrap();
    let found = documents("a.zip", &writer.finish().unwrap().into_inner());
    assert!(matches!(found[0].1, Err(IngestError::TooBig { .. })), "{:?}", found[0].1);
    assert_eq!(found[1], ("a.zip/mat.txt".to_owned(), Err(IngestError::EncryptedMember)));
    assert_eq!(found[2].1, Ok("sau\n".to_owned()));
}

#[test]
fn names_without_the_flag_of_utf_8_are_read_as_utf_8() {
    let mut bytes = packed(&[("Kế hoạch.txt", b"x")]);
    // Archives made on macOS write UTF-8 and do not say so: bit 11 of the flags, in both headers.
    for (magic, flags) in [(b"PK\x03\x04", 7), (b"PK\x01\x02", 9)] {
        let at = bytes.windows(4).position(|window| window == magic).unwrap();
        bytes[at + flags] = 0;
    }
    assert_eq!(documents("a.zip", &bytes)[0].0, "a.zip/Kế hoạch.txt");
}

const LETTER: &str = "From: van-thu@example.vn\r\nTo: so@example.vn\r\nSubject: =?utf-8?B?R+G7rWk=?=\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=ranh\r\n\r\n\
    --ranh\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nS8OtbmggZ+G7rWk=\r\n\
    --ranh\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch.txt\r\n\r\nm\u{1ed9}t\r\n\
    --ranh\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename=\"b.txt\"\r\n\r\nhai\r\n\
    --ranh\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename=\"b.txt\"\r\n\r\nba\r\n\
    --ranh--\r\n";

#[test]
fn a_letter_gives_its_own_text_and_its_attachments() {
    let found = documents("thu.eml", LETTER.as_bytes());
    let texts: Vec<(&str, &str)> =
        found.iter().map(|(name, text)| (name.as_str(), text.as_ref().unwrap().trim_end())).collect();
    assert_eq!(
        texts,
        [
            ("thu.eml/noi-dung-thu.txt", "Kính gửi"),
            ("thu.eml/Kế hoạch.txt", "một"),
            ("thu.eml/b.txt", "hai"),
            ("thu.eml/b (2).txt", "ba")
        ]
    );
    assert_eq!(documents("thu", LETTER.as_bytes()).len(), 4);
    assert_eq!(documents("thu.txt", LETTER.as_bytes()).len(), 1);
}

#[test]
fn a_letter_in_a_letter_and_one_without_text() {
    let inner = LETTER.replace("ranh", "trong");
    let outer = format!(
        "From: a@example.vn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=ngoai\r\n\r\n\
         --ngoai\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=\"cu.eml\"\r\n\r\n{inner}\r\n--ngoai--\r\n"
    );
    let found = documents("thu.eml", outer.as_bytes());
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().all(|(name, text)| name.starts_with("thu.eml/cu.eml/") && text.is_ok()));
    let bare = "From: a@example.vn\r\nSubject: x\r\n\r\n\r\n";
    assert_eq!(documents("thu.eml", bare.as_bytes()), [("thu.eml".to_owned(), Err(IngestError::NoMembers))]);
}

//! Text files.

use soat::ingest::{IngestError, is_readable_name, read, read_path};
use soat::text::{Format, Quality};

use super::{check, paragraphs};
use crate::shared::shared;

#[test]
fn line_ends_marks_and_encodings() {
    let source = read("a.txt", "\u{feff}Quyê\u{301}t\r\nđi\u{323}nh\n".as_bytes()).unwrap();
    check(&source);
    assert_eq!((source.text(), source.format()), ("Quyết\nđịnh\n", Format::Txt));
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("Điều 1\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(read("a.txt", &wide).unwrap().text(), "Điều 1\n");
}

#[test]
fn wrong_bytes_are_named() {
    assert_eq!(read("a.txt", b"ab\xff").unwrap_err(), IngestError::NotUtf8 { at: 2 });
    assert!(read("a.pdf", b"%PDF-1.7").unwrap_err().to_string().contains("PDF bị hỏng"));
    assert!(matches!(read_path("/nonexistent/a.txt"), Err(IngestError::Unopened(_))));
}

#[test]
fn the_encoding_samples() {
    let Some(shared) = shared() else { return };
    let made = shared.join("data/made");
    let expected = read_path(made.join("qd_utf8.txt")).unwrap();
    assert_eq!(paragraphs(&expected, |_| true).len(), 30);
    for name in ["qd_utf8_nfd.txt", "qd_utf16le.txt", "qd_utf16be.txt", "qd_utf16le_nobom.txt"] {
        assert_eq!(read_path(made.join(name)).unwrap().text(), expected.text(), "{name}");
    }
    let truth: serde_json::Value = serde_json::from_slice(&std::fs::read(made.join("truth.json")).unwrap()).unwrap();
    for (name, key) in [("leg_1258.txt", "leg_tcvn3"), ("leg_tcvn3.txt", "leg_tcvn3"), ("leg_vni.txt", "leg_vni")] {
        let source = read_path(made.join(name)).unwrap();
        let known = truth[key]["paragraphs"].as_array().unwrap().iter().map(|text| text.as_str().unwrap());
        assert_eq!(paragraphs(&source, |_| true), known.collect::<Vec<_>>(), "{name}");
        assert_eq!(source.quality(), Quality::Reconstructed);
    }
}

#[test]
fn names_worth_opening() {
    assert!(is_readable_name("Dự thảo.DOCX") && is_readable_name("a.md"));
    assert!(!is_readable_name("~$Dự thảo.docx") && !is_readable_name("a.pptx"));
}

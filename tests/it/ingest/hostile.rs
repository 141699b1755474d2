//! No bytes make a reader panic, and whatever is read keeps its promises.

use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use soat::ingest::{IngestError, read};

use super::check;
use super::package::{docx_with, p, r};

/// A document with something of everything.
fn good() -> Vec<u8> {
    let body = format!(
        r#"{}<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>
        <w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"#,
        p("QUYẾT ĐỊNH"),
        r("Phạm vi &amp;"),
        p("ô"),
        p("hộp")
    );
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="Điều %1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let notes = format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, p("chú thích"));
    docx_with(&body, &[("numbering", numbering), ("footnotes", &notes)])
}

/// Reads and checks; a fault of the reader itself fails the test.
fn try_read(name: &str, bytes: &[u8]) {
    match read(name, bytes) {
        Ok(source) => check(&source),
        Err(error) => assert!(!matches!(error, IngestError::Fault(_)), "{error}"),
    }
}

#[test]
fn a_file_cut_anywhere_is_refused_or_read() {
    let whole = good();
    assert_eq!(read("a.docx", &whole).unwrap().text(), "QUYẾT ĐỊNH\nĐiều 1. Phạm vi &\nô\n\nhộp\nchú thích\n");
    for end in 0..whole.len() {
        try_read("a.docx", &whole[..end]);
    }
}

/// Pieces that pages are made of, in any order.
fn soup() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<table>",
        "<tr>",
        "<td rowspan=0 colspan=7>",
        "<th rowspan=3>",
        "</td>",
        "</table>",
        "<ol type=I start=99999999999>",
        "<li>",
        "<p>",
        "<br>",
        "<nav>",
        "</nav>",
        "<pre>",
        "| a | b |\n|--|--|\n",
        "\n1. ",
        "\n- ",
        "\n# ",
        "*",
        "`",
        "\n    ",
        "[^1]: ",
        "---\n",
        "&amp;",
        "\u{301}",
        "\u{302}",
        "ề",
        "Điều 1",
        "\u{a0}",
    ];
    let piece = prop_oneof![prop::sample::select(PIECES).prop_map(str::to_owned), any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Well-formed markup of Word's elements, nested in any way.
fn markup() -> impl Strategy<Value = String> {
    const LEAVES: &[&str] = &[
        "<w:t>Điều 1</w:t>",
        "<w:t>e\u{302}</w:t>",
        "<w:t>\u{301} </w:t>",
        "<w:br/>",
        "<w:tab/>",
        "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
        "<w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:ilvl w:val=\"9\"/><w:numId w:val=\"1\"/></w:numPr><w:sectPr/></w:pPr>",
        "<w:rPr><w:caps/><w:vanish w:val=\"0\"/></w:rPr>",
        "<w:tcPr><w:vMerge/><w:gridSpan w:val=\"9999\"/></w:tcPr>",
        "<w:tcPr><w:vMerge w:val=\"restart\"/><w:hMerge/></w:tcPr>",
        "<w:tcPr><w:cellDel/></w:tcPr>",
        "<w:trPr><w:gridBefore w:val=\"3\"/></w:trPr>",
        "<w:trPr><w:del/></w:trPr>",
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:fldChar w:fldCharType=\"end\"/>",
        "<w:footnoteReference w:id=\"1\"/>",
        "<w:sym w:char=\"F0FC\"/>",
        "<w:sectPr><w:headerReference r:id=\"rId0\"/></w:sectPr>",
    ];
    const NESTS: &[&str] = &[
        "p",
        "p",
        "r",
        "r",
        "tbl",
        "tr",
        "tc",
        "ins",
        "del",
        "txbxContent",
        "pict",
        "AlternateContent",
        "Choice",
        "style",
    ];
    prop::sample::select(LEAVES).prop_map(str::to_owned).prop_recursive(12, 96, 6, |inner| {
        (prop::sample::select(NESTS), prop::collection::vec(inner, 0..6))
            .prop_map(|(name, inside)| format!("<w:{name}>{}</w:{name}>", inside.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), start in 0..5_usize) {
        let magic: [&[u8]; 5] = [b"", b"PK\x03\x04", b"\xff\xfe", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
        let bytes = [magic[start], &bytes].concat();
        for name in ["a.docx", "a.txt", "a.md", "a.html"] {
            try_read(name, &bytes);
        }
    }

    #[test]
    fn any_text(text in soup()) {
        for name in ["a.txt", "a.md", "a.html"] {
            try_read(name, text.as_bytes());
        }
    }

    #[test]
    fn any_markup(body in markup()) {
        let notes = format!("<w:footnote w:id=\"1\">{body}</w:footnote>");
        try_read("a.docx", &docx_with(&body, &[("footnotes", &notes), ("styles", &body), ("numbering", &body)]));
    }

    #[test]
    fn changed_bytes(at in 0..2000_usize, byte in any::<u8>()) {
        let mut bytes = good();
        let at = at % bytes.len();
        bytes[at] = byte;
        try_read("a.docx", &bytes);
    }
}

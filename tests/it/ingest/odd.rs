//! Word documents as they should not be, and as they are all the same.

use std::io::{Cursor, Write as _};

use soat::ingest::read;
use soat::lexicon::Lexicon;
use soat::parse;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::check;
use super::package::{MAIN, docx, docx_with, p, part, r};

fn text(bytes: &[u8]) -> String {
    let source = read("a.docx", bytes).unwrap();
    check(&source);
    source.text().to_owned()
}

#[test]
fn list_levels_beyond_all_lists() {
    let item = |level: &str| {
        let properties = format!(r#"<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>"#);
        format!("<w:p>{properties}{}</w:p>", r("a"))
    };
    let body: String = ["4294967295", "-1", "99999999999999999999", "8", "x"].into_iter().map(item).collect();
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="4294967295"><w:lvlText w:val="%9."/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    assert_eq!(text(&docx_with(&body, &[("numbering", numbering)])).matches('a').count(), 5);
}

#[test]
fn a_list_that_starts_over() {
    let item = |list: u8| {
        let properties = format!(r#"<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr></w:pPr>"#);
        format!("<w:p>{properties}{}</w:p>", r("x"))
    };
    let body: String = [1, 1, 2, 2].into_iter().map(item).collect();
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#;
    assert_eq!(text(&docx_with(&body, &[("numbering", numbering)])), "1. x\n2. x\n1. x\n2. x\n");
}

#[test]
fn comments_that_overlap_or_never_end() {
    let body = format!(
        r#"<w:p><w:commentRangeStart w:id="1"/>{}<w:commentRangeStart w:id="2"/>{}<w:commentRangeEnd w:id="1"/>{}</w:p>"#,
        r("một "),
        r("hai "),
        r("ba")
    );
    assert_eq!(text(&docx(&body)), "một hai ba\n");
}

#[test]
fn a_label_made_by_a_field() {
    let body = format!(
        r#"<w:p>{}<w:fldSimple w:instr=" SEQ Điều \* ARABIC ">{}</w:fldSimple>{}</w:p>"#,
        r("Điều "),
        r("3"),
        r(". Tổ chức")
    );
    assert_eq!(text(&docx(&body)), "Điều 3. Tổ chức\n");
}

/// Returns a package of a main part, and a second one whose name differs by the case of one letter.
fn container(options: SimpleFileOptions, first: &str, second: Option<&str>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, body: &str| {
        writer.start_file(name, options).unwrap();
        writer.write_all(body.as_bytes()).unwrap();
    };
    add("_rels/.rels", MAIN);
    add("word/document.xml", first);
    if let Some(second) = second {
        add("word/documenT.xml", second);
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn two_parts_of_one_name() {
    let main = |words: &str| part("document", &format!("<w:body>{}</w:body>", p(words)));
    let bytes = container(SimpleFileOptions::default(), &main("trước"), Some(&main("sau")));
    assert_eq!(text(&bytes), "trước\n", "names do not differ by case; the first one counts");
    let mut same = bytes;
    while let Some(at) = same.windows(17).position(|own| own == b"word/documenT.xml") {
        same[at + 12] = b't';
    }
    assert!(matches!(text(&same).as_str(), "trước\n" | "sau\n"), "two entries of exactly one name");
}

#[test]
fn containers_for_huge_files() {
    let main = part("document", &format!("<w:body>{}</w:body>", p("lớn")));
    assert_eq!(text(&container(SimpleFileOptions::default().large_file(true), &main, None)), "lớn\n");
}

#[test]
fn a_file_with_macros_is_read_by_its_content() {
    let source = read("a.docm", &docx(&p("một"))).unwrap();
    assert_eq!(source.text(), "một\n");
}

#[test]
fn a_header_set_with_tabs() {
    let tabbed = |left: &str, right: &str| format!("<w:p>{}<w:r><w:tab/></w:r>{}</w:p>", r(left), r(right));
    let body = [
        tabbed("ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        tabbed("Số: 12/QĐ-UBND", "Độc lập - Tự do - Hạnh phúc"),
        p("Quảng Trị, ngày 02 tháng 3 năm 2026"),
        p("QUYẾT ĐỊNH"),
        p("Về việc thành lập Tổ công tác"),
        p("Điều 1. Thành lập Tổ công tác."),
    ];
    let source = read("a.docx", &docx(&body.concat())).unwrap();
    let header = parse::parse("a.docx", &source, &Lexicon::builtin().unwrap()).header;
    assert_eq!(header.number.unwrap().key, "12/QĐ-UBND");
    assert_eq!(header.issuer.unwrap().id.as_deref(), Some("ubnd-tinh"));
    assert_eq!(header.kind.unwrap().id, "quyet-dinh");
}

#[test]
fn a_document_taken_in_whole_stands_in_its_place() {
    let relations = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="chunk.html"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="chunk.mht"/></Relationships>"#;
    let body = format!(r#"{}<w:altChunk r:id="rId1"/><w:altChunk r:id="rId2"/>{}"#, p("trước"), p("sau"));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("_rels/.rels", MAIN),
        ("word/document.xml", &part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/_rels/document.xml.rels", relations),
        ("word/chunk.html", "<html><p>giữa</p><table><tr><td>ô</td></tr></table></html>"),
        ("word/chunk.mht", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n"),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    let source = read("a.docx", &writer.finish().unwrap().into_inner()).unwrap();
    check(&source);
    assert_eq!(source.text(), "trước\ngiữa\nô\nsau\n");
    assert_eq!(source.slice(source.tables()[0].cells[0].span), "ô");
    assert!(source.skipped().iter().any(|skipped| skipped.part == "word/chunk.mht"), "{:?}", source.skipped());
}

//! What a Word document's parts become.

use soat::ingest::{IngestError, read};
use soat::text::{Alignment, Place, Source};

use super::package::{docx, docx_with, p, part, r, zip};
use super::{check, paragraphs};

fn source(bytes: &[u8]) -> Source {
    let source = read("a.docx", bytes).unwrap();
    check(&source);
    source
}

fn text(body: &str) -> String {
    source(&docx(body)).text().to_owned()
}

#[test]
fn a_line_break_makes_two_paragraphs_of_one_place() {
    let body = format!("<w:p>{}<w:r><w:br/></w:r>{}</w:p>", r("ỦY BAN NHÂN DÂN"), r("TỈNH X"));
    assert_eq!(text(&body), "ỦY BAN NHÂN DÂN\nTỈNH X\n");
}

#[test]
fn a_page_break_leaves_no_empty_line() {
    assert_eq!(text(&format!(r#"<w:p><w:r><w:br w:type="page"/></w:r>{}</w:p>"#, r("Phụ lục"))), "Phụ lục\n");
}

#[test]
fn letters_that_are_elements() {
    let body = format!(
        r#"<w:p>{}<w:r><w:noBreakHyphen/></w:r>{}<w:r><w:tab/><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>"#,
        r("TT"),
        r("BNV &amp; B&#7897;")
    );
    assert_eq!(text(&body), "TT\u{2011}BNV & Bộ\t✓\n");
}

#[test]
fn a_letter_is_composed_across_runs() {
    let found = source(&docx(&format!("<w:p>{}{}</w:p>", r("quye\u{301}"), r("\u{302}t"))));
    assert_eq!(found.text(), "quyết\n");
    let words: Vec<&str> = found.runs().iter().map(|run| found.slice(run.span)).collect();
    assert_eq!(words, ["quyế", "t"]);
}

#[test]
fn changes_are_read_as_accepted() {
    let body = format!(
        r#"<w:p>{}<w:del>{}</w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>
        <w:p><w:pPr><w:jc w:val="right"/><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{}</w:p>
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"#,
        r("năm "),
        r("2025"),
        r("2026"),
        r(" đi"),
        r(" đến"),
        r("một"),
        r(" hai"),
        p("bỏ"),
        p("giữ")
    );
    let found = source(&docx(&body));
    assert_eq!(found.text(), "năm 2026 đến\nmột hai\ngiữ\n");
    assert_eq!(found.blocks()[1].layout.alignment, Alignment::Center);
    assert_eq!(found.tables()[0].rows, 1);
}

#[test]
fn fields_give_their_result() {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let body = format!(
        "<w:p>{}{}<w:r><w:instrText>IF </w:instrText></w:r>{}{}{}{}{}{}{}{}</w:p>",
        r("trước "),
        mark("begin"),
        mark("begin"),
        mark("separate"),
        r("ẩn"),
        mark("end"),
        mark("separate"),
        r("kết quả"),
        mark("end"),
        r(" sau")
    );
    assert_eq!(text(&body), "trước kết quả sau\n");
}

#[test]
fn hidden_text_is_left_out_and_said() {
    let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:caps/></w:rPr><w:t>điều</w:t></w:r></w:p>";
    let found = source(&docx(body));
    assert_eq!(found.text(), "ĐIỀU\n");
    assert_eq!(found.skipped().len(), 1);
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph_and_table() {
    let inside = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let shape = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        inside("MẬT"),
        inside("MẬT")
    );
    let body = format!("<w:tbl><w:tr><w:tc><w:p>{shape}{}</w:p>{}</w:tc></w:tr></w:tbl>{}", r("A"), p("B"), p("C"));
    let found = source(&docx(&body));
    assert_eq!(found.text(), "A\nB\nMẬT\nC\n");
    assert_eq!(found.blocks()[2].place, Place::TextBox);
    assert_eq!(found.slice(found.tables()[0].cells[0].span), "A\nB");
}

#[test]
fn merged_and_nested_cells() {
    let cell = |properties: &str, inside: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>");
    let nested = format!("{}<w:tbl><w:tr>{}</w:tr></w:tbl>{}", p("ngoài"), cell("", &p("trong")), p("sau"));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr></w:tbl>",
        cell("", &p("A")),
        cell(r#"<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>"#, &p("B")),
        cell(r#"<w:gridSpan w:val="2"/><w:vMerge/>"#, "<w:p/>"),
        cell("", &nested)
    );
    let found = source(&docx(&body));
    assert_eq!(found.text(), "A\nB\nngoài\ntrong\nsau\n");
    let table = &found.tables()[0];
    assert_eq!((table.rows, table.columns), (2, 4));
    assert_eq!(table.at(1, 2).map(|cell| (cell.row, found.slice(cell.span))), Some((0, "B")));
    assert!(table.at(1, 0).is_none());
    assert_eq!(found.slice(table.at(1, 3).unwrap().span), "ngoài\ntrong\nsau");
    assert_eq!(found.blocks()[3].place, Place::Cell { table: 1, row: 0, column: 0 });
    assert_eq!(found.blocks()[4].place, Place::Cell { table: 0, row: 1, column: 3 });
}

#[test]
fn numbers_come_from_styles_and_linked_lists() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="Khoan"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Khoan2"><w:basedOn w:val="Khoan"/></w:style>
        <w:style w:type="numbering" w:styleId="DS"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="DS"/>
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:suff w:val="nothing"/><w:pStyle w:val="Khoan"/><w:lvlText w:val="%2)"/></w:lvl>
        </w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="DS"/></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#;
    let numbered = |properties: &str, text: &str| format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(text));
    let body = [
        numbered(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>"#, "Phạm vi"),
        numbered(r#"<w:pStyle w:val="Khoan2"/>"#, "một"),
        numbered(r#"<w:pStyle w:val="Khoan"/>"#, " hai"),
        numbered(r#"<w:pStyle w:val="Khoan"/><w:numPr><w:numId w:val="0"/></w:numPr>"#, "không"),
        numbered(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#, " Cách"),
    ];
    let found = source(&docx_with(&body.concat(), &[("styles", styles), ("numbering", numbering)]));
    assert_eq!(found.text(), "Điều 1. Phạm vi\na)một\nb) hai\nkhông\nĐiều 2. Cách\n");
    assert_eq!(found.blocks()[0].label, "Điều 1. ".len());
    assert_eq!(found.runs()[0].origin, None);
}

#[test]
fn notes_come_after_the_body_in_order_and_margins_last() {
    let reference = |id: &str| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let body = format!(
        r#"<w:p>{}{}{}</w:p><w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:left="3cm"/></w:sectPr>"#,
        r("Thân"),
        reference("5"),
        reference("2")
    );
    let notes = format!(
        r#"<w:footnote w:type="separator" w:id="-1">{}</w:footnote><w:footnote w:id="2">{}</w:footnote><w:footnote w:id="5">{}</w:footnote><w:footnote w:id="9">{}</w:footnote>"#,
        p("---"),
        p(" hai"),
        p(" năm"),
        p("không ai nhắc")
    );
    let header = format!("{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p/>", p("2"), p("Đầu trang"));
    let comments = r#"<w:comment w:id="0"><w:p/></w:comment><w:comment w:id="1"><w:p/></w:comment>"#;
    let found = source(&docx_with(&body, &[("footnotes", &notes), ("header", &header), ("comments", comments)]));
    assert_eq!(found.text(), "Thân\nnăm\nhai\n2\nĐầu trang\n");
    assert_eq!(paragraphs(&found, |place| place == Place::Note), ["năm", "hai"]);
    assert_eq!(paragraphs(&found, |place| place == Place::Margin), ["2", "Đầu trang"]);
    assert!(found.tables().is_empty());
    let page = found.sections()[0].page;
    assert_eq!((page.width, page.height, page.top, page.left), (Some(11906), Some(16838), Some(1134), Some(1701)));
    assert_eq!(found.slice(found.sections()[0].span), "Thân\n");
    assert!(found.skipped()[0].reason.starts_with("2 ý kiến"));
}

#[test]
fn a_broken_side_part_costs_only_its_own_text() {
    let body = format!(r#"<w:p>{}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>"#, r("Thân"));
    let found = source(&docx_with(&body, &[("footnotes", "<w:footnote w:id=\"1\"><w:p></w:footnote>")]));
    assert_eq!(found.text(), "Thân\n");
    assert_eq!(found.skipped()[0].part, "word/footnotes.xml");
}

#[test]
fn what_gives_no_text_is_counted() {
    let body = format!(
        "<w:p><w:r><w:drawing><a:blip/><c:chart/></w:drawing></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{}</w:p><w:altChunk r:id=\"x\"/>",
        r("y")
    );
    let found = source(&docx(&body));
    assert_eq!(found.text(), "y\n");
    assert_eq!(found.skipped().len(), 4);
}

#[test]
fn signatures_and_macros_are_said() {
    let body = part("document", &format!("<w:body>{}</w:body>", p("A")));
    let bytes = zip(&[("word/document.xml", &body), ("_xmlsignatures/sig1.xml", ""), ("word/vbaProject.bin", "")]);
    let found = source(&bytes);
    assert_eq!(found.text(), "A\n");
    let parts: Vec<&str> = found.skipped().iter().map(|skipped| skipped.part.as_str()).collect();
    assert_eq!((parts, found.signatures().len()), (vec!["word/vbaProject.bin"], 1));
}

#[test]
fn other_packages_are_named() {
    let root = part("document", "");
    let slides = zip(&[("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>")]);
    let open = zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &root)]);
    let plain = zip(&[("a.txt", "x")]);
    for (bytes, word) in [(slides, "PowerPoint"), (open, "OpenDocument"), (plain, "tệp nén")] {
        let error = read("a.docx", &bytes).unwrap_err();
        assert!(matches!(error, IngestError::NotWord(_)) && error.to_string().contains(word), "{error}");
    }
}

#[test]
fn signatures_are_found_and_told() {
    // SEQUENCE { SEQUENCE { serial, algorithm, issuer, period, subject { SET { SEQUENCE { commonName, "Mẫu" } } } } }
    let name = [&[0x30, 0x0d, 0x31, 0x0b, 0x30, 0x09, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0c, 0x02][..], b"An"].concat();
    let signed = [&[0x30, 0x18, 0x02, 0x01, 0x07, 0x30, 0x00, 0x30, 0x00, 0x30, 0x00][..], &name].concat();
    let signed = [&[0x30, u8::try_from(signed.len() - 2).unwrap()][..], &signed[2..]].concat();
    let certificate = [&[0x30, u8::try_from(signed.len()).unwrap()][..], &signed].concat();
    let encoded = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, certificate);
    let signature = format!(
        "<Signature><Manifest><Reference URI=\"/word/document.xml?ContentType=x\"/></Manifest><X509Certificate>{encoded}\
         </X509Certificate><SignatureTime><Value>2026-03-02T08:15:34Z</Value></SignatureTime></Signature>"
    );
    let main = part("document", "<w:body><w:p><w:r><w:t>a</w:t></w:r></w:p></w:body>");
    let package = zip(&[
        ("_rels/.rels", super::package::MAIN),
        ("word/document.xml", &main),
        ("_xmlsignatures/sig1.xml", &signature),
    ]);
    let source = read("a.docx", &package).unwrap();
    let [found] = source.signatures() else { panic!("{:?}", source.signatures()) };
    assert_eq!((found.signer.as_deref(), found.covers_whole), (Some("An"), Some(true)));
    assert_eq!(found.time.as_deref(), Some("2026-03-02T08:15:34Z"));
}

#[test]
fn numbers_of_pages_stand_where_the_field_does() {
    let body = |title: &str| {
        format!(
            r#"<w:p>{}</w:p><w:sectPr><w:headerReference w:type="default" r:id="rId0"/>{title}</w:sectPr>"#,
            r("Thân")
        )
    };
    let field = r#"<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>"#;
    let found = source(&docx_with(&body("<w:titlePg/>"), &[("header", field)])).typeset().unwrap();
    let numbers = found.page_numbers().unwrap();
    assert_eq!((numbers.at_top, numbers.alignment, numbers.on_first), (true, Some(Alignment::Center), false));
    let found = source(&docx_with(&body(""), &[("header", field)])).typeset().unwrap();
    assert!(found.page_numbers().unwrap().on_first);
    let tabbed = r"<w:p><w:r><w:tab/><w:instrText> PAGE \* MERGEFORMAT</w:instrText></w:r></w:p>";
    let found = source(&docx_with(&body(""), &[("header", tabbed)])).typeset().unwrap();
    assert_eq!(found.page_numbers().unwrap().alignment, None);
    let plain = "<w:p><w:r><w:t>Trang</w:t></w:r></w:p>";
    let found = source(&docx_with(&body(""), &[("header", plain)])).typeset().unwrap();
    assert!(found.page_numbers().is_none());
}

#[test]
fn borders_underlines_and_drawings_are_lines() {
    let border = |line: &str| {
        format!(r#"<w:p><w:pPr><w:pBdr><w:bottom w:val="{line}"/></w:pBdr></w:pPr>{}</w:p>"#, r("Hạnh phúc"))
    };
    let under = r#"<w:p><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>Hạnh phúc</w:t></w:r></w:p>"#;
    let drawn = format!("<w:p><w:r><w:drawing/></w:r>{}</w:p>", r("Hạnh phúc"));
    let ruled = |body: &str| source(&docx(body)).blocks().iter().map(|block| block.layout.ruled).collect::<Vec<_>>();
    let plain = format!("<w:p>{}</w:p>", r("Hạnh phúc"));
    assert_eq!(ruled(&format!("{}{plain}", border("single"))), [true, false]);
    assert_eq!(ruled(&border("nil")), [false]);
    assert_eq!(ruled(&format!("{under}{plain}{drawn}")), [true, false, true]);
}

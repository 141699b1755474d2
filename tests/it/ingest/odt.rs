//! `OpenDocument` texts: made ones with known truth, and small packages written here.

use soat::ingest::{IngestError, load, read};
use soat::text::{Alignment, Format, Page, Place, Quality, Source};

use super::package::zip;
use super::{check, paragraphs};
use crate::shared::shared;

fn body(source: &Source) -> Vec<&str> {
    paragraphs(source, |place| matches!(place, Place::Body | Place::Cell { .. }))
}

#[test]
fn made_texts_are_read_exactly() {
    let Some(shared) = shared() else { return };
    let made = shared.join("data/made");
    let truth: serde_json::Value = serde_json::from_slice(&load(&made.join("truth.json")).unwrap()).unwrap();
    for name in ["qd_manual", "qd_auto", "kh_annex", "leg_tcvn3", "leg_vni"] {
        let source = read("a.odt", &load(&made.join("lo").join(name).with_extension("odt")).unwrap()).unwrap();
        check(&source);
        let known = &truth[name];
        let strings = |key: &str| -> Vec<&str> {
            known[key].as_array().into_iter().flatten().map(|text| text.as_str().unwrap()).collect()
        };
        let own = body(&source);
        // One paragraph has a field that LibreOffice itself writes oddly; one letter has no code in TCVN3.
        let odd = |text: &&&str| {
            text.starts_with("Thông tin chi tiết")
                || text.contains("ông Vũ Kỳ")
                || text.contains("Hội đồng nhân dân và Ủy ban")
        };
        let missed: Vec<_> =
            strings("paragraphs").iter().filter(|text| !own.contains(text) && !odd(text)).copied().collect();
        assert!(missed.is_empty(), "{name}: {missed:?}\n{own:?}");
        assert_eq!(paragraphs(&source, |place| place == Place::Note), strings("footnotes"), "{name}");
        assert_eq!(paragraphs(&source, |place| place == Place::TextBox), strings("textbox"), "{name}");
        assert_eq!(source.format(), Format::Odt);
        if let Some(page) = known["page"].as_object() {
            let page = ["w", "h", "left"].map(|key| i32::try_from(page[key].as_i64().unwrap()).ok());
            let Page { width, height, left, .. } = source.sections()[0].page;
            // Inches of four digits.
            let near = |one: Option<i32>, other: Option<i32>| (one.unwrap() - other.unwrap()).abs() <= 1;
            assert!(near(width, page[0]) && near(height, page[1]) && near(left, page[2]));
            assert_eq!(source.runs().iter().find_map(|run| run.font.as_deref()), known["font"].as_str());
        }
    }
}

#[test]
fn a_plan_keeps_its_grid_and_its_pages() {
    let Some(shared) = shared() else { return };
    let source = read("a.odt", &load(&shared.join("data/made/lo/kh_annex.odt")).unwrap()).unwrap();
    let table = &source.tables()[2];
    assert_eq!((table.rows, table.columns), (8, 6));
    let lead = table.at(3, 2).unwrap();
    assert_eq!((lead.row_span, source.slice(lead.span)), (2, "Công chức Tư pháp - Hộ tịch"));
    let widths: Vec<_> = source.sections().iter().filter_map(|section| section.page.width).collect();
    assert_eq!(widths, [11906, 16838]);
}

const ROOT: &str = r#"xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="b" xmlns:draw="d" xmlns:svg="v" xmlns:xlink="x""#;

fn odt(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {ROOT}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

fn text(styles: &str, body: &str) -> Source {
    let source = read("a.odt", &odt(styles, body)).unwrap();
    check(&source);
    source
}

#[test]
fn blanks_fall_together_and_marks_stand_for_letters() {
    let source = text(
        r#"<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
           <style:text-properties fo:text-transform="uppercase"/></style:style>
           <style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>"#,
        r#"<text:p text:style-name="C">
             ủy ban<text:s text:c="2"/>nhân<text:tab/>dân<text:line-break/>tỉnh</text:p>
           <text:p>thực&amp;hi&#x1ec7;n<text:span text:style-name="H">ẩn</text:span> mềm&#xad;dẻo <text:a xlink:href="u">nối</text:a></text:p>
           <text:p>bỏ<office:annotation><text:p>nhận xét</text:p></office:annotation> qua</text:p>"#,
    );
    assert_eq!(source.text(), "ỦY BAN  NHÂN\tDÂN\nTỈNH\nthực&hiện mềmdẻo nối\nbỏ qua\n");
    assert_eq!(source.blocks()[0].layout.alignment, Alignment::Center);
    let skipped: Vec<&str> = source.skipped().iter().map(|skipped| skipped.reason.as_str()).collect();
    assert_eq!(skipped.len(), 2, "{skipped:?}");
}

#[test]
fn lists_go_on_and_headings_count() {
    let styles = r#"<text:list-style style:name="L">
        <text:list-level-style-number text:level="1" style:num-prefix="Điều " style:num-suffix="." style:num-format="1"/>
        <text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/>
        <text:list-level-style-bullet text:level="3" text:bullet-char="-"/></text:list-style>
        <text:outline-style><text:outline-level-style text:level="1" style:num-suffix="." style:num-format="I"/></text:outline-style>"#;
    let item = |words: &str| format!("<text:list-item><text:p>{words}</text:p></text:list-item>");
    let inner = format!("<text:list>{}{}</text:list>", item("điểm"), item("điểm"));
    let body = format!(
        r#"<text:h text:outline-level="1">phần</text:h>
        <text:list text:style-name="L" xml:id="one"><text:list-item><text:p>một</text:p><text:p>tiếp</text:p>{inner}</text:list-item></text:list>
        <text:p>xen giữa</text:p>
        <text:list text:style-name="L" text:continue-list="one">{}</text:list>
        <text:list text:style-name="L" text:continue-numbering="true"><text:list-header><text:p>đầu</text:p></text:list-header>{}</text:list>
        <text:list text:style-name="L">{}</text:list><text:h text:outline-level="1">phần</text:h>"#,
        item("hai"),
        item("ba"),
        item("lại"),
    );
    assert_eq!(
        text(styles, &body).text(),
        "I. phần\nĐiều 1. một\ntiếp\na) điểm\nb) điểm\nxen giữa\nĐiều 2. hai\nđầu\nĐiều 3. ba\nĐiều 1. lại\nII. phần\n"
    );
}

#[test]
fn deleted_text_is_left_out_and_boxes_and_notes_stand_apart() {
    let source = text(
        "",
        r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>2025</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p>năm <text:change/>2026<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p><text:s/>chú thích</text:p></text:note-body></text:note><draw:frame><draw:text-box><text:p>DỰ THẢO</text:p></draw:text-box><svg:title>tên ảnh</svg:title></draw:frame>.</text:p>
        <table:table><table:table-row><table:table-cell table:number-rows-spanned="9"><text:p>a</text:p><draw:frame><draw:image/></draw:frame></table:table-cell><table:table-cell table:number-columns-repeated="3"/></table:table-row>
        <table:table-row><table:covered-table-cell/><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    assert_eq!(source.text(), "năm 2026.\nDỰ THẢO\na\nb\nchú thích\n");
    let table = &source.tables()[0];
    assert_eq!((table.rows, table.at(1, 0).unwrap().row_span), (2, 2));
    assert_eq!(source.slice(table.at(1, 1).unwrap().span), "b");
    assert!(source.skipped().iter().any(|skipped| skipped.reason.contains("ảnh")));
}

#[test]
fn other_documents_and_damage_are_refused_by_name() {
    let of = |body: &str| {
        let content =
            format!("<office:document-content {ROOT}><office:body>{body}</office:body></office:document-content>");
        read("a.odt", &zip(&[("mimetype", "x"), ("content.xml", &content)]))
    };
    assert!(matches!(of("<office:spreadsheet/>"), Err(IngestError::NotWord(what)) if what.contains(".ods")));
    assert!(matches!(of("<office:text>"), Err(IngestError::BadXml { .. })));
    assert!(matches!(of(&"<text:section>".repeat(400)), Err(IngestError::TooDeep { .. } | IngestError::NotWord(_))));
    let locked = zip(&[("META-INF/manifest.xml", "<a><encryption-data/></a>"), ("content.xml", "x")]);
    assert_eq!(read("a.odt", &locked), Err(IngestError::Encrypted));
    assert_eq!(text("", "<text:p>x</text:p>").quality(), Quality::Exact);
}

#[test]
fn damaged_texts_never_panic() {
    use std::io::Read as _;
    let Some(shared) = shared() else { return };
    let file = std::fs::File::open(shared.join("data/made/lo/kh_annex.odt")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let (content, styles) = (part("content.xml"), part("styles.xml"));
    for step in 0..80_usize {
        let change = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            for at in (step * 131 % 997..letters.len()).step_by(4999 + step) {
                letters[at] = ['x', '9', '"', '<', '/', ' '][(at + step) % 6];
            }
            letters.into_iter().collect::<String>()
        };
        let read = read("a.odt", &zip(&[("content.xml", &change(&content)), ("styles.xml", &change(&styles))]));
        assert!(!matches!(read, Err(IngestError::Fault(_))), "{step}: {read:?}");
        if let Ok(source) = read {
            check(&source);
        }
    }
}

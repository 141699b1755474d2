//! Word packages of our own making: the parts around the body, paragraphs, runs and tables (ECMA-376 part 1).

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use super::xml::escaped;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const OWN_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>"#;
/// The number of the page stands in the middle at the top from the second page on (Phụ lục I Nghị định số 30/2020/NĐ-CP).
const HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "/></w:p></w:hdr>"#;
/// A4 with the margins of Phụ lục I Nghị định số 30/2020/NĐ-CP.
const PAGE: &str = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>"#;
const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// The letters of a document, in half points: Times New Roman throughout.
fn styles(half_points: u16) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>"
    )
}

/// Returns the package of a document with this body. It holds no time: the same body gives the same bytes.
///
/// # Errors
/// The package cannot be written.
pub(super) fn package(body: &str, half_points: u16) -> ZipResult<Vec<u8>> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document {SPACES}><w:body>{body}{PAGE}</w:body></w:document>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, part) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", OWN_RELATIONS),
        ("word/document.xml", &document),
        ("word/styles.xml", &styles(half_points)),
        ("word/header1.xml", HEADER),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// How words are set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Size in half points; that of the document where `None`.
    pub(super) half_points: Option<u16>,
    /// Colour in six hexadecimal digits.
    pub(super) colour: Option<&'static str>,
}

impl Look {
    /// Bold letters.
    pub(super) const BOLD: Self = Self { bold: true, italic: false, half_points: None, colour: None };
    /// Leaning letters.
    pub(super) const ITALIC: Self = Self { bold: false, italic: true, half_points: None, colour: None };
    /// As all words of the document.
    pub(super) const PLAIN: Self = Self { bold: false, italic: false, half_points: None, colour: None };
}

/// Returns a run of words.
pub(super) fn run(text: &str, look: Look) -> String {
    let mut set = String::new();
    set.push_str(if look.bold { "<w:b/>" } else { "" });
    set.push_str(if look.italic { "<w:i/>" } else { "" });
    set.extend(look.colour.map(|colour| format!("<w:color w:val=\"{colour}\"/>")));
    set.extend(look.half_points.map(|size| format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>")));
    let set = if set.is_empty() { set } else { format!("<w:rPr>{set}</w:rPr>") };
    format!("<w:r>{set}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set {
    /// `left`, `center`, `both`, `right`.
    pub(super) align: &'static str,
    /// Space above, in twentieths of a point.
    pub(super) before: u16,
    /// On the page of the paragraph that follows.
    pub(super) with_next: bool,
    /// On a new page.
    pub(super) new_page: bool,
}

impl Set {
    /// A paragraph of running text.
    pub(super) const TEXT: Self = Self { align: "both", before: 120, with_next: false, new_page: false };
    /// A paragraph in the middle of the page.
    pub(super) const MIDDLE: Self = Self { align: "center", before: 0, with_next: false, new_page: false };
    /// A paragraph of a cell.
    pub(super) const CELL: Self = Self { align: "left", before: 40, with_next: false, new_page: false };
}

/// Returns a paragraph of runs.
pub(super) fn paragraph(set: Set, runs: &str) -> String {
    let keep = if set.with_next { "<w:keepNext/>" } else { "" };
    let page = if set.new_page { "<w:pageBreakBefore/>" } else { "" };
    format!(
        "<w:p><w:pPr>{keep}{page}<w:spacing w:before=\"{}\" w:line=\"264\" w:lineRule=\"auto\"/><w:jc w:val=\"{}\"/></w:pPr>{runs}</w:p>",
        set.before, set.align
    )
}

/// Returns a table with lines: `widths` in twentieths of a point, cells as paragraphs; the first row is repeated on every page and no row
/// is cut in two.
pub(super) fn table(widths: &[u16], rows: &[Vec<String>]) -> String {
    let total: u32 = widths.iter().map(|width| u32::from(*width)).sum();
    let lines: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"))
        .concat();
    let grid: Vec<String> = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let each = rows.iter().enumerate().map(|(at, cells)| {
        let head = if at == 0 { "<w:tblHeader/>" } else { "" };
        let cells: Vec<String> = widths
            .iter()
            .zip(cells)
            .map(|(width, cell)| format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{cell}</w:tc>"))
            .collect();
        format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{}</w:tr>", cells.concat())
    });
    let rows: Vec<String> = each.collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:top w:w=\"28\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
         <w:tblGrid>{}</w:tblGrid>{}</w:tbl>",
        grid.concat(),
        rows.concat()
    )
}

/// Returns one row of cells without lines.
pub(super) fn frame(widths: &[u16], cells: &[String]) -> String {
    let total: u32 = widths.iter().map(|width| u32::from(*width)).sum();
    let grid: Vec<String> = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let cells: Vec<String> = widths
        .iter()
        .zip(cells)
        .map(|(width, cell)| format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{cell}</w:tc>"))
        .collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>\
         <w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr></w:tbl>",
        grid.concat(),
        cells.concat()
    )
}

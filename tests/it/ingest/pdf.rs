//! PDF files written here: order, paragraphs, tables, what is left out, signatures, and hostile ones.

#![allow(clippy::print_stderr, reason = "a skipped test must say so")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::Command;

use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
use soat::app::programs;
use soat::ingest::{Batch, Begun, IngestError, Programs, read};
use soat::text::{Place, Quality, Source};

use super::{check, paragraphs};

/// A file being written; each letter is as wide as half its size.
#[derive(Default)]
struct Pdf {
    objects: Vec<Vec<u8>>,
}

impl Pdf {
    /// Returns a file whose objects 1 to 3 are the root, the page tree and a font.
    fn new(pages: &[String]) -> Self {
        let mut pdf = Self::default();
        let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 5 + 2 * page)).collect();
        pdf.add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.add(&format!(
            "<</Type/Pages/Kids[{}]/Count {}/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>>>",
            kids.join(" "),
            pages.len()
        ));
        pdf.add("<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Times/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/DW 500>>]>>");
        pdf.add_stream("", table().as_bytes());
        for (page, content) in pages.iter().enumerate() {
            pdf.add(&format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 6 + 2 * page));
            pdf.add_stream("", content.as_bytes());
        }
        pdf
    }

    fn add(&mut self, object: &str) {
        self.objects.push(object.as_bytes().to_vec());
    }

    fn add_stream(&mut self, entries: &str, content: &[u8]) {
        let head = format!("<<{entries}/Length {}>>\nstream\n", content.len());
        self.objects.push([head.as_bytes(), content, b"\nendstream"].concat());
    }

    /// Changes the page tree, which holds what all pages share.
    fn replace(&mut self, old: &str, new: &str) {
        let tree = String::from_utf8(self.objects[1].clone()).unwrap();
        assert!(tree.contains(old));
        self.objects[1] = tree.replace(old, new).into_bytes();
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut offsets = Vec::new();
        for (index, object) in self.objects.iter().enumerate() {
            offsets.push(bytes.len());
            writeln!(bytes, "{} 0 obj", index + 1).unwrap();
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let start = bytes.len();
        write!(bytes, "xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).unwrap();
        for offset in &offsets {
            writeln!(bytes, "{offset:010} 00000 n ").unwrap();
        }
        write!(bytes, "trailer\n<</Size {}/Root 1 0 R/ID[<00><00>]>>\nstartxref\n{start}\n%%EOF\n", offsets.len() + 1)
            .unwrap();
        bytes
    }

    fn read(&self) -> Source {
        let source = read("a.pdf", &self.bytes()).unwrap();
        check(&source);
        source
    }
}

/// A code table that names each code of the first plane by itself.
fn table() -> String {
    "1 beginbfrange <0000> <ffff> <0000> endbfrange".to_owned()
}

/// Shows words with their left end at `x` and their line `y` below the page's top.
fn show(x: u32, y: u32, words: &str) -> String {
    let codes = words.encode_utf16().fold(String::new(), |codes, unit| codes + &format!("{unit:04x}"));
    format!("BT /F 12 Tf 1 0 0 1 {x} {} Tm <{codes}> Tj ET\n", 842 - y)
}

/// Shows words on the line that ends at 540: as a justified line does.
fn show_full(x: u32, y: u32, words: &str) -> String {
    let count = u32::try_from(words.chars().count()).unwrap();
    let stretch = (540 - x) * 100 / (count * 6);
    format!("{stretch} Tz {}100 Tz\n", show(x, y, words))
}

fn rule(x: u32, y: u32, to_x: u32, to_y: u32) -> String {
    format!("{x} {} m {to_x} {} l S\n", 842 - y, 842 - to_y)
}

fn body(source: &Source) -> Vec<&str> {
    paragraphs(source, |place| place == Place::Body)
}

fn reasons(source: &Source) -> Vec<&str> {
    source.skipped().iter().map(|skipped| skipped.reason.as_str()).collect()
}

#[test]
fn a_header_of_two_columns_and_lines_that_run_on() {
    let page = [
        show(110, 60, "ỦY BAN NHÂN DÂN"),
        show(330, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"),
        show(140, 75, "TỈNH A"),
        show(410, 75, "NAM"),
        show(360, 90, "Độc lập - Tự do - Hạnh phúc"),
        show(120, 110, "Số: 5/QĐ-UBND"),
        show(350, 110, "A, ngày 02 tháng 3 năm 2026"),
        show(260, 150, "QUYẾT ĐỊNH"),
        show_full(110, 180, "Theo đề nghị của Giám đốc Sở Khoa học tại Tờ trình số 12/TTr-"),
        show(80, 196, "SKHCN ngày 20 tháng 02 năm 2026."),
        show(110, 216, "Điều 1. Ban hành kế hoạch."),
        show(80, 260, "Nơi nhận:"),
        show(80, 275, "- Như Điều 1;"),
        show(380, 255, "CHỦ TỊCH"),
        show(375, 330, "Nguyễn Văn A"),
    ];
    let source = Pdf::new(&[page.concat()]).read();
    let expected = [
        "ỦY BAN NHÂN DÂN",
        "TỈNH A",
        "Số: 5/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "A, ngày 02 tháng 3 năm 2026",
        "QUYẾT ĐỊNH",
        "Theo đề nghị của Giám đốc Sở Khoa học tại Tờ trình số 12/TTr-SKHCN ngày 20 tháng 02 năm 2026.",
        "Điều 1. Ban hành kế hoạch.",
        "Nơi nhận:",
        "- Như Điều 1;",
        "CHỦ TỊCH",
        "Nguyễn Văn A",
    ];
    assert_eq!(body(&source), expected);
    assert_eq!(source.quality(), Quality::Reconstructed);
    assert_eq!(source.runs()[0].font.as_deref(), Some("Times"));
    assert_eq!((source.sections()[0].page.width, source.sections()[0].page.height), (Some(11_900), Some(16_840)));
}

/// Three columns; the head's last two are one cell above two.
fn plan(y: u32, rows: &[[&str; 3]]) -> String {
    let bottom = y + 40 + 20 * u32::try_from(rows.len()).unwrap();
    let mut page = String::new();
    for x in [80, 120, 300, 500] {
        page += &rule(x, if x == 300 { y + 20 } else { y }, x, bottom);
    }
    page += &rule(80, y, 500, y);
    page += &rule(120, y + 20, 500, y + 20);
    page += &(show(85, y + 15, "TT")
        + &show(125, y + 15, "Phân công")
        + &show(125, y + 35, "Chủ trì")
        + &show(305, y + 35, "Sản phẩm"));
    for (row, y) in rows.iter().zip((y + 40..).step_by(20)) {
        page += &rule(80, y, 500, y);
        page += &(show(85, y + 15, row[0]) + &show(125, y + 15, row[1]) + &show(305, y + 15, row[2]));
    }
    page + &rule(80, bottom, 500, bottom)
}

#[test]
fn a_table_over_two_pages_is_one() {
    let pages = [
        show(80, 60, "KẾ HOẠCH") + &plan(700, &[["1", "Sở A", "Báo cáo"]]) + &show(290, 820, "1"),
        show(290, 40, "2") + &plan(80, &[["2", "Sở B", "Đề án"], ["3", "Sở C", ""]]) + &show(80, 300, "Hết."),
    ];
    let source = Pdf::new(&pages).read();
    assert_eq!(source.tables().len(), 1);
    let table = &source.tables()[0];
    assert_eq!((table.rows, table.columns), (5, 3));
    let cell = |row, column| source.slice(table.at(row, column).unwrap().span);
    assert_eq!(
        [cell(0, 0), cell(1, 0), cell(0, 1), cell(0, 2), cell(1, 2)],
        ["TT", "TT", "Phân công", "Phân công", "Sản phẩm"]
    );
    assert_eq!([cell(2, 1), cell(3, 1), cell(4, 0), cell(4, 2)], ["Sở A", "Sở B", "3", ""]);
    assert_eq!(body(&source), ["KẾ HOẠCH", "Hết."]);
    assert_eq!(reasons(&source), ["2 số trang", "2 hàng tiêu đề bảng lặp lại ở trang sau"]);
}

#[test]
fn notes_stand_behind_the_text() {
    let small = |x, y, words| show(x, y, words).replace("/F 12", "/F 8");
    let page = show(80, 100, "Điều 3")
        + &small(116, 95, "1")
        + &show(125, 100, "30 m")
        + &small(149, 95, "1")
        + &show(80, 120, "hiệu lực.")
        + &rule(80, 700, 224, 700)
        + &small(80, 712, "1")
        + &show(86, 716, "Sửa đổi năm 2025.");
    let source = Pdf::new(&[page]).read();
    assert_eq!(body(&source), ["Điều 3 30 m1 hiệu lực."]);
    assert_eq!(paragraphs(&source, |place| place == Place::Note), ["Sửa đổi năm 2025."]);
    assert_eq!(reasons(&source), ["1 số chú thích trên dòng"]);
}

#[test]
fn a_page_set_sideways_is_turned() {
    let line = |y: u32, words: &str| show(0, 842, words).replace("1 0 0 1 0 0", &format!("0 1 -1 0 {y} 80"));
    let source = Pdf::new(&[line(100, "Phụ lục I") + &line(130, "Danh mục nhiệm vụ")]).read();
    assert_eq!(body(&source), ["Phụ lục I", "Danh mục nhiệm vụ"]);
    assert_eq!(source.sections()[0].page.width, Some(16_840));
}

#[test]
fn pages_without_letters_are_said() {
    let text = show(80, 100, "Điều 1.");
    let mixed = Pdf::new(&[text, String::new(), String::new()]).read();
    let said = &mixed.skipped()[0];
    assert_eq!((said.part.as_str(), said.reason.as_str()), ("trang 2–3", "chỉ có ảnh, chưa nhận dạng chữ"));
    let scan = read("a.pdf", &Pdf::new(&[String::new()]).bytes());
    assert_eq!(scan, Err(IngestError::Scanned { pages: 1 }));
    let unseen = Pdf::new(&["3 Tr\n".to_owned() + &show(80, 100, "Điều 1.")]).read();
    assert_eq!(unseen.quality(), Quality::Ocr);
}

/// Returns a picture of a page that says `words`, in shades of grey, with its width and height; nothing without poppler.
fn picture(words: &str) -> Option<(Vec<u8>, String)> {
    let mut page = Pdf::new(&[format!("BT /H 16 Tf 72 700 Td ({words}) Tj ET")]);
    page.replace("/F 3 0 R", "/F 3 0 R/H<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    let folder = tempfile::tempdir().unwrap();
    let (file, drawn) = (folder.path().join("page.pdf"), folder.path().join("page"));
    std::fs::write(&file, page.bytes()).unwrap();
    let status = Command::new(programs::find().pdftoppm?)
        .args(["-r", "150", "-gray", "-singlefile"])
        .arg(&file)
        .arg(&drawn)
        .status();
    assert!(status.unwrap().success());
    let bytes = std::fs::read(drawn.with_extension("pgm")).unwrap();
    // "P5", the size, the lightest shade; then one byte a point.
    let mut head = bytes.splitn(4, |byte| *byte == b'\n').map(<[u8]>::to_vec);
    let (_, size, _, points) = (head.next()?, head.next()?, head.next()?, head.next()?);
    Some((points, String::from_utf8(size).unwrap()))
}

#[test]
fn a_page_that_is_a_picture_is_recognised_in_its_place() {
    let programs = Programs { cache: None, ..programs::find() };
    let words = "Noi dung cua trang thu hai";
    let Some((points, size)) = picture(words).filter(|_| programs.tesseract.is_some()) else {
        eprintln!("skipped: no Tesseract or no poppler");
        return;
    };
    let (width, height) = size.split_once(' ').unwrap();
    let text = |words: &str| (0..6).map(|line| show(72, 700 - 20 * line, words)).collect::<String>();
    let mut pdf =
        Pdf::new(&[text("Trang đầu có chữ."), "q 595 0 0 842 0 0 cm /I Do Q".to_owned(), text("Trang cuối có chữ.")]);
    pdf.replace("<</Font", &format!("<</XObject<</I {} 0 R>>/Font", pdf.objects.len() + 1));
    let entries =
        format!("/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8");
    pdf.add_stream(&entries, &points);
    let Begun::Read(source) = Batch::new(&programs).begin("a.pdf", &pdf.bytes()).unwrap() else {
        panic!("it does not wait")
    };
    check(&source);
    let at = |part: &str| source.text().find(part).unwrap_or_else(|| panic!("{part} in {}", source.text()));
    assert!(at("Trang đầu") < at(words) && at(words) < at("Trang cuối"));
    let recognised: String =
        source.runs().iter().filter(|run| run.confidence.is_some()).map(|run| source.slice(run.span)).collect();
    assert!(recognised.contains("hai") && !recognised.contains("Trang"), "{recognised}");
}

#[test]
fn fonts_older_than_unicode() {
    let mut pdf = Pdf::new(&[String::new()]);
    pdf.objects[2] = b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+.VnTime/Encoding/WinAnsiEncoding>>".to_vec();
    let latin: Vec<u8> = "BT /F 12 Tf 80 700 Td (QuyÕt ®Þnh vÒ c«ng t¸c) Tj ET"
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    pdf.objects.truncate(5);
    pdf.add_stream("", &latin);
    assert_eq!(body(&pdf.read()), ["Quyết định về công tác"]);
}

#[test]
fn signatures_are_shown() {
    let mut pdf = Pdf::new(&[show(80, 100, "Điều 1.")]);
    pdf.objects[0] = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>".to_vec();
    pdf.add("<</FT/Sig/T(s)/V 8 0 R>>");
    pdf.add("<</Type/Sig/ByteRange[0 10 20 30]/Contents<00>/Name(So A)/M(D:20260302081534+07'00')>>");
    let source = pdf.read();
    let signature = &source.signatures()[0];
    assert_eq!(signature.signer.as_deref(), Some("So A"));
    assert_eq!(signature.time.as_deref(), Some("2026-03-02T08:15:34+07:00"));
    assert_eq!(signature.covers_whole, Some(false));
}

#[test]
fn a_password_is_said_and_an_empty_one_opens() {
    let encrypted = |password: &str| {
        let mut document = lopdf::Document::load_mem(&Pdf::new(&[show(80, 100, "Điều 1.")]).bytes()).unwrap();
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: "chủ",
            user_password: password,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(read("a.pdf", &encrypted("mật")), Err(IngestError::Encrypted));
    assert_eq!(body(&read("a.pdf", &encrypted("")).unwrap()), ["Điều 1."]);
}

#[test]
fn junk_before_the_header() {
    let bytes = [b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), Pdf::new(&[show(80, 100, "Điều 1.")]).bytes()].concat();
    assert_eq!(body(&read("a.bin", &bytes).unwrap()), ["Điều 1."]);
}

/// Reads a hostile file within five seconds, without a fault of the reader.
fn survives(pdf: &Pdf) {
    let start = std::time::Instant::now();
    let source = read("a.pdf", &pdf.bytes());
    assert!(start.elapsed().as_secs() < 5 * if cfg!(debug_assertions) { 10 } else { 1 });
    match source {
        Ok(source) => check(&source),
        Err(error) => assert!(!matches!(error, IngestError::Fault(_)), "{error}"),
    }
}

#[test]
fn page_trees_that_are_deep_or_bite_their_tail() {
    let mut deep = Pdf::new(&[]);
    deep.objects[1] = b"<</Type/Pages/Kids[5 0 R]/Count 1>>".to_vec();
    for next in 6..20_000 {
        deep.add(&format!("<</Type/Pages/Kids[{next} 0 R]/Count 1/Parent {} 0 R>>", next - 2));
    }
    survives(&deep);
    let mut ring = Pdf::new(&[show(80, 100, "x")]);
    ring.objects[1] = b"<</Type/Pages/Kids[2 0 R 2 0 R 5 0 R]/Count 9/Parent 2 0 R>>".to_vec();
    survives(&ring);
}

#[test]
fn forms_that_draw_themselves() {
    let mut pdf = Pdf::new(&["/X Do ".repeat(1000)]);
    pdf.objects[1] =
        b"<</Type/Pages/Kids[5 0 R]/Count 1/Resources<</Font<</F 3 0 R>>/XObject<</X 7 0 R/Y 8 0 R>>>>>>".to_vec();
    pdf.add_stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "/Y Do ".repeat(1000).as_bytes());
    pdf.add_stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "/X Do ".repeat(1000).as_bytes());
    survives(&pdf);
}

fn bomb(mebibytes: usize, filler: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let block = filler.repeat((1 << 20) / filler.len());
    for _ in 0..mebibytes {
        encoder.write_all(&block).unwrap();
    }
    encoder.finish().unwrap()
}

#[test]
fn streams_that_unpack_to_gigabytes() {
    let mut page = Pdf::new(&[]);
    page.objects[1] = b"<</Type/Pages/Kids[5 0 R]/Count 1/Resources<</Font<</F 3 0 R>>>>>>".to_vec();
    page.add("<</Type/Page/Parent 2 0 R/Contents 6 0 R>>");
    page.add_stream("/Filter/FlateDecode", &bomb(300, b"q Q "));
    assert!(matches!(read("a.pdf", &page.bytes()), Err(IngestError::TooBig { .. })));
    let mut font = Pdf::new(&[show(80, 100, "x")]);
    font.objects.truncate(3);
    font.add_stream("/Filter/FlateDecode", &bomb(300, b" "));
    survives(&font);
}

#[test]
fn pages_that_share_one_long_content() {
    let mut pdf = Pdf::new(&[]);
    let kids: String = (0..4_000).fold(String::new(), |mut kids, page| {
        write!(kids, "{} 0 R ", page + 6).unwrap();
        kids
    });
    pdf.objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count 4000/Resources<</Font<</F 3 0 R>>>>>>").into_bytes();
    pdf.add_stream("/Filter/FlateDecode", &bomb(4, b"q Q "));
    for _ in 0..4_000 {
        pdf.add("<</Type/Page/Parent 2 0 R/Contents 5 0 R>>");
    }
    survives(&pdf);
}

#[test]
fn tables_of_objects_that_loop() {
    let good = String::from_utf8_lossy(&Pdf::new(&[show(80, 100, "x")]).bytes()).into_owned();
    let start = good.rfind("startxref").unwrap();
    let at: String = good[start + 10..].chars().take_while(char::is_ascii_digit).collect();
    for previous in [at.as_str(), "0", "99999999", "-1"] {
        let bytes = good.replace("/Root 1 0 R", &format!("/Root 1 0 R/Prev {previous}"));
        let _ = read("a.pdf", bytes.as_bytes()).map(|source| check(&source));
    }
}

#[test]
fn a_file_cut_anywhere() {
    let whole = Pdf::new(&[show(80, 100, "Điều 1.") + &plan(300, &[["1", "a", "b"]])]).bytes();
    for end in (0..whole.len()).step_by(23) {
        match read("a.pdf", &whole[..end]) {
            Ok(source) => check(&source),
            Err(error) => assert!(!matches!(error, IngestError::Fault(_)), "{error} at {end}"),
        }
    }
}

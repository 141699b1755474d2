//! Corrected copies: what is rejected gives the original, what is accepted the text that was meant.

use std::io::{Cursor, Write};
use std::path::Path;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use regex::Regex;
use soat::ingest::{read, read_path};
use soat::mend::{Edit, Mended, Note, Obstacle, Unmendable, annotate, applied, mend, unmarked};
use soat::text::{Place, Source, Span};
use zip::write::SimpleFileOptions;

use crate::shared::shared;
use crate::word::{self, parts, word, word_with};

const DAY: Date = date(2021, 3, 10);

/// The file with every change of soat's rejected, as Word would.
fn rejected(bytes: &[u8]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts(bytes) {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => word::rejected(&text).into_bytes(),
            Err(error) => error.into_bytes(),
        };
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Holds what must be true of every copy, and returns it.
#[track_caller]
fn held(bytes: &[u8], source: &Source, edits: &[Edit]) -> Mended {
    let mended = mend(bytes, source, edits, DAY).unwrap();
    let copy = read("a.docx", &mended.bytes).unwrap();
    assert_eq!(copy.text(), applied(source.text(), edits, &mended.made), "accepted");
    assert_eq!(read("a.docx", &rejected(&mended.bytes)).unwrap().text(), source.text(), "rejected");
    let (before, after) = (parts(bytes), parts(&mended.bytes));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let touched: Vec<&str> =
        source.runs().iter().filter_map(|run| run.origin.as_ref()).map(|origin| &*origin.part).collect();
    for (name, part) in &before {
        assert!(touched.contains(&name.as_str()) || after.get(name) == Some(part), "{name} changed");
    }
    let ids = Regex::new(r#"<w:(?:ins|del|bookmarkStart) w:id="(\d+)""#).unwrap();
    for part in after.values() {
        let text = String::from_utf8_lossy(part);
        let mut found: Vec<&str> = ids.captures_iter(&text).map(|id| id.get(1).unwrap().as_str()).collect();
        let all = found.len();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), all, "an id twice");
    }
    mended
}

/// Holds what must be true of every annotated copy, and returns it.
#[track_caller]
fn annotated(bytes: &[u8], source: &Source, edits: &[Edit], notes: &[Note]) -> Mended {
    let mended = annotate(bytes, source, edits, notes, DAY).unwrap();
    assert_eq!(read("a.docx", &mended.bytes).unwrap().text(), applied(source.text(), edits, &mended.made), "accepted");
    let (before, after) = (parts(bytes), parts(&mended.bytes));
    for (name, part) in &before {
        let told = ["word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"];
        assert!(told.contains(&name.as_str()) || after.get(name) == Some(part), "{name} changed");
    }
    let text = |name: &str| after.get(name).map_or(String::new(), |part| String::from_utf8_lossy(part).into_owned());
    let (comments, story) = (text("word/comments.xml"), text("word/document.xml"));
    let own = Regex::new(r#"<w:comment w:id="(\d+)" w:author="soat""#).unwrap();
    let ids: Vec<&str> = own.captures_iter(&comments).map(|id| id.get(1).unwrap().as_str()).collect();
    assert_eq!(ids.len(), notes.len(), "a comment a note");
    for id in ids {
        let at = |element: &str| {
            let mark = format!("<w:{element} w:id=\"{id}\"/>");
            assert_eq!(story.matches(&mark).count(), 1, "{mark} in {story}");
            story.find(&mark).unwrap()
        };
        assert!(at("commentRangeStart") < at("commentRangeEnd") && at("commentRangeEnd") < at("commentReference"));
    }
    if let Some(before) = unmarked(&mended.bytes).unwrap() {
        assert_eq!(read("a.docx", &before).unwrap().text(), source.text(), "taken out");
        assert!(unmarked(&before).unwrap().is_none(), "nothing of soat's is left");
    } else {
        // New words that are the old ones leave no mark.
        assert!(notes.is_empty() && applied(source.text(), edits, &mended.made) == source.text());
    }
    mended
}

fn note(source: &Source, words: &str, text: &str) -> Note {
    Note { span: edit(source, words, "").span, text: text.to_owned() }
}

#[test]
fn comments_stand_at_their_words_beside_those_of_others() {
    let other = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"0\" \
        w:author=\"Lan\"><w:p><w:r><w:t>xem lại</w:t></w:r></w:p></w:comment></w:comments>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"rId1\" Target=\"comments.xml\" Type=\
        \"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\"/></Relationships>";
    let body = "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:commentRangeStart w:id=\"0\"/><w:r><w:t>Căn cứ Luật</w:t></w:r>\
        <w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\"> Thanh tra</w:t></w:r>\
        <w:ins w:id=\"5\" w:author=\"Lan\"><w:r><w:t xml:space=\"preserve\"> năm 2022</w:t></w:r></w:ins></w:p>";
    let bytes = word_with(body, &[("word/comments.xml", other), ("word/_rels/document.xml.rels", relations)]);
    let source = read("a.docx", &bytes).unwrap();
    let notes = [note(&source, "Luật Thanh", "một\nhai"), note(&source, "2022", "ba"), note(&source, "tra", "& <bốn>")];
    let copy = annotated(&bytes, &source, &[edit(&source, "Thanh", "Đấu")], &notes);
    let after = parts(&copy.bytes);
    let comments = String::from_utf8_lossy(&after["word/comments.xml"]).into_owned();
    assert!(
        comments.contains("xem lại")
            && comments.contains("&amp; &lt;bốn&gt;")
            && comments.matches("<w:p>").count() == 5
    );
    let story = String::from_utf8_lossy(&after["word/document.xml"]).into_owned();
    assert!(story.contains("Căn cứ </w:t></w:r><w:commentRangeStart w:id=\"1\"/><w:r><w:t"), "{story}");
    // What another one is still deciding is not cut up: the whole paragraph bears the comment.
    assert!(story.contains("</w:pPr><w:commentRangeStart w:id=\"2\"/>"), "{story}");
    assert_eq!(after["word/_rels/document.xml.rels"], relations.as_bytes());
}

#[test]
fn a_comment_on_a_text_box_stands_where_the_box_hangs() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>Sở Nội vụ</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p/><w:p><w:r><w:t>trước</w:t></w:r></w:p><w:p><w:pPr/><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{inside}\
         </w:drawing></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let bytes = word(&body);
    let source = read("a.docx", &bytes).unwrap();
    let copy = annotated(&bytes, &source, &[], &[note(&source, "Nội", "xem lại")]);
    let after = parts(&copy.bytes);
    let story = String::from_utf8_lossy(&after["word/document.xml"]).into_owned();
    assert!(story.contains("<w:pPr/><w:commentRangeStart w:id=\"1\"/><w:r><mc:AlternateContent>"), "{story}");
    assert!(String::from_utf8_lossy(&after["[Content_Types].xml"]).contains("/word/comments.xml"));
    assert!(String::from_utf8_lossy(&after["word/_rels/document.xml.rels"]).contains("comments.xml"));
}

fn edit(source: &Source, words: &str, text: &str) -> Edit {
    let at = source.text().find(words).unwrap();
    Edit { span: Span::new(at, at + words.len()), text: text.to_owned() }
}

#[test]
fn a_change_crosses_runs_and_keeps_their_look() {
    let bytes = word(
        "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"a\"/><w:r w:rsidR=\"00AA\"><w:rPr><w:b/></w:rPr><w:t>Số: 8/QĐ</w:t></w:r>\
         <w:bookmarkEnd w:id=\"1\"/><w:r><w:t>-SNV &amp; Sở</w:t></w:r></w:p>",
    );
    let source = read("a.docx", &bytes).unwrap();
    let mended = held(&bytes, &source, &[edit(&source, "8/QĐ-SNV", "08/QĐ-SNV")]);
    let document = String::from_utf8(parts(&mended.bytes)["word/document.xml"].clone()).unwrap();
    let expected = "<w:t xml:space=\"preserve\">Số: </w:t></w:r><w:del w:id=\"2\" w:author=\"soat\" \
        w:date=\"2021-03-10T00:00:00Z\"><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space=\"preserve\">8/QĐ</w:delText></w:r></w:del>\
        <w:ins w:id=\"3\" w:author=\"soat\" w:date=\"2021-03-10T00:00:00Z\"><w:r><w:rPr><w:b/></w:rPr>\
        <w:t xml:space=\"preserve\">08/QĐ-SNV</w:t></w:r></w:ins><w:r w:rsidR=\"00AA\"><w:rPr><w:b/></w:rPr></w:r>";
    assert!(document.contains(expected), "{document}");
}

#[test]
fn what_word_tracks_or_computes_is_left() {
    let bytes = word(
        "<w:p><w:ins w:id=\"7\" w:author=\"A\"><w:r><w:t>một</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> hai </w:t></w:r>\
         <w:fldSimple w:instr=\"DATE\"><w:r><w:t>ba</w:t></w:r></w:fldSimple></w:p>",
    );
    let source = read("a.docx", &bytes).unwrap();
    let edits = [edit(&source, "một", "1"), edit(&source, "hai", "2"), edit(&source, "ba", "3")];
    let mended = held(&bytes, &source, &edits);
    assert_eq!(mended.made, [1]);
    assert_eq!(mended.left.iter().map(|left| left.why).collect::<Vec<_>>(), [Obstacle::Tracked, Obstacle::Field]);
}

#[test]
fn a_text_box_that_is_written_twice_is_changed_twice() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>Sở Nội vụ</w:t></w:r></w:p></w:txbxContent>";
    let body = |other: &str| {
        format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{inside}</w:drawing></mc:Choice>\
             <mc:Fallback><w:pict>{other}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
    };
    let bytes = word(&body(inside));
    let source = read("a.docx", &bytes).unwrap();
    assert_eq!(source.blocks().iter().filter(|block| block.place == Place::TextBox).count(), 1);
    let mended = held(&bytes, &source, &[edit(&source, "Nội", "Tư")]);
    let document = String::from_utf8(parts(&mended.bytes)["word/document.xml"].clone()).unwrap();
    assert_eq!(document.matches("<w:ins ").count(), 2);
    let unlike = word(&body(&inside.replace("Nội", "Y")));
    let source = read("a.docx", &unlike).unwrap();
    let mended = held(&unlike, &source, &[edit(&source, "Nội", "Tư")]);
    assert_eq!(mended.left[0].why, Obstacle::Twofold);
}

#[test]
fn a_signed_file_is_not_changed() {
    let signature = "<Signature><SignedInfo/></Signature>";
    let body = "<w:p><w:r><w:t>một</w:t></w:r></w:p>";
    let bytes = word_with(body, &[("_xmlsignatures/sig1.xml", signature)]);
    let source = read("a.docx", &bytes).unwrap();
    let refused = mend(&bytes, &source, &[edit(&source, "một", "1")], DAY);
    assert!(matches!(refused, Err(Unmendable::Signed)), "{refused:?}");
}

/// Tables, notes, text boxes, headers: every third run of made Word files gets other words.
#[test]
fn every_place_of_a_document_can_be_changed() {
    let Some(folder) = shared() else { return };
    for name in ["qd_manual.docx", "qd_auto.docx", "kh_annex.docx"] {
        let path = folder.join("data/made").join(name);
        let (bytes, source) = (std::fs::read(&path).unwrap(), read_path(&path).unwrap());
        let edits: Vec<Edit> = source
            .runs()
            .iter()
            .filter(|run| run.origin.is_some() && !source.slice(run.span).trim().is_empty())
            .step_by(3)
            .map(|run| Edit { span: run.span, text: format!("{} <&> mới", source.slice(run.span)) })
            .collect();
        let mended = held(&bytes, &source, &edits);
        assert!(mended.made.len() > 10, "{name}: {:?}", mended.left);
        let barred = |why| matches!(why, Obstacle::Field | Obstacle::Tracked | Obstacle::Twofold);
        assert!(mended.left.iter().all(|left| barred(left.why)), "{name}: {:?}", mended.left);
    }
}

#[test]
fn libreoffice_opens_a_copy_and_sees_the_changes() {
    let Some(soffice) = soat::app::programs::find().soffice else { return };
    let draft = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/drafts/dong-thap-2024-qd-doan-kiem-tra.docx");
    let (bytes, source) = (std::fs::read(&draft).unwrap(), read_path(&draft).unwrap());
    let mended = held(&bytes, &source, &[edit(&source, "QUYẾT ĐỊNH", "CHỈ THỊ")]);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.docx"), &mended.bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let status = std::process::Command::new(soffice)
        .args([&profile, "--headless", "--convert-to", "odt", "--outdir", ".", "a.docx"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let turned = std::fs::read(folder.path().join("a.odt")).unwrap_or_else(|_| panic!("{status:?}"));
    let content = String::from_utf8(parts(&turned)["content.xml"].clone()).unwrap();
    assert!(content.contains("<text:tracked-changes") && content.contains("<dc:creator>soat</dc:creator>"));
    assert!(read("a.odt", &turned).unwrap().text().contains("CHỈ THỊ"));
}

/// Runs of a paragraph: text with letters that XML escapes, tabs, hyphens that do not break.
fn runs() -> impl Strategy<Value = String> {
    let text = "[ a-zđếộ&<>\"]{0,8}"
        .prop_map(|text| quick_xml_escape(&text))
        .prop_map(|text| format!("<w:t xml:space=\"preserve\">{text}</w:t>"));
    let piece = prop_oneof![4 => text, 1 => Just("<w:tab/>".to_owned()), 1 => Just("<w:noBreakHyphen/>".to_owned())];
    let run = (proptest::collection::vec(piece, 1..4), any::<bool>()).prop_map(|(pieces, bold)| {
        let look = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        format!("<w:r>{look}{}</w:r>", pieces.concat())
    });
    proptest::collection::vec(run, 1..6).prop_map(|runs| format!("<w:p>{}</w:p>", runs.concat()))
}

fn quick_xml_escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn annotated_copies_read_as_meant_and_give_the_original_back(
        paragraphs in proptest::collection::vec(runs(), 1..5),
        places in proptest::collection::vec((0..200_usize, 0..12_usize, "[ a-zệ&<]{0,6}", any::<bool>()), 1..8),
    ) {
        let bytes = word(&paragraphs.concat());
        let source = read("a.docx", &bytes).unwrap();
        let stops: Vec<usize> = source.text().char_indices().map(|(at, _)| at).collect();
        let (mut edits, mut notes) = (Vec::new(), Vec::new());
        for (at, length, text, is_edit) in places {
            let Some(&start) = stops.get(at % stops.len().max(1)) else { continue };
            let end = stops[(at % stops.len() + length).min(stops.len() - 1)];
            let span = Span::new(start, end);
            if is_edit { edits.push(Edit { span, text }) } else { notes.push(Note { span, text }) }
        }
        if source.runs().iter().any(|run| run.origin.is_some()) {
            annotated(&bytes, &source, &edits, &notes);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn accepted_and_rejected_copies_read_as_meant(
        paragraphs in proptest::collection::vec(runs(), 1..5),
        places in proptest::collection::vec((0..200_usize, 0..12_usize, "[ a-zệ&<]{0,6}"), 1..6),
        in_table in any::<bool>(),
    ) {
        let body = paragraphs.concat();
        let bytes = if in_table {
            word(&format!("<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl><w:p/>"))
        } else {
            word(&body)
        };
        let source = read("a.docx", &bytes).unwrap();
        let stops: Vec<usize> = source.text().char_indices().map(|(at, _)| at).collect();
        let edits: Vec<Edit> = places
            .into_iter()
            .filter_map(|(at, length, text)| {
                let start = *stops.get(at % stops.len().max(1))?;
                let end = *stops.get((at % stops.len() + length).min(stops.len() - 1))?;
                Some(Edit { span: Span::new(start, end), text })
            })
            .collect();
        let mended = held(&bytes, &source, &edits);
        prop_assert_eq!(mended.made.len() + mended.left.len(), edits.len());
        let within = |edit: &Edit| !source.slice(edit.span).contains('\n');
        for left in &mended.left {
            let overlaps = left.why == Obstacle::Overlap;
            prop_assert!(overlaps || !within(&edits[left.edit]) || edits[left.edit].span.is_empty()
                || left.why == Obstacle::Structure, "{:?} {:?}", left, &edits[left.edit]);
        }
    }
}

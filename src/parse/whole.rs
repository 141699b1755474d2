//! Puts the document together from what each part of this room reads.

use super::citation::{self, CitationContext};
use super::flow::{self, Paragraph, paragraphs};
use super::header::Head;
use super::pieces::{Piece, pieces};
use super::provisions::Extent;
use super::{class, day, effective, header, provisions, recipients, recitals, signature, tasks};
use crate::document::{Citation, Document, Header, Problem, Provision, Recipient, Recital, Signature, SpannedDate};
use crate::lexicon::Lexicon;
use crate::text::{Source, Span};

/// Reads one document; `path` is what its file is called in the result.
///
/// Total: any text gives a document, with what could not be made out in [`Document::problems`].
#[must_use]
pub fn parse(path: &str, source: &Source, lexicon: &Lexicon) -> Document {
    let paragraphs = paragraphs(source);
    let Head { header, end, party, .. } = header::read(source, lexicon);
    let preamble = recitals::read(source, &paragraphs, end);
    let after = source.blocks().partition_point(|block| block.span.end <= preamble.end);
    let tail = pieces(source, source.blocks().get(after..).unwrap_or_default());
    let closing = Closing::read(&tail, source.text().len());
    let mut header = complete(header, source, &paragraphs, &tail, lexicon);
    // A consolidated text repeats the sentence of the text that it puts together.
    let itself = header.kind.as_ref().is_none_or(|kind| kind.id != "van-ban-hop-nhat");
    if let Some(formula) = preamble.formula.filter(|_| itself) {
        header::enacted_by(&mut header, source, formula, lexicon);
    }
    let issued = header.issued.as_ref().and_then(|issued| issued.date);
    let extent = Extent { start: preamble.end, signed: closing.start, resumes: closing.end };
    let body: Vec<Paragraph> = paragraphs.iter().copied().filter(|paragraph| paragraph.span.start >= end).collect();
    let provisions = provisions::read(source, &body, extent, lexicon);
    let own = Span::new(extent.start, extent.signed);
    let citations = cited(source, &paragraphs, lexicon, &header, &preamble.recitals, &provisions);
    let class = class::decide(&header, party, lexicon);
    let tasks = tasks::read(&tasks::Plan::new(source, lexicon, &header, &body, &provisions, own), class);
    Document {
        path: path.to_owned(),
        format: source.format(),
        quality: source.quality(),
        recognised: source.recognised(),
        text: source.text().to_owned(),
        skipped: source.skipped().iter().cloned().chain(flow::printed_later(source)).collect(),
        tables: source.tables().to_vec(),
        typeset: source.typeset(),
        electronic_signatures: source.signatures().to_vec(),
        class,
        // The days that a consolidated text counts are another document's.
        effective: effective::read(source, &body, issued.filter(|_| itself)),
        recitals: with_citations(preamble.recitals, &citations),
        provisions,
        citations,
        tasks,
        signature: closing.signatures.first().cloned(),
        signatures: closing.signatures,
        recipients: closing.recipients,
        problems: problems(&header),
        header,
    }
}

/// Finds the citations, with what is known of this document.
fn cited(
    source: &Source,
    paragraphs: &[Paragraph],
    lexicon: &Lexicon,
    header: &Header,
    recitals: &[Recital],
    provisions: &[Provision],
) -> Vec<Citation> {
    let issuer = header.issuer.as_ref();
    let lines: Vec<Span> = recitals.iter().map(|recital| recital.span).collect();
    let context = CitationContext {
        number: header.number.as_ref(),
        kind: header.kind.as_ref().map(|kind| &kind.id),
        title: header.title.as_ref().map(|title| title.text.as_str()),
        territory: issuer.and_then(|issuer| issuer.territory.as_deref()),
        issued: header.issued.as_ref().and_then(|issued| issued.date),
        recitals: &lines,
        provisions,
    };
    citation::find(source, paragraphs, lexicon, &context)
}

/// Tells each recital which citations stand in it.
fn with_citations(mut recitals: Vec<Recital>, citations: &[Citation]) -> Vec<Recital> {
    for recital in &mut recitals {
        let inside = citations.iter().enumerate().filter(|(_, citation)| recital.span.contains(citation.span));
        recital.citations = inside.map(|(index, _)| index).collect();
    }
    recitals
}

/// Signatures and recipients, and the bytes they lie between.
struct Closing {
    signatures: Vec<Signature>,
    recipients: Vec<Recipient>,
    start: usize,
    end: usize,
}

impl Closing {
    fn read(tail: &[Piece<'_>], length: usize) -> Self {
        let (recipients, listed) = recipients::read(tail);
        let signatures = signature::read(tail);
        let signed = signatures.first().map(|signature| signature.span.start);
        let ends = signatures.iter().map(|signature| signature.span.end);
        let end = recipients.iter().map(|recipient| recipient.span.end).chain(ends).max();
        let start = [listed, signed].into_iter().flatten().min().unwrap_or(length);
        Self { signatures, recipients, start, end: end.unwrap_or(start).max(start) }
    }
}

/// Fills what some kinds of document print elsewhere: a law its day of passing, a consolidated text its number.
fn complete(
    mut header: Header,
    source: &Source,
    paragraphs: &[Paragraph],
    tail: &[Piece<'_>],
    lexicon: &Lexicon,
) -> Header {
    if (header.number.is_none() || header.issued.is_none())
        && let Some(at) = tail.iter().position(|piece| piece.text.contains("XÁC THỰC VĂN BẢN HỢP NHẤT"))
    {
        let near = tail.get(at.saturating_sub(6)..tail.len().min(at + 6)).unwrap_or_default();
        header::consolidated(&mut header, source, near, lexicon);
    }
    if header::notes_amendments(source, paragraphs, header.title.as_ref().map(|title| title.span)) {
        header::is_consolidated(&mut header);
    }
    if header.issued.is_none() && header.kind.is_some() {
        header.issued = paragraphs.iter().rev().find_map(|paragraph| passed(source, paragraph.span));
    }
    header
}

/// Reads the day in "Luật này được Quốc hội … thông qua ngày 29 tháng 6 năm 2024".
fn passed(source: &Source, span: Span) -> Option<SpannedDate> {
    let text = source.slice(span);
    let own = text.contains(" này đã được ") || text.contains(" này được ");
    let at = text.find("thông qua").filter(|_| own)? + "thông qua".len();
    let at = at + text.get(at..)?.find("ngày").filter(|gap| *gap < 4)?;
    let day = day::read(text.get(at..)?)?;
    let words = text.get(at..at + day.len)?.trim_end();
    let span = Span::new(span.start + at, span.start + at + words.len());
    Some(SpannedDate { text: super::one_line(words), span, date: day.date })
}

fn problems(header: &Header) -> Vec<Problem> {
    let missing = [
        (header.number.is_none(), "no-number", "không đọc được số, ký hiệu của văn bản"),
        (header.issued.as_ref().is_none_or(|issued| issued.date.is_none()), "no-date", "không đọc được ngày ban hành"),
        (header.issuer.is_none(), "no-issuer", "không đọc được tên cơ quan ban hành"),
        (header.kind.is_none(), "no-kind", "không đọc được tên loại văn bản"),
    ];
    missing
        .into_iter()
        .filter(|(absent, ..)| *absent)
        .map(|(_, code, message)| Problem { code: code.to_owned(), message: message.to_owned() })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::parse;
    use crate::document::{Class, Document, Provision};
    use crate::lexicon::Lexicon;
    use crate::text::{Format, Source, Span};

    const PLAN: &str = "UBND TỈNH QUẢNG TRỊ\nSỞ NỘI VỤ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
        Độc lập - Tự do - Hạnh phúc\n---------------\nSố: 12/KH-SNV\nQuảng Trị, ngày 05 tháng 01 năm 2017\nKẾ HOẠCH\n\
        Cải cách hành chính năm 2017\nCăn cứ Quyết định số 2057/QĐ-UBND ngày 30/8/2016 của UBND tỉnh;\n\
        I. MỤC ĐÍCH\nNâng cao chất lượng.\nII. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở\n\
        - Chủ trì, phối hợp với Thanh tra Sở kiểm tra việc chấp hành kỷ luật trước ngày 30/6/2017.\n\
        2. Các phòng chịu trách nhiệm thi hành Kế hoạch này./.\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\
        KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn A\n";

    fn read(text: &str) -> Document {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::builtin().unwrap());
        parse("ke-hoach.txt", &Source::from_lines(Format::Txt, text), &LEXICON)
    }

    #[test]
    fn a_plan_as_a_whole() {
        let document = read(PLAN);
        assert_eq!(document.class, Class::Administrative);
        assert!(document.problems.is_empty(), "{:?}", document.problems);
        let issuer = document.header.issuer.as_ref().unwrap();
        assert_eq!((issuer.id.as_deref(), issuer.territory.as_deref()), (Some("so-noi-vu"), Some("quang-tri")));
        assert_eq!(document.recitals[0].citations, [0]);
        let paths: Vec<&str> = document.provisions.iter().map(|provision| provision.path.as_str()).collect();
        assert_eq!(paths, ["muc-i", "muc-ii"]);
        let task = &document.tasks[0];
        assert_eq!((task.path.as_str(), task.action.as_deref()), ("muc-ii/khoan-1/gach-1", Some("kiem-tra")));
        assert_eq!((task.lead[0].text.as_str(), task.support[0].text.as_str()), ("Văn phòng Sở", "Thanh tra Sở"));
        assert_eq!(task.due.map(|due| due.to_string()).as_deref(), Some("2017-06-30"));
        assert_eq!(document.tasks.len(), 1);
        assert_eq!(document.signature.and_then(|signature| signature.name).as_deref(), Some("Nguyễn Văn A"));
        assert_eq!(document.recipients.len(), 2);
    }

    fn spans(document: &Document) -> Vec<Span> {
        fn inside(provision: &Provision, spans: &mut Vec<Span>) {
            spans.push(provision.span);
            provision.children.iter().for_each(|child| inside(child, spans));
        }
        let header = &document.header;
        let mut spans: Vec<Span> = [&header.superior, &header.issuer, &header.enacting]
            .into_iter()
            .filter_map(|organ| organ.as_ref()?.span)
            .chain(header.number.as_ref().and_then(|number| number.span))
            .chain(header.issued.as_ref().map(|issued| issued.span))
            .chain([&header.place, &header.title].into_iter().flatten().map(|words| words.span))
            .chain(header.kind.as_ref().map(|kind| kind.span))
            .chain(document.effective.as_ref().map(|effective| effective.span))
            .chain(document.recitals.iter().map(|recital| recital.span))
            .chain(document.tasks.iter().map(|task| task.span))
            .chain(document.signatures.iter().map(|signature| signature.span))
            .chain(document.recipients.iter().map(|recipient| recipient.span))
            .collect();
        document.provisions.iter().for_each(|provision| inside(provision, &mut spans));
        spans
    }

    fn paths(provisions: &[Provision]) -> Vec<&str> {
        provisions
            .iter()
            .flat_map(|provision| [vec![provision.path.as_str()], paths(&provision.children)].concat())
            .collect()
    }

    /// Lines as documents have them, cut and put together at random.
    fn lines() -> impl Strategy<Value = String> {
        let pieces: Vec<String> = PLAN
            .lines()
            .map(str::to_owned)
            .chain(
                [
                    "PHỤ LỤC II",
                    "TT",
                    "Nội dung",
                    "Đơn vị chủ trì",
                    "1",
                    "“Điều 5. Sửa đổi",
                    "”",
                    "a) Một",
                    "Điều 1. Hai.",
                    "Quyết định này có hiệu lực sau 45 ngày kể từ ngày ký.",
                    "Số:",
                    "/QĐ-",
                    "ngày",
                    "\t",
                    "TM.",
                ]
                .map(str::to_owned),
            )
            .collect();
        let line = prop_oneof![4 => proptest::sample::select(pieces), 1 => "\\PC{0,40}"];
        proptest::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn any_text_gives_a_document_with_spans_inside_it(text in prop_oneof![lines(), "\\PC{0,200}"]) {
            let document = read(&text);
            for span in spans(&document) {
                prop_assert!(document.text.get(span.range()).is_some(), "{span:?}");
            }
            let mut paths = paths(&document.provisions);
            let all = paths.len();
            paths.sort_unstable();
            paths.dedup();
            prop_assert_eq!(paths.len(), all);
        }
    }
}

//! Documents named by kind and title alone: "Kế hoạch công tác kiểm soát thủ tục hành chính năm 2016".
//!
//! Reports and articles name plans so. Without a number only a whole title tells one document from another, so a
//! mention needs its kind word with a capital, words of its own, and a year or quotation marks at the end; at the start
//! of a paragraph, where headings stand, an issuer too. What a sentence orders to be written is no document yet.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::CitationContext;
use super::anchor::numbers;
use crate::document::{AuthorityRef, Citation, Role};
use crate::lexicon::{Kind, Lexicon, Near, Titled};
use crate::parse::{Paragraph, one_line};
use crate::text::{Source, Span, fold_case_tone};

/// The year or term that ends a title.
static TERM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\s(?:năm\s+((?:19|20)\d\d)|giai đoạn\s+((?:19|20)\d\d)\s*[-–]\s*(?:19|20)\d\d)").ok()
});

/// First words of the title of a decision.
const VERBS: &[&str] = &[
    "ban hành",
    "phê duyệt",
    "về việc",
    "thành lập",
    "công bố",
    "quy định",
    "công nhận",
    "giao",
    "điều chỉnh",
    "kiện toàn",
];

/// Words that show that the kind word names no document of its own: "Kế hoạch này", "Quyết định số …".
const NO_TITLE: &[&str] = &[
    "này", "số", "trên", "kèm", "nêu", "đã", "được", "của", "và", "hoặc", "năm", "giai", "do", "tại", "sau", "nói",
    "ngày",
];

/// Words before a year that make it a day, a span or an amount of time and no end of a title.
const NO_TERM: &[&str] = &["tháng", "trong", "từ", "đến", "cuối", "đầu", "hết", "trước", "sau", "quý", "của"];

/// Verbs that order a document to be written, unless they tell of the past.
const ORDERS: &[&str] = &["xây dựng", "ban hành", "tham mưu", "trình", "lập", "dự thảo"];

/// Words that put such a verb in the past.
const PAST: &[&str] = &["đã", "được", "vừa"];

/// Longest title looked at, in bytes.
const LONGEST: usize = 600;

/// Fewest words between the kind word and the year.
const FEWEST: usize = 3;

/// Returns the documents that `paragraphs` name by title alone, in reading order; `known` are the citations that other
/// marks tell, by their start.
pub(super) fn find(
    source: &Source,
    paragraphs: &[Paragraph],
    lexicon: &Lexicon,
    context: &CitationContext<'_>,
    known: &[Citation],
) -> Vec<Citation> {
    let candidates: Vec<Candidate<'_>> =
        paragraphs.iter().flat_map(|paragraph| candidates(source, paragraph.span, lexicon)).collect();
    let entitled = titles_among(&candidates, known);
    let reach = Reach::of(known);
    let own = context.title.map(fold_case_tone).unwrap_or_default();
    let mut found: Vec<Citation> = Vec::new();
    for (candidate, entitled) in candidates.iter().zip(entitled) {
        let Candidate { span, text, .. } = candidate;
        let inside = found.last().is_some_and(|last| last.span.overlaps(*span));
        if inside || entitled || reach.overlaps(*span) || own.contains(&fold_case_tone(text)) {
            continue;
        }
        let rest = source.slice(Span::new(span.end, candidate.paragraph.end));
        let issuer = issuer(rest, lexicon, context);
        if span.start == candidate.paragraph.start && issuer.is_none() {
            continue;
        }
        let kind = Some(candidate.kind.id.clone());
        let kind_text = Some(candidate.kind.vi.clone());
        let named = Citation { year: candidate.year, title: Some(text.clone()), ..mention(text.clone(), *span) };
        found.push(Citation { kind, kind_text, issuer, role: role(context, *span), ..named });
    }
    found
}

/// A kind word with a title behind it.
struct Candidate<'l> {
    kind: &'l Kind,
    span: Span,
    /// Its words on one line.
    text: String,
    year: Option<i16>,
    paragraph: Span,
}

/// Returns the kind words of a paragraph that have a title behind them and are not ordered to be written.
fn candidates<'l>(source: &'l Source, paragraph: Span, lexicon: &'l Lexicon) -> Vec<Candidate<'l>> {
    let words = source.slice(paragraph);
    let mut found = Vec::new();
    if !(has_quote(words) || has_term(words)) {
        return found;
    }
    for (start, kind, titled) in lexicon.titled_kinds_in(words) {
        let before = words.get(..start).unwrap_or_default();
        if !(start == 0 || before.ends_with([' ', '(', '“', '"', '\u{a0}'])) {
            continue;
        }
        let Some(title) = title(words, start, start + kind.vi.len(), titled) else { continue };
        if is_ordered(before) {
            continue;
        }
        let span = Span::new(paragraph.start + start, paragraph.start + title.words.end);
        let text = one_line(source.slice(span));
        found.push(Candidate { kind, span, text, year: title.year, paragraph });
    }
    found
}

/// Returns whether a year stands behind "năm" or "giai đoạn", as [`TERM`] has it.
fn has_term(words: &str) -> bool {
    numbers(words).any(|(from, end)| {
        let before = words.get(..from).unwrap_or_default().trim_end();
        end >= from + 4 && before.len() < from && (before.ends_with("năm") || before.ends_with("đoạn"))
    })
}

/// Returns whether quotation marks open somewhere.
fn has_quote(words: &str) -> bool {
    // The first byte of the printed mark is one that no Vietnamese letter has.
    let mut places = memchr::memchr2_iter(b'"', 0xe2, words.as_bytes());
    places.any(|at| words.get(at..).is_some_and(|rest| rest.starts_with(['“', '"'])))
}

/// Tells of each candidate whether its words stand in the title of a known citation.
fn titles_among(candidates: &[Candidate<'_>], known: &[Citation]) -> Vec<bool> {
    let mut among = vec![false; candidates.len()];
    if candidates.is_empty() {
        return among;
    }
    let texts = candidates.iter().map(|candidate| candidate.text.as_str());
    let Ok(automaton) = AhoCorasick::new(texts) else { return among };
    for title in known.iter().filter_map(|citation| citation.title.as_ref()) {
        for hit in automaton.find_overlapping_iter(title) {
            if let Some(one) = among.get_mut(hit.pattern().as_usize()) {
                *one = true;
            }
        }
    }
    among
}

/// Where citations lie, ordered by their start.
struct Reach {
    /// The start of each, and the furthest end of it and those before.
    ends: Vec<(usize, usize)>,
}

impl Reach {
    fn of(citations: &[Citation]) -> Self {
        let mut furthest = 0;
        let ends = citations.iter().map(|citation| {
            furthest = citation.span.end.max(furthest);
            (citation.span.start, furthest)
        });
        Self { ends: ends.collect() }
    }

    fn overlaps(&self, span: Span) -> bool {
        let before = self.ends.partition_point(|(start, _)| *start < span.end);
        before.checked_sub(1).and_then(|last| self.ends.get(last)).is_some_and(|(_, end)| *end > span.start)
    }
}

/// A title as found.
struct Title {
    /// Its bytes in the paragraph, the kind word included.
    words: Range<usize>,
    /// The year that ends it, the first of a term.
    year: Option<i16>,
}

/// Reads the title of the kind word at `start..end`.
fn title(words: &str, start: usize, end: usize, titled: Titled) -> Option<Title> {
    let rest = words.get(end..)?;
    let rest = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let own = rest.trim_start();
    if let Some(quoted) = own.strip_prefix(['“', '"']) {
        let close = quoted.find(['”', '"']).filter(|close| quoted.get(..*close).is_some_and(is_long))?;
        let mark = quoted.get(close..)?.chars().next()?.len_utf8();
        let opened = end + (rest.len() - quoted.len());
        return (titled == Titled::Bare).then_some(Title { words: start..opened + close + mark, year: None });
    }
    let first = own.split_whitespace().next()?;
    let verb = VERBS.iter().any(|verb| own.starts_with(verb));
    if !first.starts_with(char::is_lowercase) || NO_TITLE.contains(&first) || (titled == Titled::Verb && !verb) {
        return None;
    }
    let sentence = rest.get(..rest.find([';', ':', '“', '”', '\n', '…']).unwrap_or(rest.len()))?;
    let term = TERM.as_ref()?.captures(sentence)?;
    let whole = term.get(0)?;
    let before = sentence.get(..whole.start())?;
    let last = before.split_whitespace().next_back()?;
    if !is_long(before) || NO_TERM.contains(&last) || before.contains(". ") || before.contains('/') {
        return None;
    }
    let year = term.get(1).or(term.get(2)).and_then(|year| year.as_str().parse().ok());
    Some(Title { words: start..end + whole.end(), year })
}

fn is_long(title: &str) -> bool {
    title.split_whitespace().count() >= FEWEST
}

/// Returns whether the words before a mention order the document to be written.
fn is_ordered(before: &str) -> bool {
    let near: Vec<&str> = before.split_whitespace().rev().take(6).collect();
    let near = near.into_iter().rev().collect::<Vec<_>>().join(" ").to_lowercase();
    let clause = near.rsplit([',', ';', '.', ':']).next().unwrap_or_default();
    ORDERS.iter().any(|verb| clause.contains(verb))
        && !PAST.iter().any(|past| clause.split(' ').any(|word| word == *past))
}

fn role(context: &CitationContext<'_>, span: Span) -> Role {
    let basis = context.recitals.iter().any(|recital| recital.contains(span));
    if basis { Role::Basis } else { Role::Mentions }
}

/// Returns the issuer that `rest` names right behind a title: "của Ủy ban nhân dân tỉnh", "do Sở Nội vụ ban hành".
fn issuer(rest: &str, lexicon: &Lexicon, context: &CitationContext<'_>) -> Option<AuthorityRef> {
    let rest = rest.trim_start();
    let (words, until) = match rest.strip_prefix("của ") {
        Some(words) => (words, [",", ";", ".", "("].as_slice()),
        None => (rest.strip_prefix("do ")?, [" ban hành"].as_slice()),
    };
    let end = until.iter().filter_map(|mark| words.find(mark)).min().unwrap_or(words.len());
    let text = one_line(words.get(..end)?);
    let near = Near { territory: context.territory, date: None };
    let found = lexicon.authority_named_near(&text, near)?;
    Some(AuthorityRef { text, span: None, id: Some(found.id), level: found.level, territory: found.territory })
}

/// A citation of these words, of which nothing else is known.
fn mention(text: String, span: Span) -> Citation {
    Citation {
        text,
        span,
        kind: None,
        kind_text: None,
        number: None,
        name: None,
        issued: None,
        date: None,
        year: None,
        issuer: None,
        title: None,
        provisions: Vec::new(),
        role: Role::Mentions,
        amended_by: Vec::new(),
        alias: None,
        local: false,
        resolution: None,
        validity: None,
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::lexicon::Lexicon;
    use crate::parse::citation::CitationContext;
    use crate::parse::flow::paragraphs;
    use crate::text::{Format, Source};

    fn named(text: &str, own: Option<&str>) -> Vec<String> {
        let source = Source::from_lines(Format::Txt, text);
        let context = CitationContext { title: own, ..CitationContext::default() };
        let found = find(&source, &paragraphs(&source), &Lexicon::builtin().unwrap(), &context, &[]);
        found.into_iter().map(|citation| citation.text).collect()
    }

    #[test]
    fn titles_end_at_their_year_or_quotation_marks() {
        let text = "Cùng với Kế hoạch kiểm soát thủ tục hành chính năm 2016; Quyết định phê duyệt Kế hoạch rà soát quy định năm \
                    2016, tỉnh còn soạn Kế hoạch “Xác định chỉ số cải cách của các sở”, và Kế hoạch phát triển nhà ở giai đoạn 2016 - 2020.";
        let expected = [
            "Kế hoạch kiểm soát thủ tục hành chính năm 2016",
            "Quyết định phê duyệt Kế hoạch rà soát quy định năm 2016",
            "Kế hoạch “Xác định chỉ số cải cách của các sở”",
            "Kế hoạch phát triển nhà ở giai đoạn 2016 - 2020",
        ];
        assert_eq!(named(text, None), expected);
    }

    #[test]
    fn what_names_no_issued_document_is_left_alone() {
        for text in [
            "Theo đó, Kế hoạch này được thực hiện trong năm 2016.",
            "Giao Sở Nội vụ xây dựng Kế hoạch kiểm tra cải cách hành chính năm 2018 trước ngày 30/11.",
            "Căn cứ Quyết định của Ủy ban nhân dân tỉnh năm 2016.",
            "Kế hoạch kiểm tra cải cách hành chính năm 2018",
            "Các nội dung của Kế hoạch thực hiện xong trong năm 2018.",
            "Sở thực hiện kế hoạch kiểm tra công vụ năm 2018.",
        ] {
            assert_eq!(named(text, None), Vec::<String>::new(), "{text}");
        }
        let own = "Ban hành Kế hoạch cải cách hành chính năm 2017";
        assert!(named("Nay ban bố Kế hoạch cải cách hành chính năm 2017 của Sở.", Some(own)).is_empty());
    }

    #[test]
    fn the_past_makes_an_order_a_fact() {
        let text = "Sở Nội vụ đã ban hành Kế hoạch kiểm tra công tác văn thư năm 2016.";
        assert_eq!(named(text, None), ["Kế hoạch kiểm tra công tác văn thư năm 2016"]);
    }

    #[test]
    fn a_paragraph_may_open_with_a_plan_and_its_issuer() {
        let text = "Kế hoạch cải cách hành chính năm 2024 do UBND tỉnh ban hành nêu rõ nhiệm vụ.";
        assert_eq!(named(text, None), ["Kế hoạch cải cách hành chính năm 2024"]);
    }
}

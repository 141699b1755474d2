//! Signature blocks as the checks of this family read them: which capacity, which title, on which words.
//!
//! What a signer may do is judged by the checks; the tables of titles are the lexicon's.

use crate::check::Context;
use crate::document::{AuthorityRef, Date, DocNumber, Scheme, Signature};
use crate::lexicon::{AuthorityMatch, Kind, Lexicon, Near};
use crate::text::{Span, fold_case_tone};

/// The capacity in which somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capacity {
    /// `TM.`, thay mặt: on behalf of a collective.
    OnBehalf,
    /// `KT.`, ký thay: in the head's place.
    ForHead,
    /// `TL.`, thừa lệnh: by order.
    ByOrder,
    /// `TUQ.`, thừa ủy quyền: by delegation.
    ByDelegation,
}

const PREFIXES: &[(&str, Capacity)] = &[
    ("tuq", Capacity::ByDelegation),
    ("t/uq", Capacity::ByDelegation),
    ("tun", Capacity::ByDelegation),
    ("tm", Capacity::OnBehalf),
    ("t/m", Capacity::OnBehalf),
    ("kt", Capacity::ForHead),
    ("k/t", Capacity::ForHead),
    ("tl", Capacity::ByOrder),
    ("t/l", Capacity::ByOrder),
];

/// One line of a signature block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The whole line: `KT. CHỦ TỊCH`.
    pub(super) text: String,
    /// The capacity, where a prefix says one.
    pub(super) capacity: Option<Capacity>,
    /// The words after the prefix: `CHỦ TỊCH`.
    pub(super) words: String,
    /// Where the line stands.
    pub(super) span: Span,
}

/// One signature block, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signing {
    lines: Vec<Line>,
    /// The signer's own title.
    pub(super) title: Option<Line>,
    /// Whether a name stands under it.
    pub(super) named: bool,
    /// All that is printed in the block and shortly before it, folded; columns mix lines there.
    around: String,
}

impl Signing {
    /// Reads all blocks of the document of `cx`.
    pub(super) fn all(cx: &Context<'_>) -> Vec<Self> {
        let all = cx.document.signatures.iter().map(|signature| Self::read(cx, signature));
        all.filter(|signing| !signing.is_form()).collect()
    }

    /// Reads the block of a document that has just one and is no consolidated text, whose signer only certifies it.
    pub(super) fn only(cx: &Context<'_>) -> Option<Self> {
        let [signature] = cx.document.signatures.as_slice() else { return None };
        let scheme = cx.document.header.number.as_ref().map(|number| number.scheme);
        let signing = Self::read(cx, signature);
        let certified = scheme == Some(Scheme::Consolidated) || signing.around.contains("hợp nhất");
        (!certified && !signing.is_form()).then_some(signing)
    }

    /// Returns whether the block is one of a form in an annex, with places to fill in and no name.
    fn is_form(&self) -> bool {
        !self.named && (self.around.contains('…') || self.around.contains("..."))
    }

    fn read(cx: &Context<'_>, signature: &Signature) -> Self {
        let printed = cx.document.slice(signature.span);
        let words = words(printed, signature.span.start);
        let mut from = 0;
        let mut line = |text: &str| {
            let span = place(&words, text, &mut from).unwrap_or(signature.span);
            let (capacity, rest) = prefixed(text);
            Line { text: text.to_owned(), capacity, words: rest.to_owned(), span }
        };
        let authority = signature.authority.as_deref().unwrap_or_default();
        let lines = authority.split(" / ").filter(|text| !text.is_empty()).map(&mut line).collect();
        let title = signature.title.as_deref().map(line);
        let before = before(&cx.document.text, signature.span.start);
        Self { lines, title, named: signature.name.is_some(), around: fold_case_tone(&format!("{before} {printed}")) }
    }

    /// Returns the first line of this capacity.
    pub(super) fn line(&self, capacity: Capacity) -> Option<&Line> {
        self.lines.iter().find(|line| line.capacity == Some(capacity))
    }

    /// Returns whether the signer signs by order or delegation.
    pub(super) fn is_charged(&self) -> bool {
        self.line(Capacity::ByOrder).is_some() || self.line(Capacity::ByDelegation).is_some()
    }

    /// Returns whether words of this capacity may stand there that were not read as a line.
    pub(super) fn may_be_on_behalf(&self) -> bool {
        ["tm.", "tm ", "t/m", "t.m", "thay mặt"].iter().any(|mark| self.around.contains(mark))
    }

    /// Returns whether a part of the collective's name is printed in the block or shortly before it.
    pub(super) fn may_name(&self, collective: &str) -> bool {
        let folded = fold_case_tone(collective);
        let (_, part) = folded.split_once(' ').unwrap_or(("", &folded));
        self.around.contains(part)
    }

    /// Returns whether any of `titles` is printed in the block.
    pub(super) fn prints(&self, titles: &[String]) -> bool {
        titles.iter().any(|title| self.around.contains(&fold_case_tone(title)))
    }

    /// Returns the block without the line at `left_out`: `KT. CHỦ TỊCH / PHÓ CHỦ TỊCH`.
    pub(super) fn without(&self, left_out: Span) -> String {
        let lines = self.lines.iter().chain(&self.title).filter(|line| line.span != left_out);
        lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join(" / ")
    }
}

/// Returns the title of the table with which the words begin: `CHỦ TỊCH` of `CHỦ TỊCH UBND TỈNH`, `Q. GIÁM ĐỐC` aside.
pub(super) fn known_title(lexicon: &Lexicon, words: &str) -> Option<String> {
    let folded = fold_case_tone(words);
    let acting = ["q. ", "q.", "quyền "].iter().find_map(|acting| folded.strip_prefix(acting));
    let title = acting.unwrap_or(&folded).trim();
    let ends = title.match_indices(' ').map(|(at, _)| at).chain([title.len()]);
    let starts: Vec<&str> = ends.filter_map(|end| title.get(..end)).map(|start| start.trim_end_matches(',')).collect();
    starts.into_iter().rev().find(|start| lexicon.title_known(start)).map(str::to_owned)
}

/// Returns the authority that issues the document: the one of the enacting line, else of the header.
pub(super) fn issuing<'d>(cx: &Context<'d>) -> Option<&'d AuthorityRef> {
    let header = &cx.document.header;
    header.enacting.iter().chain(&header.issuer).find(|authority| authority.id.is_some())
}

/// Returns how the issuer is called in a finding: as the header prints it, else as the enacting line does.
pub(super) fn issuer_name<'d>(cx: &Context<'d>) -> &'d str {
    let header = &cx.document.header;
    header.issuer.iter().chain(&header.enacting).next().map(|issuer| issuer.text.as_str()).unwrap_or_default()
}

/// Returns whether the symbol is one of the issuer; `None` where the table does not know its organ.
///
/// Where the two disagree, the header may have been misread or taken from another document.
pub(super) fn bears_own_symbol(cx: &Context<'_>, issuer: &str) -> Option<bool> {
    let organ = cx.document.header.number.as_ref()?.organ.as_deref()?;
    let organs = cx.lexicon.organ_codes(organ);
    let own = group(cx.lexicon, issuer);
    (!organs.is_empty()).then(|| organs.iter().any(|organ| group(cx.lexicon, &organ.id) == own))
}

/// Returns whether the year of the symbol is that of the document, so that the number is its own.
pub(super) fn number_is_own(cx: &Context<'_>, number: &DocNumber) -> bool {
    let issued = cx.document.issued().map(Date::year);
    // A resolution passed in December may be signed in January.
    number.year.zip(issued).is_none_or(|(year, issued)| (issued - 1..=issued).contains(&year))
}

/// Returns the kind that the symbol says, else the one of the header: a title that begins like a kind may be taken for
/// the kind line.
pub(super) fn kind_of<'c>(cx: &Context<'c>, number: &DocNumber) -> Option<&'c Kind> {
    let by_symbol = number.kind.as_deref().and_then(|kind| cx.lexicon.kind_abbreviated(kind));
    by_symbol.or_else(|| cx.lexicon.kind(cx.kind()?))
}

/// Returns the group of an authority: `ubnd` of `ubnd-tinh`; its own id where it has none.
pub(super) fn group<'l>(lexicon: &'l Lexicon, id: &str) -> Option<&'l str> {
    lexicon.authority(id).map(|authority| authority.group.as_deref().unwrap_or(authority.id.as_str()))
}

/// Returns the authority that the words after a prefix name.
pub(super) fn named(cx: &Context<'_>, words: &str) -> Option<AuthorityMatch> {
    let territory = issuing(cx).and_then(|issuing| issuing.territory.as_deref());
    cx.lexicon.authority_named_near(words, Near { territory, date: Some(cx.as_of()) })
}

/// Returns the first word of the page's value `name`.
pub(super) fn value<'c>(cx: &Context<'c>, name: &str) -> Option<&'c str> {
    cx.value(name).and_then(toml::Value::as_str)
}

fn prefixed(line: &str) -> (Option<Capacity>, &str) {
    let head_len = line.find(['.', ',', ' ']).unwrap_or(line.len());
    let head = fold_case_tone(line.get(..head_len).unwrap_or_default());
    match PREFIXES.iter().find(|(prefix, _)| *prefix == head) {
        Some((_, capacity)) => {
            let rest = line.get(head_len..).unwrap_or_default();
            (Some(*capacity), rest.trim_start_matches(['.', ',', ' ']))
        }
        None => (None, line),
    }
}

/// Cuts the printed block into its words with their places.
fn words(printed: &str, start: usize) -> Vec<(&str, Span)> {
    let mut at = 0;
    let mut found = Vec::new();
    for piece in printed.split_inclusive(char::is_whitespace) {
        let word = piece.trim();
        if !word.is_empty() {
            let from = start + at + (piece.len() - piece.trim_start().len());
            found.push((word, Span::new(from, from + word.len())));
        }
        at += piece.len();
    }
    found
}

/// Finds the words of `line` from the word `from` on, and moves `from` past them.
fn place(words: &[(&str, Span)], line: &str, from: &mut usize) -> Option<Span> {
    let wanted: Vec<&str> = line.split_whitespace().collect();
    let run = |at: usize| words.get(at..at + wanted.len());
    let at = (*from..words.len())
        .find(|&at| run(at).is_some_and(|run| run.iter().map(|(word, _)| *word).eq(wanted.iter().copied())))?;
    let run = run(at)?;
    *from = at + wanted.len();
    Some(Span::new(run.first()?.1.start, run.last()?.1.end))
}

/// Returns up to three lines before `start`.
fn before(text: &str, start: usize) -> &str {
    let head = text.get(..start).unwrap_or_default();
    let from = head.trim_end().rmatch_indices('\n').nth(2).map_or(0, |(at, _)| at);
    head.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Capacity, known_title, place, prefixed, words};
    use crate::lexicon::Lexicon;

    #[test]
    fn prefixes_are_told_from_words() {
        assert_eq!(prefixed("TM. ỦY BAN NHÂN DÂN"), (Some(Capacity::OnBehalf), "ỦY BAN NHÂN DÂN"));
        assert_eq!(prefixed("KT.GIÁM ĐỐC"), (Some(Capacity::ForHead), "GIÁM ĐỐC"));
        assert_eq!(prefixed("T/M BAN THƯỜNG VỤ"), (Some(Capacity::OnBehalf), "BAN THƯỜNG VỤ"));
        assert_eq!(prefixed("GIÁM ĐỐC"), (None, "GIÁM ĐỐC"));
    }

    #[test]
    fn a_line_is_found_across_line_ends() {
        let printed = "TM. ỦY BAN\nNHÂN DÂN\nKT. CHỦ TỊCH";
        let words = words(printed, 0);
        let mut from = 0;
        let first = place(&words, "TM. ỦY BAN NHÂN DÂN", &mut from).unwrap();
        assert_eq!(&printed[first.range()], "TM. ỦY BAN\nNHÂN DÂN");
        let second = place(&words, "KT. CHỦ TỊCH", &mut from).unwrap();
        assert_eq!(&printed[second.range()], "KT. CHỦ TỊCH");
        assert_eq!(place(&words, "GIÁM ĐỐC", &mut from), None);
    }

    #[test]
    fn titles_are_read_from_their_start() {
        let lexicon = Lexicon::builtin().unwrap();
        let title = |words| known_title(&lexicon, words);
        assert_eq!(title("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH").as_deref(), Some("chủ tịch"));
        assert_eq!(title("TRƯỞNG PHÒNG NỘI VỤ").as_deref(), Some("trưởng phòng"));
        assert_eq!(title("Q. GIÁM ĐỐC").as_deref(), Some("giám đốc"));
        assert_eq!(title("BỘ TRƯỞNG, CHỦ NHIỆM").as_deref(), Some("bộ trưởng, chủ nhiệm"));
        assert_eq!(title("THIẾU TƯỚNG"), None);
    }
}

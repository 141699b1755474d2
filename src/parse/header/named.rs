//! The names in the header: superior, issuer, who enacts, and what the lexicon makes of them.

use crate::document::{AuthorityRef, Header};
use crate::lexicon::{Lexicon, Near};
use crate::parse::one_line;
use crate::parse::pieces::Piece;
use crate::parse::shape::{ends_open, plain};
use crate::text::{Source, Span};

/// First words of an organ's name or of its head's title.
const ORGANS: &[&str] = &[
    "ủy ban",
    "ubnd",
    "hội đồng",
    "hđnd",
    "sở",
    "bộ",
    "ban",
    "cục",
    "chi cục",
    "tổng cục",
    "vụ",
    "phòng",
    "văn phòng",
    "trung tâm",
    "trường",
    "trưởng",
    "thanh tra",
    "công an",
    "chính phủ",
    "quốc hội",
    "thủ tướng",
    "chủ tịch",
    "tòa án",
    "viện",
    "kho bạc",
    "ngân hàng",
    "bảo hiểm",
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "đảng ủy",
    "đảng bộ",
    "tập đoàn",
    "tổng công ty",
    "công ty",
    "bệnh viện",
    "kiểm toán",
    "đoàn",
    "hội",
    "liên đoàn",
    "mặt trận",
    "đài",
    "đại học",
    "học viện",
    "giám đốc",
    "bộ trưởng",
    "chánh",
    "tổng",
    "hiệu trưởng",
    "thống đốc",
    "chủ nhiệm",
    "thường trực",
    "bí thư",
    "thuế",
    "hải quan",
    "quân ủy",
    "thị ủy",
    "liên minh",
    "quân khu",
    "thường vụ",
    "quỹ",
    "cục trưởng",
    "báo",
];

/// Returns whether the words begin as the name of an organ or the title of its head does.
pub(super) fn names_organ(text: &str) -> bool {
    let words = text.to_lowercase().replace("uỷ", "ủy").replace("toà", "tòa");
    ORGANS.iter().any(|organ| {
        words.strip_prefix(organ).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    })
}

/// Makes a reference of the words at `span`, not yet looked up.
pub(super) fn unnamed(source: &Source, span: Span) -> AuthorityRef {
    AuthorityRef { text: one_line(source.slice(span)), span: Some(span), id: None, level: None, territory: None }
}

/// Fills superior and issuer from the `names` in capitals, and looks all names up.
pub(super) fn fill(header: &mut Header, names: &[Piece<'_>], lexicon: &Lexicon, source: &Source) {
    let mut organs = organs(names, source);
    header.issuer = organs.pop();
    // A gazette prints the issuer's name once more above the document's own header.
    let same =
        |above: &AuthorityRef| header.issuer.as_ref().is_none_or(|issuer| plain(&issuer.text) == plain(&above.text));
    header.superior = organs.pop().filter(|above| !same(above));
    let near_date = header.issued.as_ref().and_then(|issued| issued.date);
    let place =
        header.place.as_ref().and_then(|place| lexicon.territory_named(&place.text)).map(|place| place.id.clone());
    let mut territory = None;
    let mut place_words: Option<String> = None;
    for organ in [&mut header.superior, &mut header.issuer, &mut header.enacting].into_iter().flatten() {
        let near = territory.clone().or_else(|| place.clone());
        let near = Near { territory: near.as_deref(), date: near_date };
        name(organ, lexicon, near);
        // "TRUNG TÂM …" below "UBND THÀNH PHỐ HÀ NỘI", "Chủ tịch Ủy ban nhân dân": the place stands with the organ above.
        if organ.level.is_none()
            && let Some(place) = &place_words
        {
            let whole = AuthorityRef { text: format!("{} {place}", organ.text), ..organ.clone() };
            *organ = named_with_place(organ, whole, lexicon, near);
        }
        place_words = place_of(&organ.text).or(place_words);
        territory = organ.territory.clone().or(territory);
    }
}

/// Returns `organ`, named in the document of `header`, with what the lexicon knows of it.
pub(super) fn looked_up(header: &Header, mut organ: AuthorityRef, lexicon: &Lexicon) -> AuthorityRef {
    let issuer = header.issuer.as_ref();
    let territory = issuer.and_then(|issuer| issuer.territory.clone());
    let near = Near { territory: territory.as_deref(), date: header.issued.as_ref().and_then(|issued| issued.date) };
    name(&mut organ, lexicon, near);
    if organ.id.is_none() || organ.level.is_some() {
        return organ;
    }
    let Some(place) = issuer.and_then(|issuer| place_of(&issuer.text)) else { return organ };
    let whole = AuthorityRef { text: format!("{} {place}", organ.text), ..organ.clone() };
    named_with_place(&organ, whole, lexicon, near)
}

/// Returns the words of the place in the name of a people's committee or council: `THÀNH PHỐ HÀ NỘI`.
fn place_of(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let at =
        ["nhân dân ", "ubnd ", "hđnd "].iter().filter_map(|words| Some(lower.rfind(words)? + words.len())).max()?;
    name.get(at..).map(str::to_owned)
}

/// Returns `organ` with what the lexicon knows of `whole`, its name with the place.
fn named_with_place(organ: &AuthorityRef, mut whole: AuthorityRef, lexicon: &Lexicon, near: Near<'_>) -> AuthorityRef {
    name(&mut whole, lexicon, near);
    if whole.level.is_some() { AuthorityRef { text: organ.text.clone(), ..whole } } else { organ.clone() }
}

/// Looks the words of `organ` up.
pub(super) fn name(organ: &mut AuthorityRef, lexicon: &Lexicon, near: Near<'_>) {
    let Some(found) = lexicon.authority_named_near(&organ.text, near) else { return };
    organ.id = Some(found.id);
    organ.level = found.level;
    organ.territory = found.territory;
}

/// Puts the names together: each begins with an organ's first word, what follows belongs to it.
fn organs(names: &[Piece<'_>], source: &Source) -> Vec<AuthorityRef> {
    let mut spans: Vec<(Span, bool)> = Vec::new();
    for piece in names {
        let words = plain(piece.text);
        match spans.last_mut() {
            Some((last, open)) if *open || !names_organ(piece.text) || words.starts_with("quoc hoi") => {
                last.end = piece.span.end;
                *open = ends_open(piece.text) || piece.text.ends_with("THƯỜNG VỤ");
            }
            _ => spans.push((piece.span, ends_open(piece.text) || piece.text.ends_with("ỦY BAN NHÂN"))),
        }
    }
    spans.into_iter().map(|(span, _)| organ_ref(source, names, span)).collect()
}

/// Makes the reference from the pieces inside `span`: what stands between them may be the other column.
fn organ_ref(source: &Source, names: &[Piece<'_>], span: Span) -> AuthorityRef {
    let words: Vec<&str> = names.iter().filter(|piece| span.contains(piece.span)).map(|piece| piece.text).collect();
    AuthorityRef { text: one_line(&words.join(" ")), ..unnamed(source, span) }
}

//! The names in the header: superior, issuer, who enacts, and what the lexicon makes of them.

use crate::document::{AuthorityRef, Header, Level};
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
    let mut organs = organs(names, lexicon, source);
    let all = if is_joint(header) && organs.len() > 1 { joint(std::mem::take(&mut organs), source) } else { None };
    header.issuer = all.or_else(|| organs.pop());
    // A gazette prints the issuer's name once more above the document's own header.
    let same =
        |above: &AuthorityRef| header.issuer.as_ref().is_none_or(|issuer| plain(&issuer.text) == plain(&above.text));
    header.superior = organs.pop().filter(|above| !same(above));
    let near_date = header.issued.as_ref().and_then(|issued| issued.date);
    let place =
        header.place.as_ref().and_then(|place| lexicon.territory_named(&place.text)).map(|place| place.id.clone());
    let mut territory = None;
    let mut place_words: Option<String> = None;
    let mut above = None;
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
        // "CỤC THUẾ" below "BỘ TÀI CHÍNH": no province's.
        if organ.level.is_none() && above == Some(Level::Central) {
            organ.level =
                organ.id.as_ref().and_then(|id| lexicon.authority(id)?.level).filter(|level| Some(*level) == above);
        }
        above = organ.level;
        place_words = place_of(&organ.text).or(place_words);
        territory = organ.territory.clone().or(territory);
    }
}

/// Returns whether several organs issue the document (văn bản liên tịch).
fn is_joint(header: &Header) -> bool {
    let by_kind = header.kind.as_ref().is_some_and(|kind| kind.id.ends_with("-lien-tich"));
    by_kind || header.number.as_ref().and_then(|number| number.kind.as_deref()).is_some_and(|kind| kind.ends_with("LT"))
}

/// Joins the organs of a joint document to one reference, which names all and is none of them.
fn joint(organs: Vec<AuthorityRef>, source: &Source) -> Option<AuthorityRef> {
    let span = Span::new(organs.first()?.span?.start, organs.last()?.span?.end);
    let names: Vec<String> = organs.into_iter().map(|organ| organ.text).collect();
    let text = names.join(" - ").replace("- -", "-");
    Some(AuthorityRef { text, ..unnamed(source, span) })
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
    let found = lexicon.authority_named_near(&organ.text, near);
    let Some(found) = found.or_else(|| lexicon.authority_misread(&organ.text, near)) else {
        // All of a joint document's organs are of one level.
        let all = lexicon.authorities_named(&organ.text, near);
        let level = all.first().and_then(|first| first.level);
        organ.level = level.filter(|_| all.iter().all(|one| one.level == level));
        return;
    };
    organ.id = Some(found.id);
    organ.level = found.level;
    organ.territory = found.territory;
}

/// Puts the names together: each begins with an organ's first word, what follows belongs to it.
fn organs(names: &[Piece<'_>], lexicon: &Lexicon, source: &Source) -> Vec<AuthorityRef> {
    let mut groups: Vec<Vec<Piece<'_>>> = Vec::new();
    for piece in names {
        match groups.last_mut() {
            Some(group) if goes_on(group, piece, lexicon) => group.push(*piece),
            _ => groups.push(vec![*piece]),
        }
    }
    groups.iter().filter_map(|group| organ_ref(source, group)).collect()
}

/// Returns whether `piece` goes on with the name that `group` began: "ỦY" / "BAN NHÂN DÂN", "VĂN PHÒNG" / "CHÍNH PHỦ".
fn goes_on(group: &[Piece<'_>], piece: &Piece<'_>, lexicon: &Lexicon) -> bool {
    let Some(last) = group.last() else { return false };
    let begun = joined(group);
    let open = ends_open(last.text) || is_general(&begun) || last.text.ends_with("THƯỜNG VỤ");
    if open || !names_organ(piece.text) || plain(piece.text).starts_with("quoc hoi") {
        return true;
    }
    // One name of the tables, of which nothing is a place that they do not know.
    let both = lexicon.authority_named(&format!("{begun} {}", piece.text));
    both.is_some_and(|both| both.place.is_none() && both.territory.is_none() && begun.split(' ').count() < 4)
}

/// Returns whether the words are the general part of a name alone: `CỤC`, `ỦY BAN NHÂN`.
fn is_general(words: &str) -> bool {
    const GENERAL: &[&str] = &[
        "uy",
        "uy ban",
        "uy ban nhan",
        "hoi",
        "hoi dong",
        "so",
        "bo",
        "ban",
        "cuc",
        "chi cuc",
        "tong cuc",
        "tong",
        "vu",
        "phong",
        "van phong",
        "trung tam",
        "truong",
        "truong dai hoc",
        "dai hoc",
        "hoc vien",
        "vien",
        "toa an",
        "dai",
        "ngan hang",
        "bao hiem",
        "kho bac",
        "lien doan",
        "doan",
        "cong ty",
        "tong cong ty",
        "tap doan",
        "benh vien",
        "cong an",
        "ban quan ly",
        "ban chi dao",
        "van phong uy ban",
        "hoi dong nhan",
        "van phong hoi dong",
    ];
    GENERAL.contains(&plain(words).as_str())
}

fn joined(group: &[Piece<'_>]) -> String {
    one_line(&group.iter().map(|piece| piece.text).collect::<Vec<_>>().join(" "))
}

/// Makes the reference of a group of pieces: what stands between them may be the other column.
fn organ_ref(source: &Source, group: &[Piece<'_>]) -> Option<AuthorityRef> {
    let span = Span::new(group.first()?.span.start, group.last()?.span.end);
    Some(AuthorityRef { text: joined(group), ..unnamed(source, span) })
}

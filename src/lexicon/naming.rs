//! Recognises the name of an authority or territory: body, level and place, in any case and with abbreviations.
//!
//! A name is a known wording of a body or its head, then a place: `UBND` + `huyện Thanh Bình, tỉnh Đồng Tháp`. The
//! place decides the level; where a text says only `UBND tỉnh`, what stands near may say which one ([`Near`]).

use jiff::civil::Date;

use super::Lexicon;
use super::authorities::{Authority, Named};
use super::place::Place;
use super::territories::Territory;
use super::words::{Word, words};
use crate::document::{Level, Slug};

/// What is known beside the words of a name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Near<'a> {
    /// Id of the territory of the document in which the name stands.
    pub territory: Option<&'a str>,
    /// The document's date of issue.
    pub date: Option<Date>,
}

/// What a name was understood to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityMatch {
    /// Id of the kind of authority.
    pub id: Slug,
    /// Its level; `None` where the words do not say it (`UBND`).
    pub level: Option<Level>,
    /// Id of its territory. A commune's is made of what is known: `quang-tri/xa-hai-lang`, `xa-hai-lang`.
    pub territory: Option<Slug>,
    /// The territory's own words where the tables do not know it.
    pub place: Option<String>,
    /// Whether something was abbreviated.
    pub abbreviated: bool,
    /// Whether the words name the head of the body: `Bộ trưởng Bộ Nội vụ`.
    pub head: bool,
    /// Whether the words name all of a kind: `UBND các huyện`, `UBND cấp xã`.
    pub several: bool,
}

/// The words of one name are never more than this.
const LIMIT: usize = 28;

/// The words of a place with all that it lies in are never more than this.
const PLACE: usize = 14;

/// A term of office (`khóa XII`) has so many words.
const TERM: usize = 2;

impl Lexicon {
    /// Returns the authority that `words` name, all of them: `UBND TỈNH QUẢNG TRỊ`, `Bộ trưởng Bộ Nội vụ`.
    #[must_use]
    pub fn authority_named(&self, words: &str) -> Option<AuthorityMatch> {
        self.authority_named_near(words, Near::default())
    }

    /// Returns the authority that `words` name in a document of which more is known.
    #[must_use]
    pub fn authority_named_near(&self, text: &str, near: Near<'_>) -> Option<AuthorityMatch> {
        let words = words(text, &self.synonyms, LIMIT + 1);
        match self.match_name(text, &words, near, true) {
            Some((found, taken)) => (taken == words.len()).then_some(found),
            None => self.coded(text.trim(), near),
        }
    }

    /// Returns the authority whose name differs from `text` in diacritics alone, as recognised letters do: `ĐÀO TÀO`;
    /// of the bodies of a province those of its council and committee only.
    #[must_use]
    pub fn authority_misread(&self, text: &str, near: Near<'_>) -> Option<AuthorityMatch> {
        let plain = Slug::of(text);
        let same = |name: &str| Slug::of(name) == plain;
        if let Some(body) = self.authorities().iter().find(|body| same(&body.name)) {
            return self.authority_named_near(&body.name, near);
        }
        let board =
            ["Ủy ban nhân dân", "Hội đồng nhân dân"].into_iter().find(|name| plain.starts_with(&*Slug::of(name)))?;
        let provinces = self.territories().iter().filter(|territory| territory.level == Level::Province);
        let mut names = provinces
            .flat_map(|territory| ["tỉnh", "thành phố"].map(|kind| format!("{board} {kind} {}", territory.name)));
        let name = names.find(|name| same(name))?;
        self.authority_named_near(&name, near)
    }

    /// Returns the authorities that `text` names one after another, joined by commas, hyphens, `và`, `với`: `Bộ Y tế
    /// và Bộ Nội vụ`; empty where a part is not understood.
    #[must_use]
    pub fn authorities_named(&self, text: &str, near: Near<'_>) -> Vec<AuthorityMatch> {
        let mut found = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let Some((next, end)) = self.authority_starting(rest, near) else { return Vec::new() };
            found.push(next);
            rest = rest.get(end..).unwrap_or_default();
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '/'));
            let joint = ["và ", "với ", "cùng "].iter().find_map(|joint| rest.strip_prefix(joint));
            rest = joint.unwrap_or(rest).trim();
        }
        found
    }

    /// Returns the authority that a code alone names: `STNMT`; the code must be one body's only.
    fn coded(&self, code: &str, near: Near<'_>) -> Option<AuthorityMatch> {
        let capitals = code.chars().filter(|c| c.is_uppercase()).count();
        if capitals < 3 || code.contains(char::is_whitespace) {
            return None;
        }
        let [only] = self.authorities.with_code(code)? else { return None };
        let body = self.authorities.get(*only)?;
        Some(AuthorityMatch {
            id: body.id.clone(),
            level: body.level,
            territory: body.level.and_then(|level| self.near_territory(level, near)),
            place: None,
            abbreviated: true,
            head: false,
            several: body.several,
        })
    }

    /// Returns the authority whose name starts `text`, the longest reading, and the bytes of `text` it takes.
    #[must_use]
    pub fn authority_starting(&self, text: &str, near: Near<'_>) -> Option<(AuthorityMatch, usize)> {
        let mut words = self.authorities.by_name.words_of(text, &self.synonyms, LIMIT, TERM);
        if self.may_have_place(&words) {
            words = super::words::words(text, &self.synonyms, LIMIT.min(words.len() + PLACE));
        }
        let (found, taken) = self.match_name(text, &words, near, false)?;
        words.get(taken.checked_sub(1)?).map(|last| (found, last.end))
    }

    /// Returns the territory that `words` name, with or without its type: `tỉnh Quảng Trị`, `TP.HCM`, `Huế`.
    /// A district whose name is not unique is found only with its province.
    #[must_use]
    pub fn territory_named(&self, words: &str) -> Option<&Territory> {
        self.territory_named_near(words, Near::default())
    }

    /// Returns the territory that `words` name in a document of which more is known.
    #[must_use]
    pub fn territory_named_near(&self, text: &str, near: Near<'_>) -> Option<&Territory> {
        let words = words(text, &self.synonyms, LIMIT);
        let place = self.place(text, &words, &[Level::Province, Level::District], near, true);
        (place.taken == words.len()).then_some(place.territory).flatten()
    }

    /// Returns whether the first of `words` name a body that a place may follow.
    fn may_have_place(&self, words: &[Word]) -> bool {
        let names = &self.authorities.by_name;
        let placed =
            |named: &Named| self.authorities.get(named.at).is_some_and(|body| body.level != Some(Level::Central));
        let mut most = words.len();
        while let Some((named, length)) = names.longest(words, most, Some) {
            if named.iter().any(placed) {
                return true;
            }
            most = length - 1;
        }
        false
    }

    fn match_name(&self, text: &str, words: &[Word], near: Near<'_>, whole: bool) -> Option<(AuthorityMatch, usize)> {
        let names = &self.authorities.by_name;
        let mut most = words.len();
        let mut best: Option<(AuthorityMatch, usize)> = None;
        // A longer wording may leave a rest that is no place ("Thanh tra tỉnh" of "Thanh tra tỉnh Quảng Trị"): try on.
        while let Some((named, length)) = names.longest(words, most, Some) {
            if let Some((found, taken)) = self.with_place(text, words, length, named, near, whole)
                && best.as_ref().is_none_or(|(_, before)| *before < taken)
            {
                best = Some((found, taken));
            }
            if length == 1 || best.as_ref().is_some_and(|(_, taken)| *taken == words.len()) {
                break;
            }
            most = length - 1;
        }
        best
    }

    /// Reads the place after the body's `length` words and chooses among the bodies of one name by its level.
    fn with_place(
        &self,
        text: &str,
        words: &[Word],
        length: usize,
        named: &[Named],
        near: Near<'_>,
        whole: bool,
    ) -> Option<(AuthorityMatch, usize)> {
        let (body, rest) = words.split_at_checked(length)?;
        let bodies: Vec<(Named, &Authority)> =
            named.iter().filter_map(|named| Some((*named, self.authorities.get(named.at)?))).collect();
        let mut levels: Vec<Level> =
            bodies.iter().filter_map(|(_, body)| body.level).filter(|level| *level != Level::Central).collect();
        levels.sort_unstable();
        let mut place = if levels.is_empty() { Place::default() } else { self.place(text, rest, &levels, near, whole) };
        if place.level.is_some_and(|level| !levels.contains(&level)) {
            place = Place::default();
        }
        let (named, body_kind) = *choose(&bodies, place.level)?;
        let said = bodies.len() == 1 || body_kind.level.is_none();
        let level = place.level.or(body_kind.level.filter(|_| said));
        let taken = length + place.taken;
        let taken = taken + term(words.get(taken..).unwrap_or_default());
        let territory = place.id.clone().or_else(|| {
            let unnamed = place.words.is_none() && !place.several;
            level.filter(|_| unnamed).and_then(|level| self.near_territory(level, near))
        });
        let found = AuthorityMatch {
            id: body_kind.id.clone(),
            level,
            territory,
            place: place.words,
            abbreviated: body.iter().chain(rest.iter().take(place.taken)).any(|word| word.expanded),
            head: named.head,
            several: place.several || body_kind.several,
        };
        Some((found, taken))
    }

    /// Returns the id of the near territory at `level`: the province of a district, but never a district of a province.
    fn near_territory(&self, level: Level, near: Near<'_>) -> Option<Slug> {
        let id = near.territory?;
        let depth = id.split('/').count();
        let parts = match level {
            Level::Province => 1,
            Level::District if depth >= 2 => 2,
            Level::Commune if depth >= 2 && self.territory(id).is_none() => depth,
            Level::Central | Level::District | Level::Commune => return None,
        };
        Some(Slug::from(id.split('/').take(parts).collect::<Vec<_>>().join("/").as_str()))
    }
}

/// Returns the body at the place's level; without a place the only one, else the entry that says no level, else the
/// highest body, whose level then stays unsaid.
fn choose<'b, 'a>(bodies: &'b [(Named, &'a Authority)], level: Option<Level>) -> Option<&'b (Named, &'a Authority)> {
    let exact = bodies.iter().find(|(_, body)| body.level == level);
    if level.is_none() { exact.or_else(|| bodies.iter().min_by_key(|(_, body)| body.level)) } else { exact }
}

/// Returns the words of a term of office at the start of `rest`: `khóa XII`.
fn term(rest: &[Word]) -> usize {
    match rest {
        [word, number, ..] if word.folded == "khóa" && number.capital => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Near;
    use crate::document::Level;
    use crate::lexicon::Lexicon;

    fn named(words: &str) -> String {
        shown(words, Near::default())
    }

    /// Id, level and territory of a name on one line.
    fn shown(words: &str, near: Near<'_>) -> String {
        let Some(found) = Lexicon::shared().authority_named_near(words, near) else { return "-".to_owned() };
        let level = match found.level {
            Some(Level::Central) => "central",
            Some(Level::Province) => "province",
            Some(Level::District) => "district",
            Some(Level::Commune) => "commune",
            None => "-",
        };
        let mut line = format!("{} {level} {}", found.id, found.territory.as_deref().unwrap_or("-"));
        for (mark, holds) in [(" head", found.head), (" several", found.several), (" abbreviated", found.abbreviated)] {
            line.push_str(if holds { mark } else { "" });
        }
        line
    }

    #[test]
    fn bodies_of_every_level_are_named() {
        for (words, wanted) in [
            ("UBND TỈNH QUẢNG TRỊ", "ubnd-tinh province quang-tri abbreviated"),
            ("ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "ubnd-tinh province quang-tri"),
            ("Uỷ ban nhân dân huyện Thanh Bình", "ubnd-huyen district dong-thap/thanh-binh"),
            ("UBND huyện Châu Thành, tỉnh Bến Tre", "ubnd-huyen district ben-tre/chau-thanh abbreviated"),
            ("UBND huyện Châu Thành", "ubnd-huyen district - abbreviated"),
            ("Sở Kế hoạch và Đầu tư tỉnh Bắc Ninh", "so-ke-hoach-va-dau-tu province bac-ninh"),
            ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "so-ke-hoach-va-dau-tu province -"),
            ("Sở KH&ĐT", "so-ke-hoach-va-dau-tu province - abbreviated"),
            ("Sở Nội vụ Quảng Trị", "so-noi-vu province quang-tri"),
            ("Giám đốc Sở Nội vụ", "so-noi-vu province - head"),
            ("Chủ tịch UBND tỉnh", "chu-tich-ubnd-tinh province - abbreviated"),
            ("CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", "chu-tich-ubnd-tinh province can-tho"),
            ("Bộ trưởng Bộ Nội vụ", "bo-noi-vu central - head"),
            ("Bộ Nội vụ", "bo-noi-vu central -"),
            ("Chính phủ", "chinh-phu central -"),
            ("Thủ tướng Chính phủ", "thu-tuong central -"),
            ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "bo-lao-dong-thuong-binh-va-xa-hoi central -"),
            ("Thống đốc Ngân hàng Nhà nước Việt Nam", "ngan-hang-nha-nuoc central - head"),
            ("Ban Thường vụ Tỉnh ủy", "ban-thuong-vu-tinh-uy province -"),
            ("Ban Thường vụ Tỉnh uỷ Quảng Trị", "ban-thuong-vu-tinh-uy province quang-tri"),
            ("HĐND tỉnh", "hdnd-tinh province - abbreviated"),
            ("UBND xã Hải Lăng", "ubnd-xa commune xa-hai-lang abbreviated"),
            ("UBND xã Hải Lăng, tỉnh Quảng Trị", "ubnd-xa commune quang-tri/xa-hai-lang abbreviated"),
            ("UBND phường 5", "ubnd-xa commune phuong-5 abbreviated"),
            ("UBND thành phố Đông Hà", "ubnd-huyen district quang-tri/dong-ha abbreviated"),
            ("UBND TP. Đông Hà", "ubnd-huyen district quang-tri/dong-ha abbreviated"),
            ("UBND thành phố Cần Thơ", "ubnd-tinh province can-tho abbreviated"),
            ("UBND TP.HCM", "ubnd-tinh province ho-chi-minh abbreviated"),
            ("UBND", "ubnd - - abbreviated"),
            ("Công an thành phố", "cong-an-tinh - -"),
            ("Bộ Nông nghiệp và PTNT", "bo-nong-nghiep-va-phat-trien-nong-thon central - abbreviated"),
            ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "van-phong-chinh-phu central - head"),
            ("Ban Chấp hành Trung ương Đảng khóa XII", "ban-chap-hanh-trung-uong central -"),
            ("STNMT", "so-tai-nguyen-va-moi-truong province - abbreviated"),
            ("Thanh tra tỉnh", "thanh-tra-tinh province -"),
            ("Chánh Thanh tra tỉnh", "thanh-tra-tinh province - head"),
            ("Thanh tra huyện Hải Lăng", "thanh-tra-huyen district quang-tri/hai-lang"),
            ("Trưởng phòng Nội vụ huyện Hải Lăng", "phong-noi-vu-huyen district quang-tri/hai-lang head"),
            ("Chánh Văn phòng UBND tỉnh", "van-phong-ubnd-tinh province - head abbreviated"),
            ("Văn phòng HĐND và UBND xã", "van-phong-hdnd-va-ubnd-xa commune - abbreviated"),
        ] {
            assert_eq!(named(words), wanted, "{words}");
        }
    }

    #[test]
    fn all_of_a_kind_are_several() {
        for (words, wanted) in [
            ("UBND các xã, phường", "ubnd-xa commune - several abbreviated"),
            ("Ủy ban nhân dân các huyện, thị xã, thành phố", "ubnd-huyen district - several"),
            ("UBND cấp xã", "ubnd-xa commune - several abbreviated"),
            ("UBND các tỉnh, thành phố trực thuộc Trung ương", "ubnd-tinh province - several abbreviated"),
            ("UBND xã, phường, đặc khu", "ubnd-xa commune - several abbreviated"),
            ("UBND các xã, phường trên địa bàn tỉnh", "ubnd-xa commune - several abbreviated"),
            ("các sở, ban, ngành", "so-ban-nganh province - several"),
        ] {
            assert_eq!(named(words), wanted, "{words}");
        }
    }

    #[test]
    fn what_is_no_authority_is_none() {
        for words in
            ["", "tỉnh Quảng Trị", "Công ty TNHH Hoa Sen", "Bộ phận kỹ thuật", "UBND tỉnh ban hành", "số 12", "…"]
        {
            assert_eq!(named(words), "-", "{words}");
        }
    }

    #[test]
    fn what_stands_near_says_which_one() {
        let in_quang_tri = Near { territory: Some("quang-tri"), date: Some(date(2016, 12, 30)) };
        assert_eq!(shown("UBND tỉnh", in_quang_tri), "ubnd-tinh province quang-tri abbreviated");
        assert_eq!(shown("Sở Nội vụ", in_quang_tri), "so-noi-vu province quang-tri");
        assert_eq!(shown("Bộ Nội vụ", in_quang_tri), "bo-noi-vu central -");
        assert_eq!(shown("UBND thành phố", in_quang_tri), "ubnd-huyen district - abbreviated");
        let in_da_nang = Near { territory: Some("da-nang"), date: Some(date(2016, 12, 30)) };
        assert_eq!(shown("UBND thành phố", in_da_nang), "ubnd-tinh province da-nang abbreviated");
        let in_ben_tre = Near { territory: Some("ben-tre"), date: None };
        assert_eq!(shown("UBND huyện Châu Thành", in_ben_tre), "ubnd-huyen district ben-tre/chau-thanh abbreviated");
        assert_eq!(shown("UBND xã A", in_ben_tre), "ubnd-xa commune ben-tre/xa-a abbreviated");
    }

    #[test]
    fn hue_is_a_district_city_until_2024() {
        let on = |year, month, day| Near { territory: None, date: Some(date(year, month, day)) };
        let name = "UBND thành phố Huế";
        assert_eq!(shown(name, on(2024, 12, 31)), "ubnd-huyen district thua-thien-hue/hue abbreviated");
        assert_eq!(shown(name, on(2025, 1, 1)), "ubnd-tinh province hue abbreviated");
        assert_eq!(shown(name, Near::default()), "ubnd-tinh province hue abbreviated");
    }

    #[test]
    fn a_name_ends_where_other_words_start() {
        for (text, wanted, taken) in [
            ("Ủy ban nhân dân tỉnh Quảng Trị về việc", "ubnd-tinh", "Ủy ban nhân dân tỉnh Quảng Trị"),
            ("UBND tỉnh quy định chi tiết", "ubnd-tinh", "UBND tỉnh"),
            ("UBND xã Hải Lăng ban hành", "ubnd-xa", "UBND xã Hải Lăng"),
            ("Sở Nội vụ, Sở Tài chính", "so-noi-vu", "Sở Nội vụ"),
            ("Chính phủ quy định", "chinh-phu", "Chính phủ"),
            ("Thủ tướng Chính phủ;", "thu-tuong", "Thủ tướng Chính phủ"),
            ("Bộ trưởng Bộ Nội vụ hướng dẫn", "bo-noi-vu", "Bộ trưởng Bộ Nội vụ"),
            ("Sở GD&ĐT chủ trì", "so-giao-duc-va-dao-tao", "Sở GD&ĐT"),
        ] {
            let (found, end) = Lexicon::shared().authority_starting(text, Near::default()).unwrap();
            assert_eq!((found.id.as_str(), &text[..end]), (wanted, taken));
        }
        assert!(Lexicon::shared().authority_starting("ban hành kèm theo", Near::default()).is_none());
    }

    #[test]
    fn names_with_misread_diacritics_are_known() {
        let id = |text| Lexicon::shared().authority_misread(text, Near::default()).map(|found| found.id.to_string());
        assert_eq!(id("BỘ GIÁO DỤC VÀ ĐÀO TÀO").as_deref(), Some("bo-giao-duc-va-dao-tao"));
        let found = Lexicon::shared().authority_misread("ỦY BAN NHÂN DÂN THÀNH PHÔ HÔ CHÍ MINH", Near::default());
        assert_eq!(found.and_then(|found| found.territory).as_deref(), Some("ho-chi-minh"));
        assert_eq!(id("CÔNG TY A"), None);
    }

    #[test]
    fn joint_authorities_are_named_one_after_another() {
        let ids = |text| -> Vec<String> {
            Lexicon::shared()
                .authorities_named(text, Near::default())
                .iter()
                .map(|found| found.id.to_string())
                .collect()
        };
        assert_eq!(ids("Bộ Tài chính và Bộ Tài nguyên và Môi trường"), ["bo-tai-chinh", "bo-tai-nguyen-va-moi-truong"]);
        assert_eq!(ids("Bộ Y tế - Bộ Tài chính, BNV"), Vec::<String>::new());
        assert_eq!(ids("BỘ TƯ PHÁP - BỘ CÔNG AN"), ["bo-tu-phap", "bo-cong-an"]);
        assert_eq!(ids("UBND tỉnh"), ["ubnd-tinh"]);
        assert_eq!(ids(""), Vec::<String>::new());
    }

    #[test]
    fn territories_are_named() {
        for (words, wanted) in [
            ("tỉnh Quảng Trị", Some("quang-tri")),
            ("QUẢNG TRỊ", Some("quang-tri")),
            ("TP.HCM", Some("ho-chi-minh")),
            ("Thành phố Hồ Chí Minh", Some("ho-chi-minh")),
            ("Tp. Hồ Chí Minh", Some("ho-chi-minh")),
            ("Thừa Thiên - Huế", Some("thua-thien-hue")),
            ("Bà Rịa-Vũng Tàu", Some("ba-ria-vung-tau")),
            ("Hoà Bình", Some("hoa-binh")),
            ("Đăk Lăk", Some("dak-lak")),
            ("Thanh Bình", Some("dong-thap/thanh-binh")),
            ("huyện Thanh Bình", Some("dong-thap/thanh-binh")),
            ("quận 1", Some("ho-chi-minh/quan-1")),
            ("huyện Châu Thành, Đồng Tháp", Some("dong-thap/chau-thanh")),
            ("huyện Châu Thành", None),
            ("thành phố Đồng Nai", Some("dong-nai")),
            ("Atlantis", None),
            ("", None),
        ] {
            assert_eq!(Lexicon::shared().territory_named(words).map(|found| found.id.as_str()), wanted, "{words}");
        }
    }
}

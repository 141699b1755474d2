//! The subject of a sentence that gives a task: the units named before its verb.

use std::ops::Range;
use std::sync::LazyLock;

use super::doing::{begins_with_verb, verb_at};
use super::phrases::{Openings, Phrases};
use super::{Plan, unit};
use crate::document::UnitRef;

/// The subject of a sentence: where the units are named that it makes lead, and where the doing begins.
pub(super) struct Subject {
    /// Bytes of the names.
    named: Range<usize>,
    /// Byte at which the words of the task go on after the names.
    pub(super) rest: usize,
}

impl Subject {
    /// Returns the units of the subject of `sentence`.
    pub(super) fn lead(&self, sentence: &str, plan: &Plan<'_>) -> Vec<UnitRef> {
        unit::list(sentence.get(self.named.clone()).unwrap_or_default(), plan.lexicon, plan.near())
    }
}

/// Reads the units with which a sentence begins: "Giao Sở Nội vụ chủ trì …", "Văn phòng Sở có trách nhiệm …".
///
/// A clause of circumstance may stand before them: "Căn cứ Kế hoạch này, các sở, ngành xây dựng …".
pub(super) fn subject(sentence: &str) -> Option<Subject> {
    let start = sentence.len() - sentence.trim_start().len();
    if let Some(found) = subject_at(sentence, start) {
        return Some(found);
    }
    let head = sentence.get(start..)?;
    if let Some(rest) = head.strip_prefix("Đồng thời") {
        let rest = rest.trim_start_matches([',', ' ']);
        return subject_at(sentence, sentence.len() - rest.len());
    }
    begins_circumstance(head).then(|| after_circumstances(sentence, start)).flatten()
}

/// Returns whether the words begin with a clause of circumstance: "Căn cứ …", "Hằng năm", "Trong quá trình …".
pub(super) fn begins_circumstance(words: &str) -> bool {
    const CIRCUMSTANCES: &[&str] = &[
        "Căn cứ ",
        "Trên cơ sở ",
        "Đối với ",
        "Trong quá trình ",
        "Trong quý ",
        "Trong tháng ",
        "Hằng ",
        "Hàng ",
        "Định kỳ",
        "Trước ngày ",
        "Sau khi ",
        "Để ",
        "Khi ",
        "Nếu ",
    ];
    static OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::of(CIRCUMSTANCES));
    OPENINGS.of_text(words).next().is_some()
}

/// Reads the subject after clauses of circumstance, up to the clause that is a doing without one.
fn after_circumstances(sentence: &str, start: usize) -> Option<Subject> {
    const CLAUSES: usize = 8;
    let mut clauses = 0;
    for (at, sign) in sentence.char_indices().skip_while(|(at, _)| *at <= start) {
        let next = at + sign.len_utf8();
        let rest = sentence.get(next..)?;
        if sign == ',' || sign == ':' {
            clauses += 1;
            let clause = rest.trim_start();
            if clauses > CLAUSES || !rest.starts_with(char::is_whitespace) {
                return None;
            }
            // "… của Chính phủ, Bộ, ngành và tỉnh": one word is no body's name here.
            let name = clause.split_whitespace().next().is_some_and(|word| !word.ends_with(','));
            if let Some(found) = subject_at(sentence, sentence.len() - clause.len()).filter(|_| name) {
                return Some(found);
            }
            // A doing without a subject ends the search; "kiểm tra, đánh giá," are things here.
            let piece = clause.split(',').next().unwrap_or(clause);
            if begins_with_verb(clause) && piece.split_whitespace().nth(3).is_some() {
                return None;
            }
        } else if sign == ' '
            && rest.starts_with("các ")
            && sentence.get(..at).is_some_and(ends_circumstance)
            && let Some(found) = subject_at(sentence, next)
        {
            return Some(found);
        }
    }
    None
}

/// Returns whether a clause of time or condition may end here: "Định kỳ 06 tháng", "nếu có khó khăn, vướng mắc".
fn ends_circumstance(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default();
    matches!(word, "tháng" | "năm" | "quý" | "tuần" | "mắc" | "khăn" | "sinh")
}

/// Reads the subject that begins at byte `at`.
fn subject_at(sentence: &str, mut at: usize) -> Option<Subject> {
    let mut assigned = false;
    for word in ["Giao cho ", "Giao ", "Đề nghị ", "Yêu cầu ", "Phân công ", "giao ", "đề nghị ", "yêu cầu "]
    {
        if let Some(rest) = sentence.get(at..)?.strip_prefix(word) {
            at = sentence.len() - rest.len();
            assigned = true;
        }
    }
    // "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành …": those who are asked do it.
    let start = sentence.get(at..)?;
    for word in [" yêu cầu ", " đề nghị ", " giao "] {
        let asks = |by: &str| {
            let short = by.split_whitespace().nth(8).is_none();
            short && (unit::begins(by) || begins_circumstance(by) || ends_circumstance(by))
        };
        if let Some(asked) = start.find(word).filter(|asked| start.get(..*asked).is_some_and(asks))
            && unit::begins(&capitalised(start.get(asked + word.len()..)?))
        {
            at += asked + word.len();
            assigned = true;
            break;
        }
    }
    let text = sentence.get(at..)?;
    if !(unit::begins(text) || (assigned && unit::begins(&capitalised(text)))) {
        return None;
    }
    let verb = verb_at(text)?;
    let (named, doing) = text.split_at_checked(verb)?;
    let (named, rest) = match clause_in(named) {
        Some(clause) => with_clause(text, named, clause)?,
        None => (named, doing),
    };
    let named = named.trim_end();
    let named = named.strip_suffix(" có").or_else(|| named.strip_suffix(" là")).unwrap_or(named);
    let named = named.trim_end_matches([',', ':', ' ', '\n']);
    if named.split_whitespace().count() > 100 || named.contains(['.', '“']) {
        return None;
    }
    let named_at = at..at + named.len();
    named.chars().any(char::is_alphabetic).then(|| Subject { named: named_at, rest: sentence.len() - rest.len() })
}

/// Reads the names before a clause of their own: "các sở, ngành được phân công … tại Kế hoạch này có trách nhiệm …".
///
/// "Các cơ quan được phân công …" are only those; departments that are named are named without the clause.
fn with_clause<'t>(text: &'t str, named: &'t str, clause: usize) -> Option<(&'t str, &'t str)> {
    const REACH: usize = 400;
    let duty = ["có trách nhiệm", "chịu trách nhiệm"]
        .iter()
        .filter_map(|duty| text.find(duty))
        .filter(|at| (clause..clause + REACH).contains(at))
        .min()?;
    let (whole, rest) = text.split_at_checked(duty)?;
    let before = named.get(..clause)?;
    let plain = before.trim().to_lowercase();
    let alone = matches!(plain.as_str(), "các cơ quan" | "các đơn vị" | "các cơ quan, đơn vị" | "cơ quan" | "đơn vị");
    let opens = |word: &str| text.get(clause..).is_some_and(|clause| clause.trim_start().starts_with(word));
    let subject = if alone || opens("này") { whole } else { before };
    ((opens("được") || opens("này")) && whole.split_whitespace().count() < 60).then_some((subject, rest))
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters.take(60)).collect())
}

/// Returns where the words of a name begin to hold a verb of their own.
fn clause_in(named: &str) -> Option<usize> {
    const WORDS: &[&str] =
        &[" được ", " bị ", " khi ", " phải ", " đã ", " sẽ ", " nào ", " có thể ", " thì ", " nếu ", " là ", " này "];
    static CLAUSES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(WORDS));
    let inside = || CLAUSES.first_in(named);
    let at_end = || WORDS.iter().find_map(|word| named.trim_end().strip_suffix(word.trim_end())).map(str::len);
    inside().or_else(at_end)
}

#[cfg(test)]
mod tests {
    use super::subject;

    fn named(text: &str) -> Option<String> {
        subject(text).map(|subject| text[subject.named].to_owned())
    }

    #[test]
    fn subjects() {
        assert_eq!(named("Giao Sở Nội vụ chủ trì theo dõi").as_deref(), Some("Sở Nội vụ"));
        assert_eq!(named("UBND tỉnh yêu cầu các sở báo cáo").as_deref(), Some("các sở"));
        assert_eq!(named("Các đơn vị được giao tổ chức thực hiện"), None);
        assert_eq!(named("Nâng cao chất lượng phục vụ"), None);
        assert_eq!(named("Sở Y tế là cơ quan thường trực, theo dõi").as_deref(), Some("Sở Y tế"));
    }

    #[test]
    fn circumstances_stand_before_it() {
        assert_eq!(named("Căn cứ Kế hoạch này, các sở, ngành xây dựng kế hoạch").as_deref(), Some("các sở, ngành"));
        assert_eq!(named("Căn cứ chức năng, phối hợp với các cơ quan, đơn vị liên quan triển khai"), None);
        assert_eq!(named("Đồng thời theo dõi, đôn đốc các sở, ban, ngành tỉnh triển khai"), None);
        assert_eq!(named("Đồng thời, giao Công an tỉnh chủ trì rà soát").as_deref(), Some("Công an tỉnh"));
        assert_eq!(named("Định kỳ 06 tháng các cơ quan báo cáo kết quả").as_deref(), Some("các cơ quan"));
        assert_eq!(
            named("Đối với thủ tục giảm thời gian: Giao Sở Y tế chủ động triển khai").as_deref(),
            Some("Sở Y tế")
        );
    }

    #[test]
    fn clauses_within_it() {
        assert_eq!(
            named("Các cơ quan được phân công theo Kế hoạch này có trách nhiệm lập dự toán").as_deref(),
            Some("Các cơ quan được phân công theo Kế hoạch này")
        );
        assert_eq!(
            named("các sở, ngành và Ủy ban nhân dân các xã được phân công chủ trì có trách nhiệm báo cáo").as_deref(),
            Some("các sở, ngành và Ủy ban nhân dân các xã")
        );
        assert_eq!(
            named("Các sở có liên quan tới việc thực hiện Kế hoạch này có trách nhiệm phối hợp").as_deref(),
            Some("Các sở có liên quan tới việc thực hiện Kế hoạch này")
        );
    }
}

//! FMT-002: the name of the country at the head (Quốc hiệu).

use super::lines::{head, pieces, plain};
use crate::check::{Check, Context, Findings};
use crate::text::fold_case_tone;

/// Finds the country's name written otherwise than it is fixed; `hoà` and `hòa` are both right.
pub(super) struct Nation;

impl Check for Nation {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(right) = cx.value("nation").and_then(toml::Value::as_str) else { return };
        for piece in pieces(cx.document, head(cx.document)) {
            if plain(right) == piece.plain() {
                if !piece.is_capitals() || fold_case_tone(piece.text) != fold_case_tone(right) {
                    out.finding("letters", piece.span).arg("right", right).fix(piece.span, right);
                }
            } else if lacks_words(&piece.plain(), &plain(right)) {
                out.finding("words", piece.span).arg("right", right).suggest(piece.span, right);
            }
        }
    }
}

/// Whether the line begins and ends like the name, but something in between is missing or misspelt.
fn lacks_words(line: &str, right: &str) -> bool {
    let (Some((first, _)), Some((_, last))) = (right.split_once(" xa "), right.split_once(" nghia ")) else {
        return false;
    };
    let words = line.split(' ').count();
    line.starts_with(first) && line.ends_with(last) && (5..=10).contains(&words)
}

#[cfg(test)]
mod tests {
    use super::lacks_words;

    const RIGHT: &str = "cong hoa xa hoi chu nghia viet nam";

    #[test]
    fn the_name_in_part() {
        assert!(lacks_words("cong hoa chu nghia viet nam", RIGHT));
        assert!(!lacks_words("cong hoa xa hoi", RIGHT));
        assert!(!lacks_words("chu tich nuoc cong hoa xa hoi chu nghia viet nam", RIGHT));
    }
}

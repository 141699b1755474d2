//! Reads a document's number and symbol (số, ký hiệu) in any spelling and takes it apart.
//!
//! The symbol's codes are looked up in the lexicon; how codes may be joined is the grammar here. Whether a symbol in
//! running text is a citation at all is decided in [`citation`](super::citation).

mod scheme;
mod slots;

use crate::document::DocNumber;
use crate::lexicon::Lexicon;

use super::token::{Key, Sort, Tokens};
use super::vocabulary::Vocabulary;

pub(crate) use slots::{Announced, symbol};

/// Returns the number in `text` taken apart, in any spelling (`Số: 563 /QĐ-SNV`, `qđ-ubnd`, `QÐ.TTg`, `…/QĐ-UBND`);
/// `None` where `text` is anything else or more than a number.
#[must_use]
pub fn parse_number(lexicon: &Lexicon, text: &str) -> Option<DocNumber> {
    let tokens = Tokens::of(text);
    let mut at = 0;
    while tokens.key(at) == Key::So || tokens.is_mark(at, ':') {
        at += 1;
    }
    let symbol = symbol(&tokens, &Vocabulary::of(lexicon), at, Announced::Surely)?;
    let mut end = symbol.end;
    while matches!(tokens.get(end).sort, Sort::Mark('.' | ',' | ';')) && end < tokens.len() {
        end += 1;
    }
    if end < tokens.len() {
        return None;
    }
    let printed = text.get(tokens.span(at, symbol.end).range())?;
    Some(DocNumber { text: super::one_line(printed), span: None, ..symbol.number })
}

#[cfg(test)]
mod tests {
    use super::parse_number;
    use crate::document::Scheme;
    use crate::lexicon::Lexicon;

    #[test]
    fn every_spelling_has_one_key() {
        let lexicon = Lexicon::builtin().unwrap();
        for (printed, key, scheme) in [
            ("354/QĐ-SKH-VP", "354/QĐ-SKH-VP", Scheme::Administrative),
            ("563 /QĐ-SNV", "563/QĐ-SNV", Scheme::Administrative),
            ("2057/QĐ- UBND", "2057/QĐ-UBND", Scheme::Administrative),
            ("2057/QÐ-UBND", "2057/QĐ-UBND", Scheme::Administrative),
            ("2057/QD-UBND", "2057/QĐ-UBND", Scheme::Administrative),
            ("2057/qđ-ubnd", "2057/QĐ-UBND", Scheme::Administrative),
            ("2057/Qđ-UBND", "2057/QĐ-UBND", Scheme::Administrative),
            ("2057/QĐ_UBND", "2057/QĐ-UBND", Scheme::Administrative),
            ("2609QĐ/UBND", "2609/QĐ-UBND", Scheme::Administrative),
            ("2O57/QĐ-UBND", "2057/QĐ-UBND", Scheme::Administrative),
            ("30c/NQ-CP", "30c/NQ-CP", Scheme::Administrative),
            ("56/ 2015/ NĐ - CP", "56/2015/NĐ-CP", Scheme::Normative),
            ("Số: 55 /2005/TTLT-BNV-VPCP", "55/2005/TTLT-BNV-VPCP", Scheme::Normative),
            ("136/2001/QĐ.TTg", "136/2001/QĐ-TTg", Scheme::Normative),
            ("136/2001/QĐ/TTg", "136/2001/QĐ-TTg", Scheme::Normative),
            ("49/2025TT-BCT", "49/2025/TT-BCT", Scheme::Normative),
            ("92/2017/NĐCP", "92/2017/NĐ-CP", Scheme::Normative),
            ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP", Scheme::Normative),
            ("06/2026/TT-BTС", "06/2026/TT-BTC", Scheme::Normative),
            ("109/2009/TTLT/BTC-BGDĐT", "109/2009/TTLT-BTC-BGDĐT", Scheme::Normative),
            ("77/2015/QH13", "77/2015/QH13", Scheme::Law),
            ("93/2025 QH15", "93/2025/QH15", Scheme::Law),
            ("54/2014/QH-13", "54/2014/QH13", Scheme::Law),
            ("351/2017/UBTVQH14", "351/2017/UBTVQH14", Scheme::Law),
            ("2231/SNV-CCHC&PC", "2231/SNV-CCHC&PC", Scheme::Letter),
            ("01-NQ/TU", "01-NQ/TU", Scheme::Party),
            ("1141-KH/BCSĐCP", "1141-KH/BCSĐCP", Scheme::Party),
            ("32/VBHN-VPQH", "32/VBHN-VPQH", Scheme::Consolidated),
            ("31/CP", "31/CP", Scheme::Administrative),
        ] {
            let number = parse_number(&lexicon, printed).unwrap_or_else(|| panic!("{printed} is a number"));
            assert_eq!((number.key.as_str(), number.scheme), (key, scheme), "{printed}");
        }
    }

    #[test]
    fn what_is_printed_stays_in_the_text() {
        let number = parse_number(&Lexicon::builtin().unwrap(), "56/ 2015/ NĐ - CP").unwrap();
        assert_eq!(number.text, "56/ 2015/ NĐ - CP");
        assert_eq!((number.ordinal.as_str(), number.year), ("56", Some(2015)));
        assert_eq!((number.kind.as_deref(), number.organ.as_deref()), (Some("NĐ"), Some("CP")));
    }

    #[test]
    fn a_blank_has_no_ordinal() {
        let lexicon = Lexicon::builtin().unwrap();
        for printed in ["…/QĐ-UBND", "......./QĐ-UBND", "Số:   /QĐ-UBND", "____/QĐ-UBND"] {
            let number = parse_number(&lexicon, printed).unwrap_or_else(|| panic!("{printed}"));
            assert!(number.is_blank(), "{printed}");
            assert_eq!(number.key, "/QĐ-UBND");
        }
    }

    #[test]
    fn other_things_are_no_numbers() {
        let lexicon = Lexicon::builtin().unwrap();
        for printed in ["30/12/2016", "24/7", "1/500", "1A", "", "Quyết định", "15m3/ha/năm", "số 12", "2/3"] {
            assert_eq!(parse_number(&lexicon, printed), None, "{printed}");
        }
    }
}

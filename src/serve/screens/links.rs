//! Addresses of documents and of questions.

use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in a path as it is: an id keeps its strokes.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the address of a document's page; on a day where one was asked for.
pub(in crate::serve) fn document(id: &str, day: Option<Date>) -> String {
    let day = day.map(|day| format!("?ngay={day}")).unwrap_or_default();
    format!("/van-ban/{}{day}", utf8_percent_encode(id, KEPT))
}

/// Returns the address of a document's text in another form.
pub(super) fn download(form: &str, id: &str) -> String {
    format!("/tai-ve/{form}/{}", utf8_percent_encode(id, KEPT))
}

/// Returns an address with a query of those names that have a value.
pub(super) fn asking(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{asking, document};

    #[test]
    fn addresses_hold_what_ids_and_questions_hold() {
        let day = Some("2026-11-22".parse().unwrap());
        assert_eq!(document("viet-nam/30/2020/NĐ-CP", day), "/van-ban/viet-nam/30/2020/N%C4%90-CP?ngay=2026-11-22");
        assert_eq!(document("a?b#c\"<", None), "/van-ban/a%3Fb%23c%22%3C");
        assert_eq!(asking("/tra-cuu", &[("q", "a&b c"), ("sap", "")]), "/tra-cuu?q=a%26b+c");
    }
}

//! What a client asks, out of a query string or a form.

use super::sent::Sent;
use crate::serve::problem::Problem;

/// Most bytes of text in one request: many times the longest paragraph.
const TEXT_LIMIT: usize = 1_000_000;

/// The parameters that count; others of the interface say nothing to these rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Query {
    text: Option<String>,
    data: Option<String>,
    language: Option<String>,
    api_key: Option<String>,
}

impl Query {
    /// Reads a form whose signs are percent-encoded.
    pub(super) fn encoded(form: &[u8]) -> Self {
        let mut query = Self::default();
        for (name, value) in form_urlencoded::parse(form) {
            query.set(&name, value.into_owned());
        }
        query
    }

    /// Reads the body of a request. `LibreOffice` 7.4 puts the paragraph into it as it is, with blanks, `&`, `+` and `%`.
    pub(super) fn of_body(body: &[u8]) -> Self {
        match std::str::from_utf8(body) {
            Ok(body) if body.chars().any(|letter| letter == ' ' || !letter.is_ascii()) => Self::raw(body),
            _ => Self::encoded(body),
        }
    }

    /// A raw form has its parameters behind the text; a `&` of the text is followed by none of their names.
    fn raw(body: &str) -> Self {
        const BEHIND: [&str; 4] = ["apiKey", "username", "language", "motherTongue"];
        let mut query = Self::default();
        let mut rest = body;
        while let Some((head, name, value)) = rest.rsplit_once('&').and_then(|(head, last)| {
            let (name, value) = last.split_once('=')?;
            BEHIND.contains(&name).then_some((head, name, value))
        }) {
            query.set(name, value.to_owned());
            rest = head;
        }
        if let Some((name @ ("text" | "data"), value)) = rest.split_once('=') {
            query.set(name, value.to_owned());
        }
        query
    }

    fn set(&mut self, name: &str, value: String) {
        match name {
            "text" => self.text = Some(value),
            "data" => self.data = Some(value),
            "language" => self.language = Some(value),
            "apiKey" => self.api_key = Some(value),
            _ => {}
        }
    }

    /// Returns the key of the client, where it has one.
    pub(super) fn api_key(self) -> Option<String> {
        self.api_key.filter(|key| !key.is_empty())
    }

    /// Returns the text that was sent.
    ///
    /// # Errors
    /// There is none, it is too long, or its language is another.
    pub(super) fn sent(self) -> Result<Sent, Problem> {
        let language = self.language.as_deref().unwrap_or("auto").to_ascii_lowercase();
        if !matches!(language.as_str(), "vi" | "vi-vn" | "auto") {
            return Err(Problem::LANGUAGE.because(format_args!("language={language}")));
        }
        let sent = match (self.data, self.text) {
            (Some(data), _) => Sent::annotated(&data).map_err(|error| Problem::BAD_DATA.because(error))?,
            (None, Some(text)) => Sent::plain(text),
            (None, None) => return Err(Problem::NO_TEXT),
        };
        if sent.text().len() > TEXT_LIMIT {
            return Err(Problem::TOO_BIG.because(format_args!("{TEXT_LIMIT} byte")));
        }
        Ok(sent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(body: &str) -> String {
        Query::of_body(body.as_bytes()).sent().unwrap().text().to_owned()
    }

    #[test]
    fn a_raw_body_is_taken_as_it_is() {
        let text = "Căn cứ 50% + 2 & các sở a=b&c";
        assert_eq!(text_of(&format!("text={text}&language=vi-VN")), text);
        let keyed = format!("text={text}&language=vi-VN&username=lan@stp&apiKey=tok_123");
        assert_eq!(text_of(&keyed), text);
        assert_eq!(Query::of_body(keyed.as_bytes()).api_key().as_deref(), Some("tok_123"));
    }

    #[test]
    fn an_encoded_body_is_decoded() {
        assert_eq!(text_of("language=vi-VN&text=C%C4%83n+c%E1%BB%A9+50%25+%2B+2+%26+a"), "Căn cứ 50% + 2 & a");
        assert_eq!(text_of("text=A%26B&language=auto&enabledOnly=false"), "A&B");
    }

    #[test]
    fn other_languages_and_no_text_are_refused() {
        let code = |body: &str| Query::of_body(body.as_bytes()).sent().unwrap_err();
        assert_eq!(code("language=vi-VN"), Problem::NO_TEXT);
        assert_eq!(code("data={&language=vi"), code("data={"));
        assert_ne!(code("text=a&language=en-US"), Problem::NO_TEXT);
    }

    #[test]
    fn no_bytes_make_it_fail() {
        for body in [&b"\xff\xfe&=%%"[..], b"", b"&&&", b"text", b"text=%ff%", "text=ắ&language".as_bytes()] {
            let _ = Query::of_body(body).sent();
        }
    }
}

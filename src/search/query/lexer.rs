//! Cuts a query into words, quoted phrases, filters and the marks between them.

/// What stands after a field's colon, or alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'q> {
    /// Up to the next blank.
    Bare(&'q str),
    /// In quotes.
    Quoted {
        /// Without the quotes.
        text: &'q str,
        /// Whether the second quote is there.
        closed: bool,
    },
}

impl<'q> Value<'q> {
    /// Returns the words.
    pub(super) fn text(self) -> &'q str {
        match self {
            Self::Bare(text) | Self::Quoted { text, .. } => text,
        }
    }
}

/// One part of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lexeme<'q> {
    /// `OR`, `HOẶC`, `|`.
    Or,
    /// Words or a phrase.
    Text { value: Value<'q>, minus: bool },
    /// `name:value`, with all of it as typed.
    Field { name: &'q str, value: Value<'q>, minus: bool, whole: &'q str },
}

const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// Returns the parts of a query, whatever it is.
pub(super) fn lexemes(query: &str) -> impl Iterator<Item = Lexeme<'_>> {
    let mut rest = query;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let (lexeme, tail) = next(rest);
        rest = tail;
        Some(lexeme)
    })
}

fn next(rest: &str) -> (Lexeme<'_>, &str) {
    let signed =
        rest.strip_prefix('-').filter(|after| after.starts_with(|c: char| c.is_alphanumeric() || QUOTES.contains(&c)));
    let (minus, body) = (signed.is_some(), signed.unwrap_or(rest));
    if body.starts_with(QUOTES) {
        let (value, tail) = quoted(body);
        return (Lexeme::Text { value, minus }, tail);
    }
    let end = body.find(|c: char| c.is_whitespace() || QUOTES.contains(&c)).unwrap_or(body.len());
    let (word, tail) = body.split_at(end);
    if !minus && matches!(word, "OR" | "HOẶC" | "|" | "||") {
        return (Lexeme::Or, tail);
    }
    let Some((name, bare)) = word.split_once(':').filter(|(name, _)| is_name(name)) else {
        return (Lexeme::Text { value: Value::Bare(word), minus }, tail);
    };
    if bare.is_empty() && tail.starts_with(QUOTES) {
        let (value, after) = quoted(tail);
        let whole = body.get(..body.len() - after.len()).unwrap_or(body);
        return (Lexeme::Field { name, value, minus, whole }, after);
    }
    if bare.is_empty() {
        return (Lexeme::Text { value: Value::Bare(word), minus }, tail);
    }
    (Lexeme::Field { name, value: Value::Bare(bare), minus, whole: word }, tail)
}

/// A field's name has letters and dashes only; `12:30` and `http://` are none.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_'))
}

fn quoted(body: &str) -> (Value<'_>, &str) {
    let mut letters = body.chars();
    letters.next();
    let inside = letters.as_str();
    match inside.find(QUOTES) {
        Some(end) => {
            let (text, tail) = inside.split_at(end);
            let mut after = tail.chars();
            after.next();
            (Value::Quoted { text, closed: true }, after.as_str())
        }
        None => (Value::Quoted { text: inside, closed: false }, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_quotes_and_signs() {
        let found: Vec<Lexeme<'_>> = lexemes("co-quan:\"Sở Nội vụ\" -loai:cong-van h52.1 - x “mở").collect();
        assert!(matches!(
            found[0],
            Lexeme::Field { name: "co-quan", value: Value::Quoted { text: "Sở Nội vụ", .. }, .. }
        ));
        assert!(matches!(found[1], Lexeme::Field { name: "loai", minus: true, .. }));
        assert_eq!(found[2], Lexeme::Text { value: Value::Bare("h52.1"), minus: false });
        assert_eq!(found[3], Lexeme::Text { value: Value::Bare("-"), minus: false });
        assert_eq!(
            found.last(),
            Some(&Lexeme::Text { value: Value::Quoted { text: "mở", closed: false }, minus: false })
        );
    }
}

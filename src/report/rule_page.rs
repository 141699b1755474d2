//! The prose and examples of a rule page as HTML.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd, html};

use super::xml::escaped;
use crate::rules::{Lang, Rule, RuleError, Section};

/// Heading of the paragraph in English.
const ENGLISH: &str = "In English";

/// One part of a page: heading and HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The heading.
    pub heading: String,
    /// Language of its words: `vi` or `en`.
    pub lang: &'static str,
    /// What stands under it; nothing in it is the page's own markup.
    pub html: String,
}

/// Returns the parts that are read in this language; examples are Vietnamese in both.
///
/// # Errors
/// The body of the page is wrong.
pub fn parts(rule: &Rule, lang: Lang) -> Result<Vec<Part>, RuleError> {
    let shown = |heading: &str| match lang {
        Lang::Vi => heading != ENGLISH,
        Lang::En => heading == ENGLISH || heading.starts_with("Ví dụ"),
    };
    let body = rule.body()?;
    let sections = body.sections.iter().filter(|section| shown(&section.heading));
    let part = |section: &Section| Part {
        heading: section.heading.clone(),
        lang: if section.heading == ENGLISH { "en" } else { "vi" },
        html: as_html(&section.text),
    };
    Ok(sections.map(part).collect())
}

/// Returns Markdown as HTML. Markup that stands in it is shown, not obeyed; examples keep their lines, the words that a finding
/// is expected on are marked; what the registry holds for them is left out.
fn as_html(markdown: &str) -> String {
    let mut out = String::new();
    let mut events = Parser::new(markdown);
    let mut plain = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                html::push_html(&mut out, plain.drain(..));
                let code: String = events
                    .by_ref()
                    .take_while(|event| !matches!(event, Event::End(TagEnd::CodeBlock)))
                    .filter_map(|event| if let Event::Text(text) = event { Some(text.into_string()) } else { None })
                    .collect();
                if matches!(&kind, CodeBlockKind::Fenced(info) if info.split_whitespace().next() == Some("van-ban")) {
                    out += &example(&code);
                }
            }
            Event::Html(markup) | Event::InlineHtml(markup) => plain.push(Event::Text(markup)),
            event => plain.push(event),
        }
    }
    html::push_html(&mut out, plain.into_iter());
    out
}

/// Returns an example with the words of expected findings marked, each with the code of its rule.
fn example(text: &str) -> String {
    let mut out = String::from("<pre lang=\"vi\">");
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('⟦') {
        let Some((words, tail)) = after.split_once('⟧') else { break };
        out += &escaped(before);
        out.extend(["<mark>", &escaped(words), "</mark>"]);
        rest = tail;
        while let Some((code, tail)) = rest.strip_prefix('{').and_then(|code| code.split_once('}')) {
            out.extend(["<sup>", &escaped(code), "</sup>"]);
            rest = tail;
        }
    }
    out + &escaped(rest) + "</pre>"
}

#[cfg(test)]
mod tests {
    use super::as_html;

    #[test]
    fn markup_of_a_page_is_shown_and_not_obeyed() {
        let html = as_html("Một <script>alert(1)</script> [x](javascript:alert(1))\n\n<b>đậm</b>\n");
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    }

    #[test]
    fn examples_keep_their_lines_and_marks() {
        let html = as_html(
            "Xem:\n\n```van-ban loai=a\nCăn cứ ⟦Nghị định <1>⟧{CIT-010}{CIT-011};\nĐiều 1.\n```\n\n```so-dang-ky\nx\n```\n",
        );
        let words = "Căn cứ <mark>Nghị định &lt;1&gt;</mark><sup>CIT-010</sup><sup>CIT-011</sup>;\nĐiều 1.";
        assert!(html.contains(words) && !html.contains("<p>x"), "{html}");
    }
}

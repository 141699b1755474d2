//! The pages of the findings on an office's own files: they rest on no law, so they are no rule pages.

use crate::rules::Lang;

const PAGES: [&str; 3] =
    [include_str!("office/OFC-001.md"), include_str!("office/OFC-002.md"), include_str!("office/OFC-003.md")];

/// Returns the page of this code or slug as text for a terminal: two title lines, the slug, and sections, of which the last is
/// English.
pub(super) fn page(code: &str, lang: Lang) -> Option<String> {
    let mut lines = PAGES.iter().filter_map(|page| Some((page, page.lines().nth(2)?)));
    let (page, slug) =
        lines.find(|(page, slug)| !code.is_empty() && page.split_whitespace().next() == Some(code) || *slug == code)?;
    let title = page.lines().nth(usize::from(lang != Lang::Vi))?;
    let (_, body) = page.split_once("\n\n")?;
    let (vietnamese, english) = body.split_once("## In English")?;
    let body = if lang == Lang::Vi { vietnamese } else { english };
    let headed = |line: &str| line.strip_prefix("## ").map_or_else(|| line.to_owned(), str::to_uppercase);
    let body: Vec<String> = body.trim().lines().map(headed).collect();
    Some(format!("{title}\n{slug}\n\n{}\n", body.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::{PAGES, page};
    use crate::rules::Lang;

    #[test]
    fn every_page_is_whole_in_both_languages() {
        for (at, _) in PAGES.iter().enumerate() {
            let code = format!("OFC-00{}", at + 1);
            let vietnamese = page(&code, Lang::Vi).unwrap();
            assert!(vietnamese.starts_with(&code) && vietnamese.contains("CÁCH SỬA") && !vietnamese.contains("##"));
            assert!(page(&code, Lang::En).unwrap().len() > 200);
        }
        assert!(page("mien-tru-thua", Lang::En).unwrap().starts_with("OFC-002  A waiver"));
        assert_eq!(page("OFC-009", Lang::Vi), None);
    }
}

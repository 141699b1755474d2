//! The source of an example: plain lines, or lines set as a word processor's file would.

use crate::rules::Example;
use crate::text::{Alignment, Builder, Format, Layout, Look, Page, PageNumbers, Source};

/// Twips (1/20 point) in a millimetre.
const TWIPS: f64 = 1440.0 / 25.4;

/// Returns the text of `example` as its opening line says it is set.
///
/// # Errors
/// Where a page or a look cannot be read.
pub(super) fn source(example: &Example) -> Result<Source, String> {
    let attributes = &example.attributes;
    let (page, set) = (attributes.page.as_deref(), attributes.set.as_deref());
    if page.is_none() && set.is_none() {
        return Ok(Source::from_lines(attributes.format.unwrap_or(Format::Txt), &example.text));
    }
    let looks = set.map_or(Ok(Vec::new()), looks)?;
    let mut builder = Builder::new(Format::Docx);
    for line in example.text.lines() {
        let found = looks.iter().find(|(opening, ..)| opening == "*" || line.starts_with(opening.as_str()));
        let (look, layout) = found.map_or_else(Default::default, |(_, look, layout)| (look.clone(), *layout));
        builder.push_run(line, look, None);
        builder.end_paragraph(None, layout);
    }
    if let Some(page) = page {
        builder.end_section(read_page(page)?);
        if let Some(numbers) = read_numbers(page) {
            builder.number_pages(numbers);
        }
    }
    Ok(builder.finish())
}

/// Reads the words after the figures: `tren giua`, `duoi phai trang-dau`.
fn read_numbers(words: &str) -> Option<PageNumbers> {
    let has = |wanted: &str| words.split_whitespace().any(|word| word == wanted);
    let ways = [("giua", Alignment::Center), ("phai", Alignment::Right), ("trai", Alignment::Left)];
    let alignment = ways.into_iter().find(|(word, _)| has(word)).map(|(_, way)| way);
    (has("tren") || has("duoi")).then(|| PageNumbers { at_top: has("tren"), alignment, on_first: has("trang-dau") })
}

/// Reads `210 297 20 15 20 30`.
fn read_page(words: &str) -> Result<Page, String> {
    let sides: Vec<i32> = words.split_whitespace().filter_map(twips).collect();
    let [width, height, top, right, bottom, left] = sides.as_slice() else {
        return Err("page=\"width height top right bottom left\", in millimetres".to_owned());
    };
    let some = |twips: &i32| Some(*twips);
    Ok(Page {
        width: some(width),
        height: some(height),
        top: some(top),
        right: some(right),
        bottom: some(bottom),
        left: some(left),
    })
}

fn twips(millimetres: &str) -> Option<i32> {
    let twips = millimetres.parse::<f64>().ok()? * TWIPS;
    #[expect(clippy::cast_possible_truncation, reason = "a page is smaller than a kilometre")]
    (0.0..1e6).contains(&twips).then(|| twips.round() as i32)
}

/// Reads `Căn cứ: 14 nghieng; *: 14 Arial`: the first words of lines, size, `dam`, `nghieng`, `giua`, `deu`, `ke`, and the
/// font.
fn looks(words: &str) -> Result<Vec<(String, Look, Layout)>, String> {
    words
        .split(';')
        .map(|part| {
            let (opening, how) =
                part.split_once(": ").ok_or_else(|| format!("\"{part}\" is no look: words: 14 dam"))?;
            let (mut look, mut layout) = (Look::default(), Layout::default());
            let mut font: Vec<&str> = Vec::new();
            for word in how.split_whitespace() {
                match (word, word.parse::<u16>()) {
                    (_, Ok(size)) => look.half_points = Some(size * 2),
                    ("dam", _) => look.bold = true,
                    ("nghieng", _) => look.italic = true,
                    ("giua", _) => layout.alignment = Alignment::Center,
                    ("deu", _) => layout.alignment = Alignment::Justify,
                    ("ke", _) => layout.ruled = true,
                    _ => font.push(word),
                }
            }
            let font = if font.is_empty() { "Times New Roman".to_owned() } else { font.join(" ") };
            look.font = Some(font.into());
            Ok((opening.trim().to_owned(), look, layout))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{looks, read_numbers, read_page};
    use crate::text::Alignment;

    #[test]
    fn pages_and_looks() {
        assert_eq!(read_page("210 297 20 15 20 30").unwrap().left, Some(1701));
        assert!(read_page("210 297").is_err());
        let numbers = read_numbers("210 297 20 15 20 30 duoi phai trang-dau").unwrap();
        assert_eq!((numbers.at_top, numbers.alignment, numbers.on_first), (false, Some(Alignment::Right), true));
        let found = looks("Căn cứ: 14 nghieng; *: 12 dam Arial").unwrap();
        assert_eq!((found[0].1.half_points, found[0].1.italic), (Some(28), true));
        assert_eq!((found[1].1.font.as_deref(), found[1].1.bold), (Some("Arial"), true));
    }
}

//! What a font's codes print and how wide they are; the glyphs themselves are not looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Dictionary, Object};

use super::code_table::CodeTable;
use super::file::{self, File, as_dictionary, number};

/// Most widths that one font may state.
const WIDTHS: usize = 1 << 16;
/// Width of a letter that no table gives, in thousandths of the font's size: about that of Times' small letters.
const USUAL: f64 = 500.0;

/// A font as far as its text goes.
#[derive(Debug)]
pub(super) struct Font {
    /// Its name without the tag of a subset (`ABCDEF+`).
    pub(super) name: Arc<str>,
    /// Bold, by its name or description.
    pub(super) bold: bool,
    /// Italic, by its name or description.
    pub(super) italic: bool,
    /// Bytes a code takes.
    code_bytes: usize,
    /// From the font's own table.
    table: Option<CodeTable>,
    /// From the encoding, for codes of one byte that the table leaves out.
    encoded: Vec<Box<str>>,
    /// In thousandths of the size.
    widths: BTreeMap<u32, f64>,
    usual: f64,
    /// From the units of its widths to thousandths of its size.
    scale: f64,
}

/// One code of a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Code<'f> {
    /// What it prints; `None` where the file does not say.
    pub(super) text: Option<&'f str>,
    /// How far it goes, in parts of the font's size.
    pub(super) width: f64,
    /// Whether it is the single byte 32, which word spacing widens.
    pub(super) blank: bool,
}

impl Font {
    /// Reads a font's dictionary.
    pub(super) fn read(file: &File, font: &Dictionary) -> Self {
        let subtype = file.get(font, b"Subtype").and_then(|name| name.as_name().ok()).unwrap_or_default();
        let composite = subtype == b"Type0";
        let own = if composite { descendant(file, font).unwrap_or(font) } else { font };
        let name = file.get(font, b"BaseFont").and_then(|name| name.as_name().ok()).unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        let name = without_tag(&name);
        let descriptor = file.dictionary(own, b"FontDescriptor");
        let flag = |bit: i64| {
            descriptor
                .and_then(|descriptor| file.get(descriptor, b"Flags"))
                .and_then(|flags| flags.as_i64().ok())
                .is_some_and(|flags| flags & bit != 0)
        };
        let lower = name.to_lowercase();
        let table = file.get(font, b"ToUnicode").and_then(|table| table.as_stream().ok());
        let scale = if subtype == b"Type3" { type3_scale(file, font) } else { 1.0 };
        let (widths, usual) =
            if composite { composite_widths(file, own) } else { simple_widths(file, own, descriptor) };
        Self {
            bold: lower.contains("bold") || flag(1 << 18),
            italic: lower.contains("italic") || lower.contains("oblique") || flag(1 << 6),
            code_bytes: if composite { 2 } else { 1 },
            table: table.and_then(file::table).map(|table| CodeTable::read(&table)),
            encoded: if composite { Vec::new() } else { encoded(file, font, name) },
            name: name.into(),
            widths,
            usual,
            scale,
        }
    }

    /// Cuts a string into codes.
    pub(super) fn codes<'f>(&'f self, string: &'f [u8]) -> impl Iterator<Item = Code<'f>> {
        string.chunks(self.code_bytes).map(|bytes| {
            let code = bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
            let text = self.table.as_ref().and_then(|table| table.get(code)).filter(|text| !text.is_empty());
            let encoded = || usize::try_from(code).ok().and_then(|code| self.encoded.get(code)).map(AsRef::as_ref);
            let width = self.widths.get(&code).copied().unwrap_or(self.usual) * self.scale / 1000.0;
            Code { text: text.or_else(encoded), width, blank: bytes == b" " }
        })
    }
}

impl Font {
    /// Returns whether the font's letters are those of a code before Unicode.
    pub(super) fn has_own_code(&self) -> bool {
        has_own_code(&self.name)
    }
}

/// Returns a font's name without `ABCDEF+`, which marks a subset.
fn without_tag(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

fn descendant<'f>(file: &'f File, font: &'f Dictionary) -> Option<&'f Dictionary> {
    file.array(font, b"DescendantFonts")?.first().and_then(|font| file.follow(font)).and_then(as_dictionary)
}

/// Returns what each one-byte code prints by the font's encoding.
///
/// Fonts with a code of their own (`.VnTime`, `VNI-Times`) name the standard encoding and mean other letters by its
/// codes: those come out as bytes of Latin-1, as a table for such fonts expects them.
fn encoded(file: &File, font: &Dictionary, name: &str) -> Vec<Box<str>> {
    let encoding = file.encoding(font).filter(|_| !has_own_code(name));
    let letter = |byte: u8| -> Box<str> {
        let text = encoding.as_ref().and_then(|encoding| encoding.bytes_to_string(&[byte]).ok());
        text.filter(|text| !text.is_empty() && text != "\u{fffd}")
            .map_or_else(|| char::from(byte).to_string().into(), Into::into)
    };
    (0..=u8::MAX).map(letter).collect()
}

/// Returns whether a font is one of those made before Unicode: TCVN3 (`.Vn…`) or VNI.
fn has_own_code(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.starts_with(".vn") || lower.starts_with("vni-")
}

fn simple_widths(file: &File, font: &Dictionary, descriptor: Option<&Dictionary>) -> (BTreeMap<u32, f64>, f64) {
    let first = file.get(font, b"FirstChar").and_then(|first| first.as_i64().ok()).unwrap_or(0);
    let first = u32::try_from(first).unwrap_or(0);
    let stated = file.array(font, b"Widths").unwrap_or_default().iter().take(256);
    let widths: BTreeMap<u32, f64> =
        (first..).zip(stated).filter_map(|(code, width)| Some((code, file.follow(width).and_then(number)?))).collect();
    let missing = descriptor.and_then(|descriptor| file.get(descriptor, b"MissingWidth")).and_then(number);
    (widths, missing.filter(|width| *width > 0.0).unwrap_or(USUAL))
}

/// Reads `/W`: `first [w w w]` or `first last w` (ISO 32000-1, 9.7.4.3).
fn composite_widths(file: &File, font: &Dictionary) -> (BTreeMap<u32, f64>, f64) {
    let mut widths = BTreeMap::new();
    let mut entries = file.array(font, b"W").unwrap_or_default().iter().filter_map(|entry| file.follow(entry));
    let code = |object: &Object| object.as_i64().ok().and_then(|code| u32::try_from(code).ok());
    while let (Some(first), Some(next)) = (entries.next().and_then(code), entries.next()) {
        if let Ok(list) = next.as_array() {
            let list = list.iter().take(WIDTHS).filter_map(|width| file.follow(width).and_then(number));
            widths.extend((first..).zip(list));
        } else if let (Some(last), Some(width)) = (code(next), entries.next().and_then(number)) {
            widths.extend((first..=last).take(WIDTHS).map(|code| (code, width)));
        }
        if widths.len() > WIDTHS {
            break;
        }
    }
    (widths, file.get(font, b"DW").and_then(number).unwrap_or(1000.0))
}

/// Returns the scale of a font drawn by content streams, whose widths are in units of its own.
fn type3_scale(file: &File, font: &Dictionary) -> f64 {
    let matrix = file.numbers(font, b"FontMatrix");
    matrix.and_then(|matrix| matrix.first().copied()).map_or(1.0, |along| along.abs() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subset_tags() {
        assert_eq!(without_tag("BCDEEE+TimesNewRomanPSMT"), "TimesNewRomanPSMT");
        assert_eq!(without_tag("C+Font"), "C+Font");
    }

    #[test]
    fn fonts_with_a_code_of_their_own() {
        assert!(has_own_code(".VnTimeH") && has_own_code("VNI-Times") && !has_own_code("VnCenturySchoolbook"));
    }
}

//! Electronic signatures that a file carries (ISO 32000-1, 12.8): found and shown, not verified.

use lopdf::{Dictionary, Object};

use super::file::{File, as_dictionary};
use crate::ingest::der;
use crate::text::ElectronicSignature;

/// Most form fields that are looked at, and how deep they may nest.
const FIELDS: usize = 10_000;
const DEPTH: usize = 16;

/// Returns the signatures of a file of `length` bytes, in its order. Time stamps of archives are none.
pub(super) fn find(file: &File, length: usize) -> Vec<ElectronicSignature> {
    let form = file.catalog().and_then(|catalog| file.dictionary(catalog, b"AcroForm"));
    let fields = form.and_then(|form| file.array(form, b"Fields")).unwrap_or_default();
    let mut open: Vec<(&Object, usize)> = fields.iter().rev().map(|field| (field, 0)).collect();
    let mut found = Vec::new();
    let mut seen = 0;
    while let Some((field, depth)) = open.pop() {
        seen += 1;
        if seen > FIELDS {
            break;
        }
        let Some(field) = file.follow(field).and_then(as_dictionary) else { continue };
        if depth < DEPTH {
            let kids = file.array(field, b"Kids").unwrap_or_default();
            open.extend(kids.iter().rev().map(|kid| (kid, depth + 1)));
        }
        let value = file.dictionary(field, b"V").filter(|value| value.has(b"ByteRange"));
        let stamp = |value: &&Dictionary| {
            value.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"DocTimeStamp")
        };
        found.extend(value.filter(|value| !stamp(value)).map(|value| signature(file, value, length)));
    }
    found
}

fn signature(file: &File, value: &Dictionary, length: usize) -> ElectronicSignature {
    let string = |key: &[u8]| file.get(value, key).and_then(|object| object.as_str().ok());
    let signer = string(b"Contents").and_then(der::signer).unwrap_or_default();
    let stated = || file.get(value, b"Name").and_then(|name| lopdf::decode_text_string(name).ok());
    let time = string(b"M").and_then(|time| iso(time.strip_prefix(b"D:").unwrap_or(time)));
    ElectronicSignature {
        signer: signer.name.or_else(stated).filter(|name| !name.trim().is_empty()),
        time: time.or_else(|| signer.time.and_then(|time| iso_utc(&time))),
        covers_whole: file.numbers(value, b"ByteRange").and_then(|range| covers(&range, length)),
    }
}

/// Returns whether the signed ranges leave out only the signature itself; `None` where they are not two ranges.
fn covers(range: &[f64], length: usize) -> Option<bool> {
    let &[start, first, second, rest] = range else { return None };
    let whole = f64::from(u32::try_from(length).ok()?);
    // A line end behind the last `%%EOF` changes nothing.
    Some(start == 0.0 && first < second && (second + rest - whole).abs() <= 2.0)
}

/// Writes `20260302081534+07'00'` as ISO 8601, as far as it goes.
fn iso(time: &[u8]) -> Option<String> {
    let time = std::str::from_utf8(time).ok()?.trim();
    let digits = time.bytes().take_while(u8::is_ascii_digit).count().min(14);
    let part = |from: usize, to: usize| time.get(from..to).filter(|_| to <= digits);
    let mut written = part(0, 4)?.to_owned();
    for (mark, from) in [('-', 4), ('-', 6), ('T', 8), (':', 10), (':', 12)] {
        let Some(part) = part(from, from + 2) else { return Some(written) };
        written.push(mark);
        written.push_str(part);
    }
    let zone: String = time.get(digits..)?.split('\'').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(":");
    let known = zone == "Z" || zone.len() == 6 && zone.starts_with(['+', '-']);
    written.push_str(if known { &zone } else { "" });
    Some(written)
}

/// Writes the time of a certificate's kind, whose years may have two digits (RFC 5280, 4.1.2.5.1).
fn iso_utc(time: &str) -> Option<String> {
    let digits = time.trim_end_matches('Z');
    match digits.len() {
        12 => iso(format!("{}{digits}Z", if digits < "50" { "20" } else { "19" }).as_bytes()),
        _ => iso(time.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(iso(b"20260302081534+07'00'").as_deref(), Some("2026-03-02T08:15:34+07:00"));
        assert_eq!(iso(b"20260302081534Z").as_deref(), Some("2026-03-02T08:15:34Z"));
        assert_eq!(iso(b"202603").as_deref(), Some("2026-03"));
        assert_eq!(iso("năm".as_bytes()), None);
        assert_eq!(iso_utc("260302010203Z").as_deref(), Some("2026-03-02T01:02:03Z"));
    }

    #[test]
    fn ranges() {
        assert_eq!(covers(&[0.0, 100.0, 200.0, 300.0], 500), Some(true));
        assert_eq!(covers(&[0.0, 100.0, 200.0, 300.0], 900), Some(false));
        assert_eq!(covers(&[0.0, 100.0], 500), None);
    }
}

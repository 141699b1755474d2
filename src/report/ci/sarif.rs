//! SARIF 2.1.0 (OASIS): all rules declared, findings with places, fingerprints, fixes and what was accepted.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Run;
use crate::check::{Finding, Fix, Safety, Verdict};
use crate::document::Document;
use crate::rules::{Lang, Rule, Severity};
use crate::text::{Format, LineIndex, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Under which name fingerprints are kept: another way to make them gets another name.
const FINGERPRINT: &str = "soat/v1";

/// Writes the log. Places of text files are lines and columns; of others, whose lines nobody sees, offsets in characters of
/// the text that `soat parse` gives, beside the provision.
///
/// # Errors
/// `out` cannot be written.
pub fn sarif(run: &Run<'_>, out: &mut impl Write) -> io::Result<()> {
    let rules: Vec<&Rule> = run.rules.iter().collect();
    let mut results: Vec<Value> = Vec::new();
    for (document, findings) in &run.checked {
        let place = Place { document, lines: LineIndex::new(&document.text) };
        results.extend(findings.iter().map(|finding| result(finding, &rules, Some(&place))));
    }
    results.extend(run.office.iter().map(|finding| result(finding, &rules, None)));
    let driver = json!({
        "name": "soat",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": if run.lang == Lang::Vi { "vi" } else { "en" },
        "rules": rules.iter().map(|rule| descriptor(rule, run.lang)).collect::<Vec<_>>(),
        "properties": {"rulesDigest": run.rules.digest()},
    });
    let artifacts: Vec<Value> =
        run.checked.iter().map(|(document, _)| json!({"location": {"uri": uri(&document.path)}})).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts,
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn descriptor(rule: &Rule, lang: Lang) -> Value {
    let front = &rule.front;
    let bases: Vec<Value> = front
        .basis
        .iter()
        .map(|basis| {
            json!({
                "number": basis.number, "place": basis.place, "from": basis.from, "to": basis.to,
                "verified": basis.verified,
            })
        })
        .collect();
    let help = rule.body().ok().map(|body| {
        let shown = |heading: &str| match lang {
            Lang::Vi => matches!(heading, "Kiểm tra gì" | "Vì sao" | "Cách sửa" | "Ngoại lệ và giới hạn"),
            Lang::En => heading == "In English",
        };
        let sections = body.sections.iter().filter(|section| shown(&section.heading));
        sections.map(|section| section.text.trim()).collect::<Vec<_>>().join("\n\n")
    });
    json!({
        "id": front.code,
        "name": front.slug,
        "shortDescription": {"text": front.title.get(lang)},
        "help": {"text": help.filter(|help| !help.is_empty()).unwrap_or_else(|| front.title.get(lang).to_owned())},
        "defaultConfiguration": {"level": level(front.severity)},
        "properties": {
            "tags": [rule.family], "severity": front.severity, "precision": front.confidence, "status": front.status,
            "basis": bases,
        },
    })
}

/// A document with its lines.
struct Place<'d> {
    document: &'d Document,
    lines: LineIndex<'d>,
}

impl Place<'_> {
    fn region(&self, span: Span) -> Value {
        let text = &self.document.text;
        let characters = |span: Span| text.get(span.range()).map_or(0, |part| part.chars().count());
        let snippet = json!({"text": self.document.slice(span)});
        if matches!(self.document.format, Format::Txt | Format::Md) {
            let ((line, column), (last, end)) = (self.lines.locate(span.start), self.lines.locate(span.end));
            return json!({
                "startLine": line, "startColumn": column, "endLine": last, "endColumn": end, "snippet": snippet,
            });
        }
        let offset = characters(Span::new(0, span.start));
        json!({"charOffset": offset, "charLength": characters(span), "snippet": snippet})
    }
}

fn result(finding: &Finding, rules: &[&Rule], place: Option<&Place<'_>>) -> Value {
    // "open": there was not enough to decide by. Only what fails has a level.
    let (kind, level) = match finding.verdict {
        Verdict::Unverified => ("open", "none"),
        Verdict::Violation | Verdict::Suspected => ("fail", level(finding.severity)),
    };
    let artifact = json!({"uri": uri(&finding.path)});
    let region = place.map_or_else(
        || json!({"startLine": finding.line, "startColumn": finding.column}),
        |place| place.region(finding.span),
    );
    let mut location = json!({"physicalLocation": {"artifactLocation": artifact, "region": region}});
    if let (Some(provision), Some(fields)) = (&finding.provision, location.as_object_mut()) {
        fields.insert("logicalLocations".into(), json!([{"fullyQualifiedName": provision, "kind": "element"}]));
    }
    let mut result = json!({
        "ruleId": finding.code,
        "kind": kind,
        "level": level,
        "message": {"text": format!("{}\n{}\n{}", finding.message, finding.why, finding.help)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "severity": finding.severity, "confidence": finding.confidence, "verdict": finding.verdict,
            "asOf": finding.as_of, "regime": finding.regime, "remedy": finding.remedy, "basis": finding.basis,
        },
    });
    let Some(fields) = result.as_object_mut() else { return result };
    if let Some(index) = rules.iter().position(|rule| rule.code() == finding.code) {
        fields.insert("ruleIndex".into(), index.into());
    }
    let related: Vec<Value> = finding
        .related
        .iter()
        .map(|related| {
            let name = related.document.as_ref().or(related.path.as_ref());
            let places = name.map(|name| json!([{"fullyQualifiedName": name}]));
            json!({"message": {"text": related.note}, "logicalLocations": places.unwrap_or_else(|| json!([]))})
        })
        .collect();
    if !related.is_empty() {
        fields.insert("relatedLocations".into(), related.into());
    }
    if let (Some(fix), Some(place)) = (&finding.fix, place) {
        fields.insert("fixes".into(), json!([change(finding, fix, place)]));
    }
    if let Some(reason) = &finding.suppressed {
        fields.insert("suppressions".into(), json!([{"kind": "external", "justification": reason}]));
    }
    result
}

fn change(finding: &Finding, fix: &Fix, place: &Place<'_>) -> Value {
    let mut region = place.region(fix.span);
    region.as_object_mut().map(|fields| fields.remove("snippet"));
    let replacement = json!({"deletedRegion": region, "insertedContent": {"text": fix.text}});
    json!({
        "description": {"text": finding.help},
        "artifactChanges": [{"artifactLocation": {"uri": uri(&finding.path)}, "replacements": [replacement]}],
        "properties": {"safe": fix.safety == Safety::Safe},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker | Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Returns a path as a reference of RFC 3986: relative as given, `/` between its steps, other signs escaped.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    if uri.starts_with('/') { format!("file://{uri}") } else { uri }
}

fn digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("du-thao/Quyết định 1.docx"), "du-thao/Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%201.docx");
        assert_eq!(uri("/tmp/a.txt"), "file:///tmp/a.txt");
    }
}

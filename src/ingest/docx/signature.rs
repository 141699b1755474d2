//! Electronic signatures in a Word package (ECMA-376 part 2, 13): found and shown, not verified.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::events::Event;

use crate::ingest::package::{Package, Part};
use crate::ingest::xml::{Xml, attribute};
use crate::ingest::{IngestError, der};
use crate::text::{Builder, ElectronicSignature};

/// The folder of signatures.
const FOLDER: &str = "_xmlsignatures/";

/// Adds the signatures of a package, in the order of their parts' names.
pub(super) fn find(package: &mut Package<'_>, builder: &mut Builder) {
    for name in package.names(FOLDER) {
        let xml = name.rsplit('.').next().is_some_and(|extension| extension == "xml");
        if !xml {
            continue;
        }
        match package.part(&name) {
            Ok(Some(part)) => match read(&part) {
                Ok(found) => builder.sign(found.told(&package.names("word/"))),
                Err(error) => builder.skip(name, error.to_string()),
            },
            Ok(None) => {}
            Err(error) => builder.skip(name, error.to_string()),
        }
    }
}

/// What one signature says.
#[derive(Debug, Default)]
struct Found {
    certificate: String,
    time: String,
    /// Names of the parts that it covers, in lower case.
    parts: BTreeSet<String>,
}

impl Found {
    /// Tells whether the signature covers all of the document's own parts.
    fn told(self, own: &[String]) -> ElectronicSignature {
        let packed: String = self.certificate.split_whitespace().collect();
        let signer = STANDARD.decode(packed).ok().and_then(|certificate| der::subject(&certificate));
        let text = own.iter().filter(|name| !name.contains("/_rels/"));
        let covers = text.clone().next().is_some() && text.clone().all(|name| self.parts.contains(name));
        ElectronicSignature {
            signer,
            time: Some(self.time).filter(|time| !time.is_empty()),
            covers_whole: Some(covers).filter(|_| !self.parts.is_empty()),
        }
    }
}

fn read(part: &Part) -> Result<Found, IngestError> {
    let mut found = Found::default();
    let mut path: Vec<String> = Vec::new();
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(start) => {
                let name = start.local_name().as_ref().to_owned();
                if name == "Reference"
                    && let Some(uri) = attribute(&start, "URI")
                {
                    let named = uri.split('?').next().unwrap_or_default().trim_start_matches('/');
                    found.parts.extend((!named.starts_with('#')).then(|| named.to_lowercase()));
                }
                path.push(name);
            }
            Event::Text(words) => {
                let above = |up: usize| path.iter().rev().nth(up).map_or("", String::as_str);
                match (above(1), above(0)) {
                    (_, "X509Certificate") if found.certificate.is_empty() => found.certificate.push_str(&words),
                    ("SignatureTime", "Value") | (_, "SigningTime") if found.time.is_empty() => {
                        words.trim().clone_into(&mut found.time);
                    }
                    _ => {}
                }
            }
            Event::End(_) => {
                path.pop();
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

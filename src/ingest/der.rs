//! Just enough of DER (ITU-T X.690) and CMS (RFC 5652) to learn whose certificate signed.

/// One element: its tag and its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Element<'d> {
    tag: u8,
    content: &'d [u8],
}

const INTEGER: u8 = 0x02;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
/// `[0]`, constructed.
const FIRST: u8 = 0xa0;
/// `commonName`, 2.5.4.3.
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
/// `signingTime`, 1.2.840.113549.1.9.5.
const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05];

/// What a CMS signature says of itself. Nothing of it is verified.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Signer {
    /// Common name of the certificate's subject.
    pub(super) name: Option<String>,
    /// When it says it was made, as `yymmddhhmmssZ` or `yyyymmddhhmmssZ`.
    pub(super) time: Option<String>,
}

/// Reads who made a detached signature: the signer's certificate is the one that its serial number names.
pub(super) fn signer(cms: &[u8]) -> Option<Signer> {
    let data = inside(cms, SEQUENCE)?;
    let data = elements(data).find(|element| element.tag == FIRST)?.content;
    let data = inside(data, SEQUENCE)?;
    let certificates = elements(data).find(|element| element.tag == FIRST)?.content;
    // The sets of the signed data are its digests' names first, its signers last.
    let signers = elements(data).filter(|element| element.tag == SET).last()?.content;
    let signer = inside(signers, SEQUENCE)?;
    let issuer = elements(signer).find(|element| element.tag == SEQUENCE)?.content;
    let serial = elements(issuer).find(|element| element.tag == INTEGER)?;
    let mut known = elements(certificates).filter_map(|certificate| inside(certificate.content, SEQUENCE));
    let own = known.find(|certificate| elements(certificate).any(|element| element == serial));
    Some(Signer { name: own.and_then(common_name), time: valued(signer, SIGNING_TIME) })
}

/// Reads whose certificate (X.509, RFC 5280) it is: the common name of its subject.
pub(super) fn subject(certificate: &[u8]) -> Option<String> {
    common_name(inside(inside(certificate, SEQUENCE)?, SEQUENCE)?)
}

/// Returns the common name of the subject of a certificate, whose signed part is given.
fn common_name(certificate: &[u8]) -> Option<String> {
    // Before the subject stand the algorithm, the issuer and the period.
    let subject = elements(certificate).filter(|element| element.tag == SEQUENCE).nth(3)?;
    valued(subject.content, COMMON_NAME)
}

/// Returns the content of the first element, where it has this tag.
fn inside(bytes: &[u8], tag: u8) -> Option<&[u8]> {
    elements(bytes).next().filter(|element| element.tag == tag).map(|element| element.content)
}

/// Cuts bytes into elements, as far as they are such.
fn elements(bytes: &[u8]) -> impl Iterator<Item = Element<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (&tag, after) = rest.split_first()?;
        let (&length, after) = after.split_first()?;
        let (length, content) = if length < 0x80 {
            (usize::from(length), after)
        } else {
            let (digits, after) =
                after.split_at_checked(usize::from(length & 0x7f)).filter(|(d, _)| (1..=4).contains(&d.len()))?;
            (digits.iter().fold(0, |length, &digit| length << 8 | usize::from(digit)), after)
        };
        let (content, next) = content.split_at_checked(length)?;
        rest = next;
        Some(Element { tag, content })
    })
}

/// Returns the text beside the object identifier `name`, however deep it stands.
fn valued(bytes: &[u8], name: &[u8]) -> Option<String> {
    const DEPTH: usize = 8;
    fn search(bytes: &[u8], name: &[u8], depth: usize) -> Option<String> {
        let mut found = false;
        for element in elements(bytes) {
            if found {
                return text(&element);
            }
            found = element.tag == 0x06 && element.content == name;
            if element.tag & 0x20 != 0 && depth > 0 {
                let inner = search(element.content, name, depth - 1);
                if inner.is_some() {
                    return inner;
                }
            }
        }
        None
    }
    search(bytes, name, DEPTH)
}

/// Returns the text of a string or time, or of the first one in a set.
fn text(element: &Element<'_>) -> Option<String> {
    match element.tag {
        0x0c | 0x13 | 0x16 | 0x17 | 0x18 => String::from_utf8(element.content.to_vec()).ok(),
        0x14 => Some(element.content.iter().map(|&byte| char::from(byte)).collect()),
        0x1e => {
            let (units, _) = element.content.as_chunks::<2>();
            String::from_utf16(&units.iter().map(|unit| u16::from_be_bytes(*unit)).collect::<Vec<_>>()).ok()
        }
        SET => elements(element.content).next().as_ref().and_then(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let content = parts.concat();
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&[tag, 0x82][..], &length, &content].concat()
    }

    fn named(common: &str) -> Vec<u8> {
        make(
            SEQUENCE,
            &[&make(SET, &[&make(SEQUENCE, &[&make(6, &[COMMON_NAME]), &make(0x0c, &[common.as_bytes()])])])],
        )
    }

    fn certificate(serial: &[u8], subject: &str) -> Vec<u8> {
        let empty = make(SEQUENCE, &[]);
        let number = make(INTEGER, &[serial]);
        let version = make(FIRST, &[&make(INTEGER, &[&[2]])]);
        let signed =
            make(SEQUENCE, &[&version, &number, &empty, &named("Tổ chức chứng thực"), &empty, &named(subject)]);
        make(SEQUENCE, &[&signed])
    }

    #[test]
    fn the_signer_is_whose_serial_number_is_named() {
        let issuer = make(SEQUENCE, &[&named("Tổ chức chứng thực"), &make(INTEGER, &[&[7]])]);
        let time = make(SEQUENCE, &[&make(6, &[SIGNING_TIME]), &make(SET, &[&make(0x17, &[b"260302010203Z"])])]);
        let signer_info = make(SEQUENCE, &[&make(INTEGER, &[&[1]]), &issuer, &make(FIRST, &[&time])]);
        let certificates = make(FIRST, &[&certificate(&[5], "Tổ chức"), &certificate(&[7], "Nguyễn Văn A")]);
        let empty = make(SEQUENCE, &[]);
        let version = make(INTEGER, &[&[1]]);
        let data = make(SEQUENCE, &[&version, &make(SET, &[]), &empty, &certificates, &make(SET, &[&signer_info])]);
        let cms = make(SEQUENCE, &[&make(6, &[&[1]]), &make(FIRST, &[&data])]);
        let expected = Signer { name: Some("Nguyễn Văn A".to_owned()), time: Some("260302010203Z".to_owned()) };
        assert_eq!(signer(&[cms.clone(), vec![0; 40]].concat()), Some(expected));
        for end in 0..cms.len() {
            signer(&cms[..end]);
        }
    }
}

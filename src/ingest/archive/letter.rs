//! Letters (`.eml`, RFC 5322 and MIME): their attachments, and their own text where they have one.

use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};

use super::Unpacking;
use crate::ingest::guard::guarded;
use crate::ingest::{IngestError, is_readable_name};

/// What the letter's own text is called.
const OWN: &str = "noi-dung-thu";

/// Gives away the letter's own text and its readable attachments.
pub(super) fn open(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], depth: usize) -> Result<(), IngestError> {
    let unread = || IngestError::Damaged("không phải thư điện tử".to_owned());
    let letter = guarded(|| MessageParser::default().parse(bytes).ok_or_else(unread))?;
    let own = letter.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) if !text.trim().is_empty() => Some((format!("{OWN}.txt"), text)),
        PartType::Html(text) if !text.trim().is_empty() => Some((format!("{OWN}.html"), text)),
        _ => None,
    });
    if let Some((own, text)) = own {
        unpacking.member(name, &own, depth, |_| Ok(text.as_bytes().to_vec()));
    }
    for part in letter.attachments() {
        let Some(own) = attachment_name(part) else { continue };
        unpacking.member(name, &own, depth, |limit| {
            let bytes = match &part.body {
                PartType::Message(inner) => inner.raw_message(),
                _ => part.contents(),
            };
            if bytes.len() as u64 > limit { Err(super::too_big(bytes.len() as u64, limit)) } else { Ok(bytes.to_vec()) }
        });
    }
    Ok(())
}

/// Returns the name of an attachment that is worth reading; pictures inside the letter's text are not.
fn attachment_name(part: &MessagePart<'_>) -> Option<String> {
    if matches!(part.body, PartType::Message(_)) {
        return Some(part.attachment_name().map_or_else(|| "thu-kem-theo.eml".to_owned(), str::to_owned));
    }
    let inside = matches!(part.body, PartType::InlineBinary(_)) || part.content_id().is_some();
    let picture = part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"));
    let name = part.attachment_name().filter(|name| is_readable_name(name))?;
    (!(inside && picture)).then(|| name.to_owned())
}

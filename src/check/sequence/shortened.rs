//! The shortened procedure (trình tự, thủ tục rút gọn), under which a normative document may take effect at once.

use crate::document::Document;

/// Returns whether the document says that it was made under the shortened procedure.
pub(super) fn is_mentioned(document: &Document) -> bool {
    let text = document.text.to_lowercase();
    // A file that wraps its lines may cut the words.
    text.contains("rút gọn") || text.contains("rút\ngọn")
}

//! The shortened procedure (trình tự, thủ tục rút gọn), under which a normative document may take effect at once.

use crate::document::Document;

/// Returns whether the document says that it was made under the shortened procedure.
pub(super) fn is_mentioned(document: &Document) -> bool {
    document.text.to_lowercase().contains("rút gọn")
}

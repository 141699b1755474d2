//! Counts what was met and not read, so that nothing is dropped unsaid.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::text::Builder;

/// Kinds of content that give no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unread {
    /// A picture.
    Picture,
    /// An embedded object (OLE).
    Object,
    /// A chart.
    Chart,
    /// A `SmartArt` diagram.
    Diagram,
    /// Decorative text (`WordArt`) kept as a drawing.
    WordArt,
    /// An equation.
    Equation,
    /// Another document taken in (`altChunk`, `subDoc`).
    Chunk,
    /// Text formatted as hidden.
    Hidden,
    /// Text that a tracked change takes away.
    Deleted,
    /// Text in a font of the encodings before Unicode.
    LegacyFont,
    /// A text box deep inside others.
    DeepBox,
    /// A comment.
    Comment,
    /// A macro.
    Macro,
}

impl Unread {
    fn words(self) -> &'static str {
        match self {
            Self::Picture => "ảnh, không đọc chữ trong ảnh",
            Self::Object => "đối tượng nhúng (OLE)",
            Self::Chart => "biểu đồ",
            Self::Diagram => "sơ đồ SmartArt",
            Self::WordArt => "chữ nghệ thuật (WordArt)",
            Self::Equation => "công thức",
            Self::Chunk => "tài liệu con nhúng",
            Self::Hidden => "đoạn chữ ẩn, không in ra",
            Self::Deleted => "đoạn đã xóa theo chế độ theo dõi thay đổi, không rà soát",
            Self::LegacyFont => "đoạn chữ phông TCVN3/VNI đã chuyển sang Unicode",
            Self::DeepBox => "hộp chữ lồng quá sâu",
            Self::Comment => "ý kiến nhận xét (comment), không thuộc nội dung văn bản",
            Self::Macro => "macro, không đọc và không chạy",
        }
    }
}

/// Counts by part and kind.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: BTreeMap<(Arc<str>, Unread), usize>,
}

impl Tally {
    /// Counts one.
    pub(super) fn add(&mut self, part: &Arc<str>, what: Unread) {
        *self.counts.entry((Arc::clone(part), what)).or_default() += 1;
    }

    /// Says all counts.
    pub(super) fn say(&self, builder: &mut Builder) {
        for ((part, what), count) in &self.counts {
            builder.skip(&**part, format!("{count} {}", what.words()));
        }
    }
}

//! Why a file could not be read, in words for the person who has the file.

use thiserror::Error;

/// Why a file gave no [`Source`](crate::text::Source). The message names the reason and what to do, not the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IngestError {
    /// The operating system refused to open or read the file.
    #[error("không mở được tệp ({0}); kiểm tra đường dẫn và quyền đọc")]
    Unopened(String),
    /// No bytes.
    #[error("tệp rỗng; kiểm tra lại việc sao chép hoặc tải tệp")]
    Empty,
    /// A container that is cut or damaged.
    #[error("tệp bị hỏng hoặc thiếu phần cuối ({0}); mở bằng chương trình đã tạo ra tệp, lưu lại rồi thử lại")]
    Damaged(String),
    /// A file behind a password: Word (OLE `EncryptedPackage`) or PDF.
    #[error(
        "tệp có mật khẩu; mở bằng phần mềm đã tạo tệp (Word: Tệp › Thông tin › Bảo vệ tài liệu), bỏ mật khẩu rồi lưu lại"
    )]
    Encrypted,
    /// A member of an archive behind a password.
    #[error("tệp bên trong có mật khẩu; giải nén bằng mật khẩu rồi đưa từng tệp vào")]
    EncryptedMember,
    /// An archive or a letter without any document.
    #[error("bên trong không có văn bản nào đọc được; giải nén và kiểm tra lại các tệp")]
    NoMembers,
    /// Archives inside archives beyond the limit, which the field says.
    #[error("tệp nén lồng quá sâu (hơn {0} cấp); giải nén rồi đưa từng tệp vào")]
    Nested(usize),
    /// A PDF that is cut, damaged or has no page; the field says what was found.
    #[error("tệp PDF bị hỏng hoặc thiếu ({0}); tải lại, hoặc mở bằng trình đọc PDF rồi in ra PDF mới")]
    BadPdf(String),
    /// A PDF without a text layer.
    #[error(
        "tệp PDF chỉ có ảnh chụp ({pages} trang), không có chữ để đọc; dùng bản PDF xuất từ Word, hoặc nhận dạng chữ (OCR) rồi thử lại"
    )]
    Scanned {
        /// Number of pages.
        pages: usize,
    },
    /// An Office 97–2003 file; the field names its extension.
    #[error("tệp {0} kiểu cũ (Office 97–2003) chưa đọc được; mở bằng Word hoặc LibreOffice và lưu thành .docx")]
    Legacy(&'static str),
    /// A format that only a program outside soat reads, and that is not at hand.
    #[error(
        "tệp {format} cần {program} mà máy này chưa có; cài {program}, hoặc ghi đường dẫn tới nó vào biến môi trường {variable}, hoặc lưu tệp thành .docx"
    )]
    NeedsProgram {
        /// The format, by its extension or in words.
        format: &'static str,
        /// The program's name.
        program: &'static str,
        /// The environment variable that may name it.
        variable: &'static str,
    },
    /// A program outside soat could not read the file.
    #[error("{program} không đọc được tệp ({reason}); mở bằng chương trình đã tạo ra tệp và lưu thành .docx")]
    ProgramFailed {
        /// The program's name.
        program: &'static str,
        /// What it did.
        reason: String,
    },
    /// A zip container that holds something else than a Word document; the field says what.
    #[error("không phải văn bản Word mà là {0}; xuất nội dung cần rà soát thành .docx hoặc .txt")]
    NotWord(&'static str),
    /// A file that was to be a list and is none.
    #[error("không phải bảng tính hay tệp .csv; lưu danh sách thành .xlsx hoặc .csv rồi thử lại")]
    NotAList,
    /// A list in which no sheet has the columns of one.
    #[error(
        "không nhận ra hàng đầu cột của danh sách (cần số ký hiệu, ngày, trích yếu); xem soat ingest --show-mapping và ghi tệp ánh xạ cho --mapping"
    )]
    NoHeads,
    /// Separated text with a quotation mark that was not closed: what follows cannot be told apart.
    #[error("dòng {line}: dấu ngoặc kép mở mà không đóng, các dòng sau bị dính vào một ô; sửa dấu ngoặc kép trong tệp")]
    OpenQuote {
        /// The line on which the row begins, from 1.
        line: usize,
    },
    /// A file, part or count over a limit.
    #[error("quá lớn: {what} {found}, giới hạn {limit}; tách tệp hoặc xóa bớt ảnh nhúng")]
    TooBig {
        /// What is too big: the file, a named part, the number of entries.
        what: String,
        /// The size found, with its unit.
        found: String,
        /// The limit, with its unit.
        limit: String,
    },
    /// Elements nested beyond the limit.
    #[error("phần {part} lồng quá sâu (hơn {limit} cấp); mở bằng Word và lưu lại")]
    TooDeep {
        /// The part's name.
        part: String,
        /// The limit in levels.
        limit: usize,
    },
    /// A part that is not well-formed XML, or has a DTD.
    #[error("phần {part} không phải XML hợp lệ ở byte {at} ({reason}); mở bằng Word, lưu lại rồi thử lại")]
    BadXml {
        /// The part's name.
        part: String,
        /// Byte offset in the unpacked part.
        at: u64,
        /// What is wrong there.
        reason: String,
    },
    /// Text in no encoding that Vietnamese is written in.
    #[error(
        "không nhận ra bảng mã (không phải UTF-8 từ byte {at}, cũng không phải TCVN3, VNI, VISCII, windows-1258); lưu lại với bảng mã UTF-8"
    )]
    NotUtf8 {
        /// Byte offset of the first wrong byte.
        at: usize,
    },
    /// A format that soat does not read; the field names it by its extension or in words.
    #[error("tệp {0} chưa đọc được; lưu thành .docx hoặc .txt")]
    Unsupported(&'static str),
    /// A fault of the reader itself.
    #[error("trình đọc gặp lỗi bên trong ({0}); xin gửi tệp cho nhóm phát triển")]
    Fault(String),
}

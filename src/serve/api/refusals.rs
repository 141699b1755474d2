//! What the interface refuses, by stable codes.

use axum::http::StatusCode;

use crate::app::compare::CompareError;
use crate::app::imports::ImportError;
use crate::app::parcel::OnlyError;
use crate::app::search::SearchFailure;
use crate::serve::problem::Problem;

impl Problem {
    pub(in crate::serve) const QUERY: Self =
        Self::new(StatusCode::BAD_REQUEST, "bad-query", "Tham số của địa chỉ sai tên hoặc sai giá trị");
    pub(in crate::serve) const PATH: Self = Self::new(StatusCode::BAD_REQUEST, "bad-path", "Địa chỉ không phải UTF-8");
    pub(in crate::serve) const CURSOR: Self =
        Self::new(StatusCode::BAD_REQUEST, "bad-cursor", "Con trỏ trang không phải của câu hỏi này; hãy bắt đầu lại");
    pub(in crate::serve) const MULTIPART: Self = Self::new(
        StatusCode::BAD_REQUEST,
        "bad-multipart",
        "Nội dung gửi lên không phải multipart/form-data đúng dạng",
    );
    pub(in crate::serve) const MEDIA_TYPE: Self = Self::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "media-type",
        "Không nhận Content-Type này; xem mô tả ở /api/v1/openapi.json",
    );
    pub(in crate::serve) const BAD_JSON: Self =
        Self::new(StatusCode::BAD_REQUEST, "bad-json", "Nội dung gửi lên không phải JSON đúng dạng");
    pub(in crate::serve) const NO_PROFILE: Self =
        Self::new(StatusCode::BAD_REQUEST, "unknown-profile", "Không có hồ sơ kiểm tra này");
    pub(in crate::serve) const NO_DOCUMENT: Self =
        Self::new(StatusCode::NOT_FOUND, "no-such-document", "Sổ đăng ký không có văn bản này");
    pub(in crate::serve) const SEVERAL: Self =
        Self::new(StatusCode::CONFLICT, "several-documents", "Nhiều văn bản mang số này; hãy dùng mã");
    pub(in crate::serve) const NO_WORDING: Self =
        Self::new(StatusCode::NOT_FOUND, "text-not-known", "Sổ đăng ký chỉ có tên văn bản, chưa có toàn văn");
    pub(in crate::serve) const NO_SENDER: Self = Self::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "no-sender",
        "Phong bì edXML cần mã định danh của cơ quan gửi, ví dụ H02.00.00",
    );
    pub(in crate::serve) const NO_PROVISION: Self =
        Self::new(StatusCode::NOT_FOUND, "no-such-provision", "Văn bản không có điều khoản này");
    pub(in crate::serve) const WORKING: Self = Self::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "working",
        "Đang lập chỉ mục hoặc rà soát lần đầu; hãy hỏi lại sau ít giây",
    );
    pub(in crate::serve) const READING: Self = Self::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "reading",
        "Tệp đang được LibreOffice hoặc Tesseract đọc; hãy hỏi lại sau ít giây",
    );
    pub(in crate::serve) const BUSY: Self = Self::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "busy",
        "Nhiều tệp đang chờ LibreOffice hoặc Tesseract đọc; hãy gửi lại sau một phút",
    );
    pub(in crate::serve) const NO_REGISTRY: Self = Self::new(
        StatusCode::CONFLICT,
        "no-registry",
        "Máy chủ chạy không có sổ đăng ký (--registry) nên không nạp được",
    );
    pub(in crate::serve) const NOT_KEPT: Self =
        Self::new(StatusCode::INSUFFICIENT_STORAGE, "not-kept", "Máy chủ không ghi được tệp gửi lên; chưa nạp gì");
    pub(in crate::serve) const KEY: Self = Self::new(
        StatusCode::BAD_REQUEST,
        "bad-idempotency-key",
        "Idempotency-Key phải có 1–200 ký tự ASCII nhìn thấy được",
    );
    pub(in crate::serve) const KEY_TAKEN: Self = Self::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "idempotency-key-reused",
        "Idempotency-Key này đã dùng cho tệp khác",
    );
    pub(in crate::serve) const NO_SEARCH: Self =
        Self::new(StatusCode::NOT_FOUND, "no-such-search", "Không có câu tra cứu đã lưu này");
    pub(in crate::serve) const NO_JOB: Self = Self::new(StatusCode::NOT_FOUND, "no-such-job", "Không có lần nạp này");
}

impl From<OnlyError> for Problem {
    fn from(error: OnlyError) -> Self {
        Self::UNREADABLE.because(error)
    }
}

impl From<SearchFailure> for Problem {
    fn from(error: SearchFailure) -> Self {
        match error {
            SearchFailure::Registry(error) => error.into(),
            SearchFailure::Index(_) | SearchFailure::Unkept(_) => Self::INTERNAL.because(error),
        }
    }
}

impl From<CompareError> for Problem {
    fn from(error: CompareError) -> Self {
        match error {
            CompareError::Registry(error) => error.into(),
            CompareError::Unread(_) | CompareError::NotOne { .. } => Self::UNREADABLE.because(error),
            CompareError::Unknown { .. } => Self::NO_DOCUMENT.because(error),
            CompareError::Several { .. } => Self::SEVERAL.because(error),
            CompareError::NoText { .. } => Self::NO_WORDING.because(error),
        }
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Disk(_) => Self::NOT_KEPT.because(error),
            ImportError::KeyTaken(_) => Self::KEY_TAKEN.because(error),
        }
    }
}

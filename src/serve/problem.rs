//! What went wrong, as other programs read it (RFC 9457, `application/problem+json`): codes are stable, words are not.

use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use crate::ledger::LedgerError;
use crate::registry::RegistryError;

/// A refusal or a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: Option<String>,
    candidates: Vec<String>,
}

/// What went wrong (RFC 9457).
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Refusal")]
pub(super) struct Body<'a> {
    /// `urn:soat:problem:` and the code.
    r#type: String,
    /// What it is, in Vietnamese.
    title: &'a str,
    /// The status of the answer.
    status: u16,
    /// Stable; programs decide by it.
    code: &'a str,
    /// What is particular to this case.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    /// Ids of the documents that may have been meant.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    candidates: &'a [String],
}

impl Problem {
    pub(super) const NOT_FOUND: Self = Self::new(StatusCode::NOT_FOUND, "not-found", "Không có địa chỉ này");
    pub(super) const NO_RULE: Self = Self::new(StatusCode::NOT_FOUND, "no-such-rule", "Không có quy tắc này");
    pub(super) const NO_DRAFT: Self = Self::new(
        StatusCode::NOT_FOUND,
        "no-such-draft",
        "Không có dự thảo này: đã bỏ, quá giờ, hoặc không phải của bạn",
    );
    pub(super) const NO_FINDING: Self =
        Self::new(StatusCode::NOT_FOUND, "no-such-finding", "Dự thảo không còn phát hiện này");
    pub(super) const NO_FILE: Self = Self::new(StatusCode::BAD_REQUEST, "no-file", "Chưa chọn tệp, hoặc tệp rỗng");
    pub(super) const NO_COPY: Self =
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "no-copy", "Không lập được bản sao của tệp này");
    pub(super) const UNREADABLE: Self =
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable", "Không đọc được tệp này");
    pub(super) const BAD_DAY: Self =
        Self::new(StatusCode::BAD_REQUEST, "bad-day", "Ngày không đúng dạng năm-tháng-ngày");
    pub(super) const BAD_FORM: Self = Self::new(StatusCode::BAD_REQUEST, "bad-form", "Biểu mẫu gửi lên không đúng");
    pub(super) const METHOD: Self =
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "Địa chỉ này không nhận cách gọi đó");
    pub(super) const HOST: Self = Self::new(
        StatusCode::MISDIRECTED_REQUEST,
        "host-not-allowed",
        "Máy chủ này không trả lời khi được gọi bằng tên đó (soat serve --host)",
    );
    pub(super) const TIMEOUT: Self =
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "timeout", "Quá thời gian cho phép; thử lại hoặc gửi ít hơn");
    pub(super) const TOO_BIG: Self =
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-big", "Nội dung gửi lên lớn hơn giới hạn");
    pub(super) const BROKEN_OFF: Self =
        Self::new(StatusCode::BAD_REQUEST, "broken-off", "Nội dung gửi lên bị ngắt giữa chừng");
    pub(super) const INTERNAL: Self =
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Lỗi bên trong soat; hãy báo lỗi này");
    pub(super) const REGISTRY: Self =
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "registry-unreadable", "Không đọc được sổ đăng ký");
    pub(super) const NO_TEXT: Self =
        Self::new(StatusCode::BAD_REQUEST, "no-text", "Thiếu text hoặc data (nội dung cần kiểm tra)");
    pub(super) const BAD_DATA: Self =
        Self::new(StatusCode::BAD_REQUEST, "bad-data", "data không phải JSON {\"annotation\": [...]}");
    pub(super) const LANGUAGE: Self =
        Self::new(StatusCode::BAD_REQUEST, "language-not-supported", "soat chỉ kiểm tra tiếng Việt: vi, vi-VN, auto");

    pub(super) const LEDGER: Self =
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "ledger-unreadable", "Không đọc hoặc ghi được sổ công việc");
    pub(super) const REFUSED: Self = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "refused", "Không làm được việc này");
    pub(super) const UNKNOWN: Self = Self::new(StatusCode::UNAUTHORIZED, "sign-in-needed", "Cần đăng nhập hoặc mã API");
    #[cfg(feature = "oidc")]
    pub(super) const PROVIDER: Self = Self::new(
        StatusCode::BAD_GATEWAY,
        "sign-on-failed",
        "Không đăng nhập được qua tài khoản cơ quan; thử lại từ trang đăng nhập",
    );
    #[cfg(feature = "oidc")]
    pub(super) const NO_ACCOUNT: Self =
        Self::new(StatusCode::FORBIDDEN, "no-such-user", "Tài khoản này chưa được quản trị viên thêm vào soat");
    pub(super) const BAD_TOKEN: Self =
        Self::new(StatusCode::UNAUTHORIZED, "bad-token", "Mã API không đúng, đã hết hạn hoặc đã thu hồi");
    pub(super) const NOT_ALLOWED: Self =
        Self::new(StatusCode::FORBIDDEN, "not-allowed", "Người dùng hoặc mã API này không có quyền làm việc đó");
    pub(super) const NO_USERS: Self =
        Self::new(StatusCode::CONFLICT, "no-users", "Máy chủ này chưa có người dùng; thêm ở trang Quản trị");
    pub(super) const ADMINISTRATOR_FIRST: Self = Self::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "administrator-first",
        "Người dùng đầu tiên phải là quản trị, nếu không thì không ai cho người khác vào được",
    );
    pub(super) const WRONG_PASSWORD: Self =
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "wrong-password", "Mật khẩu hiện nay không đúng");
    pub(super) const NO_STORE: Self =
        Self::new(StatusCode::CONFLICT, "no-store", "Máy chủ này không có sổ đăng ký hay sổ công việc để sao lưu");
    pub(super) const STORE: Self = Self::new(StatusCode::SERVICE_UNAVAILABLE, "backup-failed", "Không sao lưu được");
    pub(super) const TAKING_AWAY: Self = Self::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "backup-under-way",
        "Đang lập một bản sao lưu khác; thử lại sau ít phút",
    );
    pub(super) const TOO_OFTEN: Self =
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-often", "Đăng nhập sai nhiều lần; hãy thử lại sau một phút");
    pub(super) const BY_PASSWORD: Self = Self::new(
        StatusCode::FORBIDDEN,
        "password-needed",
        "Chỉ làm được khi đăng nhập bằng mật khẩu, không làm được bằng mã API",
    );
    pub(super) const FORGED: Self = Self::new(
        StatusCode::FORBIDDEN,
        "forged",
        "Yêu cầu không đến từ trang của máy chủ này, hoặc trang đã mở quá lâu; hãy mở lại trang",
    );

    pub(super) const fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Self { status, code, title, detail: None, candidates: Vec::new() }
    }

    /// Returns the words for people.
    pub(super) fn title(&self) -> &'static str {
        self.title
    }

    /// Returns the code for programs.
    pub(super) fn code(&self) -> &'static str {
        self.code
    }

    /// Returns what is particular to this case.
    pub(super) fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// Adds what is particular to this case.
    #[must_use]
    pub(super) fn because(mut self, detail: impl std::fmt::Display) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    /// Adds the ids of the documents that may have been meant.
    #[must_use]
    pub(super) fn among(mut self, candidates: Vec<String>) -> Self {
        self.candidates = candidates;
        self
    }

    /// Returns whether the answer is on its way: who asks again gets it.
    pub(super) fn is_passing(&self) -> bool {
        [Self::WORKING.code, Self::READING.code].contains(&self.code)
    }

    /// Returns after how many seconds it is worth asking again.
    fn seconds(&self) -> Option<&'static str> {
        let is_late = self.status == StatusCode::TOO_MANY_REQUESTS || self.code == Self::BUSY.code;
        if is_late { Some("60") } else { self.is_passing().then_some("3") }
    }

    /// Returns the status of the answer.
    pub(super) fn status(&self) -> StatusCode {
        self.status
    }
}

impl From<RegistryError> for Problem {
    fn from(error: RegistryError) -> Self {
        Self::REGISTRY.because(error)
    }
}

impl From<BytesRejection> for Problem {
    fn from(error: BytesRejection) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TOO_BIG,
            _ => Self::BROKEN_OFF,
        }
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Refused(why) => Self::REFUSED.because(why),
            other => Self::LEDGER.because(other),
        }
    }
}

impl Problem {
    /// Returns it as programs read it.
    pub(super) fn told(&self) -> serde_json::Value {
        serde_json::to_value(self.body()).unwrap_or_default()
    }

    fn body(&self) -> Body<'_> {
        let Self { status, code, title, detail, candidates } = self;
        let (r#type, status) = (format!("urn:soat:problem:{code}"), status.as_u16());
        Body { r#type, title, status, code, detail: detail.as_deref(), candidates }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let json = serde_json::to_vec(&self.body()).unwrap_or_default();
        let form = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status, [(header::CONTENT_TYPE, form)], json).into_response();
        if let Some(seconds) = self.seconds() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let bearer = HeaderValue::from_static("Bearer realm=\"soat\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
        }
        // A page can be made of it, for those who read pages.
        response.extensions_mut().insert(self);
        response
    }
}

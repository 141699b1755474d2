//! What a client sends: the fields of a query, the name in an address, files.

use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::openapi::MEDIA;
use crate::serve::problem::Problem;

/// Most letters of a file's name that are kept.
const NAME: usize = 200;

/// The fields of a query. A field that is not known is refused: a misspelt `as_of` would be judged by the law of another day.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned + 'static, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = Query::<T>::from_request_parts(parts, state).await;
        read.map(|Query(asked)| Self(asked)).map_err(|error| Problem::QUERY.because(error.body_text()))
    }
}

/// The part of an address that varies, decoded.
pub(super) struct Named(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = Path::<String>::from_request_parts(parts, state).await;
        read.map(|Path(name)| Self(name)).map_err(|_| Problem::PATH)
    }
}

/// Records a page, from 1 to 100.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(try_from = "u16")]
#[schemars(!try_from)]
pub(super) struct Limit(#[schemars(range(min = 1, max = 100))] u16);

impl TryFrom<u16> for Limit {
    type Error = &'static str;

    fn try_from(limit: u16) -> Result<Self, Self::Error> {
        if (1..=100).contains(&limit) { Ok(Self(limit)) } else { Err("limit: 1–100") }
    }
}

impl From<Limit> for usize {
    fn from(limit: Limit) -> Self {
        Self::from(limit.0)
    }
}

/// A file as it came.
#[derive(Debug, Clone)]
pub(in crate::serve) struct SentFile {
    /// The field of the form; `file` for a body that is the file.
    field: String,
    pub(in crate::serve) name: String,
    pub(in crate::serve) bytes: Bytes,
}

/// The files of a request: the fields of a form, or the body itself.
#[derive(Debug)]
pub(in crate::serve) struct Files(Vec<SentFile>);

impl<S: Send + Sync> FromRequest<S> for Files {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let media = request.headers().get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok());
        let media = media.unwrap_or("application/octet-stream").split(';').next().unwrap_or_default();
        let media = media.trim().to_ascii_lowercase();
        if media == "multipart/form-data" {
            let form = Multipart::from_request(request, state).await;
            return Self::of_form(form.map_err(|error| Problem::MULTIPART.because(error.body_text()))?).await;
        }
        if !MEDIA.contains(&media.as_str()) {
            return Err(Problem::MEDIA_TYPE.because(media));
        }
        let bytes = Bytes::from_request(request, state).await?;
        let name = if media == "text/plain" { "van-ban.txt" } else { "van-ban" };
        Ok(Self(vec![SentFile { field: "file".to_owned(), name: name.to_owned(), bytes }]))
    }
}

impl Files {
    async fn of_form(mut form: Multipart) -> Result<Self, Problem> {
        let refused = |error: MultipartError| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::TOO_BIG,
            _ => Problem::MULTIPART.because(error.body_text()),
        };
        let mut files = Vec::new();
        while let Some(part) = form.next_field().await.map_err(refused)? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = plain_name(part.file_name().unwrap_or_default());
            files.push(SentFile { field, name, bytes: part.bytes().await.map_err(refused)? });
        }
        Ok(Self(files))
    }

    /// Returns all files of a field.
    ///
    /// # Errors
    /// There is none.
    pub(in crate::serve) fn all(self, field: &str) -> Result<Vec<SentFile>, Problem> {
        let found: Vec<SentFile> = self.0.into_iter().filter(|file| file.field == field).collect();
        if found.is_empty() { Err(Problem::NO_FILE.because(field)) } else { Ok(found) }
    }

    /// Returns the file of a field.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn one(&self, field: &str) -> Result<SentFile, Problem> {
        let found = self.0.iter().find(|file| file.field == field);
        found.cloned().ok_or_else(|| Problem::NO_FILE.because(field))
    }
}

impl SentFile {
    /// Calls it by the name that the client gave beside it.
    pub(super) fn called(self, name: Option<&str>) -> Self {
        Self { name: name.map_or(self.name, plain_name), ..self }
    }
}

/// Returns a client's name of a file as a plain one: no folders, nothing that is not shown.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(NAME).collect();
    if plain.trim_matches(['.', ' ']).is_empty() { "van-ban".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_name_is_no_path() {
        for (given, kept) in [
            ("qd.docx", "qd.docx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\du thao\\Tờ trình.doc", "Tờ trình.doc"),
            ("..", "van-ban"),
            ("a\u{0}b\n.txt", "ab.txt"),
            ("", "van-ban"),
        ] {
            assert_eq!(plain_name(given), kept);
        }
    }
}

//! What a client sends: the fields of a query, the name in an address, files.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::openapi::MEDIA;
use crate::app::parcel;
use crate::serve::State;
use crate::serve::access::CSRF_FIELD;
use crate::serve::problem::Problem;
use crate::text::Source;

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

/// An object that is sent as JSON. Of it too, a field that is not known is refused.
pub(super) struct Given<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Given<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let media = request.headers().get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok());
        let media = media.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if media != "application/json" {
            return Err(Problem::MEDIA_TYPE.because(media));
        }
        let bytes = Bytes::from_request(request, state).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| Problem::BAD_JSON.because(error))
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
        let said = request.headers().get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok());
        let is_said = said.is_some();
        let media = said.unwrap_or("application/octet-stream").split(';').next().unwrap_or_default();
        let media = media.trim().to_ascii_lowercase();
        if media == "multipart/form-data" {
            let form = Multipart::from_request(request, state).await;
            return Self::of_form(form.map_err(|error| Problem::MULTIPART.because(error.body_text()))?).await;
        }
        if !MEDIA.contains(&media.as_str()) {
            return Err(Problem::MEDIA_TYPE.because(media));
        }
        let bytes = Bytes::from_request(request, state).await?;
        // Nothing was sent at all; an empty file is one that cannot be read.
        if bytes.is_empty() && !is_said {
            return Err(Problem::NO_FILE);
        }
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
            if field == CSRF_FIELD {
                // The gate has looked at it.
                continue;
            }
            let name = plain_name(part.file_name().unwrap_or_default());
            files.push(SentFile { field, name, bytes: part.bytes().await.map_err(refused)? });
        }
        Ok(Self(files))
    }

    /// Returns all files of a field, which is the only one.
    ///
    /// # Errors
    /// There is none, one is empty, or there is another field.
    pub(in crate::serve) fn all(self, field: &str) -> Result<Vec<SentFile>, Problem> {
        self.only(&[field])?;
        if self.0.is_empty() {
            return Err(Problem::NO_FILE.because(field));
        }
        self.0.into_iter().map(SentFile::filled).collect()
    }

    /// Returns the files of these fields, which are the only ones.
    ///
    /// # Errors
    /// One is lacking, or there is another field.
    pub(super) fn each<const N: usize>(self, fields: [&str; N]) -> Result<[SentFile; N], Problem> {
        self.only(&fields)?;
        for field in fields {
            if !self.0.iter().any(|file| file.field == field) {
                return Err(Problem::NO_FILE.because(field));
            }
        }
        let mut files = self.0;
        files.sort_by_key(|file| fields.iter().position(|field| file.field == *field));
        files.dedup_by(|one, other| one.field == other.field);
        files.try_into().map_err(|_| Problem::NO_FILE)
    }

    /// Refuses fields that nobody asks for: what is misspelt would be passed over.
    fn only(&self, fields: &[&str]) -> Result<(), Problem> {
        let other = self.0.iter().find(|file| !fields.contains(&file.field.as_str()));
        other.map_or(Ok(()), |other| Err(Problem::MULTIPART.because(format!("trường không dùng: {}", other.field))))
    }
}

impl SentFile {
    /// Returns its text, with its name: that of the one document in it, where it is an archive or a letter.
    ///
    /// # Errors
    /// It is not one document, or cannot be read, or not yet.
    pub(super) async fn text(self, state: &State) -> Result<(String, Arc<Source>), Problem> {
        let (file, text) = self.read(state).await?;
        Ok((file.name, text))
    }

    /// Returns the file, or the one document in it, and its text.
    ///
    /// # Errors
    /// It is not one document, or cannot be read, or not yet.
    pub(super) async fn read(self, state: &State) -> Result<(Self, Arc<Source>), Problem> {
        let (name, bytes) = (self.name.clone(), self.bytes.clone());
        let opened = tokio::task::spawn_blocking(move || parcel::only(&name, &bytes));
        let file = match opened.await.map_err(|_| Problem::INTERNAL)?? {
            Some((name, bytes)) => Self { name, bytes: Bytes::from(bytes), ..self },
            None => self,
        };
        let text = state.text(&file.name, &file.bytes).await?;
        Ok((file, text))
    }

    /// Returns it where there is something in it.
    ///
    /// # Errors
    /// It is empty.
    pub(super) fn filled(self) -> Result<Self, Problem> {
        if self.bytes.is_empty() {
            return Err(Problem::UNREADABLE.because(format!("{}: tệp rỗng", self.name)));
        }
        Ok(self)
    }

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

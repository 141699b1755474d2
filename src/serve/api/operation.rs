//! One address of the API: what answers there, and all that a client has to know of it.

use std::sync::Arc;

use axum::handler::Handler;
use axum::http::StatusCode;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::serve::State;
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

/// A schema that is made when the others are.
pub(super) type Shape = fn(&mut SchemaGenerator) -> Schema;

/// What is sent to an address.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sends {
    /// Nothing.
    Nothing,
    /// One file: as a form, or as the body.
    File,
    /// Files that are kept: as a form, or one as the body; with a key by which the client repeats a request.
    Kept,
    /// Files in these fields of a form.
    Files(&'static [&'static str]),
    /// An object of this shape.
    Json(Shape),
}

/// One address of the API.
pub(super) struct Operation {
    pub(super) route: Route,
    /// `operationId`: stable, by it generated clients name their functions.
    pub(super) id: &'static str,
    /// What it does, in Vietnamese.
    pub(super) vi: &'static str,
    /// What it does, in English.
    pub(super) en: &'static str,
    pub(super) query: Option<Shape>,
    pub(super) sends: Sends,
    /// The status of an answer.
    pub(super) status: StatusCode,
    pub(super) answer: Option<Shape>,
    /// The media types of the files that it answers.
    pub(super) files: &'static [&'static str],
    /// Whether the answer carries an `ETag`.
    pub(super) stamped: bool,
    /// What may go wrong besides what always may.
    pub(super) refuses: Vec<Problem>,
}

impl Operation {
    /// Begins an address that is called by GET.
    pub(super) fn get<H, T>(path: &'static str, right: Right, id: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<State>>,
        T: 'static,
    {
        Self::of(Route::get(path, right, handler), id)
    }

    /// Begins an address that is called by POST.
    pub(super) fn post<H, T>(path: &'static str, right: Right, id: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<State>>,
        T: 'static,
    {
        Self::of(Route::post(path, right, handler), id)
    }

    /// Begins an address that is called by DELETE.
    pub(super) fn delete<H, T>(path: &'static str, right: Right, id: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<State>>,
        T: 'static,
    {
        Self::of(Route::delete(path, right, handler), id)
    }

    fn of(route: Route, id: &'static str) -> Self {
        let sends = Sends::Nothing;
        let (vi, en) = ("", "");
        Self {
            route,
            id,
            vi,
            en,
            query: None,
            sends,
            status: StatusCode::OK,
            answer: None,
            files: &[],
            stamped: false,
            refuses: Vec::new(),
        }
    }

    /// Says what it does.
    pub(super) fn says(self, vi: &'static str, en: &'static str) -> Self {
        Self { vi, en, ..self }
    }

    /// Takes the fields of `T` in its query.
    pub(super) fn asks<T: JsonSchema>(self) -> Self {
        Self { query: Some(T::json_schema), ..self }
    }

    /// Takes files.
    pub(super) fn takes(self, sends: Sends) -> Self {
        let more = [Problem::UNREADABLE, Problem::NO_FILE, Problem::MULTIPART, Problem::MEDIA_TYPE, Problem::TOO_BIG];
        let late = [Problem::READING, Problem::BUSY];
        let is_read = matches!(sends, Sends::File | Sends::Files(_));
        Self { sends, ..self }.refuses(more).refuses(late.into_iter().filter(|_| is_read))
    }

    /// Takes `T` as JSON.
    pub(super) fn gives<T: JsonSchema>(self) -> Self {
        Self { sends: Sends::Json(T::json_schema), ..self }
    }

    /// Answers `T` as JSON.
    pub(super) fn answers<T: JsonSchema>(self) -> Self {
        Self { answer: Some(SchemaGenerator::subschema_for::<T>), ..self }
    }

    /// Answers a file of one of these media types.
    pub(super) fn gives_file(self, files: &'static [&'static str]) -> Self {
        Self { files, ..self }
    }

    /// Answers with this status.
    pub(super) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// Gives its answer a stamp.
    pub(super) fn stamped(self) -> Self {
        Self { stamped: true, ..self }
    }

    /// Takes as long as it takes.
    pub(super) fn unhurried(self) -> Self {
        Self { route: self.route.unhurried(), ..self }
    }

    /// May refuse in these ways.
    pub(super) fn refuses(mut self, problems: impl IntoIterator<Item = Problem>) -> Self {
        self.refuses.extend(problems);
        self
    }
}

//! `/api`: the addresses of the interface as a page for people, made of the same table.

use askama::Template;

use super::operation::{Operation, Sends};
use crate::serve::page::{Frame, Page};

/// One address, as the page tells of it.
struct Address {
    method: String,
    path: &'static str,
    vi: &'static str,
    en: &'static str,
    right: &'static str,
    /// Whether files are sent to it.
    files: bool,
}

#[derive(Template)]
#[template(path = "api.html")]
pub(super) struct Listed {
    frame: Frame,
    addresses: Vec<Address>,
}

pub(super) async fn page(frame: Frame) -> Page<Listed> {
    let address = |operation: Operation| Address {
        method: operation.route.method.to_string(),
        path: operation.route.path,
        vi: operation.vi,
        en: operation.en,
        right: super::openapi::word(operation.route.right),
        files: !matches!(operation.sends, Sends::Nothing | Sends::Json(_)),
    };
    let title = frame.say("Giao diện cho chương trình", "The API").to_owned();
    Page(Listed { frame: frame.titled(title), addresses: super::operations().into_iter().map(address).collect() })
}

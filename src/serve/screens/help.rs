//! `/tro-giup`: how to work with the pages, the shortcuts.

use askama::Template;

use crate::serve::page::{Frame, Page};
use crate::serve::routes::{Right, Route};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/tro-giup", Right::Open, help)]
}

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    frame: Frame,
}

async fn help(mut frame: Frame) -> Page<Help> {
    frame.title = frame.say("Trợ giúp", "Help").to_owned();
    Page(Help { frame })
}

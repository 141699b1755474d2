//! The draft and what is found on it: dropped on `/`, read at `/kiem-tra/ID`, decided there, taken away as Word, report or workbook.

mod decide;
mod files;
mod judged;
mod show;
mod upload;

use crate::serve::routes::{Right, Route};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/", Right::Check, upload::ask),
        Route::post("/kiem-tra", Right::Check, upload::take),
        Route::get("/kiem-tra/{id}", Right::Check, show::show),
        Route::post("/kiem-tra/{id}/quyet-dinh", Right::Check, decide::decide),
        Route::post("/kiem-tra/{id}/ngay", Right::Check, upload::judge_on),
        Route::post("/kiem-tra/{id}/bo", Right::Check, upload::forget),
        Route::get("/kiem-tra/{id}/tai/{form}", Right::Check, files::file),
        Route::post("/du-thao/{number}", Right::Check, upload::open),
        Route::post("/du-thao/{number}/xoa", Right::Check, upload::delete),
    ]
}

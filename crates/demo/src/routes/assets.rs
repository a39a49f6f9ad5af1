//! Style sheets, scripts and pictures.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::edition::Edition;
use crate::{picture, render};

/// A file of a theme, by the theme's number; both themes' files are there whatever edition is shown.
pub(super) async fn theme(Path((number, file)): Path<(u8, String)>) -> Response {
    let kind = match file.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        _ => "application/octet-stream",
    };
    Edition::ALL
        .into_iter()
        .find(|edition| edition.theme().number == number)
        .and_then(|edition| render::asset(edition, &file))
        .map_or_else(
            || StatusCode::NOT_FOUND.into_response(),
            |bytes| ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], bytes).into_response(),
        )
}

/// A picture, drawn for the asking.
pub(super) async fn picture(Path(file): Path<String>) -> Response {
    picture::draw(&file).map_or_else(|| StatusCode::NOT_FOUND.into_response(), svg)
}

pub(super) async fn favicon() -> Response {
    svg(picture::favicon())
}

fn svg(source: String) -> Response {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "max-age=3600")], source).into_response()
}

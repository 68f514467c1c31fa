//! Uploaded files and avatars.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::Wire;
use crate::pictures;
use crate::world::ids::{AttachmentId, ChannelId};

pub(super) fn routes() -> Router<Wire> {
    Router::new()
        .route("/attachments/{channel}/{attachment}/{filename}", get(attachment))
        .route("/embed/avatars/{picture}", get(default_avatar))
}

async fn attachment(
    State(wire): State<Wire>,
    Path((channel, attachment, filename)): Path<(String, String, String)>,
) -> Response {
    let found = attachment.parse::<AttachmentId>().ok().and_then(|id| wire.world.lock().files.get(&id).cloned());
    let Some(file) =
        found.filter(|file| channel.parse() == Ok::<ChannelId, _>(file.channel) && file.filename == filename)
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = file.content_type.as_deref().unwrap_or("application/octet-stream");
    let kind = HeaderValue::from_str(kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let mut headers = HeaderMap::new();
    // What people upload is data: shown as a picture or saved, never run as a page of this address.
    let media = ["image/", "audio/", "video/"].iter().any(|media| kind.as_bytes().starts_with(media.as_bytes()));
    let shown = media && kind.as_bytes() != b"image/svg+xml";
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let how = format!("{}; filename=\"{}\"", if shown { "inline" } else { "attachment" }, file.filename);
    // Only what is no ASCII does not fit a header; the address names the file as well.
    let how = HeaderValue::from_str(&how).unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_DISPOSITION, how);
    (headers, file.content.clone()).into_response()
}

/// Discord's six colours for those who have set no avatar.
const COLORS: [[u8; 3]; 6] =
    [[88, 101, 242], [117, 126, 138], [59, 165, 92], [250, 166, 26], [237, 66, 69], [235, 69, 158]];

async fn default_avatar(Path(picture): Path<String>) -> Response {
    let number = picture.strip_suffix(".png").and_then(|number| number.parse::<usize>().ok());
    let Some(color) = number.and_then(|number| COLORS.get(number)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match pictures::plain_png(128, *color) {
        Ok(picture) => ([(header::CONTENT_TYPE, "image/png")], picture).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

//! Request bodies: JSON, or a form with a JSON part and files.

use std::convert::Infallible;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, header};
use futures_util::stream;
use serde_json::Value;

use crate::form::{self, Form, Upload, Uploads};
use crate::world::errors::ApiError;
use crate::world::limits;

/// A body, and the files that came with it.
#[derive(Debug, Default)]
pub(crate) struct Payload {
    pub(crate) json: Bytes,
    pub(crate) uploads: Uploads,
}

impl Payload {
    /// Whether there is no body at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.json.is_empty() && self.uploads.is_empty()
    }

    /// The JSON of the body; an absent one is an empty object.
    pub(crate) fn value(&self) -> Result<Value, ApiError> {
        if self.json.is_empty() {
            return Ok(Value::Object(serde_json::Map::new()));
        }
        serde_json::from_slice(&self.json).map_err(|_| ApiError::invalid_json())
    }

    /// Reads the body with `read`; all that is wrong with it is the error.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Form<'_>) -> T) -> Result<T, ApiError> {
        form::read(&self.value()?, read)
    }
}

/// Takes the whole body in, within Discord's limits.
pub(crate) async fn read(headers: &HeaderMap, body: Body) -> Result<Payload, ApiError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return read_parts(kind, body).await;
    }
    let json = to_bytes(body, limits::REQUEST_BYTES).await.map_err(|_| ApiError::request_too_large())?;
    if !json.is_empty() && !kind.starts_with("application/json") {
        return Err(ApiError::invalid_field(
            "_misc",
            "CONTENT_TYPE_INVALID",
            "Expected \"Content-Type\" header to be one of {'application/json'}.",
        ));
    }
    Ok(Payload { json, uploads: Uploads::new() })
}

async fn read_parts(kind: &str, body: Body) -> Result<Payload, ApiError> {
    let bytes = to_bytes(body, limits::REQUEST_BYTES).await.map_err(|_| ApiError::request_too_large())?;
    let boundary = multer::parse_boundary(kind).map_err(|_| ApiError::invalid_json())?;
    let whole = stream::once(async move { Ok::<_, Infallible>(bytes) });
    let mut parts = multer::Multipart::new(whole, boundary);
    let mut payload = Payload::default();
    while let Some(part) = parts.next_field().await.map_err(|_| ApiError::invalid_json())? {
        let name = part.name().unwrap_or_default().to_owned();
        let filename = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map(ToString::to_string);
        let content = part.bytes().await.map_err(|_| ApiError::invalid_json())?;
        if name == "payload_json" {
            payload.json = content;
        } else if let Some(number) = file_number(&name, payload.uploads.len()) {
            if content.len() > limits::FILE_BYTES {
                return Err(ApiError::request_too_large());
            }
            let filename = filename.unwrap_or_else(|| "unnamed".into());
            payload.uploads.insert(number, Upload { filename, content_type, content });
        }
    }
    Ok(payload)
}

/// The n of `files[n]`; parts called `file…` count up, as older clients send them.
fn file_number(name: &str, seen: usize) -> Option<u64> {
    let inner = name.strip_prefix("files[").and_then(|rest| rest.strip_suffix(']'));
    inner.and_then(|number| number.parse().ok()).or_else(|| name.starts_with("file").then_some(seen as u64))
}

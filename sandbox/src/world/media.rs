//! What components show: uploaded files and addresses elsewhere (`components/reference#unfurled-media-item`).

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::State;
use super::ids::AttachmentId;
use super::messages::Attachment;
use crate::form::{walk_components, walk_components_mut};

const TEXT_DISPLAY: i64 = 10;
const FILE: i64 = 13;

/// All that is to be read in a message: its text, and that of its components.
pub(super) fn readable<'a>(content: &'a str, components: &[Value]) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(content);
    walk_components(components, &mut |component| {
        if component["type"] == TEXT_DISPLAY {
            let text = text.to_mut();
            text.push('\n');
            text.push_str(component["content"].as_str().unwrap_or_default());
        }
    });
    text
}

impl State {
    /// The uploaded files that components show.
    pub(super) fn files_shown(&self, components: &[Value]) -> Vec<Arc<Attachment>> {
        let mut shown = Vec::new();
        walk_components(components, &mut |component| {
            let items = component["items"].as_array().into_iter().flatten().map(|item| &item["media"]);
            for media in [&component["media"], &component["file"]].into_iter().chain(items) {
                shown.extend(upload_of(media).and_then(|id| self.files.get(&id)).cloned());
            }
        });
        shown
    }

    /// Says of what components show what Discord says of it; returns those of `files` that are shown.
    pub(super) fn link_media(&mut self, components: &mut [Value], files: &[Arc<Attachment>]) -> Vec<AttachmentId> {
        let mut shown = Vec::new();
        walk_components_mut(components, &mut |component| {
            if component["type"] == FILE
                && let Some(file) = named(&component["file"], files)
            {
                component["name"] = file.filename.as_str().into();
                component["size"] = file.content.len().into();
            }
            let Some(component) = component.as_object_mut() else {
                return;
            };
            for media in media_of(component) {
                match named(media, files) {
                    Some(file) => {
                        shown.push(file.id);
                        *media = self.uploaded_media(file);
                    }
                    None if media["id"].is_null() => {
                        media["id"] = json!(self.next_id::<AttachmentId>());
                        media["proxy_url"] = media["url"].clone();
                    }
                    None => {}
                }
            }
        });
        shown
    }

    fn uploaded_media(&self, file: &Attachment) -> Value {
        let address = self.file_address(file);
        let mut media = json!({"id": file.id, "attachment_id": file.id, "url": address, "proxy_url": address});
        if let Some(kind) = &file.content_type {
            media["content_type"] = kind.as_str().into();
        }
        if let Some((width, height)) = file.dimensions {
            media["width"] = width.into();
            media["height"] = height.into();
        }
        media
    }
}

/// The places in a component where something is shown.
fn media_of(component: &mut Map<String, Value>) -> impl Iterator<Item = &mut Value> {
    component.iter_mut().flat_map(|(name, value)| -> Vec<&mut Value> {
        match (name.as_str(), value) {
            ("media" | "file", media) if media.is_object() => vec![media],
            ("items", Value::Array(items)) => items.iter_mut().filter_map(|item| item.get_mut("media")).collect(),
            _ => Vec::new(),
        }
    })
}

/// The upload that is shown, if one is, by the number that it has once it was linked.
fn upload_of(media: &Value) -> Option<AttachmentId> {
    media["attachment_id"].as_str()?.parse().ok()
}

/// The one of `files` that is shown: named by the author, or linked before.
fn named<'a>(media: &Value, files: &'a [Arc<Attachment>]) -> Option<&'a Arc<Attachment>> {
    let name = media["url"].as_str().and_then(|url| url.strip_prefix("attachment://"));
    let linked = upload_of(media);
    files.iter().find(|file| Some(file.id) == linked || Some(file.filename.as_str()) == name)
}

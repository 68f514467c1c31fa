//! Uploaded files, and the embeds that show them.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;

use super::State;
use super::ids::{AttachmentId, ChannelId};
use super::messages::Attachment;
use crate::pictures;

/// A file to be uploaded.
#[derive(Clone, Debug)]
pub(crate) struct NewFile {
    pub(crate) filename: String,
    pub(crate) description: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) content: Bytes,
}

impl State {
    pub(super) fn store_files(
        &mut self,
        channel: ChannelId,
        files: Vec<NewFile>,
        ephemeral: bool,
    ) -> Vec<Arc<Attachment>> {
        let mut stored = Vec::with_capacity(files.len());
        for file in files {
            let attachment = Arc::new(Attachment {
                id: self.next_id(),
                channel,
                dimensions: pictures::dimensions(&file.content),
                filename: file.filename,
                description: file.description,
                content_type: file.content_type,
                ephemeral,
                content: file.content,
            });
            self.files.insert(attachment.id, Arc::clone(&attachment));
            stored.push(attachment);
        }
        stored
    }

    /// Gives pictures in embeds that name an uploaded file (`attachment://`) its address; returns the files so shown.
    pub(super) fn link_attachments(&self, embeds: &mut [Value], attachments: &[Arc<Attachment>]) -> Vec<AttachmentId> {
        let mut shown = Vec::new();
        for embed in embeds {
            for (place, field) in
                [("image", "url"), ("thumbnail", "url"), ("author", "icon_url"), ("footer", "icon_url")]
            {
                let Some(picture) = embed.get_mut(place) else {
                    continue;
                };
                let Some(name) = picture[field].as_str().and_then(|url| url.strip_prefix("attachment://")) else {
                    continue;
                };
                let Some(file) = attachments.iter().find(|attachment| attachment.filename == name) else {
                    continue;
                };
                let address = self.file_address(file);
                if let (Some((width, height)), "url") = (file.dimensions, field) {
                    picture["width"] = width.into();
                    picture["height"] = height.into();
                }
                picture[format!("proxy_{field}")] = address.as_str().into();
                picture[field] = address.into();
                shown.push(file.id);
            }
        }
        shown
    }

    /// Where an uploaded file can be fetched.
    pub(crate) fn file_address(&self, file: &Attachment) -> String {
        format!("{}/attachments/{}/{}/{}", self.cdn, file.channel, file.id, file.filename)
    }
}

/// The attachments that no embed shows.
pub(super) fn without(attachments: Vec<Arc<Attachment>>, shown: &[AttachmentId]) -> Vec<Arc<Attachment>> {
    attachments.into_iter().filter(|attachment| !shown.contains(&attachment.id)).collect()
}

//! Uploaded files, and the embeds that show them.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use super::State;
use super::errors::ApiError;
use super::ids::{AttachmentId, ChannelId, UserId};
use super::limits;
use super::messages::Attachment;
use crate::pictures;

/// A file to be uploaded.
#[derive(Clone, Debug)]
pub(crate) struct NewFile {
    pub(crate) filename: String,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) spoiler: bool,
    pub(crate) content: Bytes,
}

/// A file that stays on a message, and what is said of it anew.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) id: AttachmentId,
    pub(crate) description: Option<String>,
    pub(crate) spoiler: Option<bool>,
}

/// For how long an address of a file says that it is good. It is good for longer.
const ADDRESS_LIFE: Duration = Duration::from_secs(24 * 3_600);

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
                title: file.title,
                description: file.description,
                spoiler: file.spoiler,
                content_type: file.content_type,
                ephemeral,
                content: file.content,
            });
            self.files.insert(attachment.id, Arc::clone(&attachment));
            stored.push(attachment);
        }
        stored
    }

    /// Takes in a file that a person uploads before it is used, in an option or on a message.
    pub(crate) fn upload(
        &mut self,
        user: UserId,
        channel: ChannelId,
        file: NewFile,
    ) -> Result<Arc<Attachment>, ApiError> {
        let channel = self.visible_channel(user, channel)?;
        if file.content.len() > limits::FILE_BYTES {
            return Err(ApiError::request_too_large());
        }
        let stored = self.store_files(channel.id, vec![file], true).pop();
        stored.ok_or_else(ApiError::request_too_large)
    }

    /// A file that was uploaded in this channel and is on no message.
    pub(crate) fn uploaded(&self, channel: ChannelId, id: AttachmentId) -> Option<&Arc<Attachment>> {
        self.files.get(&id).filter(|file| file.channel == channel && file.ephemeral)
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

    /// Where an uploaded file can be fetched. It looks signed, as Discord's addresses do, and is the same all day.
    pub(crate) fn file_address(&self, file: &Attachment) -> String {
        let day = ADDRESS_LIFE.as_secs();
        let issued = self.now().millis() / 1_000 / day * day;
        let place = format!("{}/attachments/{}/{}/{}", self.cdn, file.channel, file.id, file.filename);
        format!("{place}?ex={:x}&is={issued:x}&hm={}&", issued + 2 * day, signature(file.id, issued))
    }
}

/// 64 digits that nobody checks.
fn signature(id: AttachmentId, issued: u64) -> String {
    let mut mix = id.get() ^ issued.rotate_left(32);
    let words = (0..4).map(|_| {
        mix = mix.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (mix >> 29);
        format!("{mix:016x}")
    });
    words.collect()
}

impl Attachment {
    /// The file as somebody would upload it again.
    pub(crate) fn again(&self) -> NewFile {
        NewFile {
            filename: self.filename.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            content_type: self.content_type.clone(),
            spoiler: self.spoiler,
            content: self.content.clone(),
        }
    }
}

/// The attachments that no embed shows.
pub(super) fn without(attachments: Vec<Arc<Attachment>>, shown: &[AttachmentId]) -> Vec<Arc<Attachment>> {
    attachments.into_iter().filter(|attachment| !shown.contains(&attachment.id)).collect()
}

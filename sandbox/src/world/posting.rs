//! Posting, editing and deleting messages.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;

use super::State;
use super::channels::Channel;
use super::deadlines::Deadline;
use super::errors::ApiError;
use super::events::Event;
use super::ids::{AttachmentId, ChannelId, MessageId, UserId};
use super::limits;
use super::mentions::AllowedMentions;
use super::messages::{Attachment, InteractionOrigin, Message, MessageKind, Reference, flags};
use super::permissions::Permissions;
use crate::pictures;

/// A message to be posted.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) content: String,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    pub(crate) files: Vec<NewFile>,
    pub(crate) allowed: AllowedMentions,
    pub(crate) flags: u64,
    pub(crate) reply_to: Option<ReplyTo>,
    pub(crate) nonce: Option<Value>,
    pub(crate) enforce_nonce: bool,
    pub(crate) tts: bool,
}

/// The message that a draft replies to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReplyTo {
    pub(crate) message: MessageId,
    /// Otherwise the draft is posted without a reference.
    pub(crate) must_exist: bool,
}

/// A file to be uploaded.
#[derive(Clone, Debug)]
pub(crate) struct NewFile {
    pub(crate) filename: String,
    pub(crate) description: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) content: Bytes,
}

/// Changes to a message; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edit {
    pub(crate) content: Option<String>,
    pub(crate) embeds: Option<Vec<Value>>,
    pub(crate) components: Option<Vec<Value>>,
    pub(crate) flags: Option<u64>,
    pub(crate) allowed: Option<AllowedMentions>,
    /// The files that stay, if that is said.
    pub(crate) kept: Option<Vec<AttachmentId>>,
    pub(crate) files: Vec<NewFile>,
}

/// What a message has that is not the author's to say.
#[derive(Debug)]
pub(crate) struct Provenance {
    pub(crate) author: UserId,
    pub(crate) kind: MessageKind,
    pub(crate) interaction: Option<InteractionOrigin>,
    pub(crate) only_for: Option<UserId>,
    /// What it refers to without being a reply that its author chose.
    pub(crate) reference: Option<Reference>,
}

impl Provenance {
    /// Simply posted by `author`.
    pub(crate) const fn of(author: UserId, kind: MessageKind) -> Self {
        Self { author, kind, interaction: None, only_for: None, reference: None }
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            files: Vec::new(),
            allowed: AllowedMentions::everything(),
            flags: 0,
            reply_to: None,
            nonce: None,
            enforce_nonce: false,
            tts: false,
        }
    }
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.content.is_empty() && self.embeds.is_empty() && self.components.is_empty() && self.files.is_empty()
    }
}

impl State {
    /// Posts `draft` as `author`, with all that Discord checks.
    pub(crate) fn post(&mut self, author: UserId, channel: ChannelId, draft: Draft) -> Result<Arc<Message>, ApiError> {
        let channel = self.visible_channel(author, channel)?;
        if !channel.kind.holds_messages() {
            return Err(ApiError::not_a_text_channel());
        }
        self.require(author, &channel, Self::posting_needs(&channel))?;
        self.require_for(author, &channel, &draft)?;
        if let Some(earlier) = self.earlier_with_nonce(author, channel.id, &draft) {
            return Ok(earlier);
        }
        let kind =
            if self.reply_target(&channel, &draft)?.is_some() { MessageKind::Reply } else { MessageKind::Default };
        let channel = self.wake_thread(author, channel)?;
        let nonce = draft.nonce.as_ref().filter(|_| draft.enforce_nonce).map(nonce_text);
        let message = self.put_message(&channel, draft, Provenance::of(author, kind))?;
        if let Some(nonce) = nonce {
            self.nonces.insert((author, channel.id, nonce.clone()), message.id);
            self.deadlines
                .enter(self.now().plus(limits::NONCE_MEMORY), Deadline::ForgetNonce(author, channel.id, nonce));
        }
        Ok(message)
    }

    /// Puts a message into a channel and tells of it; permissions have been looked at.
    pub(crate) fn put_message(
        &mut self,
        channel: &Channel,
        draft: Draft,
        from: Provenance,
    ) -> Result<Arc<Message>, ApiError> {
        let loading = draft.flags & flags::LOADING != 0;
        if draft.is_empty() && !loading && !from.kind.is_system() {
            return Err(ApiError::empty_message());
        }
        let id: MessageId = self.next_id();
        let target = self.reply_target(channel, &draft)?;
        let mut mentions = self.mentions(from.author, channel, &draft.content, &draft.allowed);
        if let Some(replied) = target.as_ref().map(|target| target.author)
            && draft.allowed.replied_user
            && !mentions.users.contains(&replied)
        {
            mentions.users.push(replied);
        }
        let attachments = self.store_files(channel.id, draft.files, from.only_for.is_some());
        let mut embeds = draft.embeds;
        let shown = self.link_attachments(&mut embeds, &attachments);
        let message = Arc::new(Message {
            id,
            channel: channel.id,
            guild: channel.guild,
            author: from.author,
            kind: from.kind,
            content: draft.content,
            edited: None,
            flags: draft.flags | if from.only_for.is_some() { flags::EPHEMERAL } else { 0 },
            embeds,
            components: draft.components,
            attachments: without(attachments, &shown),
            mentions,
            tts: draft.tts,
            pinned: false,
            nonce: draft.nonce,
            reference: target.as_deref().map(Reference::to).or(from.reference),
            interaction: from.interaction,
            only_for: from.only_for,
        });
        self.messages.insert(Arc::clone(&message));
        if message.only_for.is_none() {
            self.note_posted(&message);
        }
        self.herald.tell(Event::MessageCreated(Arc::clone(&message)));
        Ok(message)
    }

    /// Changes `message` as its author asks.
    pub(crate) fn edit_own(
        &mut self,
        editor: UserId,
        channel: ChannelId,
        id: MessageId,
        edit: Edit,
    ) -> Result<Arc<Message>, ApiError> {
        let channel = self.visible_channel(editor, channel)?;
        let message = self.visible_message(editor, channel.id, id)?;
        if message.author != editor {
            return Err(ApiError::not_the_author());
        }
        if message.kind.is_system() {
            return Err(ApiError::system_message());
        }
        if channel.thread.as_ref().is_some_and(|thread| thread.archived) {
            return Err(ApiError::thread_archived());
        }
        self.require_unlocked(editor, &channel)?;
        self.apply_edit(&channel, id, edit, Some(self.now()))
    }

    /// Changes a message and tells of it; `edited` is the time to show, if any.
    pub(crate) fn apply_edit(
        &mut self,
        channel: &Channel,
        id: MessageId,
        edit: Edit,
        edited: Option<crate::clock::Timestamp>,
    ) -> Result<Arc<Message>, ApiError> {
        let mut message = Message::clone(self.messages.get(channel.id, id).ok_or_else(ApiError::unknown_message)?);
        if let Some(content) = edit.content {
            message.content = content;
        }
        let allowed = edit.allowed.unwrap_or_else(AllowedMentions::everything);
        message.mentions = self.mentions(message.author, channel, &message.content, &allowed);
        if let Some(kept) = edit.kept {
            message.attachments.retain(|attachment| kept.contains(&attachment.id));
        }
        let uploaded = self.store_files(channel.id, edit.files, message.only_for.is_some());
        if let Some(mut embeds) = edit.embeds {
            let shown = self.link_attachments(&mut embeds, &uploaded);
            message.embeds = embeds;
            message.attachments.extend(without(uploaded, &shown));
        } else {
            message.attachments.extend(uploaded);
        }
        if let Some(components) = edit.components {
            message.components = components;
        }
        if let Some(changed) = edit.flags {
            message.flags = (message.flags & !flags::SUPPRESS_EMBEDS) | (changed & flags::SUPPRESS_EMBEDS);
        }
        let nothing = message.content.is_empty() && message.embeds.is_empty();
        if nothing && message.components.is_empty() && message.attachments.is_empty() {
            return Err(ApiError::empty_message());
        }
        message.flags &= !flags::LOADING;
        message.edited = edited.or(message.edited);
        Ok(self.replace_message(message))
    }

    /// Puts the changed message in the place of the old and tells of it.
    pub(crate) fn replace_message(&mut self, message: Message) -> Arc<Message> {
        let message = Arc::new(message);
        if let Some(place) = self.messages.get_mut(message.channel, message.id) {
            *place = Arc::clone(&message);
        }
        self.herald.tell(Event::MessageUpdated(Arc::clone(&message)));
        message
    }

    /// Deletes a message: one's own, or with the permission any.
    pub(crate) fn delete_message(&mut self, user: UserId, channel: ChannelId, id: MessageId) -> Result<(), ApiError> {
        let channel = self.visible_channel(user, channel)?;
        let message = self.visible_message(user, channel.id, id)?;
        if message.author != user {
            self.require(user, &channel, Permissions::MANAGE_MESSAGES)?;
        }
        let put_away = channel.thread.as_ref().is_some_and(|thread| thread.archived && thread.locked);
        if put_away {
            self.require_unlocked(user, &channel)?;
        }
        self.remove_message(channel.id, id)
    }

    /// Takes a message away and tells of it.
    pub(crate) fn remove_message(&mut self, channel: ChannelId, id: MessageId) -> Result<(), ApiError> {
        let message = self.messages.remove(channel, id).ok_or_else(ApiError::unknown_message)?;
        for attachment in &message.attachments {
            self.files.remove(&attachment.id);
        }
        if message.only_for.is_none() {
            self.note_removed(channel);
        }
        self.herald.tell(Event::MessageDeleted(message));
        Ok(())
    }

    /// The message, if `user` sees it; another's ephemeral message is unknown.
    pub(crate) fn visible_message(
        &self,
        user: UserId,
        channel: ChannelId,
        id: MessageId,
    ) -> Result<Arc<Message>, ApiError> {
        let message = self.messages.get(channel, id).filter(|message| message.shown_to(user));
        message.cloned().ok_or_else(ApiError::unknown_message)
    }

    fn require_for(&self, author: UserId, channel: &Channel, draft: &Draft) -> Result<(), ApiError> {
        if !draft.embeds.is_empty() {
            self.require(author, channel, Permissions::EMBED_LINKS)?;
        }
        if !draft.files.is_empty() {
            self.require(author, channel, Permissions::ATTACH_FILES)?;
        }
        if draft.reply_to.is_some() {
            self.require(author, channel, Permissions::READ_MESSAGE_HISTORY)?;
        }
        if draft.tts {
            self.require(author, channel, Permissions::SEND_TTS_MESSAGES)?;
        }
        Ok(())
    }

    fn reply_target(&self, channel: &Channel, draft: &Draft) -> Result<Option<Arc<Message>>, ApiError> {
        let Some(reply) = draft.reply_to else {
            return Ok(None);
        };
        let target = self.messages.get(channel.id, reply.message).filter(|message| message.only_for.is_none());
        match target {
            Some(target) if target.kind.is_system() => Err(ApiError::invalid_field(
                "message_reference",
                "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
                "Cannot reply to a system message",
            )),
            None if reply.must_exist => {
                Err(ApiError::invalid_field("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message"))
            }
            target => Ok(target.cloned()),
        }
    }

    fn earlier_with_nonce(&self, author: UserId, channel: ChannelId, draft: &Draft) -> Option<Arc<Message>> {
        let nonce = draft.nonce.as_ref().filter(|_| draft.enforce_nonce)?;
        let earlier = self.nonces.get(&(author, channel, nonce_text(nonce)))?;
        self.messages.get(channel, *earlier).cloned()
    }

    fn store_files(&mut self, channel: ChannelId, files: Vec<NewFile>, ephemeral: bool) -> Vec<Arc<Attachment>> {
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
    fn link_attachments(&self, embeds: &mut [Value], attachments: &[Arc<Attachment>]) -> Vec<AttachmentId> {
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

fn without(attachments: Vec<Arc<Attachment>>, shown: &[AttachmentId]) -> Vec<Arc<Attachment>> {
    attachments.into_iter().filter(|attachment| !shown.contains(&attachment.id)).collect()
}

fn nonce_text(nonce: &Value) -> String {
    nonce.as_str().map_or_else(|| nonce.to_string(), str::to_owned)
}

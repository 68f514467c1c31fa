//! Changing and deleting messages.

use std::sync::Arc;

use serde_json::Value;

use super::State;
use super::channels::Channel;
use super::errors::ApiError;
use super::events::Event;
use super::files::{Kept, NewFile, without};
use super::ids::{AttachmentId, ChannelId, MessageId, UserId};
use super::limits;
use super::media::readable;
use super::mentions::AllowedMentions;
use super::messages::{Attachment, Message, flags};
use super::permissions::Permissions;
use super::polls::NewPoll;
use crate::clock::Timestamp;

/// Changes to a message; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edit {
    pub(crate) content: Option<String>,
    pub(crate) embeds: Option<Vec<Value>>,
    pub(crate) components: Option<Vec<Value>>,
    /// A poll for a message that has been deferred; no other takes one.
    pub(crate) poll: Option<NewPoll>,
    pub(crate) flags: Option<u64>,
    pub(crate) allowed: Option<AllowedMentions>,
    /// The files that stay, if that is said.
    pub(crate) kept: Option<Vec<Kept>>,
    pub(crate) files: Vec<NewFile>,
}

impl Edit {
    /// Whether it says nothing but what flags there are to be.
    fn only_flags(&self) -> bool {
        let said = self.content.is_some() || self.embeds.is_some() || self.components.is_some();
        let rest = self.poll.is_some() || self.allowed.is_some() || self.kept.is_some() || !self.files.is_empty();
        self.flags.is_some() && !said && !rest
    }
}

/// The flags that can be changed on a message (`resources/message#edit-message`).
const EDITABLE: u64 = flags::SUPPRESS_EMBEDS | flags::IS_COMPONENTS_V2;

/// A message as an edit finds it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Before {
    pub(crate) flags: u64,
    /// The fields in use that a message made of components only must not have.
    pub(crate) used: Vec<&'static str>,
    files: Vec<(AttachmentId, String)>,
}

impl Before {
    /// Whether it is made of components only.
    pub(crate) const fn is_layout(&self) -> bool {
        self.flags & flags::IS_COMPONENTS_V2 != 0
    }

    /// The names of the files that stay, if it is said which do.
    pub(crate) fn files_left(&self, kept: Option<&[Kept]>) -> impl Iterator<Item = &str> {
        let stays = move |id| kept.is_none_or(|kept| kept.iter().any(|kept| kept.id == id));
        self.files.iter().filter(move |(id, _)| stays(*id)).map(|(_, name)| name.as_str())
    }
}

impl State {
    /// What an edit of this message has to look at; nothing for one that is not there.
    pub(crate) fn before_edit(&self, channel: ChannelId, id: MessageId) -> Before {
        let Some(message) = self.messages.get(channel, id) else {
            return Before::default();
        };
        let used = [
            ("content", !message.content.is_empty()),
            ("embeds", !message.embeds.is_empty()),
            ("poll", message.poll.is_some()),
        ];
        let files = message.attachments.iter().cloned().chain(self.files_shown(&message.components));
        Before {
            flags: message.flags,
            used: used.into_iter().filter(|(_, used)| *used).map(|(field, _)| field).collect(),
            files: files.map(|file| (file.id, file.filename.clone())).collect(),
        }
    }

    /// Changes a message as its author asks. Others only show or hide its embeds, and only those who manage messages
    /// (`resources/message#edit-message`).
    pub(crate) fn edit_message(
        &mut self,
        editor: UserId,
        channel: ChannelId,
        id: MessageId,
        mut edit: Edit,
    ) -> Result<Arc<Message>, ApiError> {
        let channel = self.visible_channel(editor, channel)?;
        let message = self.visible_message(editor, channel.id, id)?;
        if message.author != editor {
            if !edit.only_flags() {
                return Err(ApiError::not_the_author());
            }
            self.require(editor, &channel, Permissions::MANAGE_MESSAGES)?;
            edit.flags = edit.flags.map(|chosen| chosen & flags::SUPPRESS_EMBEDS);
        }
        if message.kind.is_system() {
            return Err(ApiError::system_message());
        }
        if channel.thread.as_ref().is_some_and(|thread| thread.archived) {
            return Err(ApiError::thread_archived());
        }
        self.require_unlocked(editor, &channel)?;
        let granted = self.permissions(editor, &channel).unwrap_or_default();
        if !edit.files.is_empty() {
            self.require(editor, &channel, Permissions::ATTACH_FILES)?;
        }
        if !granted.has(Permissions::EMBED_LINKS) {
            // Embeds that may not be shown are left out, here without a word.
            edit.embeds = edit.embeds.map(|_| Vec::new());
        }
        // That embeds are shown or hidden does not count as an edit.
        let edited = (!edit.only_flags()).then(|| self.now());
        self.apply_edit(&channel, id, edit, edited)
    }

    /// Changes a message and tells of it; `edited` is the time to show, if any.
    pub(crate) fn apply_edit(
        &mut self,
        channel: &Channel,
        id: MessageId,
        edit: Edit,
        edited: Option<Timestamp>,
    ) -> Result<Arc<Message>, ApiError> {
        let mut message = Message::clone(self.messages.get(channel.id, id).ok_or_else(ApiError::unknown_message)?);
        if message.poll.is_some() {
            return Err(ApiError::poll_not_editable());
        }
        if let Some(poll) = edit.poll {
            if !message.flagged(flags::LOADING) {
                return Err(poll_comes_late());
            }
            message.poll = Some(self.begin_poll(message.author, channel, poll)?);
            self.watch_poll(&message);
        }
        let layout = (message.flags | edit.flags.unwrap_or(0)) & flags::IS_COMPONENTS_V2 != 0;
        let reworded = edit.content.is_some() || (layout && edit.components.is_some());
        if let Some(content) = edit.content {
            message.content = content;
        }
        if let Some(components) = &edit.components {
            message.attachments.extend(self.files_shown(&message.components));
            message.components.clone_from(components);
        }
        if reworded {
            let allowed = edit.allowed.unwrap_or_else(AllowedMentions::everything);
            let text = readable(&message.content, &message.components);
            message.mentions = self.mentions(message.author, channel, &text, &allowed);
        }
        if let Some(kept) = edit.kept {
            self.keep_files(&mut message, &kept);
        }
        if message.attachments.len() + edit.files.len() > limits::FILES {
            return Err(ApiError::too_many_attachments());
        }
        let uploaded = self.store_files(channel.id, edit.files, message.only_for.is_some());
        if let Some(mut embeds) = edit.embeds {
            let shown = self.link_attachments(&mut embeds, &uploaded);
            message.embeds = embeds;
            message.attachments.extend(without(uploaded, &shown));
        } else {
            message.attachments.extend(uploaded);
        }
        let shown = self.link_media(&mut message.components, &message.attachments);
        message.attachments = without(message.attachments, &shown);
        if let Some(changed) = edit.flags {
            // That a message is made of components only can be said, never unsaid.
            message.flags = (message.flags & !flags::SUPPRESS_EMBEDS) | (changed & EDITABLE);
        }
        let nothing = message.content.is_empty() && message.embeds.is_empty() && message.poll.is_none();
        if nothing && message.components.is_empty() && message.attachments.is_empty() {
            return Err(ApiError::empty_message());
        }
        message.flags &= !flags::LOADING;
        message.edited = edited.or(message.edited);
        Ok(self.replace_message(message))
    }

    /// Leaves these files on a message, described anew where that is asked for; the others are gone.
    fn keep_files(&mut self, message: &mut Message, kept: &[Kept]) {
        let kept_as = |file: &Attachment| kept.iter().find(|kept| kept.id == file.id);
        let (staying, going): (Vec<_>, Vec<_>) =
            message.attachments.drain(..).partition(|file| kept_as(file).is_some());
        for file in going {
            self.files.remove(&file.id);
        }
        message.attachments = staying;
        for file in &mut message.attachments {
            let Some(said) = kept_as(file).filter(|said| said.description.is_some() || said.spoiler.is_some()) else {
                continue;
            };
            let changed = Arc::make_mut(file);
            changed.description = said.description.clone().or(changed.description.take());
            changed.spoiler = said.spoiler.unwrap_or(changed.spoiler);
            self.files.insert(file.id, Arc::clone(file));
        }
    }

    /// Changes what is on a message without telling.
    pub(super) fn change_message(
        &mut self,
        channel: ChannelId,
        id: MessageId,
        change: impl FnOnce(&mut Message),
    ) -> Result<Arc<Message>, ApiError> {
        let message = self.messages.get_mut(channel, id).ok_or_else(ApiError::unknown_message)?;
        change(Arc::make_mut(message));
        Ok(Arc::clone(message))
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
        if !message.kind.is_deletable() {
            return Err(ApiError::system_message());
        }
        let put_away = channel.thread.as_ref().is_some_and(|thread| thread.archived && thread.locked);
        if put_away {
            self.require_unlocked(user, &channel)?;
        }
        self.remove_message(channel.id, id)
    }

    /// Takes a message away and tells of it.
    pub(crate) fn remove_message(&mut self, channel: ChannelId, id: MessageId) -> Result<(), ApiError> {
        let message = self.take_message(channel, id)?;
        self.herald.tell(Event::MessageDeleted(message));
        Ok(())
    }

    /// Deletes several messages at once; those that are not there count, and are passed over.
    pub(crate) fn delete_messages(
        &mut self,
        user: UserId,
        channel: ChannelId,
        ids: &[MessageId],
    ) -> Result<(), ApiError> {
        let channel = self.visible_channel(user, channel)?;
        if channel.guild.is_none() {
            return Err(ApiError::not_in_direct_messages());
        }
        self.require(user, &channel, Permissions::MANAGE_MESSAGES)?;
        if !limits::BULK_DELETE.contains(&ids.len()) {
            return Err(ApiError::wrong_bulk());
        }
        if ids.iter().any(|id| id.created().plus(limits::BULK_DELETE_AGE) < self.now()) {
            return Err(ApiError::too_old_for_bulk());
        }
        let there: Vec<_> = ids.iter().filter_map(|id| self.shared_message(&channel, *id).ok()).collect();
        if there.iter().any(|message| !message.kind.is_deletable()) {
            return Err(ApiError::system_message());
        }
        for message in &there {
            self.take_message(channel.id, message.id)?;
        }
        if !there.is_empty() {
            self.herald.tell(Event::MessagesDeleted(there));
        }
        Ok(())
    }

    /// Takes a message away without telling.
    fn take_message(&mut self, channel: ChannelId, id: MessageId) -> Result<Arc<Message>, ApiError> {
        let message = self.messages.remove(channel, id).ok_or_else(ApiError::unknown_message)?;
        for file in message.attachments.iter().cloned().chain(self.files_shown(&message.components)) {
            self.files.remove(&file.id);
        }
        if message.only_for.is_none() {
            self.note_removed(channel);
        }
        Ok(message)
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
}

fn poll_comes_late() -> ApiError {
    let why = "Polls can only be added when editing a deferred interaction response.";
    ApiError::invalid_field("poll", "BASE_TYPE_INVALID", why)
}

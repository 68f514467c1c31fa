//! Posting, editing and deleting messages.

use std::sync::Arc;

use serde_json::Value;

use super::State;
use super::channels::Channel;
use super::deadlines::Deadline;
use super::errors::ApiError;
use super::events::Event;
use super::files::{NewFile, without};
use super::ids::{ChannelId, MessageId, UserId};
use super::limits;
use super::media::readable;
use super::mentions::AllowedMentions;
use super::messages::{InteractionOrigin, Message, MessageKind, Reference, flags};
use super::permissions::Permissions;
use super::polls::NewPoll;

/// A message to be posted.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) content: String,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    pub(crate) poll: Option<NewPoll>,
    pub(crate) files: Vec<NewFile>,
    pub(crate) allowed: AllowedMentions,
    pub(crate) flags: u64,
    pub(crate) reply_to: Option<ReplyTo>,
    /// A message to be forwarded.
    pub(crate) forward: Option<(ChannelId, MessageId)>,
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

/// What a message has that is not the author's to say.
#[derive(Debug)]
pub(crate) struct Provenance {
    pub(crate) author: UserId,
    pub(crate) kind: MessageKind,
    pub(crate) interaction: Option<InteractionOrigin>,
    pub(crate) only_for: Option<UserId>,
    /// What it refers to without being a reply that its author chose.
    pub(crate) reference: Option<Reference>,
    /// Whom it mentions without naming them.
    pub(crate) mentioned: Option<UserId>,
}

impl Provenance {
    /// Simply posted by `author`.
    pub(crate) const fn of(author: UserId, kind: MessageKind) -> Self {
        Self { author, kind, interaction: None, only_for: None, reference: None, mentioned: None }
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            poll: None,
            files: Vec::new(),
            allowed: AllowedMentions::everything(),
            flags: 0,
            reply_to: None,
            forward: None,
            nonce: None,
            enforce_nonce: false,
            tts: false,
        }
    }
}

impl Draft {
    fn is_empty(&self) -> bool {
        let said = !self.content.is_empty() || !self.embeds.is_empty() || !self.components.is_empty();
        !said && self.poll.is_none() && self.files.is_empty() && self.forward.is_none()
    }
}

impl State {
    /// Posts `draft` as `author`, with all that Discord checks.
    pub(crate) fn post(
        &mut self,
        author: UserId,
        channel: ChannelId,
        mut draft: Draft,
    ) -> Result<Arc<Message>, ApiError> {
        let channel = self.visible_channel(author, channel)?;
        if !channel.kind.holds_messages() {
            return Err(ApiError::not_a_text_channel());
        }
        self.require(author, &channel, Self::posting_needs(&channel))?;
        self.require_for(author, &channel, &mut draft)?;
        if draft.is_empty() {
            return Err(ApiError::empty_message());
        }
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
        let snapshot = self.snapshot(from.author, &draft)?;
        let poll = draft.poll.map(|poll| self.begin_poll(from.author, channel, poll)).transpose()?;
        let text = readable(&draft.content, &draft.components);
        let mut mentions = self.mentions(from.author, channel, &text, &draft.allowed);
        if let Some(target) = target.as_ref().filter(|_| draft.allowed.replied_user) {
            mentions.add_user(target.author);
        }
        if let Some(user) = from.mentioned {
            mentions.add_user(user);
        }
        let attachments = self.store_files(channel.id, draft.files, from.only_for.is_some());
        let mut embeds = draft.embeds;
        let mut components = draft.components;
        let mut shown = self.link_attachments(&mut embeds, &attachments);
        shown.extend(self.link_media(&mut components, &attachments));
        let message = Arc::new(Message {
            id,
            channel: channel.id,
            guild: channel.guild,
            author: from.author,
            kind: from.kind,
            content: draft.content,
            edited: None,
            flags: draft.flags
                | if from.only_for.is_some() { flags::EPHEMERAL } else { 0 }
                | if snapshot.is_some() { flags::HAS_SNAPSHOT } else { 0 },
            embeds,
            components,
            attachments: without(attachments, &shown),
            poll,
            reactions: Vec::new(),
            mentions,
            tts: draft.tts,
            pinned: None,
            nonce: draft.nonce,
            reference: target.as_ref().or(snapshot.as_ref()).map(|message| Reference::to(message)).or(from.reference),
            snapshot,
            interaction: from.interaction,
            only_for: from.only_for,
        });
        self.messages.insert(Arc::clone(&message));
        if message.only_for.is_none() {
            self.note_posted(&message);
        }
        self.watch_poll(&message);
        self.herald.tell(Event::MessageCreated(Arc::clone(&message)));
        Ok(message)
    }

    /// Checks what a draft needs besides posting. Embeds that may not be shown are left out if anything else remains.
    fn require_for(&self, author: UserId, channel: &Channel, draft: &mut Draft) -> Result<(), ApiError> {
        let granted = self.permissions(author, channel).unwrap_or_default();
        if !draft.files.is_empty() {
            self.require(author, channel, Permissions::ATTACH_FILES)?;
        }
        if draft.poll.is_some() {
            self.require(author, channel, Permissions::SEND_POLLS)?;
        }
        if draft.tts {
            self.require(author, channel, Permissions::SEND_TTS_MESSAGES)?;
        }
        if draft.reply_to.is_some() && !granted.has(Permissions::READ_MESSAGE_HISTORY) {
            return Err(ApiError::cannot_reply());
        }
        if !draft.embeds.is_empty() && !granted.has(Permissions::EMBED_LINKS) {
            draft.embeds.clear();
            if draft.is_empty() {
                return Err(ApiError::missing_permissions());
            }
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
}

fn nonce_text(nonce: &Value) -> String {
    nonce.as_str().map_or_else(|| nonce.to_string(), str::to_owned)
}

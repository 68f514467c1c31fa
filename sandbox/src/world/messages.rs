//! Messages: what they are, and the lists in which channels keep them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;

use super::ids::{ApplicationId, AttachmentId, ChannelId, GuildId, InteractionId, MessageId, RoleId, UserId};
use super::polls::Poll;
use super::reactions::Reaction;
use crate::clock::Timestamp;

/// Bits of a message's `flags`.
pub(crate) mod flags {
    /// Links are not unfurled.
    pub(crate) const SUPPRESS_EMBEDS: u64 = 1 << 2;
    /// A thread hangs on the message.
    pub(crate) const HAS_THREAD: u64 = 1 << 5;
    /// Only one person sees the message.
    pub(crate) const EPHEMERAL: u64 = 1 << 6;
    /// The application is thinking.
    pub(crate) const LOADING: u64 = 1 << 7;
    /// It forwards another message.
    pub(crate) const HAS_SNAPSHOT: u64 = 1 << 14;
    /// Nobody's device rings.
    pub(crate) const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
    /// Made of components only.
    pub(crate) const IS_COMPONENTS_V2: u64 = 1 << 15;
}

/// What a message is, by Discord's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum MessageKind {
    /// Somebody posted it.
    Default = 0,
    /// Discord tells that a member was added to a thread.
    RecipientAdd = 1,
    /// Discord tells that a member was taken out of a thread.
    RecipientRemove = 2,
    /// Discord tells that a thread or channel has another name.
    ChannelNameChange = 4,
    /// Discord tells that a message was pinned.
    PinnedMessage = 6,
    /// Discord tells that a thread was started.
    ThreadCreated = 18,
    /// It refers to another message.
    Reply = 19,
    /// An application's answer to a chat input command.
    ChatInputCommand = 20,
    /// The first message of a thread that was started from a message.
    ThreadStarterMessage = 21,
    /// An application's answer to a user or message command.
    ContextMenuCommand = 23,
    /// Discord tells how a poll has ended.
    PollResult = 46,
}

impl MessageKind {
    /// Whether it can be deleted at all (`resources/message#message-object-message-types`).
    pub(crate) const fn is_deletable(self) -> bool {
        !matches!(
            self,
            Self::RecipientAdd | Self::RecipientRemove | Self::ChannelNameChange | Self::ThreadStarterMessage
        )
    }

    /// Whether it can be forwarded (`resources/message#message-reference-types`).
    pub(crate) const fn is_forwardable(self) -> bool {
        matches!(self, Self::Default | Self::Reply | Self::ChatInputCommand | Self::ContextMenuCommand)
    }

    /// Whether Discord itself wrote it.
    pub(crate) const fn is_system(self) -> bool {
        matches!(
            self,
            Self::RecipientAdd
                | Self::RecipientRemove
                | Self::ChannelNameChange
                | Self::PinnedMessage
                | Self::ThreadCreated
                | Self::ThreadStarterMessage
                | Self::PollResult
        )
    }
}

/// A message in a channel.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// The message's id.
    pub(crate) id: MessageId,
    /// Where it is.
    pub(crate) channel: ChannelId,
    /// The server in which it is.
    pub(crate) guild: Option<GuildId>,
    /// Who wrote it.
    pub(crate) author: UserId,
    /// What it is.
    pub(crate) kind: MessageKind,
    /// Its text.
    pub(crate) content: String,
    /// When it was edited last.
    pub(crate) edited: Option<Timestamp>,
    /// See [`flags`].
    pub(crate) flags: u64,
    /// Its embeds, as Discord shows them.
    pub(crate) embeds: Vec<Value>,
    /// Its action rows, as Discord shows them.
    pub(crate) components: Vec<Value>,
    /// Its files.
    pub(crate) attachments: Vec<Arc<Attachment>>,
    /// Its poll.
    pub(crate) poll: Option<Poll>,
    /// What people have put on it, oldest first.
    pub(crate) reactions: Vec<Reaction>,
    /// Whom it mentions.
    pub(crate) mentions: Mentions,
    /// Whether it is read aloud.
    pub(crate) tts: bool,
    /// When it was pinned, if it is.
    pub(crate) pinned: Option<Timestamp>,
    /// What the sender recognises it by.
    pub(crate) nonce: Option<Value>,
    /// The message that it refers to.
    pub(crate) reference: Option<Reference>,
    /// The message that it forwards, as it was at that moment.
    pub(crate) snapshot: Option<Arc<Message>>,
    /// The interaction that it comes from.
    pub(crate) interaction: Option<InteractionOrigin>,
    /// The only person who sees it, if it is ephemeral.
    pub(crate) only_for: Option<UserId>,
}

impl Message {
    /// Whether one of the flags is set.
    pub(crate) const fn flagged(&self, flag: u64) -> bool {
        self.flags & flag != 0
    }

    /// Whether `user` sees the message, given that they see the channel.
    pub(crate) fn shown_to(&self, user: UserId) -> bool {
        self.only_for.is_none_or(|only| only == user)
    }
}

/// Whom a message notifies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mentions {
    /// Users, in the order of their first mention.
    pub users: Vec<UserId>,
    /// Roles, in the order of their first mention.
    pub(crate) roles: Vec<RoleId>,
    /// Everyone or here.
    pub(crate) everyone: bool,
}

impl Mentions {
    /// Adds a user, unless they are mentioned already.
    pub(crate) fn add_user(&mut self, user: UserId) {
        if !self.users.contains(&user) {
            self.users.push(user);
        }
    }
}

/// Points to another message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reference {
    /// The message.
    pub(crate) message: Option<MessageId>,
    /// Where it is.
    pub(crate) channel: ChannelId,
    /// The server where it is.
    pub(crate) guild: Option<GuildId>,
}

impl Reference {
    /// Points to `message`.
    pub(crate) fn to(message: &Message) -> Self {
        Self { message: Some(message.id), channel: message.channel, guild: message.guild }
    }
}

/// The interaction that a message comes from.
#[derive(Clone, Debug)]
pub(crate) struct InteractionOrigin {
    /// The interaction.
    pub(crate) id: InteractionId,
    /// Its type, by Discord's number.
    pub(crate) kind: u8,
    /// Who caused it.
    pub user: UserId,
    /// Whose it is.
    pub(crate) application: ApplicationId,
    /// The server in which it happened.
    pub(crate) guild: Option<GuildId>,
    /// The command's full name, for commands.
    pub(crate) command: Option<String>,
    /// The first answer, if this is a follow-up.
    pub(crate) original_response: Option<MessageId>,
    /// The message whose component was used.
    pub(crate) interacted_message: Option<MessageId>,
    /// The message that a message command was used on.
    pub(crate) target_message: Option<MessageId>,
    /// The user that a user command was used on.
    pub(crate) target_user: Option<UserId>,
    /// For modals: the interaction that opened the form.
    pub(crate) triggered_by: Option<Box<InteractionOrigin>>,
}

/// A file on a message.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    /// The file's id.
    pub(crate) id: AttachmentId,
    /// Where its message is; part of its address.
    pub(crate) channel: ChannelId,
    /// Its name.
    pub(crate) filename: String,
    /// Its name as it was uploaded, if that is another.
    pub(crate) title: Option<String>,
    /// Whether it is hidden until one asks to see it.
    pub(crate) spoiler: bool,
    /// What it shows, for those who don't see it.
    pub(crate) description: Option<String>,
    /// Its media type.
    pub(crate) content_type: Option<String>,
    /// Width and height, for pictures.
    pub(crate) dimensions: Option<(u32, u32)>,
    /// Whether only one person can see it.
    pub(crate) ephemeral: bool,
    /// What is in it.
    pub(crate) content: Bytes,
}

/// All messages, by channel and in order.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    by_channel: HashMap<ChannelId, BTreeMap<MessageId, Arc<Message>>>,
    homes: HashMap<MessageId, ChannelId>,
}

/// Which part of a channel's messages is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Page {
    Latest,
    Before(MessageId),
    After(MessageId),
    Around(MessageId),
}

impl Messages {
    pub(crate) fn insert(&mut self, message: Arc<Message>) {
        self.homes.insert(message.id, message.channel);
        self.by_channel.entry(message.channel).or_default().insert(message.id, message);
    }

    pub(crate) fn get(&self, channel: ChannelId, id: MessageId) -> Option<&Arc<Message>> {
        self.by_channel.get(&channel)?.get(&id)
    }

    pub(crate) fn get_mut(&mut self, channel: ChannelId, id: MessageId) -> Option<&mut Arc<Message>> {
        self.by_channel.get_mut(&channel)?.get_mut(&id)
    }

    /// The messages of a channel, oldest first.
    pub(crate) fn of(&self, channel: ChannelId) -> impl Iterator<Item = &Arc<Message>> {
        self.by_channel.get(&channel).into_iter().flat_map(BTreeMap::values)
    }

    /// The message of this id, wherever it is.
    pub(crate) fn find(&self, id: MessageId) -> Option<&Arc<Message>> {
        self.get(*self.homes.get(&id)?, id)
    }

    pub(crate) fn remove(&mut self, channel: ChannelId, id: MessageId) -> Option<Arc<Message>> {
        self.homes.remove(&id);
        self.by_channel.get_mut(&channel)?.remove(&id)
    }

    pub(crate) fn remove_channel(&mut self, channel: ChannelId) {
        for id in self.by_channel.remove(&channel).unwrap_or_default().into_keys() {
            self.homes.remove(&id);
        }
    }

    /// The newest first, at most `limit`, of those that `wanted` lets through.
    pub(crate) fn page(
        &self,
        channel: ChannelId,
        page: Page,
        limit: usize,
        wanted: impl Fn(&Message) -> bool,
    ) -> Vec<Arc<Message>> {
        let Some(messages) = self.by_channel.get(&channel) else {
            return Vec::new();
        };
        let older = |end: Bound<MessageId>, limit: usize| -> Vec<Arc<Message>> {
            let range = messages.range((Bound::Unbounded, end)).rev();
            range.map(|(_, message)| message).filter(|message| wanted(message)).take(limit).cloned().collect()
        };
        let newer = |start: MessageId, limit: usize| -> Vec<Arc<Message>> {
            let range = messages.range((Bound::Excluded(start), Bound::Unbounded));
            let mut found: Vec<_> =
                range.map(|(_, message)| message).filter(|message| wanted(message)).take(limit).cloned().collect();
            found.reverse();
            found
        };
        match page {
            Page::Latest => older(Bound::Unbounded, limit),
            Page::Before(id) => older(Bound::Excluded(id), limit),
            Page::After(id) => newer(id, limit),
            Page::Around(id) => {
                let mut found = newer(id, limit / 2);
                found.extend(older(Bound::Included(id), limit - limit / 2));
                found
            }
        }
    }
}

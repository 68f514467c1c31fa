//! Reactions: emoji that people and bots put on messages (`resources/message#reaction-object`). Nobody here super-reacts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::State;
use super::channels::Channel;
use super::emoji::{Emoji, EmojiName};
use super::errors::ApiError;
use super::events::Event;
use super::ids::{ChannelId, MessageId, UserId};
use super::limits;
use super::messages::Message;
use super::permissions::Permissions;

/// An emoji on a message, and who put it there.
#[derive(Clone, Debug)]
pub(crate) struct Reaction {
    pub(crate) emoji: Emoji,
    pub(crate) users: BTreeSet<UserId>,
}

impl Message {
    /// The reaction of this emoji.
    pub(crate) fn reaction(&self, name: &EmojiName) -> Option<&Reaction> {
        self.reactions.iter().find(|reaction| name.names(&reaction.emoji))
    }
}

impl State {
    /// Puts an emoji on a message. One that is there already anybody may add to; twice is once.
    pub(crate) fn react(
        &mut self,
        user: UserId,
        channel: ChannelId,
        id: MessageId,
        name: &EmojiName,
    ) -> Result<(), ApiError> {
        let (channel, message) = self.message_to_mark(user, channel, id)?;
        let emoji = match message.reaction(name) {
            Some(reaction) if reaction.users.contains(&user) => return Ok(()),
            Some(reaction) => reaction.emoji.clone(),
            None => self.new_reaction(user, &channel, &message, name)?,
        };
        let message = self.change_message(channel.id, id, |message| {
            if message.reaction(name).is_none() {
                message.reactions.push(Reaction { emoji: emoji.clone(), users: BTreeSet::new() });
            }
            for reaction in message.reactions.iter_mut().filter(|reaction| reaction.emoji == emoji) {
                reaction.users.insert(user);
            }
        })?;
        self.herald.tell(Event::ReactionAdded { message, user, emoji });
        Ok(())
    }

    fn new_reaction(
        &self,
        user: UserId,
        channel: &Channel,
        message: &Message,
        name: &EmojiName,
    ) -> Result<Emoji, ApiError> {
        let emoji = self.usable_emoji(user, channel, name)?;
        self.require(user, channel, Permissions::ADD_REACTIONS)?;
        if message.reactions.len() >= limits::REACTIONS {
            return Err(ApiError::too_many_reactions());
        }
        Ok(emoji)
    }

    /// Takes `owner`'s reaction away: one's own, or with the permission anybody's.
    pub(crate) fn unreact(
        &mut self,
        user: UserId,
        owner: UserId,
        channel: ChannelId,
        id: MessageId,
        name: &EmojiName,
    ) -> Result<(), ApiError> {
        let (channel, message) = self.message_to_mark(user, channel, id)?;
        if owner != user {
            self.require_to_clear(user, &channel)?;
            self.user(owner)?;
        }
        let reaction = message.reaction(name).ok_or_else(ApiError::unknown_emoji)?;
        if !reaction.users.contains(&owner) {
            return Ok(());
        }
        let emoji = reaction.emoji.clone();
        let message = self.change_message(channel.id, id, |message| {
            for reaction in message.reactions.iter_mut().filter(|reaction| reaction.emoji == emoji) {
                reaction.users.remove(&owner);
            }
            message.reactions.retain(|reaction| !reaction.users.is_empty());
        })?;
        self.herald.tell(Event::ReactionRemoved { message, user: owner, emoji });
        Ok(())
    }

    /// Takes everybody's reactions away: those of one emoji, or all.
    pub(crate) fn clear_reactions(
        &mut self,
        user: UserId,
        channel: ChannelId,
        id: MessageId,
        name: Option<&EmojiName>,
    ) -> Result<(), ApiError> {
        let (channel, message) = self.message_to_mark(user, channel, id)?;
        self.require_to_clear(user, &channel)?;
        let emoji = match name {
            Some(name) => Some(message.reaction(name).ok_or_else(ApiError::unknown_emoji)?.emoji.clone()),
            None => None,
        };
        let message = self.change_message(channel.id, id, |message| {
            message.reactions.retain(|reaction| emoji.as_ref().is_some_and(|emoji| reaction.emoji != *emoji));
        })?;
        self.herald.tell(Event::ReactionsCleared { message, emoji });
        Ok(())
    }

    /// Who put this emoji on a message, in the order of their ids.
    pub(crate) fn who_reacted(
        &self,
        user: UserId,
        channel: ChannelId,
        id: MessageId,
        name: &EmojiName,
    ) -> Result<BTreeSet<UserId>, ApiError> {
        let channel = self.channel_with(user, channel, Permissions::READ_MESSAGE_HISTORY)?;
        let message = self.shared_message(&channel, id)?;
        Ok(message.reaction(name).ok_or_else(ApiError::unknown_emoji)?.users.clone())
    }

    /// A message on which `user` may leave a mark: it is not put away, and not for one person only.
    pub(crate) fn message_to_mark(
        &self,
        user: UserId,
        channel: ChannelId,
        id: MessageId,
    ) -> Result<(Arc<Channel>, Arc<Message>), ApiError> {
        let channel = self.channel_with(user, channel, Permissions::READ_MESSAGE_HISTORY)?;
        let message = self.shared_message(&channel, id)?;
        if channel.thread.as_ref().is_some_and(|thread| thread.archived) {
            return Err(ApiError::thread_archived());
        }
        Ok((channel, message))
    }

    /// The message, unless it is ephemeral: of those Discord's channel routes know nothing.
    pub(crate) fn shared_message(&self, channel: &Channel, id: MessageId) -> Result<Arc<Message>, ApiError> {
        let message = self.messages.get(channel.id, id).filter(|message| message.only_for.is_none());
        message.cloned().ok_or_else(ApiError::unknown_message)
    }

    fn require_to_clear(&self, user: UserId, channel: &Channel) -> Result<(), ApiError> {
        if channel.guild.is_none() {
            return Err(ApiError::not_in_direct_messages());
        }
        self.require(user, channel, Permissions::MANAGE_MESSAGES)
    }
}

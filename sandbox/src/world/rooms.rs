//! Channels changed, deleted, typed in, and opened between two.

use std::sync::Arc;

use super::State;
use super::channels::{Channel, ChannelKind, Thread};
use super::errors::ApiError;
use super::events::Event;
use super::ids::{ChannelId, UserId};
use super::messages::MessageKind;
use super::permissions::Permissions;
use crate::form::{ChannelChange, ThreadChange};

impl State {
    /// The conversation of `user` with `other`, opened if there is none yet.
    pub(crate) fn open_direct(&mut self, user: UserId, other: UserId) -> Result<Arc<Channel>, ApiError> {
        let both_known = self.users.contains_key(&user) && self.users.contains_key(&other);
        if user == other || !both_known {
            return Err(ApiError::invalid_recipients());
        }
        let pair = (user.min(other), user.max(other));
        if let Some(channel) = self.direct.get(&pair).and_then(|id| self.channels.get(id)) {
            return Ok(Arc::clone(channel));
        }
        let share =
            self.guilds.values().any(|guild| guild.members.contains_key(&user) && guild.members.contains_key(&other));
        if !share {
            return Err(ApiError::cannot_message_user());
        }
        let id: ChannelId = self.next_id();
        let channel = Arc::new(Channel {
            id,
            kind: ChannelKind::Direct,
            guild: None,
            name: String::new(),
            topic: None,
            position: 0,
            parent: None,
            overwrites: Vec::new(),
            last_message: None,
            last_pin: None,
            slow_mode: 0,
            recipients: vec![pair.0, pair.1],
            thread: None,
        });
        self.channels.insert(id, Arc::clone(&channel));
        self.direct.insert(pair, id);
        self.herald.tell(Event::ChannelCreated(Arc::clone(&channel)));
        Ok(channel)
    }

    /// Changes a channel that is no thread.
    pub(crate) fn edit_channel(
        &mut self,
        user: UserId,
        id: ChannelId,
        change: ChannelChange,
    ) -> Result<Arc<Channel>, ApiError> {
        let channel = self.visible_channel(user, id)?;
        if channel.guild.is_none() {
            return Err(ApiError::not_in_direct_messages());
        }
        self.require(user, &channel, Permissions::MANAGE_CHANNELS)?;
        let mut changed = Channel::clone(&channel);
        changed.name = change.name.unwrap_or(changed.name);
        changed.topic = change.topic.unwrap_or(changed.topic);
        changed.slow_mode = change.slow_mode.unwrap_or(changed.slow_mode);
        let changed = Arc::new(changed);
        self.channels.insert(id, Arc::clone(&changed));
        self.herald.tell(Event::ChannelUpdated(Arc::clone(&changed)));
        Ok(changed)
    }

    /// Changes a thread. Whoever may post in it may bring it back unless it is locked; the rest is for its owner and those who
    /// manage threads (`resources/channel#modify-channel`, `topics/threads#editing-%26-deleting-threads`).
    pub(crate) fn edit_thread(
        &mut self,
        user: UserId,
        id: ChannelId,
        change: ThreadChange,
    ) -> Result<Arc<Channel>, ApiError> {
        let channel = self.visible_channel(user, id)?;
        let facts = channel.thread.as_ref().ok_or_else(ApiError::wrong_channel_kind)?;
        let manages = self.permissions(user, &channel).unwrap_or_default().has(Permissions::MANAGE_THREADS);
        if !manages && !change.open_to(user, facts, self.can_post(user, &channel)) {
            return Err(ApiError::missing_permissions());
        }
        if facts.archived && change.archived != Some(false) {
            return Err(ApiError::thread_archived());
        }
        if facts.archived {
            self.require_room_for_thread(&channel)?;
        }
        let now = self.now();
        let before = (facts.archived, facts.archive_after);
        let renamed = change.name.clone().filter(|name| *name != channel.name);
        let changed = self.change_thread(id, |channel, facts| apply(channel, facts, change));
        if let Some(name) = renamed {
            self.put_system_message(&changed, user, MessageKind::ChannelNameChange, name, None);
        }
        let after = changed.thread.as_ref().map(|facts| (facts.archived, facts.archive_after));
        if after != Some(before) {
            self.change_thread(id, |_, facts| {
                facts.archive_changed = now;
                facts.active = now;
            });
        }
        let changed = self.channel(id).cloned()?;
        if after.is_some_and(|(archived, _)| !archived) {
            self.watch_for_silence(&changed);
        }
        self.herald.tell(Event::ThreadUpdated(Arc::clone(&changed)));
        if before.0 && after.is_some_and(|(archived, _)| !archived) {
            self.herald.tell(Event::ThreadRevived(Arc::clone(&changed)));
        }
        Ok(changed)
    }

    /// Deletes a channel or thread with all that is in it.
    pub(crate) fn delete_channel(&mut self, user: UserId, id: ChannelId) -> Result<Arc<Channel>, ApiError> {
        let channel = self.visible_channel(user, id)?;
        if channel.guild.is_none() {
            return Ok(channel);
        }
        let needed = if channel.thread.is_some() { Permissions::MANAGE_THREADS } else { Permissions::MANAGE_CHANNELS };
        self.require(user, &channel, needed)?;
        let threads = self.channels.values().filter(|thread| thread.thread.is_some() && thread.parent == Some(id));
        for thread in threads.map(|thread| thread.id).collect::<Vec<_>>() {
            self.remove_channel(thread);
        }
        self.remove_channel(id);
        Ok(channel)
    }

    fn remove_channel(&mut self, id: ChannelId) {
        let Some(channel) = self.channels.remove(&id) else {
            return;
        };
        if let Some(guild) = channel.guild.and_then(|guild| self.guilds.get_mut(&guild)) {
            guild.channels.remove(&id);
        }
        self.messages.remove_channel(id);
        self.files.retain(|_, file| file.channel != id);
        let event =
            if channel.thread.is_some() { Event::ThreadDeleted(channel) } else { Event::ChannelDeleted(channel) };
        self.herald.tell(event);
    }

    /// Shows that `user` is about to write.
    pub(crate) fn start_typing(&mut self, user: UserId, id: ChannelId) -> Result<(), ApiError> {
        let channel = self.visible_channel(user, id)?;
        if !channel.kind.holds_messages() {
            return Err(ApiError::not_a_text_channel());
        }
        self.require(user, &channel, Self::posting_needs(&channel))?;
        self.herald.tell(Event::Typing { channel: id, guild: channel.guild, user, at: self.now() });
        Ok(())
    }
}

impl ThreadChange {
    /// Whether somebody may make the change who does not manage threads: those who post bring a thread back, owners do more.
    fn open_to(&self, user: UserId, thread: &Thread, posts: bool) -> bool {
        let for_managers = self.locked.is_some() || self.slow_mode.is_some();
        let as_owner = thread.owner == user && !for_managers;
        !thread.locked && (as_owner || (posts && self.only_wakes()))
    }

    /// Whether it says nothing but that the thread is to be brought back.
    fn only_wakes(&self) -> bool {
        let rest = (&self.name, self.locked, self.invitable, self.archive_after, self.slow_mode);
        self.archived == Some(false) && rest == (&None, None, None, None, None)
    }
}

fn apply(channel: &mut Channel, facts: &mut Thread, change: ThreadChange) {
    if let Some(name) = change.name {
        channel.name = name;
    }
    channel.slow_mode = change.slow_mode.unwrap_or(channel.slow_mode);
    facts.archived = change.archived.unwrap_or(facts.archived);
    facts.locked = change.locked.unwrap_or(facts.locked);
    facts.invitable = change.invitable.unwrap_or(facts.invitable);
    facts.archive_after = change.archive_after.unwrap_or(facts.archive_after);
}

//! Threads put themselves away when nothing happens in them, and come back when something does.

use std::sync::Arc;

use super::State;
use super::channels::{Channel, Thread};
use super::deadlines::Deadline;
use super::errors::ApiError;
use super::events::Event;
use super::ids::{ChannelId, UserId};
use super::messages::{Message, MessageKind};
use super::permissions::Permissions;

impl State {
    /// Changes a thread without telling.
    ///
    /// # Panics
    /// If the channel is no thread; callers have looked.
    pub(crate) fn change_thread(
        &mut self,
        id: ChannelId,
        change: impl FnOnce(&mut Channel, &mut Thread),
    ) -> Arc<Channel> {
        let place = self.channels.get_mut(&id).expect("callers have found the thread");
        let mut channel = Channel::clone(place);
        let mut facts = channel.thread.take().expect("callers have seen that it is a thread");
        change(&mut channel, &mut facts);
        channel.thread = Some(facts);
        *place = Arc::new(channel);
        Arc::clone(place)
    }

    /// Puts a thread away or brings it back, and tells of it.
    pub(crate) fn set_archived(&mut self, id: ChannelId, archived: bool) -> Arc<Channel> {
        let now = self.now();
        let changed = self.change_thread(id, |_, facts| {
            facts.archived = archived;
            facts.archive_changed = now;
            facts.active = now;
        });
        if !archived {
            self.watch_for_silence(&changed);
        }
        self.herald.tell(Event::ThreadUpdated(Arc::clone(&changed)));
        if !archived {
            self.herald.tell(Event::ThreadRevived(Arc::clone(&changed)));
        }
        changed
    }

    /// Brings an archived thread back because somebody posts; in a locked one only those may who manage threads.
    pub(crate) fn wake_thread(&mut self, user: UserId, channel: Arc<Channel>) -> Result<Arc<Channel>, ApiError> {
        self.require_unlocked(user, &channel)?;
        if !channel.thread.as_ref().is_some_and(|facts| facts.archived) {
            return Ok(channel);
        }
        self.require_room_for_thread(&channel)?;
        Ok(self.set_archived(channel.id, false))
    }

    /// Counts a new message: the channel's newest, the thread's activity and members.
    pub(crate) fn note_posted(&mut self, message: &Message) {
        let now = self.now();
        let Some(place) = self.channels.get_mut(&message.channel) else {
            return;
        };
        let channel = Arc::make_mut(place);
        channel.last_message = Some(message.id);
        let Some(facts) = &mut channel.thread else {
            return;
        };
        facts.active = now;
        if message.kind != MessageKind::ThreadStarterMessage {
            facts.message_count += 1;
            facts.total_sent += 1;
        }
        let missing: Vec<UserId> = [message.author].into_iter().chain(message.mentions.users.iter().copied()).collect();
        for user in missing {
            let channel = &self.channels[&message.channel];
            let sees = self.permissions(user, channel).is_some_and(|granted| granted.has(Permissions::VIEW_CHANNEL));
            if sees && !message.kind.is_system() {
                self.join_thread(message.channel, user);
            }
        }
    }

    /// Counts a message that was deleted.
    pub(crate) fn note_removed(&mut self, channel: ChannelId) {
        if let Some(place) = self.channels.get_mut(&channel)
            && let Some(facts) = &mut Arc::make_mut(place).thread
        {
            facts.message_count = facts.message_count.saturating_sub(1);
        }
    }

    pub(crate) fn watch_for_silence(&mut self, thread: &Channel) {
        if let Some(facts) = &thread.thread {
            self.deadlines.enter(facts.archives_at(), Deadline::Archive(thread.id));
        }
    }

    /// Puts a thread away if nothing has happened in it for its time; otherwise looks again later.
    pub(crate) fn archive_if_silent(&mut self, id: ChannelId) {
        let Some(channel) = self.channels.get(&id).cloned() else {
            return;
        };
        let Some(facts) = channel.thread.as_ref().filter(|facts| !facts.archived) else {
            return;
        };
        if facts.archives_at() <= self.now() {
            self.set_archived(id, true);
        } else {
            self.watch_for_silence(&channel);
        }
    }
}

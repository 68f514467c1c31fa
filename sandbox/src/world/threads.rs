//! Threads: started, joined, put away, brought back.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::State;
use super::channels::{Channel, ChannelKind, Thread};
use super::errors::ApiError;
use super::events::Event;
use super::ids::{ChannelId, MessageId, UserId};
use super::limits;
use super::messages::{Message, MessageKind, Reference, flags};
use super::permissions::Permissions;
use super::posting::{Draft, Provenance};

/// A thread to be started.
#[derive(Clone, Debug)]
pub(crate) struct ThreadPlan {
    pub(crate) name: String,
    pub(crate) kind: ChannelKind,
    pub(crate) archive_after: u32,
    pub(crate) invitable: bool,
    pub(crate) slow_mode: u32,
}

impl State {
    /// Starts a thread that hangs on a message and shares its id.
    pub(crate) fn start_thread_from(
        &mut self,
        user: UserId,
        channel: ChannelId,
        message: MessageId,
        mut plan: ThreadPlan,
    ) -> Result<Arc<Channel>, ApiError> {
        let needed = Permissions::CREATE_PUBLIC_THREADS | Permissions::READ_MESSAGE_HISTORY;
        let channel = self.channel_with(user, channel, needed)?;
        plan.kind = public_kind(&channel)?;
        let starter = self.visible_message(user, channel.id, message)?;
        if starter.kind.is_system() || starter.only_for.is_some() {
            return Err(ApiError::system_message());
        }
        if self.channels.contains_key(&message.thread()) {
            return Err(ApiError::thread_exists());
        }
        self.require_room_for_thread(&channel)?;
        let thread = self.put_thread(user, &channel, message.thread(), plan);
        let mut changed = Message::clone(&starter);
        changed.flags |= flags::HAS_THREAD;
        self.replace_message(changed);
        self.put_system_message(
            &thread,
            user,
            MessageKind::ThreadStarterMessage,
            String::new(),
            Some(Reference::to(&starter)),
        );
        self.thread_now(thread.id)
    }

    /// Starts a thread that hangs on nothing.
    pub(crate) fn start_thread(
        &mut self,
        user: UserId,
        channel: ChannelId,
        plan: ThreadPlan,
    ) -> Result<Arc<Channel>, ApiError> {
        let channel = self.visible_channel(user, channel)?;
        let public = public_kind(&channel)?;
        let needed = if plan.kind == ChannelKind::PrivateThread {
            if channel.kind != ChannelKind::Text {
                return Err(ApiError::wrong_channel_kind());
            }
            Permissions::CREATE_PRIVATE_THREADS
        } else if plan.kind == public {
            Permissions::CREATE_PUBLIC_THREADS
        } else {
            return Err(ApiError::wrong_channel_kind());
        };
        self.require(user, &channel, needed)?;
        self.require_room_for_thread(&channel)?;
        let id = self.next_id();
        let announced = plan.kind != ChannelKind::PrivateThread;
        let thread = self.put_thread(user, &channel, id, plan);
        if announced {
            let reference = Reference { message: None, channel: thread.id, guild: thread.guild };
            self.put_system_message(&channel, user, MessageKind::ThreadCreated, thread.name.clone(), Some(reference));
        }
        self.thread_now(id)
    }

    /// Checks that one more thread may be active in the server of `channel`.
    pub(crate) fn require_room_for_thread(&self, channel: &Channel) -> Result<(), ApiError> {
        let guild = channel.guild.and_then(|guild| self.guilds.get(&guild));
        let places = guild.into_iter().flat_map(|guild| &guild.channels).filter_map(|id| self.channels.get(id));
        let active = places.filter(|place| place.thread.as_ref().is_some_and(|facts| !facts.archived));
        if active.count() < limits::ACTIVE_THREADS { Ok(()) } else { Err(ApiError::too_many_threads()) }
    }

    fn put_thread(&mut self, owner: UserId, parent: &Channel, id: ChannelId, plan: ThreadPlan) -> Arc<Channel> {
        let now = self.now();
        let thread = Arc::new(Channel {
            id,
            kind: plan.kind,
            guild: parent.guild,
            name: plan.name,
            topic: None,
            position: 0,
            parent: Some(parent.id),
            overwrites: Vec::new(),
            last_message: None,
            last_pin: None,
            slow_mode: plan.slow_mode,
            recipients: Vec::new(),
            thread: Some(Thread {
                owner,
                archived: false,
                locked: false,
                invitable: plan.invitable,
                archive_after: plan.archive_after,
                archive_changed: now,
                active: now,
                members: BTreeMap::from([(owner, now)]),
                message_count: 0,
                total_sent: 0,
            }),
        });
        self.channels.insert(id, Arc::clone(&thread));
        if let Some(guild) = parent.guild.and_then(|guild| self.guilds.get_mut(&guild)) {
            guild.channels.insert(id);
        }
        self.watch_for_silence(&thread);
        self.herald.tell(Event::ThreadCreated(Arc::clone(&thread)));
        thread
    }

    /// Something that Discord itself writes into a channel.
    pub(crate) fn put_system_message(
        &mut self,
        channel: &Channel,
        author: UserId,
        kind: MessageKind,
        content: String,
        reference: Option<Reference>,
    ) {
        let draft = Draft { content, ..Draft::default() };
        let from = Provenance { reference, ..Provenance::of(author, kind) };
        // Discord's own messages are never refused.
        let _ = self.put_message(channel, draft, from);
    }

    /// Adds `target` to a thread as `user` asks; adding oneself is joining.
    pub(crate) fn add_to_thread(&mut self, user: UserId, thread: ChannelId, target: UserId) -> Result<(), ApiError> {
        let channel = self.visible_channel(user, thread)?;
        let facts = channel.thread.as_ref().ok_or_else(ApiError::wrong_channel_kind)?;
        if facts.archived {
            return Err(ApiError::thread_archived());
        }
        let granted = self.permissions(user, &channel).unwrap_or_default();
        let manages = granted.has(Permissions::MANAGE_THREADS);
        if user != target {
            self.require(user, &channel, Permissions::SEND_MESSAGES_IN_THREADS)?;
            if channel.kind == ChannelKind::PrivateThread && !facts.invitable && facts.owner != user && !manages {
                return Err(ApiError::missing_permissions());
            }
        }
        let target_sees_parent =
            self.permissions(target, &channel).is_some_and(|granted| granted.has(Permissions::VIEW_CHANNEL));
        if !self.users.contains_key(&target) {
            return Err(ApiError::unknown_user());
        }
        if !target_sees_parent {
            return Err(ApiError::missing_access());
        }
        if !facts.members.contains_key(&target) && facts.members.len() >= limits::THREAD_MEMBERS {
            return Err(ApiError::too_many_thread_members());
        }
        if self.join_thread(thread, target) && user != target {
            let channel = self.channel(thread).cloned()?;
            self.put_system_message(&channel, user, MessageKind::RecipientAdd, format!("<@{target}>"), None);
        }
        Ok(())
    }

    /// Takes `target` out of a thread as `user` asks; taking oneself out is leaving.
    pub(crate) fn remove_from_thread(
        &mut self,
        user: UserId,
        thread: ChannelId,
        target: UserId,
    ) -> Result<(), ApiError> {
        let channel = self.visible_channel(user, thread)?;
        let facts = channel.thread.as_ref().ok_or_else(ApiError::wrong_channel_kind)?;
        if facts.archived {
            return Err(ApiError::thread_archived());
        }
        let own_private = channel.kind == ChannelKind::PrivateThread && facts.owner == user;
        if user != target && !own_private {
            self.require(user, &channel, Permissions::MANAGE_THREADS)?;
        }
        if !facts.members.contains_key(&target) {
            return Err(ApiError::unknown_member());
        }
        let changed = self.change_thread(thread, |_, facts| {
            facts.members.remove(&target);
        });
        self.herald.tell(Event::ThreadMembersChanged { thread: changed, added: Vec::new(), removed: vec![target] });
        if user != target {
            let channel = self.channel(thread).cloned()?;
            self.put_system_message(&channel, user, MessageKind::RecipientRemove, format!("<@{target}>"), None);
        }
        Ok(())
    }

    /// Makes `user` a member of the thread; says whether they were none before.
    pub(crate) fn join_thread(&mut self, thread: ChannelId, user: UserId) -> bool {
        let now = self.now();
        let mut added = false;
        let changed = self.change_thread(thread, |_, facts| {
            added = facts.members.insert(user, now).is_none();
        });
        if added {
            self.herald.tell(Event::ThreadMembersChanged { thread: changed, added: vec![user], removed: Vec::new() });
        }
        added
    }

    fn thread_now(&self, id: ChannelId) -> Result<Arc<Channel>, ApiError> {
        self.channel(id).cloned()
    }
}

fn public_kind(channel: &Channel) -> Result<ChannelKind, ApiError> {
    match channel.kind {
        ChannelKind::Text => Ok(ChannelKind::PublicThread),
        ChannelKind::Announcement => Ok(ChannelKind::AnnouncementThread),
        ChannelKind::Direct => Err(ApiError::not_in_direct_messages()),
        _ => Err(ApiError::wrong_channel_kind()),
    }
}

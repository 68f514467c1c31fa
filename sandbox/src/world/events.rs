//! What happens in the world, told once. The gateway and the people's event streams are views of this.

use std::collections::BTreeSet;
use std::sync::Arc;

use tokio::sync::broadcast;

use super::channels::Channel;
use super::emoji::Emoji;
use super::guilds::{Guild, Member, Role};
use super::ids::{ApplicationId, ChannelId, GuildId, InteractionId, UserId};
use super::interactions::Interaction;
use super::messages::Message;
use crate::clock::Timestamp;

/// How many events a view may fall behind before it has lost the thread.
const BACKLOG: usize = 16_384;

/// Something that happened. It carries things as they were at that moment.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    MessageCreated(Arc<Message>),
    MessageUpdated(Arc<Message>),
    MessageDeleted(Arc<Message>),
    MessagesDeleted(Vec<Arc<Message>>),
    PinsChanged(Arc<Channel>),
    ReactionAdded {
        message: Arc<Message>,
        user: UserId,
        emoji: Emoji,
    },
    ReactionRemoved {
        message: Arc<Message>,
        user: UserId,
        emoji: Emoji,
    },
    ReactionsCleared {
        message: Arc<Message>,
        emoji: Option<Emoji>,
    },
    VoteAdded {
        message: Arc<Message>,
        user: UserId,
        answer: u64,
    },
    VoteRemoved {
        message: Arc<Message>,
        user: UserId,
        answer: u64,
    },
    ChannelCreated(Arc<Channel>),
    ChannelUpdated(Arc<Channel>),
    ChannelDeleted(Arc<Channel>),
    ThreadCreated(Arc<Channel>),
    ThreadUpdated(Arc<Channel>),
    /// It was archived and is no longer; that it has changed is told before.
    ThreadRevived(Arc<Channel>),
    ThreadDeleted(Arc<Channel>),
    ThreadMembersChanged {
        thread: Arc<Channel>,
        added: Vec<UserId>,
        removed: Vec<UserId>,
    },
    /// An application's bot sees these channels of a server, or more of their threads, which it did not before.
    AccessGained {
        guild: GuildId,
        application: ApplicationId,
        channels: BTreeSet<ChannelId>,
    },
    GuildJoined {
        guild: Arc<Guild>,
        application: ApplicationId,
    },
    GuildLeft {
        guild: Arc<Guild>,
        application: ApplicationId,
    },
    OutageBegan {
        guild: Arc<Guild>,
    },
    OutageEnded {
        guild: Arc<Guild>,
    },
    MemberJoined {
        guild: GuildId,
        member: Member,
    },
    MemberLeft {
        guild: GuildId,
        user: UserId,
    },
    MemberUpdated {
        guild: GuildId,
        member: Member,
    },
    RoleCreated {
        guild: GuildId,
        role: Role,
    },
    InteractionCreated(Arc<Interaction>),
    InteractionChanged {
        interaction: InteractionId,
    },
    Typing {
        channel: ChannelId,
        guild: Option<GuildId>,
        user: UserId,
        at: Timestamp,
    },
    CommandsChanged {
        guild: Option<GuildId>,
    },
    Presence {
        user: UserId,
        online: bool,
    },
}

/// An event and its number, which grows by one with each.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) number: u64,
    pub(crate) event: Event,
}

/// Tells events to all who listen.
#[derive(Debug)]
pub(crate) struct Herald {
    told: u64,
    listeners: broadcast::Sender<Arc<Told>>,
}

impl Herald {
    pub(crate) fn new() -> Self {
        Self { told: 0, listeners: broadcast::Sender::new(BACKLOG) }
    }

    pub(crate) fn tell(&mut self, event: Event) {
        self.told += 1;
        // An error only means that nobody listens.
        let _ = self.listeners.send(Arc::new(Told { number: self.told, event }));
    }

    /// The number of the latest event.
    pub(crate) const fn told(&self) -> u64 {
        self.told
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Arc<Told>> {
        self.listeners.subscribe()
    }
}

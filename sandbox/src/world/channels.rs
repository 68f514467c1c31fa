//! Channels, categories, direct messages and threads.

use std::collections::BTreeMap;
use std::time::Duration;

use super::ids::{ChannelId, GuildId, MessageId, RoleId, UserId};
use super::permissions::Permissions;
use crate::clock::Timestamp;

/// What a channel is, by Discord's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum ChannelKind {
    /// A text channel of a server.
    Text = 0,
    /// A conversation of two.
    Direct = 1,
    /// A heading in the side bar.
    Category = 4,
    /// A text channel that others can follow.
    Announcement = 5,
    /// A thread in an announcement channel.
    AnnouncementThread = 10,
    /// A thread that all of the channel can read.
    PublicThread = 11,
    /// A thread by invitation.
    PrivateThread = 12,
}

impl ChannelKind {
    /// Whether it is one of the thread kinds.
    pub(crate) const fn is_thread(self) -> bool {
        matches!(self, Self::AnnouncementThread | Self::PublicThread | Self::PrivateThread)
    }

    /// Whether messages can be in it.
    pub(crate) const fn holds_messages(self) -> bool {
        !matches!(self, Self::Category)
    }

    /// Discord's number.
    pub(crate) const fn number(self) -> u8 {
        self as u8
    }
}

/// A channel, a category, a conversation of two, or a thread.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    /// The channel's id.
    pub(crate) id: ChannelId,
    /// What it is.
    pub(crate) kind: ChannelKind,
    /// The server that it is in; none for direct messages.
    pub(crate) guild: Option<GuildId>,
    /// Its name; empty for direct messages.
    pub(crate) name: String,
    /// What it is for.
    pub(crate) topic: Option<String>,
    /// Its place in the side bar.
    pub(crate) position: u32,
    /// The category of a channel, the channel of a thread.
    pub(crate) parent: Option<ChannelId>,
    /// What differs here from the server's permissions.
    pub(crate) overwrites: Vec<Overwrite>,
    /// The newest message; may have been deleted.
    pub(crate) last_message: Option<MessageId>,
    /// When the pin was set that is the latest now.
    pub(crate) last_pin: Option<Timestamp>,
    /// Seconds that members wait between messages.
    pub(crate) slow_mode: u32,
    /// The two people of a conversation.
    pub(crate) recipients: Vec<UserId>,
    /// What only threads have.
    pub(crate) thread: Option<Thread>,
}

/// What differs in a channel for a role or a member.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overwrite {
    /// For whom.
    pub(crate) target: OverwriteTarget,
    /// What is allowed here.
    pub(crate) allow: Permissions,
    /// What is denied here.
    pub(crate) deny: Permissions,
}

/// For whom an overwrite is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OverwriteTarget {
    /// All who have a role.
    Role(RoleId),
    /// One member.
    Member(UserId),
}

/// What only threads have.
#[derive(Clone, Debug)]
pub(crate) struct Thread {
    /// Who started it.
    pub(crate) owner: UserId,
    /// Whether it is put away.
    pub(crate) archived: bool,
    /// Whether only those who manage threads can bring it back.
    pub(crate) locked: bool,
    /// Whether members who manage nothing may add others; private threads only.
    pub(crate) invitable: bool,
    /// Minutes of silence after which it is put away.
    pub(crate) archive_after: u32,
    /// When it was last archived or brought back.
    pub(crate) archive_changed: Timestamp,
    /// When something last happened in it.
    pub(crate) active: Timestamp,
    /// Who is in it, since when.
    pub(crate) members: BTreeMap<UserId, Timestamp>,
    /// Messages in it now, the starter not counted.
    pub(crate) message_count: u32,
    /// Messages ever sent in it.
    pub(crate) total_sent: u32,
}

impl Thread {
    /// When the thread puts itself away if nothing happens.
    pub(crate) fn archives_at(&self) -> Timestamp {
        self.active.plus(Duration::from_secs(u64::from(self.archive_after) * 60))
    }
}

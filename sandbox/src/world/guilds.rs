//! Servers (Discord calls them guilds), their members and roles.

use std::collections::{BTreeMap, BTreeSet};

use super::emoji::CustomEmoji;
use super::ids::{ApplicationId, ChannelId, EmojiId, GuildId, RoleId, UserId};
use super::permissions::Permissions;
use crate::clock::Timestamp;

/// A server.
#[derive(Clone, Debug)]
pub(crate) struct Guild {
    /// The server's id.
    pub(crate) id: GuildId,
    /// The server's name.
    pub(crate) name: String,
    /// The user who may do everything.
    pub(crate) owner: UserId,
    /// The server's language.
    pub(crate) locale: String,
    /// Who is in it.
    pub(crate) members: BTreeMap<UserId, Member>,
    /// Its roles, the one of everybody included.
    pub(crate) roles: BTreeMap<RoleId, Role>,
    /// Its channels and threads.
    pub(crate) channels: BTreeSet<ChannelId>,
    /// The applications that are installed here.
    pub(crate) applications: BTreeSet<ApplicationId>,
    /// The emoji that it has made.
    pub(crate) emojis: BTreeMap<EmojiId, CustomEmoji>,
}

/// A user's place in a server.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Who it is.
    pub user: UserId,
    /// What they are called here.
    pub(crate) nick: Option<String>,
    /// The roles that they have, without that of everybody.
    pub(crate) roles: Vec<RoleId>,
    /// When they came.
    pub(crate) joined: Timestamp,
    /// Until when they may only look.
    pub(crate) timeout_until: Option<Timestamp>,
}

impl Member {
    /// Whether the member may only look at `now`.
    pub(crate) fn timed_out(&self, now: Timestamp) -> bool {
        self.timeout_until.is_some_and(|until| until > now)
    }
}

/// A named set of permissions that members can have.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    /// The role's id.
    pub(crate) id: RoleId,
    /// The role's name.
    pub(crate) name: String,
    /// Its colour, 0 for none.
    pub(crate) color: u32,
    /// Whether its members are listed apart.
    pub(crate) hoist: bool,
    /// Its place in the hierarchy, 0 at the bottom.
    pub(crate) position: u32,
    /// What it allows.
    pub(crate) permissions: Permissions,
    /// Whether everyone may mention it.
    pub(crate) mentionable: bool,
    /// The application whose bot it belongs to.
    pub(crate) application: Option<ApplicationId>,
}

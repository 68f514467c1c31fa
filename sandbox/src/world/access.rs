//! Who sees and may do what, as the errors that Discord answers with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::State;
use super::channels::{Channel, ChannelKind};
use super::errors::ApiError;
use super::events::Event;
use super::granted;
use super::guilds::{Guild, Member};
use super::ids::{ApplicationId, ChannelId, GuildId, UserId};
use super::permissions::Permissions;

/// What both sides of a direct conversation may do.
const DIRECT: Permissions = Permissions::VIEW_CHANNEL
    .with(Permissions::SEND_MESSAGES)
    .with(Permissions::EMBED_LINKS)
    .with(Permissions::ATTACH_FILES)
    .with(Permissions::READ_MESSAGE_HISTORY)
    .with(Permissions::ADD_REACTIONS)
    .with(Permissions::MENTION_EVERYONE)
    .with(Permissions::USE_EXTERNAL_EMOJIS)
    .with(Permissions::SEND_POLLS)
    .with(Permissions::PIN_MESSAGES);

impl State {
    /// What `user` may do in `channel`; none if they are not there at all.
    pub(crate) fn permissions(&self, user: UserId, channel: &Channel) -> Option<Permissions> {
        let Some(guild) = channel.guild else {
            return channel.recipients.contains(&user).then_some(DIRECT);
        };
        let guild = self.guilds.get(&guild)?;
        let member = guild.members.get(&user)?;
        Some(if channel.kind.is_thread() {
            granted::in_threads_of(guild, member, self.channels.get(&channel.parent?)?, self.now())
        } else {
            granted::in_channel(guild, member, channel, self.now())
        })
    }

    /// Whether `user` sees `channel`. Private threads are seen by their members and by those who manage threads.
    pub(crate) fn sees(&self, user: UserId, channel: &Channel) -> bool {
        let Some(granted) = self.permissions(user, channel) else {
            return false;
        };
        granted.has(Permissions::VIEW_CHANNEL)
            && (channel.kind != ChannelKind::PrivateThread
                || granted.has(Permissions::MANAGE_THREADS)
                || channel.thread.as_ref().is_some_and(|thread| thread.members.contains_key(&user)))
    }

    /// Changes what members of a server may do, and tells bots of the channels that they have come to see by it.
    pub(crate) fn change_access<T>(&mut self, guild: GuildId, change: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.seen_by_bots(guild);
        let result = change(self);
        let mut gained: BTreeMap<ApplicationId, BTreeSet<ChannelId>> = BTreeMap::new();
        for (application, place) in self.seen_by_bots(guild).difference(&before) {
            let channel = self.channels.get(place).filter(|place| place.kind.is_thread());
            let channel = channel.and_then(|thread| thread.parent).unwrap_or(*place);
            gained.entry(*application).or_default().insert(channel);
        }
        for (application, channels) in gained {
            self.herald.tell(Event::AccessGained { guild, application, channels });
        }
        result
    }

    /// The channels and active threads of a server that its bots see, each with the bot's application.
    fn seen_by_bots(&self, guild: GuildId) -> BTreeSet<(ApplicationId, ChannelId)> {
        let Some(guild) = self.guilds.get(&guild) else {
            return BTreeSet::new();
        };
        let places = guild.channels.iter().filter_map(|id| self.channels.get(id));
        let places = places.filter(|place| place.kind.holds_messages());
        let places = places.filter(|place| place.thread.as_ref().is_none_or(|facts| !facts.archived));
        let seen = places.flat_map(|place| {
            let bots = guild.applications.iter().filter(|application| self.sees(application.bot(), place));
            bots.map(|application| (*application, place.id))
        });
        seen.collect()
    }

    /// The channel, if `user` sees it: unknown to those outside the server, no access for those inside.
    pub(crate) fn visible_channel(&self, user: UserId, id: ChannelId) -> Result<Arc<Channel>, ApiError> {
        let channel = self.channel(id)?;
        if self.sees(user, channel) {
            return Ok(Arc::clone(channel));
        }
        Err(ApiError::missing_access())
    }

    /// The channel, if `user` sees it and may do all of `needed` there.
    pub(crate) fn channel_with(
        &self,
        user: UserId,
        id: ChannelId,
        needed: Permissions,
    ) -> Result<Arc<Channel>, ApiError> {
        let channel = self.visible_channel(user, id)?;
        self.require(user, &channel, needed)?;
        Ok(channel)
    }

    /// Checks that `user` may do all of `needed` in `channel`.
    pub(crate) fn require(&self, user: UserId, channel: &Channel, needed: Permissions) -> Result<(), ApiError> {
        let granted = self.permissions(user, channel).unwrap_or_default();
        if granted.has(needed) { Ok(()) } else { Err(ApiError::missing_permissions()) }
    }

    /// What posting in `channel` takes.
    pub(crate) fn posting_needs(channel: &Channel) -> Permissions {
        if channel.kind.is_thread() { Permissions::SEND_MESSAGES_IN_THREADS } else { Permissions::SEND_MESSAGES }
    }

    /// Whether `user` may post in `channel` now.
    pub(crate) fn can_post(&self, user: UserId, channel: &Channel) -> bool {
        let granted = self.permissions(user, channel).unwrap_or_default();
        channel.kind.holds_messages()
            && granted.has(Self::posting_needs(channel))
            && self.require_unlocked(user, channel).is_ok()
    }

    /// Checks that the channel is no locked thread, or `user` manages threads.
    pub(crate) fn require_unlocked(&self, user: UserId, channel: &Channel) -> Result<(), ApiError> {
        let locked = channel.thread.as_ref().is_some_and(|thread| thread.locked);
        let manages = || self.permissions(user, channel).unwrap_or_default().has(Permissions::MANAGE_THREADS);
        if locked && !manages() { Err(ApiError::thread_locked()) } else { Ok(()) }
    }

    /// The server, if `user` is in it.
    pub(crate) fn guild_of(&self, user: UserId, id: GuildId) -> Result<&Guild, ApiError> {
        let guild = self.guild(id)?;
        if guild.members.contains_key(&user) { Ok(guild) } else { Err(ApiError::missing_access()) }
    }

    /// What `user` may do in a server, whatever the channel.
    pub(crate) fn guild_permissions(&self, user: UserId, guild: &Guild) -> Permissions {
        let member = guild.members.get(&user);
        member.map_or(Permissions::NONE, |member| granted::in_guild(guild, member, self.now()))
    }

    /// The member, if both are known.
    pub(crate) fn member(&self, guild: GuildId, user: UserId) -> Option<&Member> {
        self.guilds.get(&guild)?.members.get(&user)
    }
}

//! How tests change the world: more people, servers, channels and roles, other permissions. Everything is told as it happens.

use std::sync::Arc;

use super::World;
use super::channels::{Channel, ChannelKind, Overwrite, OverwriteTarget};
use super::emoji::CustomEmoji;
use super::events::Event;
use super::guilds::Member;
use super::ids::{ApplicationId, ChannelId, EmojiId, GuildId, RoleId, UserId};
use super::permissions::Permissions;
use crate::clock::Timestamp;

/// What does not fit into the world: somebody or something is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such {0}")]
pub struct NotThere(pub &'static str);

impl World {
    /// A new person, who is in no server yet.
    pub fn add_person(&self, name: &str) -> UserId {
        self.lock().add_person(name, "en-US", "")
    }

    /// A new application; returns it and the token of its bot.
    ///
    /// # Errors
    /// If there is no such owner.
    pub fn add_application(&self, name: &str, owner: UserId) -> Result<(ApplicationId, String), NotThere> {
        let mut state = self.lock();
        state.users.get(&owner).ok_or(NotThere("person"))?;
        let id = state.add_application(name, owner, 0);
        Ok((id, state.applications[&id].token.clone()))
    }

    /// A new server with its owner as the only member.
    ///
    /// # Errors
    /// If there is no such owner.
    pub fn add_guild(&self, name: &str, owner: UserId) -> Result<GuildId, NotThere> {
        let mut state = self.lock();
        state.users.get(&owner).ok_or(NotThere("person"))?;
        Ok(state.add_guild(name, owner))
    }

    /// A new text channel.
    ///
    /// # Errors
    /// If there is no such server.
    pub fn add_channel(&self, guild: GuildId, name: &str) -> Result<ChannelId, NotThere> {
        self.add_channel_of(guild, name, ChannelKind::Text)
    }

    /// A new announcement channel.
    ///
    /// # Errors
    /// If there is no such server.
    pub fn add_announcement_channel(&self, guild: GuildId, name: &str) -> Result<ChannelId, NotThere> {
        self.add_channel_of(guild, name, ChannelKind::Announcement)
    }

    fn add_channel_of(&self, guild: GuildId, name: &str, kind: ChannelKind) -> Result<ChannelId, NotThere> {
        let mut state = self.lock();
        state.guilds.get(&guild).ok_or(NotThere("server"))?;
        let id = state.add_channel(guild, name, kind, None, None);
        let channel = Arc::clone(&state.channels[&id]);
        state.herald.tell(Event::ChannelCreated(channel));
        Ok(id)
    }

    /// A new role above those that are there.
    ///
    /// # Errors
    /// If there is no such server.
    pub fn add_role(&self, guild: GuildId, name: &str, permissions: Permissions) -> Result<RoleId, NotThere> {
        let mut state = self.lock();
        state.guilds.get(&guild).ok_or(NotThere("server"))?;
        let id = state.add_role(guild, name, 0, permissions);
        let role = state.guilds[&guild].roles[&id].clone();
        state.herald.tell(Event::RoleCreated { guild, role });
        Ok(id)
    }

    /// Lets everyone mention a role, or no longer. Applications find it when they next ask for the server's roles.
    ///
    /// # Errors
    /// If there is no such server or role.
    pub fn set_mentionable(&self, guild: GuildId, role: RoleId, mentionable: bool) -> Result<(), NotThere> {
        let mut state = self.lock();
        let home = state.guilds.get_mut(&guild).ok_or(NotThere("server"))?;
        home.roles.get_mut(&role).ok_or(NotThere("role"))?.mentionable = mentionable;
        Ok(())
    }

    /// A new emoji of a server's own. Applications find it when they next ask for the server's emoji.
    ///
    /// # Errors
    /// If there is no such server.
    pub fn add_emoji(&self, guild: GuildId, name: &str) -> Result<EmojiId, NotThere> {
        let mut state = self.lock();
        let id: EmojiId = state.next_id();
        let home = state.guilds.get_mut(&guild).ok_or(NotThere("server"))?;
        home.emojis.insert(id, CustomEmoji { id, name: name.to_owned(), animated: false });
        Ok(id)
    }

    /// The role of this name.
    pub fn role(&self, guild: GuildId, name: &str) -> Option<RoleId> {
        self.lock().guilds.get(&guild)?.roles.values().find(|role| role.name == name).map(|role| role.id)
    }

    /// Makes a user a member of a server.
    ///
    /// # Errors
    /// If there is no such server or user.
    pub fn join(&self, guild: GuildId, user: UserId) -> Result<(), NotThere> {
        let mut state = self.lock();
        state.guilds.get(&guild).ok_or(NotThere("server"))?;
        state.users.get(&user).ok_or(NotThere("user"))?;
        state.add_member(guild, user, Vec::new());
        let member = state.guilds[&guild].members[&user].clone();
        state.herald.tell(Event::MemberJoined { guild, member });
        Ok(())
    }

    /// Takes a member out of a server.
    ///
    /// # Errors
    /// If there is no such server or member.
    pub fn leave(&self, guild: GuildId, user: UserId) -> Result<(), NotThere> {
        let mut state = self.lock();
        let home = state.guilds.get_mut(&guild).ok_or(NotThere("server"))?;
        home.members.remove(&user).ok_or(NotThere("member"))?;
        state.herald.tell(Event::MemberLeft { guild, user });
        Ok(())
    }

    /// Gives a member exactly these roles.
    ///
    /// # Errors
    /// If there is no such server or member.
    pub fn set_roles(&self, guild: GuildId, user: UserId, roles: &[RoleId]) -> Result<(), NotThere> {
        self.change_member(guild, user, |member| member.roles = roles.to_vec())
    }

    /// Gives a member a nickname, or takes it away.
    ///
    /// # Errors
    /// If there is no such server or member.
    pub fn set_nick(&self, guild: GuildId, user: UserId, nick: Option<&str>) -> Result<(), NotThere> {
        self.change_member(guild, user, |member| member.nick = nick.map(str::to_owned))
    }

    /// Lets a member only look until then, or ends that.
    ///
    /// # Errors
    /// If there is no such server or member.
    pub fn time_out(&self, guild: GuildId, user: UserId, until: Option<Timestamp>) -> Result<(), NotThere> {
        self.change_member(guild, user, |member| member.timeout_until = until)
    }

    fn change_member(&self, guild: GuildId, user: UserId, change: impl FnOnce(&mut Member)) -> Result<(), NotThere> {
        let mut state = self.lock();
        state.guilds.get(&guild).ok_or(NotThere("server"))?;
        state.change_member(guild, user, change).ok_or(NotThere("member"))?;
        Ok(())
    }

    /// Sets what a role allows and denies in a channel, in the place of what was set for it before.
    ///
    /// # Errors
    /// If there is no such channel.
    pub fn overwrite_role(
        &self,
        channel: ChannelId,
        role: RoleId,
        allow: Permissions,
        deny: Permissions,
    ) -> Result<(), NotThere> {
        self.overwrite(channel, Overwrite { target: OverwriteTarget::Role(role), allow, deny })
    }

    /// Sets what a member may and may not do in a channel, in the place of what was set for them before.
    ///
    /// # Errors
    /// If there is no such channel.
    pub fn overwrite_member(
        &self,
        channel: ChannelId,
        user: UserId,
        allow: Permissions,
        deny: Permissions,
    ) -> Result<(), NotThere> {
        self.overwrite(channel, Overwrite { target: OverwriteTarget::Member(user), allow, deny })
    }

    fn overwrite(&self, channel: ChannelId, overwrite: Overwrite) -> Result<(), NotThere> {
        let mut state = self.lock();
        let place = state.channels.get(&channel).ok_or(NotThere("channel"))?;
        let guild = place.guild.ok_or(NotThere("channel of a server"))?;
        let mut changed = Channel::clone(place);
        changed.overwrites.retain(|other| other.target != overwrite.target);
        changed.overwrites.push(overwrite);
        state.change_access(guild, |state| {
            let changed = Arc::new(changed);
            state.channels.insert(channel, Arc::clone(&changed));
            state.herald.tell(Event::ChannelUpdated(changed));
        });
        Ok(())
    }

    /// Installs an application in a server.
    ///
    /// # Errors
    /// If there is no such server or application.
    pub fn install(&self, guild: GuildId, application: ApplicationId) -> Result<(), NotThere> {
        let mut state = self.lock();
        state.guilds.get(&guild).ok_or(NotThere("server"))?;
        state.applications.get(&application).ok_or(NotThere("application"))?;
        state.install(guild, application);
        let guild = Arc::new(state.guilds[&guild].clone());
        state.herald.tell(Event::GuildJoined { guild, application });
        Ok(())
    }

    /// Removes an application from a server: its bot, its role, and the commands that it has only there.
    ///
    /// # Errors
    /// If there is no such server, or the application is not installed there.
    pub fn uninstall(&self, guild: GuildId, application: ApplicationId) -> Result<(), NotThere> {
        let mut state = self.lock();
        let home = state.guilds.get_mut(&guild).ok_or(NotThere("server"))?;
        if !home.applications.remove(&application) {
            return Err(NotThere("application in this server"));
        }
        home.members.remove(&application.bot());
        home.roles.retain(|_, role| role.application != Some(application));
        let home = Arc::new(home.clone());
        state.commands.remove(&(application, Some(guild)));
        state.herald.tell(Event::GuildLeft { guild: home, application });
        Ok(())
    }
}

//! Members changed by others: names, roles, timeouts, within the hierarchy of roles (`topics/permissions#permission-hierarchy`).

use super::State;
use super::errors::ApiError;
use super::events::Event;
use super::guilds::{Guild, Member, Role};
use super::ids::{GuildId, RoleId, UserId};
use super::limits;
use super::permissions::Permissions;
use crate::clock::Timestamp;

/// Changes to a member; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct MemberChange {
    pub(crate) nick: Option<Option<String>>,
    pub(crate) roles: Option<Vec<RoleId>>,
    pub(crate) timeout_until: Option<Option<Timestamp>>,
}

impl State {
    /// Changes a member as `actor` asks: all of it, or nothing.
    pub(crate) fn edit_member(
        &mut self,
        actor: UserId,
        guild: GuildId,
        target: UserId,
        change: MemberChange,
    ) -> Result<Member, ApiError> {
        let home = self.guild_of(actor, guild)?;
        self.user(target)?;
        let member = home.members.get(&target).ok_or_else(ApiError::unknown_member)?;
        if change.nick.is_some() {
            self.require_to_name(actor, home, target)?;
        }
        if let Some(until) = change.timeout_until {
            self.require_to_time_out(actor, home, target, until)?;
        }
        if let Some(roles) = &change.roles {
            let differing = roles.iter().filter(|role| !member.roles.contains(role));
            for role in differing.chain(member.roles.iter().filter(|role| !roles.contains(role))) {
                self.require_to_grant(actor, home, *role)?;
            }
        }
        let changed = self.change_member(guild, target, |member| {
            member.nick = change.nick.unwrap_or(member.nick.take());
            member.roles = change.roles.unwrap_or(std::mem::take(&mut member.roles));
            member.timeout_until = change.timeout_until.unwrap_or(member.timeout_until);
        });
        changed.ok_or_else(ApiError::unknown_member)
    }

    /// Gives a member a role, or takes it away; what is so already stays so.
    pub(crate) fn grant_role(
        &mut self,
        actor: UserId,
        guild: GuildId,
        target: UserId,
        role: RoleId,
        granted: bool,
    ) -> Result<(), ApiError> {
        let home = self.guild_of(actor, guild)?;
        self.user(target)?;
        let member = home.members.get(&target).ok_or_else(ApiError::unknown_member)?;
        self.require_to_grant(actor, home, role)?;
        if member.roles.contains(&role) != granted {
            self.change_member(guild, target, |member| {
                member.roles.retain(|other| *other != role);
                member.roles.extend(granted.then_some(role));
            });
        }
        Ok(())
    }

    /// Changes a member and tells of it; none if there is no such member.
    pub(super) fn change_member(
        &mut self,
        guild: GuildId,
        user: UserId,
        change: impl FnOnce(&mut Member),
    ) -> Option<Member> {
        self.change_access(guild, |state| {
            let member = state.guilds.get_mut(&guild)?.members.get_mut(&user)?;
            change(member);
            let member = member.clone();
            state.herald.tell(Event::MemberUpdated { guild, member: member.clone() });
            Some(member)
        })
    }

    fn require_in(&self, actor: UserId, guild: &Guild, needed: Permissions) -> Result<(), ApiError> {
        let granted = self.guild_permissions(actor, guild);
        if granted.has(needed) { Ok(()) } else { Err(ApiError::missing_permissions()) }
    }

    fn require_to_name(&self, actor: UserId, guild: &Guild, target: UserId) -> Result<(), ApiError> {
        if actor == target && self.guild_permissions(actor, guild).has(Permissions::CHANGE_NICKNAME) {
            return Ok(());
        }
        self.require_in(actor, guild, Permissions::MANAGE_NICKNAMES)?;
        if actor == target { Ok(()) } else { require_above(guild, actor, rank(guild, target)) }
    }

    fn require_to_time_out(
        &self,
        actor: UserId,
        guild: &Guild,
        target: UserId,
        until: Option<Timestamp>,
    ) -> Result<(), ApiError> {
        self.require_in(actor, guild, Permissions::MODERATE_MEMBERS)?;
        require_above(guild, actor, rank(guild, target))?;
        if self.guild_permissions(target, guild).has(Permissions::ADMINISTRATOR) {
            return Err(ApiError::missing_permissions());
        }
        if until.is_some_and(|until| until > self.now().plus(limits::TIMEOUT)) {
            let why = "Must be at most 28 days in the future.";
            return Err(ApiError::invalid_field("communication_disabled_until", "BASE_TYPE_INVALID", why));
        }
        Ok(())
    }

    /// Roles below one's own highest can be given and taken, but for those of everybody and of applications.
    fn require_to_grant(&self, actor: UserId, guild: &Guild, role: RoleId) -> Result<(), ApiError> {
        self.require_in(actor, guild, Permissions::MANAGE_ROLES)?;
        let role: &Role = guild.roles.get(&role).ok_or_else(ApiError::unknown_role)?;
        if role.id == guild.id.everyone() || role.application.is_some() {
            return Err(ApiError::invalid_role());
        }
        require_above(guild, actor, role.position)
    }
}

fn require_above(guild: &Guild, actor: UserId, position: u32) -> Result<(), ApiError> {
    if rank(guild, actor) > position { Ok(()) } else { Err(ApiError::missing_permissions()) }
}

/// The position of a member's highest role; owners stand above all.
fn rank(guild: &Guild, user: UserId) -> u32 {
    if guild.owner == user {
        return u32::MAX;
    }
    let roles = guild.members.get(&user).into_iter().flat_map(|member| &member.roles);
    roles.filter_map(|role| guild.roles.get(role)).map(|role| role.position).max().unwrap_or(0)
}

//! Servers that come within a session's reach, or go out of it.

use super::intents::Intents;
use super::presence;
use super::session::Session;
use super::views::{Named, View};
use crate::wire::objects;
use crate::world::State;
use crate::world::guilds::{Guild, Member};

/// A server, to a session that comes to know it. All members come along only with the presences intent; from the client's threshold on
/// only those who are online, have a role or a nickname (`events/gateway-events#request-guild-members`).
pub(super) fn available(state: &State, session: &Session, guild: &Guild) -> Named {
    let mut object = objects::guild_create(state, guild, session.bot());
    let large = guild.members.len() > session.large_threshold;
    object["large"] = large.into();
    if session.intents.has(Intents::GUILD_PRESENCES) {
        let stands_out = |member: &&Member| {
            !large || !member.roles.is_empty() || member.nick.is_some() || state.presence(member.user).is_some()
        };
        let members = guild.members.values().filter(stands_out);
        object["members"] = members.map(|member| objects::member_with_user(state, member)).collect();
        object["presences"] = presence::of_members(state, guild).into();
    }
    ("GUILD_CREATE", object)
}

/// A server that is out of reach (`events/gateway-events#guild-delete`).
pub(super) fn unavailable(guild: &Guild) -> Named {
    ("GUILD_DELETE", objects::unavailable_guild(guild.id))
}

/// Whether the session is told of the server itself.
pub(super) fn knows(session: &Session, guild: &Guild) -> bool {
    session.hears(Some(guild.id)) && session.intents.has(Intents::GUILDS) && guild.members.contains_key(&session.bot())
}

/// Whether it is of a server that is out of reach.
pub(super) fn out_of_reach(state: &State, view: &View) -> bool {
    view.guild.is_some_and(|guild| state.outages.contains(&guild))
}

//! Servers, members, roles.

use serde::Serialize;
use serde_json::{Value, json};

use super::users::UserObject;
use crate::clock::Timestamp;
use crate::world::State;
use crate::world::channels::Channel;
use crate::world::guilds::{Guild, Member, Role};
use crate::world::ids::{GuildId, RoleId, UserId};
use crate::world::permissions::Permissions;

/// A role.
pub(crate) fn role(role: &Role) -> Value {
    let mut object = json!({
        "id": role.id,
        "name": role.name,
        "color": role.color,
        "colors": {"primary_color": role.color, "secondary_color": null, "tertiary_color": null},
        "hoist": role.hoist,
        "icon": null,
        "unicode_emoji": null,
        "position": role.position,
        "permissions": role.permissions,
        "managed": role.application.is_some(),
        "mentionable": role.mentionable,
        "flags": 0,
    });
    if let Some(application) = role.application {
        object["tags"] = json!({"bot_id": application});
    }
    object
}

/// A member.
#[derive(Serialize)]
pub(crate) struct MemberObject<'a> {
    roles: &'a [RoleId],
    nick: Option<&'a str>,
    avatar: (),
    banner: (),
    premium_since: (),
    joined_at: Timestamp,
    pending: bool,
    deaf: bool,
    mute: bool,
    flags: u8,
    communication_disabled_until: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<UserObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    permissions: Option<Permissions>,
}

impl<'a> MemberObject<'a> {
    /// Without the user behind it, as messages carry it.
    fn bare(member: &'a Member) -> Self {
        Self {
            roles: &member.roles,
            nick: member.nick.as_deref(),
            avatar: (),
            banner: (),
            premium_since: (),
            joined_at: member.joined,
            pending: false,
            deaf: false,
            mute: false,
            flags: 0,
            communication_disabled_until: member.timeout_until,
            user: None,
            permissions: None,
        }
    }

    /// With the user, and with what they may do somewhere if that is told.
    pub(crate) fn of(state: &'a State, member: &'a Member, permissions: Option<Permissions>) -> Self {
        Self { user: state.users.get(&member.user).map(UserObject::of), permissions, ..Self::bare(member) }
    }
}

/// A member without the user behind it, to be added to.
pub(crate) fn member(member: &Member) -> Value {
    json!(MemberObject::bare(member))
}

/// A member with the user, to be added to.
pub(crate) fn member_with_user(state: &State, member: &Member) -> Value {
    json!(MemberObject::of(state, member, None))
}

/// A server that the client will be told about.
pub(crate) fn unavailable_guild(id: GuildId) -> Value {
    json!({"id": id, "unavailable": true})
}

/// A server, as REST gives it.
pub(crate) fn guild(guild: &Guild) -> Value {
    json!({
        "id": guild.id,
        "name": guild.name,
        "icon": null,
        "home_header": null,
        "splash": null,
        "discovery_splash": null,
        "description": null,
        "banner": null,
        "owner_id": guild.owner,
        "application_id": null,
        "region": "deprecated",
        "afk_channel_id": null,
        "afk_timeout": 300,
        "system_channel_id": null,
        "system_channel_flags": 0,
        "widget_enabled": false,
        "widget_channel_id": null,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw": false,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": false,
        "max_members": 500_000,
        "max_presences": null,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "vanity_url_code": null,
        "rules_channel_id": null,
        "public_updates_channel_id": null,
        "safety_alerts_channel_id": null,
        "preferred_locale": guild.locale,
        "incidents_data": null,
        "features": [],
        "emojis": guild.emojis.values().map(super::marks::guild_emoji).collect::<Vec<_>>(),
        "stickers": [],
        "roles": guild.roles.values().map(role).collect::<Vec<_>>(),
    })
}

/// A thread with the user's own membership, if they have joined it.
pub(crate) fn joined_thread(state: &State, thread: &Channel, user: UserId) -> Value {
    let mut object = super::channel(state, thread);
    if let Some(joined) = thread.thread.as_ref().and_then(|facts| facts.members.get(&user)) {
        object["member"] = super::thread_member(thread.id, user, *joined);
    }
    object
}

/// A server as a client is told of it on connecting: with channels, threads, and the bot itself among the members. Others come on
/// request, or with the presences intent.
pub(crate) fn guild_create(state: &State, one: &Guild, bot: UserId) -> Value {
    let mut object = guild(one);
    let visible = one.channels.iter().filter_map(|id| state.channels.get(id)).filter(|channel| {
        // Channels are listed even where hidden; private threads are not.
        channel.thread.is_none() || state.sees(bot, channel)
    });
    let (threads, channels): (Vec<_>, Vec<_>) = visible.partition(|channel| channel.thread.is_some());
    let active = threads.iter().filter(|thread| thread.thread.as_ref().is_some_and(|facts| !facts.archived));
    object["channels"] = channels.iter().map(|channel| super::channel(state, channel)).collect();
    object["threads"] = active.map(|thread| joined_thread(state, thread, bot)).collect();
    object["members"] = one.members.get(&bot).map(|own| member_with_user(state, own)).into_iter().collect();
    object["member_count"] = one.members.len().into();
    object["joined_at"] = one.members.get(&bot).map(|own| own.joined.to_string()).into();
    object["large"] = false.into();
    object["unavailable"] = false.into();
    for empty in ["presences", "voice_states", "stage_instances", "guild_scheduled_events", "soundboard_sounds"] {
        object[empty] = json!([]);
    }
    object
}

//! Channels and threads.

use serde::Serialize;
use serde_json::{Value, json};

use crate::clock::Timestamp;
use crate::world::State;
use crate::world::channels::{Channel, ChannelKind, Overwrite, OverwriteTarget, Thread};
use crate::world::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::world::permissions::Permissions;

/// A channel or thread in full.
pub(crate) fn channel(state: &State, channel: &Channel) -> Value {
    match (&channel.thread, channel.kind) {
        (Some(facts), _) => thread(channel, facts),
        (None, ChannelKind::Direct) => direct(state, channel),
        (None, _) => json!(ChannelObject::of(channel, None)),
    }
}

/// A channel of a server that is no thread.
#[derive(Serialize)]
pub(crate) struct ChannelObject<'a> {
    id: ChannelId,
    #[serde(rename = "type")]
    kind: u8,
    guild_id: Option<GuildId>,
    name: &'a str,
    position: u32,
    parent_id: Option<ChannelId>,
    permission_overwrites: Vec<OverwriteObject>,
    flags: u8,
    nsfw: bool,
    #[serde(flatten)]
    conversation: Option<Conversation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    permissions: Option<Permissions>,
}

/// What a channel has that holds messages.
#[derive(Serialize)]
struct Conversation<'a> {
    topic: Option<&'a str>,
    last_message_id: Option<MessageId>,
    last_pin_timestamp: Option<Timestamp>,
    rate_limit_per_user: u32,
}

#[derive(Serialize)]
struct OverwriteObject {
    id: String,
    #[serde(rename = "type")]
    kind: u8,
    allow: Permissions,
    deny: Permissions,
}

impl OverwriteObject {
    fn of(overwrite: &Overwrite) -> Self {
        let (id, kind) = match overwrite.target {
            OverwriteTarget::Role(role) => (role.to_string(), 0),
            OverwriteTarget::Member(user) => (user.to_string(), 1),
        };
        Self { id, kind, allow: overwrite.allow, deny: overwrite.deny }
    }
}

impl<'a> ChannelObject<'a> {
    fn of(channel: &'a Channel, permissions: Option<Permissions>) -> Self {
        Self {
            id: channel.id,
            kind: channel.kind.number(),
            guild_id: channel.guild,
            name: &channel.name,
            position: channel.position,
            parent_id: channel.parent,
            permission_overwrites: channel.overwrites.iter().map(OverwriteObject::of).collect(),
            flags: 0,
            nsfw: false,
            conversation: channel.kind.holds_messages().then_some(Conversation {
                topic: channel.topic.as_deref(),
                last_message_id: channel.last_message,
                last_pin_timestamp: channel.last_pin,
                rate_limit_per_user: channel.slow_mode,
            }),
            permissions,
        }
    }
}

fn direct(state: &State, channel: &Channel) -> Value {
    let recipients: Vec<Value> =
        channel.recipients.iter().filter_map(|user| state.users.get(user)).map(super::user).collect();
    json!({
        "id": channel.id,
        "type": channel.kind.number(),
        "last_message_id": channel.last_message,
        "flags": 0,
        "recipients": recipients,
    })
}

fn thread(channel: &Channel, facts: &Thread) -> Value {
    let mut metadata = json!({
        "archived": facts.archived,
        "archive_timestamp": facts.archive_changed.to_string(),
        "auto_archive_duration": facts.archive_after,
        "locked": facts.locked,
        "create_timestamp": channel.id.created().to_string(),
    });
    if channel.kind == ChannelKind::PrivateThread {
        metadata["invitable"] = facts.invitable.into();
    }
    json!({
        "id": channel.id,
        "type": channel.kind.number(),
        "guild_id": channel.guild,
        "parent_id": channel.parent,
        "owner_id": facts.owner,
        "name": channel.name,
        "last_message_id": channel.last_message,
        "last_pin_timestamp": null,
        "rate_limit_per_user": channel.slow_mode,
        "flags": 0,
        "bitrate": 64_000,
        "user_limit": 0,
        "rtc_region": null,
        "total_message_sent": facts.total_sent,
        "message_count": facts.message_count.min(50),
        "member_count": facts.members.len().min(50),
        "thread_metadata": metadata,
    })
}

/// A channel as interactions carry it, with what somebody may do there if it is a server's.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum PartialChannel<'a> {
    InGuild(ChannelObject<'a>),
    Other(Value),
}

impl<'a> PartialChannel<'a> {
    pub(crate) fn of(state: &State, channel: &'a Channel, viewer: UserId) -> Self {
        let granted = state.permissions(viewer, channel).unwrap_or(Permissions::NONE);
        if channel.thread.is_none() && channel.kind != ChannelKind::Direct {
            return Self::InGuild(ChannelObject::of(channel, Some(granted)));
        }
        let mut object = self::channel(state, channel);
        // A direct conversation has none, as the document says.
        if channel.guild.is_some() {
            object["permissions"] = json!(granted);
        }
        Self::Other(object)
    }
}

/// A user's membership of a thread.
pub(crate) fn thread_member(thread: ChannelId, user: UserId, joined: Timestamp) -> Value {
    json!({"id": thread, "user_id": user, "join_timestamp": joined.to_string(), "flags": 0})
}

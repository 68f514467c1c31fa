//! Channels and threads.

use serde_json::{Value, json};

use crate::clock::Timestamp;
use crate::world::State;
use crate::world::channels::{Channel, ChannelKind, OverwriteTarget, Thread};
use crate::world::ids::{ChannelId, UserId};
use crate::world::permissions::Permissions;

/// A channel or thread in full.
pub(crate) fn channel(state: &State, channel: &Channel) -> Value {
    match (&channel.thread, channel.kind) {
        (Some(facts), _) => thread(channel, facts),
        (None, ChannelKind::Direct) => direct(state, channel),
        (None, _) => in_guild(channel),
    }
}

fn in_guild(channel: &Channel) -> Value {
    let overwrites: Vec<Value> = channel
        .overwrites
        .iter()
        .map(|overwrite| {
            let (id, kind) = match overwrite.target {
                OverwriteTarget::Role(role) => (role.get(), 0),
                OverwriteTarget::Member(user) => (user.get(), 1),
            };
            json!({"id": id.to_string(), "type": kind, "allow": overwrite.allow, "deny": overwrite.deny})
        })
        .collect();
    let mut object = json!({
        "id": channel.id,
        "type": channel.kind.number(),
        "guild_id": channel.guild,
        "name": channel.name,
        "position": channel.position,
        "parent_id": channel.parent,
        "permission_overwrites": overwrites,
        "flags": 0,
        "nsfw": false,
    });
    if channel.kind.holds_messages() {
        object["topic"] = channel.topic.clone().into();
        object["last_message_id"] = json!(channel.last_message);
        object["last_pin_timestamp"] = channel.last_pin.map(|pinned| pinned.to_string()).into();
        object["rate_limit_per_user"] = channel.slow_mode.into();
    }
    object
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

/// A channel as interactions carry it, with what `viewer` may do there.
pub(crate) fn partial_channel(state: &State, channel: &Channel, viewer: UserId) -> Value {
    let granted = state.permissions(viewer, channel).unwrap_or(Permissions::NONE);
    let mut object = self::channel(state, channel);
    object["permissions"] = json!(granted);
    object
}

/// A user's membership of a thread.
pub(crate) fn thread_member(thread: ChannelId, user: UserId, joined: Timestamp) -> Value {
    json!({"id": thread, "user_id": user, "join_timestamp": joined.to_string(), "flags": 0})
}

//! Gateway events: the document has no schemas for them, but for the objects that they carry.

use serde_json::Value;

use super::document::Document;
use super::explain;
use super::{Deviation, Direction};

/// What `GET /channels/{channel_id}` answers: a channel of any kind.
const ANY_CHANNEL: &str = "/paths/~1channels~1{channel_id}/get/responses/200/content/application~1json/schema";

/// A part of an event's data.
struct Part {
    /// A JSON pointer in which `*` is any item of an array or field of an object.
    at: &'static str,
    /// The name of a schema, or a pointer into the document.
    schema: &'static str,
    /// Fields that an event adds to the object, as Discord's documentation of the event says.
    beside: &'static [&'static str],
}

const fn part(at: &'static str, schema: &'static str, beside: &'static [&'static str]) -> Part {
    Part { at, schema, beside }
}

/// Where events carry a member without the user (`resources/guild#guild-member-object`).
const BARE_MEMBER: &str = "BasicGuildMemberResponse";
const MEMBER: &str = "GuildMemberResponse";
const USER: &str = "UserResponse";
const ROLE: &str = "GuildRoleResponse";
const CHANNEL: &str = "GuildChannelResponse";
const THREAD: &str = "ThreadResponse";
const MESSAGE: &str = "MessageResponse";

/// What events add to a server (`events/gateway-events#guild-create`).
const GUILD_EXTRAS: &[&str] = &[
    "/joined_at",
    "/large",
    "/unavailable",
    "/member_count",
    "/voice_states",
    "/members",
    "/channels",
    "/threads",
    "/presences",
    "/stage_instances",
    "/guild_scheduled_events",
    "/soundboard_sounds",
];

const GUILD: &[Part] = &[
    part("", "GuildResponse", GUILD_EXTRAS),
    part("/members/*", MEMBER, &[]),
    part("/channels/*", CHANNEL, &[]),
    part("/threads/*", THREAD, &[]),
];
const WHOLE_MESSAGE: &[Part] = &[
    part("", MESSAGE, &["/guild_id", "/member", "/channel_type", "/mentions/*/member"]),
    part("/member", BARE_MEMBER, &["/deaf", "/mute"]),
    part("/mentions/*/member", BARE_MEMBER, &["/deaf", "/mute"]),
];
const INTERACTION: &[Part] = &[
    part("/message", MESSAGE, &[]),
    part("/user", USER, &[]),
    part("/member", MEMBER, &["/permissions"]),
    part("/channel", ANY_CHANNEL, &[]),
    part("/data/resolved/users/*", USER, &[]),
    part("/data/resolved/members/*", BARE_MEMBER, &["/permissions"]),
    part("/data/resolved/roles/*", ROLE, &[]),
    // The document has what the bot may do there only for members (`resources/channel#channel-object`).
    part("/data/resolved/channels/*", ANY_CHANNEL, &["/app_permissions"]),
    part("/data/resolved/messages/*", MESSAGE, &[]),
    part("/data/resolved/attachments/*", "MessageAttachmentResponse", &[]),
];

/// The events that may be told of; those that carry nothing that the document knows have no parts.
const EVENTS: &[(&str, &[Part])] = &[
    ("READY", &[part("/user", "UserPIIResponse", &[])]),
    ("RESUMED", &[]),
    ("RATE_LIMITED", &[]),
    ("GUILD_CREATE", GUILD),
    ("GUILD_UPDATE", GUILD),
    ("GUILD_DELETE", &[]),
    ("GUILD_MEMBER_ADD", &[part("", MEMBER, &["/guild_id"])]),
    ("GUILD_MEMBER_UPDATE", &[part("", MEMBER, &["/guild_id"])]),
    ("GUILD_MEMBER_REMOVE", &[part("/user", USER, &[])]),
    ("GUILD_MEMBERS_CHUNK", &[part("/members/*", MEMBER, &[])]),
    ("GUILD_ROLE_CREATE", &[part("/role", ROLE, &[])]),
    ("GUILD_ROLE_UPDATE", &[part("/role", ROLE, &[])]),
    ("GUILD_ROLE_DELETE", &[]),
    ("CHANNEL_CREATE", &[part("", CHANNEL, &[])]),
    ("CHANNEL_UPDATE", &[part("", CHANNEL, &[])]),
    ("CHANNEL_DELETE", &[part("", CHANNEL, &[])]),
    ("CHANNEL_PINS_UPDATE", &[]),
    ("THREAD_CREATE", &[part("", THREAD, &["/newly_created"])]),
    ("THREAD_UPDATE", &[part("", THREAD, &[])]),
    ("THREAD_DELETE", &[]),
    ("THREAD_LIST_SYNC", &[part("/threads/*", THREAD, &[]), part("/members/*", "ThreadMemberResponse", &[])]),
    ("THREAD_MEMBER_UPDATE", &[part("", "ThreadMemberResponse", &["/guild_id"])]),
    ("THREAD_MEMBERS_UPDATE", &[part("/added_members/*", "ThreadMemberResponse", &["/presence"])]),
    ("MESSAGE_CREATE", WHOLE_MESSAGE),
    ("MESSAGE_UPDATE", WHOLE_MESSAGE),
    ("MESSAGE_DELETE", &[]),
    ("MESSAGE_DELETE_BULK", &[]),
    ("MESSAGE_REACTION_ADD", &[part("/member", MEMBER, &[])]),
    ("MESSAGE_REACTION_REMOVE", &[]),
    ("MESSAGE_REACTION_REMOVE_ALL", &[]),
    ("MESSAGE_REACTION_REMOVE_EMOJI", &[]),
    ("MESSAGE_POLL_VOTE_ADD", &[]),
    ("MESSAGE_POLL_VOTE_REMOVE", &[]),
    ("TYPING_START", &[part("/member", MEMBER, &[])]),
    ("PRESENCE_UPDATE", &[]),
    ("CHANNEL_INFO", &[]),
    ("SOUNDBOARD_SOUNDS", &[part("/soundboard_sounds/*", "SoundboardSoundResponse", &[])]),
    ("INTERACTION_CREATE", INTERACTION),
];

/// All that is wrong with an event's data.
pub(super) fn check(document: &Document, name: &str, data: &Value) -> Vec<Deviation> {
    let deviation = |pointer, expected| Deviation {
        subject: name.to_owned(),
        direction: Direction::Event,
        status: None,
        pointer,
        expected,
    };
    let Some((_, parts)) = EVENTS.iter().find(|(known, _)| *known == name) else {
        return vec![deviation(String::new(), "an event that the contract's table has".to_owned())];
    };
    let mut all = Vec::new();
    for part in *parts {
        let validator = document.validator(&pointer_to(part.schema));
        for place in places(data, part.at) {
            let mut object = data.pointer(&place).cloned().unwrap_or_default();
            part.beside.iter().for_each(|field| remove(&mut object, field));
            let found = explain::findings(&validator, &object);
            all.extend(found.into_iter().map(|(inner, expected)| deviation(format!("{place}{inner}"), expected)));
        }
    }
    all
}

fn pointer_to(schema: &str) -> String {
    if schema.starts_with('/') { schema.to_owned() } else { format!("/components/schemas/{schema}") }
}

/// The places in a value that a pattern means and that are there.
fn places(value: &Value, pattern: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for step in pattern.split('/').skip(1) {
        let inner = |place: String| {
            let names: Vec<String> = match (step, value.pointer(&place)) {
                ("*", Some(Value::Array(items))) => (0..items.len()).map(|index| index.to_string()).collect(),
                ("*", Some(Value::Object(fields))) => fields.keys().cloned().collect(),
                (name, Some(inner)) if inner.get(name).is_some() => vec![name.to_owned()],
                _ => Vec::new(),
            };
            names.into_iter().map(move |name| format!("{place}/{name}")).collect::<Vec<_>>()
        };
        found = found.into_iter().flat_map(inner).collect();
    }
    found
}

fn remove(value: &mut Value, pattern: &str) {
    for place in places(value, pattern) {
        let Some((parent, field)) = place.rsplit_once('/') else {
            continue;
        };
        if let Some(Value::Object(fields)) = value.pointer_mut(parent) {
            fields.remove(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_pattern_finds_what_is_there() {
        let value = json!({"a": [{"b": 1}, {"c": 2}, {"b": 3}], "m": {"1": {}, "2": {}}});
        assert_eq!(places(&value, ""), [""]);
        assert_eq!(places(&value, "/a/*/b"), ["/a/0/b", "/a/2/b"]);
        assert_eq!(places(&value, "/m/*"), ["/m/1", "/m/2"]);
        assert!(places(&value, "/x/*").is_empty());
    }

    #[test]
    fn what_an_event_adds_is_taken_out() {
        let mut value = json!({"mentions": [{"id": "1", "member": {}}]});
        remove(&mut value, "/mentions/*/member");
        assert_eq!(value, json!({"mentions": [{"id": "1"}]}));
    }
}

//! Messages and their files.

use serde_json::{Value, json};

use super::marks;
use crate::world::State;
use crate::world::ids::UserId;
use crate::world::messages::{Attachment, InteractionOrigin, Message, MessageKind, Reference, flags};

/// A message in full, with the one it replies to, as `viewer` is shown it: reactions and polls tell what the viewer did.
pub(crate) fn message(state: &State, one: &Message, viewer: UserId) -> Value {
    let mut object = shallow(state, one, viewer);
    if one.kind == MessageKind::Reply || one.kind == MessageKind::ThreadStarterMessage {
        let target = one.reference.and_then(|reference| state.messages.get(reference.channel, reference.message?));
        if one.reference.is_some() {
            object["referenced_message"] = target.map_or(Value::Null, |target| shallow(state, target, viewer));
        }
    }
    object
}

/// Takes out what people wrote, unless it may be read (`events/gateway#message-content-intent`).
pub(crate) fn hide_unless(state: &State, one: &Message, object: &mut Value, may_read: impl Fn(&Message) -> bool) {
    let referenced = one.reference.and_then(|reference| state.messages.get(reference.channel, reference.message?));
    if let Some(inner) = object.get_mut("referenced_message").filter(|inner| inner.is_object())
        && referenced.is_some_and(|referenced| !may_read(referenced))
    {
        blank(inner);
    }
    if !may_read(one) {
        blank(object);
    }
}

fn blank(object: &mut Value) {
    object["content"] = "".into();
    for list in ["embeds", "attachments", "components"] {
        object[list] = json!([]);
    }
    if let Some(fields) = object.as_object_mut() {
        fields.remove("poll");
        fields.remove("message_snapshots");
    }
}

/// What of a forwarded message goes along (`resources/message#message-snapshot-object`).
fn snapshot(state: &State, one: &Message, viewer: UserId) -> Value {
    let whole = shallow(state, one, viewer);
    let kept = SNAPSHOT.iter().map(|field| ((*field).to_owned(), whole[field].clone()));
    json!({"message": Value::Object(kept.collect())})
}

/// The fields of a snapshot.
const SNAPSHOT: &[&str] = &[
    "type",
    "content",
    "mentions",
    "mention_roles",
    "attachments",
    "embeds",
    "timestamp",
    "edited_timestamp",
    "flags",
    "components",
];

fn shallow(state: &State, one: &Message, viewer: UserId) -> Value {
    let user = |id| state.users.get(id).map(super::user);
    let mut object = json!({
        "id": one.id,
        "channel_id": one.channel,
        "type": one.kind as u8,
        "author": state.users.get(&one.author).map(super::user),
        "content": one.content,
        "timestamp": one.id.created().to_string(),
        "edited_timestamp": one.edited.map(|edited| edited.to_string()),
        "tts": one.tts,
        "mention_everyone": one.mentions.everyone,
        "mentions": one.mentions.users.iter().filter_map(user).collect::<Vec<_>>(),
        "mention_roles": one.mentions.roles,
        "attachments": one.attachments.iter().map(|file| attachment(state, file)).collect::<Vec<_>>(),
        "embeds": one.embeds,
        "components": one.components,
        "pinned": one.pinned.is_some(),
        "flags": one.flags,
    });
    if !one.reactions.is_empty() {
        object["reactions"] = marks::reactions(one, viewer).into();
    }
    if let Some(poll) = &one.poll {
        object["poll"] = marks::poll(poll, viewer);
    }
    if let Some(nonce) = &one.nonce {
        object["nonce"] = nonce.clone();
    }
    if let Some(reference) = &one.reference {
        object["message_reference"] = self::reference(one, reference);
    }
    if let Some(forwarded) = &one.snapshot {
        object["message_snapshots"] = json!([snapshot(state, forwarded, viewer)]);
    }
    if let Some(origin) = &one.interaction {
        object["webhook_id"] = json!(origin.application);
        object["application_id"] = json!(origin.application);
        object["interaction_metadata"] = self::origin(state, origin);
        if let Some(command) = &origin.command {
            // Deprecated on Discord, and still the only place where a message names its command.
            let user = state.users.get(&origin.user).map(super::user);
            object["interaction"] = json!({"id": origin.id, "type": origin.kind, "name": command, "user": user});
        }
    }
    if one.flagged(flags::HAS_THREAD)
        && let Some(thread) = state.channels.get(&one.id.thread())
    {
        object["thread"] = super::channel(state, thread);
    }
    object
}

fn reference(one: &Message, reference: &Reference) -> Value {
    let mut object = json!({"type": u8::from(one.snapshot.is_some()), "channel_id": reference.channel});
    if let Some(message) = reference.message {
        object["message_id"] = json!(message);
    }
    if let Some(guild) = reference.guild.filter(|_| one.only_for.is_none()) {
        object["guild_id"] = json!(guild);
    }
    object
}

fn origin(state: &State, one: &InteractionOrigin) -> Value {
    let mut owners = json!({});
    if let Some(guild) = one.guild {
        owners["0"] = json!(guild);
    } else {
        owners["0"] = "0".into();
    }
    let mut object = json!({
        "id": one.id,
        "type": one.kind,
        "user": state.users.get(&one.user).map(super::user),
        "authorizing_integration_owners": owners,
    });
    if let Some(original) = one.original_response {
        object["original_response_message_id"] = json!(original);
    }
    if let Some(message) = one.interacted_message {
        object["interacted_message_id"] = json!(message);
    }
    if let Some(message) = one.target_message {
        object["target_message_id"] = json!(message);
    }
    if let Some(target) = one.target_user.and_then(|user| state.users.get(&user)) {
        object["target_user"] = super::user(target);
    }
    if let Some(opener) = &one.triggered_by {
        object["triggering_interaction_metadata"] = origin(state, opener);
    }
    object
}

/// The flag of a file that is hidden until one asks to see it (`resources/message#attachment-object-attachment-flags`).
const IS_SPOILER: u64 = 1 << 3;

/// A file on a message.
pub(crate) fn attachment(state: &State, file: &Attachment) -> Value {
    let address = state.file_address(file);
    let mut object = json!({
        "id": file.id,
        "filename": file.filename,
        "size": file.content.len(),
        "url": address,
        "proxy_url": address,
    });
    if let Some(kind) = &file.content_type {
        object["content_type"] = kind.as_str().into();
    }
    if let Some(title) = &file.title {
        object["title"] = title.as_str().into();
    }
    if file.spoiler {
        object["flags"] = IS_SPOILER.into();
    }
    if let Some(description) = &file.description {
        object["description"] = description.as_str().into();
    }
    if let Some((width, height)) = file.dimensions {
        object["width"] = width.into();
        object["height"] = height.into();
    }
    if file.ephemeral {
        object["ephemeral"] = true.into();
    }
    object
}

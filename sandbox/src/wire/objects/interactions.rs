//! Interactions as applications receive them.

use serde_json::{Map, Value, json};

use crate::world::State;
use crate::world::interactions::{Action, Interaction, Invocation, Resolved, Target};
use crate::world::limits;

/// The payload of INTERACTION_CREATE.
pub(crate) fn interaction(state: &State, one: &Interaction) -> Value {
    let mut object = json!({
        "version": 1,
        "id": one.id,
        "application_id": one.application,
        "type": one.kind as u8,
        "token": one.token,
        "data": data(state, one),
        "channel_id": one.channel,
        "locale": state.users.get(&one.user).map(|user| user.locale.as_str()),
        "entitlements": [],
        "entitlement_sku_ids": [],
        "attachment_size_limit": limits::FILE_BYTES,
    });
    if let Some(channel) = state.channels.get(&one.channel) {
        object["channel"] = super::partial_channel(state, channel, one.user);
        object["app_permissions"] = json!(state.permissions(one.application.bot(), channel).unwrap_or_default());
    }
    place(state, one, &mut object);
    if let Some(message) = one.message.and_then(|message| state.messages.get(one.channel, message)) {
        object["message"] = super::message(state, message, one.application.bot());
    }
    object
}

/// Who did it where: a member of a server, or a user in a direct conversation.
fn place(state: &State, one: &Interaction, object: &mut Value) {
    let Some(guild) = one.guild.and_then(|guild| state.guilds.get(&guild)) else {
        object["user"] = state.users.get(&one.user).map(super::user).unwrap_or_default();
        object["context"] = 1.into();
        object["authorizing_integration_owners"] = json!({"0": "0"});
        return;
    };
    object["guild_id"] = json!(guild.id);
    object["guild"] = json!({"id": guild.id, "locale": guild.locale, "features": []});
    object["guild_locale"] = guild.locale.as_str().into();
    object["context"] = 0.into();
    object["authorizing_integration_owners"] = json!({"0": guild.id});
    if let Some(member) = guild.members.get(&one.user) {
        let mut member = super::member_with_user(state, member);
        let channel = state.channels.get(&one.channel);
        let granted = channel.and_then(|channel| state.permissions(one.user, channel)).unwrap_or_default();
        member["permissions"] = json!(granted);
        object["member"] = member;
    }
}

fn data(state: &State, one: &Interaction) -> Value {
    match &one.action {
        Action::Command(invocation) => command(state, one, invocation),
        Action::Component { custom_id, number, component_type, values, resolved } => {
            let mut data = json!({"custom_id": custom_id, "component_type": component_type, "id": number});
            if *component_type != 2 {
                data["values"] = json!(values);
                put_resolved(state, one, resolved, &mut data);
            }
            data
        }
        Action::Modal { custom_id, components, resolved } => {
            let mut data = json!({"custom_id": custom_id, "components": components});
            put_resolved(state, one, resolved, &mut data);
            data
        }
    }
}

fn command(state: &State, one: &Interaction, invocation: &Invocation) -> Value {
    let mut data = json!({"id": invocation.command, "name": invocation.name, "type": invocation.kind as u8});
    if !invocation.options.is_empty() {
        data["options"] = json!(invocation.options);
    }
    if let Some(guild) = invocation.registered_in {
        data["guild_id"] = json!(guild);
    }
    match invocation.target {
        Some(Target::User(user)) => data["target_id"] = json!(user),
        Some(Target::Message(message)) => data["target_id"] = json!(message),
        None => {}
    }
    put_resolved(state, one, &invocation.resolved, &mut data);
    data
}

fn put_resolved(state: &State, one: &Interaction, resolved: &Resolved, data: &mut Value) {
    let mut object = Map::new();
    let guild = one.guild.and_then(|guild| state.guilds.get(&guild));
    for id in &resolved.users {
        let Some(user) = state.users.get(id) else {
            continue;
        };
        put(&mut object, "users", id.to_string(), super::user(user));
        if let (Some(guild), Some(member)) = (guild, guild.and_then(|guild| guild.members.get(id))) {
            let mut member_object = super::member(member);
            member_object["permissions"] = json!(state.guild_permissions(*id, guild));
            for inner in ["deaf", "mute"] {
                if let Some(fields) = member_object.as_object_mut() {
                    fields.remove(inner);
                }
            }
            put(&mut object, "members", id.to_string(), member_object);
        }
    }
    for id in &resolved.roles {
        if let Some(role) = guild.and_then(|guild| guild.roles.get(id)) {
            put(&mut object, "roles", id.to_string(), super::role(role));
        }
    }
    for id in &resolved.channels {
        if let Some(channel) = state.channels.get(id) {
            let mut partial = super::partial_channel(state, channel, one.user);
            partial["app_permissions"] = json!(state.permissions(one.application.bot(), channel).unwrap_or_default());
            put(&mut object, "channels", id.to_string(), partial);
        }
    }
    for id in &resolved.messages {
        if let Some(message) = state.messages.find(*id) {
            put(&mut object, "messages", id.to_string(), super::message(state, message, one.application.bot()));
        }
    }
    for id in &resolved.attachments {
        if let Some(file) = state.files.get(id) {
            put(&mut object, "attachments", id.to_string(), super::attachment(state, file));
        }
    }
    if !object.is_empty() {
        data["resolved"] = Value::Object(object);
    }
}

fn put(object: &mut Map<String, Value>, kind: &str, id: String, value: Value) {
    let group = object.entry(kind).or_insert_with(|| json!({}));
    group[id] = value;
}

//! Interactions as applications receive them.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::channels::PartialChannel;
use super::guilds::MemberObject;
use super::users::UserObject;
use crate::world::State;
use crate::world::guilds::Guild;
use crate::world::ids::{ApplicationId, ChannelId, GuildId, InteractionId};
use crate::world::interactions::{Action, Interaction, Invocation, Resolved, Target};
use crate::world::limits;
use crate::world::permissions::Permissions;

/// The payload of INTERACTION_CREATE (`interactions/receiving-and-responding#interaction-object`).
#[derive(Serialize)]
struct InteractionObject<'a> {
    version: u8,
    id: InteractionId,
    application_id: ApplicationId,
    #[serde(rename = "type")]
    kind: u8,
    token: &'a str,
    data: Value,
    channel_id: ChannelId,
    locale: Option<&'a str>,
    entitlements: [u8; 0],
    entitlement_sku_ids: [u8; 0],
    attachment_size_limit: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<PartialChannel<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app_permissions: Option<Permissions>,
    context: u8,
    authorizing_integration_owners: Owners,
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Value>,
}

/// For which server the application was installed; 0 where it is a conversation with its bot.
#[derive(Serialize)]
struct Owners {
    #[serde(rename = "0")]
    guild: GuildId,
}

/// Who did it where: a member of a server, or a user in a direct conversation.
#[derive(Serialize)]
#[serde(untagged)]
enum Place<'a> {
    Server {
        guild_id: GuildId,
        guild: GuildFacts<'a>,
        guild_locale: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        member: Option<MemberObject<'a>>,
    },
    Direct {
        user: Option<UserObject<'a>>,
    },
}

#[derive(Serialize)]
struct GuildFacts<'a> {
    id: GuildId,
    locale: &'a str,
    features: [u8; 0],
}

/// The payload of INTERACTION_CREATE, as JSON. It is written without a tree in between: of all that bots are told, this is told most.
pub(crate) fn interaction(state: &State, one: &Interaction) -> String {
    let channel = state.channels.get(&one.channel);
    let guild = one.guild.and_then(|guild| state.guilds.get(&guild));
    let message = one.message.and_then(|message| state.messages.get(one.channel, message));
    let bot = one.application.bot();
    let object = InteractionObject {
        version: 1,
        id: one.id,
        application_id: one.application,
        kind: one.kind as u8,
        token: &one.token,
        data: data(state, one),
        channel_id: one.channel,
        locale: state.users.get(&one.user).map(|user| user.locale.as_str()),
        entitlements: [],
        entitlement_sku_ids: [],
        attachment_size_limit: limits::FILE_BYTES,
        channel: channel.map(|channel| PartialChannel::of(state, channel, one.user)),
        app_permissions: channel.map(|channel| state.permissions(bot, channel).unwrap_or_default()),
        context: u8::from(guild.is_none()),
        authorizing_integration_owners: Owners { guild: guild.map_or(GuildId::from(0), |guild| guild.id) },
        place: place(state, one, guild),
        message: message.map(|message| super::message(state, message, bot)),
    };
    // What holds no map with odd keys can always be written.
    serde_json::to_string(&object).unwrap_or_default()
}

fn place<'a>(state: &'a State, one: &Interaction, guild: Option<&'a Guild>) -> Place<'a> {
    let Some(guild) = guild else {
        return Place::Direct { user: state.users.get(&one.user).map(UserObject::of) };
    };
    let channel = state.channels.get(&one.channel);
    let granted = channel.and_then(|channel| state.permissions(one.user, channel)).unwrap_or_default();
    Place::Server {
        guild_id: guild.id,
        guild: GuildFacts { id: guild.id, locale: &guild.locale, features: [] },
        guild_locale: &guild.locale,
        member: guild.members.get(&one.user).map(|member| MemberObject::of(state, member, Some(granted))),
    }
}

fn data(state: &State, one: &Interaction) -> Value {
    match &*one.action {
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
            let mut partial = json!(PartialChannel::of(state, channel, one.user));
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

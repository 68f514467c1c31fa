//! Events as a session is told of them: if it wants to hear, if its bot may see, and with what it may read.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::intents::Intents;
use super::session::Session;
use super::{guilds, marks, presence};
use crate::wire::objects;
use crate::world::State;
use crate::world::channels::Channel;
use crate::world::events::Event;
use crate::world::guilds::{Guild, Member};
use crate::world::ids::{ChannelId, GuildId, UserId};
use crate::world::messages::Message;
use crate::world::users::Application;

/// A dispatch that has no number yet.
#[derive(Debug, PartialEq)]
pub(super) struct View {
    pub(super) name: &'static str,
    /// The server that it is of.
    pub(super) guild: Option<GuildId>,
    /// Its data, as JSON.
    pub(super) data: String,
}

/// Name and data of a dispatch.
pub(super) type Named = (&'static str, Value);

impl From<Named> for View {
    fn from((name, data): Named) -> Self {
        let guild = data["guild_id"].as_str().and_then(|guild| guild.parse().ok());
        Self { name, guild, data: data.to_string() }
    }
}

/// The first dispatch of a session.
pub(super) fn ready(state: &State, session: &Session, own: &[&Guild], authority: &str) -> Value {
    let bot = state.users.get(&session.bot());
    let application = state.applications.get(&session.application);
    json!({
        "v": 10,
        "user_settings": {},
        "user": bot.map(objects::own_user),
        "session_type": "normal",
        "session_id": session.id,
        "resume_gateway_url": format!("ws://{authority}/gateway"),
        "relationships": [],
        "private_channels": [],
        "presences": [],
        "guilds": own.iter().map(|guild| objects::unavailable_guild(guild.id)).collect::<Vec<_>>(),
        "guild_join_requests": [],
        "geo_ordered_rtc_regions": [],
        "shard": [session.shard.0, session.shard.1],
        "application": {"id": session.application, "flags": application.map_or(0, Application::flags)},
        "_trace": [],
    })
}

/// How `session` is told of `event`.
pub(super) fn of(state: &State, session: &Session, event: &Event) -> Vec<View> {
    if let Event::InteractionCreated(interaction) = event {
        let own = interaction.application == session.application && session.hears(interaction.guild);
        let view = (own && interaction.endpoint.is_none()).then(|| View {
            name: "INTERACTION_CREATE",
            guild: interaction.guild,
            data: objects::interaction(state, interaction),
        });
        return view.into_iter().collect();
    }
    named(state, session, event).into_iter().map(View::from).collect()
}

fn named(state: &State, session: &Session, event: &Event) -> Vec<Named> {
    match event {
        Event::MessageCreated(message) => one(message_view(state, session, message, "MESSAGE_CREATE")),
        Event::MessageUpdated(message) => one(message_view(state, session, message, "MESSAGE_UPDATE")),
        Event::MessageDeleted(message) => one(message_deleted(state, session, message)),
        Event::ChannelCreated(channel) => one(channel_view(state, session, channel, "CHANNEL_CREATE")),
        Event::ChannelUpdated(channel) => one(channel_view(state, session, channel, "CHANNEL_UPDATE")),
        Event::ChannelDeleted(channel) => one(channel_view(state, session, channel, "CHANNEL_DELETE")),
        Event::ThreadCreated(thread) => one(thread_created(state, session, thread, true)),
        Event::ThreadUpdated(thread) => one(channel_view(state, session, thread, "THREAD_UPDATE")),
        Event::ThreadRevived(thread) => one(own_membership(session, thread)),
        Event::AccessGained { guild, application, channels } => {
            let told = *application == session.application && in_guild(session, *guild, Intents::GUILDS);
            one(told.then(|| threads_synced(state, session, *guild, channels)))
        }
        Event::ThreadDeleted(thread) => one(thread_deleted(state, session, thread)),
        Event::ThreadMembersChanged { thread, added, removed } => {
            thread_members(state, session, thread, added, removed)
        }
        Event::Typing { channel, guild, user, at } => {
            one(typing(state, session, *channel, *guild, *user, at.millis() / 1_000))
        }
        Event::Presence { user, .. } => presence::changed(state, session, *user),
        Event::GuildJoined { guild, application } => {
            let told = *application == session.application && in_guild(session, guild.id, Intents::GUILDS);
            one(told.then(|| guilds::available(state, session, guild)))
        }
        Event::GuildLeft { guild, application } => {
            let told = *application == session.application && in_guild(session, guild.id, Intents::GUILDS);
            one(told.then(|| ("GUILD_DELETE", json!({"id": guild.id}))))
        }
        Event::OutageBegan { guild } => one(guilds::knows(session, guild).then(|| guilds::unavailable(guild))),
        Event::OutageEnded { guild } => {
            one(guilds::knows(session, guild).then(|| guilds::available(state, session, guild)))
        }
        Event::MemberUpdated { guild, member } => one(member_updated(state, session, *guild, member)),
        Event::MemberJoined { guild, member } => one(member_joined(state, session, *guild, member)),
        Event::MemberLeft { guild, user } => {
            let told =
                in_guild(session, *guild, Intents::GUILD_MEMBERS) && state.member(*guild, session.bot()).is_some();
            let user = state.users.get(user).map(objects::user);
            one(told.then(|| ("GUILD_MEMBER_REMOVE", json!({"guild_id": guild, "user": user}))))
        }
        Event::RoleCreated { guild, role } => {
            let told = in_guild(session, *guild, Intents::GUILDS) && state.member(*guild, session.bot()).is_some();
            one(told.then(|| ("GUILD_ROLE_CREATE", json!({"guild_id": guild, "role": objects::role(role)}))))
        }
        Event::ReactionAdded { .. }
        | Event::ReactionRemoved { .. }
        | Event::ReactionsCleared { .. }
        | Event::VoteAdded { .. }
        | Event::VoteRemoved { .. }
        | Event::MessagesDeleted(_)
        | Event::PinsChanged(_) => one(marks::of(state, session, event)),
        Event::InteractionCreated(_) | Event::InteractionChanged { .. } | Event::CommandsChanged { .. } => Vec::new(),
    }
}

fn one(view: Option<Named>) -> Vec<Named> {
    view.into_iter().collect()
}

fn in_guild(session: &Session, guild: GuildId, intent: Intents) -> bool {
    session.hears(Some(guild)) && session.intents.has(intent)
}

/// Whether the session hears of messages in this place: of an ephemeral one only its own application, as of a direct message.
fn hears_message(state: &State, session: &Session, message: &Message) -> bool {
    let guild = message.guild.filter(|_| message.only_for.is_none());
    let intent = if guild.is_some() { Intents::GUILD_MESSAGES } else { Intents::DIRECT_MESSAGES };
    if !session.hears(guild) || !session.intents.has(intent) {
        return false;
    }
    if message.only_for.is_some() {
        return message.author == session.bot();
    }
    state.channels.get(&message.channel).is_some_and(|channel| state.sees(session.bot(), channel))
}

fn message_view(state: &State, session: &Session, message: &Arc<Message>, name: &'static str) -> Option<Named> {
    if !hears_message(state, session, message) {
        return None;
    }
    let mut object = objects::message(state, message, session.bot());
    if let Some(guild) = message.guild.filter(|_| message.only_for.is_none()) {
        object["guild_id"] = json!(guild);
        if let Some(member) = state.member(guild, message.author) {
            object["member"] = objects::member(member);
        }
        for (mention, user) in object["mentions"].as_array_mut().into_iter().flatten().zip(&message.mentions.users) {
            if let Some(member) = state.member(guild, *user) {
                mention["member"] = objects::member(member);
            }
        }
    }
    if let Some(channel) = state.channels.get(&message.channel) {
        object["channel_type"] = channel.kind.number().into();
    }
    objects::hide_unless(state, message, &mut object, |message| {
        session.intents.has(Intents::MESSAGE_CONTENT) || message.open_to(session.bot())
    });
    Some((name, object))
}

fn message_deleted(state: &State, session: &Session, message: &Message) -> Option<Named> {
    if !hears_message(state, session, message) {
        return None;
    }
    let mut object = json!({"id": message.id, "channel_id": message.channel});
    if let Some(guild) = message.guild.filter(|_| message.only_for.is_none()) {
        object["guild_id"] = json!(guild);
    }
    Some(("MESSAGE_DELETE", object))
}

fn channel_view(state: &State, session: &Session, channel: &Channel, name: &'static str) -> Option<Named> {
    let told = match channel.guild {
        // Opening a conversation is told to bots with the first message, not as an event of its own.
        None => false,
        Some(guild) if channel.thread.is_some() => {
            in_guild(session, guild, Intents::GUILDS) && state.sees(session.bot(), channel)
        }
        Some(guild) => in_guild(session, guild, Intents::GUILDS) && state.member(guild, session.bot()).is_some(),
    };
    told.then(|| (name, objects::channel(state, channel)))
}

fn thread_created(state: &State, session: &Session, thread: &Channel, new: bool) -> Option<Named> {
    let (name, mut object) = channel_view(state, session, thread, "THREAD_CREATE")?;
    let joined = thread.thread.as_ref().and_then(|facts| facts.members.get(&session.bot()));
    if new {
        object["newly_created"] = true.into();
    }
    if let Some(joined) = joined {
        object["member"] = objects::thread_member(thread.id, session.bot(), *joined);
    }
    Some((name, object))
}

fn thread_deleted(state: &State, session: &Session, thread: &Channel) -> Option<Named> {
    let (_, whole) = channel_view(state, session, thread, "THREAD_DELETE")?;
    let kept = ["id", "guild_id", "parent_id", "type"].map(|field| (field.to_owned(), whole[field].clone()));
    Some(("THREAD_DELETE", Value::Object(kept.into_iter().collect())))
}

/// A member of a thread that was brought back is told of being one (`topics/threads#unarchiving-a-thread`).
fn own_membership(session: &Session, thread: &Channel) -> Option<Named> {
    let guild = thread.guild.filter(|guild| in_guild(session, *guild, Intents::GUILDS))?;
    let joined = thread.thread.as_ref()?.members.get(&session.bot())?;
    let mut object = objects::thread_member(thread.id, session.bot(), *joined);
    object["guild_id"] = json!(guild);
    Some(("THREAD_MEMBER_UPDATE", object))
}

/// The active threads of channels that the bot has come to see (`events/gateway-events#thread-list-sync`).
fn threads_synced(state: &State, session: &Session, guild: GuildId, channels: &BTreeSet<ChannelId>) -> Named {
    let bot = session.bot();
    let places = state.guilds.get(&guild).into_iter().flat_map(|guild| &guild.channels);
    let threads: Vec<_> = places
        .filter_map(|id| state.channels.get(id))
        .filter(|place| place.parent.is_some_and(|parent| channels.contains(&parent)))
        .filter(|place| place.thread.as_ref().is_some_and(|facts| !facts.archived) && state.sees(bot, place))
        .collect();
    let own = threads.iter().filter_map(|thread| {
        let joined = thread.thread.as_ref()?.members.get(&bot)?;
        Some(objects::thread_member(thread.id, bot, *joined))
    });
    let members: Vec<Value> = own.collect();
    let threads: Vec<Value> = threads.iter().map(|thread| objects::channel(state, thread)).collect();
    let data = json!({"guild_id": guild, "channel_ids": channels, "threads": threads, "members": members});
    ("THREAD_LIST_SYNC", data)
}

fn thread_members(
    state: &State,
    session: &Session,
    thread: &Channel,
    added: &[UserId],
    removed: &[UserId],
) -> Vec<Named> {
    let Some(guild) = thread.guild.filter(|guild| in_guild(session, *guild, Intents::GUILDS)) else {
        return Vec::new();
    };
    let bot = session.bot();
    let concerns_bot = added.contains(&bot) || removed.contains(&bot);
    let wants_members = session.intents.has(Intents::GUILD_MEMBERS) && state.sees(bot, thread);
    if !concerns_bot && !wants_members {
        return Vec::new();
    }
    let facts = thread.thread.as_ref();
    let members = added.iter().filter_map(|user| {
        let joined = facts?.members.get(user)?;
        let mut object = objects::thread_member(thread.id, *user, *joined);
        object["member"] = state.member(guild, *user).map(|member| objects::member_with_user(state, member)).into();
        object["presence"] = Value::Null;
        Some(object)
    });
    let update = json!({
        "id": thread.id,
        "guild_id": guild,
        "member_count": facts.map_or(0, |facts| facts.members.len().min(50)),
        "added_members": members.collect::<Vec<_>>(),
        "removed_member_ids": removed,
    });
    // A bot that is added to a thread is first told of the thread itself.
    let mut views = one(thread_created(state, session, thread, false).filter(|_| added.contains(&bot)));
    views.push(("THREAD_MEMBERS_UPDATE", update));
    views
}

fn typing(
    state: &State,
    session: &Session,
    channel: ChannelId,
    guild: Option<GuildId>,
    user: UserId,
    at: u64,
) -> Option<Named> {
    let intent = if guild.is_some() { Intents::GUILD_MESSAGE_TYPING } else { Intents::DIRECT_MESSAGE_TYPING };
    let place = state.channels.get(&channel)?;
    if !session.hears(guild) || !session.intents.has(intent) || !state.sees(session.bot(), place) {
        return None;
    }
    let mut object = json!({"channel_id": channel, "user_id": user, "timestamp": at});
    if let Some(guild) = guild {
        object["guild_id"] = json!(guild);
        object["member"] = state.member(guild, user).map(|member| objects::member_with_user(state, member)).into();
    }
    Some(("TYPING_START", object))
}

fn member_joined(state: &State, session: &Session, guild: GuildId, member: &Member) -> Option<Named> {
    let told = in_guild(session, guild, Intents::GUILD_MEMBERS) && member.user != session.bot();
    if !told || state.member(guild, session.bot()).is_none() {
        return None;
    }
    let mut object = objects::member_with_user(state, member);
    object["guild_id"] = json!(guild);
    Some(("GUILD_MEMBER_ADD", object))
}

fn member_updated(state: &State, session: &Session, guild: GuildId, member: &Member) -> Option<Named> {
    let told = in_guild(session, guild, Intents::GUILD_MEMBERS)
        || (member.user == session.bot() && session.hears(Some(guild)));
    if !told || state.member(guild, session.bot()).is_none() {
        return None;
    }
    let mut object = objects::member_with_user(state, member);
    object["guild_id"] = json!(guild);
    Some(("GUILD_MEMBER_UPDATE", object))
}

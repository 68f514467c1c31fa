//! What a person's client is told as it happens.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use super::{People, of};
use crate::wire::objects;
use crate::world::channels::Channel;
use crate::world::events::{Event, Told};
use crate::world::ids::UserId;
use crate::world::interactions::{Interaction, InteractionKind};
use crate::world::messages::Message;
use crate::world::{State, World};

/// Something that a person's client is told.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonEvent {
    /// What it is: `message_create`, `interaction`, …
    pub name: &'static str,
    /// What it carries.
    pub data: Value,
}

/// A person's events, from the moment of subscribing.
#[derive(Debug)]
pub struct Subscription {
    world: World,
    user: UserId,
    events: broadcast::Receiver<Arc<Told>>,
    greeted: bool,
}

impl People {
    /// Listens as this person. The first event is `hello`.
    pub fn subscribe(&self, user: UserId) -> Subscription {
        Subscription { world: self.world.clone(), user, events: self.world.listen(), greeted: false }
    }
}

impl Subscription {
    /// The next event; none once the world has ended.
    pub async fn next(&mut self) -> Option<PersonEvent> {
        if !self.greeted {
            self.greeted = true;
            let now = self.world.clock().now().to_string();
            return Some(PersonEvent { name: "hello", data: json!({"now": now}) });
        }
        loop {
            match self.events.recv().await {
                Ok(told) => {
                    if let Some(event) = self.seen(&told.event) {
                        return Some(event);
                    }
                }
                Err(RecvError::Lagged(_)) => {
                    return Some(PersonEvent { name: "resync", data: json!({}) });
                }
                Err(RecvError::Closed) => return None,
            }
        }
    }

    fn seen(&self, event: &Event) -> Option<PersonEvent> {
        let state = self.world.lock();
        let (name, data) = seen(&state, self.user, event)?;
        Some(PersonEvent { name, data })
    }
}

fn seen(state: &State, user: UserId, event: &Event) -> Option<(&'static str, Value)> {
    match event {
        Event::MessageCreated(message) => {
            sees_message(state, user, message).then(|| ("message_create", objects::message(state, message, user)))
        }
        Event::MessageUpdated(message) => {
            sees_message(state, user, message).then(|| ("message_update", objects::message(state, message, user)))
        }
        Event::MessageDeleted(message) => {
            let data = json!({"id": message.id, "channel_id": message.channel});
            sees_message(state, user, message).then_some(("message_delete", data))
        }
        Event::MessagesDeleted(messages) => {
            let seen: Vec<_> = messages.iter().filter(|message| sees_message(state, user, message)).collect();
            let data = json!({
                "ids": seen.iter().map(|message| message.id).collect::<Vec<_>>(),
                "channel_id": seen.first()?.channel,
            });
            Some(("messages_delete", data))
        }
        // That a message is pinned is told with the message.
        Event::PinsChanged(_) => None,
        Event::ReactionAdded { message, .. }
        | Event::ReactionRemoved { message, .. }
        | Event::ReactionsCleared { message, .. } => {
            let reactions = || objects::marks::reactions(message, user);
            sees_message(state, user, message).then(|| {
                ("reactions", json!({"id": message.id, "channel_id": message.channel, "reactions": reactions()}))
            })
        }
        Event::VoteAdded { message, .. } | Event::VoteRemoved { message, .. } => {
            let poll = message.poll.as_ref().filter(|_| sees_message(state, user, message))?;
            let poll = objects::marks::poll(poll, user);
            Some(("poll", json!({"id": message.id, "channel_id": message.channel, "poll": poll})))
        }
        Event::ChannelCreated(channel) | Event::ChannelUpdated(channel) | Event::ChannelDeleted(channel) => {
            channel_changed(state, user, channel)
        }
        Event::ThreadCreated(thread) | Event::ThreadUpdated(thread) | Event::ThreadDeleted(thread) => {
            channel_changed(state, user, thread)
        }
        Event::ThreadMembersChanged { thread, added, removed } => {
            let concerned = added.contains(&user) || removed.contains(&user);
            let data = || ("channel_update", json!({"id": thread.id}));
            if concerned { Some(data()) } else { channel_changed(state, user, thread) }
        }
        // People's clients look again when they are told what has changed.
        Event::ThreadRevived(_) | Event::AccessGained { .. } => None,
        Event::GuildJoined { guild, .. } | Event::GuildLeft { guild, .. } => {
            guild.members.contains_key(&user).then(|| ("channel_update", json!({"guild_id": guild.id})))
        }
        // People's clients show an unavailable server all the same.
        Event::OutageBegan { .. } | Event::OutageEnded { .. } => None,
        Event::MemberLeft { guild, user: left } if *left == user => {
            Some(("channel_update", json!({"guild_id": guild})))
        }
        Event::MemberJoined { guild, .. }
        | Event::MemberLeft { guild, .. }
        | Event::MemberUpdated { guild, .. }
        | Event::RoleCreated { guild, .. } => {
            state.member(*guild, user).map(|_| ("channel_update", json!({"guild_id": guild})))
        }
        Event::InteractionCreated(interaction) => own_interaction(user, interaction),
        Event::InteractionChanged { interaction } => own_interaction(user, state.interactions.get(interaction)?),
        Event::Typing { channel, user: typist, .. } => {
            let place = state.channels.get(channel)?;
            let told = *typist != user && state.sees(user, place);
            told.then(|| ("typing", json!({"channel_id": channel, "user_id": typist})))
        }
        Event::CommandsChanged { guild } => {
            let told = guild.is_none_or(|guild| state.member(guild, user).is_some());
            told.then(|| ("commands_update", json!({})))
        }
        Event::Presence { user: bot, online } => {
            let together =
                state.guilds.values().any(|guild| guild.members.contains_key(bot) && guild.members.contains_key(&user));
            together.then(|| ("presence", json!({"user_id": bot, "online": online})))
        }
    }
}

fn sees_message(state: &State, user: UserId, message: &Message) -> bool {
    message.shown_to(user) && state.channels.get(&message.channel).is_some_and(|channel| state.sees(user, channel))
}

fn channel_changed(state: &State, user: UserId, channel: &Channel) -> Option<(&'static str, Value)> {
    state.sees(user, channel).then(|| ("channel_update", json!({"id": channel.id})))
}

fn own_interaction(user: UserId, interaction: &Interaction) -> Option<(&'static str, Value)> {
    let shown = interaction.user == user && interaction.kind != InteractionKind::Autocomplete;
    shown.then(|| ("interaction", json!(of(interaction))))
}

//! A session: whose it is, what it wants to hear, and what it has been told.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::broadcast;

use super::intents::Intents;
use super::views;
use crate::world::State;
use crate::world::events::{Event, Told};
use crate::world::ids::{ApplicationId, GuildId, UserId};

/// How many dispatches a session can be told again when it resumes.
const REPLAY: usize = 4_096;

/// A gateway session.
#[derive(Debug)]
pub(crate) struct Session {
    pub(super) id: String,
    pub(super) application: ApplicationId,
    pub(super) token: String,
    pub(super) intents: Intents,
    pub(super) shard: (u64, u64),
    pub(super) events: broadcast::Receiver<Arc<Told>>,
    sequence: u64,
    sent: VecDeque<(u64, Arc<str>)>,
}

/// What a client asks for when it identifies.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) application: ApplicationId,
    pub(super) token: String,
    pub(super) intents: Intents,
    pub(super) shard: (u64, u64),
}

impl Session {
    pub(super) fn new(state: &mut State, identity: Identity) -> Self {
        let number: crate::world::ids::InteractionId = state.next_id();
        Self {
            id: format!("{:032x}", u128::from(number.get()) | u128::from(identity.application.get()) << 64),
            application: identity.application,
            token: identity.token,
            intents: identity.intents,
            shard: identity.shard,
            events: state.herald.listen(),
            sequence: 0,
            sent: VecDeque::new(),
        }
    }

    pub(super) fn bot(&self) -> UserId {
        self.application.bot()
    }

    /// Whether this shard hears of the server; direct messages go to the first shard.
    pub(super) fn hears(&self, guild: Option<GuildId>) -> bool {
        let (shard, count) = self.shard;
        guild.map_or(0, |guild| (guild.get() >> 22) % count) == shard
    }

    /// What the client is told first: that it is connected, and its servers.
    pub(super) fn greet(&mut self, state: &State, authority: &str) -> Vec<Arc<str>> {
        let bot = self.bot();
        let own: Vec<_> = state
            .guilds
            .values()
            .filter(|guild| guild.members.contains_key(&bot) && self.hears(Some(guild.id)))
            .collect();
        let mut greeting = vec![("READY", views::ready(state, self, &own, authority))];
        if self.intents.has(Intents::GUILDS) {
            greeting.extend(
                own.into_iter().map(|guild| ("GUILD_CREATE", crate::wire::objects::guild_create(state, guild, bot))),
            );
        }
        greeting.into_iter().map(|(name, data)| self.dispatch(name, &data)).collect()
    }

    /// The dispatches by which the client is told of an event, if it is told at all.
    pub(super) fn tell(&mut self, state: &State, event: &Event) -> Vec<Arc<str>> {
        let views = views::of(state, self, event);
        views.into_iter().map(|(name, data)| self.dispatch(name, &data)).collect()
    }

    /// Numbers a dispatch and remembers it.
    pub(super) fn dispatch(&mut self, name: &str, data: &Value) -> Arc<str> {
        self.sequence += 1;
        let payload: Arc<str> = json!({"op": 0, "s": self.sequence, "t": name, "d": data}).to_string().into();
        if self.sent.len() == REPLAY {
            self.sent.pop_front();
        }
        self.sent.push_back((self.sequence, Arc::clone(&payload)));
        payload
    }

    /// What was sent after `sequence`, if all of it is remembered.
    pub(super) fn replay(&self, sequence: u64) -> Option<Vec<Arc<str>>> {
        let oldest = self.sent.front().map_or(self.sequence + 1, |(number, _)| *number);
        if sequence > self.sequence || sequence + 1 < oldest {
            return None;
        }
        let missed = self.sent.iter().filter(|(number, _)| *number > sequence);
        Some(missed.map(|(_, payload)| Arc::clone(payload)).collect())
    }
}

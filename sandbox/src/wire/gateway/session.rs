//! A session: whose it is, what it wants to hear, and what it has been told.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::TryRecvError;

use super::intents::Intents;
use super::{guilds, views};
use crate::world::State;
use crate::world::events::{Event, Told};
use crate::world::guilds::Guild;
use crate::world::ids::{ApplicationId, GuildId, UserId};
use crate::world::users::Presence;

/// A gateway session.
#[derive(Debug)]
pub(crate) struct Session {
    pub(super) id: String,
    pub(super) application: ApplicationId,
    pub(super) intents: Intents,
    pub(super) shard: (u64, u64),
    pub(super) events: broadcast::Receiver<Arc<Told>>,
    pub(super) large_threshold: usize,
    sequence: u64,
    sent: VecDeque<(u64, Arc<str>)>,
    replay_limit: usize,
}

/// What a client asks for when it identifies.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) application: ApplicationId,
    pub(super) intents: Intents,
    pub(super) shard: (u64, u64),
    /// From how many members on a server counts as large.
    pub(super) large_threshold: usize,
    /// The presence to begin with.
    pub(super) presence: Option<Presence>,
}

/// Why a session cannot be resumed from where the client says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unresumable {
    /// So much was never sent.
    Impossible,
    /// It is too long ago: not everything since is remembered.
    Forgotten,
}

impl Session {
    pub(super) fn new(state: &mut State, identity: &Identity, replay_limit: usize) -> Self {
        let number: crate::world::ids::InteractionId = state.next_id();
        Self {
            id: format!("{:032x}", u128::from(number.get()) | u128::from(identity.application.get()) << 64),
            application: identity.application,
            intents: identity.intents,
            shard: identity.shard,
            events: state.herald.listen(),
            large_threshold: identity.large_threshold,
            sequence: 0,
            sent: VecDeque::new(),
            replay_limit,
        }
    }

    pub(super) fn bot(&self) -> UserId {
        self.application.bot()
    }

    /// Whether this shard hears of the server; direct messages go to the first shard.
    pub(super) fn hears(&self, guild: Option<GuildId>) -> bool {
        on_shard(self.shard, guild)
    }

    /// What the client is told first: that it is connected, and its servers.
    pub(super) fn greet(&mut self, state: &State, authority: &str) -> Vec<Arc<str>> {
        let own: Vec<_> = self.guilds(state).collect();
        let mut greeting = vec![("READY", views::ready(state, self, &own, authority))];
        if self.intents.has(Intents::GUILDS) {
            greeting.extend(own.into_iter().map(|guild| match state.outages.contains(&guild.id) {
                false => guilds::available(state, self, guild),
                true => guilds::unavailable(guild),
            }));
        }
        greeting.into_iter().map(|(name, data)| self.dispatch(name, &data)).collect()
    }

    /// The servers that the bot is in and this shard hears of.
    pub(super) fn guilds<'a>(&self, state: &'a State) -> impl Iterator<Item = &'a Guild> + use<'a> {
        let (bot, shard) = (self.bot(), self.shard);
        state.guilds.values().filter(move |guild| guild.members.contains_key(&bot) && on_shard(shard, Some(guild.id)))
    }

    /// The dispatches by which the client is told of an event, if it is told at all.
    pub(super) fn tell(&mut self, state: &State, event: &Event) -> Vec<Arc<str>> {
        let views = views::of(state, self, event);
        let told = views.into_iter().filter(|view| !guilds::out_of_reach(state, view));
        told.map(|(name, data)| self.dispatch(name, &data)).collect()
    }

    /// Numbers a dispatch and remembers it.
    pub(super) fn dispatch(&mut self, name: &str, data: &Value) -> Arc<str> {
        self.sequence += 1;
        let payload: Arc<str> = json!({"op": 0, "s": self.sequence, "t": name, "d": data}).to_string().into();
        self.sent.push_back((self.sequence, Arc::clone(&payload)));
        while self.sent.len() > self.replay_limit {
            self.sent.pop_front();
        }
        payload
    }

    /// What the client missed after `sequence`, in order, and that this is all.
    pub(super) fn resume(&mut self, state: &State, sequence: u64) -> Result<Vec<Arc<str>>, Unresumable> {
        if sequence > self.sequence {
            return Err(Unresumable::Impossible);
        }
        loop {
            match self.events.try_recv() {
                Ok(told) => drop(self.tell(state, &told.event)),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
                Err(TryRecvError::Lagged(_)) => return Err(Unresumable::Forgotten),
            }
        }
        let missed: Vec<_> = self.sent.iter().filter(|(number, _)| *number > sequence).collect();
        if missed.len() as u64 != self.sequence - sequence {
            return Err(Unresumable::Forgotten);
        }
        let mut missed: Vec<_> = missed.into_iter().map(|(_, payload)| Arc::clone(payload)).collect();
        missed.push(self.dispatch("RESUMED", &json!({"_trace": []})));
        Ok(missed)
    }
}

/// Whether a shard hears of the server; direct messages go to the first shard (`events/gateway#sharding-sharding-formula`).
fn on_shard((shard, count): (u64, u64), guild: Option<GuildId>) -> bool {
    guild.map_or(0, |guild| (guild.get() >> 22) % count) == shard
}

//! A session: whose it is, what it wants to hear, and what it has been told.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::TryRecvError;

use super::close::End;
use super::codec::Payload;
use super::intents::Intents;
use super::transit::{Arrival, Transit};
use super::views::View;
use super::{guilds, views};
use crate::clock::Timestamp;
use crate::weather::{EventHarm, Weather};
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
    sent: VecDeque<(u64, Payload)>,
    replay_limit: usize,
    pub(super) transit: Transit,
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
            transit: Transit::default(),
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
    pub(super) fn greet(&mut self, state: &State, authority: &str) -> Vec<Payload> {
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
    pub(super) fn tell(&mut self, state: &State, event: &Event) -> Vec<Payload> {
        let views = self.views(state, event);
        views.into_iter().map(|view| self.number(view.name, &view.data)).collect()
    }

    fn views(&self, state: &State, event: &Event) -> Vec<View> {
        let mut views = views::of(state, self, event);
        views.retain(|view| !guilds::out_of_reach(state, view));
        views
    }

    /// Sends an event on its way to the client, through the weather; the dispatches that arrive at once.
    ///
    /// # Errors
    /// The connection is cut off. What was to be told is remembered, for the client to resume.
    pub(super) fn send_off(
        &mut self,
        state: &State,
        told: &Told,
        weather: &Weather,
        now: Timestamp,
    ) -> Result<Vec<Payload>, End> {
        self.transit.saw(told.number);
        let mut arrived = Vec::new();
        for view in self.views(state, &told.event) {
            let weather = weather.for_event(view.name);
            if weather.harm == Some(EventHarm::Drop) {
                self.number(view.name, &view.data);
                return Err(End::Cut);
            }
            let arrivals = self.transit.send(view, &weather, now);
            arrived.extend(self.dispatch_all(arrivals));
        }
        Ok(arrived)
    }

    /// The dispatches of events that arrive after a while; one that comes twice has the same number both times.
    pub(super) fn dispatch_all(&mut self, arrivals: Vec<Arrival>) -> Vec<Payload> {
        let mut payloads = Vec::new();
        for Arrival { view, twice } in arrivals {
            let payload = self.number(view.name, &view.data);
            payloads.extend(twice.then(|| payload.clone()));
            payloads.push(payload);
        }
        payloads
    }

    /// Numbers a dispatch and remembers it.
    pub(super) fn dispatch(&mut self, name: &str, data: &Value) -> Payload {
        self.number(name, &data.to_string())
    }

    /// Numbers a dispatch whose data is JSON already, and remembers it (`events/gateway-events#payload-structure`).
    fn number(&mut self, name: &str, data: &str) -> Payload {
        self.sequence += 1;
        let payload = Payload::from(format!(r#"{{"op":0,"s":{},"t":"{name}","d":{data}}}"#, self.sequence));
        if self.sent.len() == self.replay_limit {
            self.sent.pop_front();
        }
        self.sent.push_back((self.sequence, payload.clone()));
        payload
    }

    /// What the client missed after `sequence`, in order, and that this is all.
    pub(super) fn resume(&mut self, state: &State, sequence: u64) -> Result<Vec<Payload>, Unresumable> {
        if sequence > self.sequence {
            return Err(Unresumable::Impossible);
        }
        for arrival in self.transit.empty() {
            self.number(arrival.view.name, &arrival.view.data);
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
        let mut missed: Vec<_> = missed.into_iter().map(|(_, payload)| payload.clone()).collect();
        missed.push(self.dispatch("RESUMED", &json!({"_trace": []})));
        Ok(missed)
    }
}

/// Whether a shard hears of the server; direct messages go to the first shard (`events/gateway#sharding-sharding-formula`).
fn on_shard((shard, count): (u64, u64), guild: Option<GuildId>) -> bool {
    guild.map_or(0, |guild| (guild.get() >> 22) % count) == shard
}

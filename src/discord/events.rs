//! The gateway's events, as they come: few of them matter, and none is lost without a word.

use std::{
    collections::BTreeSet,
    num::NonZeroU64,
    sync::{Arc, Mutex, PoisonError},
};

use serenity::{
    all::{Context, Event, Message, RawEventHandler, Ready},
    async_trait,
};
use tokio_util::task::TaskTracker;

use super::{Health, dispatch::Dispatcher};
use crate::{commands::leaving, settings::Shards, store::StoreError, workspace::ids::GuildId};

/// Receives events and starts one task for each that needs an answer.
pub(super) struct Events {
    pub(super) dispatcher: Dispatcher,
    pub(super) tasks: TaskTracker,
    pub(super) health: Arc<Health>,
    pub(super) present: Present,
    /// The shards that this process opens.
    pub(super) shards: Shards,
}

/// The servers that the bot is in, as the gateway has told.
#[derive(Debug, Default)]
pub(super) struct Present(Mutex<BTreeSet<GuildId>>);

impl Present {
    fn add(&self, guilds: impl IntoIterator<Item = GuildId>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(guilds);
    }

    /// Adds one; whether it was not there.
    fn is_new(&self, guild: GuildId) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(guild)
    }

    fn remove(&self, guild: GuildId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&guild);
    }
}

#[async_trait]
impl RawEventHandler for Events {
    async fn raw_event(&self, _: Context, event: Event) {
        match event {
            Event::InteractionCreate(event) => {
                let dispatcher = self.dispatcher.clone();
                self.tasks.spawn(async move { dispatcher.interaction(event.interaction).await });
            }
            Event::MessageCreate(event) => self.message(event.message),
            Event::GuildDelete(event) if !event.guild.unavailable => {
                let (desk, guild) = (Arc::clone(&self.dispatcher.desk), NonZeroU64::from(event.guild.id).into());
                self.present.remove(guild);
                self.tasks.spawn(async move { log("a removal", leaving::left(&desk, guild).await) });
            }
            Event::GuildCreate(event) => {
                let (dispatcher, guild) = (self.dispatcher.clone(), NonZeroU64::from(event.guild.id).into());
                // After the list of servers each of them is told of once more.
                if self.present.is_new(guild) {
                    self.tasks.spawn(async move {
                        log("a return", leaving::is_in(&dispatcher.desk, &dispatcher.connection, guild).await);
                    });
                }
            }
            Event::Ready(event) => self.is_ready(&event.ready),
            Event::Resumed(_) => tracing::info!("resumed"),
            Event::Unknown(event) => self.health.could_not_read(&event.kind),
            _ => {}
        }
    }
}

impl Events {
    /// Compares the servers that the bot is in, which are all in the list, those with an outage too, with those of which something is held.
    fn is_ready(&self, ready: &Ready) {
        let dispatcher = self.dispatcher.clone();
        let present: Vec<GuildId> = ready.guilds.iter().map(|guild| NonZeroU64::from(guild.id).into()).collect();
        self.present.add(present.iter().copied());
        let (shard, total) = ready.shard.map_or((0, 1), |shard| (shard.id.0, shard.total));
        tracing::info!(guilds = present.len(), shard, total, "ready");
        if self.health.is_ready(shard, self.shards.of(total)) {
            tracing::info!(shards = self.shards.of(total), "every shard is ready");
        }
        self.tasks.spawn(async move {
            let noted = leaving::is_ready(&dispatcher.desk, &dispatcher.connection, &present, (shard, total)).await;
            log("the list of servers", noted);
        });
    }

    fn message(&self, message: Message) {
        let dispatcher = self.dispatcher.clone();
        if dispatcher.is_asked_by(&message) && dispatcher.received.is_first(message.id.get()) {
            self.tasks.spawn(async move { dispatcher.message(&message).await });
        }
    }
}

/// What is not noted now is noted at the next start, or in the nightly sweep.
fn log(what: &str, result: Result<(), StoreError>) {
    if let Err(error) = result {
        tracing::error!(%error, "{what} could not be noted");
    }
}

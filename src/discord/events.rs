//! The gateway's events, as they come: two of them matter, and none is lost without a word.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use serenity::{
    all::{Context, Event, Message, RawEventHandler},
    async_trait,
};
use tokio::sync::watch;
use tokio_util::task::TaskTracker;

use super::dispatch::Dispatcher;

/// Receives events and starts one task for each that needs an answer.
pub(super) struct Events {
    pub(super) dispatcher: Dispatcher,
    pub(super) tasks: TaskTracker,
    pub(super) health: Arc<Health>,
}

/// What is known of the bot's connection.
#[derive(Debug, Default)]
pub struct Health {
    ready: watch::Sender<bool>,
    unreadable: AtomicU64,
}

impl Health {
    /// Done when the gateway has said that the bot is ready, or when it listens for interactions.
    pub async fn ready(&self) {
        // The sender lives as long as this does.
        drop(self.ready.subscribe().wait_for(|ready| *ready).await);
    }

    /// Interactions can be posted from now on.
    pub(super) fn is_listening(&self) {
        self.ready.send_replace(true);
    }

    /// Takes note of an event, or a posted interaction, that could not be read.
    pub(super) fn could_not_read(&self, kind: &str) {
        let unreadable = self.unreadable.fetch_add(1, Ordering::Relaxed) + 1;
        tracing::warn!(kind, unreadable, "an event that could not be read");
    }

    /// How many events could not be read. serenity drops such events without a word, so each is a question unanswered.
    #[must_use]
    pub fn unreadable(&self) -> u64 {
        self.unreadable.load(Ordering::Relaxed)
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
            Event::Ready(event) => {
                tracing::info!(guilds = event.ready.guilds.len(), shard = ?event.ready.shard, "ready");
                self.health.ready.send_replace(true);
            }
            Event::Resumed(_) => tracing::info!("resumed"),
            Event::Unknown(event) => self.health.could_not_read(&event.kind),
            _ => {}
        }
    }
}

impl Events {
    fn message(&self, message: Message) {
        let dispatcher = self.dispatcher.clone();
        if dispatcher.is_asked_by(&message) && dispatcher.received.is_first(message.id.get()) {
            self.tasks.spawn(async move { dispatcher.message(&message).await });
        }
    }
}

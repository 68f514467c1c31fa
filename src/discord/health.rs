//! What is known of the bot's connection to Discord, from one moment to the next.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
};

use serenity::gateway::{ConnectionStage, ShardManager};
use tokio::sync::watch;

/// What is known of the bot's connection.
#[derive(Debug, Default)]
pub struct Health {
    ready: watch::Sender<bool>,
    /// The shards of which the gateway has said that they are ready.
    shards: Mutex<BTreeSet<u32>>,
    /// How many shards this process opens; 0 until the gateway has said of one that it is ready.
    all: AtomicUsize,
    /// Whoever keeps the shards connected, where there are any.
    manager: OnceLock<Manager>,
    listening: AtomicBool,
    heard: AtomicBool,
    stopping: AtomicBool,
    unreadable: AtomicU64,
}

struct Manager(Arc<ShardManager>);

impl std::fmt::Debug for Manager {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Manager")
    }
}

impl Health {
    /// Done when the gateway has said of every shard of this process that it is ready, or when the bot listens for interactions. A bot
    /// that was ready once may lose its connection later: [`Health::discord`] tells.
    pub async fn ready(&self) {
        // The sender lives as long as this does.
        drop(self.ready.subscribe().wait_for(|ready| *ready).await);
    }

    /// Whether people can reach this process through Discord right now, in words.
    ///
    /// # Errors
    /// What is missing.
    pub async fn discord(&self) -> Result<String, String> {
        if let Some(Manager(manager)) = self.manager.get() {
            let all = self.all.load(Ordering::Relaxed);
            let runners = manager.runners.lock().await;
            let connected = runners.values().filter(|runner| runner.stage == ConnectionStage::Connected).count();
            let told = format!("{connected} of {all} shards of the gateway are connected");
            return match connected {
                _ if all == 0 => Err("the gateway has not said yet that it is ready".into()),
                connected if connected < all => Err(told),
                _ => Ok(told),
            };
        }
        match (self.listening.load(Ordering::Relaxed), self.heard.load(Ordering::Relaxed)) {
            (false, _) => Err("not connected yet".into()),
            (true, false) => Ok("listens for interactions; nothing that Discord signed has come yet".into()),
            (true, true) => Ok("listens for interactions; what Discord signed has come".into()),
        }
    }

    /// Whether the bot was told to stop.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// How many events could not be read. serenity drops such events without a word, so each is a question unanswered.
    #[must_use]
    pub fn unreadable(&self) -> u64 {
        self.unreadable.load(Ordering::Relaxed)
    }

    /// Interactions come over the gateway, whose shards are kept connected by this one.
    pub(super) fn is_managed_by(&self, manager: &Arc<ShardManager>) {
        drop(self.manager.set(Manager(Arc::clone(manager))));
    }

    /// Interactions can be posted from now on.
    pub(super) fn is_listening(&self) {
        self.listening.store(true, Ordering::Relaxed);
        self.ready.send_replace(true);
    }

    /// Discord has posted something, and signed it.
    pub(super) fn was_heard(&self) {
        self.heard.store(true, Ordering::Relaxed);
    }

    /// The gateway has said that a shard is ready; `all` is how many this process opens. Whether they all are now, for the first time.
    pub(super) fn is_ready(&self, shard: u32, all: usize) -> bool {
        self.all.store(all, Ordering::Relaxed);
        let ready = {
            let mut shards = self.shards.lock().unwrap_or_else(PoisonError::into_inner);
            shards.insert(shard);
            shards.len()
        };
        ready >= all && !self.ready.send_replace(true)
    }

    /// The bot finishes what is under way, and takes nothing new.
    pub(super) fn stops(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Takes note of an event, or a posted interaction, that could not be read.
    pub(super) fn could_not_read(&self, kind: &str) {
        let unreadable = self.unreadable.fetch_add(1, Ordering::Relaxed) + 1;
        tracing::warn!(kind, unreadable, "an event that could not be read");
    }
}

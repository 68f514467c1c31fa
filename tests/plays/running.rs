//! A bot that runs in a play.

use std::{net::SocketAddr, sync::Arc};

use lanekeeper::{
    discord::{Bot, Health},
    store::Store,
};
use tokio::{sync::oneshot, task::JoinHandle};

use super::stage::in_time;

/// A bot that is ready and runs until it is stopped.
pub(crate) struct RunningBot {
    health: Arc<Health>,
    /// Where it answers operators.
    pub(crate) operations: Option<SocketAddr>,
    stop: oneshot::Sender<()>,
    run: JoinHandle<()>,
}

impl RunningBot {
    pub(crate) async fn of(bot: Bot, store: Store) -> Self {
        let (health, operations) = (bot.health(), bot.operations());
        let (stop, stopped) = oneshot::channel();
        let run = tokio::spawn(async move {
            bot.run(async { drop(stopped.await) }).await.expect("the gateway refuses nothing");
            store.close().await;
        });
        in_time("the bot to be ready", health.ready()).await;
        Self { health, operations, stop, run }
    }

    pub(crate) async fn stops(self) {
        assert_eq!(self.health.unreadable(), 0, "the bot could not read an event");
        drop(self.stop);
        in_time("the bot to stop", self.run).await.expect("the bot stops in peace");
    }
}

//! Orders to restart the bot. The sandbox runs no bot: whoever does takes them, and stops and starts it.

use tokio::sync::watch;

/// Passes orders on to all who take them.
#[derive(Clone, Debug)]
pub(crate) struct Restarts(watch::Sender<u64>);

impl Default for Restarts {
    fn default() -> Self {
        Self(watch::Sender::new(0))
    }
}

impl Restarts {
    /// Orders a restart; false if nobody takes orders.
    pub(crate) fn order(&self) -> bool {
        let taken = self.0.receiver_count() > 0;
        if taken {
            self.0.send_modify(|orders| *orders += 1);
        }
        taken
    }

    pub(crate) fn taker(&self) -> RestartOrders {
        RestartOrders(self.0.subscribe())
    }
}

/// The orders to restart the bot, for whoever runs it ([`Sandbox::restart_orders`](crate::Sandbox::restart_orders)).
#[derive(Debug)]
pub struct RestartOrders(watch::Receiver<u64>);

impl RestartOrders {
    /// Waits for the next order. Orders that come while the bot is being restarted are one order.
    pub async fn next(&mut self) {
        if self.0.changed().await.is_err() {
            // The sandbox is gone, and nobody will order anything.
            std::future::pending().await
        }
    }
}

//! Somebody who listens on the wire.

use std::fmt::Debug;

use crate::wire::rest::RestCall;

/// Is told of everything that bots and the sandbox say to each other, as it happens ([`Options::observer`](crate::Options::observer)).
///
/// It is called while the bot waits, so it should only take notes.
pub trait Observer: Debug + Send + Sync {
    /// A call of the REST API was answered.
    fn called(&self, call: &RestCall);

    /// A bot is about to be sent a payload on the gateway: the JSON, before any compression.
    fn told(&self, payload: &str);

    /// An application's endpoint is about to be sent an interaction: the JSON. What it answers is told as a call of the callback's
    /// route, since it is taken as one.
    fn delivered(&self, interaction: &str);
}

//! Discord's gateway: a websocket on which an application is told what happens.
//!
//! A session outlives its socket for a while: what it was told is kept, so that it can resume. The socket drives it. Tests reach into
//! all connections through [`GatewayControls`].

mod close;
mod codec;
mod controls;
mod conversation;
mod guilds;
mod intents;
mod login;
mod options;
mod presence;
mod requests;
mod session;
mod sessions;
mod socket;
mod starts;
mod transit;
mod views;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

pub use self::close::CloseCode;
pub use self::controls::{GatewayControls, GatewayCounts};
pub use self::options::GatewayOptions;
pub(crate) use self::sessions::Sessions;

use self::codec::Transport;
use super::{Wire, page};

/// What a client says in the address.
#[derive(Debug, Deserialize)]
pub(super) struct Wishes {
    v: Option<String>,
    encoding: Option<String>,
    compress: Option<String>,
}

/// `GET /gateway`: opens a gateway connection.
pub(super) async fn connect(
    State(wire): State<Wire>,
    Query(wishes): Query<Wishes>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let transport = Transport::new(wishes.compress.as_deref());
    let version_known = wishes.v.as_deref().is_none_or(|version| matches!(version, "9" | "10"));
    let json = wishes.encoding.as_deref().is_none_or(|encoding| encoding == "json");
    upgrade.on_upgrade(move |socket| socket::run(wire, socket, transport, version_known && json))
}

/// `GET /`: the page, or the gateway for clients that look for it there.
pub(super) async fn or_page(
    state: State<Wire>,
    wishes: Query<Wishes>,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Response {
    match upgrade {
        Ok(upgrade) => connect(state, wishes, upgrade).await,
        Err(_) => page::index(),
    }
}

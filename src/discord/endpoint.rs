//! Interactions over HTTP: Discord posts each one, signed, and the same dispatcher answers it as over the gateway.
//!
//! A request is answered with 202 as soon as its signature is checked, and the interaction over Discord's REST API. Discord would take
//! the answer in the response too, which saves a call; but nobody then learns whether it was taken, a lost one cannot be sent again,
//! and what follows it may come before it. So both ways share one path, with its retries.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serenity::{all::Interaction, interactions_endpoint::Verifier};
use tokio::net::TcpListener;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    ConnectError, Health,
    dispatch::Dispatcher,
    replays::{Replays, is_fresh},
    serving,
};
use crate::{clock::Timestamp, settings::PublicKey};

/// The path that is added to the address.
pub(super) const PATH: &str = "/interactions";

/// The largest interaction that is read. The largest that Discord sends, a message with all it can hold, is far below.
const LARGEST: usize = 1 << 20;

/// How long a request's body may take to come in. Discord itself gives up after three seconds.
const READING: Duration = Duration::from_secs(3);

/// A listening endpoint for interactions.
pub(super) struct Endpoint {
    listener: TcpListener,
    door: Arc<Door>,
}

/// What an endpoint needs for one request.
struct Door {
    verifier: Verifier,
    replays: Replays,
    dispatcher: Dispatcher,
    tasks: TaskTracker,
    health: Arc<Health>,
}

impl Endpoint {
    /// Listens; answers nobody yet.
    ///
    /// # Errors
    /// Where it cannot listen.
    pub(super) async fn open(
        address: SocketAddr,
        key: PublicKey,
        dispatcher: Dispatcher,
        tasks: TaskTracker,
        health: Arc<Health>,
    ) -> Result<Self, ConnectError> {
        let verifier = Verifier::try_new(key.bytes()).map_err(|error| ConnectError::Refused(error.to_string()))?;
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|error| ConnectError::Listen {
            setting: "INTERACTIONS_LISTEN",
            address,
            reason: error.to_string(),
        })?;
        let door = Door { verifier, replays: Replays::default(), dispatcher, tasks, health };
        Ok(Self { listener, door: Arc::new(door) })
    }

    /// Where it listens.
    pub(super) fn address(&self) -> Option<SocketAddr> {
        self.listener.local_addr().ok()
    }

    /// Takes interactions until told to stop, and then no more connections.
    pub(super) async fn serve(self, stop: CancellationToken) {
        let address = self.address().map(|address| address.to_string());
        tracing::info!(address, path = PATH, "listening for interactions");
        let health = Arc::clone(&self.door.health);
        let router =
            Router::new().route(PATH, post(receive)).layer(DefaultBodyLimit::max(LARGEST)).with_state(self.door);
        health.is_listening();
        serving::serve(self.listener, router, stop).await;
    }
}

async fn receive(State(door): State<Arc<Door>>, headers: HeaderMap, request: Request) -> Response {
    let body = match tokio::time::timeout(READING, Bytes::from_request(request, &())).await {
        Ok(Ok(body)) => body,
        Ok(Err(refused)) => return refused.status().into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    match door.take(&headers, &body) {
        Ok(Taken::Ping) => ([(header::CONTENT_TYPE, "application/json")], r#"{"type":1}"#).into_response(),
        Ok(Taken::Interaction) => StatusCode::ACCEPTED.into_response(),
        Err(refused) => {
            tracing::debug!(status = refused.as_u16(), "a request was refused");
            refused.into_response()
        }
    }
}

/// What a request was.
enum Taken {
    Ping,
    Interaction,
}

impl Door {
    /// Starts to answer what stands in a request, if Discord sent it, now, and for the first time.
    fn take(&self, headers: &HeaderMap, body: &Bytes) -> Result<Taken, StatusCode> {
        let now = self.dispatcher.desk.clock.now();
        let signed = self.signed_at(headers, body).ok_or(StatusCode::UNAUTHORIZED)?;
        if !is_fresh(signed, now) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        self.health.was_heard();
        let interaction: Interaction = serde_json::from_slice(body).map_err(|_| {
            // What was wrong with it would quote it.
            self.health.could_not_read("interaction");
            StatusCode::BAD_REQUEST
        })?;
        if matches!(interaction, Interaction::Ping(_)) {
            return Ok(Taken::Ping);
        }
        if !self.replays.is_first(interaction.id().get(), now) {
            return Err(StatusCode::CONFLICT);
        }
        if self.tasks.is_closed() {
            return Err(StatusCode::SERVICE_UNAVAILABLE);
        }
        let dispatcher = self.dispatcher.clone();
        self.tasks.spawn(async move { dispatcher.interaction(interaction).await });
        Ok(Taken::Interaction)
    }

    /// When Discord signed a request, if it did.
    fn signed_at(&self, headers: &HeaderMap, body: &[u8]) -> Option<Timestamp> {
        let header = |name: &str| headers.get(name)?.to_str().ok();
        let (signature, timestamp) = (header("x-signature-ed25519")?, header("x-signature-timestamp")?);
        self.verifier.verify(signature, timestamp, body).ok()?;
        Some(Timestamp::from_millis(timestamp.parse::<i64>().ok()?.checked_mul(1_000)?))
    }
}

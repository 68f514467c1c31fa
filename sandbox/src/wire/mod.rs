//! HTTP and websocket: translation between the wire and the world, and nothing else.

pub(crate) mod cdn;
pub(crate) mod endpoint;
pub(crate) mod gateway;
pub(crate) mod line;
pub(crate) mod objects;
mod page;
mod people;
pub(crate) mod rest;
pub(crate) mod serving;
mod weather;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use tokio::sync::watch;

use self::endpoint::Endpoints;
use self::gateway::Sessions;
use self::rest::{RestCall, RestLog};
use crate::observer::Observer;
use crate::people::People;
use crate::restarts::Restarts;
use crate::weather::Weather;
use crate::world::World;

/// What all routes share.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    pub(crate) world: World,
    pub(crate) people: People,
    pub(crate) sessions: Arc<Sessions>,
    pub(crate) log: Arc<RestLog>,
    pub(crate) endpoints: Arc<Endpoints>,
    pub(crate) weather: Weather,
    pub(crate) restarts: Restarts,
    pub(crate) observer: Option<Arc<dyn Observer>>,
    /// `127.0.0.1:4711`, where the sandbox listens.
    pub(crate) authority: Arc<str>,
    /// Becomes true when the sandbox stops; open streams end then.
    pub(crate) stopping: watch::Receiver<bool>,
}

/// All that the sandbox serves beside the REST API.
fn router(wire: Wire) -> Router {
    Router::new()
        .route("/", get(gateway::or_page))
        .route("/page/{file}", get(page::file))
        .route("/gateway", get(gateway::connect))
        .route("/gateway/", get(gateway::connect))
        .nest("/people", people::routes())
        .nest("/cdn", cdn::routes())
        .nest("/weather", weather::routes())
        .fallback(rest::nowhere)
        .layer(DefaultBodyLimit::disable())
        .with_state(wire)
}

impl Wire {
    /// Waits on the world's clock, or until the sandbox stops.
    pub(crate) async fn wait(&self, time: Duration) {
        if time.is_zero() {
            return;
        }
        let clock = self.world.clock();
        tokio::select! {
            () = clock.sleep_until(clock.now().plus(time)) => {}
            () = self.stopped() => {}
        }
    }

    /// Takes note of a call that was answered.
    fn note_call(&self, call: RestCall) {
        if let Some(observer) = &self.observer {
            observer.called(&call);
        }
        self.log.enter(call);
    }

    /// Takes note of a payload that a bot is sent.
    fn note_payload(&self, payload: &str) {
        if let Some(observer) = &self.observer {
            observer.told(payload);
        }
    }

    /// Takes note of an interaction that an endpoint is sent.
    fn note_delivery(&self, interaction: &str) {
        if let Some(observer) = &self.observer {
            observer.delivered(interaction);
        }
    }

    /// Takes note of an answer that came from an endpoint: told as the call that it stands for, though it is none in the log.
    fn note_answer(&self, answer: &RestCall) {
        if let Some(observer) = &self.observer {
            observer.called(answer);
        }
    }

    /// Waits until the sandbox stops.
    pub(crate) async fn stopped(&self) {
        let mut stopping = self.stopping.clone();
        // A sandbox that was dropped has stopped too.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    }
}

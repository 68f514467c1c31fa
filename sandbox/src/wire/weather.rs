//! `/weather`: what goes wrong, to look at and to set, and a restart of the bot, for the page and for tests in any language.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::Wire;
use super::gateway::GatewayControls;
use crate::people::Refusal;
use crate::rate_limits::RateLimits;
use crate::tally::Tally;
use crate::weather::Forecast;

pub(super) fn routes() -> Router<Wire> {
    Router::new()
        .route("/", get(look).put(set).delete(clear))
        .route("/gateway", post(order))
        .route("/bot", post(restart))
}

/// What `PUT` takes; what is left out stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    forecast: Option<Forecast>,
    rate_limits: Option<bool>,
    hush_acks: Option<bool>,
}

/// What `POST` does to the gateway's connections.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ordered {
    order: Order,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    Drop,
    Reconnect,
    Invalidate,
}

fn gateway(wire: &Wire) -> GatewayControls {
    GatewayControls::new(Arc::clone(&wire.sessions))
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::because(format!("The body does not fit: {error}")))
}

async fn look(State(wire): State<Wire>) -> Response {
    let answer = json!({
        "forecast": wire.weather.forecast(),
        "rate_limits": wire.weather.is_rate_limited(),
        "hush_acks": gateway(&wire).acks_are_hushed(),
        "struck": wire.weather.struck(),
        "tally": Tally::of(&wire.log.calls()),
    });
    ([(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}

async fn set(wire: State<Wire>, body: Bytes) -> Result<Response, Refusal> {
    let wanted: Wanted = read(&body)?;
    if let Some(forecast) = wanted.forecast {
        wire.weather.set(forecast);
    }
    if let Some(limited) = wanted.rate_limits {
        wire.weather.rate_limits(if limited { RateLimits::On } else { RateLimits::Off });
    }
    if let Some(hushed) = wanted.hush_acks {
        gateway(&wire).hush_acks(hushed);
    }
    Ok(look(wire).await)
}

async fn clear(wire: State<Wire>) -> Response {
    wire.weather.clear();
    gateway(&wire).hush_acks(false);
    look(wire).await
}

async fn order(State(wire): State<Wire>, body: Bytes) -> Result<StatusCode, Refusal> {
    let gateway = gateway(&wire);
    match read::<Ordered>(&body)?.order {
        Order::Drop => gateway.drop_connections(),
        Order::Reconnect => gateway.reconnect_all(),
        Order::Invalidate => gateway.invalidate(false),
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn restart(State(wire): State<Wire>) -> Result<StatusCode, Refusal> {
    if wire.restarts.order() {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(Refusal::because("Whoever runs the bot does not take orders to restart it. Restart it where you started it."))
}

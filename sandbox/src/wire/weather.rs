//! `/weather`: what goes wrong, to look at and to set, for the page and for tests in any language.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use serde::Deserialize;
use serde_json::json;

use super::Wire;
use crate::people::Refusal;
use crate::rate_limits::RateLimits;
use crate::tally::Tally;
use crate::weather::Forecast;

pub(super) fn routes() -> MethodRouter<Wire> {
    get(look).put(set).delete(clear)
}

/// What `PUT` takes; what is left out stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    forecast: Option<Forecast>,
    rate_limits: Option<bool>,
}

async fn look(State(wire): State<Wire>) -> Response {
    let answer = json!({
        "forecast": wire.weather.forecast(),
        "rate_limits": wire.weather.is_rate_limited(),
        "struck": wire.weather.struck(),
        "tally": Tally::of(&wire.log.calls()),
    });
    ([(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}

async fn set(wire: State<Wire>, body: Bytes) -> Result<Response, Refusal> {
    let wanted: Wanted =
        serde_json::from_slice(&body).map_err(|error| Refusal::because(format!("The body does not fit: {error}")))?;
    if let Some(forecast) = wanted.forecast {
        wire.weather.set(forecast);
    }
    if let Some(limited) = wanted.rate_limits {
        wire.weather.rate_limits(if limited { RateLimits::On } else { RateLimits::Off });
    }
    Ok(look(wire).await)
}

async fn clear(wire: State<Wire>) -> Response {
    wire.weather.clear();
    look(wire).await
}

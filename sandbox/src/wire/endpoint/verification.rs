//! Endpoints must show that they check signatures (`interactions/overview#setting-up-an-endpoint`).

use std::time::Duration;

use axum::body::to_bytes;
use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use super::address::Address;
use super::post::Signed;
use crate::wire::Wire;
use crate::world::errors::ApiError;
use crate::world::ids::{ApplicationId, InteractionId};

/// Real time within which an endpoint must answer a PING.
const PATIENCE: Duration = Duration::from_secs(3);
/// Bytes of an answer to a PING that are read.
const ANSWER_BYTES: usize = 64 * 1_024;

/// Gives an application an endpoint, if it answers as it must, or takes it away.
pub(crate) async fn set(wire: &Wire, application: ApplicationId, url: Option<&str>) -> Result<(), ApiError> {
    let address = match url.filter(|url| !url.is_empty()) {
        None => None,
        Some(url) => {
            let address = Address::parse(url).ok_or_else(unverified)?;
            if !stands_the_test(wire, application, &address).await {
                return Err(unverified());
            }
            Some(url.into())
        }
    };
    let mut state = wire.world.lock();
    let own = state.applications.get_mut(&application).ok_or_else(ApiError::unknown_application)?;
    own.endpoint = address;
    Ok(())
}

/// Tries the endpoint again, as Discord does from time to time; one that fails is taken away. Whether there still is one.
pub(super) async fn check_routinely(wire: &Wire, application: ApplicationId) -> bool {
    let Some(address) = current(wire, application) else {
        return false;
    };
    let stands = stands_the_test(wire, application, &address).await;
    if !stands && let Some(own) = wire.world.lock().applications.get_mut(&application) {
        own.endpoint = None;
    }
    stands
}

/// Where the application's endpoint is, if it has one.
pub(super) fn current(wire: &Wire, application: ApplicationId) -> Option<Address> {
    Address::parse(wire.world.lock().applications.get(&application)?.endpoint.as_deref()?)
}

fn unverified() -> ApiError {
    ApiError::invalid_field(
        "interactions_endpoint_url",
        "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID",
        "The specified interactions endpoint url could not be verified.",
    )
}

/// Whether the endpoint answers a true PING, and refuses a forged one.
async fn stands_the_test(wire: &Wire, application: ApplicationId, address: &Address) -> bool {
    let Some((honest, forged)) = ping(wire, application, address).zip(ping(wire, application, address)) else {
        return false;
    };
    let forged = forged.forged();
    let test = async { is_answered(wire, &honest).await && is_rejected(wire, &forged).await };
    tokio::time::timeout(PATIENCE, test).await.unwrap_or(false)
}

/// A true PING.
pub(super) fn ping(wire: &Wire, application: ApplicationId, address: &Address) -> Option<Signed> {
    let mut state = wire.world.lock();
    let id: InteractionId = state.next_id();
    let own = state.applications.get(&application)?;
    let body = json!({
        "version": 1,
        "type": 1,
        "id": id,
        "token": format!("ping-{id}"),
        "application_id": application,
        "app_permissions": "0",
        "authorizing_integration_owners": {},
        "entitlements": [],
        "user": state.users.get(&own.owner).map(crate::wire::objects::user),
    });
    let body = body.to_string();
    wire.note_delivery(&body);
    Some(wire.endpoints.sign(address.clone(), &own.key, state.now(), body.into()))
}

async fn is_answered(wire: &Wire, ping: &Signed) -> bool {
    let Ok(response) = wire.endpoints.client.send(ping).await else {
        return false;
    };
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let fits = response.status() == StatusCode::OK && kind.starts_with("application/json");
    let Ok(body) = to_bytes(response.into_body(), ANSWER_BYTES).await else {
        return false;
    };
    fits && serde_json::from_slice::<Value>(&body).is_ok_and(|pong| pong["type"] == 1)
}

async fn is_rejected(wire: &Wire, ping: &Signed) -> bool {
    let response = wire.endpoints.client.send(ping).await;
    response.is_ok_and(|response| response.status() == StatusCode::UNAUTHORIZED)
}

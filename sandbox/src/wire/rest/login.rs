//! What a client asks before it connects.

use serde_json::json;

use super::{Answer, Asking, Call};
use crate::form::Form;
use crate::wire::{endpoint, objects};
use crate::world::errors::ApiError;
use crate::world::limits;

fn gateway_address(call: &Call<'_>) -> String {
    format!("ws://{}/gateway", call.wire.authority)
}

pub(super) fn gateway(call: &Call<'_>) -> Result<Answer, ApiError> {
    Answer::ok(json!({"url": gateway_address(call)}))
}

pub(super) fn gateway_bot(call: &Call<'_>) -> Result<Answer, ApiError> {
    let application = call.application()?;
    let state = call.world.lock();
    let guilds = state.guilds.values().filter(|guild| guild.members.contains_key(&application.bot())).count();
    let allowance = call.wire.sessions.allowance(application);
    Answer::ok(json!({
        "url": gateway_address(call),
        "shards": call.wire.sessions.recommended_shards(guilds),
        "session_start_limit": {
            "total": allowance.total,
            "remaining": allowance.remaining,
            "reset_after": allowance.reset_after.as_millis() as u64,
            "max_concurrency": allowance.max_concurrency,
        },
    }))
}

pub(super) fn me(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    Answer::ok(objects::own_user(state.user(call.bot()?)?))
}

pub(super) fn application(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let own = state.applications.get(&call.application()?).ok_or_else(ApiError::unknown_application)?;
    Answer::ok(objects::full_application(&state, own))
}

/// What a bot changes of its application. A field that is null or empty takes the value away.
#[derive(Debug, Default)]
struct Change {
    description: Option<String>,
    endpoint: Option<Option<String>>,
}

fn read_change(body: &Form<'_>) -> Change {
    let endpoint = body.text("interactions_endpoint_url", limits::ENDPOINT_URL);
    Change {
        description: body.text("description", limits::APPLICATION_DESCRIPTION),
        endpoint: body.given("interactions_endpoint_url").then_some(endpoint),
    }
}

/// An endpoint is tried before anything is changed (`resources/application#edit-current-application`).
pub(super) fn edit_application<'a>(call: &'a Call<'a>) -> Asking<'a> {
    Box::pin(async move {
        let id = call.application()?;
        let change = call.payload.read(read_change)?;
        if let Some(url) = &change.endpoint {
            endpoint::set(call.wire, id, url.as_deref()).await?;
        }
        let mut state = call.world.lock();
        let own = state.applications.get_mut(&id).ok_or_else(ApiError::unknown_application)?;
        if let Some(description) = change.description {
            own.description = description;
        }
        let own = state.applications.get(&id).ok_or_else(ApiError::unknown_application)?;
        Answer::ok(objects::full_application(&state, own))
    })
}

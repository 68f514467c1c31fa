//! What a client asks before it connects.

use serde_json::json;

use super::{Answer, Call};
use crate::wire::objects;
use crate::world::errors::ApiError;

fn gateway_address(call: &Call<'_>) -> String {
    format!("ws://{}/gateway", call.wire.authority)
}

pub(super) fn gateway(call: &Call<'_>) -> Result<Answer, ApiError> {
    Answer::ok(json!({"url": gateway_address(call)}))
}

pub(super) fn gateway_bot(call: &Call<'_>) -> Result<Answer, ApiError> {
    Answer::ok(json!({
        "url": gateway_address(call),
        "shards": 1,
        "session_start_limit": {"total": 1_000, "remaining": 1_000, "reset_after": 0, "max_concurrency": 1},
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

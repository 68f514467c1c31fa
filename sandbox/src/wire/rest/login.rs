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

//! Pinned messages, on the present routes and on those that came before.

use serde_json::{Value, json};

use super::{Answer, Call, messages};
use crate::clock::Timestamp;
use crate::world::errors::ApiError;
use crate::world::limits;

pub(super) fn list(call: &Call<'_>) -> Result<Answer, ApiError> {
    let limit = call.query_count("limit", limits::PINS_PAGE, limits::PINS_PAGE)?;
    let before = call.query("before").map(|text| Timestamp::parse(text).ok_or_else(not_a_time)).transpose()?;
    let state = call.world.lock();
    let (bot, pins) = (call.bot()?, state.pins(call.bot()?, call.id("channel")?)?);
    let older: Vec<_> = pins.iter().filter(|(pinned, _)| before.is_none_or(|before| *pinned < before)).collect();
    let items = older.iter().take(limit).map(
        |(pinned, message)| json!({"pinned_at": pinned.to_string(), "message": messages::read(&state, message, bot)}),
    );
    Answer::ok(json!({"items": items.collect::<Vec<_>>(), "has_more": older.len() > limit}))
}

/// The list as it was before there were pages of it.
pub(super) fn list_old(call: &Call<'_>) -> Result<Answer, ApiError> {
    let state = call.world.lock();
    let (bot, pins) = (call.bot()?, state.pins(call.bot()?, call.id("channel")?)?);
    let first = pins.iter().take(limits::PINS_PAGE).map(|(_, message)| messages::read(&state, message, bot));
    Answer::ok(first.collect::<Vec<Value>>().into())
}

pub(super) fn pin(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    state.pin(call.bot()?, call.id("channel")?, call.id("message")?)?;
    Answer::nothing()
}

pub(super) fn unpin(call: &Call<'_>) -> Result<Answer, ApiError> {
    let mut state = call.world.lock();
    state.unpin(call.bot()?, call.id("channel")?, call.id("message")?)?;
    Answer::nothing()
}

fn not_a_time() -> ApiError {
    ApiError::invalid_field("before", "DATETIME_TYPE_INVALID", "Could not parse. Should be ISO8601.")
}
